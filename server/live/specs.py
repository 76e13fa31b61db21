"""What goes to the sandbox when code is run: the same for a room's run and for one on the code of an earlier moment."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from sandbox.contract import AnySpec, Sandbox, SandboxStatus
from server.core import events as e
from server.core import judging, projects
from server.core.languages import Language
from server.core.project_paths import RUN_MAX
from server.core.projects import Source
from server.core.task import Task, TaskProblem
from server.core.versions import source_digest
from server.live import chance
from server.live.made_cases import MadeCases
from server.live.planning import Refused
from server.live.ports_library import Tasks

NO_TASK: Final = "This task is not in the library any more, so it cannot run. Its files are still here."
NOT_IN_IT: Final = "This task has changed and cannot be solved in this language any more. Its files are still here."
NO_TESTS: Final = "This project has no tests of this kind. Run the file as a program instead."
NO_HIDDEN: Final = "This task has no hidden tests."
TOO_LARGE: Final = (
    f"The files of this project have more than {RUN_MAX:,} characters together. Shorten or delete what is not needed."
)
OUR_TROUBLE: Final = "The sandbox did not answer. Press Run again; if it stays, see `greenroom doctor`."


@dataclass(frozen=True, slots=True)
class Prepared:
    """A run that can start. `seed` is what the order of its cases was drawn from; 0 for the author's own."""

    spec: AnySpec
    shown: tuple[e.CaseShown, ...] = ()
    seed: int = 0
    feedback: e.Feedback = e.Feedback.COUNT
    of: str = ""
    """The SHA-256 of what is run, where that is more than one file."""

    @property
    def digest(self) -> str:
        """The SHA-256 of the source; of several files, of all of them."""
        return self.of or source_digest(self.spec.source)


@dataclass(frozen=True, slots=True)
class Ground:
    """A task as the library has it now, and the language that it is run in."""

    task: Task
    language: Language


class Specs:
    def __init__(
        self,
        sandbox: Sandbox,
        languages: Sequence[Language],
        status: Callable[[], SandboxStatus],
    ) -> None:
        self._languages = {language.id: language for language in languages}
        self._status = status
        self._made = MadeCases(sandbox, {id: language.style for id, language in self._languages.items()})

    def ground(self, tasks: Tasks, task: str, language: str, suite: e.Suite) -> Ground | Refused:
        """What such a run stands on; or why it cannot be now."""
        found, known = tasks.task(task), self._languages.get(language)
        problem = self.why_not(language, suite)
        if problem:
            return Refused(problem)
        if found is None:
            return Refused(NO_TASK)
        return Ground(found, known) if known and language in found.languages else Refused(NOT_IN_IT)

    def why_not(self, language: str, suite: e.Suite) -> str:
        """Why nothing of this kind runs in this language now; "" when it does."""
        status = self._status()
        if not status.ready:
            return status.why or OUR_TROUBLE
        if status.unsafe and suite is e.Suite.HIDDEN:
            return status.unsafe
        return next((each.why for each in status.languages if each.id == language and not each.ready), "")

    def at_once(
        self,
        ground: Ground,
        suite: e.Suite,
        *,
        run: str,
        source: Source,
        own: Iterable[e.CaseAdded],
        parts: Collection[int] | None = None,
    ) -> Prepared | Refused | None:
        """Tests whose cases are all written down; None for those that may have to be made first (`hidden`).

        `parts` are those that are unlocked; without it, those that nobody has to unlock. So it is below.
        """
        task, language = ground.task, ground.language
        if task.kind == "project":
            return _project(ground, suite is e.Suite.HIDDEN, run, source)
        if suite is e.Suite.HIDDEN:
            return None
        assert isinstance(source, str), "only a project has several files"
        mine = [case for case in own if case.task == task.slug]
        spec = judging.examples_spec(task, language.style, run=run, source=source, own=mine, parts=parts)
        return Prepared(spec, judging.shown_examples(task, mine, parts))

    async def hidden(
        self, ground: Ground, *, run: str, source: Source, parts: Collection[int] | None = None
    ) -> Prepared | Refused:
        """The hidden cases, in an order of their own."""
        task = ground.task
        assert isinstance(source, str), "a project's hidden tests are all written down"
        made = await self._made.of(task)
        if isinstance(made, TaskProblem):
            return Refused(f"{made.file}: {made.what} {made.mend}")
        seed = chance.seed()
        style = ground.language.style
        spec = judging.hidden_spec(task, style, run=run, source=source, made=made, parts=parts, seed=seed)
        if not spec.cases:
            return Refused(NO_HIDDEN)
        return Prepared(spec, judging.shown_hidden(task, made, parts), seed, e.Feedback(task.feedback))


def _project(ground: Ground, hidden: bool, run: str, source: Source) -> Prepared | Refused:
    """The tests of a project: what is visible to anybody, what is hidden to the interviewer alone."""
    task, style = ground.task, ground.language.style
    if isinstance(source, projects.Work) and source.size > RUN_MAX:
        return Refused(TOO_LARGE)
    spec = projects.suite_spec(task, style, run=run, source=source, hidden=hidden)
    if not spec.cases:
        return Refused(NO_HIDDEN if hidden else NO_TESTS)
    feedback = e.Feedback(task.feedback) if hidden else e.Feedback.COUNT
    digest = projects.work_digest(source) if isinstance(source, projects.Work) else source_digest(source)
    return Prepared(spec, projects.shown_tests(task, style, hidden=hidden), feedback=feedback, of=digest)
