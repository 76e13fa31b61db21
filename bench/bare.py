"""The baseline: an ASGI relay on the same stack that passes every message to the others in its room, and no more.

No parsing, no checks, no store: what it costs is the price of uvicorn, and nobody on uvicorn can cost less.
"""

import asyncio
import sys
from collections import defaultdict
from typing import Any, Final

import uvicorn

_rooms: Final[dict[str, set[Any]]] = defaultdict(set)


async def relay(scope: Any, receive: Any, send: Any) -> None:
    """The ASGI application; the room is the path."""
    if scope["type"] != "websocket":
        return
    await receive()
    await send({"type": "websocket.accept"})
    room = _rooms[scope["path"]]
    room.add(send)
    try:
        while (message := await receive())["type"] != "websocket.disconnect":
            data = message["bytes"]
            if data[:2] != b"\x00\x00":  # step 1: there is nothing to answer with
                for other in room:
                    if other is not send:
                        await other({"type": "websocket.send", "bytes": data})
    finally:
        room.discard(send)


def main(port: int) -> None:
    config = uvicorn.Config(
        relay, port=port, log_level="warning", lifespan="off", ws_per_message_deflate=False, access_log=False
    )
    asyncio.run(uvicorn.Server(config).serve())


if __name__ == "__main__":
    main(int(sys.argv[1]))
