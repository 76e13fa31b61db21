"""Wrong solutions in Python side by side: many in one container, each against every case.

Invariant: what is taken from such a run is only right and wrong answers. A solution that does anything else, for which
another beside it may be to blame, is run once more alone.
"""

import json
from collections.abc import Sequence
from contextlib import aclosing
from dataclasses import replace
from typing import Final

from sandbox.contract import Case, RunSpec, Verdict
from server.authoring.attempts import Attempts, result_of
from server.authoring.trial import Outcome, judge
from server.core.batches import batched, can_batch, version_of
from server.core.findings import Result
from server.core.projects import Source
from server.core.words import StubStyle

BATCH_BYTES: Final = 4 * 1024 * 1024
"""Inputs of one batch, as JSON: more is slower to send than another container is to start."""
ANSWERS: Final = (Verdict.PASSED, Verdict.WRONG)


def fitting(spec: RunSpec) -> int:
    """How many versions of a source with these cases one batch may hold, by the size of the inputs."""
    return BATCH_BYTES // max(1, sum(map(size_of, spec.cases)))


def size_of(case: Case) -> int:
    """What goes into a case, as characters of JSON."""
    return len(json.dumps([case.args, case.stdin, [call.args for call in case.calls]], default=str))


def most_together(attempts: Attempts, style: StubStyle, sources: Sequence[Source]) -> int:
    """How many of these sources may share a container; 1 where none may."""
    trials = attempts.whole(style, sources[0])
    if len(trials) != 1 or not isinstance(trials[0].spec, RunSpec):
        return 1
    spec = trials[0].spec
    shared = all(isinstance(source, str) and can_batch(spec, source) for source in sources)
    return max(1, fitting(spec)) if shared else 1


async def everything_of(
    attempts: Attempts, style: StubStyle, sources: Sequence[str]
) -> list[tuple[Result, ...] | None]:
    """What each source does with every case, in the usual order; None for one that has to be run alone."""
    (trial,) = attempts.whole(style, sources[0])
    assert isinstance(trial.spec, RunSpec)
    spec = batched(trial.spec, sources)
    spec = replace(spec, cases=tuple(replace(case, lot="") for case in spec.cases))  # here every case is of interest
    shown = {each.case: each for each in trial.shown}
    cases = tuple(replace(shown[version_of(case.id)[1]], case=case.id) for case in spec.cases)
    found: list[list[Result]] = [[] for _ in sources]
    async with aclosing(judge(attempts.sandbox, replace(trial, spec=spec, shown=cases))) as pieces:
        async for piece in pieces:
            if isinstance(piece, Outcome):
                found[version_of(piece.case.case)[0]].append(result_of(piece))
    return [tuple(each) if _is_plain(each, len(trial.shown)) else None for each in found]


def _is_plain(results: Sequence[Result], cases: int) -> bool:
    return len(results) == cases and all(result.verdict in ANSWERS for result in results)
