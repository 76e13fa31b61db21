"""What the tests run: one short way to say a program, its cases and its limits, and one to hear all that came of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import dropwhile
from typing import Any

from sandbox.contract import (
    Begun,
    Case,
    CaseJudged,
    Comparison,
    Finished,
    Limits,
    Piece,
    Queued,
    RunSpec,
    Sandbox,
    Verdict,
)

HASTY = Limits(cpu_seconds=1, wall_seconds=2)
"""Limits of a test about limits: long enough for a busy machine to start an interpreter, and no longer."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """All pieces of one run."""

    begun: bool
    cases: list[CaseJudged]
    finished: Finished

    @property
    def verdicts(self) -> list[Verdict]:
        return [case.verdict for case in self.cases]

    @property
    def got(self) -> list[Any]:
        return [case.got for case in self.cases]


def echoes(*values: Any) -> list[Case]:
    """Cases whose answer is their one argument."""
    return [Case(f"case-{number}", [value], expected=value) for number, value in enumerate(values, 1)]


def spec(
    source: str,
    cases: Sequence[Case],
    *,
    language: str = "python",
    limits: Limits | None = None,
    compare: Comparison | None = None,
    run: str = "run-1",
) -> RunSpec:
    """A run of the function `f`."""
    return RunSpec(run, language, source, "f", tuple(cases), compare or Comparison(), limits or Limits())


async def carry_out(sandbox: Sandbox, wanted: RunSpec) -> Outcome:
    """Run to the end."""
    return outcome(wanted, [piece async for piece in sandbox.run(wanted)])


def outcome(wanted: RunSpec, pieces: Sequence[Piece]) -> Outcome:
    """What the pieces of a run say together. Fails where they are not: perhaps some Queued, perhaps Begun, cases in
    order, Finished."""
    pieces = list(dropwhile(lambda piece: isinstance(piece, Queued), pieces))
    begun = isinstance(pieces[0], Begun)
    cases = [piece for piece in pieces[begun:-1] if isinstance(piece, CaseJudged)]
    finished = pieces[-1]
    assert isinstance(finished, Finished)
    assert len(cases) == len(pieces) - 1 - begun
    if finished.verdict is not Verdict.INTERNAL_ERROR:
        assert [case.case for case in cases] == [case.id for case in wanted.cases]
    assert {piece.run for piece in pieces} == {wanted.run}
    return Outcome(begun, cases, finished)
