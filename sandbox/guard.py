"""Keeps hidden tests from running behind walls that do not hold: the probes are run at the start, until all have held.

What comes of it is one sentence, which the status carries. Runs of the examples go on meanwhile: nothing is at stake.
"""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Final

import structlog

from sandbox.contract import SandboxStatus
from sandbox.probes import PROBES, Run, asked

AGAIN_SECONDS: Final = 60.0
"""After a wall that did not hold: somebody may have mended it."""
LOOK_SECONDS: Final = 2.0
"""Between two looks for an engine that is not there yet."""

CHECKING: Final = "The sandbox is still being checked. Hidden tests can run in a few seconds."

log = structlog.get_logger()


class Guard:
    """`unsafe` says why hidden tests must not run now; it is empty once every wall has held."""

    def __init__(self, run: Run, status: Callable[[], Awaitable[SandboxStatus]]) -> None:
        self._run, self._status = run, status
        self.unsafe = CHECKING

    async def watch(self) -> None:
        """Return when every wall has held."""
        while self.unsafe:
            if not (await self._status()).ready:
                await asyncio.sleep(LOOK_SECONDS)
                continue
            self.unsafe = await self._probed()
            if self.unsafe:
                log.error("sandbox_unsafe", why=self.unsafe)
                await asyncio.sleep(AGAIN_SECONDS)
        log.info("sandbox_probed", probes=len(PROBES))

    async def _probed(self) -> str:
        for probe in PROBES:
            if trouble := (await asked(self._run, probe)).trouble:
                return f"Hidden tests are off, because the sandbox's walls do not hold. {trouble} Run: greenroom doctor"
        return ""
