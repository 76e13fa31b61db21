"""Where the red team plays: a sandbox in a process of its own, with a tap on its way to the engine."""

import asyncio
import gc
import json
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import docker

from sandbox.client import SandboxClient
from sandbox.contract import Case, Limits, RunSpec
from sandbox.hardening import OWNER_LABEL
from sandbox.service import owner_of
from tests.sandbox.gone import wait_until_gone
from tests.sandbox.relay import Relay, engine_socket

OPEN_SECONDS: Final = 20
SANDBOX: Final = (sys.executable, "-m", "sandbox", "--supervised", "--no-guard", "--pool", "0")
"""Without containers that wait for runs: after a run there must be none at all."""

LOOK_AROUND: Final = """
import os
def f(a):
    folders = ["/tmp", "/tmp/run", "/dev", "/dev/shm", "/dev/mqueue", "/sandbox", "/proc/self/fd", "/home", "/var/tmp"]
    files = ["/proc/self/cmdline", "/proc/sysvipc/shm", "/proc/sysvipc/msg", "/proc/sysvipc/sem", "/proc/net/unix"]
    return [
        [sorted(os.listdir(folder)) for folder in folders if os.path.isdir(folder)],
        [open(file).read() for file in files if os.path.exists(file)],
        sorted(os.environ.items()),
        [name for name in os.listdir("/proc") if name.isdigit() and int(name) > 2 and int(name) != os.getpid()],
    ]
"""
"""What a program sees of the place that it runs in: the same for every run, whoever ran before."""


class Ground:
    """The sandbox's process, what it says to the engine, and what the engine has of it."""

    def __init__(self, path: Path, process: "subprocess.Popen[bytes]", relay: Relay, engine: docker.APIClient) -> None:
        self.sandbox = SandboxClient(path)
        self._owner = owner_of(path)
        self._process, self._relay, self._engine = process, relay, engine
        self._first: str | None = None
        self._volumes = self._all_volumes()

    def heard(self) -> bytes:
        """All bytes that went to the engine since the last look: the making of containers, and their streams."""
        heard = bytes(self._relay.sent)
        self._relay.sent.clear()
        return heard

    def memory(self) -> int:
        """Resident bytes of the sandbox's process."""
        gc.collect()
        pages = int(Path(f"/proc/{self._process.pid}/statm").read_text().split()[1])
        return pages * os.sysconf("SC_PAGESIZE")

    def is_clear(self) -> None:
        """I3: every container that there was, and any volume, is gone within GONE_SECONDS."""
        label = {"label": f"{OWNER_LABEL}={self._owner}"}
        wait_until_gone(self._engine, label)
        assert self._all_volumes() <= self._volumes

    async def is_clean(self) -> None:
        """I4: a program that looks around now finds what the first one found."""
        spec = RunSpec("canary", "python", LOOK_AROUND, "f", (Case("look", [1], checked=False),), limits=Limits())
        pieces = [piece async for piece in self.sandbox.run(spec)]
        found = json.dumps(getattr(pieces[-2], "got", None))
        self._first = self._first or found
        assert found not in ("null", "[]")
        assert found == self._first

    def _all_volumes(self) -> set[str]:
        return {each["Name"] for each in self._engine.volumes()["Volumes"] or []}


@contextmanager
def open_ground(folder: Path, *options: str) -> Iterator[Ground]:
    """A sandbox that is started for the block; at its end every container of it is gone."""
    path, tap = folder / "sandbox.sock", folder / "engine.sock"
    with _tapped(tap) as relay:
        process = subprocess.Popen(
            [*SANDBOX, "--socket", str(path), *options],
            stdin=subprocess.PIPE,
            env={**os.environ, "DOCKER_HOST": f"unix://{tap}"},
            cwd=Path(__file__).parents[2],
        )
        engine = docker.APIClient(base_url=f"unix://{engine_socket()}", timeout=60)
        try:
            _wait_until_open(path)
            asyncio.run(_exercise(SandboxClient(path)))
            yield Ground(path, process, relay, engine)
            label = {"label": f"{OWNER_LABEL}={owner_of(path)}"}
            assert process.stdin is not None
            process.stdin.close()
            assert process.wait(timeout=30) == 0
            assert engine.containers(all=True, quiet=True, filters=label) == []
        finally:
            process.kill()
            process.wait()
            engine.close()


@contextmanager
def _tapped(path: Path) -> Iterator[Relay]:
    """A relay in a loop of its own, because every test here has another one."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    relay = Relay(path, engine_socket())
    asyncio.run_coroutine_threadsafe(relay.mend(), loop).result()
    try:
        yield relay
    finally:
        asyncio.run_coroutine_threadsafe(relay.cut(), loop).result()
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


async def _exercise(sandbox: SandboxClient) -> None:
    """An honest answer as large as an answer may be: what it takes to read one is no growth of a hostile one's."""
    numbers = Case("large", [500_000], expected=[0] * 500_000)
    spec = RunSpec("exercise", "python", "def f(n):\n    return [0] * n", "f", (numbers,), limits=Limits())
    pieces = [piece async for piece in sandbox.run(spec)]
    assert getattr(pieces[-1], "passed", 0) == 1, pieces[-1]


def _wait_until_open(path: Path) -> None:
    """Knock until somebody listens: a socket file gives no other news of its birth."""
    waiting = threading.Event()
    until = time.monotonic() + OPEN_SECONDS
    while time.monotonic() < until:
        with socket.socket(socket.AF_UNIX) as knocking:
            if knocking.connect_ex(str(path)) == 0:
                return
        waiting.wait(0.05)
    raise AssertionError("the sandbox did not open")
