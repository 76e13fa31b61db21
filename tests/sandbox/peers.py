"""Who is at the other end of a socket."""

import asyncio
import socket
import struct
import time
from pathlib import Path


async def peer(path: Path) -> int:
    """The process at the other end of the socket, once there is one."""
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        try:
            _, writer = await asyncio.open_unix_connection(path)
        except OSError:
            await asyncio.sleep(0.01)  # nothing else tells of a socket's birth
            continue
        credentials = writer.get_extra_info("socket").getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, 12)
        writer.close()
        if pid := struct.unpack("3i", credentials)[0]:  # 0 for one that has died meanwhile
            return int(pid)
    raise AssertionError("no sandbox came up")
