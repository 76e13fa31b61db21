"""Timeline entries as rows and back, in one place.

An edit is its own bytes, a cursor is too unless it can be packed; every other event is JSON, deflated where that is
long. The code of a kind is on disk forever: codes are added, never changed and never given to another kind.
"""

import json
import zlib
from collections.abc import Mapping
from hashlib import sha256
from typing import Final, NamedTuple

import msgspec
import structlog

from server.core import varint
from server.core.events import KIND_OF, KINDS, Edited, Entry, Event, Pointed
from server.core.track.parts import ERASED, Unread
from server.store import cursors

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
    "stage_began": 19,
    "stage_ended": 20,
    "hint_given": 21,
    "pasted": 22,
    "went_away": 23,
    "came_back": 24,
    "forked": 25,
    "paused": 26,
    "resumed": 27,
    "extended": 28,
    "part_opened": 37,
    "said": 29,
    "hand_raised": 30,
    "hand_lowered": 31,
    "private_began": 32,
    "private_edited": 33,
    "private_ran": 34,
    "private_ended": 35,
    "private_released": 36,
    "panel_changed": 38,
    "version_taken": 46,
    "file_created": 39,
    "file_renamed": 40,
    "file_deleted": 41,
    "file_restored": 42,
}
_CLASSES: Final[Mapping[int, type[Event]]] = {code: KINDS[kind] for kind, code in CODES.items()}
_DECODERS: Final = {code: msgspec.json.Decoder(cls) for code, cls in _CLASSES.items()}

LONG: Final = 512
"""Bytes of JSON from which on it is deflated."""
NO_NAMES: Final[Mapping[int, str]] = {}
_PACKED: Final = bytes((cursors.PACKED,))
AS_IT_CAME: Final = 0
"""In place of a file's number: what follows only looks packed."""

NOBODY: Final = "nobody"
"""The author of an entry whose author's number is damaged."""

log = structlog.get_logger(__name__)


class Row(NamedTuple):
    """An entry as the table has it, but for its room. `author` is the number of `Entry.by`."""

    seq: int
    at: int
    wall: int
    author: int
    kind: int
    body: bytes


def encode(event: Event) -> tuple[int, bytes, str]:
    """The code, the body and, of a packed cursor, the name that stands in it as a number (`numbered`).

    Never raises: what cannot be written becomes `UNREADABLE`, loudly.
    """
    if isinstance(event, Edited):
        return EDITED, event.update, ""
    if isinstance(event, Pointed):
        name, body = cursors.pack(event.update) or ("", event.update)
        return POINTED, numbered(AS_IT_CAME, body) if body.startswith(_PACKED) and not name else body, name
    try:
        return CODES[KIND_OF[type(event)]], _to_json(event), ""
    except (ValueError, TypeError, OverflowError, RecursionError) as error:
        log.error("an event cannot be stored; its place is kept", kind=KIND_OF[type(event)], error=repr(error))
        return UNREADABLE, b"", ""


def numbered(number: int, body: bytes) -> bytes:
    """A packed cursor with the number of its file."""
    return _PACKED + varint.write(number) + body


def number_of(kind: int, body: bytes) -> int | None:
    """The number of a packed cursor's file; None for everything else."""
    if kind != POINTED or not body.startswith(_PACKED):
        return None
    try:
        return varint.read(body, 1)[0]
    except varint.Malformed:
        return None  # `decode` says so


def decode(kind: int, body: bytes, names: Mapping[int, str] = NO_NAMES) -> Event | None:
    """The event of a code and a body, or None, with a logged sentence, when this version does not know it.

    `names` has the files of packed cursors by their numbers.
    """
    if kind == EDITED:
        return Edited(body)
    if kind == POINTED:
        return _pointed(body, names)
    if kind == ERASED:
        return None
    if kind not in _CLASSES:
        log.warning("an entry of a kind unknown to this version is skipped; a newer Greenroom reads it", kind=kind)
        return None
    try:
        return _from_json(kind, body)
    except ValueError as error:
        log.error("an entry cannot be read and is skipped", kind=KIND_OF[_CLASSES[kind]], error=str(error))
        return None


def entry(row: Row, authors: Mapping[int, str], names: Mapping[int, str] = NO_NAMES, began: int = 0) -> Entry | None:
    """The entry of a row, or None if its event cannot be read. `began` is the Unix ms of interview time 0."""
    event = decode(row.kind, row.body, names)
    if event is None:
        return None
    return Entry(row.seq, row.at, row.wall or began + row.at, authors[row.author], event)


def _pointed(body: bytes, names: Mapping[int, str]) -> Pointed | None:
    if not body.startswith(_PACKED):
        return Pointed(body)
    try:
        number, at = varint.read(body, 1)
        if number == AS_IT_CAME:
            return Pointed(body[at:])
        return Pointed(cursors.unpack(names[number], body[at:]))
    except (varint.Malformed, KeyError) as error:
        log.error("a cursor cannot be read and is skipped", error=repr(error))
        return None


def readable(row: Row, authors: Mapping[int, str], names: Mapping[int, str], began: int) -> Entry | Unread:
    """The entry of a row, or what holds its place."""
    by, wall = authors.get(row.author, NOBODY), row.wall or began + row.at
    event = decode(row.kind, row.body, names)
    if event is not None:
        return Entry(row.seq, row.at, wall, by, event)
    known = row.kind in _CLASSES or row.kind == UNREADABLE
    return Unread(row.seq, row.at, wall, by, row.kind, sha256(row.body).hexdigest(), known)


def _to_json(event: Event) -> bytes:
    try:
        return _deflated(msgspec.json.encode(event))
    except UnicodeEncodeError:  # half of a surrogate pair, which a candidate's program may well print
        return _deflated(json.dumps(msgspec.to_builtins(event), separators=(",", ":")).encode())


def _deflated(body: bytes) -> bytes:
    """JSON begins with a brace and zlib with an x. A row of over a quarter page would take pages of its own."""
    return body if len(body) < LONG else min(zlib.compress(body), body, key=len)


def _from_json(code: int, body: bytes) -> Event:
    if body.startswith(b"x"):
        try:
            body = zlib.decompress(body)
        except zlib.error as error:
            raise ValueError(str(error)) from error
    try:
        return _DECODERS[code].decode(body)
    except msgspec.ValidationError:
        raise
    except msgspec.DecodeError:  # half of a surrogate pair again
        return msgspec.convert(json.loads(body), _CLASSES[code])
