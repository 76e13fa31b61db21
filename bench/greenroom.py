"""The real server, as its users start it, with its real store on the disk of the temporary folder."""

import asyncio
import hashlib
import http.client
import json
import secrets
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from urllib.request import HTTPCookieProcessor, build_opener

from bench.processes import HOST, free_port, serving
from server.live.ports import ApiToken
from server.store.database import Database

ROOT: Final = Path(__file__).parent.parent
FRAMES_A_SECOND: Final = 10_000
"""A closed loop types faster than any person; the limit on people is not what is measured."""


@dataclass(frozen=True, slots=True)
class Greenroom:
    """A running server: its process, its port, its data folder, and how to ask its API."""

    pid: int
    port: int
    data: Path
    token: str

    def ask(self, method: str, path: str, body: object = None) -> Any:
        """The API's answer, parsed. Raises `RuntimeError` with what it said when it refuses."""
        connection = http.client.HTTPConnection(HOST, self.port, timeout=120)
        try:
            headers = {"Authorization": f"Bearer {self.token}", "Content-Type": "application/json"}
            connection.request(method, path, None if body is None else json.dumps(body), headers)
            answer = connection.getresponse()
            said = answer.read()
        finally:
            connection.close()
        if answer.status >= 300:
            raise RuntimeError(f"{method} {path} was answered with {answer.status}: {said.decode(errors='replace')}")
        return json.loads(said)

    def visitor(self, link: str) -> Callable[[str], bytes]:
        """Somebody with a browser's cookies who came in by this link: fetches addresses of the server."""
        opener = build_opener(HTTPCookieProcessor())
        here = f"http://{HOST}:{self.port}"

        def fetch(path: str) -> bytes:
            with opener.open(f"{here}{path}", timeout=120) as answer:
                return bytes(answer.read())

        fetch("/" + link.split("/", 3)[3])
        return fetch

    def open_interview(self) -> Any:
        """A new interview on the first task of the library, as the API describes it."""
        slug = self.ask("GET", "/api/tasks")["tasks"][0]["slug"]
        return self.ask(
            "POST", "/api/interviews", {"title": "Bench", "host": "Ida", "candidate": "Cam", "tasks": [slug]}
        )


@contextmanager
def greenroom(data: Path | None = None, sandbox: str = "off", tasks: Path | None = None) -> Iterator[Greenroom]:
    """A server on a fresh data folder, or on this one, with the tasks in this folder. Raises `CannotMeasure`."""
    with tempfile.TemporaryDirectory(prefix="greenroom-bench-") as fresh:
        folder = data or Path(fresh)
        token = f"grt_{secrets.token_urlsafe(32)}"
        asyncio.run(_admit(folder, token))
        port = free_port()
        command = [sys.executable, "-m", "server", "--port", str(port), "--data", str(folder), "--sandbox", sandbox]
        command += ["--frame-rate", str(FRAMES_A_SECOND), "--log-level", "warning", "--keep-months", "1200"]
        command += ["--tasks", str(tasks)] if tasks else []
        with serving(command, port, {}, ROOT) as pid:
            yield Greenroom(pid, port, folder, token)


async def _admit(folder: Path, token: str) -> None:
    store = Database(f"sqlite:///{folder / 'greenroom.db'}")
    try:
        await store.add_token(ApiToken(secrets.token_hex(6), "bench", hashlib.sha256(token.encode()).hexdigest(), 0))
    finally:
        await store.close()
