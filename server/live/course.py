"""The course of an interview, moved from outside of its room: agreed to, ended, and what was private released."""

from contextlib import suppress
from dataclasses import replace

from server.core import asks as a
from server.core import effects as f
from server.core import inputs as i
from server.core.ids import CANDIDATE, HOST
from server.core.interview import Interview, State
from server.core.private_rules import NOT_TO_RELEASE, no_release
from server.core.roles import Role
from server.core.setup import Release
from server.core.stretches import Stretch, stretches
from server.live import chance
from server.live.planning import name_problem, terms_of
from server.live.ports import Clock, Store, StoreError
from server.live.rooms import Rooms


class Course:
    def __init__(self, store: Store, rooms: Rooms, clock: Clock) -> None:
        self._store = store
        self._rooms = rooms
        self._clock = clock

    async def agree(self, interview: Interview, name: str) -> str:
        """Record that the candidate agreed, under this name; "" or a sentence of refusal."""
        name = name.strip()
        problem = name_problem(name)
        if problem:
            return problem
        live = await self._rooms.enter(interview.id)
        if live is None or live.room.state is State.ENDED:
            return "This interview has ended."
        for effect in live.feed(i.Agrees(name, terms_of(interview))):
            if isinstance(effect, f.Refuse):
                return effect.message
        with suppress(StoreError):  # it is kept before anything that the candidate does, and the room tells of trouble
            await self._rooms.stored(interview.id)
        return ""

    async def agreed(self, interview: Interview) -> bool:
        """Whether the candidate has agreed to the recording."""
        live = await self._rooms.enter(interview.id)
        return live is not None and bool(live.room.agreed)

    async def end(self, interview: Interview) -> None:
        """End it for everybody, at once; ending it again changes nothing. Returns when that is stored.

        Raises `StoreError` when storing it takes too long. It has ended all the same.
        """
        live = await self._rooms.enter(interview.id)
        if live is None or live.room.state is State.ENDED:
            return
        live.feed(i.Asks(HOST, Role.HOST, a.AskEnd(), chance.short_id()))
        await self._rooms.stored(interview.id)
        await self._store.save_interview(live.interview)

    async def stretches(self, interview: Interview) -> list[Stretch]:
        """Every stretch of thinking privately, with what is kept of it: for `roles.reads_private` to let through."""
        live = await self._rooms.enter(interview.id)
        return [] if live is None else stretches(live.talk, live.interview.setup.released)

    async def release(self, interview: Interview, spell: str) -> str:
        """The candidate lets the interviewers see a stretch, in the room or after the end; "" or why not.

        After the end nothing is added to the timeline, so it is kept beside it. Raises `StoreError`.
        """
        live = await self._rooms.enter(interview.id)
        if live is None:
            return NOT_TO_RELEASE
        ask = a.AskPrivateRelease(spell)
        if live.room.state is not State.ENDED:
            effects = live.feed(i.Asks(CANDIDATE, Role.CANDIDATE, ask, chance.short_id()))
            return next((effect.message for effect in effects if isinstance(effect, f.Refuse)), "")
        setup = live.interview.setup
        if refused := no_release(live.room, spell):
            return refused
        if all(each.spell != spell for each in setup.released):
            released = (*setup.released, Release(spell, self._clock.wall_ms()))
            live.interview = replace(live.interview, setup=replace(setup, released=released))
            await self._store.save_interview(live.interview)
        return ""
