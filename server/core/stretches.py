"""The stretches of thinking privately that an interview had, and what is kept of each. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from server.core import events as e
from server.core.private import PrivatePolicy, applied
from server.core.private_files import DELETED, name_of, named_by
from server.core.private_rules import released_of
from server.core.project_files import ProjectFiles
from server.core.setup import Release


@dataclass(slots=True)
class Stretch:
    """Times are interview times in ms. `released` says when it was released (Unix ms); 0 where it was not.

    `steps` and `tries` are the candidate's, until `roles.reads_private` lets somebody else have them.
    """

    spell: str
    policy: PrivatePolicy
    at: int
    minutes: int
    end: int | None = None
    shared: bool = False
    released: int = 0
    steps: tuple[e.PrivateStep, ...] = ()
    tries: tuple[e.PrivateTry, ...] = ()
    paths: Mapping[str, str] = field(default_factory=dict)
    """What the files of projects were called when it began, by their shared texts."""

    @property
    def texts(self) -> Mapping[str, str]:
        """The files that were written in, as they were at last."""
        return {file: text for file, text in self._all().items() if not named_by(file)}

    @property
    def names(self) -> Mapping[str, str]:
        """What each of `texts` was called at last, as people read it."""
        words = self._all()
        said = {file: words.get(name_of(file), "").removeprefix(DELETED) for file in self.texts}
        paths = {file: path or self.paths.get(file, "") for file, path in said.items()}
        return {file: f"{file.partition('/')[0]}/{path}" if path else file for file, path in paths.items()}

    def _all(self) -> dict[str, str]:
        texts: dict[str, str] = {}
        for step in self.steps:
            texts = applied(texts, step.changes)
        return texts


@dataclass(slots=True)
class _Found:
    stretch: Stretch
    entries: list[e.Entry] = field(default_factory=list)


def stretches(talk: Iterable[e.Entry], later: Sequence[Release] = ()) -> list[Stretch]:
    """Those of a timeline, in order. `later` is what was released after its end."""
    found: dict[str, _Found] = {}
    files = ProjectFiles()
    for entry in talk:
        match entry.event:
            case e.FileCreated() | e.FileRenamed() | e.FileDeleted() | e.FileRestored():
                files.take(entry.event)
            case e.PrivateBegan(spell, policy, minutes):
                found[spell] = _Found(Stretch(spell, policy, entry.at, minutes, paths=files.paths()))
            case e.PrivateEdited(spell=spell) | e.PrivateRan(spell=spell) if spell in found:
                found[spell].entries.append(entry)
            case e.PrivateEnded(spell, shared) if spell in found:
                found[spell].stretch.end, found[spell].stretch.shared = entry.at, shared
            case e.PrivateReleased(spell=spell) if spell in found:
                found[spell].stretch.released = entry.wall
            case _:
                pass
    for each in later:
        if each.spell in found:
            found[each.spell].stretch.released = each.at
    for spell, known in found.items():
        kept = released_of(spell, known.entries)
        known.stretch.steps, known.stretch.tries = kept.steps, kept.tries
    return [each.stretch for each in found.values()]
