"""What is asked of a program and what it answers: one line of JSON each way.

Everything here comes from candidate code: nothing is believed but its shape, and what is kept is rebuilt from exact
builtin types within caps. A request never holds an expected value: it is made of a case's arguments alone.
"""

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

ANSWER_BYTES: Final = 1024 * 1024
"""One answer, as JSON."""
DEPTH: Final = 64
DIGITS: Final = 400
"""Of a whole number: more is no answer to an interview question, and reading them takes time that grows squared."""
TYPE_CHARACTERS, MESSAGE_CHARACTERS, TRACE_CHARACTERS = 100, 2_000, 16_000


@dataclass(frozen=True, slots=True)
class Value:
    """The call returned this plain JSON."""

    value: Any


@dataclass(frozen=True, slots=True)
class Raised:
    """The call ended in the program's own error, or in an answer that JSON cannot carry.

    `kind` is the shim's word for it: `raised`, `memory`, `syntax` (the file does not parse), `missing` (no such
    function), `value` (the answer is not JSON) or `size` (it is too large).
    """

    kind: str
    type: str
    message: str
    trace: str


@dataclass(frozen=True, slots=True)
class Forged:
    """The line is not an answer to the request: `why` is for the log and the interviewer."""

    why: str


@dataclass(frozen=True, slots=True)
class CalledBack:
    """Before it answers, the code asks for a call of one of the test's own functions."""

    name: str
    args: list[Any]


Answer = Value | Raised | Forged

_KINDS: Final = frozenset({"raised", "memory", "syntax", "missing", "value", "size"})


class _Unfit(ValueError):
    """A value outside the caps."""


def request(id: str, what: Mapping[str, Any]) -> bytes:
    """One request as its line. Raises ValueError for what JSON cannot carry."""
    return json.dumps({"id": id, **what}, allow_nan=False, separators=(",", ":")).encode() + b"\n"


def parse(line: bytes, id: str) -> Answer:
    """Read one answer, without its newline, to the request `id`."""
    said = parse_suite(line, id)
    return Forged("not an answer's shape") if isinstance(said, CalledBack) else said


def parse_suite(line: bytes, id: str) -> Answer | CalledBack:
    """The same where the code was given functions of a test's to call."""
    try:
        frame = json.loads(line, parse_int=_whole, parse_float=_finite, parse_constant=_no_constant)
    except _Unfit as unfit:
        return Forged(str(unfit))
    except (ValueError, RecursionError):
        return Forged("not one line of JSON")
    match frame:
        case {"id": said} if said == id:
            return _body({key: value for key, value in frame.items() if key != "id"})
        case {"id": _}:
            return Forged("the id of another request")
        case _:
            return Forged("not an answer's shape")


def _body(rest: dict[str, Any]) -> Answer | CalledBack:
    try:
        match rest:
            case {"callback": str(name), "args": list(args)} if len(rest) == 2:
                return CalledBack(name, [_plain(each, DEPTH) for each in args])
            case {"ok": value} if len(rest) == 1:
                return Value(_plain(value, DEPTH))
            case {"err": {"kind": str(kind), "type": str(type), "msg": str(message), "tb": str(trace)}}:
                if len(rest) > 1 or kind not in _KINDS:
                    return Forged("not an answer's shape")
                return Raised(
                    kind,
                    readable(type)[:TYPE_CHARACTERS],
                    readable(message)[:MESSAGE_CHARACTERS],
                    readable(trace)[:TRACE_CHARACTERS],
                )
            case _:
                return Forged("not an answer's shape")
    except _Unfit as unfit:
        return Forged(str(unfit))


def readable(text: str) -> str:
    """Text that can be stored and shown: half of a surrogate pair becomes U+FFFD, NUL its picture."""
    return _sendable(text).replace("\0", "\u2400")


def showable(value: Any) -> Any:
    """A value of an answer with readable text in it, once it has been compared: not every database takes a NUL."""
    match value:
        case str():
            return value.replace("\0", "\u2400")
        case list():
            return [showable(each) for each in value]
        case dict():
            return {showable(key): showable(each) for key, each in value.items()}
        case _:
            return value


def _sendable(text: str) -> str:
    """Text that UTF-8 carries: half of a surrogate pair becomes U+FFFD."""
    return text if text.isascii() else text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _plain(value: Any, depth: int) -> Any:
    match value:
        case str():
            return _sendable(value)
        case list() | dict() if not depth:
            raise _Unfit(f"an answer nested more than {DEPTH} deep")
        case list():
            return [_plain(each, depth - 1) for each in value]
        case dict():
            return {_sendable(key): _plain(each, depth - 1) for key, each in value.items()}
        case _:
            return value


def _whole(digits: str) -> int:
    if len(digits) > DIGITS + digits.startswith("-"):
        raise _Unfit(f"a number of more than {DIGITS} digits")
    return int(digits)


def _finite(digits: str) -> float:
    value = float(digits)
    if not math.isfinite(value):
        raise _Unfit("a number that is not finite")
    return value


def _no_constant(name: str) -> float:
    raise _Unfit(f"{name}, which is not JSON")
