"""Stand-ins that fit the ports: a sandbox that answers as it is told, and a clock that stands still."""

import asyncio
import pickle
from collections.abc import AsyncGenerator, Callable

from sandbox.contract import (
    Begun,
    CaseJudged,
    Finished,
    LanguageStatus,
    Piece,
    Printed,
    Queued,
    RunSpec,
    SandboxStatus,
    ScratchSpec,
    SuiteSpec,
    Verdict,
    Warm,
)
from server.core.task import (
    Guide,
    HiddenGroup,
    Param,
    Part,
    Signature,
    Solution,
    Task,
    TaskCase,
    TaskLimits,
    TaskProblem,
    Type,
)
from server.core.task_summary import TaskSummary, summary

READY = SandboxStatus(True, "", (LanguageStatus("python", True), LanguageStatus("javascript", True)))


class FakeSandbox:
    """Judges every case by `answer` and waits for `go` before each; remembers what it was sent and what was killed."""

    def __init__(self) -> None:
        self.now = READY
        self.specs: list[RunSpec] = []
        self.scratches: list[ScratchSpec] = []
        self.suites: list[SuiteSpec] = []
        self.warmed: list[tuple[Warm, ...]] = []
        self.suite_says = ""
        """What every test of a project prints and says."""
        self.killed: list[str] = []
        self.go = asyncio.Event()
        self.go.set()
        self.queue: list[int] = []
        """The places in the queue that a run goes through before it begins; it stays in the last until `place`."""
        self.place = asyncio.Event()
        self.answer: Callable[[RunSpec, str], Verdict] = lambda spec, case: Verdict.PASSED

    async def run(self, spec: RunSpec) -> AsyncGenerator[Piece, None]:
        self.specs.append(spec)
        passed = 0
        try:
            for position in self.queue:
                yield Queued(spec.run, position)
            if self.queue:
                await self.place.wait()
            yield Begun(spec.run)
            for case in spec.cases:
                await self.go.wait()
                verdict = self.answer(spec, case.id)
                passed += verdict is Verdict.PASSED
                yield CaseJudged(spec.run, case.id, verdict, got=case.expected, stdout=f"printed in {case.id}\n")
        except (asyncio.CancelledError, GeneratorExit):
            self.killed.append(spec.run)
            raise
        verdict = Verdict.PASSED if passed == len(spec.cases) else Verdict.WRONG
        yield Finished(spec.run, verdict, "", passed, len(spec.cases), 1.0)

    async def scratch(self, spec: ScratchSpec) -> AsyncGenerator[Piece, None]:
        self.scratches.append(spec)
        try:
            yield Begun(spec.run)
            yield Printed(spec.run, "stdout", f"read {spec.stdin}")
            await self.go.wait()
        except (asyncio.CancelledError, GeneratorExit):
            self.killed.append(spec.run)
            raise
        yield Finished(spec.run, Verdict.UNCHECKED, "The program ended.", 0, 0, 1.0)

    async def suite(self, spec: SuiteSpec) -> AsyncGenerator[Piece, None]:
        self.suites.append(spec)
        yield Begun(spec.run)
        for case in spec.cases:
            said = self.suite_says
            yield CaseJudged(spec.run, case, Verdict.PASSED, message=said, trace=said, stdout=said, note=said)
        yield Finished(spec.run, Verdict.PASSED, self.suite_says, len(spec.cases), len(spec.cases), 1.0)

    async def warm(self, wanted: tuple[Warm, ...]) -> None:
        self.warmed.append(wanted)

    async def status(self) -> SandboxStatus:
        return self.now


class StillClock:
    """Time goes on only when a test says so."""

    def __init__(self) -> None:
        self.ms = 1_000_000

    def wall_ms(self) -> int:
        return 1_795_000_000_000 + self.ms

    def monotonic_ms(self) -> int:
        return self.ms


class FakeLibrary:
    """A library of one small task, `slots`, with two examples and three hidden cases that carry canaries."""

    def __init__(self, *tasks: Task) -> None:
        self._tasks = {task.slug: task for task in tasks or (SLOTS,)}

    def tasks(self) -> list[TaskSummary]:
        return [summary(task) for task in self._tasks.values()]

    def task(self, slug: str) -> Task | None:
        return self._tasks.get(slug)

    def pack(self, slug: str) -> tuple[Task, bytes] | None:
        task = self._tasks.get(slug)
        return (task, pickle.dumps(task)) if task else None

    def unpack(self, slug: str, body: bytes) -> Task | None:
        task: Task = pickle.loads(body)
        return task

    def put(self, task: Task) -> None:
        """The task's files change, or a new one comes."""
        self._tasks[task.slug] = task

    def drop(self, slug: str) -> None:
        """The task's folder goes."""
        del self._tasks[slug]

    def problems(self) -> list[TaskProblem]:
        return []

    def forget(self, slug: str) -> None:
        """Somebody takes this task away."""
        del self._tasks[slug]


CANARY = "canary-51c9"
"""Stands in everything hidden of the task `slots`; no candidate-bound byte may hold it."""

_INT = Type("int")
_SIGNATURE = Signature("count_free", (Param("busy", Type("list", (_INT,))),), _INT)

SLOTS = Task(
    slug="slots",
    title="Count the free slots",
    difficulty="easy",
    minutes=20,
    tags=("counting",),
    skills=("edge-cases",),
    languages=("python", "javascript"),
    parts=(Part(1, "", "Count the zeros in **busy**.", _SIGNATURE, "start"),),
    examples=(
        TaskCase("example-1", "two free", 1, {"busy": [0, 1, 0]}, 2),
        TaskCase("example-2", "none free", 1, {"busy": [1]}, 0),
    ),
    compare="exact",
    tolerance=1e-9,
    limits=TaskLimits(),
    feedback="count",
    hidden=(
        HiddenGroup(
            f"edge {CANARY}",
            1,
            1.0,
            "all",
            tuple(TaskCase(f"edge-{n}-{CANARY}", f"case {CANARY}", 1, {"busy": [0] * n}, n) for n in range(3)),
        ),
    ),
    guide=Guide(f"## Hints\n- {CANARY}\n", (CANARY,), (CANARY,), (CANARY,), (CANARY,), CANARY),
    rubric={"code": {1: CANARY}},
    solutions=(Solution("good.py", "good", "python", f"# {CANARY}"),),
    generator="",
    author="Greenroom",
    license="CC-BY-4.0",
    digest="0" * 64,
)
