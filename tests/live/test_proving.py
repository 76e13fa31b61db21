"""Proofs on the server: one at a time, a short queue, news at least every second, and runs that let rooms go first."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest

from sandbox.contract import Sandbox
from server.core.languages import Language
from server.core.proof import Proof
from server.core.proof_rules import Line, LineState, Rule
from server.core.task import Task
from server.live import proving as live
from server.live.chores import Chores
from server.live.patient import PatientSandbox
from server.live.planning import Refused
from server.live.ports_proving import Told
from server.live.proving import WAITING_MOST, Job, Proving, Stage
from tests.fakes import READY, SLOTS, FakeLibrary, FakeSandbox, StillClock
from tests.sandbox.programs import echoes, spec


class Prover:
    """Proves when it is told to `go`, and remembers what it was asked to prove."""

    def __init__(self) -> None:
        self.go = asyncio.Event()
        self.asked: list[str] = []
        self.breaks = False

    async def prove(self, task: Task, tell: Callable[[Told], None]) -> Proof:
        self.asked.append(task.slug)
        tell(Line(Rule.GOOD, LineState.RUNNING, 0, 1, "good.py"))
        await self.go.wait()
        if self.breaks:
            raise RuntimeError("a defect")
        tell(Line(Rule.GOOD, LineState.KEPT, 1, 1))
        return Proof(task.slug, task.digest, 1)


@pytest.fixture
def prover() -> Prover:
    return Prover()


@pytest.fixture
def proving(prover: Prover) -> Proving:
    def provers(sandbox: Sandbox, languages: Sequence[Language], ready: Sequence[str]) -> Prover:
        return prover

    return Proving(FakeLibrary(), FakeSandbox(), (), lambda: READY, StillClock(), Chores(), provers)


def task(number: int) -> Task:
    return replace(SLOTS, slug=f"slots-{number}", digest=f"{number:064d}")


def started(proving: Proving, number: int) -> Job:
    job = proving.start(task(number))
    assert isinstance(job, Job)
    return job


async def over(job: Job) -> None:
    assert job.work
    await asyncio.wait((job.work,))


async def test_one_goes_at_a_time_and_the_queue_is_short(proving: Proving, prover: Prover) -> None:
    jobs = [started(proving, number) for number in range(WAITING_MOST)]
    await asyncio.sleep(0)
    assert [proving.ahead(job) for job in jobs] == list(range(WAITING_MOST))
    assert prover.asked == ["slots-0"]
    jobs.append(started(proving, 90))
    full = proving.start(task(99))
    assert isinstance(full, Refused)
    assert "proofs are waiting already" in full.message
    prover.go.set()
    for job in jobs:
        await over(job)
    assert [job.stage for job in jobs] == [Stage.DONE] * len(jobs)


async def test_who_asks_for_the_same_again_watches_the_same(proving: Proving) -> None:
    job = started(proving, 1)
    assert proving.start(task(1)) is job
    other = proving.start(replace(task(1), digest="f" * 64))
    assert isinstance(other, Refused)
    proving.close()


async def test_whoever_watches_hears_at_least_every_tick(
    proving: Proving, prover: Prover, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(live, "TICK_SECONDS", 0.01)
    started(proving, 1)
    heard: list[Stage] = []
    async for job in proving.news("slots-1"):
        heard.append(job.stage)
        if len(heard) == 5:
            prover.go.set()
    assert len(heard) >= 5, "nothing was new, and it was told all the same"
    assert heard[-1] is Stage.DONE


async def test_one_that_waits_is_cancelled_and_the_next_goes_on(proving: Proving, prover: Prover) -> None:
    first, second, third = (started(proving, number) for number in range(3))
    assert proving.cancel("slots-1")
    assert not proving.cancel("slots-1"), "it has ended already"
    assert not proving.cancel("nothing")
    prover.go.set()
    await over(first)
    await over(third)
    assert (second.stage, prover.asked) == (Stage.CANCELLED, ["slots-0", "slots-2"])


async def test_a_defect_is_told_and_the_next_proof_goes(proving: Proving, prover: Prover) -> None:
    prover.breaks = True
    prover.go.set()
    job = started(proving, 1)
    await over(job)
    assert job.stage is Stage.BROKEN
    assert job.words.startswith("The proof failed by a defect of Greenroom.")
    prover.breaks = False
    again = started(proving, 1)
    await over(again)
    assert again.stage is Stage.DONE


async def test_runs_of_a_proof_let_rooms_go_first() -> None:
    sandbox = FakeSandbox()
    async for _ in PatientSandbox(sandbox).run(spec("source", echoes(1))):
        pass
    assert [each.patient for each in sandbox.specs] == [True]
    await PatientSandbox(sandbox).warm(())
    assert sandbox.warmed == []
