"""Timeline entries as rows and back, in one place.

An edit or a cursor is its own bytes; every other event is JSON. The code of a kind is on disk forever: codes are
added, never changed and never given to another kind.
"""

import json
from collections.abc import Mapping
from typing import Final, NamedTuple

import msgspec
import structlog

from server.core.events import KIND_OF, KINDS, Edited, Entry, Event, Pointed

POINTED: Final = 0
EDITED: Final = 1
"""The two frequent kinds: SQLite keeps the numbers 0 and 1 in no bytes at all."""
UNREADABLE: Final = 99
"""Holds the place of an event that could not be written as JSON, so that its room's numbers have no gap."""

CODES: Final[Mapping[str, int]] = {
    "pointed": POINTED,
    "edited": EDITED,
    "opened": 2,
    "agreed": 3,
    "started": 4,
    "joined": 5,
    "left": 6,
    "switched": 7,
    "case_added": 8,
    "case_dropped": 9,
    "run_started": 10,
    "case_judged": 11,
    "run_ended": 12,
    "note_written": 13,
    "note_changed": 14,
    "note_dropped": 15,
    "interrupted": 16,
    "ended": 17,
    "printed": 18,
}
_CLASSES: Final[Mapping[int, type[Event]]] = {code: KINDS[kind] for kind, code in CODES.items()}
_DECODERS: Final = {code: msgspec.json.Decoder(cls) for code, cls in _CLASSES.items()}

log = structlog.get_logger(__name__)


class Row(NamedTuple):
    """An entry as the table has it, but for its room. `author` is the number of `Entry.by`."""

    seq: int
    at: int
    wall: int
    author: int
    kind: int
    body: bytes


def encode(event: Event) -> tuple[int, bytes]:
    """The code and the body of an event. Never raises: what cannot be written becomes `UNREADABLE`, loudly."""
    if isinstance(event, Edited):
        return EDITED, event.update
    if isinstance(event, Pointed):
        return POINTED, event.update
    try:
        return CODES[KIND_OF[type(event)]], _to_json(event)
    except (ValueError, TypeError, OverflowError, RecursionError) as error:
        log.error("an event cannot be stored; its place is kept", kind=KIND_OF[type(event)], error=repr(error))
        return UNREADABLE, b""


def decode(kind: int, body: bytes) -> Event | None:
    """The event of a code and a body, or None, with a logged sentence, when this version does not know it."""
    if kind == EDITED:
        return Edited(body)
    if kind == POINTED:
        return Pointed(body)
    if kind not in _CLASSES:
        log.warning("an entry of a kind unknown to this version is skipped; a newer Greenroom reads it", kind=kind)
        return None
    try:
        return _from_json(kind, body)
    except ValueError as error:
        log.error("an entry cannot be read and is skipped", kind=KIND_OF[_CLASSES[kind]], error=str(error))
        return None


def entry(row: Row, authors: Mapping[int, str]) -> Entry | None:
    """The entry of a row, or None if its event cannot be read."""
    event = decode(row.kind, row.body)
    return None if event is None else Entry(row.seq, row.at, row.wall, authors[row.author], event)


def _to_json(event: Event) -> bytes:
    try:
        return msgspec.json.encode(event)
    except UnicodeEncodeError:  # half of a surrogate pair, which a candidate's program may well print
        return json.dumps(msgspec.to_builtins(event), separators=(",", ":")).encode()


def _from_json(code: int, body: bytes) -> Event:
    try:
        return _DECODERS[code].decode(body)
    except msgspec.ValidationError:
        raise
    except msgspec.DecodeError:  # half of a surrogate pair again
        return msgspec.convert(json.loads(body), _CLASSES[code])
