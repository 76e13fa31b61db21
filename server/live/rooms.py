"""The rooms in motion: opened from their timelines when somebody comes, put away when nobody is there."""

import asyncio
from collections.abc import AsyncIterator, Callable, Collection, Coroutine, Iterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Any, Final
from weakref import WeakValueDictionary

from server.core import events as e
from server.core import inputs as i
from server.core.document import Document
from server.core.ids import ROOM_ID
from server.core.interview import Interview, State
from server.core.languages import Language
from server.core.people import members_of
from server.core.project_files import files_of
from server.core.roles import Role, drafts
from server.core.room import Room
from server.core.room_state import TaskFacts
from server.core.unlocking import facts_of
from server.live import facts
from server.live.chores import Chores
from server.live.keeping import Keeping
from server.live.live_room import LiveRoom
from server.live.pins import Pins
from server.live.planning import file_names, made_names
from server.live.ports import Checkpoint, Clock, Store
from server.live.runs import Runs

IDLE_MS: Final = 5 * 60_000
"""An empty room leaves memory after this; it opens again from its timeline."""
PRIVATE_IDLE_MS: Final = 3 * 3600_000
"""The same where somebody left while they thought privately: their text is nowhere else but in their browser."""
RESTART: Final = 1012
SIGNED_OUT: Final = 4401


class Rooms:
    """`sandbox` says how the sandbox is, as each role may know it."""

    def __init__(
        self,
        store: Store,
        pins: Pins,
        languages: Sequence[Language],
        runs: Runs,
        clock: Clock,
        chores: Chores,
        *,
        sandbox: Callable[[Role], dict[str, object]],
    ) -> None:
        self.seal: Callable[[str], Coroutine[Any, Any, None]] = _unsealed
        """What is done when an interview has ended."""
        self._store = store
        self._pins = pins
        self._languages = languages
        self._runs = runs
        self._clock = clock
        self._chores = chores
        self._sandbox = sandbox
        self._keeping = Keeping(store)
        self._live: dict[str, LiveRoom] = {}
        self._doors: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    def __iter__(self) -> Iterator[LiveRoom]:
        return iter(list(self._live.values()))

    def __len__(self) -> int:
        return len(self._live)

    def get(self, id: str) -> LiveRoom | None:
        """The room in motion, if it is; `enter` opens it."""
        return self._live.get(id)

    def close(self) -> None:
        """Send everybody away to come back soon."""
        for live in self:
            self._put_away(live, "The server is restarting.")

    async def enter(self, id: str) -> LiveRoom | None:
        """The room in motion, opened from its timeline if it was at rest. Nothing for an unknown id."""
        if id in self._live:
            return self._live[id]
        if not ROOM_ID.match(id):
            return None
        async with self._doors.setdefault(id, asyncio.Lock()):
            if id not in self._live:
                interview = await self._store.interview(id)
                if interview is None:
                    return None
                self._live[id] = await self._open(interview)
            return self._live[id]

    async def _open(self, interview: Interview) -> LiveRoom:
        await self._pins.load(interview)
        talk = await self._store.talk(interview.id)
        seq, at = await self._store.last(interview.id)
        room = Room(self._facts(interview))
        room.restore(talk, seq, at)
        room.breaks = interview.setup.breaks
        document = await self.document(interview.id)
        live = LiveRoom(
            interview,
            room,
            document,
            talk,
            self._store.journal,
            self._clock,
            sandbox=self._sandbox,
            start_run=self._runs.start,
            stop_run=self._runs.stop,
            become=self._become,
            keep=self._keep,
            troubled=self._troubled,
            recall=await facts.recall(self._store, interview, document) if _listens(room) else None,
        )
        live.feed(i.ServerReturns())
        if room.state is not interview.state:
            self._become(live, room.state)
        return live

    def _facts(self, interview: Interview) -> dict[str, TaskFacts]:
        pinned = self._pins.of(interview)
        tasks = (pinned.task(slug) for slug in interview.tasks)
        return {task.slug: facts_of(task) for task in tasks if task}

    async def document(self, room: str) -> Document:
        checkpoint = await self._store.checkpoint(room)
        state, seq = (checkpoint.state, checkpoint.seq) if checkpoint else (b"", 0)
        updates = [update async for _, update in self._store.updates(room, seq)]
        return Document(await asyncio.to_thread(_folded, state, updates))

    def _become(self, live: LiveRoom, state: State) -> None:
        """The timeline says when; the row repeats it for the lists."""
        live.interview = replace(
            live.interview, state=state, started=_when(live.talk, e.Started), ended=_when(live.talk, e.Ended)
        )
        if state is State.ENDED:
            live.save_checkpoint()
            self._chores.do(self.seal(live.interview.id))
        self._chores.do(self._keeping.save_row(lambda: live.interview))

    def _keep(self, live: LiveRoom, checkpoint: Checkpoint) -> None:
        self._chores.do(self._keeping.save_checkpoint(live.interview.id, checkpoint))

    def _troubled(self, live: LiveRoom) -> None:
        self._chores.do(self._look_after(live))

    async def _look_after(self, live: LiveRoom) -> None:
        """A room that the store has cut off begins anew from its log; its pages come back and bring what they have."""
        if await self._keeping.is_cut_off(live.interview.id):
            self._put_away(live, "This room is opened anew.")

    async def tidy(self) -> None:
        """Let rooms leave memory that have been empty for a while, once the store has taken what they hold."""
        await asyncio.gather(*(self._let_go(live) for live in self._live.values() if self._is_idle(live)))

    def _is_idle(self, live: LiveRoom) -> bool:
        wait = PRIVATE_IDLE_MS if live.alone else IDLE_MS
        return not live.seats and not live.room.run and self._clock.monotonic_ms() - live.emptied_at > wait

    async def _let_go(self, live: LiveRoom) -> None:
        if await self._keeping.is_settled(live.interview.id) and self._is_idle(live):
            self._put_away(live, "This room was empty.")

    @asynccontextmanager
    async def alone(self, room: str) -> AsyncIterator[None]:
        """Nobody opens this room meanwhile."""
        async with self._doors.setdefault(room, asyncio.Lock()):
            yield

    def has_people(self, room: str) -> bool:
        """Whether somebody is in it now."""
        live = self._live.get(room)
        return live is not None and bool(live.seats)

    async def shut(self, room: str, reason: str) -> None:
        """Send everybody away and keep nothing of what the room remembers: the store is about to change under it."""
        live = self._live.pop(room, None)
        if live is not None:
            live.close(RESTART, reason)
        await self._keeping.is_settled(room)

    async def reopen(self, live: LiveRoom, reason: str) -> None:
        """Send everybody away, to come back soon to what its tasks are now."""
        await self.stored(live.interview.id)
        self._put_away(live, reason)

    def tried(self, room: str, role: Role, tried: i.DraftRan) -> None:
        """Code ran on a pad. Only while the candidate thinks privately, and where that is recorded, is that kept."""
        live = self._live.get(room)
        if live is not None and live.alone is not None and drafts(role):
            live.alone.ran(tried)

    def _put_away(self, live: LiveRoom, reason: str) -> None:
        """Send everybody away, to come back soon; the room opens again from its timeline."""
        if self._live.get(live.interview.id) is live:
            del self._live[live.interview.id]
            live.save_checkpoint()
            live.close(RESTART, reason)

    async def stored(self, room: str) -> None:
        """Return when all of this room's timeline is stored. Raises `StoreError` when that takes too long."""
        await self._keeping.stored(room)

    async def entries(self, room: str) -> AsyncIterator[e.Entry]:
        """The whole timeline up to now, in order. Raises `StoreError` before the first."""
        await self.stored(room)
        async for entry in self._store.timeline(room):
            yield entry

    async def files(self, room: str) -> dict[str, str]:
        """`<task>/<file>` and its text, now or at the end, of every file in which there is any."""
        interview = await self._store.interview(room)
        if interview is None:
            return {}
        await self._pins.load(interview)
        live = self._live.get(room)
        document = live.document if live else await self.document(room)
        if live is None and interview.state is State.ENDED:
            await self._kept_folded(room, document)
        files = live.room.files if live else files_of(await self._store.talk(room))
        shown = files.shown_names()
        names = [
            *file_names(interview.tasks, self._pins.of(interview), self._languages),
            *shown,
            *(name for name in made_names(document.names(), interview.tasks) if name not in files.texts()),
        ]
        return {shown.get(name, name): text for name in dict.fromkeys(names) if (text := document.text(name))}

    async def _kept_folded(self, room: str, document: Document) -> None:
        """Keep a checkpoint of what has ended and has none: entries were erased, or an older version ended it."""
        if await self._store.checkpoint(room) is None:
            seq, _ = await self._store.last(room)
            self._chores.do(self._keeping.save_checkpoint(room, Checkpoint(seq, document.state())))

    def show_out(self, sessions: Collection[str], account: str) -> None:
        """Close the connections that came with these sessions, and those of this account that came by a link."""
        for live in self._live.values():
            people = {each.id for each in members_of(live.interview) if account and each.account == account}
            for seat in list(live.seats):
                if seat.session in sessions or (not seat.session and seat.person in people):
                    seat.outbox.end(SIGNED_OUT, "You are not signed in any more.")


def _listens(room: Room) -> bool:
    """Whether pastes may be told here."""
    return room.facts and room.state is not State.ENDED


def _folded(state: bytes, updates: Sequence[bytes]) -> bytes:
    """The state after these updates, as bytes: runs in a thread, where no Y.Doc may be shared."""
    document = Document(state)
    for update in updates:
        document.add(update)
    return document.state()


def _when(talk: Sequence[e.Entry], kind: type[e.Event]) -> int:
    """The Unix ms of the first event of this kind; 0 if it has not happened."""
    return next((entry.wall for entry in talk if isinstance(entry.event, kind)), 0)


async def _unsealed(room: str) -> None: ...
