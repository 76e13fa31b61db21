"""Cursors small on disk: what a page sends comes back byte for byte, and what is not a page's way is left alone."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.core import awareness
from server.core.events import Pointed
from server.store import cursors, rows

NUMBERS = st.integers(0, 2**53 - 2)
FILES = st.text(min_size=1, max_size=64).filter(lambda text: text.isprintable())


@st.composite
def positions(draw: st.DrawFn, file: str) -> dict[str, Any]:
    item = draw(st.none() | st.tuples(st.integers(1, 2**53 - 2), NUMBERS))
    where = {"item": {"client": item[0], "clock": item[1]}} if item else {}
    return {"tname": file, **where, "assoc": draw(st.sampled_from((0, -1)))}


def update(state: object, client: int = 77, clock: int = 5) -> bytes:
    text = json.dumps(state, separators=(",", ":"), ensure_ascii=False).encode()
    return awareness.write([awareness.Cursor(client, clock, text)])


@given(st.data(), FILES, NUMBERS, NUMBERS, st.booleans())
def test_what_a_page_sends_comes_back_byte_for_byte(
    data: st.DataObject, file: str, client: int, clock: int, typing: bool
) -> None:
    anchor = data.draw(positions(file))
    head = data.draw(st.just(anchor) | positions(file))
    sent = update({"cursor": {"anchor": anchor, "head": head}, "typing": typing}, client, clock)
    packed = cursors.pack(sent)
    assert packed is not None
    assert cursors.unpack(*packed) == sent
    assert len(packed[1]) < len(sent) / 2


def at(**position: object) -> dict[str, object]:
    return {"cursor": {"anchor": position, "head": position}, "typing": False}


@pytest.mark.parametrize(
    "state",
    [
        None,
        "elsewhere",
        {"user": {"name": "Max"}, **at(tname="f", assoc=0)},
        at(tname="f" * 65, assoc=0),
        at(tname="", assoc=0),
        at(tname=3, assoc=0),
        at(tname="f", assoc=1),
        at(tname="f", assoc=0.5),
        at(tname="f", assoc=0, item={"client": -1, "clock": 0}),
        at(tname="f", assoc=0, item={"client": 1, "clock": 2**60}),
        at(tname="f", assoc=0, item={"client": 1, "clock": 1.0}),
        at(tname="f", assoc=0, item=None),
        at(type=None, tname="f", item=None, assoc=0),
        {"cursor": None},
    ],
)
def test_what_is_not_a_pages_own_way_is_kept_as_it_came(state: object) -> None:
    assert cursors.pack(update(state)) is None
    code, body, name = rows.encode(Pointed(update(state)))
    assert (body, name) == (update(state), "")
    assert rows.decode(code, body) == Pointed(update(state))


@given(st.binary(max_size=40))
def test_any_bytes_come_back_as_they_were(raw: bytes) -> None:
    code, body, name = rows.encode(Pointed(raw))
    assert name == ""
    assert rows.decode(code, body) == Pointed(raw)


@pytest.mark.parametrize("body", [b"\0", b"\0\x01", b"\0\x01\x80", b"\0\x02\x05\x05\0", b"\0\x01\x05\x05\0\0"])
def test_a_damaged_cursor_is_skipped(body: bytes) -> None:
    assert rows.decode(rows.POINTED, body, {1: "f"}) is None
    assert rows.number_of(rows.POINTED, body) in (None, 1, 2)
