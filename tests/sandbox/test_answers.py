"""What a program answers is read as a stranger's letter: only its shape is believed."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox import answers
from sandbox.answers import ANSWER_BYTES, Forged, Raised, Value

scalars = (
    st.none() | st.booleans() | st.integers(-(10**399), 10**399) | st.floats(allow_nan=False, allow_infinity=False)
)
texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))
values = st.recursive(
    scalars | texts, lambda inner: st.lists(inner, max_size=5) | st.dictionaries(texts, inner, max_size=5)
)
ERROR = {"kind": "raised", "type": "ValueError", "msg": "no", "tb": "trace"}


def line(**frame: Any) -> bytes:
    return json.dumps(frame).encode()


@given(values)
def test_an_answer_comes_back_as_it_was_made_of_plain_types_only(value: Any) -> None:
    read = answers.parse(line(id="7", ok=value), "7")
    assert isinstance(read, Value)
    assert read.value == value
    assert all(
        type(each) in (type(None), bool, int, float, str, list, dict) for each in [read.value, *flat(read.value)]
    )


def flat(value: Any) -> list[Any]:
    inner = list(value.values()) if isinstance(value, dict) else value if isinstance(value, list) else []
    return [*inner, *(deep for each in inner for deep in flat(each))]


@given(st.binary(max_size=200) | st.text().map(str.encode))
def test_no_bytes_at_all_break_the_reader(junk: bytes) -> None:
    assert isinstance(answers.parse(junk, "7"), Forged)


@pytest.mark.parametrize(
    "raw",
    [
        pytest.param(line(id="8", ok=1), id="another request's id"),
        pytest.param(line(id=7, ok=1), id="an id that only looks like it"),
        pytest.param(line(ok=1), id="no id"),
        pytest.param(line(id="7"), id="no outcome"),
        pytest.param(line(id="7", ok=1, err=ERROR), id="two outcomes"),
        pytest.param(line(id="7", ok=1, verdict="passed"), id="a verdict of its own"),
        pytest.param(line(id="7", err=ERROR | {"kind": "passed"}), id="an unknown kind"),
        pytest.param(line(id="7", err={"kind": "raised"}), id="half an error"),
        pytest.param(line(id="7", err=ERROR, more=1), id="something beside the error"),
        pytest.param(b'["7", 1]', id="a list"),
        pytest.param(b'{"id":"7","ok":NaN}', id="NaN"),
        pytest.param(b'{"id":"7","ok":-Infinity}', id="infinity"),
        pytest.param(b'{"id":"7","ok":1e999}', id="a float beyond all floats"),
        pytest.param(b'{"id":"7","ok":' + b"9" * 401 + b"}", id="401 digits"),
        pytest.param(b'{"id":"7","ok":' + b"[" * 65 + b"]" * 65 + b"}", id="65 deep"),
        pytest.param(b"[" * ANSWER_BYTES, id="a million deep"),
        pytest.param(b'{"id":"7","ok":"\xff"}', id="not UTF-8"),
        pytest.param(b'{"id":"7","ok":1} {"id":"7","ok":2}', id="two in one line"),
    ],
)
def test_what_is_no_answer_to_this_request_is_forged(raw: bytes) -> None:
    assert isinstance(answers.parse(raw, "7"), Forged)


@pytest.mark.parametrize(
    "raw",
    [
        pytest.param(b'{"id":"7","ok":' + b"[" * 64 + b"]" * 64 + b"}", id="64 deep"),
        pytest.param(b'{"id":"7","ok":-' + b"9" * 400 + b"}", id="400 digits"),
    ],
)
def test_the_caps_themselves_are_allowed(raw: bytes) -> None:
    assert isinstance(answers.parse(raw, "7"), Value)


def test_half_a_character_becomes_one_that_can_be_sent() -> None:
    assert answers.parse(rb'{"id":"7","ok":["\ud83d",{"\udc00":1},"\ud83d\ude00"]}', "7") == Value(
        ["\ufffd", {"\ufffd": 1}, "\U0001f600"]
    )


def test_nul_is_compared_as_it_is_and_shown_as_its_picture() -> None:
    read = answers.parse(rb'{"id":"7","ok":["a\u0000b",{"\u0000":[1]}]}', "7")
    assert read == Value(["a\0b", {"\0": [1]}])
    assert answers.showable(read.value) == ["a\u2400b", {"\u2400": [1]}]


def test_a_long_error_is_cut() -> None:
    read = answers.parse(line(id="7", err=ERROR | {"tb": "x" * 100_000, "msg": "y" * 100_000}), "7")
    assert isinstance(read, Raised)
    assert (len(read.trace), len(read.message)) == (answers.TRACE_CHARACTERS, answers.MESSAGE_CHARACTERS)


def test_a_request_is_one_line_of_the_arguments() -> None:
    raw = answers.request("7", {"call": "f", "args": [1, "a\nb"], "kw": {"k": None}})
    assert raw.endswith(b"\n")
    assert raw.count(b"\n") == 1
    assert json.loads(raw) == {"id": "7", "call": "f", "args": [1, "a\nb"], "kw": {"k": None}}


def test_arguments_that_json_cannot_carry_are_refused() -> None:
    with pytest.raises(ValueError, match="JSON"):
        answers.request("7", {"call": "f", "args": [float("nan")]})
