"""The owner in a browser without scripts: signs in with the link that the server printed, and opens pages."""

import asyncio
import re
from http.cookiejar import CookieJar
from urllib.error import HTTPError
from urllib.request import HTTPCookieProcessor, Request, build_opener

from tests.people import PATIENCE
from tests.server.processes import Server


class Owner:
    def __init__(self, server: Server, token: str = "") -> None:
        """With a token, every request carries it, as a program's does."""
        self._base = f"http://127.0.0.1:{server.port}"
        self._headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"} if token else {}
        self._opener = build_opener(HTTPCookieProcessor(CookieJar()))

    async def signs_in(self, said: str) -> None:
        link = re.search(r"/sign-in\S+", said)
        assert link is not None
        assert (await self.opens(link[0]))[0] == 200

    async def opens(self, path: str, body: bytes | None = None) -> tuple[int, str]:
        """The status and the text of an address; POST with a body."""
        request = Request(self._base + path, body, self._headers)

        def fetch() -> tuple[int, str]:
            try:
                with self._opener.open(request, timeout=PATIENCE) as answer:
                    return answer.status, answer.read().decode()
            except HTTPError as refused:
                with refused:
                    return refused.code, refused.read().decode()

        return await asyncio.to_thread(fetch)
