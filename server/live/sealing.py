"""Sealing: when an interview has ended, its track is derived, signed and kept, once, whatever comes between."""

import asyncio
from collections import OrderedDict
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import suppress
from typing import Any, Final

import structlog

from server.core.interview import Interview, State
from server.core.roles import Role
from server.core.seal.chain import Line, groups_of
from server.core.seal.proof import Proof, Seal, misfits, prove, state
from server.core.track.parts import Edition
from server.live import chance
from server.live.ports import Clock, Store, StoreError
from server.live.signing import Signer
from server.live.tracks import Tracks

log = structlog.get_logger()

AGAIN_SECONDS: Final = 1.0
AT_THE_END_MS: Final = 10 * 60_000
"""A seal that was made later than this after the end was made after the fact, and pages say so."""
SEALS_MAX: Final = 64
PROOFS_MAX: Final = 8
"""Proofs at hand, about 100 kB each: a page asks for one right after it has asked for its file."""


class Sealing:
    """`find` gives an interview as it is now. Every method but `seal` raises `StoreError`."""

    def __init__(
        self,
        store: Store,
        tracks: Tracks,
        clock: Clock,
        signer: Signer,
        find: Callable[[str], Awaitable[Interview | None]],
    ) -> None:
        self._store = store
        self._tracks = tracks
        self._clock = clock
        self._signer = signer
        self._find = find
        self._seals: OrderedDict[str, Seal] = OrderedDict()
        """Those that were asked for: they change only when entries are erased."""
        self._proofs: OrderedDict[tuple[str, Role], Proof] = OrderedDict()
        tracks.seal = self.told

    async def seal(self, room: str) -> None:
        """Seal this room, if it has ended and is not sealed; tried again until the store takes it."""
        while True:
            with suppress(StoreError):
                interview = await self._find(room)
                if interview is not None and interview.state is State.ENDED and await self.of(room) is None:
                    await self._make(interview)
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
            while len(self._seals) > SEALS_MAX:
                self._seals.popitem(last=False)
        return self._seals[room]

    async def told(self, room: str) -> dict[str, Any] | None:
        """What an index says of the seal."""
        seal = await self.of(room)
        return None if seal is None else {"fingerprint": seal.fingerprint, "at": seal.about.at}

    async def proof(self, interview: Interview, role: Role) -> Proof | None:
        """What this role's edition is checked with; None before the seal."""
        seal = await self.of(interview.id)
        if seal is None:
            return None
        key = (interview.id, role)
        if key not in self._proofs:
            lines = await self._lines(interview)
            erased = await self._store.erasures(interview.id)
            self._proofs[key] = await asyncio.to_thread(prove, seal, role, lines[: seal.about.events], erased)
        self._proofs.move_to_end(key)
        while len(self._proofs) > PROOFS_MAX:
            self._proofs.popitem(last=False)
        return self._proofs[key]

    async def misfits(self, interview: Interview) -> Sequence[int] | None:
        """The groups of entries (from 0) that are not as they were sealed; None for a room without a seal."""
        seal = await self.of(interview.id)
        return None if seal is None else await asyncio.to_thread(misfits, seal, await self._lines(interview))

    def forget(self, room: str) -> None:
        """The room's seal is not what it was."""
        self._seals.pop(room, None)
        for role in Role:
            self._proofs.pop((room, role), None)

    async def lines(self, interview: Interview) -> list[Line]:
        """Every entry as either edition has it, from number 1."""
        return await self._lines(interview)

    def sign(self, statement: str) -> bytes:
        return self._signer.sign(statement.encode())

    def is_ours(self, seal: Seal) -> bool:
        """Whether the house can still sign as it did then."""
        return seal.key == self._signer.public

    async def _make(self, interview: Interview) -> None:
        lines = await self._lines(interview)
        _, length = await self._store.last(interview.id)
        made = await asyncio.to_thread(_sealed, interview.id, length, self._clock.wall_ms(), lines, self._signer)
        if await self._store.add_seal(interview.id, made):
            log.info("an interview is sealed", room=interview.id, fingerprint=made.fingerprint)
        await self._tracks.prepare(interview)  # their indexes tell of the seal from now on

    async def _lines(self, interview: Interview) -> list[Line]:
        """Every entry as either edition has it, from number 1."""
        host = await _by_number(self._tracks.lines(interview, Edition.HOST))
        candidate = await _by_number(self._tracks.lines(interview, Edition.CANDIDATE))
        last, _ = await self._store.last(interview.id)
        return [(host.get(seq), candidate.get(seq)) for seq in range(1, last + 1)]


def is_late(seal: Seal, interview: Interview) -> bool:
    """Whether it was made after the fact: the server was down, or of a version that did not seal."""
    return seal.about.at - interview.ended > AT_THE_END_MS


async def _by_number(lines: AsyncIterator[tuple[int, bytes]]) -> dict[int, bytes]:
    return {seq: line async for seq, line in lines}


def _sealed(room: str, length: int, at: int, lines: Sequence[Line], signer: Signer) -> Seal:
    """The seal of these lines: about 10 µs for each. Runs in a thread."""
    statement, heads, groups = state(room, length, at, lines, chance.salt_seeds(groups_of(len(lines))))
    text = statement.text
    return Seal(text, signer.sign(text.encode()), signer.public, heads, groups)
