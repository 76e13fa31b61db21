"""What is measured side by side: Greenroom, a bare relay on its stack, and the relay that most Yjs users run."""

import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Protocol
from urllib.parse import urlsplit

from bench.greenroom import ROOT, greenroom
from bench.processes import HOST, CannotMeasure, free_port, serving

NODE: Final = Path(__file__).parent / "node"


@dataclass(frozen=True, slots=True)
class Room:
    """The paths at which the three people of a room connect, the one who types first."""

    people: tuple[str, str, str]
    subprotocol: str
    file: str
    """The name of the Y.Text that they share."""


@dataclass(frozen=True, slots=True)
class Running:
    """A server that answers, and its rooms."""

    pid: int
    port: int
    rooms: Sequence[Room]
    answers: bool = True
    """Whether it answers a sync step 1: who has the answer is in the room."""


class System(Protocol):
    """Something that passes on keystrokes."""

    name: str

    def running(self, rooms: int) -> AbstractContextManager[Running]:
        """A fresh server with so many rooms, for as long as the block runs. Raises `CannotMeasure`."""
        ...


class GreenroomSystem:
    """Checked, ordered, stored in SQLite and acknowledged; the candidate types, an interviewer has two pages open."""

    name = "Greenroom"

    @contextmanager
    def running(self, rooms: int) -> Iterator[Running]:
        with greenroom() as server:
            yield Running(server.pid, server.port, [room_of(server.open_interview()) for _ in range(rooms)])


def room_of(interview: Any) -> Room:
    """The people of an interview, as the API describes it."""
    host, candidate = (path_of(interview["sync"][role]) for role in ("host", "candidate"))
    return Room((candidate, host, host), "greenroom.1", f"{interview['tasks'][0]}/solution.py")


def path_of(address: str) -> str:
    """The part of an address after the host."""
    parts = urlsplit(address)
    return f"{parts.path}?{parts.query}"


class BareRelay:
    """The floor of the stack: uvicorn and nothing else (bench/bare.py)."""

    name = "bare ASGI relay"

    @contextmanager
    def running(self, rooms: int) -> Iterator[Running]:
        port = free_port()
        with serving([sys.executable, "-m", "bench.bare", str(port)], port, {}, ROOT) as pid:
            yield Running(pid, port, _plain_rooms(rooms), answers=False)


class YWebsocketServer:
    """npm's @y/websocket-server, in memory: it keeps a document for each room and stores nothing."""

    name = "@y/websocket-server"

    @contextmanager
    def running(self, rooms: int) -> Iterator[Running]:
        install_node_packages()
        port = free_port()
        command = ["node", str(NODE / "node_modules/@y/websocket-server/src/server.js")]
        with serving(command, port, {"HOST": HOST, "PORT": str(port)}) as pid:
            yield Running(pid, port, _plain_rooms(rooms))


def _plain_rooms(count: int) -> list[Room]:
    return [Room((f"/room-{n}",) * 3, "", "task/solution.py") for n in range(count)]


def install_node_packages() -> None:
    """What bench/node/package-lock.json pins, at the first use. Raises `CannotMeasure`."""
    if (NODE / "node_modules/@y/websocket-server").exists():
        return
    if not shutil.which("npm"):
        raise CannotMeasure("npm is not installed, so @y/websocket-server is left out. Install Node 20 or newer.")
    installed = subprocess.run(["npm", "ci"], cwd=NODE, capture_output=True, text=True, check=False)
    if installed.returncode:
        raise CannotMeasure(f"npm cannot install @y/websocket-server: {installed.stderr.strip()[-500:]}")


SYSTEMS: Final[tuple[System, ...]] = (GreenroomSystem(), BareRelay(), YWebsocketServer())
