"""Sealing: when an interview has ended, its track is derived, signed and kept, once, whatever comes between."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from typing import Final

import structlog

from server.core.roles import Role
from server.core.seal.chain import Line, groups_of
from server.core.seal.proof import Proof, Seal, misfits, prove, state
from server.live import chance
from server.live.ports import Clock, Store, StoreError
from server.live.signing import Signer

log = structlog.get_logger()

AGAIN_SECONDS: Final = 1.0
AT_THE_END_MS: Final = 10 * 60_000
"""A seal that was made later than this after the end was made after the fact, and pages say so."""

Lines = Callable[[str], Awaitable[Sequence[Line]]]
"""Every entry of a room as either edition has it, from number 1. Raises `StoreError`."""


class Sealing:
    """`lines` derives what is sealed from a stored timeline that has come to its end."""

    def __init__(self, store: Store, clock: Clock, signer: Signer, lines: Lines) -> None:
        self._store = store
        self._clock = clock
        self._signer = signer
        self._lines = lines
        self._seals: dict[str, Seal] = {}
        """Those that were asked for: they never change."""

    async def seal(self, room: str) -> None:
        """Seal this room, which has ended, if it is not sealed; tried again until the store takes it."""
        while True:
            with suppress(StoreError):
                await self._store.journal.flush(room)
                if await self._store.seal(room) is None:
                    await self._make(room)
                return
            await asyncio.sleep(AGAIN_SECONDS)

    async def seal_missed(self) -> None:
        """Seal what ended while nobody was there to seal it, or under a version that did not; one after the other."""
        for room in await self._store.unsealed():
            await self.seal(room)

    async def of(self, room: str) -> Seal | None:
        """The room's seal, once it has one."""
        if room not in self._seals:
            found = await self._store.seal(room)
            if found is None:
                return None
            self._seals[room] = found
        return self._seals[room]

    async def proof(self, room: str, role: Role) -> Proof | None:
        """What this role's edition is checked with; None before the seal."""
        seal = await self.of(room)
        if seal is None:
            return None
        lines = await self._lines(room)
        return await asyncio.to_thread(prove, seal, role, lines[: seal.about.events])

    async def misfits(self, room: str) -> Sequence[int] | None:
        """The groups of entries that are not as they were sealed; None for a room without a seal."""
        seal = await self.of(room)
        return None if seal is None else await asyncio.to_thread(misfits, seal, await self._lines(room))

    async def _make(self, room: str) -> None:
        lines = await self._lines(room)
        _, length = await self._store.last(room)
        made = await asyncio.to_thread(_sealed, room, length, self._clock.wall_ms(), lines, self._signer)
        if await self._store.add_seal(room, made):
            log.info("an interview is sealed", room=room, fingerprint=made.fingerprint)


def _sealed(room: str, length: int, at: int, lines: Sequence[Line], signer: Signer) -> Seal:
    """The seal of these lines: about 10 µs for each. Runs in a thread."""
    statement, heads, groups = state(room, length, at, lines, chance.salt_seeds(groups_of(len(lines))))
    text = statement.text
    return Seal(text, signer.sign(text.encode()), signer.public, heads, groups)
