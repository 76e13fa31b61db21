"""A track's lines: lists as JSON without spaces, in UTF-8. The only place that writes them."""

import json
import re
from dataclasses import replace
from typing import Any, Final

import msgspec

from server.core import events as e
from server.core.track.parts import Unread

UNKNOWN: Final = "unknown"
DEPTH_MAX: Final = 400
"""Values within values in a line: what reads lines may recurse, and whoever sends deeper ones wants to see it break."""
LATER: Final = frozenset({"tag", "end", "file"})
"""Fields that events did not always have: where they say nothing they are left out, so that what was sealed before they
were there is still the same bytes."""
_STRINGS: Final = re.compile(rb'"(?:[^"\\]|\\.)*"')
_BRACKETS: Final = re.compile(rb"[][{}]")
_encode: Final = msgspec.json.Encoder().encode


def written(value: Any) -> bytes:
    """A value as JSON. Half of a surrogate pair, which a candidate's program may well print, is escaped."""
    try:
        return _encode(value)
    except UnicodeEncodeError:
        return json.dumps(msgspec.to_builtins(value), separators=(",", ":")).encode()


def read(line: bytes | str) -> Any:
    """The value of a line."""
    try:
        return msgspec.json.decode(line)
    except msgspec.DecodeError:  # half of a surrogate pair again
        return json.loads(line)


def whole(entry: e.Entry) -> bytes:
    """The line of an entry of the talk with everything in it, as a run's sheet has it; if it is too deep, without."""
    return _line(entry, entry.event) or light(entry)


def light(entry: e.Entry, sheet: str = "") -> bytes:
    """The line of an entry of the talk as the index has it; empty, if it is too deep to be read again.

    `sheet` is the digest of the run's, for `run_ended`.
    """
    event: Any = entry.event
    match event:
        case e.RunStarted(cases=cases):
            event = replace(event, cases=tuple(replace(case, args={}, expected=None) for case in cases), stdin="")
        case e.Printed():
            event = replace(event, text="")
        case e.CaseJudged():
            event = replace(event, got=None, message="", trace="", stdout="", stderr="", note="")
        case e.RunEnded():
            event = {**msgspec.to_builtins(event), "sheet": sheet}
        case e.NoteWritten() | e.NoteChanged() | e.Switched() | e.Pasted():
            event = {name: value for name, value in msgspec.to_builtins(event).items() if value or name not in LATER}
        case _:
            pass
    return _line(entry, event)


def _line(entry: e.Entry, data: Any) -> bytes:
    """The line with this data; empty, if that is too deep."""
    try:
        line = written([entry.seq, entry.at, entry.wall, entry.by, e.KIND_OF[type(entry.event)], data])
    except RecursionError:
        return b""
    return b"" if line.count(b"[") + line.count(b"{") > DEPTH_MAX and _depth(line) > DEPTH_MAX else line


def _depth(line: bytes) -> int:
    """How deep the values of a line are within each other."""
    now = most = 0
    for bracket in _BRACKETS.findall(_STRINGS.sub(b"", line)):
        now += 1 if bracket in b"[{" else -1
        most = max(most, now)
    return most


def unread(entry: Unread, at: int) -> bytes:
    """The line that holds the place of an entry that cannot be read."""
    data = {"code": entry.code, "digest": entry.digest}
    return written([entry.seq, at, entry.wall, entry.by, UNKNOWN, data])
