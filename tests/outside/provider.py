"""A real OpenID Connect provider in a process of its own, on a free port of this machine."""

import asyncio
import socket
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any
from urllib.parse import urlsplit

import httpx2

CLIENT = "greenroom"
PATIENCE_S = 60.0


class Login:
    """The provider, and what its people do there."""

    def __init__(self, issuer: str) -> None:
        self.issuer = issuer

    async def knows(self, sub: str, **claims: Any) -> None:
        """Somebody has an account there."""
        async with httpx2.AsyncClient() as client:
            assert (await client.put(f"{self.issuer}/users/{sub}", json=claims)).status_code == 204

    async def signs_in(self, address: str, sub: str) -> str:
        """Somebody signs in where they were sent; the path and query with which they come back."""
        async with httpx2.AsyncClient() as client:
            answer = await client.post(address, data={"sub": sub})
        assert answer.status_code == 302, answer.text
        back = urlsplit(answer.headers["location"])
        return f"{back.path}?{back.query}"


@asynccontextmanager
async def provider() -> AsyncIterator[Login]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-W", "ignore", "-m", "oidc_provider_mock", "-p", str(port)]
    process = await asyncio.create_subprocess_exec(*command, stderr=asyncio.subprocess.PIPE)
    assert process.stderr is not None
    try:
        async with asyncio.timeout(PATIENCE_S):
            while b"running on" not in await process.stderr.readline():
                assert process.returncode is None
        drain = asyncio.create_task(process.stderr.read())
        yield Login(f"http://localhost:{port}")
    finally:
        process.terminate()
        await process.wait()
    await drain
