"""One source against a task's cases: the very specs of a room, in whatever sandbox is given.

Invariant: what a solution is held against here is what a candidate's program is held against there. Nothing of a spec
is changed but, where somebody asks for it, the time.
"""

from collections.abc import AsyncGenerator, Collection
from contextlib import aclosing
from dataclasses import dataclass, replace

from sandbox.contract import CaseJudged, Finished, Piece, RunSpec, Sandbox, SuiteSpec
from server.core.events import CaseShown, Suite
from server.core.judging import Made, examples_spec, hidden_spec, shown_examples, shown_hidden
from server.core.projects import Source, shown_tests, suite_spec
from server.core.task import Task
from server.core.words import StubStyle
from server.live import chance


@dataclass(frozen=True, slots=True)
class Trial:
    """One run that is about to be: its spec, and its cases as people know them, in the spec's order."""

    suite: Suite
    spec: RunSpec | SuiteSpec
    shown: tuple[CaseShown, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one case."""

    case: CaseShown
    judged: CaseJudged


def all_parts(task: Task) -> frozenset[int]:
    """An author judges every part: there is nobody to unlock one for."""
    return frozenset(part.number for part in task.parts)


def examples(task: Task, style: StubStyle, source: Source, parts: Collection[int]) -> Trial:
    """What the candidate's Run does."""
    if task.kind == "project":
        return _tests(Suite.EXAMPLES, task, style, source)
    assert isinstance(source, str), "only a project has several files"
    spec = examples_spec(task, style, run=chance.short_id(), source=source, parts=parts)
    return Trial(Suite.EXAMPLES, spec, shown_examples(task, parts=parts))


def hidden(task: Task, style: StubStyle, source: Source, parts: Collection[int], made: Made) -> Trial:
    """What the interviewer's run of the hidden cases does. `made` holds every generated group."""
    if task.kind == "project":
        return _tests(Suite.HIDDEN, task, style, source)
    assert isinstance(source, str), "only a project has several files"
    spec = hidden_spec(task, style, run=chance.short_id(), source=source, made=made, parts=parts)
    return Trial(Suite.HIDDEN, spec, shown_hidden(task, made, parts))


def _tests(suite: Suite, task: Task, style: StubStyle, source: Source) -> Trial:
    secret = suite is Suite.HIDDEN
    spec = suite_spec(task, style, run=chance.short_id(), source=source, hidden=secret)
    return Trial(suite, spec, shown_tests(task, style, hidden=secret))


def stretched(trial: Trial, factor: float) -> Trial:
    """The same with so many times the CPU time for each case. The clock never allows less than usual: a busy machine
    is nobody's fault."""
    limits = trial.spec.limits
    wall = min(limits.wall_seconds * max(factor, 1.0), 120.0)
    changed = replace(limits, cpu_seconds=limits.cpu_seconds * factor, wall_seconds=wall)
    return replace(trial, spec=replace(trial.spec, limits=changed))


async def judge(sandbox: Sandbox, trial: Trial) -> AsyncGenerator[Outcome | Finished, None]:
    """Each case as it is known, the last thing `Finished`. Closing the iterator ends the run at once."""
    shown = {case.case: case for case in trial.shown}
    spec = trial.spec
    pieces: AsyncGenerator[Piece, None] = sandbox.suite(spec) if isinstance(spec, SuiteSpec) else sandbox.run(spec)
    async with aclosing(pieces):
        async for piece in pieces:
            match piece:
                case CaseJudged(case=id) if id in shown:
                    yield Outcome(shown[id], piece)
                case Finished():
                    yield piece
                case _:
                    pass  # a place in the queue, a container that began: nobody waits for those here
