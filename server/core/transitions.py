"""When cases first passed and when they broke: which version of a file to try next, and what the tries come to.

Versions are numbered from 0 in their order. A few over the whole length are tried first, then the middle between two
neighbours that differ, so that every change that the first ones show is found exactly. Of a short list all are tried.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

ALL_UP_TO: Final = 60
"""So many versions are all tried: a minute or two of small runs."""
COARSE: Final = 16
"""So many of a longer list are tried before anything is halved."""

Results = Mapping[str, bool]
"""Which cases passed, of one version."""


@dataclass(frozen=True, slots=True)
class Transition:
    """`case` passes, or not any more, since version `index`. `after` is the version tried before it, -1 for none."""

    case: str
    index: int
    passes: bool
    first: bool
    """It had never passed before, as far as was tried."""
    after: int

    @property
    def untried(self) -> int:
        """Versions between the two that were not tried; with 0 it was exactly here."""
        return self.index - self.after - 1


def next_try(count: int, known: Mapping[int, Results]) -> int | None:
    """The version to try next, of `count`; None when there is nothing more to find this way."""
    for index in coarse(count):
        if index not in known:
            return index
    tried = sorted(known)
    gaps = [(before, after) for before, after in pairwise(tried) if after - before > 1]
    for before, after in gaps:
        if known[before] != known[after]:
            return (before + after) // 2
    return gaps[0][0] + 1 if gaps and count <= ALL_UP_TO else None


def coarse(count: int) -> list[int]:
    """The first and the last version and some between, evenly."""
    last = count - 1
    steps = min(COARSE - 1, last)
    return [round(last * step / steps) for step in range(steps + 1)] if steps > 0 else list(range(count))


def transitions(cases: Sequence[str], known: Mapping[int, Results]) -> list[Transition]:
    """Every change of every one of these cases, by version. A case that a version did not come to did not pass."""
    found: list[Transition] = []
    for case in cases:
        passed, ever, before = False, False, -1
        for index in sorted(known):
            passes = known[index].get(case, False)
            if passes != passed:
                found.append(Transition(case, index, passes, passes and not ever, before))
            passed, ever, before = passes, ever or passes, index
    return sorted(found, key=lambda each: (each.index, cases.index(each.case)))
