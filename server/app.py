"""The application: the rooms' socket and the pages on one house, which lives as long as the application does."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.applications import Starlette
from starlette.routing import WebSocketRoute

from server.live.house import House
from server.pages import application
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

    return application(house, [WebSocketRoute("/sync/{room}", SyncSocket(house))], lifespan)
