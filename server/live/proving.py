"""Proofs on the server: at most one at a time, a short queue, and their news for whoever watches.

A proof is about the version that was read when it was asked for, saved or not. It goes on when the page that asked for
it goes away, and ends when somebody cancels it or the server stops. What it found is kept beside the task as soon as
the task on disk is that version.
"""

import asyncio
from collections.abc import AsyncGenerator, Callable, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Final

import structlog

from sandbox.contract import Sandbox, SandboxStatus
from server.core.languages import Language
from server.core.mutants import Mutant
from server.core.proof import Proof, SolutionProof, is_about
from server.core.proof_rules import Line, Rule, first_lines
from server.core.task import Task
from server.live.chores import Chores
from server.live.patient import PatientSandbox
from server.live.planning import Refused
from server.live.ports import Clock, TaskLibrary
from server.live.ports_proving import NoShelf, ProofShelf, Prover, Provers, Told

WAITING_MOST: Final = 8
"""Proofs in the queue: more would wait for minutes."""
KEPT_MOST: Final = 64
"""Proofs that are over and still shown, the newest."""
TICK_SECONDS: Final = 1.0
"""Whoever watches hears at least this often."""
GATHER_SECONDS: Final = 0.1
"""News that come faster are told together."""

NO_PROVER: Final = Refused("This Greenroom cannot prove tasks.")
GOES_ALREADY: Final = Refused("Another version of this task is being proved. Wait for it, or cancel it first.")
FULL: Final = Refused(f"{WAITING_MOST} proofs are waiting already. Try again in a minute.")
DEFECT: Final = "The proof failed by a defect of Greenroom. Prove again; the server's log says more."
SERVER_STOPS: Final = "The server stopped during this proof. Prove again."
CANCELLED: Final = "Cancelled. Nothing was kept of it."
CHANGED: Final = "The task has changed since this proof began: it is about the version that was read then."
UNSAVED: Final = "This is about the texts as they were typed. It is kept beside the task once they are saved."
MISSING: Final = "Not everything could be tried here, so this is not kept as a proof."

log = structlog.get_logger()


class Stage(StrEnum):
    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    CANCELLED = "cancelled"
    BROKEN = "broken"


@dataclass(eq=False, slots=True)
class Job:
    """One proof from its asking to its end. `words` is a sentence where there is something to say of it."""

    task: Task
    since: int
    """Monotonic ms of its asking, and once it runs of its beginning."""
    key: str = ""
    """The task's slug, or what stands for it while it has none."""
    typed: bool = False
    """Whether it is about texts that were not saved when it was asked for."""
    stage: Stage = Stage.WAITING
    lines: dict[Rule, Line] = field(default_factory=dict)
    solutions: list[SolutionProof] = field(default_factory=list)
    proof: Proof | None = None
    words: str = ""
    ended: int = 0
    kept: bool = False
    work: "asyncio.Task[None] | None" = None
    _changed: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def over(self) -> bool:
        return self.stage in (Stage.DONE, Stage.CANCELLED, Stage.BROKEN)

    def tell(self, told: Told) -> None:
        if isinstance(told, Line):
            self.lines[told.rule] = told
        else:
            self.solutions.append(told)
        self.stir()

    def stir(self) -> None:
        """Wake whoever watches."""
        changed, self._changed = self._changed, asyncio.Event()
        changed.set()

    def changes(self) -> asyncio.Event:
        """Set at the next change."""
        return self._changed


class Proving:
    """All proofs of the house, the last one of each task."""

    def __init__(
        self,
        tasks: TaskLibrary,
        sandbox: Sandbox,
        languages: Sequence[Language],
        status: Callable[[], SandboxStatus],
        clock: Clock,
        chores: Chores,
        provers: Provers | None = None,
        shelf: ProofShelf | None = None,
    ) -> None:
        self._tasks, self._languages, self._clock, self._chores = tasks, languages, clock, chores
        self._sandbox, self._status = PatientSandbox(sandbox), status
        self._provers, self.shelf = provers, shelf or NoShelf()
        self._jobs: dict[str, Job] = {}
        self._place = asyncio.Semaphore(1)

    def job(self, slug: str) -> Job | None:
        """The proof of this task that goes, waits, or was the last."""
        return self._jobs.get(slug)

    def start(self, task: Task, *, key: str = "", typed: bool = False) -> Job | Refused:
        """Prove this version, saved or `typed`; the one that goes already where it is the same. `key` is what others
        ask by, for a task without a slug."""
        key = key or task.slug
        before = self._jobs.get(key)
        if before and not before.over:
            return before if before.task.digest == task.digest else GOES_ALREADY
        status = self._status()
        if self._provers is None:
            return NO_PROVER
        if not status.ready:
            return Refused(status.why or "The sandbox does not answer. Run: greenroom doctor")
        if sum(job.stage is Stage.WAITING for job in self._jobs.values()) >= WAITING_MOST:
            return FULL
        job = Job(task, self._clock.monotonic_ms(), key, typed, lines={line.rule: line for line in first_lines(task)})
        self._jobs.pop(key, None)  # the newest is the last
        self._jobs[key] = job
        self._forget()
        job.work = self._chores.do(self._go(job))
        return job

    def ahead(self, job: Job) -> int:
        """How many proofs are done before this one begins."""
        going = [each for each in self._jobs.values() if not each.over]
        return going.index(job) if job in going and job.stage is Stage.WAITING else 0

    def cancel(self, slug: str) -> bool:
        """End the proof of this task at once, and its runs; whether one went or waited."""
        job = self._jobs.get(slug)
        if job is None or job.over or job.work is None:
            return False
        self._end(job, Stage.CANCELLED, CANCELLED)
        job.work.cancel()
        return True

    async def news(self, slug: str) -> AsyncGenerator[Job, None]:
        """The proof of this task, whenever something of it is new and at least every TICK_SECONDS, until it is over.

        What comes first is how it stands: whoever comes again after a while has missed nothing.
        """
        job = self._jobs.get(slug)
        while job is not None:
            changes = job.changes()
            yield job
            if job.over:
                return
            try:
                async with asyncio.timeout(TICK_SECONDS):
                    await changes.wait()
                    await asyncio.sleep(GATHER_SECONDS)
            except TimeoutError:
                pass
            job = self._jobs.get(slug)

    def settle(self, slug: str, digest: str) -> None:
        """The folder was saved: what was proved of these very texts before is kept now."""
        for job in self._jobs.values():
            if job.proof is not None and not job.kept and job.proof.digest == digest:
                self._chores.do(self._keep(job, replace(job.proof, slug=slug)))

    def close(self) -> None:
        """The server stops: no proof goes on, and whoever watches is told."""
        for job in self._jobs.values():
            if not job.over and job.work is not None:
                self._end(job, Stage.BROKEN, SERVER_STOPS)
                job.work.cancel()

    # One proof ------------------------------------------------------------------------------------------------------

    async def _go(self, job: Job) -> None:
        async with self._place:
            job.stage, job.since = Stage.RUNNING, self._clock.monotonic_ms()
            job.stir()
            try:
                proof = await self._prover().prove(job.task, job.tell)
            except Exception:  # whatever breaks, whoever watches is told
                log.exception("proof_failed", task=job.task.slug)
                self._end(job, Stage.BROKEN, DEFECT)
                return
        await self._keep(job, proof)
        self._end(job, Stage.DONE, job.words, proof)

    def _prover(self) -> Prover:
        assert self._provers is not None
        unready = {each.id for each in self._status().languages if not each.ready}
        ready = [language.id for language in self._languages if language.id not in unready]
        return self._provers(self._sandbox, self._languages, ready)

    async def _keep(self, job: Job, proof: Proof) -> None:
        """Beside the task, where that is the version on disk."""
        now = self._tasks.task(proof.slug)
        if not proof.whole:
            job.words = MISSING
        elif now is None or not is_about(proof, now):
            job.words = UNSAVED if job.typed else CHANGED
        else:
            job.words = await asyncio.to_thread(self.shelf.keep, proof.slug, proof)
            job.kept = not job.words
        job.stir()

    async def equivalent(self, slug: str, mutant: Mutant) -> str:
        """Remember that this mistake changes nothing; "" or why not."""
        return await asyncio.to_thread(self.shelf.equivalent, slug, mutant)

    def _end(self, job: Job, stage: Stage, words: str, proof: Proof | None = None) -> None:
        if not job.over:
            job.stage, job.words, job.proof = stage, words, proof
            job.ended = self._clock.monotonic_ms()
            job.stir()

    def _forget(self) -> None:
        over = [slug for slug, job in self._jobs.items() if job.over]
        for slug in over[: max(0, len(self._jobs) - KEPT_MOST)]:
            del self._jobs[slug]
