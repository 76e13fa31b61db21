"""Values held against their types: everything that fits is let through, everything else gets a sentence."""

import json
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from server.core.case_values import as_answered, outweighs, shown_value
from server.core.signature import format_type
from server.core.task import Type
from server.core.task_check import MAX_MISFITS, argument_misfits, describe, misfits, outgrows_double
from tests.core.tasks import JSON, TYPES, signature, values


def type_of(text: str) -> Type:
    return signature(f"f() -> {text}").returns


@given(st.data(), TYPES)
def test_every_value_of_a_type_fits_it(data: st.DataObject, type: Type) -> None:
    assert misfits(data.draw(values(type)), type, "x") == ()


@pytest.mark.parametrize(
    ("value", "what", "mend"),
    [
        (5, "expected a list, level by level (tree[int]), found the number 5", "Write it as [1, null, 2]."),
        ([None], "the root is null", "null for a missing child"),
        ([1, None, None, 2], "there is no node above this value", "one after the other"),
        ([1, "2"], "expected a whole number (int), found the text '2'", "without quotes"),
    ],
)
def test_a_tree_is_written_level_by_level(value: Any, what: str, mend: str) -> None:
    (misfit,) = misfits(value, type_of("tree[int]"), "x")
    assert misfit.what == what
    assert mend in misfit.mend


@pytest.mark.parametrize("value", [[], [1], [1, None, 2, 3, None], [1, 2, 3, None, None, 4]])
def test_these_are_trees(value: Any) -> None:
    assert misfits(value, type_of("tree[int]"), "x") == ()
    assert misfits([1, 2], type_of("linked[int]"), "x") == ()


@given(st.data(), TYPES)
def test_what_fits_survives_json(data: st.DataObject, type: Type) -> None:
    value = data.draw(values(type))
    assert misfits(json.loads(json.dumps(value)), type, "x") == ()


@given(JSON, TYPES)
def test_no_value_makes_the_check_fail_and_few_misfits_are_told(value: Any, type: Type) -> None:
    found = misfits(value, type, "x")
    assert len(found) <= MAX_MISFITS
    for misfit in found:
        assert misfit.path.startswith("x")
        assert misfit.mend.endswith((".", "]."))


@given(st.data(), TYPES)
def test_a_value_of_another_kind_does_not_fit(data: st.DataObject, type: Type) -> None:
    assume(type.name not in ("any", "optional"))
    assert misfits(data.draw(st.sampled_from([None, object(), b"bytes"])), type, "x")


@pytest.mark.parametrize(
    ("value", "type", "path", "what", "mend"),
    [
        (True, "int", "x", "expected a whole number (int), found true", "Write a number"),
        (1.0, "int", "x", "found the number 1.0", "without a point"),
        ("012", "int", "x", "found the text '012'", "does not begin with 0"),
        ("1_000", "int", "x", "found the text '1_000'", "as JSON does"),
        ("many", "int", "x", "found the text 'many'", "without quotes"),
        (2**31, "int", "x", "2147483648 is outside the range of int", "Use the type long"),
        (-(2**31) - 1, "int", "x", "outside the range of int", "Use the type long"),
        (2**63, "long", "x", "outside the range of long", "Use the type bigint"),
        (10**4200, "long", "x", "a very long number is outside the range", "Use the type bigint"),
        (12, "bigint", "x", "a bigint is written as text", 'Put the digits in quotes: "12"'),
        ("012", "bigint", "x", "expected a whole number in quotes", 'such as "123"'),
        ("-0", "bigint", "x", "expected a whole number in quotes", 'such as "123"'),
        (True, "bigint", "x", "found true", 'such as "123"'),
        ("1" * 401, "bigint", "x", "the number has 401 digits", "at most 400"),
        (False, "float", "x", "expected a number (float), found false", "without quotes"),
        (".5", "float", "x", "found the text '.5'", "0.5"),
        (float("nan"), "float", "x", "nan is not a finite number", "null for no value"),
        (float("-inf"), "float", "x", "-inf is not a finite number", "null for no value"),
        (2**53 + 1, "float", "x", "more exact than a float can be", "1e20"),
        ("yes", "bool", "x", "expected true or false, found the text 'yes'", "Write true or false"),
        (1, "bool", "x", "found the number 1", "Write true or false"),
        (5, "string", "x", "expected text (string), found the number 5", "in quotes"),
        ("\ud800", "string", "x", "half a character", "whole character"),
        ({"a": 1}, "list[int]", "x", "expected a list (list[int]), found a mapping of 1", "square brackets"),
        ([1, "two", 3], "list[int]", "x[1]", "found the text 'two'", "without quotes"),
        ([[1, 2], [3]], "list[tuple[int, int]]", "x[1]", "expected 2 values (tuple[int, int]), found 1", "Give"),
        (7, "tuple[int]", "x", "expected 1 value (tuple[int]), found the number 7", "square brackets"),
        ([1, None], "tuple[int, int]", "x[1]", "found null", "without quotes"),
        ([], "dict[string, int]", "x", "expected a mapping (dict[string, int]), found a list of 0", "{key: value}"),
        ({"a": {"b": "c"}}, "dict[string, dict[string, int]]", "x.a.b", "found the text 'c'", "without quotes"),
        ({1: 1}, "dict[string, int]", "x", "the key 1 is not text", "Use text"),
        ({"\ud800": 1}, "any", "x", "the key '\\ud800' is not text", "Use text"),
        ("x", "int?", "x", "found the text 'x'", "without quotes"),
        (0, "void", "x", "expected null, because the function returns nothing", "Write null"),
        ([{"a": 2**63}], "any", "x[0].a", "outside the range of long", "as text"),
        ([float("inf")], "any", "x[0]", "inf is not a finite number", "null"),
        (["\udfff"], "any", "x[0]", "half a character", "whole character"),
        ({"a": b""}, "any", "x.a", "expected a JSON value, found a Python bytes", "Use null"),
        ({"a\n" + "b" * 60: ""}, "dict[string, int]", "x.'a\\n" + "b" * 46 + "...", "the text ''", "without quotes"),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_told_with_its_place_and_mend(
    value: Any, type: str, path: str, what: str, mend: str
) -> None:
    (misfit,) = misfits(value, type_of(type), "x")
    assert misfit.path == path
    assert what in misfit.what
    assert mend in misfit.mend
    assert str(misfit) == f"{misfit.path}: {misfit.what}. {misfit.mend}"


def test_any_takes_everything_that_json_can_carry_but_not_too_deep() -> None:
    assert misfits([None, True, 1, 1.5, "a", {"b": []}], type_of("any"), "x") == ()
    deep: Any = 1
    for _ in range(70):
        deep = [deep]
    (misfit,) = misfits(deep, type_of("any"), "x")
    assert "nested more than 64 deep" in misfit.what


def test_a_function_that_returns_nothing_answers_null() -> None:
    assert misfits(None, type_of("void"), "x") == ()


def test_ten_thousand_wrong_items_are_one_mistake() -> None:
    assert len(misfits(["a"] * 10_000, type_of("list[int]"), "x")) == MAX_MISFITS


def test_arguments_are_given_by_name_all_of_them_and_no_others() -> None:
    called = signature("f(a: int, b: list[string]) -> int")
    assert argument_misfits({"b": [], "a": 1}, called) == ()
    found = [str(misfit) for misfit in argument_misfits({"a": "x", "c": 1}, called)]
    assert found == [
        "c: there is no such parameter. The parameters are: a, b.",
        "a: expected a whole number (int), found the text 'x'. Write a number, without quotes.",
        "b: this parameter is missing. Give it a value of type list[string].",
    ]
    (misfit,) = argument_misfits({"a": 1}, signature("f() -> int"))
    assert misfit.mend == "The parameters are: none."


def test_a_hostile_name_does_not_reach_the_message_whole() -> None:
    (misfit, _) = argument_misfits({"x" * 9000: 1}, signature("f(a: int) -> int"))
    assert len(str(misfit)) < 200


@pytest.mark.parametrize(
    ("value", "type", "outgrows"),
    [
        (2**53 - 1, "long", False),
        (2**53, "long", True),
        (-(2**53), "long", True),
        (2**53, "float", False),
        ([1, [2**60]], "any", True),
        ([1, {"a": 2**60}], "any", True),
        (["a", None, True], "any", False),
        ([2**60], "list[long]", True),
        ({"a": 2**60}, "dict[string, long]", True),
        ({"a": 1}, "dict[string, long]", False),
        ([1, 2**60], "tuple[int, long]", True),
        (None, "long?", False),
        (2**60, "long?", True),
        (str(2**60), "bigint", False),
    ],
)
def test_integers_that_a_double_would_change_are_found(value: Any, type: str, outgrows: bool) -> None:
    assert misfits(value, type_of(type), "x") == ()
    assert outgrows_double(value, type_of(type)) is outgrows


@given(st.data(), TYPES)
def test_what_outgrows_no_double_is_the_same_after_a_browser(data: st.DataObject, type: Type) -> None:
    value = data.draw(values(type))
    assume(not outgrows_double(value, type))
    assume("float" not in format_type(type))
    browser = json.loads(json.dumps(value), parse_int=lambda digits: int(float(digits)))
    assert browser == value


def test_a_value_is_described_in_a_few_words() -> None:
    described = [describe(value) for value in (None, False, 1, 2.5, "a", [1], {"a": 1}, {1, 2})]
    assert described == [
        "null", "false", "the number 1", "the number 2.5", "the text 'a'", "a list of 1", "a mapping of 1",
        "a Python set",
    ]  # fmt: skip


@given(JSON)
def test_short_values_are_shown_as_they_are_but_for_numbers_that_no_double_holds(value: Any) -> None:
    if not outweighs(value, 4000) and not outgrows_double(value, Type("any")):
        assert shown_value(value) == value


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (2**53 + 1, "9007199254740993"),
        ([True, {"a": -(2**60)}], [True, {"a": "-1152921504606846976"}]),
        ([1.5, None], [1.5, None]),
        (list(range(5000)), "(list of 5,000, too long to show)"),
        ("x" * 5000, "(text of 5,000 characters, too long to show)"),
        ({str(key): key for key in range(2000)}, "(mapping of 2,000, too long to show)"),
        (10**4200, "(a number too long to show)"),
    ],
)
def test_what_is_too_long_becomes_a_sentence(value: Any, shown: Any) -> None:
    assert shown_value(value) == shown


@given(JSON)
def test_the_weight_of_a_value_is_about_its_length_as_json(value: Any) -> None:
    length = len(json.dumps(value, ensure_ascii=False))
    assert not outweighs(value, length * 3 + 40)
    assert outweighs(value, length // 4 - 8)


@pytest.mark.parametrize(
    ("got", "type", "answered"),
    [
        (10**20, "bigint", str(10**20)),
        (None, "bigint?", None),
        (7, "bigint?", "7"),
        ([1, 2], "list[bigint]", ["1", "2"]),
        ({"a": 1}, "dict[string, bigint]", {"a": "1"}),
        ([1, 2], "tuple[bigint, int]", ["1", 2]),
        ([1], "tuple[bigint, int]", [1]),
        (True, "bigint", True),
        ("no list", "list[bigint]", "no list"),
        (2.5, "float", 2.5),
    ],
)
def test_an_answer_is_told_in_the_tasks_own_terms_even_when_it_is_wrong(got: Any, type: str, answered: Any) -> None:
    assert as_answered(got, type_of(type)) == answered


@given(JSON, TYPES)
def test_no_answer_makes_that_fail(got: Any, type: Type) -> None:
    as_answered(got, type)


def test_weighing_a_huge_value_stops_early() -> None:
    deep: Any = []
    for _ in range(100_000):  # deeper than Python's own recursion goes
        deep = [deep]
    assert outweighs(deep, 1000)
