"""The private socket's language: one line of JSON for each value, `["kind", {fields}]`. Pure.

The server sends one line and reads lines: for `run`, `suite` and `scratch` pieces, the last one `finished`; for
`status` and `warm` one `status_is`. Closing the connection is how a run is cancelled.
"""

from dataclasses import dataclass
from typing import Final, TypeVar

import msgspec

from sandbox.contract import (
    Begun,
    CaseJudged,
    Finished,
    Piece,
    Printed,
    Queued,
    RunSpec,
    SandboxStatus,
    ScratchSpec,
    SuiteSpec,
    Warm,
)

REQUEST_BYTES: Final = 32 * 1024 * 1024
"""The source and every input of one run."""
REPLY_BYTES: Final = 8 * 1024 * 1024
"""One piece: an answer and what was printed, each capped long before, and JSON's escapes."""


class BadLine(Exception):
    """The other end does not speak this protocol, or says more than it may; the text says how."""


@dataclass(frozen=True, slots=True)
class StatusAsked:
    """The request for one `SandboxStatus`."""


@dataclass(frozen=True, slots=True)
class WarmAsked:
    """What should wait in the pool from now on; answered with one `SandboxStatus`."""

    wanted: tuple[Warm, ...]


Request = RunSpec | SuiteSpec | ScratchSpec | WarmAsked | StatusAsked
Reply = Piece | SandboxStatus

_REQUESTS: Final[dict[str, type[Request]]] = {
    "run": RunSpec,
    "suite": SuiteSpec,
    "scratch": ScratchSpec,
    "warm": WarmAsked,
    "status": StatusAsked,
}
_REPLIES: Final[dict[str, type[Reply]]] = {
    "queued": Queued,
    "begun": Begun,
    "printed": Printed,
    "case": CaseJudged,
    "finished": Finished,
    "status_is": SandboxStatus,
}
_KINDS: Final[dict[type, str]] = {kind: name for name, kind in (_REQUESTS | _REPLIES).items()}
T = TypeVar("T")
_envelope: Final = msgspec.json.Decoder(tuple[str, msgspec.Raw])


def encode(value: Request | Reply) -> bytes:
    """One line, with its newline. Raises BadLine for a value that JSON cannot carry."""
    try:
        return msgspec.json.encode((_KINDS[type(value)], value)) + b"\n"
    except (UnicodeEncodeError, TypeError, RecursionError, msgspec.MsgspecError) as error:
        raise BadLine(f"a {type(value).__name__} that cannot be sent: {error}") from error


def decode_request(line: bytes) -> Request:
    """What the server wants. Raises BadLine."""
    return _decode(line, _REQUESTS)


def decode_reply(line: bytes) -> Reply:
    """What the sandbox says. Raises BadLine."""
    return _decode(line, _REPLIES)


def _decode(line: bytes, kinds: dict[str, type[T]]) -> T:
    try:
        name, body = _envelope.decode(line)
        return msgspec.json.decode(body, type=kinds[name])
    except KeyError as error:
        raise BadLine(f"no such kind: {error}") from error
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise BadLine(f"not a line of this protocol: {error}") from error
