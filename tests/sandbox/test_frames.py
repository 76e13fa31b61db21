"""Frames survive being cut anywhere, and what is no frame is refused."""

import struct
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox import frames
from sandbox.frames import (
    BadFrame,
    Bounds,
    Envelope,
    Err,
    Exit,
    Fault,
    Fetched,
    Frames,
    FromInit,
    Out,
    Ready,
    Ret,
    Start,
    Why,
)

SAID: list[tuple[bytes, FromInit]] = [
    (b"\0\0\0\0\x10", Ready()),
    (b"\0\0\0\2\x11hi", Out(b"hi")),
    (b"\0\0\0\0\x12", Err(b"")),
    (b"\0\0\0\x12\x13" + struct.pack(">QQB", 1500, 900, 1) + b"7", Ret(1500, 900, True, b"7")),
    (
        b"\0\0\0\x22\x14" + struct.pack(">BiiBQQQ", 1, 0, 9, 0, 5, 6, 7),
        Exit(Why.CPU, 0, 9, False, 5, 6, 7),
    ),
    (b"\0\0\0\4\x15gone", Fault("gone")),
    (b"\0\0\0\2\x16\x7fE", Fetched(b"\x7fE")),
]


@given(st.lists(st.sampled_from(SAID)), st.lists(st.integers(0, 300)))
def test_frames_are_the_same_in_whatever_pieces_they_come(said: list[tuple[bytes, FromInit]], cuts: list[int]) -> None:
    stream = b"".join(raw for raw, _ in said)
    edges = sorted({0, len(stream), *(cut for cut in cuts if cut < len(stream))})
    reader = Frames()
    heard = [frame for begin, end in pairwise(edges) for frame in reader.feed(stream[begin:end])]
    assert heard == [frame for _, frame in said]


@given(st.lists(st.tuples(st.sampled_from([1, 2]), st.binary(max_size=20))), st.integers(1, 7))
def test_the_engines_envelope_gives_standard_output_alone(parts: list[tuple[int, bytes]], step: int) -> None:
    stream = b"".join(struct.pack(">BxxxI", which, len(data)) + data for which, data in parts)
    envelope = Envelope()
    heard = b"".join(envelope.feed(stream[at : at + step]) for at in range(0, len(stream), step))
    assert heard == b"".join(data for which, data in parts if which == 1)


@pytest.mark.parametrize(
    "raw",
    [
        pytest.param(b"\0\0\0\0\x63", id="unknown type"),
        pytest.param(b"\0\0\0\1\x14x", id="an exit cut short"),
        pytest.param(b"\0\0\0\2\x13xx", id="a return without its clocks"),
        pytest.param(b"HTTP/1.1 200 OK", id="something else altogether"),
    ],
)
def test_what_is_no_frame_is_refused(raw: bytes) -> None:
    with pytest.raises(BadFrame):
        list(Frames().feed(raw))


def test_a_start_says_its_limits_in_milliseconds_and_its_words_with_their_ends() -> None:
    bounds = Bounds(0.5, 2, 100, 200)
    packed = struct.pack(">IIII", 500, 2000, 100, 200)
    raw = frames.start(Start(["/bin/x", "a b"], {"K": "v"}, bounds))
    size, kind = struct.unpack_from(">IB", raw)
    assert (size, kind) == (len(raw) - 5, 2)
    assert raw[5:] == b"\0" + packed + b"\0\2/bin/x\0a b\0\0\1K=v\0"
    assert frames.limits(bounds) == b"\0\0\0\x10\5" + packed


@pytest.mark.parametrize(("kind", "flags"), [({}, 0), ({"stdin": True}, 1), ({"clock": True}, 2), ({"live": True}, 4)])
def test_a_start_says_what_kind_it_is(kind: dict[str, bool], flags: int) -> None:
    assert frames.start(Start(["/bin/x"], {}, Bounds(1, 1, 1, 1), **kind))[5] == flags


def test_a_nul_cannot_smuggle_a_word_into_the_command() -> None:
    with pytest.raises(ValueError, match="NUL"):
        frames.start(Start(["/bin/x\0y"], {}, Bounds(1, 1, 1, 1)))
