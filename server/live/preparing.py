"""The preparation of an interview: its list is a paper, and the reference solutions run as a room's code does."""

import asyncio
from collections.abc import Callable
from contextlib import aclosing
from dataclasses import dataclass
from typing import Final

from sandbox.contract import Finished, SandboxStatus, ScratchSpec, Verdict
from server.core import events as e
from server.core import preparation as p
from server.core.interview import Interview
from server.core.preparation import Item, Preparation
from server.core.projects import Source, source_of
from server.core.setup import Member
from server.core.task import Solution, Task
from server.live import chance
from server.live.again import Again
from server.live.papers import Papers
from server.live.pins import Pins
from server.live.planning import Refused
from server.live.ports import Clock, Store
from server.live.runs import Runs
from server.live.specs import NO_HIDDEN, NO_TASK, NO_TESTS, Ground, Prepared

PROOF_SECONDS: Final = 10.0
"""So long the solutions may take in all: whoever prepares waits for it."""
BUSY: Final = "The reference solutions are running already, here or in another window."
NO_SOLUTION: Final = "“{title}” has no reference solution, so nothing says that its tests can be passed."
MEND: Final = "Run “greenroom tasks check {slug}” on this machine before you use it."


@dataclass(slots=True)
class _Score:
    passed: int = 0
    total: int = 0
    bad: str = ""


class Preparing:
    def __init__(
        self,
        store: Store,
        pins: Pins,
        again: Again,
        runs: Runs,
        clock: Clock,
        status: Callable[[], SandboxStatus],
    ) -> None:
        self._papers = Papers(store, clock, "preparation", Preparation, Preparation)
        self._pins = pins
        self._again = again
        self._runs = runs
        self._clock = clock
        self._status = status

    async def of(self, interview: Interview) -> Preparation:
        return await self._papers.read(interview.id)

    def digests(self, interview: Interview) -> tuple[str, ...]:
        """Of the interview's tasks as it has them; "" for one that is gone."""
        pinned = self._pins.of(interview)
        found = (pinned.task(slug) for slug in interview.tasks)
        return tuple(task.digest if task else "" for task in found)

    async def tick(self, interview: Interview, who: Member, item: Item) -> None:
        tick = p.Tick(item, who.id, who.name, self._clock.wall_ms())
        await self._papers.change(interview.id, "", lambda kept: p.ticked(kept, tick))

    async def untick(self, interview: Interview, who: Member, item: Item) -> None:
        await self._papers.change(interview.id, "", lambda kept: p.unticked(kept, item, who.id))

    async def begin(self, interview: Interview, who: Member) -> None:
        """Record that this person goes into the room, and what is still open."""
        digests, now = self.digests(interview), self._clock.wall_ms()

        def decide(kept: Preparation) -> Preparation:
            return p.begun(kept, p.Began(who.id, who.name, now, p.still_open(interview, kept, digests)))

        await self._papers.change(interview.id, "", decide)

    async def prove(self, interview: Interview) -> Refused | None:
        """Run the reference solutions of all tasks, within ten seconds, and keep what came of it."""
        async with self._again.turn(f"proof {interview.id}") as mine:
            if not mine:
                return Refused(BUSY)
            digests, began = self.digests(interview), self._clock.monotonic_ms()
            status = self._status()
            proofs = await asyncio.gather(*(self._proof(interview, slug) for slug in interview.tasks))
            proved = p.Proved(
                digests,
                all(good for good, _ in proofs),
                tuple(words for _, words in proofs),
                self._clock.monotonic_ms() - began,
                self._clock.wall_ms(),
                tried=status.ready and not status.unsafe,
            )
            await self._papers.change(interview.id, "", lambda kept: p.proven(kept, proved))
        return None

    async def _proof(self, interview: Interview, slug: str) -> tuple[bool, str]:
        """Whether this task's solution passes everything here, and that as a sentence."""
        task = self._pins.of(interview).task(slug)
        if task is None:
            return False, NO_TASK
        solution = reference(task, self._status())
        if solution is None:
            return False, NO_SOLUTION.format(title=task.title)
        ground = self._runs.specs.ground(self._pins.of(interview), slug, solution.language, e.Suite.HIDDEN)
        if isinstance(ground, Refused):
            return False, f"“{task.title}” could not be tried. {ground.message}"
        score = _Score()
        try:
            async with asyncio.timeout(PROOF_SECONDS):
                suites = (e.Suite.EXAMPLES, e.Suite.HIDDEN)
                source = source_of(ground.task, solution)
                await asyncio.gather(*(self._run(ground, suite, source, score) for suite in suites))
        except TimeoutError:
            score.bad = f"It was not through after {PROOF_SECONDS:.0f} seconds."
        return _told(ground, score)

    async def _run(self, ground: Ground, suite: e.Suite, source: Source, score: _Score) -> None:
        prepared = await self._prepared(ground, suite, source)
        if isinstance(prepared, Refused):
            if prepared.message not in (NO_HIDDEN, NO_TESTS):
                score.bad = prepared.message
            return
        assert not isinstance(prepared.spec, ScratchSpec)
        score.total += len(prepared.spec.cases)
        async with aclosing(self._again.pieces(prepared)) as pieces:
            async for piece in pieces:
                if isinstance(piece, Finished):
                    score.passed += piece.passed
                    if piece.verdict is not Verdict.PASSED:
                        score.bad = score.bad or piece.message

    async def _prepared(self, ground: Ground, suite: e.Suite, source: Source) -> Prepared | Refused:
        """All parts are tried, those too that are unlocked only later."""
        specs, run, parts = self._runs.specs, chance.short_id(), frozenset(part.number for part in ground.task.parts)
        ready = specs.at_once(ground, suite, run=run, source=source, own=(), parts=parts)
        return await specs.hidden(ground, run=run, source=source, parts=parts) if ready is None else ready


def reference(task: Task, status: SandboxStatus) -> Solution | None:
    """The good solution in the task's first language that runs here; else any, so that it is said why it cannot."""
    good = [each for id in task.languages for each in task.solutions if (each.promise, each.language) == ("good", id)]
    ready = {each.id for each in status.languages if each.ready}
    return next((each for each in good if each.language in ready), next(iter(good), None))


def _told(ground: Ground, score: _Score) -> tuple[bool, str]:
    title, language = ground.task.title, ground.language.title
    if score.total == 0 and not score.bad:
        return (
            False,
            f"“{title}” has no tests that the reference solution could pass. {MEND.format(slug=ground.task.slug)}",
        )
    if score.passed == score.total and not score.bad:
        return True, f"“{title}”: the reference solution passes all {score.total} tests, in {language}."
    why = f" {score.bad}" if score.bad else ""
    said = f"“{title}”: the reference solution passes {score.passed} of {score.total} tests, in {language}.{why}"
    return False, f"{said} {MEND.format(slug=ground.task.slug)}"
