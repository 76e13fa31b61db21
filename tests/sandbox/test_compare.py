"""When an answer is right. Values are plain JSON, as programs in any language give them."""

import random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.compare import exact, same, unordered
from sandbox.contract import Comparison

scalars = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text()
values = st.recursive(
    scalars, lambda inner: st.lists(inner, max_size=5) | st.dictionaries(st.text(), inner, max_size=5), max_leaves=20
)


@given(values)
def test_every_value_is_itself_under_every_comparison(value: Any) -> None:
    assert exact(value, value)
    assert unordered(value, value)
    assert same(value, value, Comparison("tolerance", 1e-6))
    assert same([value], value, Comparison("any_of"))


@given(st.lists(values, max_size=8), st.randoms(use_true_random=False))
def test_order_does_not_matter_where_the_author_says_so(elements: list[Any], chance: random.Random) -> None:
    shuffled = chance.sample(elements, len(elements))
    assert unordered(elements, shuffled)


@given(st.lists(values, min_size=1, max_size=8), values)
def test_one_element_more_is_never_the_same(elements: list[Any], extra: Any) -> None:
    assert not unordered(elements, [*elements, extra])
    assert not exact(elements, [*elements, extra])


@given(st.lists(st.floats(-1e6, 1e6), max_size=12), st.randoms(use_true_random=False))
def test_rounding_noise_does_not_break_an_unordered_answer(numbers: list[float], chance: random.Random) -> None:
    noisy = [number + number * 1e-12 for number in chance.sample(numbers, len(numbers))]
    assert unordered(numbers, noisy)


@pytest.mark.parametrize(
    ("expected", "got", "right"),
    [
        pytest.param(2, 2.0, True, id="JavaScript has one kind of number"),
        pytest.param(2.0, 2, True, id="and so has its JSON"),
        pytest.param(1, True, False, id="true is not one"),
        pytest.param(True, 1, False, id="one is not true"),
        pytest.param(False, 0, False, id="false is not nought"),
        pytest.param(0, None, False, id="nothing is not nought"),
        pytest.param(0.3, 0.1 + 0.2, True, id="a float slot forgives rounding"),
        pytest.param(0.3, 0.3001, False, id="but no more than that"),
        pytest.param(500_000_000, 500_000_000.5, False, id="an int slot forgives nothing"),
        pytest.param(2**53 + 1, float(2**53), False, id="nor a digit that a double cannot hold"),
        pytest.param(10**400, 1.5, False, id="an int beyond all floats"),
        pytest.param(-0.0, 0, True, id="minus nought is nought"),
        pytest.param("1", 1, False, id="text is not a number"),
        pytest.param([1, 2], [2, 1], False, id="order matters"),
        pytest.param([[]], [], False, id="so does nesting"),
        pytest.param({"a": 1}, {"a": 1.0}, True, id="dicts by value"),
        pytest.param({"a": 1}, {"a": 1, "b": None}, False, id="a key too many"),
        pytest.param({"a": 1}, [["a", 1]], False, id="pairs are no dict"),
    ],
)
def test_exact(expected: Any, got: Any, right: bool) -> None:
    assert exact(expected, got) is right


@pytest.mark.parametrize(
    ("how", "expected", "got", "right"),
    [
        pytest.param("tolerance", 100, 100.4, True, id="tolerance holds for ints too"),
        pytest.param("tolerance", 100, 102, False, id="within it only"),
        pytest.param("tolerance", [1, "a"], [1.001, "a"], True, id="deep inside"),
        pytest.param("tolerance", 1, True, False, id="true is no number here either"),
        pytest.param("any_of", [[1, 2], [2, 1]], [2, 1], True, id="one of several"),
        pytest.param("any_of", [[1, 2], [2, 1]], [1, 1], False, id="none of several"),
        pytest.param("any_of", 3, 3, True, id="the only one"),
        pytest.param("unordered", [[1, 2], [3]], [[3], [1, 2]], True, id="outer order is free"),
        pytest.param("unordered", [[1, 2]], [[2, 1]], False, id="inner order is not"),
        pytest.param("unordered", [1, 1, 2], [1, 2, 2], False, id="as often as expected"),
        pytest.param("unordered", [1, True], [True, 1], True, id="kinds apart"),
        pytest.param("unordered", [1, 1], [1, True], False, id="kinds stay apart"),
        pytest.param("unordered", {"a": 1}, {"a": 1}, True, id="no list: exact"),
        pytest.param("unordered", [1], {"a": 1}, False, id="no list in return"),
    ],
)
def test_the_other_comparisons(how: Any, expected: Any, got: Any, right: bool) -> None:
    assert same(expected, got, Comparison(how, 0.01)) is right


@pytest.mark.parametrize(
    ("how", "expected", "got", "right"),
    [
        pytest.param(Comparison("tokens", 0), "1 2\n3\n", " 1\t2\r\n\n3", True, id="spacing is free"),
        pytest.param(Comparison("tokens", 0), "Yes", "yes", False, id="case counts"),
        pytest.param(Comparison("tokens", 0), "1", "1.0", False, id="a word is a word"),
        pytest.param(Comparison("tokens", 0), "1 2", "12", False, id="words apart"),
        pytest.param(Comparison("tokens", 0), "", "\n", True, id="nothing but space"),
        pytest.param(Comparison("tokens", 0), "a b", "a\u00a0b", False, id="a hard space is no space"),
        pytest.param(Comparison("tokens", 1e-6), "x 0.5", "x .5000001", True, id="numbers may differ a little"),
        pytest.param(Comparison("tokens", 1e-6), "x 0.5", "x 0.51", False, id="a little"),
        pytest.param(Comparison("tokens", 1e-6), "1000000", "1000000.5", True, id="or in proportion"),
        pytest.param(Comparison("tokens", 1e-6), "0.5 x", "0.5 y", False, id="words may not"),
        pytest.param(Comparison("tokens", 1e-6), "nan", "inf", False, id="these are words"),
        pytest.param(Comparison("tokens", 1e-6), "1e999", "2e999", False, id="beyond all floats"),
        pytest.param(Comparison("tokens", 1e-6), "1", "9" * 10**6, False, id="a word of a million digits"),
        pytest.param(Comparison("tokens", 0), 3, 3, True, id="no text: exact"),
        pytest.param(Comparison("lines"), "a\nb\n", "a  \r\nb\n\n", True, id="ends of lines are free"),
        pytest.param(Comparison("lines"), "a\nb", " a\nb", False, id="beginnings are not"),
        pytest.param(Comparison("lines"), "a\nb", "a\n\nb", False, id="nor are lines"),
        pytest.param(Comparison("lines"), ["a"], ["a"], True, id="no text: exact here too"),
        pytest.param(Comparison("any_of", each="tokens"), ["1 2", "2 1"], "2  1\n", True, id="any of some texts"),
        pytest.param(Comparison("any_of", each="unordered"), [[1, 2], [3]], [2, 1], True, id="any of some heaps"),
        pytest.param(Comparison("any_of", each="unordered"), [[1, 2], [3]], [2], False, id="none of them"),
    ],
)
def test_texts_and_any_of_each_kind(how: Comparison, expected: Any, got: Any, right: bool) -> None:
    assert same(expected, got, how) is right


def table(columns: str, *rows: list[Any]) -> dict[str, Any]:
    return {"columns": columns.split(), "rows": list(rows)}


@pytest.mark.parametrize(
    ("how", "got", "right"),
    [
        pytest.param(Comparison("rows"), table("a b", [1, "x"], [2, None]), True, id="itself"),
        pytest.param(Comparison("rows"), table("c d", [2, None], [1.0, "x"]), True, id="any order, any names"),
        pytest.param(Comparison("rows"), table("a b", [1, "x"], [1, "x"]), False, id="a row twice, another not"),
        pytest.param(Comparison("rows"), table("a b", ["x", 1], [None, 2]), False, id="columns have an order"),
        pytest.param(Comparison("rows"), table("a b c", [1, "x"], [2, None]), False, id="a column too many"),
        pytest.param(Comparison("rows", ordered=True), table("a b", [2, None], [1, "x"]), False, id="in order"),
        pytest.param(Comparison("rows", ordered=True), table("a b", [1, "x"], [2, None]), True, id="that is in order"),
        pytest.param(Comparison("rows", named=True), table("c d", [1, "x"], [2, None]), False, id="by their names"),
        pytest.param(Comparison("rows"), [[1, "x"], [2, None]], False, id="no table"),
        pytest.param(Comparison("rows"), {"rows": [[1, "x"], [2, None]]}, False, id="no columns"),
    ],
)
def test_tables(how: Comparison, got: Any, right: bool) -> None:
    assert same(table("a b", [1, "x"], [2, None]), got, how) is right


def test_a_partner_is_given_up_where_another_element_needs_it() -> None:
    """Nearness is no equivalence: the first match that is found may be the wrong one."""
    middle = 1.0
    low, high = middle - 0.8e-9, middle + 0.8e-9
    assert unordered([[middle], [low]], [[low + 0.1e-9], [high]])


def test_a_long_list_with_noise_everywhere_is_compared_in_time() -> None:
    numbers = [float(n) / 7 for n in range(20_000)]
    assert unordered(numbers, [number * (1 + 1e-13) for number in reversed(numbers)])
