"""The contract's values survive the private socket; anything else is refused by name."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox import lines
from sandbox.contract import (
    Begun,
    Case,
    CaseJudged,
    Comparison,
    Finished,
    LanguageStatus,
    Limits,
    RunSpec,
    SandboxStatus,
    Verdict,
)
from sandbox.lines import BadLine, StatusAsked

texts = st.text(st.characters(exclude_categories=["Cs"]))
scalars = st.none() | st.booleans() | st.integers(-(10**399), 10**399) | texts
numbers = st.floats(allow_nan=False, allow_infinity=False)
values = st.recursive(
    scalars | numbers, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(texts, inner, max_size=4)
)


@given(st.lists(values, max_size=3), st.dictionaries(texts, values, max_size=3), values, texts)
def test_a_run_arrives_as_it_was_sent(args: list[Any], kwargs: dict[str, Any], expected: Any, source: str) -> None:
    spec = RunSpec(
        "run-1",
        "python",
        source,
        "f",
        (Case("a", args, kwargs, expected, checked=False, function="g"),),
        Comparison("tolerance", 0.5),
        Limits(cpu_seconds=0.5, memory_mb=64),
    )
    line = lines.encode(spec)
    assert line.endswith(b"\n")
    assert line.count(b"\n") == 1
    assert lines.decode_request(line) == spec


@pytest.mark.parametrize(
    "reply",
    [
        Begun("run-1", cold=False),
        CaseJudged("run-1", "a", Verdict.WRONG, {"a": [1, 2.0, None]}, "m", "t", "o\n", "e", True, 1.5),
        Finished("run-1", Verdict.OUTPUT_LIMIT, "m", 1, 2, 3.5),
        SandboxStatus(False, "why", (LanguageStatus("python", False, "why"),)),
    ],
)
def test_what_the_sandbox_says_arrives_as_it_was_said(reply: lines.Reply) -> None:
    assert lines.decode_reply(lines.encode(reply)) == reply


def test_a_float_stays_a_float_and_an_int_an_int() -> None:
    """The comparison asks which the author wrote."""
    spec = lines.decode_request(lines.encode(RunSpec("r", "python", "", "f", (Case("a", [2.0, 2]),))))
    assert isinstance(spec, RunSpec)
    assert [type(arg) for arg in spec.cases[0].args] == [float, int]


def test_the_request_for_a_status_is_a_line_too() -> None:
    assert lines.decode_request(lines.encode(StatusAsked())) == StatusAsked()


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"GET / HTTP/1.1",
        b"[]",
        b'["run"]',
        b'["run",{}]',
        b'["finished",{"run":"r","verdict":"passed","message":"","passed":1,"total":1}]',
        b'["run",{"run":1,"language":"python","source":"","function":"f","cases":[]}]',
        b"[" * 100_000,
        b'["run",' + b"[" * 100_000,
        b'["run","\xff"]',
    ],
)
def test_a_line_that_is_no_request_is_refused(line: bytes) -> None:
    with pytest.raises(BadLine):
        lines.decode_request(line)


def test_a_verdict_that_does_not_exist_is_refused() -> None:
    with pytest.raises(BadLine):
        lines.decode_reply(b'["finished",{"run":"r","verdict":"great","message":"","passed":1,"total":1}]')


@pytest.mark.parametrize("value", [Begun("\ud800"), CaseJudged("r", "a", Verdict.WRONG, got=object())])
def test_a_value_that_json_cannot_carry_is_refused_before_it_is_sent(value: lines.Reply) -> None:
    with pytest.raises(BadLine, match="cannot be sent"):
        lines.encode(value)
