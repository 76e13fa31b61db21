"""A track's lines: lists as JSON without spaces, in UTF-8. The only place that writes them."""

import json
from dataclasses import replace
from typing import Any, Final

import msgspec

from server.core import events as e
from server.core.track.parts import Unread

UNKNOWN: Final = "unknown"
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
    """The line of an entry of the talk with everything in it, as a run's sheet has it."""
    return written([entry.seq, entry.at, entry.wall, entry.by, e.KIND_OF[type(entry.event)], entry.event])


def light(entry: e.Entry, sheet: str = "") -> bytes:
    """The line of an entry of the talk as the index has it. `sheet` is the digest of the run's, for `run_ended`."""
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
        case _:
            pass
    return written([entry.seq, entry.at, entry.wall, entry.by, e.KIND_OF[type(entry.event)], event])


def unread(entry: Unread, at: int) -> bytes:
    """The line that holds the place of an entry that cannot be read."""
    data = {"code": entry.code, "digest": entry.digest}
    return written([entry.seq, at, entry.wall, entry.by, UNKNOWN, data])
