"""The server's end of the wall: runs and statuses over the sandbox's private socket, and the process behind it.

Nothing here raises for the sandbox's sake: what does not work is an `internal_error` piece, or a status that says why.
"""

import asyncio
import contextlib
import random
import sys
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Final

import structlog

from sandbox import lines
from sandbox.contract import CaseJudged, Finished, Piece, RunSpec, SandboxStatus, ScratchSpec, SuiteSpec, Verdict, Warm
from sandbox.lines import REPLY_BYTES, REQUEST_BYTES, BadLine, Reply, Request, StatusAsked, WarmAsked

STATUS_SECONDS: Final = 30.0
"""An engine that hangs is noticed by the sandbox after twenty."""
OPEN_SECONDS: Final = 5.0
"""So long the server waits at its start for the sandbox that it has started."""
STOP_SECONDS: Final = 20.0
"""The sandbox takes its containers down first."""
BACKOFF_SECONDS: Final = (0.2, 10.0)
STEADY_SECONDS: Final = 30.0
"""A sandbox that lived so long did not fail at its start: the backoff begins anew."""

AWAY: Final = "The sandbox does not answer. It is started again by itself; if this stays, look at the server's log."

log = structlog.get_logger()


class SandboxClient:
    """A `contract.Sandbox` at the other end of a Unix socket."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def run(self, spec: RunSpec) -> AsyncGenerator[Piece, None]:
        """Pieces as they are known, the last one `Finished`. Closing the iterator kills the container at once."""
        return self._pieces(spec, sum(case.checked for case in spec.cases))

    def scratch(self, spec: ScratchSpec) -> AsyncGenerator[Piece, None]:
        """Like `run`, for a program of somebody's own: `Printed` as it prints, the last piece `Finished`."""
        return self._pieces(spec, 0)

    def suite(self, spec: SuiteSpec) -> AsyncGenerator[Piece, None]:
        """Like `run`, for an author's own tests: a `CaseJudged` for each test, the last piece `Finished`."""
        return self._pieces(spec, len(spec.cases))

    async def _pieces(self, spec: RunSpec | SuiteSpec | ScratchSpec, total: int) -> AsyncGenerator[Piece, None]:
        message, passed = AWAY, 0
        try:
            async with self._asked(spec) as reader:
                while True:
                    piece = await _reply(reader)
                    if isinstance(piece, SandboxStatus):
                        raise BadLine("a status in a run")
                    passed += isinstance(piece, CaseJudged) and piece.verdict is Verdict.PASSED
                    yield piece
                    if isinstance(piece, Finished):
                        return
        except OSError as error:
            log.warning("sandbox_lost", run=spec.run, error=str(error))
        except BadLine as error:
            log.warning("sandbox_speaks_oddly", run=spec.run, error=str(error)[:200])
            message = f"The run could not be carried out: {str(error)[:200]}."
        yield Finished(spec.run, Verdict.INTERNAL_ERROR, message, passed, total)

    async def warm(self, wanted: tuple[Warm, ...]) -> None:
        """Say which containers should wait for runs from now on. Never raises: without a pool runs start cold."""
        await self._told(WarmAsked(wanted))

    async def status(self) -> SandboxStatus:
        """What works now. Never raises."""
        return await self._told(StatusAsked())

    async def _told(self, request: WarmAsked | StatusAsked) -> SandboxStatus:
        try:
            async with asyncio.timeout(STATUS_SECONDS), self._asked(request) as reader:
                reply = await _reply(reader)
        except (OSError, BadLine):  # a timeout is an OSError too
            return SandboxStatus(ready=False, why=AWAY)
        return reply if isinstance(reply, SandboxStatus) else SandboxStatus(ready=False, why=AWAY)

    @asynccontextmanager
    async def _asked(self, request: Request) -> AsyncIterator[asyncio.StreamReader]:
        """The answer's stream. Raises OSError and BadLine."""
        line = lines.encode(request)
        if len(line) > REQUEST_BYTES:
            raise BadLine(f"the cases and the source are larger than {REQUEST_BYTES >> 20} MB")
        reader, writer = await asyncio.open_unix_connection(self._path, limit=REPLY_BYTES)
        try:
            writer.write(line)
            yield reader
        finally:
            writer.transport.abort()


async def _reply(reader: asyncio.StreamReader) -> Reply:
    try:
        line = await reader.readline()
    except ValueError as error:
        raise BadLine("a line without end") from error
    if not line:
        raise ConnectionResetError("the sandbox has closed the connection")
    return lines.decode_reply(line)


@asynccontextmanager
async def supervise(
    path: Path,
    *,
    places: int = 0,
    pool: int = 8,
    runtime: str = "runc",
    guard: bool = True,
    quiet: bool = False,
) -> AsyncIterator[SandboxClient]:
    """Keep a sandbox process going at this socket until the block is left; a client of it.

    `places` is how many runs it takes at the same time (0: it decides by itself), `pool` how many containers may wait
    for them, `runtime` the engine's runtime that they run under. Without a `guard` its walls are not probed at its
    start, which costs as much as some ten runs. With `quiet` its log is lost.
    """
    command = [sys.executable, "-m", "sandbox", "--supervised", "--socket", str(path)]
    command += ["--places", str(places), "--pool", str(pool), "--runtime", runtime]
    keeper = _Keeper(command if guard else [*command, "--no-guard"], quiet)
    keeping = asyncio.create_task(keeper.keep())
    try:
        await _opened(path, keeper)
        yield SandboxClient(path)
    finally:
        keeper.stop()
        await keeping


async def _opened(path: Path, keeper: "_Keeper") -> None:
    """Return when the socket answers, the process has died, or after a while: the room opens without it too."""
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(OPEN_SECONDS):
            while not keeper.died.is_set():
                try:
                    _, writer = await asyncio.open_unix_connection(path)
                except OSError:
                    await asyncio.sleep(0.02)  # a socket file gives no other news of its birth
                    continue
                writer.transport.abort()
                return


class _Keeper:
    """One child process, started again when it dies. It ends with its standard input, so never outlives us."""

    def __init__(self, command: list[str], quiet: bool) -> None:
        self._command = command
        self._errors = asyncio.subprocess.DEVNULL if quiet else None
        self._stopping = asyncio.Event()
        self.died = asyncio.Event()

    async def keep(self) -> None:
        least, most = BACKOFF_SECONDS
        pause = least
        loop = asyncio.get_running_loop()
        while not self._stopping.is_set():
            born = loop.time()
            code = await self._live()
            if self._stopping.is_set():
                return
            self.died.set()
            pause = least if loop.time() - born > STEADY_SECONDS else min(pause * 2, most)
            log.error("sandbox_died", code=code, again_in=round(pause, 1))
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(pause * random.uniform(0.5, 1)):
                    await self._stopping.wait()

    def stop(self) -> None:
        self._stopping.set()

    async def _live(self) -> int:
        """Start the process and wait for its end, which is ours to bring when we stop; its exit code."""
        process = await asyncio.create_subprocess_exec(
            *self._command,
            stdin=asyncio.subprocess.PIPE,
            stderr=self._errors,
            start_new_session=True,  # Ctrl+C is for the server, which stops the sandbox in order
        )
        ended = asyncio.ensure_future(process.wait())
        stopping = asyncio.ensure_future(self._stopping.wait())
        await asyncio.wait((ended, stopping), return_when=asyncio.FIRST_COMPLETED)
        stopping.cancel()
        if not ended.done():
            assert process.stdin is not None
            process.stdin.close()
            await asyncio.wait((ended,), timeout=STOP_SECONDS)
        if not ended.done():
            process.kill()
        return await ended
