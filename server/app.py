"""The door: wires the house, its store, its sandbox and its edges together, and decides nothing itself."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager

from starlette.applications import Starlette
from starlette.routing import WebSocketRoute

from sandbox.client import SandboxClient, supervise
from sandbox.contract import Sandbox
from sandbox.languages import load_languages
from server.core.languages import Language
from server.core.stubs import stub_style
from server.live import chance
from server.live.clock import SystemClock
from server.live.house import House
from server.live.no_sandbox import NoSandbox
from server.pages import pages
from server.settings import Settings
from server.store.database import Database
from server.store.tasks import Library
from server.transport.socket import SyncSocket


def create_app(house: House) -> Starlette:
    """The ASGI application of this house: its pages, its API and its rooms."""

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        await house.start()
        try:
            yield
        finally:
            await house.close()

    rooms = WebSocketRoute("/sync/{room}", SyncSocket(house))
    return pages(house, [rooms], lifespan)
