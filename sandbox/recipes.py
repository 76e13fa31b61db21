"""What containers a language needs: from its data and a run's limits to recipes. Pure."""

from collections import Counter
from collections.abc import Iterable, Mapping

from sandbox import images, launch
from sandbox.contract import Limits, Mode, Warm
from sandbox.hardening import Recipe
from sandbox.languages import Language


class Recipes:
    """Recipes for these languages under one runtime of the engine."""

    def __init__(self, languages: Iterable[Language], runtime: str) -> None:
        self._languages = {language.id: language for language in languages}
        self._images = {id: images.tag(id) for id in self._languages}
        self.runtime = runtime

    def image(self, language: Language) -> str:
        return self._images[language.id]

    def running(self, language: Language, limits: Limits, mode: Mode = Mode.FUNCTION) -> Recipe:
        """For running a source, or what it was compiled to. Its shim waits in it where that serves this mode."""
        shim = language.run.warm and (mode is not Mode.PROGRAM or language.program.shim)
        return Recipe(
            self.image(language),
            limits.memory_mb + language.limits.extra_mb,
            max(limits.pids, language.limits.pids),
            language.limits.exec,
            self.runtime,
            launch.waiting(language, limits.memory_mb) if shim else b"",
        )

    def compiling(self, language: Language) -> Recipe:
        """For compiling a source. Raises ValueError for a language that is not compiled."""
        if (how := language.compile) is None:
            raise ValueError(f"{language.title} is not compiled")
        return Recipe(self.image(language), how.memory_mb, how.pids, True, self.runtime)

    def wished(self, wanted: Iterable[Warm]) -> Mapping[Recipe, int]:
        """The containers that runs of these languages will claim. Languages that are not here have none."""
        wishes: Counter[Recipe] = Counter()
        for warm in wanted:
            if (language := self._languages.get(warm.language)) is None or warm.count < 1:
                continue
            wishes[self.running(language, Limits(memory_mb=warm.memory_mb), warm.mode)] += warm.count
            if language.compile is not None:
                wishes[self.compiling(language)] += warm.count
        return wishes
