"""The sandbox as a server: an asyncio Unix socket that only its owner may open, one connection for each request.

Invariants: a connection that closes cancels its run at once; a run that starts ends in exactly one `Finished`.
"""

import asyncio
import hashlib
import os
import socket
from collections.abc import AsyncGenerator, AsyncIterator, Coroutine
from contextlib import aclosing, asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any, Final, assert_never

import structlog

from sandbox import lines
from sandbox.containers import Containers, Engine
from sandbox.contract import Finished, Piece, RunSpec, SandboxStatus, ScratchSpec, SuiteSpec, Verdict
from sandbox.guard import Guard
from sandbox.languages import load_languages
from sandbox.lines import REQUEST_BYTES, BadLine, Reply, StatusAsked, WarmAsked
from sandbox.places import Places, processors
from sandbox.pool import Pool
from sandbox.recipes import Recipes
from sandbox.runner import Runner
from sandbox.upkeep import Upkeep

RUNTIME: Final = "runc"
READER_SECONDS: Final = 30.0
"""A client that takes no piece for so long has gone without closing."""
ADDRESS_BYTES: Final = 107
"""What the kernel takes for the address of a Unix socket."""
DEFECT: Final = "The run failed by a defect of Greenroom. Run again; the sandbox's log says more."

log = structlog.get_logger()


class SocketTaken(Exception):
    """Another sandbox answers at the socket's path; the text says the mend."""


@asynccontextmanager
async def serving(
    path: Path,
    places: int,
    engine: Engine | None = None,
    *,
    waiting: int = 0,
    runtime: str = RUNTIME,
    guarded: bool = False,
) -> AsyncIterator[None]:
    """Serve runs at a socket until the block is left; then every container is gone. Raises SocketTaken.

    So many runs have a `places` at a time, and so many containers may be `waiting` for one. Where it is `guarded`, the
    status calls it unsafe until its walls have been probed and hold.
    """
    listening = _listen(path)
    engine = engine or Engine()
    containers = Containers(engine, owner_of(path))
    languages, queue = load_languages(), Places(places)
    upkeep = Upkeep(waiting, makers=max(1, processors() // 2))
    pool = Pool(containers.begin, upkeep, starts=min(places, max(2, processors())), queued=lambda: queue.queued)
    recipes = Recipes(languages, runtime)
    runner = Runner(languages, recipes, pool, queue, engine)
    probed = Runner(languages, recipes, pool, queue, engine, again=False)
    guard = Guard(probed.run, runner.status) if guarded else None
    service = Service(runner, guard)
    try:
        await containers.reap()
        pool.open()
        watching = asyncio.create_task(guard.watch()) if guard else None
        server = await asyncio.start_unix_server(service.answer, sock=listening, limit=REQUEST_BYTES)
        log.info("sandbox_open", places=places, waiting=waiting, runtime=runtime)
        yield
        server.close()
        if watching:
            watching.cancel()
            await asyncio.wait((watching,))
        await service.close()
    finally:
        pool.close()
        await containers.close()
        _forget(path)
        log.info("sandbox_closed")


def owner_of(path: Path) -> str:
    """The label of this sandbox's containers: the same after a restart, another for every other sandbox.

    The folder counts by its inode: in containers of their own, two sandboxes may well use the same path.
    """
    folder = path.parent.stat()
    place = f"{socket.gethostname()}:{folder.st_dev}:{folder.st_ino}:{path.name}"
    return hashlib.sha256(place.encode()).hexdigest()[:16]


class Service:
    """Answers connections with what the runner says."""

    def __init__(self, runner: Runner, guard: Guard | None = None) -> None:
        self._runner, self._guard = runner, guard
        self._open: set[asyncio.Task[None]] = set()

    async def answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One connection, from its one request to its end."""
        task = asyncio.current_task()
        assert task is not None
        self._open.add(task)
        try:
            await self._answer(reader, writer)
        except (OSError, asyncio.CancelledError):  # cancelled by `close` alone, and the task ends here
            writer.transport.abort()
        finally:
            self._open.discard(task)
            writer.close()

    async def close(self) -> None:
        """Cancel every run, and return when its connection is closed."""
        tasks = tuple(self._open)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            if not (line := await reader.readline()):
                return  # somebody only looked whether we are here
            request = lines.decode_request(line)
        except (BadLine, ValueError) as error:
            log.warning("bad_request", error=str(error)[:200])
            return
        match request:
            case StatusAsked():
                await _say(writer, self._guarded(await self._runner.status()))
            case WarmAsked(wanted):
                await _say(writer, self._guarded(await self._runner.warm(wanted)))
            case RunSpec():
                total = sum(case.checked for case in request.cases)
                await _until_gone(reader, self._run(request, self._runner.run(request), total, writer))
            case SuiteSpec():
                work = self._runner.suite(request)
                await _until_gone(reader, self._run(request, work, len(request.cases), writer))
            case ScratchSpec():
                await _until_gone(reader, self._run(request, self._runner.scratch(request), 0, writer))
            case _:
                assert_never(request)

    def _guarded(self, status: SandboxStatus) -> SandboxStatus:
        return replace(status, unsafe=self._guard.unsafe) if self._guard else status

    async def _run(
        self,
        spec: RunSpec | SuiteSpec | ScratchSpec,
        wanted: AsyncGenerator[Piece, None],
        total: int,
        writer: asyncio.StreamWriter,
    ) -> None:
        try:
            async with aclosing(wanted) as pieces:
                async for piece in pieces:
                    if isinstance(piece, Finished):
                        log.info("run", run=spec.run, language=spec.language, verdict=piece.verdict, ms=piece.ms)
                    try:
                        await _say(writer, piece)
                    except OSError:
                        return  # the client has gone
        except Exception:  # whatever breaks, a run ends in Finished
            log.exception("run_failed", run=spec.run, language=spec.language)
            await _say(writer, Finished(spec.run, Verdict.INTERNAL_ERROR, DEFECT, 0, total))


async def _until_gone(reader: asyncio.StreamReader, work: Coroutine[Any, Any, None]) -> None:
    """Do the work, unless the other end closes first: then drop it at once."""
    working, gone = asyncio.ensure_future(work), asyncio.ensure_future(reader.read(1))
    try:
        await asyncio.wait((working, gone), return_when=asyncio.FIRST_COMPLETED)
    finally:
        working.cancel()
        gone.cancel()
        await asyncio.gather(working, gone, return_exceptions=True)


async def _say(writer: asyncio.StreamWriter, value: Reply) -> None:
    """Send one line. Raises OSError when nobody takes it."""
    writer.write(lines.encode(value))
    async with asyncio.timeout(READER_SECONDS):
        await writer.drain()


def _forget(path: Path) -> None:
    path.unlink(missing_ok=True)


def _listen(path: Path) -> socket.socket:
    """A listening socket at the path, for its owner alone. Raises SocketTaken."""
    address = os.fsencode(path)
    if len(address) > ADDRESS_BYTES:
        raise SocketTaken(f"{path} is too long for a socket: use a path of at most {ADDRESS_BYTES} bytes.")
    with socket.socket(socket.AF_UNIX) as knocking:
        if knocking.connect_ex(address) == 0:
            raise SocketTaken(f"Another sandbox already answers at {path}. Stop it, or choose another --socket.")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    listening = socket.socket(socket.AF_UNIX)
    before = os.umask(0o177)
    try:
        listening.bind(address)
    except OSError as error:
        listening.close()
        raise SocketTaken(f"Cannot listen at {path}: {error.strerror}. Choose another --socket.") from error
    finally:
        os.umask(before)
    return listening
