"""The only parser of what browsers send. Invariant 6: bytes stop here; behind it there are only dataclasses.

A frame becomes a message or a `Rejection` with a sentence; nothing here raises and nothing has an effect.
"""

from dataclasses import dataclass
from typing import Any, Final

import msgspec

from server.core import asks as a
from server.core import varint
from server.live import frames

BINARY_MAX: Final = 1024 * 1024
"""Bytes of one document frame: the largest paste."""
TEXT_MAX: Final = 64 * 1024
"""Bytes of one text frame: the largest note or case."""
SCRATCH_MAX: Final = 400 * 1024
"""Bytes of the one ask that may be larger: 64 KiB of standard input, of which JSON makes up to six times as many."""


@dataclass(frozen=True, slots=True)
class Step1:
    """The browser asks for what it lacks; `vector` is its state vector."""

    vector: bytes


@dataclass(frozen=True, slots=True)
class Update:
    """The document changed. `whole` says that the frame may be passed on as it came (it was not a step 2)."""

    update: bytes
    whole: bool


@dataclass(frozen=True, slots=True)
class Awareness:
    update: bytes


@dataclass(frozen=True, slots=True)
class QueryAwareness:
    """The browser asks for all cursors."""


@dataclass(frozen=True, slots=True)
class Private:
    """A sync message of the private document. `step` is one of `frames`, the payload a state vector for step 1."""

    spell: str
    step: int
    payload: bytes


@dataclass(frozen=True, slots=True)
class Ping:
    n: int


@dataclass(frozen=True, slots=True)
class Rejection:
    """Why a frame is not understood. It changes nothing; the connection ends with 4400 and this sentence."""

    reason: str


@dataclass(frozen=True, slots=True)
class TooLong:
    """Somebody wrote more than fits: they are told so and stay, and what they typed is still in their page."""

    ask: str
    reason: str


Binary = Step1 | Update | Awareness | QueryAwareness | Private | Rejection

QUERY: Final = QueryAwareness()


def read_binary(frame: bytes) -> Binary:
    """A frame of the y-websocket protocol."""
    if len(frame) > BINARY_MAX:
        return Rejection(f"This message has {len(frame):,} bytes; the most is {BINARY_MAX:,}.")
    try:
        return _read_binary(frame)
    except (varint.Malformed, IndexError):
        return Rejection("This message is cut off or malformed.")


def _read_binary(frame: bytes) -> Binary:
    kind = frame[0]
    if kind == frames.SYNC:
        step = frame[1]
        payload, end = varint.read_bytes(frame, 2)
        if end != len(frame):
            return Rejection("There are bytes after the end of this message.")
        if step == frames.UPDATE:
            return Update(payload, whole=True)
        if step == frames.STEP2:
            return Update(payload, whole=False)
        if step == frames.STEP1:
            return Step1(payload)
        return Rejection(f"There is no sync step {step}.")
    if kind == frames.AWARENESS:
        payload, end = varint.read_bytes(frame, 1)
        return Awareness(payload) if end == len(frame) else Rejection("There are bytes after the end of this message.")
    if kind == frames.QUERY_AWARENESS and len(frame) == 1:
        return QUERY
    if kind == frames.PRIVATE:
        return _read_private(frame)
    return Rejection(f"There is no message of kind {kind}.")


def _read_private(frame: bytes) -> Binary:
    spell, at = varint.read_bytes(frame, 1)
    step = frame[at]
    payload, end = varint.read_bytes(frame, at + 1)
    if end != len(frame):
        return Rejection("There are bytes after the end of this message.")
    if step not in (frames.STEP1, frames.STEP2, frames.UPDATE):
        return Rejection(f"There is no sync step {step}.")
    return Private(spell.decode(errors="replace"), step, payload)


# Text ---------------------------------------------------------------------------------------------------------------

WRITTEN: Final = frozenset({"note", "note_change", "say"})
"""What people write by hand or paste: too much of it is no reason to end a connection."""


class _Typed(msgspec.Struct):
    type: str = ""


_MESSAGES: Final[dict[str, type[a.Ask | Ping]]] = {**a.ASKS, "ping": Ping}


def read_text(frame: str) -> a.Ask | Ping | TooLong | Rejection:
    """A JSON frame of `greenroom.1`: one ask, with exactly its fields."""
    size = len(frame.encode(errors="surrogatepass"))
    if size > TEXT_MAX and (kind := _type_of(frame)) in WRITTEN:
        return TooLong(kind, f"This text has {size:,} bytes; the most is {TEXT_MAX:,}. Shorten it, or split it.")
    if size > SCRATCH_MAX:
        return _too_large(size, SCRATCH_MAX)
    try:
        said = msgspec.json.decode(frame)
    except (msgspec.DecodeError, UnicodeError, RecursionError):
        return Rejection("This message is not JSON.")
    if not isinstance(said, dict):
        return Rejection("A message is a JSON object with a type.")
    if size > TEXT_MAX and said.get("type") != "scratch":
        return _too_large(size, TEXT_MAX)
    return _read_ask(said)


def _type_of(frame: str) -> str:
    """The type of a message of which nothing else is looked at; "" where it has none."""
    try:
        return msgspec.json.decode(frame, type=_Typed).type
    except (msgspec.DecodeError, UnicodeError, RecursionError):
        return ""


def _too_large(size: int, most: int) -> Rejection:
    return Rejection(f"This message has {size:,} bytes; the most is {most:,}.")


def _read_ask(said: dict[str, Any]) -> a.Ask | Ping | Rejection:
    kind = said.pop("type", None)
    cls = _MESSAGES.get(kind) if isinstance(kind, str) else None
    if cls is None:
        return Rejection("There is no message of this type for a browser to send.")
    unknown = said.keys() - cls.__dataclass_fields__.keys()
    if unknown:
        return Rejection(f"A message of type {kind} has no field “{min(unknown)[:40]}”.")
    try:
        message: a.Ask | Ping = msgspec.convert(said, cls)
    except msgspec.ValidationError as error:
        return Rejection(f"A message of type {kind} is wrong: {error}.")
    return message
