"""Deleting an interview, erasing what single entries say, and holding it back from both.

What is deleted is gone from the store, from the tracks beside it, and from the free parts of the files; what stays says
that it was there (core/rights.py).
"""

import asyncio
from collections.abc import Collection, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, replace
from typing import Final, Protocol

import structlog

from server.core import erasing
from server.core.blanking import blanked
from server.core.events import Entry
from server.core.interview import Interview, State
from server.core.rights import Deletion, Hold, Why, deletion_problem, erasing_problem, practice_problem, reason_problem
from server.core.roles import Role, sees
from server.core.seal import erasures
from server.core.seal.erasures import Erasure, SignedErasure, read_erasure
from server.core.seal.proof import Seal, erase
from server.core.track.parts import Edition
from server.live import chance
from server.live.clips import Clips
from server.live.planning import Refused
from server.live.ports import Clock, Store, StoreError
from server.live.sealing import Sealing
from server.live.tracks import Tracks

NOT_SEALED: Final = "The interview is being sealed. Try again in a moment."
OTHER_KEY: Final = (
    "This interview was sealed with another signing key than the server has now, so nobody could verify what is left. "
    "Bring the key back, or delete the whole interview."
)
NOTHING: Final = "Choose at least one entry that can be erased."
MORE_THAN_TEXT: Final = (
    "One of these edits holds more than text, so that what came later would lose its place. It can only be deleted "
    "with the whole interview."
)
HELD_ALREADY: Final = "It is under a legal hold already."
NOT_HELD: Final = "It is not under a legal hold."

log = structlog.get_logger()


class Rooms(Protocol):
    """What deleting needs of the rooms that are open."""

    def alone(self, room: str) -> AbstractAsyncContextManager[None]:
        """Nobody opens this room meanwhile."""
        ...

    async def interview(self, id: str) -> Interview | None: ...

    def has_people(self, room: str) -> bool:
        """Whether somebody is in it now."""
        ...

    async def end(self, interview: Interview) -> None: ...

    async def shut(self, room: str, reason: str) -> None:
        """Send whoever is in it away, and let nothing of it be on its way to the store any more."""
        ...


@dataclass(frozen=True, slots=True)
class Found:
    """Entries that say something: those of the talk whole, and the numbers and times of edits."""

    said: Sequence[Entry]
    typed: Sequence[tuple[int, int, str]]
    """Number, interview time in ms and author of each edit."""
    unread: Sequence[erasing.Unread] = ()
    """What the candidate thought privately and nobody else reads: it is there, whatever words are in it."""


class Rights:
    """Every method raises `StoreError` when the store is in trouble."""

    def __init__(
        self, store: Store, rooms: Rooms, tracks: Tracks, sealing: Sealing, clips: Clips, clock: Clock
    ) -> None:
        self._store = store
        self._rooms = rooms
        self._tracks = tracks
        self._sealing = sealing
        self._clips = clips
        self._clock = clock
        self.scrub_waits = True
        """Whether something may have to be scrubbed: also what a server left that was stopped before it did."""

    def scrub_soon(self) -> None:
        """Something is gone that may still be in free parts of the files."""
        self.scrub_waits = True

    # Deleting -----------------------------------------------------------------------------------------------------

    async def delete(self, interview: Interview, by: str, why: Why = Why.ASKED) -> Refused | None:
        """Delete all of it, for good; or say why not."""
        room = interview.id
        async with self._rooms.alone(room):
            now = await self._rooms.interview(room)
            if now is None:
                return None
            problem = deletion_problem(now, await self._store.hold(room))
            if problem:
                return Refused(problem)
            await self._rooms.shut(room, "This interview was deleted.")
            if now.state is State.ENDED:
                await self._sealing.seal(room)  # what was signed of it is what stays
            seal = await self._store.seal(room)
            await self._store.delete_interview(self._deletion(now, by, why, seal))
            await self._forget(room)
        self.scrub_waits = True
        return None

    async def delete_practice(self, interview: Interview, by: str) -> Refused | None:
        """Delete a room to practise in, also one that nobody has ended; or say why not."""
        problem = practice_problem(
            await self._store.hold(interview.id), somebody_in=self._rooms.has_people(interview.id)
        )
        if problem:
            return Refused(problem)
        if interview.state is State.LIVE:
            await self._rooms.end(interview)
        return await self.delete(interview, by)

    def _deletion(self, interview: Interview, by: str, why: Why, seal: Seal | None) -> Deletion:
        made = Deletion(
            interview.id,
            interview.created,
            interview.started,
            interview.ended,
            interview.generation,
            self._clock.wall_ms(),
            by,
            why,
        )
        if seal is None:
            return made
        return replace(made, statement=seal.statement, signature=seal.signature, key=seal.key)

    async def deletion(self, room: str) -> Deletion | None:
        return await self._store.deletion(room)

    async def scrub(self) -> None:
        """Have the free parts of the files overwritten, if that is due."""
        self.scrub_waits = False
        try:
            if await self._store.scrub():
                log.info("what was deleted is gone from the files too")
        except StoreError:
            self.scrub_waits = True
            raise

    # Erasing ------------------------------------------------------------------------------------------------------

    async def find(self, interview: Interview, words: str) -> Found:
        """The entries that have these words: said in any way, or typed at any moment. Not what was thought privately
        and is the candidate's: to look for words in it would be to read it. That is only told to be there."""
        everything = await self._store.talk(interview.id)
        talk = [entry for entry in everything if sees(Role.HOST, entry.event) is not None]
        said = list(erasing.said(talk, words))[: erasing.FOUND_MAX]
        typed, when = erasing.Typed(words), dict[int, tuple[int, str]]()
        async for item in self._tracks.walk(interview, Edition.HOST):
            typed.take([item])
            when[item.seq] = (item.at, item.by)
        found = sorted(typed.found)[: erasing.FOUND_MAX]
        return Found(said, [(seq, *when[seq]) for seq in found], erasing.unread(everything))

    async def erase(self, interview: Interview, chosen: Collection[int], by: str) -> Refused | Erasure:
        """Erase what these entries say, with all that says the same again, and keep their places and leaves."""
        room = interview.id
        async with self._rooms.alone(room):
            problem = erasing_problem(interview, await self._store.hold(room))
            seal = await self._sealing.of(room)
            if problem or seal is None:
                return Refused(problem or NOT_SEALED)
            if not self._sealing.is_ours(seal):
                return Refused(OTHER_KEY)
            talk = await self._store.talk(room)
            gone = erasing.whole(talk, chosen) & {entry.seq for entry in talk}
            blank = await self._blanked(room, set(chosen) - gone)
            if blank is None:
                return Refused(MORE_THAN_TEXT)
            fresh = {*gone, *blank} - seal.erased.keys()
            if not fresh:
                return Refused(NOTHING)
            lines = await self._sealing.lines(interview)
            left = await asyncio.to_thread(erase, seal, {seq: lines[seq - 1] for seq in fresh})
            told = erasures.erasure(room, seal.fingerprint, self._clock.wall_ms(), fresh)
            signed = SignedErasure(told.text, self._sealing.sign(told.text))
            await self._rooms.shut(room, "This room is opened anew.")
            await self._store.erase(room, blank, gone, left, by, signed)
            await self._forget(room)
        self.scrub_waits = True
        log.info("entries were erased", room=room, entries=len(fresh))
        return told

    async def _blanked(self, room: str, wanted: Collection[int]) -> Mapping[int, bytes] | None:
        """Those of these entries that are edits, with blanks; None if one cannot be had so."""
        found: dict[int, bytes] = {}
        if not wanted:
            return found
        async for seq, update in self._store.updates(room, min(wanted) - 1):
            if seq in wanted:
                left = blanked(update)
                if left is None:
                    return None
                found[seq] = left
        return found

    async def erasures(self, room: str) -> Sequence[Erasure]:
        """What was erased of this interview, oldest first."""
        signed = await self._store.erasures(room)
        return [about for each in signed if (about := read_erasure(each.statement)) is not None]

    async def _forget(self, room: str) -> None:
        """Let go of everything that was derived from what is not there any more."""
        self._sealing.forget(room)
        self._clips.forget()
        await self._tracks.forget(room)

    # Holding ------------------------------------------------------------------------------------------------------

    async def hold(self, interview: Interview, by: str, reason: str) -> Refused | None:
        """Keep it from being deleted until the hold is lifted."""
        problem = reason_problem(reason)
        if not problem and await self._store.hold(interview.id):
            problem = HELD_ALREADY
        if problem:
            return Refused(problem, "reason")
        now = self._clock.wall_ms()
        await self._store.add_hold(Hold(chance.short_id(), interview.id, now, by, reason.strip()))
        return None

    async def lift(self, interview: Interview, by: str, reason: str) -> Refused | None:
        problem = reason_problem(reason)
        if problem:
            return Refused(problem, "reason")
        if not await self._store.lift_hold(interview.id, self._clock.wall_ms(), by, reason.strip()):
            return Refused(NOT_HELD)
        return None

    async def holds(self, room: str) -> Sequence[Hold]:
        return await self._store.holds(room)
