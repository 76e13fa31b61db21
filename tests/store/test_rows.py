"""Every event comes back from its row as it went in, whatever candidates put into it."""

import string
from enum import StrEnum
from types import UnionType
from typing import Any, Literal, get_args, get_origin, get_type_hints

import pytest
from hypothesis import given
from hypothesis import strategies as st
from structlog.testing import capture_logs

from sandbox.contract import Verdict
from server.core import events as e
from server.store import rows

WORDS = st.text(st.characters(), max_size=40)
"""Whole Unicode, halves of surrogate pairs included: a candidate's program may print them."""
NUMBERS = st.integers() | st.integers(-(10**60), 10**60) | st.floats(allow_nan=False, allow_infinity=False)
JSON = st.recursive(
    st.none() | st.booleans() | NUMBERS | WORDS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(WORDS, inner, max_size=4),
    max_leaves=12,
)


def values(kind: Any) -> st.SearchStrategy[Any]:
    """Values of a field's type."""
    simple: dict[Any, st.SearchStrategy[Any]] = {
        str: WORDS,
        bool: st.booleans(),
        int: st.integers(-(2**63), 2**63 - 1),
        float: st.floats(allow_nan=False, allow_infinity=False),
        bytes: st.binary(max_size=40),
        Any: JSON,
    }
    if kind in simple:
        return simple[kind]
    if get_origin(kind) is tuple and get_args(kind)[-1] is not ...:
        return st.tuples(*map(values, get_args(kind)))
    if get_origin(kind) is tuple:
        return st.lists(values(get_args(kind)[0]), max_size=3).map(tuple)
    if get_origin(kind) is dict:
        return st.dictionaries(WORDS, JSON, max_size=3)
    if get_origin(kind) is Literal:
        return st.sampled_from(get_args(kind))
    if issubclass(kind, StrEnum):
        return st.sampled_from(kind)
    return events(kind)


def events(cls: Any) -> st.SearchStrategy[Any]:
    return st.builds(cls, **{name: values(kind) for name, kind in get_type_hints(cls).items()})


@pytest.mark.parametrize("kind", e.KINDS)
def test_an_event_comes_back_as_it_went_in(kind: str) -> None:
    @given(events(e.KINDS[kind]))
    def comes_back(event: e.Event) -> None:
        code, body, name = rows.encode(event)
        assert rows.decode(code, rows.numbered(1, body) if name else body, {1: name}) == event

    comes_back()


def test_every_kind_has_a_code_of_its_own() -> None:
    assert isinstance(e.Event, UnionType)
    assert set(rows.CODES) == set(e.KINDS) == {e.KIND_OF[cls] for cls in get_args(e.Event)}
    assert len(set(rows.CODES.values()) | {rows.UNREADABLE}) == len(rows.CODES) + 1


def test_an_own_case_from_before_its_part_was_kept_can_be_read() -> None:
    old = b'{"case":"c1","task":"slots","name":"mine","args":{"busy":[]},"expected":0,"checked":true}'
    assert rows.decode(8, old) == e.CaseAdded("c1", "slots", "mine", {"busy": []}, 0, True, part=0)


def test_codes_never_change() -> None:
    """They are on people's disks. A new kind gets the next number and its line here."""
    first = {"pointed": 0, "edited": 1, "opened": 2, "agreed": 3, "started": 4, "joined": 5, "left": 6, "switched": 7}
    first |= {"case_added": 8, "case_dropped": 9, "run_started": 10, "case_judged": 11, "run_ended": 12}
    first |= {"note_written": 13, "note_changed": 14, "note_dropped": 15, "interrupted": 16, "ended": 17}
    first |= {"printed": 18, "stage_began": 19, "stage_ended": 20, "hint_given": 21}
    first |= {"paused": 26, "resumed": 27, "extended": 28, "part_opened": 37, "version_taken": 46}
    first |= {"pasted": 22, "went_away": 23, "came_back": 24}
    first |= {"said": 29, "hand_raised": 30, "hand_lowered": 31}
    first |= {"private_began": 32, "private_edited": 33, "private_ran": 34, "private_ended": 35, "private_released": 36}
    assert first.items() <= rows.CODES.items()


def test_a_kind_from_a_newer_version_is_skipped_with_a_sentence() -> None:
    with capture_logs() as logs:
        assert rows.decode(77, b'{"what":"ever"}') is None
    assert [(log["log_level"], log["kind"]) for log in logs] == [("warning", 77)]
    assert "newer Greenroom" in logs[0]["event"]


@pytest.mark.parametrize("body", [b"", b"{", b'{"name": 1}', b'{"name": "Cam"}', b"\xff", b"x", b"x\x9cnothing"])
def test_a_damaged_body_is_skipped_with_a_sentence(body: bytes) -> None:
    with capture_logs() as logs:
        assert rows.decode(rows.CODES["agreed"], body) is None
    assert [log["log_level"] for log in logs] == ["error"]


def test_what_no_json_can_hold_keeps_its_place_and_is_said_aloud() -> None:
    """Cam's program answers with lists ten thousand deep: the room's numbers must not have a gap for it."""
    deep: list[Any] = []
    for _ in range(10_000):
        deep = [deep]
    judged = e.CaseJudged("r", e.Suite.EXAMPLES, "c", Verdict.WRONG, deep, "", "", "", "", False, 1.0)
    with capture_logs() as logs:
        code, body, _ = rows.encode(judged)
    assert (code, body) == (rows.UNREADABLE, b"")
    assert [log["log_level"] for log in logs] == ["error"]
    assert rows.decode(code, body) is None


def test_a_field_from_a_newer_version_is_left_out() -> None:
    assert rows.decode(rows.CODES["left"], b'{"reason": "closed the page"}') == e.Left()


def test_long_json_is_deflated_and_comes_back() -> None:
    note = e.NoteWritten("n1", "explains it well, " * 100 + "\ud800", "", "", 0)
    code, body, _ = rows.encode(note)
    assert len(body) < 200
    assert rows.decode(code, body) == note


def test_json_is_compact() -> None:
    _, body, _ = rows.encode(e.Agreed(string.ascii_letters, "2026-11"))
    assert b" " not in body
