"""Runs in motion: reads the code and the cases when Run is pressed, follows the sandbox, and reports to the room.

Invariant 7: a run that starts ends in exactly one `RunEnded`; trouble of the sandbox is a `Finished`, never an
exception that gets away.
"""

import asyncio
from collections.abc import AsyncGenerator, Callable, Sequence
from contextlib import aclosing
from dataclasses import dataclass
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
from server.core import asks as a
from server.core import effects as f
from server.core import events as e
from server.core import inputs as i
from server.core import judging
from server.core.languages import Language, file_name
from server.core.projects import Source, program_of, work_of
from server.live import news
from server.live.live_room import LiveRoom
from server.live.pins import Pins
from server.live.planning import Refused
from server.live.seats import Seat
from server.live.specs import OUR_TROUBLE, Ground, Prepared, Specs

log = structlog.get_logger()

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
        pins: Pins,
        languages: Sequence[Language],
        status: Callable[[], SandboxStatus],
    ) -> None:
        self.pins = pins
        self.specs = Specs(sandbox, languages, status)
        self._sandbox = sandbox
        self._going: dict[str, _Going] = {}
        self._preparing: set[asyncio.Task[None]] = set()

    # From a press of Run to a run -----------------------------------------------------------------------------------

    def prepare(self, live: LiveRoom, seat: Seat, said: i.Asks) -> None:
        """Read the code as it is at this instant, find the cases, and report `RunPrepared`; or say why not."""
        ask = said.ask
        assert isinstance(ask, a.AskRun | a.AskScratch)
        suite = ask.suite if isinstance(ask, a.AskRun) else e.Suite.SCRATCH
        ground = self.specs.ground(self.pins.of(live.interview), ask.task, ask.language, suite)
        if isinstance(ground, Refused):
            live.tell(seat, news.refused(a.ASK_OF[type(ask)], ground.message))
            return
        source = code_of(live, ground)
        if isinstance(ask, a.AskScratch):
            limits = judging.limits_for(ground.task, ground.language.id)
            program, beside = program_of(source, live.room.files.of(ask.task, ask.language), ask.file)
            scratch = ScratchSpec(said.fresh, ground.language.id, program, ask.stdin, limits, files=beside)
            live.asked(seat, _reported(said, Prepared(scratch)))
            return
        own = list(live.room.cases.values())
        parts = live.room.parts(ground.task.slug)
        prepared = self.specs.at_once(ground, suite, run=said.fresh, source=source, own=own, parts=parts)
        if prepared is not None:
            _report(live, seat, said, prepared)
            return
        preparing = asyncio.create_task(self._prepare_hidden(live, seat, said, ground, source))
        self._preparing.add(preparing)
        preparing.add_done_callback(self._preparing.discard)

    async def _prepare_hidden(self, live: LiveRoom, seat: Seat, said: i.Asks, ground: Ground, source: Source) -> None:
        parts = live.room.parts(ground.task.slug)
        _report(live, seat, said, await self.specs.hidden(ground, run=said.fresh, source=source, parts=parts))

    # A run that goes ------------------------------------------------------------------------------------------------

    def start(self, live: LiveRoom, effect: f.StartRun) -> None:
        """Follow this run in the sandbox until it is over."""
        self.follow(effect.spec, lambda piece: live.feed(i.Ran(piece)))

    def follow(self, spec: AnySpec, tell: Callable[[Piece], object]) -> None:
        """Have this run, and tell its pieces as they come; the last one is always a `Finished`."""
        self._going[spec.run] = _Going(asyncio.create_task(self._follow(spec, tell)), _now())

    def stop(self, live: LiveRoom, run: str) -> None:
        """Kill this run; the room has ended it already."""
        self.kill(run)

    def kill(self, run: str) -> None:
        """Kill this run, if it goes."""
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

    async def _follow(self, spec: AnySpec, tell: Callable[[Piece], object]) -> None:
        going, ended = self._going[spec.run], False
        try:
            async with aclosing(self._pieces(spec)) as pieces:
                async for piece in pieces:
                    going.heard_at = _now()
                    going.passed += isinstance(piece, CaseJudged) and piece.verdict is Verdict.PASSED
                    ended = isinstance(piece, Finished)
                    tell(piece)
        except Exception as error:  # noqa: BLE001 a run ends, whatever the sandbox does
            log.error("run failed", run=spec.run, error=type(error).__name__)
        finally:
            del self._going[spec.run]
            if not ended:
                total = 0 if isinstance(spec, ScratchSpec) else len(spec.cases)
                tell(Finished(spec.run, Verdict.INTERNAL_ERROR, going.lost, going.passed, total))

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


def code_of(live: LiveRoom, ground: Ground) -> Source:
    """What stands in this task's file in the room, or in the files of a project, at this instant."""
    slug = ground.task.slug
    files = live.room.files.of(slug, ground.language.id)
    if not files:
        return live.document.text(file_name(slug, ground.language))
    return work_of(files.values(), lambda text: live.document.text(f"{slug}/{text}"))


def _now() -> float:
    return asyncio.get_running_loop().time()


def _report(live: LiveRoom, seat: Seat, said: i.Asks, prepared: Prepared | Refused) -> None:
    if isinstance(prepared, Refused):
        live.tell(seat, news.refused("run", prepared.message))
    else:
        live.asked(seat, _reported(said, prepared))


def _reported(said: i.Asks, prepared: Prepared) -> i.RunPrepared:
    assert isinstance(said.ask, a.AskRun | a.AskScratch)
    return i.RunPrepared(
        said.person,
        said.role,
        said.ask,
        prepared.spec,
        prepared.shown,
        prepared.digest,
        prepared.seed,
        prepared.feedback,
    )
