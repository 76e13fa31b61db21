"""Cursors on the wire."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.core import awareness, varint
from server.core.awareness import Cursor

states = st.dictionaries(st.text(max_size=5), st.text(max_size=5), max_size=3).map(lambda it: json.dumps(it).encode())
cursors = st.lists(st.builds(Cursor, st.integers(0, 2**32), st.integers(0, 2**32), states), max_size=5)


@given(cursors)
def test_cursors_come_back(some: list[Cursor]) -> None:
    assert awareness.read(awareness.write(some)) == tuple(some)


@given(st.binary(max_size=80))
def test_any_bytes_are_cursors_or_malformed(data: bytes) -> None:
    try:
        read = awareness.read(data)
    except varint.Malformed:
        return
    assert awareness.read(awareness.write(read)) == read


@pytest.mark.parametrize(
    ("update", "words"),
    [
        (awareness.write([Cursor(n, 1, b"{}") for n in range(65)]), "65 cursors"),
        (awareness.write([Cursor(1, 1, b"x" * 4097)]), "4097 bytes"),
        (awareness.write([Cursor(1, 1, b"{}")]) + b"!", "after the last"),
    ],
)
def test_too_much_is_malformed(update: bytes, words: str) -> None:
    with pytest.raises(varint.Malformed, match=words):
        awareness.read(update)


@pytest.mark.parametrize(
    "cursor",
    [
        Cursor(1, 1, b'{"cursor": '),
        Cursor(1, 1, b""),
        Cursor(1, 1, b'"\xff"'),
        Cursor(1, 1, b"[" * 2000 + b"]" * 2000),
        Cursor(2**53, 1, b"{}"),
        Cursor(1, 2**53 - 1, b"{}"),
    ],
)
def test_a_cursor_that_no_browser_could_read_is_malformed(cursor: Cursor) -> None:
    others = [Cursor(2, 1, b"{}"), Cursor(3, 1, b"null")]
    assert awareness.read(awareness.write(others)) == tuple(others)
    with pytest.raises(varint.Malformed, match="no browser can read"):
        awareness.read(awareness.write([others[0], cursor, others[1]]))


def test_a_cursor_that_is_gone_says_so_one_tick_later() -> None:
    assert awareness.gone(Cursor(7, 41, b"{}")) == Cursor(7, 42, b"null")
