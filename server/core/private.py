"""Thinking privately: what becomes of it, and how texts are told as changes. Pure; SPEC.md, W1 to W12.

Changes count UTF-16 units, as JavaScript's strings do. `hunks` count characters, as Python's do.
"""

from collections.abc import Iterable, Mapping
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import chain
from typing import Final

from server.core.alike import alike

COMPARED_MAX: Final = 200_000
"""Pairs of equal lines that are looked at for a difference in several places. A text of thousands of empty lines has
more, and would hold up everybody: it is told as one change."""

Change = tuple[str, int, int, str]
"""A file, a position, how much goes there, and what comes."""
Hunk = tuple[int, int, str]
"""From, up to, and what stands there instead."""


class PrivatePolicy(StrEnum):
    """What becomes of what a candidate writes while thinking privately; told before the interview."""

    NOT_RECORDED = "not_recorded"
    RELEASED = "released"
    """Recorded, and seen by interviewers only when the candidate releases it."""
    RECORDED = "recorded"
    """Recorded, and seen by interviewers in the replay."""


def changed(file: str, before: str, after: str) -> tuple[Change, ...]:
    """What has become of a file, as one change; nothing, if nothing has."""
    found = _one(before, after)
    if found is None:
        return ()
    start, end, inserted = found
    return ((file, _units(before[:start]), _units(before[start:end]), inserted),)


def applied(texts: Mapping[str, str], changes: Iterable[Change]) -> dict[str, str]:
    """The texts after these changes. A file that is in none begins empty."""
    now = dict(texts)
    for file, at, deleted, inserted in changes:
        text = now.get(file, "")
        if text.isascii():
            now[file] = text[:at] + inserted + text[at + deleted :]
        else:
            units = text.encode("utf-16-le")
            kept = units[: 2 * at], units[2 * (at + deleted) :]
            now[file] = kept[0].decode("utf-16-le", "replace") + inserted + kept[1].decode("utf-16-le", "replace")
    return now


def weight_of(changes: Iterable[Change]) -> int:
    """About how many characters these changes take."""
    return sum(len(inserted) + len(file) + 16 for file, _, _, inserted in changes)


def hunks(before: str, after: str) -> list[Hunk]:
    """What has become of a text, place by place: whole lines are told apart, and within them what is different."""
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    counts: dict[str, int] = {}
    for line in new:
        counts[line] = counts.get(line, 0) + 1
    if sum(counts.get(line, 0) for line in old) > COMPARED_MAX:
        found = _one(before, after)
        return [] if found is None else [found]
    at = list(chain([0], _sums(old)))
    changes = []
    for what, i, j, m, n in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if what != "equal" and (one := _one("".join(old[i:j]), "".join(new[m:n]))) is not None:
            changes.append((at[i] + one[0], at[i] + one[1], one[2]))
    return changes


def _sums(lines: Iterable[str]) -> Iterable[int]:
    total = 0
    for line in lines:
        total += len(line)
        yield total


def _one(before: str, after: str) -> Hunk | None:
    """The one stretch between what two texts begin and end with alike; None where they are the same."""
    if before == after:
        return None
    start = alike(before, after)
    rest = min(len(before), len(after)) - start
    end = alike(before[::-1][:rest], after[::-1][:rest])
    return start, len(before) - end, after[start : len(after) - end]


def _units(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode("utf-16-le")) // 2
