"""init on this machine, without a container: a `Stream` over its standard input and output."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from sandbox.frames import Frames, FromInit
from sandbox.stream import StreamEnded


class LocalInit:
    """One init process, and what it says."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        assert process.stdin is not None
        assert process.stdout is not None
        self.process, self._in, self._out = process, process.stdin, process.stdout
        self._frames = Frames()
        self._waiting: list[FromInit] = []

    def send(self, frame: bytes) -> None:
        self._in.write(frame)

    async def receive(self) -> FromInit:
        while not self._waiting:
            if not (data := await self._out.read(65536)):
                raise StreamEnded("init has ended")
            self._waiting.extend(self._frames.feed(data))
        return self._waiting.pop(0)

    async def until(self, kind: type[FromInit]) -> list[FromInit]:
        """Everything up to and including the next frame of a kind."""
        heard = [await self.receive()]
        while not isinstance(heard[-1], kind):
            heard.append(await self.receive())
        return heard

    async def close(self) -> None:
        """Close its standard input, and return when it has ended."""
        self._in.close()
        await asyncio.wait_for(self.process.wait(), 30)


@asynccontextmanager
async def local_init(program: Path, directory: Path) -> AsyncIterator[LocalInit]:
    """init with its directory for the source; it ends with the block, and what it had started with it."""
    pipe = asyncio.subprocess.PIPE
    process = await asyncio.create_subprocess_exec(program, directory / "run", stdin=pipe, stdout=pipe)
    init = LocalInit(process)
    try:
        yield init
    finally:
        await init.close()
