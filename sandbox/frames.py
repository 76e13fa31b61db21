"""The frames between the host and init, and the engine's envelope around them: bytes to values and back. Pure.

The other end is `init/wire.h`; the two change together. A frame is `[u32 length, big endian][u8 type][length bytes]`.
"""

import struct
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Final

FRAME_MAX: Final = 32 * 1024 * 1024
_HEAD: Final = struct.Struct(">IB")
_LIMITS: Final = struct.Struct(">IIII")
_RETURNED: Final = struct.Struct(">QQB")
_EXITED: Final = struct.Struct(">BiiBQQQ")
_ENVELOPE: Final = struct.Struct(">BxxxI")


class BadFrame(Exception):
    """The other end does not speak this protocol: an image from another version, or no init at all."""


class _Host(IntEnum):
    FILE = 1
    START = 2
    CALL = 3
    KILL = 4
    LIMITS = 5
    STDIN = 6
    FETCH = 7


class _Init(IntEnum):
    READY = 16
    OUT = 17
    ERR = 18
    RET = 19
    EXIT = 20
    FAULT = 21
    FILE = 22


class Why(IntEnum):
    """Why a program ended."""

    ENDED = 0
    CPU = 1
    WALL = 2
    OUTPUT = 3
    ANSWER = 4
    HOST = 5


@dataclass(frozen=True, slots=True)
class Ready:
    """Init stands and takes frames."""


@dataclass(frozen=True, slots=True)
class Out:
    """What the program printed."""

    data: bytes


@dataclass(frozen=True, slots=True)
class Err:
    """What the program printed on standard error."""

    data: bytes


@dataclass(frozen=True, slots=True)
class Ret:
    """A piece of what the program wrote to its answer descriptor, with the clocks since the call, in microseconds.

    `oom` says that the kernel has killed a process of the container since the call, for want of memory.
    """

    wall_us: int
    cpu_us: int
    oom: bool
    data: bytes


@dataclass(frozen=True, slots=True)
class Exit:
    """The program has ended, and everything that it had started. One for each start."""

    why: Why
    code: int
    signal: int
    oom: bool
    wall_us: int
    cpu_us: int
    max_rss_kib: int


@dataclass(frozen=True, slots=True)
class Fault:
    """Init could not do what it was asked to."""

    what: str


@dataclass(frozen=True, slots=True)
class Fetched:
    """The file that was asked for. A program has written it."""

    data: bytes


FromInit = Ready | Out | Err | Ret | Exit | Fault | Fetched


@dataclass(frozen=True, slots=True)
class Bounds:
    """What init keeps: the clocks for each call (or the whole life), the bytes printed, the bytes of one answer."""

    cpu_seconds: float
    wall_seconds: float
    output_bytes: int
    answer_bytes: int


@dataclass(frozen=True, slots=True)
class Start:
    """A program and its bounds.

    With `stdin` its standard input is a pipe, for `stdin` below; else it is empty. With `clock` the clocks run from its
    start to its end, and it takes no questions: it has no descriptors for them. With `live` its standard output is a
    terminal where one can be had, so that it prints line by line, whatever its language gathers for a pipe.
    """

    argv: Sequence[str]
    env: Mapping[str, str]
    bounds: Bounds
    stdin: bool = False
    clock: bool = False
    live: bool = False


def file(name: str, content: bytes, executable: bool = False) -> bytes:
    """The frame that puts one file into the program's directory. Only before candidate code is asked to run: before
    the first call, and before a start that has files already or whose clock runs."""
    encoded = name.encode("ascii")
    return _frame(_Host.FILE, bytes([executable, len(encoded)]) + encoded + content)


def start(wanted: Start) -> bytes:
    """The frame that starts the program."""
    env = [f"{name}={value}" for name, value in wanted.env.items()]
    flags = bytes([wanted.stdin | wanted.clock << 1 | wanted.live << 2])
    return _frame(_Host.START, flags + _bounds(wanted.bounds) + _strings(wanted.argv) + _strings(env))


def limits(bounds: Bounds) -> bytes:
    """The frame that gives a program that waits other bounds, before it is asked anything."""
    return _frame(_Host.LIMITS, _bounds(bounds))


def stdin(data: bytes) -> bytes:
    """The frame with some of the program's standard input; an empty one is its end. Init holds what is not yet read."""
    return _frame(_Host.STDIN, data)


def fetch(name: str, most: int) -> bytes:
    """The frame that asks for a regular file of at most so many bytes, once no program runs: `Fetched`, or `Fault`."""
    return _frame(_Host.FETCH, struct.pack(">I", most) + name.encode("ascii"))


def call(request: bytes) -> bytes:
    """The frame that hands one request to the program and starts its clocks."""
    return _frame(_Host.CALL, request)


def kill() -> bytes:
    """The frame that ends the program."""
    return _frame(_Host.KILL, b"")


def carries_inputs(frame: bytes) -> bool:
    """Whether a frame holds what a run is made of: files, requests, standard input."""
    return frame[_HEAD.size - 1] in (_Host.FILE, _Host.CALL, _Host.STDIN)


class Frames:
    """Takes init's bytes in any pieces, gives whole frames."""

    def __init__(self) -> None:
        self._held = bytearray()

    def feed(self, data: bytes) -> Iterator[FromInit]:
        """The frames that are whole now. Raises BadFrame."""
        self._held += data
        while len(self._held) >= _HEAD.size:
            size, kind = _HEAD.unpack_from(self._held)
            if size > FRAME_MAX:
                raise BadFrame(f"a frame of {size} bytes")
            end = _HEAD.size + size
            if len(self._held) < end:
                return
            body = bytes(self._held[_HEAD.size : end])
            del self._held[:end]
            yield _parse(kind, body)


class Envelope:
    """Takes the engine's attach stream (`[u8 stream][3 zero bytes][u32 length][bytes]`), gives what init wrote."""

    def __init__(self) -> None:
        self._held = bytearray()

    def feed(self, data: bytes) -> bytes:
        """The bytes of standard output that are whole now; standard error, which init does not use, is dropped."""
        self._held += data
        taken = bytearray()
        while len(self._held) >= _ENVELOPE.size:
            stream, size = _ENVELOPE.unpack_from(self._held)
            end = _ENVELOPE.size + size
            if len(self._held) < end:
                break
            if stream == 1:
                taken += self._held[_ENVELOPE.size : end]
            del self._held[:end]
        return bytes(taken)


def _frame(kind: _Host, body: bytes) -> bytes:
    if len(body) > FRAME_MAX:
        raise ValueError(f"a frame of {len(body)} bytes; the most is {FRAME_MAX}")
    return _HEAD.pack(len(body), kind) + body


def _bounds(bounds: Bounds) -> bytes:
    cpu_ms, wall_ms = round(bounds.cpu_seconds * 1000), round(bounds.wall_seconds * 1000)
    return _LIMITS.pack(cpu_ms, wall_ms, bounds.output_bytes, bounds.answer_bytes)


def _strings(values: Sequence[str]) -> bytes:
    if any("\0" in value for value in values):
        raise ValueError("a NUL in a program's arguments or environment")
    return struct.pack(">H", len(values)) + b"".join(value.encode() + b"\0" for value in values)


def _parse(kind: int, body: bytes) -> FromInit:
    try:
        match _Init(kind):
            case _Init.READY:
                return Ready()
            case _Init.OUT:
                return Out(body)
            case _Init.ERR:
                return Err(body)
            case _Init.RET:
                wall_us, cpu_us, oom = _RETURNED.unpack_from(body)
                return Ret(wall_us, cpu_us, bool(oom), body[_RETURNED.size :])
            case _Init.EXIT:
                why, code, signal, oom, *figures = _EXITED.unpack(body)
                return Exit(Why(why), code, signal, bool(oom), *figures)
            case _Init.FAULT:
                return Fault(body.decode(errors="replace"))
            case _Init.FILE:
                return Fetched(body)
    except (ValueError, struct.error) as error:
        raise BadFrame(str(error)) from error
