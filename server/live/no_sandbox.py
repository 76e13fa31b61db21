"""What stands in where runs are switched off (`GREENROOM_SANDBOX=off`): the room works, Run says why it does not."""

from collections.abc import AsyncGenerator
from typing import Final

from sandbox.contract import Finished, Piece, RunSpec, SandboxStatus, ScratchSpec, SuiteSpec, Verdict, Warm

OFF: Final = "Running code is switched off on this server (GREENROOM_SANDBOX is off)."


class NoSandbox:
    async def run(self, spec: RunSpec) -> AsyncGenerator[Piece, None]:
        yield Finished(spec.run, Verdict.INTERNAL_ERROR, OFF, 0, len(spec.cases))

    async def scratch(self, spec: ScratchSpec) -> AsyncGenerator[Piece, None]:
        yield Finished(spec.run, Verdict.INTERNAL_ERROR, OFF, 0, 0)

    async def suite(self, spec: SuiteSpec) -> AsyncGenerator[Piece, None]:
        yield Finished(spec.run, Verdict.INTERNAL_ERROR, OFF, 0, len(spec.cases))

    async def warm(self, wanted: tuple[Warm, ...]) -> None:
        return

    async def status(self) -> SandboxStatus:
        return SandboxStatus(ready=False, why=OFF)
