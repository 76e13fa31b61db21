"""The only parser of what browsers send: everything becomes a message or a rejection with a sentence."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.core import asks as a
from server.core import events as e
from server.live import frames
from server.transport import wire


def test_the_frames_of_the_y_websocket_protocol() -> None:
    assert wire.read_binary(frames.step1(b"vector")) == wire.Step1(b"vector")
    assert wire.read_binary(frames.step2(b"update")) == wire.Update(b"update", whole=False)
    assert wire.read_binary(frames.update(b"update")) == wire.Update(b"update", whole=True)
    assert wire.read_binary(frames.awareness(b"cursor")) == wire.Awareness(b"cursor")
    assert wire.read_binary(b"\x03") == wire.QUERY


def test_the_frames_of_the_private_document() -> None:
    frame = frames.private("s1", frames.UPDATE, b"update")
    assert wire.read_binary(frame) == wire.Private("s1", frames.UPDATE, b"update")


@pytest.mark.parametrize(
    ("frame", "words"),
    [
        (b"", "cut off"),
        (b"\x00", "cut off"),
        (b"\x00\x02", "cut off"),
        (b"\x00\x02\x05ab", "cut off"),
        (b"\x00\x02\x01ab", "after the end"),
        (b"\x01\x01ab", "after the end"),
        (b"\x00\x09\x00", "no sync step 9"),
        (b"\x02\x00", "kind 2"),
        (b"\x03\x00", "kind 3"),
        (b"\xff", "kind 255"),
        (b"\x04\x01s\x03\x00", "no sync step 3"),
        (b"\x04\x01s\x02\x00x", "after the end"),
        (b"\x04\x01s", "cut off"),
        (frames.update(b"x" * wire.BINARY_MAX), "the most is 1,048,576"),
    ],
)
def test_a_malformed_frame_is_rejected_with_a_sentence(frame: bytes, words: str) -> None:
    message = wire.read_binary(frame)
    assert isinstance(message, wire.Rejection)
    assert words in message.reason


@given(st.binary(max_size=64))
def test_no_bytes_break_the_parser(frame: bytes) -> None:
    wire.read_binary(frame)


ASKS: list[a.Ask] = [
    a.AskRun("slots", "python", e.Suite.HIDDEN),
    a.AskScratch("slots", "python", "3\n4 5\n"),
    a.AskStop(),
    a.AskCase("slots", "mine", {"busy": [[1, 2]]}, [], True, 2),
    a.AskCaseDrop("c1"),
    a.AskSwitch("slots", "javascript"),
    a.AskFileCreate("lending", "python", "lib/store.py"),
    a.AskFileRename("lending", "python", "store.py", "lib/store.py"),
    a.AskFileDelete("lending", "python", "lib"),
    a.AskFileRestore("lending", "python", "python.3"),
    a.AskNote("good", "slots", "python", 4, "code", 6),
    a.AskNoteChange("n1", "better", "testing"),
    a.AskNoteDrop("n1"),
    a.AskStage("Coding task", 40),
    a.AskPause(),
    a.AskResume(),
    a.AskExtend(5),
    a.AskPart("slots", 2),
    a.AskHint("slots", 2),
    a.AskPasted("slots", "python", 7, 120),
    a.AskAway(),
    a.AskBack(),
    a.AskSay("May I look this up?"),
    a.AskRaiseHand(),
    a.AskLowerHand("candidate"),
    a.AskPrivate(10, shares=True),
    a.AskPrivateEnd(share=False),
    a.AskPrivateRelease("s"),
    a.AskEnd(),
]


@pytest.mark.parametrize("ask", ASKS, ids=lambda ask: type(ask).__name__)
def test_every_ask_comes_through(ask: a.Ask) -> None:
    said = {"type": a.ASK_OF[type(ask)], **msgspec.to_builtins(ask)}
    assert wire.read_text(msgspec.json.encode(said).decode()) == ask


def test_every_kind_of_ask_was_tried() -> None:
    assert {type(ask) for ask in ASKS} == set(a.ASKS.values())


@pytest.mark.parametrize(
    ("frame", "words"),
    [
        ("", "not JSON"),
        ("{", "not JSON"),
        ("[" * (wire.SCRATCH_MAX + 1), "the most is 409,600"),
        ("[" * 100_000, "not JSON"),
        ("[" * 5_000, "not JSON"),
        ("[]", "JSON object with a type"),
        ("{}", "no message of this type"),
        ('{"type": 3}', "no message of this type"),
        ('{"type": "run_ended", "run": "x"}', "no message of this type"),
        ('{"type": "end", "now": true}', "no field “now”"),
        ('{"type": "run"}', "run is wrong"),
        ('{"type": "run", "task": 4, "language": "python"}', "run is wrong"),
        ('{"type": "run", "task": "t", "language": "python", "suite": "secret"}', "run is wrong"),
        ('{"type": "note", "text": "x", "line": "four"}', "note is wrong"),
        ('{"type": "ping", "n": "one"}', "ping is wrong"),
        ('{"type": "switch", "task": "' + "x" * wire.TEXT_MAX + '"}', "the most is 65,536"),
        ('{"type": "note", "text": "' + "x" * wire.TEXT_MAX, "not JSON"),
        ('{"type": "case", "task": "t", "name": "n", "args": []}', "case is wrong"),
    ],
)
def test_a_malformed_ask_is_rejected_with_a_sentence(frame: str, words: str) -> None:
    message = wire.read_text(frame)
    assert isinstance(message, wire.Rejection)
    assert words in message.reason


@pytest.mark.parametrize("kind", ["note", "note_change", "say"])
def test_whoever_writes_too_much_is_told_so_and_stays(kind: str) -> None:
    message = wire.read_text(f'{{"text": "{"x" * 1024 * 1024}", "type": "{kind}"}}')
    assert isinstance(message, wire.TooLong)
    assert message.ask == kind
    assert "the most is 65,536. Shorten it" in message.reason


def test_a_ping_is_a_ping() -> None:
    assert wire.read_text('{"type": "ping", "n": 4}') == wire.Ping(4)
