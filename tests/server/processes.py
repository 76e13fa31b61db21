"""The real program in a process of its own, so that it can be killed; and the API as a program would use it."""

import asyncio
import json
import os
import signal
import socket
import sys
from contextlib import ExitStack
from pathlib import Path
from typing import Any, Final, Literal
from urllib.request import Request, urlopen

from tests.people import PATIENCE

START_PATIENCE: Final = 180.0
"""Seconds in which a server starts, and its sandbox its first containers and tries its walls, however busy the machine
is."""


def free_port() -> int:
    """A port that nobody listens on, as of now."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


class Server:
    """`python -m server` on a free port, with its data in this folder. It can be killed and started again there.

    `log` is the file that its standard error goes to, instead of ours; `more` are further settings.
    """

    def __init__(
        self, data: Path, tasks: Path, port: int, sandbox: str = "off", log: Path | None = None, **more: str
    ) -> None:
        self.port = port
        self.log = log
        self._tasks = tasks
        self._environ = {
            **{key: value for key, value in os.environ.items() if not key.startswith("GREENROOM_")},
            "GREENROOM_DATA": str(data),
            "GREENROOM_TASKS": str(tasks),
            "GREENROOM_PORT": str(port),
            "GREENROOM_SANDBOX": sandbox,
            **more,
        }
        self._process: asyncio.subprocess.Process | None = None
        self.said = ""

    async def start(self) -> None:
        """Start it, and wait until it says where it is."""
        self._process = await self._spawn("-m", "server")
        assert self._process.stdout is not None
        self.said = ""
        while "Ctrl+C" not in self.said:
            line = await asyncio.wait_for(self._process.stdout.readline(), START_PATIENCE)
            assert line, f"the server ended: {self.said}"
            self.said += line.decode()

    async def sandbox_is(self, what: Literal["ready", "checked"]) -> None:
        """Wait until its sandbox is ready for runs; `checked`: its walls have held, so hidden tests may run too."""

        def figures() -> str:
            with urlopen(f"http://127.0.0.1:{self.port}/metrics", timeout=PATIENCE) as answer:
                text: str = answer.read().decode()
                return text

        async with asyncio.timeout(START_PATIENCE):
            while f"\ngreenroom_sandbox_{what} 1.0\n" not in await asyncio.to_thread(figures):  # noqa: ASYNC110 another process
                await asyncio.sleep(0.2)

    async def refuses_to_start(self) -> str:
        """Start it, wait until it ends with code 1, and return what it printed."""
        process = await self._spawn("-m", "server", stderr=asyncio.subprocess.STDOUT)
        out, _ = await asyncio.wait_for(process.communicate(), PATIENCE)
        assert process.returncode == 1, out
        return out.decode()

    @property
    def pid(self) -> int:
        assert self._process is not None
        return self._process.pid

    async def kill(self) -> None:
        """SIGKILL: nothing is flushed, nobody is told."""
        assert self._process is not None
        self._process.send_signal(signal.SIGKILL)
        await self._process.wait()

    async def stop(self) -> int:
        """A polite end. Returns its exit code."""
        assert self._process is not None
        if self._process.returncode is None:
            self._process.send_signal(signal.SIGTERM)
        return await asyncio.wait_for(self._process.wait(), PATIENCE)

    async def command(self, *words: str) -> str:
        """What `greenroom WORDS` prints, with the same settings."""
        process = await self._spawn("-c", "from server.cli import main; main()", *words)
        out, _ = await process.communicate()
        assert process.returncode == 0, out
        return out.decode()

    async def _spawn(self, *words: str, stderr: int | None = None) -> asyncio.subprocess.Process:
        with ExitStack() as until_inherited:
            log = until_inherited.enter_context(self.log.open("ab")) if self.log and stderr is None else stderr
            return await asyncio.create_subprocess_exec(
                sys.executable, *words, env=self._environ, stdout=asyncio.subprocess.PIPE, stderr=log
            )

    async def api(self, token: str, path: str, body: Any = None) -> Any:
        """The JSON answer of this API address; POST with a body, GET without."""
        request = Request(
            f"http://127.0.0.1:{self.port}/api{path}",
            data=None if body is None else json.dumps(body).encode(),
            headers={"Authorization": f"Bearer {token}", "Content-Type": "application/json"},
        )

        def fetch() -> Any:
            with urlopen(request, timeout=PATIENCE) as answer:
                return json.load(answer)

        return await asyncio.to_thread(fetch)
