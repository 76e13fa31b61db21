"""A real server on a free port, in the test's own event loop: real sockets, a real store, a sandbox of one's choice."""

import asyncio
import socket
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import uvicorn

from sandbox.contract import Sandbox
from server.app import create_app
from server.authoring.prove import provers
from server.authoring.uploads import Uploads
from server.core.interview import Interview
from server.core.languages import Language
from server.core.private import PrivatePolicy
from server.core.roles import Role
from server.core.setup import Member, Setup
from server.exporting import FORMATS
from server.live.account_ports import Mail, Provider
from server.live.clock import SystemClock
from server.live.house import House
from server.live.outbox import Frame, Outbox
from server.live.ports import Clock, Store, TaskLibrary
from server.live.ports_library import TaskHistory
from server.live.ports_proving import ProofShelf
from server.live.ports_workshop import TaskDesk
from server.live.seats import Seat
from server.live.signing import Signer
from server.live.track_folder import TrackFolder
from server.run import WS_MAX_BYTES, languages
from server.settings import Settings
from server.store.plan_files import shipped
from server.transport.lean import LeanWebSocket
from server.transport.patience import PatientHttp
from tests.databases import database
from tests.fakes import FakeLibrary, FakeSandbox

SECRET = "a secret for tests, of more than thirty-two characters"

PLANS = shipped()


@dataclass(frozen=True, slots=True)
class Place:
    """Where the server is, and the house behind it."""

    house: House
    address: str
    """`host:port`."""

    @property
    def url(self) -> str:
        return f"http://{self.address}"

    async def interview(
        self,
        *tasks: str,
        facts: bool = False,
        panel: tuple[Member, ...] = (),
        private: PrivatePolicy = PrivatePolicy.RELEASED,
    ) -> Interview:
        """A planned interview of Ida with Cam."""
        setup = Setup(panel=panel, private=private)
        chosen = tasks or ("slots",)
        opened = await self.house.open_interview("Backend engineer", "Ida", "Cam", chosen, facts=facts, setup=setup)
        assert isinstance(opened, Interview), opened
        return opened

    def sync(self, interview: Interview, member: str) -> str:
        """The sync address of the member with this id, with their key."""
        return f"ws://{self.address}/sync/{interview.id}?key={self.house.key(interview, member)}"

    def ida(self, interview: Interview) -> str:
        return self.sync(interview, Role.HOST)

    def cam(self, interview: Interview) -> str:
        return self.sync(interview, Role.CANDIDATE)


@cache
def known_languages() -> Sequence[Language]:
    return tuple(languages())


def seat(person: str, role: Role) -> Seat:
    """A seat whose frames go nowhere."""

    async def send(frame: Frame) -> None: ...

    async def close(code: int, reason: str) -> None: ...

    return Seat("s", person, person.title(), role, Outbox(send, close, lambda frame: True), speaks=True)


def new_house(
    data: Path,
    *,
    store: Store | None = None,
    sandbox: Sandbox | None = None,
    tasks: TaskLibrary | None = None,
    clock: Clock | None = None,
    settings: Settings | None = None,
    folder: TrackFolder | None = None,
    mail: Mail | None = None,
    provider: Provider | None = None,
    desk: TaskDesk | None = None,
    task_history: TaskHistory | None = None,
    shelf: ProofShelf | None = None,
) -> House:
    """A house on a real database in this folder, unless another store is given. Its secret is always the same."""
    chosen = replace(settings or Settings(keep_months=0), data=data)  # stories in tests are of any age
    return House(
        chosen,
        store or database(chosen.data / "greenroom.db"),
        tasks or FakeLibrary(),
        sandbox or FakeSandbox(),
        known_languages(),
        clock or SystemClock(),
        SECRET,
        Signer(bytes(32)),
        folder,
        FORMATS,
        PLANS,
        mail,
        provider,
        desk,
        Uploads(),
        provers,
        shelf=shelf,
        task_history=task_history,
    )


@asynccontextmanager
async def serving(house: House, *, lean: bool = True) -> AsyncIterator[Place]:
    """Serve this house until the block ends, on our own WebSocket or on uvicorn's."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        config = uvicorn.Config(
            create_app(house),
            log_config=None,
            access_log=False,
            http=PatientHttp,
            ws=LeanWebSocket if lean else "auto",
            ws_max_size=WS_MAX_BYTES,
            ws_per_message_deflate=False,
            timeout_graceful_shutdown=2,
        )
        server = uvicorn.Server(config)
        server.install_signal_handlers = lambda: None  # type: ignore[attr-defined] # the test's own Ctrl+C stays
        running = asyncio.create_task(server.serve(sockets=[listening]))
        while not server.started:  # noqa: ASYNC110 uvicorn has no event for it
            await asyncio.sleep(0)
        await house.look_at_sandbox()
        try:
            yield Place(house, f"127.0.0.1:{listening.getsockname()[1]}")
        finally:
            server.should_exit = True
            await running
