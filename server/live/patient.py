"""A sandbox for runs that nobody sits before: those of the rooms go first (`sandbox.places`)."""

from collections.abc import AsyncGenerator
from dataclasses import replace

from sandbox.contract import Piece, RunSpec, Sandbox, SandboxStatus, ScratchSpec, SuiteSpec, Warm


class PatientSandbox:
    """The same sandbox; every run is a patient one, and what waits in its pool is left to the rooms."""

    def __init__(self, sandbox: Sandbox) -> None:
        self._sandbox = sandbox

    def run(self, spec: RunSpec) -> AsyncGenerator[Piece, None]:
        return self._sandbox.run(replace(spec, patient=True))

    def scratch(self, spec: ScratchSpec) -> AsyncGenerator[Piece, None]:
        return self._sandbox.scratch(replace(spec, patient=True))

    def suite(self, spec: SuiteSpec) -> AsyncGenerator[Piece, None]:
        return self._sandbox.suite(replace(spec, patient=True))

    async def warm(self, wanted: tuple[Warm, ...]) -> None:
        """Nothing: whoever is patient has no wishes."""

    async def status(self) -> SandboxStatus:
        return await self._sandbox.status()
