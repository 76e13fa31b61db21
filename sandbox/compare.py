"""Holding an answer against the expected one. Pure; values are plain JSON (None, bool, int, float, str, list, dict).

A boolean is never a number. Numbers are equal by value, because JSON from JavaScript has one kind: 2 is 2.0. Where the
expected number is a float, 1e-9 (relative or absolute) is near enough; where it is an int, only that value is.
"""

import json
import math
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final, assert_never

from sandbox.contract import Comparison
from sandbox.stream import SandboxTrouble
from sandbox.texts import same_lines, same_tokens

NEAR: Final = 1e-9
MATCHED_BY_TRIAL: Final = 64
"""So many elements with rounding noise are matched by trying; more, which no task has, by their order."""

Same = Callable[[Any, Any], bool]


def same(expected: Any, got: Any, how: Comparison) -> bool:
    """Whether `got` answers as `expected` asks, by the task's own comparison."""
    match how.kind:
        case "exact":
            return exact(expected, got)
        case "tolerance":
            return _equal(expected, got, lambda a, b: _near(a, b, how.tolerance))
        case "unordered":
            return unordered(expected, got)
        case "any_of":
            accepted = expected if isinstance(expected, list) else [expected]
            each = replace(how, kind=how.each)
            return any(same(one, got, each) for one in accepted)
        case "tokens":
            return same_tokens(expected, got, how.tolerance) if _are(str, expected, got) else exact(expected, got)
        case "lines":
            return same_lines(expected, got) if _are(str, expected, got) else exact(expected, got)
        case "rows":
            return same_rows(expected, got, how) if _are(dict, expected, got) else exact(expected, got)
        case "checker":
            raise SandboxTrouble("This task's answers are checked by a program of its author's, which cannot run yet.")
        case _:
            assert_never(how.kind)


def exact(expected: Any, got: Any) -> bool:
    """Equal in shape and value."""
    return _equal(expected, got, _equal_numbers)


def unordered(expected: Any, got: Any) -> bool:
    """Two lists with the same elements, each as often, in any order; inner lists keep theirs. Else `exact`."""
    if not isinstance(expected, list) or not isinstance(got, list):
        return exact(expected, got)
    if len(expected) != len(got):
        return False
    left, spare = _without_equals(expected, got)
    if len(left) > MATCHED_BY_TRIAL:
        return all(exact(*pair) for pair in zip(sorted(left, key=_key), sorted(spare, key=_key), strict=True))
    return _matches(left, spare, exact)


def same_rows(expected: Mapping[str, Any], got: Mapping[str, Any], how: Comparison) -> bool:
    """The same table: as many columns, the same rows as often; their order and the columns' names where they count."""
    wanted, had = expected.get("columns"), got.get("columns")
    if not isinstance(wanted, list) or not isinstance(had, list) or len(wanted) != len(had):
        return False
    if how.named and wanted != had:
        return False
    rows = exact if how.ordered else unordered
    return rows(expected.get("rows"), got.get("rows"))


def _are(kind: type, *values: Any) -> bool:
    return all(isinstance(value, kind) for value in values)


def _equal(expected: Any, got: Any, numbers: Callable[[float, float], bool]) -> bool:
    if _is_number(expected):
        return _is_number(got) and numbers(expected, got)
    if type(expected) is not type(got):
        return False
    match expected:
        case list():
            return len(expected) == len(got) and all(_equal(*pair, numbers) for pair in zip(expected, got, strict=True))
        case dict():
            return expected.keys() == got.keys() and all(_equal(expected[key], got[key], numbers) for key in expected)
        case _:
            return bool(expected == got)


def _is_number(value: Any) -> bool:
    return type(value) is int or type(value) is float


def _equal_numbers(expected: float, got: float) -> bool:
    return expected == got or (type(expected) is float and _near(expected, got, NEAR))


def _near(expected: float, got: float, tolerance: float) -> bool:
    try:
        return math.isclose(expected, got, rel_tol=tolerance, abs_tol=tolerance)
    except OverflowError:  # an int too large for a float is near only to itself
        return expected == got


def _without_equals(expected: Sequence[Any], got: Sequence[Any]) -> tuple[list[Any], list[Any]]:
    """Both sides without the elements that have an equal on the other, digit by digit: nearly always all of them."""
    waiting: dict[str, list[Any]] = defaultdict(list)
    for value in got:
        waiting[_key(value)].append(value)
    left = [value for value in expected if not _take(waiting, _key(value))]
    return left, [value for values in waiting.values() for value in values]


def _take(waiting: dict[str, list[Any]], key: str) -> bool:
    values = waiting.get(key)
    if not values:
        return False
    values.pop()
    return True


def _key(value: Any) -> str:
    """Text that is the same for values that are the same: 2 and 2.0 are, 1 and true are not."""
    return json.dumps(_normal(value), sort_keys=True)


def _normal(value: Any) -> Any:
    match value:
        case float() if value.is_integer():
            return int(value)
        case list():
            return [_normal(each) for each in value]
        case dict():
            return {key: _normal(each) for key, each in value.items()}
        case _:
            return value


def _matches(expected: Sequence[Any], got: Sequence[Any], same: Same) -> bool:
    """Whether the elements can be paired off. Nearness is no equivalence, so the first partner may not be the right
    one: each new element may push earlier ones to another (augmenting paths)."""
    partner: dict[int, int] = {}

    def seat(which: int, tried: set[int]) -> bool:
        for seat_, value in enumerate(got):
            if seat_ in tried or not same(expected[which], value):
                continue
            tried.add(seat_)
            if seat_ not in partner or seat(partner[seat_], tried):
                partner[seat_] = which
                return True
        return False

    return all(seat(which, set()) for which in range(len(expected)))
