"""Runs in motion: reads the code and the cases when Run is pressed, follows the sandbox, and reports to the room.

Invariant 7: a run that starts ends in exactly one `RunEnded`; trouble of the sandbox is a `Finished`, never an
exception that gets away.
"""

import asyncio
import hashlib
from collections.abc import AsyncGenerator, Callable, Sequence
from contextlib import aclosing
from dataclasses import dataclass, replace
from typing import assert_never

import structlog

from sandbox.contract import (
    AnySpec,
    CaseJudged,
    Finished,
    Piece,
    RunSpec,
    Sandbox,
    SandboxStatus,
    ScratchSpec,
    SuiteSpec,
    Verdict,
)
from server.core import effects as f
from server.core import events as e
from server.core import inputs as i
from server.core import judging, projects
from server.core.languages import Language, file_name
from server.core.task import Task, TaskProblem
from server.live import chance, news
from server.live.live_room import LiveRoom
from server.live.made_cases import MadeCases
from server.live.ports import TaskLibrary
from server.live.seats import Seat

log = structlog.get_logger()

NO_TASK = "This task is not in the library any more, so it cannot run. Its files are still here."
NOT_IN_IT = "This task has changed and cannot be solved in this language any more. Its files are still here."
NO_TESTS = "This project has no tests of this kind. Run the file as a program instead."
NO_HIDDEN = "This task has no hidden tests."
OUR_TROUBLE = "The sandbox did not answer. Press Run again; if it stays, see `greenroom doctor`."
SERVER_STOPS = "The server stopped during this run. Press Run again."
QUIET_SECONDS = 15.0
"""So long a run may say nothing while the sandbox does not answer either: then it hangs."""


@dataclass(slots=True)
class _Going:
    """A run in the sandbox, and when it was last heard of."""

    task: "asyncio.Task[None]"
    heard_at: float
    passed: int = 0
    lost: str = OUR_TROUBLE
    """What people are told if it never says how it ended."""


class Runs:
    """All runs of the house, at most one for each room (R6)."""

    def __init__(
        self,
        sandbox: Sandbox,
        tasks: TaskLibrary,
        languages: Sequence[Language],
        status: Callable[[], SandboxStatus],
    ) -> None:
        self._sandbox = sandbox
        self._tasks = tasks
        self._languages = {language.id: language for language in languages}
        self._status = status
        self._going: dict[str, _Going] = {}
        self._preparing: set[asyncio.Task[None]] = set()
        self._made = MadeCases(sandbox, {id: language.style for id, language in self._languages.items()})

    # From a press of Run to a run -----------------------------------------------------------------------------------

    def prepare(self, live: LiveRoom, seat: Seat, said: i.Asks) -> None:
        """Read the code as it is at this instant, find the cases, and report `RunPrepared`; or say why not."""
        assert isinstance(said.ask, e.AskRun | e.AskScratch)
        task = self._tasks.task(said.ask.task)
        problem = self._why_not(said.ask) or _changed(task, said.ask.language)
        if problem or task is None:
            live.tell(seat, news.refused(e.ASK_OF[type(said.ask)], problem))
            return
        language = self._languages[said.ask.language]
        source = live.document.text(file_name(task.slug, language))
        if task.kind == "project" and isinstance(said.ask, e.AskRun):
            self._prepare_project(live, seat, said, task, language, source)
            return
        if isinstance(said.ask, e.AskScratch):
            limits = judging.limits_for(task, language.id)
            live.asked(seat, _prepared(said, ScratchSpec(said.fresh, language.id, source, said.ask.stdin, limits), ()))
            return
        if said.ask.suite is e.Suite.EXAMPLES:
            own = [case for case in live.room.cases.values() if case.task == task.slug]
            spec = judging.examples_spec(task, language.style, run=said.fresh, source=source, own=own)
            live.asked(seat, _prepared(said, spec, judging.shown_examples(task, own)))
            return
        preparing = asyncio.create_task(self._prepare_hidden(live, seat, said, task, language, source))
        self._preparing.add(preparing)
        preparing.add_done_callback(self._preparing.discard)

    def _prepare_project(
        self, live: LiveRoom, seat: Seat, said: i.Asks, task: Task, language: Language, source: str
    ) -> None:
        """The tests of a project: what is visible to anybody, what is hidden to the interviewer alone."""
        assert isinstance(said.ask, e.AskRun)
        hidden = said.ask.suite is e.Suite.HIDDEN
        spec = projects.suite_spec(task, language.style, run=said.fresh, source=source, hidden=hidden)
        if not spec.cases:
            live.tell(seat, news.refused("run", NO_HIDDEN if hidden else NO_TESTS))
            return
        prepared = _prepared(said, spec, projects.shown_tests(task, language.style, hidden=hidden))
        live.asked(seat, replace(prepared, feedback=e.Feedback(task.feedback)) if hidden else prepared)

    def _why_not(self, ask: e.AskRun | e.AskScratch) -> str:
        status = self._status()
        if not status.ready:
            return status.why or OUR_TROUBLE
        if status.unsafe and isinstance(ask, e.AskRun) and ask.suite is e.Suite.HIDDEN:
            return status.unsafe
        return next((each.why for each in status.languages if each.id == ask.language and not each.ready), "")

    async def _prepare_hidden(
        self, live: LiveRoom, seat: Seat, said: i.Asks, task: Task, language: Language, source: str
    ) -> None:
        made = await self._made.of(task)
        if isinstance(made, TaskProblem):
            live.tell(seat, news.refused("run", f"{made.file}: {made.what} {made.mend}"))
            return
        seed = chance.seed()
        spec = judging.hidden_spec(task, language.style, run=said.fresh, source=source, made=made, seed=seed)
        if not spec.cases:
            live.tell(seat, news.refused("run", NO_HIDDEN))
            return
        prepared = _prepared(said, spec, judging.shown_hidden(task, made))
        live.asked(seat, replace(prepared, seed=seed, feedback=e.Feedback(task.feedback)))

    # A run that goes ------------------------------------------------------------------------------------------------

    def start(self, live: LiveRoom, effect: f.StartRun) -> None:
        """Follow this run in the sandbox until it is over."""
        spec = effect.spec
        self._going[spec.run] = _Going(asyncio.create_task(self._follow(live, spec)), _now())

    def stop(self, live: LiveRoom, run: str) -> None:
        """Kill this run; the room has ended it already."""
        going = self._going.get(run)
        if going is not None:
            going.task.cancel()

    def give_up_silent(self, why: str) -> None:
        """End the runs that hang: the sandbox does not answer, and nothing was heard of them for a while."""
        for going in self._going.values():
            if _now() - going.heard_at > QUIET_SECONDS:
                going.lost = why or OUR_TROUBLE
                going.task.cancel()

    async def settled(self) -> None:
        """Return when every run that goes or is being prepared is over."""
        await asyncio.gather(*self._preparing, *(going.task for going in self._going.values()))

    async def close(self) -> None:
        """Kill every run."""
        for going in self._going.values():
            going.lost = SERVER_STOPS
        tasks = [*(going.task for going in self._going.values()), *self._preparing]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _follow(self, live: LiveRoom, spec: AnySpec) -> None:
        going, ended = self._going[spec.run], False
        try:
            async with aclosing(self._pieces(spec)) as pieces:
                async for piece in pieces:
                    going.heard_at = _now()
                    going.passed += isinstance(piece, CaseJudged) and piece.verdict is Verdict.PASSED
                    ended = isinstance(piece, Finished)
                    live.feed(i.Ran(piece))
        except Exception as error:  # noqa: BLE001 a run ends, whatever the sandbox does
            log.error("run failed", run=spec.run, error=type(error).__name__)
        finally:
            del self._going[spec.run]
            if not ended:
                total = 0 if isinstance(spec, ScratchSpec) else len(spec.cases)
                lost = Finished(spec.run, Verdict.INTERNAL_ERROR, going.lost, going.passed, total)
                live.feed(i.Ran(lost))

    def _pieces(self, spec: AnySpec) -> AsyncGenerator[Piece, None]:
        match spec:
            case RunSpec():
                return self._sandbox.run(spec)
            case SuiteSpec():
                return self._sandbox.suite(spec)
            case ScratchSpec():
                return self._sandbox.scratch(spec)
            case _ as never:
                assert_never(never)


def _changed(task: Task | None, language: str) -> str:
    """Why a task that this room began with cannot run as it is in the library now; "" when it can."""
    if task is None:
        return NO_TASK
    return "" if language in task.languages else NOT_IN_IT


def _now() -> float:
    return asyncio.get_running_loop().time()


def _prepared(said: i.Asks, spec: AnySpec, shown: tuple[e.CaseShown, ...]) -> i.RunPrepared:
    assert isinstance(said.ask, e.AskRun | e.AskScratch)
    digest = hashlib.sha256(spec.source.encode()).hexdigest()
    return i.RunPrepared(said.person, said.role, said.ask, spec, shown, digest)
