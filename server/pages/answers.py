"""JSON out: answers, streams of lines, and data inside a page."""

from collections.abc import AsyncIterator, Callable, Mapping
from dataclasses import replace
from typing import Any, Final

import msgspec
from markupsafe import Markup
from starlette.responses import Response, StreamingResponse

from server.core.events import KIND_OF, Entry, Event
from server.core.roles import Role, sees

CHUNK: Final = 64 * 1024
"""Bytes of lines that go out together: few enough to start at once, many enough not to matter."""

_encoder = msgspec.json.Encoder()
_UNSAFE: Final = str.maketrans({c: f"\\u{ord(c):04x}" for c in "<>&\u2028\u2029"})


def json_answer(value: Any, status: int = 200, headers: Mapping[str, str] | None = None) -> Response:
    return Response(_encoder.encode(value), status, headers, media_type="application/json")


def data_block(value: Any) -> Markup:
    """A value as JSON that is safe inside `<script type="application/json">`, whatever its strings say."""
    return Markup(_encoder.encode(value).decode().translate(_UNSAFE))


def entry_line(entry: Entry) -> bytes:
    """One timeline entry as the protocol's `Event`, with a newline. Bytes become base64."""
    event = {
        "seq": entry.seq,
        "at": entry.at,
        "wall": entry.wall,
        "by": entry.by,
        "kind": KIND_OF[type(entry.event)],
        "data": entry.event,
    }
    return _encoder.encode(event) + b"\n"


Tell = Callable[[Role, Event], Event | None]
"""`roles.sees`, or `roles.hears` for who is still in the room."""


def ndjson(entries: AsyncIterator[Entry], role: Role, tell: Tell = sees) -> StreamingResponse:
    """A whole timeline as `role` may know it, a line for each entry, as it is read."""
    return StreamingResponse(lines_of(entries, role, tell), media_type="application/x-ndjson")


async def lines_of(entries: AsyncIterator[Entry], role: Role, tell: Tell = sees) -> AsyncIterator[bytes]:
    """The same in pieces of many lines."""
    chunk = bytearray()
    async for entry in entries:
        event = tell(role, entry.event)
        if event is not None:
            chunk += entry_line(entry if event is entry.event else replace(entry, event=event))
        if len(chunk) >= CHUNK:
            yield bytes(chunk)
            chunk.clear()
    if chunk:
        yield bytes(chunk)
