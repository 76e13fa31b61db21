"""From settings to a running server: opens the store, starts the sandbox, serves, and takes all of it down again."""

import asyncio
import logging
import socket
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Final

import click
import structlog
import uvicorn

from sandbox.client import SandboxClient, supervise
from sandbox.contract import Sandbox
from sandbox.languages import load_languages
from server.app import create_app
from server.core.languages import Language
from server.core.stubs import stub_style
from server.live import chance
from server.live.clock import SystemClock
from server.live.doors import sign_in_link
from server.live.house import House
from server.live.no_sandbox import NoSandbox
from server.settings import Settings
from server.store.database import Database
from server.store.tasks import TaskFolders
from server.store.trouble import StoreError

WS_MAX_BYTES: Final = 1024 * 1024 + 64
"""A little over the largest document frame, so that ours is the sentence that refuses it."""
GOODBYE_SECONDS: Final = 5
LAST: Final = 1_000
"""The place of a language that names none."""


def secret_of(settings: Settings) -> str:
    """The house's secret: the setting, or the one kept in the data folder (made at the first call)."""
    settings.data.mkdir(parents=True, exist_ok=True)
    return settings.secret or chance.secret_in(settings.data)


async def open_store(settings: Settings) -> Database:
    """The store, migrated to this version. Raises `StoreError`."""
    settings.data.mkdir(parents=True, exist_ok=True)
    return Database(settings.database)


@asynccontextmanager
async def open_sandbox(settings: Settings) -> AsyncIterator[Sandbox]:
    """The sandbox that the settings name; one that we start ends with us."""
    if settings.sandbox == "off":
        yield NoSandbox()
    elif settings.sandbox == "auto":
        async with supervise((settings.data / "sandbox.sock").resolve()) as client:
            yield client
    else:
        yield SandboxClient(Path(settings.sandbox.removeprefix("unix:")))


def languages() -> list[Language]:
    """Every language of the sandbox, as the room offers it and in its order there."""
    known = sorted(load_languages(), key=lambda each: (each.data.get("order", LAST), each.title))
    return [Language(each.id, each.title, each.file, each.editor, each.indent, stub_style(each.data)) for each in known]


@asynccontextmanager
async def open_house(settings: Settings) -> AsyncIterator[House]:
    """The whole house on its real parts. The app's lifespan starts and closes it."""
    known = languages()
    store = await open_store(settings)
    library = TaskFolders(settings.tasks, [language.style for language in known])
    async with open_sandbox(settings) as sandbox:
        yield House(settings, store, library, sandbox, known, SystemClock(), secret_of(settings))


async def run(settings: Settings) -> str:
    """Serve until a signal. Returns a sentence when it cannot start, else ""."""
    _set_up_logs(settings)
    listening = _listen(settings)
    if isinstance(listening, str):
        return listening
    try:
        await _serve(settings, listening)
    except StoreError as error:
        return str(error)
    finally:
        listening.close()
    return ""


async def _serve(settings: Settings, listening: socket.socket) -> None:
    async with open_house(settings) as house:
        config = uvicorn.Config(
            create_app(house),
            log_config=None,
            access_log=False,
            proxy_headers=bool(settings.public_url),
            server_header=False,
            ws_max_size=WS_MAX_BYTES,
            ws_per_message_deflate=False,
            timeout_graceful_shutdown=GOODBYE_SECONDS,
        )
        server = uvicorn.Server(config)
        announced = asyncio.create_task(_announce(server, settings, house.secret))
        await server.serve(sockets=[listening])
        announced.cancel()


def _listen(settings: Settings) -> socket.socket | str:
    """The listening socket, or why there is none."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    listening = socket.socket(family)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((settings.host, settings.port))
    except OSError as error:
        listening.close()
        where = f"{settings.host}:{settings.port}"
        return f"Cannot listen on {where}: {error.strerror}. Stop what listens there, or choose another --port."
    return listening


async def _announce(server: uvicorn.Server, settings: Settings, secret: str) -> None:
    """Say where it is, once it answers. The link is for the owner's terminal only; logs never carry it."""
    while not server.started:  # noqa: ASYNC110 uvicorn has no event for it
        await asyncio.sleep(0.01)
    click.echo(f"Greenroom is open on {settings.base_url}")
    click.echo(f"Sign in here:  {sign_in_link(settings.base_url, secret)}")
    click.echo("Stop it with Ctrl+C.")


def _set_up_logs(settings: Settings) -> None:
    """One line of JSON for each event, on standard error. uvicorn's own lines carry addresses with keys: not below
    warnings."""
    level = logging.getLevelNamesMapping()[settings.log_level.upper()]
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso"),
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s %(message)s")
