"""From settings to a running server: opens the store, starts the sandbox, serves, and takes all of it down again."""

import asyncio
import gc
import logging
import resource
import socket
import sys
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from pathlib import Path
from typing import Final

import click
import structlog
import uvicorn

from sandbox.client import SandboxClient, supervise
from sandbox.contract import Sandbox
from sandbox.languages import load_languages
from server.app import create_app
from server.authoring.keep import ProofFolders
from server.authoring.prove import provers
from server.authoring.uploads import Uploads
from server.core.languages import Language
from server.core.words import stub_style
from server.exporting import FORMATS
from server.live import chance
from server.live.account_ports import Mail, NoMail, NoProvider, Provider
from server.live.clock import SystemClock
from server.live.doors import sign_in_link
from server.live.house import House
from server.live.no_sandbox import NoSandbox
from server.live.ports import Store
from server.live.signing import Signer
from server.outside.mail import SmtpMail
from server.outside.oidc import OidcProvider
from server.settings import SECRET_MIN, BadSetting, Settings
from server.store.database import Database
from server.store.lock import alone_at
from server.store.plan_files import shipped
from server.store.task_cache import TaskCache
from server.store.task_history import GitHistory
from server.store.tasks import TaskFolders
from server.store.track_files import TrackFiles
from server.store.workshop import Desk
from server.transport.lean import LeanWebSocket
from server.transport.patience import PatientHttp

WS_MAX_BYTES: Final = 1024 * 1024 + 64
"""A little over the largest document frame, so that ours is the sentence that refuses it."""
GOODBYE_SECONDS: Final = 5
GC_EVERY: Final = 20_000
"""New objects between two looks for cycles. A keystroke makes dozens and no cycle; Python's own 700 cost 4 % here."""
LAST: Final = 1_000
"""The place of a language that names none."""
BACKLOG: Final = 2048
"""Connections that the kernel keeps waiting for us."""


def secret_of(settings: Settings) -> str:
    """The house's secret: the setting, or the one kept in the data folder (made at the first call).

    Raises `BadSetting`, like everything here that needs the data folder.
    """
    with _data_folder(settings) as folder:
        secret = settings.secret or chance.secret_in(folder)
    if len(secret) < SECRET_MIN:
        raise BadSetting(
            f"The secret in {folder / 'secret'} is cut off. Restore it, or delete that file: links that were given out "
            "stop working, and new ones work."
        )
    return secret


def signer_of(settings: Settings) -> Signer:
    """The house's signing key: the setting, or the one kept in the data folder (made at the first call)."""
    with _data_folder(settings) as folder:
        signer = Signer.of(settings.signing_key or chance.signing_key_in(folder))
    if signer is None:
        raise BadSetting(
            f"The key in {folder / 'signing-key'} is cut off. Restore it, or delete that file: interviews that are "
            "sealed already stay sealed, and new ones get a new key."
        )
    return signer


async def open_store(settings: Settings) -> Database:
    """The store, migrated to this version. Raises `StoreError`."""
    with _data_folder(settings):
        return Database(settings.database)


@contextmanager
def _data_folder(settings: Settings) -> Iterator[Path]:
    """The data folder, made if it is not there. What the system refuses in the block becomes a `BadSetting`."""
    try:
        settings.data.mkdir(parents=True, exist_ok=True)
        yield settings.data
    except (OSError, UnicodeError) as error:
        why = getattr(error, "strerror", None) or error
        raise BadSetting(
            f"The data folder {settings.data} cannot be used: {why}. Choose another with --data."
        ) from error


@asynccontextmanager
async def open_sandbox(settings: Settings) -> AsyncIterator[Sandbox]:
    """The sandbox that the settings name; one that we start ends with us."""
    if settings.sandbox == "off":
        yield NoSandbox()
    elif settings.sandbox == "auto":
        at = (settings.data / "sandbox.sock").resolve()
        async with supervise(at, places=settings.places, pool=settings.pool, runtime=settings.runtime) as client:
            yield client
    else:
        yield SandboxClient(Path(settings.sandbox.removeprefix("unix:")))


def languages() -> list[Language]:
    """Every language of the sandbox, as the room offers it and in its order there."""
    known = sorted(
        (each for each in load_languages() if not each.suite),
        key=lambda each: (each.data.get("order", LAST), each.title),
    )
    return [Language(each.id, each.title, each.file, each.editor, each.indent, stub_style(each.data)) for each in known]


def track_folder(settings: Settings) -> TrackFiles:
    """Where the tracks are kept, which are derived and may be deleted."""
    return TrackFiles(settings.data / "tracks")


def outside(settings: Settings) -> tuple[Mail, Provider]:
    """The mail server and the provider of the settings, or what stands for none."""
    mail: Mail = SmtpMail(settings) if settings.smtp_host else NoMail()
    if not settings.oidc_issuer:
        return mail, NoProvider()
    secret = settings.oidc_client_secret
    return mail, OidcProvider(settings.oidc_issuer, settings.oidc_client_id, secret, settings.oidc_name)


@asynccontextmanager
async def open_house(settings: Settings) -> AsyncIterator[House]:
    """The whole house on its real parts. The app's lifespan starts and closes it."""
    house_of = _opener(settings)
    with alone_at(settings.database):
        store = await open_store(settings)
        async with open_sandbox(settings) as sandbox:
            yield house_of(store, sandbox)


@asynccontextmanager
async def house_at_rest(settings: Settings) -> AsyncIterator[House]:
    """The house without a sandbox and without rounds: for a command that changes what is kept, while no server runs."""
    house_of = _opener(settings)
    with alone_at(settings.database):
        house = house_of(await open_store(settings), NoSandbox())
        try:
            yield house
        finally:
            await house.close()


def _opener(settings: Settings) -> Callable[[Store, Sandbox], House]:
    """What opens a house, once there is nothing that a setting could keep from it."""
    known = languages()
    secret, signer = secret_of(settings), signer_of(settings)
    styles = [language.style for language in known]
    library, desk = TaskFolders(settings.tasks, styles, TaskCache(settings.data)), Desk(settings.tasks, styles)
    folder, clock, plans = track_folder(settings), SystemClock(), shipped()
    mail, provider = outside(settings)
    shelf = ProofFolders(settings.tasks)
    return lambda store, sandbox: House(
        settings,
        store,
        library,
        sandbox,
        known,
        clock,
        secret,
        signer,
        folder,
        FORMATS,
        plans,
        mail,
        provider,
        desk,
        Uploads(),
        provers,
        shelf,
        GitHistory(settings.tasks),
    )


async def run(settings: Settings) -> None:
    """Serve until a signal. Raises `BadSetting` or `StoreError`, each with a sentence, when it cannot start."""
    _set_up_logs(settings)
    _allow_many_connections()
    with listening(settings) as ours:
        await _serve(settings, ours)


async def _serve(settings: Settings, ours: socket.socket) -> None:
    async with open_house(settings) as house:
        config = uvicorn.Config(
            create_app(house),
            log_config=None,
            access_log=False,
            proxy_headers=bool(settings.public_url),
            server_header=False,
            http=PatientHttp,
            ws=LeanWebSocket,
            ws_max_size=WS_MAX_BYTES,
            ws_per_message_deflate=False,
            timeout_graceful_shutdown=GOODBYE_SECONDS,
        )
        server = uvicorn.Server(config)
        gc.disable()  # reading thousands of tasks makes many objects and no cycle
        house.tasks.tasks()  # who comes first need not wait until they are read
        gc.enable()
        gc.collect()
        gc.freeze()  # what is here now stays: no need to look through it again and again
        gc.set_threshold(GC_EVERY)
        announced = asyncio.create_task(_announce(server, house))
        await server.serve(sockets=[ours])
        announced.cancel()


@contextmanager
def listening(settings: Settings) -> Iterator[socket.socket]:
    """The listening socket. Raises `BadSetting` when there can be none."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    with socket.socket(family) as ours:
        ours.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            ours.bind((settings.host, settings.port))
            ours.listen(BACKLOG)
        except (OSError, TypeError, UnicodeError) as error:  # the last two for a name that no host can have
            where, why = f"{settings.host}:{settings.port}", getattr(error, "strerror", None) or error
            raise BadSetting(
                f"Cannot listen on {where}: {why}. Stop what listens there, or choose another --port."
            ) from error
        yield ours


async def _announce(server: uvicorn.Server, house: House) -> None:
    """Say where it is, once it answers. The link is for the owner's terminal only; logs never carry it."""
    settings = house.settings
    while not server.started:  # noqa: ASYNC110 uvicorn has no event for it
        await asyncio.sleep(0.01)
    if not house.tasks.tasks():
        click.echo(f"There is no task in {settings.tasks} that loads. Choose another folder with --tasks.", err=True)
    click.echo(f"Greenroom is open on {settings.base_url}")
    click.echo(f"Sign in here:  {sign_in_link(settings.base_url, house.secret)}")
    click.echo("Stop it with Ctrl+C.")


def _allow_many_connections() -> None:
    """As many open files as the system allows at all. The usual first limit, 1,024, is 340 rooms of three."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    with suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))


class _StandardError:
    """Where log lines go. A full disk or a closed pipe behind it must not stop what they tell of."""

    def msg(self, line: str) -> None:
        with suppress(OSError, ValueError):
            sys.stderr.write(f"{line}\n")

    debug = info = warning = error = critical = msg


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
        logger_factory=lambda *_: _StandardError(),
    )
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s %(message)s")
