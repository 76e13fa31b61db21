"""How much stays of what tests answered and printed: everybody who comes in hears all of it again. Pure."""

from dataclasses import replace
from typing import Final

from server.core.case_values import SHOWN_WEIGHT, weigh
from server.core.events import CaseJudged

KEPT_MAX: Final = 64 * 1024 * 1024
"""Characters of all results of an interview. Honest tests stay far below it."""
MESSAGE_MAX: Final = 200
NOT_KEPT: Final = "(not kept: the tests of this interview have answered and printed all that is kept of them)"


def kept_result(result: CaseJudged, so_far: int) -> CaseJudged:
    """The result as it goes on the timeline, where results of `so_far` characters are on it already."""
    if so_far + weight(result) <= KEPT_MAX:
        return result
    got = None if result.got is None else NOT_KEPT
    message = result.message[:MESSAGE_MAX]
    return replace(result, got=got, message=message, trace="", stdout="", stderr="", note="", cut=True)


def weight(result: CaseJudged) -> int:
    """About how many characters a result takes, whose answer is one that can be shown."""
    texts = (result.message, result.trace, result.stdout, result.stderr, result.note)
    return weigh(result.got, SHOWN_WEIGHT) + sum(map(len, texts))
