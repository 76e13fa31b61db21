"""The cases of class tasks: what is called on one object, read from text and held against the class."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.core.calls import MAX_CALLS, CallFault, Step, answered, calls_outgrow_doubles, expectations, read_calls
from server.core.signature import ClassFault, parse_class
from server.core.task import ClassShape
from server.core.task_check import LONG

LINES = ["Cache(cap: int, name: string?)", "get(key: int) -> int?", "put_all(keys: list[long]) -> void", "clear()"]


def cache() -> ClassShape:
    shape = parse_class(LINES)
    assert isinstance(shape, ClassShape), shape
    return shape


def steps(*texts: str) -> tuple[Step, ...]:
    read = read_calls(["Cache(2, null)", *texts], cache())
    assert isinstance(read, tuple), read
    return read


def fault(*texts: str) -> CallFault:
    read = read_calls(texts, cache())
    assert isinstance(read, CallFault), read
    return read


def test_a_class_is_its_constructor_and_its_methods() -> None:
    shape = cache()
    assert shape.name == shape.constructor.name == "Cache"
    assert [(method.name, method.returns.name) for method in shape.methods] == [
        ("get", "optional"),
        ("put_all", "void"),
        ("clear", "void"),
    ]


@pytest.mark.parametrize(
    ("lines", "index", "what", "mend"),
    [
        ([], 0, "there is no constructor", "Write both"),
        (["Cache()"], 0, "there is a constructor and no method", "Write both"),
        (["cache()", "get() -> int"], 0, "'cache' is not a class's name", "such as RateLimiter"),
        (["Solution()", "get() -> int"], 0, "'Solution' is a name that languages have already", "such as RateLimiter"),
        (["Cache", "get() -> int"], 0, "expected '(' after the class's name", "name(p: int"),
        (["Cache() -> int", "get() -> int"], 0, "the constructor says what it returns", "End it after"),
        (["Cache()", "Get() -> int"], 1, "'Get' is not a method's name in snake_case", "Write get;"),
        (["Cache()", "get() -> int int"], 1, "there is more at the end: 'int'", "name(p: int)"),
        (["Cache()", "get_it() -> int", "getit()"], 2, "'getit' is the same name as another", "Rename"),
        (["Cache()", "cache() -> int"], 1, "'cache' is the same name as another", "Rename"),
        (["Cache()", "x" * 1001], 1, "it is 1001 characters long", "under 1000"),
    ],
)
def test_what_is_no_class_is_told_with_its_line(lines: list[str], index: int, what: str, mend: str) -> None:
    fault = parse_class(lines)
    assert isinstance(fault, ClassFault)
    assert fault.index == index
    assert what in fault.what
    assert mend in fault.mend


def test_a_call_has_json_values_and_perhaps_an_answer() -> None:
    first, get, put, clear, nothing = steps("get(1) -> 2", " put_all ( [1, 2] ) ", "clear()->null", "get(3) -> null")
    assert (first.args, first.checked, first.callable) == ((2, None), False, cache().constructor)
    assert (get.args, get.expected, get.checked) == ((1,), 2, True)
    assert (put.args, put.checked) == (([1, 2],), False)
    assert (clear.expected, clear.checked) == (None, True)
    assert (nothing.expected, nothing.checked) == (None, True)
    assert expectations([first, get, put, nothing]) == [2, None]


def test_brackets_and_arrows_inside_of_text_are_text() -> None:
    read = read_calls(['Cache(1, "a) -> (\\"b\\", 2")', "get(1)"], cache())
    assert isinstance(read, tuple)
    assert read[0].args == (1, 'a) -> ("b", 2')


@pytest.mark.parametrize(
    ("texts", "index", "what", "mend"),
    [
        ([], 0, "there is no call", "Cache(...)"),
        (["get(1)"], 0, "the first call is get", "Cache(...)"),
        (["Cache(1)"], 0, "Cache takes 2 values, and here are 1", "It is Cache(cap: int, name: string?)."),
        (["Cache(1, null) -> 1"], 0, "the constructor answers nothing", "Remove the arrow"),
        (["Cache(1, null)", "Cache(1, null)"], 1, "there is no method 'Cache'", "get, put_all, clear"),
        (["Cache(1, null)", "get"], 1, "this is not a call", "Write it as get(1) -> 2"),
        (["Cache(1, null)", "get(1"], 1, "there is neither ',' nor ')' after value 1", "in JSON"),
        (["Cache(1, null)", "get(1 2)"], 1, "there is neither ',' nor ')' after value 1", "in JSON"),
        (["Cache(1, null)", "get('a')"], 1, "does not begin with a JSON value", "double quotes"),
        (["Cache(1, null)", "get(NaN)"], 1, "'NaN)' does not begin with a JSON value", "in JSON"),
        (["Cache(1, null)", "get(" + "[" * 100_000], 1, "does not begin with a JSON value", "in JSON"),
        (["Cache(1, null)", "get(1) => 2"], 1, "there is '=> 2' after the call", "in JSON"),
        (["Cache(1, null)", "get(1) -> 2 3"], 1, "there is '3' after the answer", "in JSON"),
        (["Cache(1, null)", "get(1) ->"], 1, "does not begin with a JSON value", "in JSON"),
        (["Cache(1, null)", 'get("1")'], 1, "key: expected a whole number", "without quotes"),
        (["Cache(1, null)", 'get(1) -> "1"'], 1, "answer: expected a whole number", "without quotes"),
        (["Cache(1, null)", "clear() -> 1"], 1, "answer: expected null", "Write null"),
        (["Cache(1, null)"] * (MAX_CALLS + 1), MAX_CALLS, "there are 10,001 calls", "under 10,000"),
    ],
)
def test_a_call_that_cannot_be_made_is_told_with_its_place(texts: list[str], index: int, what: str, mend: str) -> None:
    wrong = fault(*texts)
    assert wrong.index == index
    assert what in wrong.what
    assert mend in wrong.mend


@given(st.lists(st.text(max_size=30), max_size=3))
def test_reading_never_raises_whatever_is_typed(texts: list[str]) -> None:
    assert isinstance(read_calls(texts, cache()), tuple | CallFault)


def test_answers_are_written_behind_every_method_that_returns_something() -> None:
    texts = ["Cache(2, null)", "get(1)", "get(2) -> 5", "put_all([])"]
    read = read_calls(texts, cache())
    assert isinstance(read, tuple)
    assert answered(texts, read, [None, 7, None]) == [
        "Cache(2, null)",
        "get(1) -> null",
        "get(2) -> 5",
        "put_all([])",
    ]


def test_calls_say_whether_a_browser_can_hold_their_numbers() -> None:
    assert not calls_outgrow_doubles(steps("put_all([1])", "get(1) -> 2"))
    assert calls_outgrow_doubles(steps(f"put_all([{LONG - 1}])"))
