"""The house: opens interviews and rooms, keeps the ones that are live, and answers what the edges ask.

The edges (pages, transport) know this class and the ports; they never meet each other or the store's code.
"""

import asyncio
from collections.abc import AsyncIterator, Collection, Coroutine, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import replace
from typing import Any, Final
from weakref import WeakValueDictionary

import structlog

from sandbox.contract import Sandbox, SandboxStatus, Warm
from server.core import asks as a
from server.core import effects as f
from server.core import events as e
from server.core import inputs as i
from server.core.accounts import Account, Standing, role_in
from server.core.agenda import Plan, private_minutes
from server.core.document import Document, seed
from server.core.ids import CANDIDATE, HOST, ROOM, ROOM_ID
from server.core.interview import Interview, State
from server.core.languages import Language, file_name
from server.core.listing import Wanted, for_account
from server.core.own_case import CaseRefused, own_case
from server.core.people import members_of, removed
from server.core.private import PrivatePolicy
from server.core.private_rules import MINUTES_MAX as PRIVATE_MINUTES_MAX
from server.core.private_rules import NOT_TO_RELEASE, no_release
from server.core.roles import Role, drafts
from server.core.room import Room
from server.core.room_state import TaskFacts
from server.core.setup import NO_SETUP, Member, Practice, Release, Setup
from server.core.stretches import Stretch, stretches
from server.core.stubs import later_part, starter
from server.core.unlocking import facts_of
from server.live import chance, doors, facts, news
from server.live.access_log import AccessLog
from server.live.account_ports import Mail, Provider
from server.live.again import Again
from server.live.cards import Cards
from server.live.clips import Clips
from server.live.exports import Exports, Format
from server.live.feedbacks import Feedbacks
from server.live.history import History
from server.live.keeping import PATIENCE_SECONDS, Keeping
from server.live.live_room import LiveRoom
from server.live.pads import Pads
from server.live.planning import (
    GUEST,
    Refused,
    file_names,
    first_texts,
    made_names,
    name_problem,
    practice_title,
    refusal,
    setup_refusal,
    terms_of,
    told_panel,
)
from server.live.plans import Plans
from server.live.ports import Checkpoint, Clock, Store, StoreError, TaskLibrary
from server.live.practising import Practising
from server.live.preparing import Preparing
from server.live.reception import Reception
from server.live.retention import Retention
from server.live.rights import Rights
from server.live.runs import Runs
from server.live.sealing import Sealing
from server.live.seats import Seat
from server.live.signing import Signer
from server.live.specs import NO_TASK
from server.live.track_folder import MemoryFolder, TrackFolder
from server.live.tracks import Tracks
from server.live.wishes import EDITED_MS, wishes
from server.settings import Settings

log = structlog.get_logger()

IDLE_MS: Final = 5 * 60_000
"""An empty room leaves memory after this; it opens again from its timeline."""
PRIVATE_IDLE_MS: Final = 3 * 3600_000
"""The same where somebody left while they thought privately: their text is nowhere else but in their browser."""
ROUND_SECONDS: Final = 5.0
WISH_AGAIN_MS: Final = 60_000
"""A sandbox that was started anew knows nothing of what it was told, and forgets what is not said again."""
RESTART: Final = 1012
SIGNED_OUT: Final = 4401


TOLD_ALREADY: Final = (
    "The candidate has been told what becomes of what they think privately, and agreed. That stays as it is."
)
NOT_HERE: Final = 4403
"""Closes the connection of somebody who does not belong to the interview any more."""


class House:
    def __init__(
        self,
        settings: Settings,
        store: Store,
        tasks: TaskLibrary,
        sandbox: Sandbox,
        languages: Sequence[Language],
        clock: Clock,
        secret: str,
        signer: Signer,
        folder: TrackFolder | None = None,
        formats: Sequence[Format] = (),
        plans: Sequence[Plan] = (),
        mail: Mail | None = None,
        provider: Provider | None = None,
    ) -> None:
        self.settings = settings
        self.store = store
        self.tasks = tasks
        self.clock = clock
        self.secret = secret
        self.public_key = signer.public
        self._languages = tuple(languages)
        self._sandbox = sandbox
        self._status = SandboxStatus(ready=False, why="The sandbox is starting.")
        self._wished: tuple[Warm, ...] = ()
        self._wished_at = 0
        self._runs = Runs(sandbox, tasks, self._languages, self.sandbox_status)
        self._rooms: dict[str, LiveRoom] = {}
        self._keeping = Keeping(store)
        folder = folder or MemoryFolder()
        self.tracks = Tracks(store, folder, clock, self.stored)
        self.sealing = Sealing(store, self.tracks, clock, signer, self.interview)
        self.exports = Exports(formats, self.tracks, tasks, self._languages)
        self.again = Again(self.tracks, store.talk, self._runs, clock)
        self.pads = Pads(self.again, self._runs, self._languages, store.talk, clock, self._tried)
        self.preparing = Preparing(store, tasks, self.again, self._runs, clock, self.sandbox_status)
        self.history = History(self.again, self.tracks, store.talk, folder)
        self.plans = Plans(store, clock, plans)
        self.clips = Clips(store, self.tracks, clock)
        self.cards = Cards(store, tasks, clock)
        self.practising = Practising(
            tasks, open=self.open_interview, end=self.end, change=self.change_setup, now=self.interview
        )
        self.rights = Rights(store, self, self.tracks, self.sealing, self.clips, clock)
        self.retention = Retention(store, self.rights.delete, clock, settings.keep_months)
        self.access = AccessLog(store, clock, self._do)
        self.feedbacks = Feedbacks(store, self.cards, self.tracks, clock)
        self.reception = Reception(
            store.accounts,
            clock,
            secret,
            show_out=self._show_out,
            beside=self._do,
            mail=mail,
            provider=provider,
            domains=settings.welcome_domains,
        )
        self._doors: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()
        self._chores: set[asyncio.Task[None]] = set()
        self._round: asyncio.Task[None] | None = None
        self._caught_up = False
        self._rights_chore: asyncio.Task[None] | None = None

    # Life -----------------------------------------------------------------------------------------------------------

    async def start(self) -> None:
        """Begin the rounds: the sandbox's status, and empty rooms."""
        self._round = self._do(self._rounds())
        self._do(self._catch_up())
        self._do(self.reception.tidy())

    async def close(self) -> None:
        """Send everybody away to come back soon, store everything, and stop."""
        if self._round is not None:
            self._round.cancel()
        await self._runs.close()
        for live in list(self._rooms.values()):
            self._put_away(live, "The server is restarting.")
        if self._chores:
            await asyncio.wait(self._chores, timeout=PATIENCE_SECONDS)
        for chore in self._chores:
            chore.cancel()
        await self.tracks.close()
        self.reception.close()
        await self.store.close()

    async def _rounds(self) -> None:
        while True:
            await self.look_at_sandbox()
            await self.wish()
            await self.tidy()
            self.look_after_rights()
            await asyncio.sleep(ROUND_SECONDS)

    async def _catch_up(self) -> None:
        """Rows that were not saved before the server was killed follow their timelines, which were; then seals."""
        with suppress(StoreError):  # then the lists are behind until somebody opens the room, and seals wait
            for id in await self.store.behind():
                await self.enter(id)
            await self.sealing.seal_missed()
        self._caught_up = True

    async def tidy(self) -> None:
        """Let rooms leave memory that have been empty for a while, once the store has taken what they hold."""
        await asyncio.gather(*(self._let_go(live) for live in self._rooms.values() if self._is_idle(live)))

    def look_after_rights(self) -> None:
        """Once a day what was kept long enough is deleted; files are scrubbed when nobody is in a room, or then."""
        night, quiet = self.retention.is_time(), not any(live.seats for live in self._rooms.values())
        free = self._rights_chore is None or self._rights_chore.done()
        free = free and self._caught_up  # what has ended is sealed before it may be deleted
        if free and (night or (quiet and self.rights.scrub_waits)):
            self._rights_chore = self._do(self._rights_round(night))

    async def _rights_round(self, night: bool) -> None:
        with suppress(StoreError):  # the next round tries again
            if night:
                await self.retention.go()
            if self.rights.scrub_waits:
                await self.rights.scrub()

    def _is_idle(self, live: LiveRoom) -> bool:
        wait = PRIVATE_IDLE_MS if live.alone else IDLE_MS
        return not live.seats and not live.room.run and self.clock.monotonic_ms() - live.emptied_at > wait

    async def _let_go(self, live: LiveRoom) -> None:
        if await self._keeping.is_settled(live.interview.id) and self._is_idle(live):
            self._put_away(live, "This room was empty.")

    async def _look_after(self, live: LiveRoom) -> None:
        """A room that the store has cut off begins anew from its log; its pages come back and bring what they have."""
        if await self._keeping.is_cut_off(live.interview.id):
            self._put_away(live, "This room is opened anew.")

    def _show_out(self, sessions: Collection[str], account: str) -> None:
        """Close the connections that came with these sessions, and those of this account that came by a link."""
        for live in self._rooms.values():
            people = {each.id for each in members_of(live.interview) if account and each.account == account}
            for seat in list(live.seats):
                if seat.session in sessions or (not seat.session and seat.person in people):
                    seat.outbox.end(SIGNED_OUT, "You are not signed in any more.")

    async def settled(self) -> None:
        """Return when nothing runs beside any more but the rounds: runs are over, checkpoints are kept."""
        await self._runs.settled()
        while chores := [chore for chore in self._chores if chore is not self._round]:  # one may begin another
            await asyncio.gather(*chores)

    async def look_at_sandbox(self) -> SandboxStatus:
        """Ask the sandbox how it is, and tell the rooms if that is news."""
        before, status = self._status, await self._sandbox.status()
        self._status = status
        if news.sandbox(status, Role.HOST) != news.sandbox(before, Role.HOST):
            frames = {role: news.text({"type": "sandbox", **news.sandbox(status, role)}) for role in Role}
            for live in self._rooms.values():
                live.tell_roles(frames)
        if not status.ready:
            self._runs.give_up_silent(status.why)
        return status

    async def wish(self) -> None:
        """Tell the sandbox what should wait for the rooms that are live, if that has changed or was said long ago."""
        now = self.clock.monotonic_ms()
        wanted = wishes((live.room for live in self._rooms.values() if live.is_live(now - EDITED_MS)), self.tasks.task)
        if wanted != self._wished or (wanted and now - self._wished_at >= WISH_AGAIN_MS):
            self._wished, self._wished_at = wanted, now
            await self._sandbox.warm(wanted)

    def _do(self, chore: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        """Run something beside; it is held until it is done, and what goes wrong is said."""
        task = asyncio.create_task(chore)
        self._chores.add(task)
        task.add_done_callback(self._done)
        return task

    def _done(self, chore: asyncio.Task[None]) -> None:
        self._chores.discard(chore)
        if not chore.cancelled() and (error := chore.exception()) is not None:
            log.error("something beside the rooms failed", error=str(error), kind=type(error).__name__)

    # What the edges ask ---------------------------------------------------------------------------------------------

    def languages(self) -> tuple[Language, ...]:
        return self._languages

    def sandbox_status(self) -> SandboxStatus:
        """The status at the last look, at most a few seconds old."""
        return self._status

    def key(self, interview: Interview, member: str) -> str:
        """The key that opens this interview for the member with this id. Derived, so it is stored nowhere.

        The ids of the host and of the candidate are the names of their roles.
        """
        return doors.room_key(self.secret, interview, member)

    def member_of(self, interview: Interview, key: str) -> Member | None:
        """Whom this key lets in, if anybody."""
        return doors.member_of(self.secret, interview, key)

    def seat_key(self, interview: Interview, member: str, session: str) -> str:
        """The key that opens this interview for this member while this session of an account is good."""
        return doors.seat_key(self.secret, interview, member, session)

    async def comes(self, interview: Interview, key: str) -> tuple[Member, str] | None:
        """Whom this key lets in now, and the session that they came with, "" for who has a link."""
        session = doors.session_of(key)
        if not session:
            member = self.member_of(interview, key)
            return (member, "") if member and await self.is_welcome(member) else None
        member = doors.member_by_seat(self.secret, interview, key)
        signed = await self.reception.sessions.by_id(session) if member else None
        if member is None or signed is None:
            return None
        own = member.role if member.account == signed.account.id else None
        return (member, session) if role_in(signed.account, own) is member.role else None

    async def is_welcome(self, member: Member) -> bool:
        """Whether this member's link lets them in. Whoever of the panel has an account signs in instead, so that nobody
        takes their place; a host's link may have been passed on, and stops with the account that planned it."""
        if not member.account:
            return True
        account = await self.reception.accounts.find(member.account) if member.id == HOST else None
        return account is not None and account.state is not Standing.DISABLED

    def sign_in(self, token: str) -> bool:
        """Whether this is a sign-in token of this house that is still good."""
        return doors.is_sign_in(self.secret, token)

    # Interviews -----------------------------------------------------------------------------------------------------

    async def open_interview(
        self,
        title: str,
        host: str,
        candidate: str,
        tasks: Sequence[str],
        *,
        facts: bool = False,
        setup: Setup = NO_SETUP,
    ) -> Interview | Refused:
        """A new planned interview, with the first file of each task written and its first event on the timeline.

        `facts` has pastes and the focus of the candidate's page recorded, which they are told beforehand.
        """
        title, host, candidate = title.strip(), host.strip(), candidate.strip()
        slugs = tuple(dict.fromkeys(tasks))
        asks = candidate if setup.practice is Practice.SOLO else host  # who practises alone has nobody who asks
        refused = refusal(title, asks, candidate, slugs, self.tasks) or setup_refusal(setup)
        if refused:
            return refused
        interview = Interview(
            chance.room_id(),
            title,
            host,
            candidate,
            slugs,
            State.PLANNED,
            created=self.clock.wall_ms(),
            facts=facts,
            setup=setup,
        )
        written = e.Edited(seed(first_texts(slugs, self.tasks, self._languages)))
        declared = [(HOST, e.PanelChanged(told_panel(setup.panel)))] if setup.panel else []
        return await self._begin(interview, (ROOM, written), *declared)

    async def change_setup(self, interview: Interview, setup: Setup) -> Interview | Refused:
        """Set the interview up otherwise. Whoever does not belong to it any more is sent away at once."""
        if refused := setup_refusal(setup):
            return refused
        live = await self.enter(interview.id)
        if live is None:
            return Refused("This interview is not here any more.")
        if setup.private is not live.interview.setup.private and live.room.agreed:
            return Refused(TOLD_ALREADY, "private")
        setup = replace(setup, released=live.interview.setup.released)
        gone = removed(live.interview.setup.panel, setup.panel)
        live.interview = replace(live.interview, setup=setup)
        live.room.breaks = setup.breaks
        live.feed(i.ChangesPanel(HOST, told_panel(setup.panel)))
        live.send_away(gone, NOT_HERE, "You do not belong to this interview any more.")
        await self.store.save_interview(live.interview)
        return live.interview

    async def fork(self, origin: Interview, at: int) -> Interview | Refused:
        """A room to practise in, that begins with the files of this interview at its time `at` (ms).

        What has gone from the library since is left out. The interview itself stays as it is.
        """
        slugs = tuple(slug for slug in origin.tasks if self.tasks.task(slug))
        if not slugs:
            return Refused(
                "The tasks of this interview are not in the library any more, so nobody can go on with them."
            )
        moment = await self.again.moment(origin, at, file_names(slugs, self.tasks, self._languages))
        if isinstance(moment, Refused):
            return moment
        title = practice_title(origin.title)
        interview = Interview(
            chance.room_id(),
            title,
            origin.host,
            GUEST,
            slugs,
            State.PLANNED,
            created=self.clock.wall_ms(),
            setup=Setup(account=origin.setup.account),
        )
        first: list[tuple[str, e.Event]] = [
            (ROOM, e.Forked(origin.id, at)),
            (ROOM, e.Edited(seed(moment.texts))),
            *((HOST, case) for case in moment.own if case.task in slugs),
        ]
        if moment.where and moment.where.task in slugs:
            first.append((HOST, moment.where))
        return await self._begin(interview, *first)

    async def _begin(self, interview: Interview, *first: tuple[str, e.Event]) -> Interview:
        """Keep a new interview and what its timeline begins with, after `opened`: authors and events."""
        await self.store.add_interview(interview)
        digests = tuple(task.digest for slug in interview.tasks if (task := self.tasks.task(slug)))
        opened = e.Opened(
            interview.title, interview.host, interview.candidate, interview.tasks, digests, interview.facts
        )
        for seq, (by, event) in enumerate(((ROOM, opened), *first), start=1):
            self.store.journal.append(interview.id, e.Entry(seq, 0, interview.created, by, event))
        await self.store.journal.flush(interview.id)
        return interview

    async def agree(self, interview: Interview, name: str) -> str:
        """Record that the candidate agreed, under this name; "" or a sentence of refusal."""
        name = name.strip()
        problem = name_problem(name)
        if problem:
            return problem
        live = await self.enter(interview.id)
        if live is None or live.room.state is State.ENDED:
            return "This interview has ended."
        for effect in live.feed(i.Agrees(name, terms_of(interview))):
            if isinstance(effect, f.Refuse):
                return effect.message
        with suppress(StoreError):  # it is kept before anything that the candidate does, and the room tells of trouble
            await self.stored(interview.id)
        return ""

    async def agreed(self, interview: Interview) -> bool:
        """Whether the candidate has agreed to the recording."""
        live = await self.enter(interview.id)
        return live is not None and bool(live.room.agreed)

    async def end(self, interview: Interview) -> None:
        """End it for everybody, at once; ending it again changes nothing. Returns when that is stored.

        Raises `StoreError` when storing it takes too long. It has ended all the same.
        """
        live = await self.enter(interview.id)
        if live is None or live.room.state is State.ENDED:
            return
        live.feed(i.Asks(HOST, Role.HOST, a.AskEnd(), chance.short_id()))
        await self.stored(interview.id)
        await self.store.save_interview(live.interview)

    async def interview(self, id: str) -> Interview | None:
        """The interview as it is now; nothing for an unknown id."""
        row = await self.store.interview(id) if ROOM_ID.match(id) else None
        return None if row is None else self._now(row)

    async def interviews(self) -> Sequence[Interview]:
        """All of them as they are now, newest first. For a page, take `listed`."""
        return [self._now(row) for row in await self.store.interviews()]

    async def listed(self, wanted: Wanted) -> Sequence[Interview]:
        """Those that are wanted, as they are now: a page that shows one more has the next one's beginning."""
        return [self._now(row) for row in await self.store.listed(wanted)]

    async def listed_for(self, account: Account, wanted: Wanted) -> Sequence[Interview]:
        """Those that this account may see."""
        theirs = for_account(account, wanted)
        return [] if theirs is None else await self.listed(theirs)

    async def counts_for(self, account: Account, wanted: Wanted) -> Mapping[State, int]:
        """How many there are in each state, whatever `wanted` says of state, place and limit; as the rows have it."""
        theirs = for_account(account, replace(wanted, state=None))
        if theirs is None:
            return {}
        counts = await self.store.counts(theirs)
        return {state: count for state, count in counts.items() if theirs.state in (None, state)}

    def _now(self, row: Interview) -> Interview:
        """An open room knows what has become of it before its row does."""
        if row.id not in self._rooms:
            return row
        known = self._rooms[row.id].interview
        return replace(row, state=known.state, started=known.started, ended=known.ended)

    async def entries(self, room: str) -> AsyncIterator[e.Entry]:
        """The whole timeline up to now, in order. Raises `StoreError` before the first."""
        await self.stored(room)
        async for entry in self.store.timeline(room):
            yield entry

    async def stored(self, room: str) -> None:
        """Return when all of this room's timeline is stored. Raises `StoreError` when that takes too long."""
        await self._keeping.stored(room)

    async def files(self, room: str) -> dict[str, str]:
        """`<task>/<file>` and its text, now or at the end, of every file in which there is any."""
        interview = await self.interview(room)
        if interview is None:
            return {}
        live = self._rooms.get(room)
        document = live.document if live else await self._document(room)
        if live is None and interview.state is State.ENDED:
            await self._kept_folded(room, document)
        names = [*self._file_names(interview), *made_names(document.names(), interview.tasks)]
        return {name: text for name in dict.fromkeys(names) if (text := document.text(name))}

    async def _kept_folded(self, room: str, document: Document) -> None:
        """Keep a checkpoint of what has ended and has none: entries were erased, or an older version ended it."""
        if await self.store.checkpoint(room) is None:
            seq, _ = await self.store.last(room)
            self._do(self._keeping.save_checkpoint(room, Checkpoint(seq, document.state())))

    def _file_names(self, interview: Interview) -> Sequence[str]:
        return file_names(interview.tasks, self.tasks, self._languages)

    # Rooms ----------------------------------------------------------------------------------------------------------

    async def enter(self, id: str) -> LiveRoom | None:
        """The room in motion, opened from its timeline if it was at rest. Nothing for an unknown id."""
        if id in self._rooms:
            return self._rooms[id]
        if not ROOM_ID.match(id):
            return None
        async with self._doors.setdefault(id, asyncio.Lock()):
            if id not in self._rooms:
                interview = await self.store.interview(id)
                if interview is None:
                    return None
                self._rooms[id] = await self._open(interview)
            return self._rooms[id]

    async def _open(self, interview: Interview) -> LiveRoom:
        talk = await self.store.talk(interview.id)
        seq, at = await self.store.last(interview.id)
        room = Room(self._facts(interview.tasks))
        room.restore(talk, seq, at)
        room.breaks = interview.setup.breaks
        document = await self._document(interview.id)
        live = LiveRoom(
            interview,
            room,
            document,
            talk,
            self.store.journal,
            self.clock,
            sandbox=lambda role: news.sandbox(self._status, role),
            start_run=self._runs.start,
            stop_run=self._runs.stop,
            become=self._become,
            keep=self._keep,
            troubled=self._troubled,
            recall=await facts.recall(self.store, interview, document) if _listens(room) else None,
        )
        live.feed(i.ServerReturns())
        if room.state is not interview.state:
            self._become(live, room.state)
        return live

    def _facts(self, slugs: Sequence[str]) -> dict[str, TaskFacts]:
        tasks = (self.tasks.task(slug) for slug in slugs)
        return {task.slug: facts_of(task) for task in tasks if task}

    async def _document(self, room: str) -> Document:
        checkpoint = await self.store.checkpoint(room)
        state, seq = (checkpoint.state, checkpoint.seq) if checkpoint else (b"", 0)
        updates = [update async for _, update in self.store.updates(room, seq)]
        return Document(await asyncio.to_thread(_folded, state, updates))

    def name_of(self, live: LiveRoom, member: Member) -> str:
        """What this member is called here: a candidate by the name that they came in under."""
        return live.room.names.get(CANDIDATE, member.name) if member.role is Role.CANDIDATE else member.name

    def ask(self, live: LiveRoom, seat: Seat, said: i.Asks) -> None:
        """What a connection asks for. A run is prepared and a case is checked first; the rest is decided at once."""
        if live.room.refusal(said.role, said.ask, said.person):
            live.asked(seat, said)
            return
        match said.ask:
            case a.AskRun() | a.AskScratch():
                self._runs.prepare(live, seat, said)
            case a.AskPasted() | a.AskAway() | a.AskBack():
                facts.asked(live, seat, said, self.tasks, self._languages)
            case a.AskPrivate():
                self._goes_private(live, seat, said, said.ask)
            case a.AskStage(title):
                live.asked(seat, said)
                minutes = private_minutes(live.interview.setup.plan, title.strip())
                if minutes and live.room.state is State.LIVE and live.alone is None:
                    shares = live.interview.setup.private is PrivatePolicy.RECORDED
                    self._goes_private(live, seat, said, a.AskPrivate(min(minutes, PRIVATE_MINUTES_MAX), shares))
            case a.AskSwitch():
                self._write_starter(live, said.ask, privately=live.alone is not None and drafts(said.role))
                live.asked(seat, said)
            case a.AskPart():
                live.asked(seat, said)
                self._write_part(live, said.ask)
            case a.AskCase(task=slug):
                task = self.tasks.task(slug)
                case = own_case(said.ask, task, live.room.parts(slug)) if task else CaseRefused(NO_TASK)
                if isinstance(case, CaseRefused):
                    live.tell(seat, news.refused("case", case.message))
                else:
                    live.asked(seat, replace(said, ask=case))
            case _:
                live.asked(seat, said)

    def _goes_private(self, live: LiveRoom, seat: Seat, said: i.Asks, ask: a.AskPrivate) -> None:
        """What becomes of it is what was agreed; a host may have it begin in a stage that the plan has for it."""
        setup, stage = live.interview.setup, live.room.stage
        planned = private_minutes(setup.plan, stage.title if stage else "") > 0
        live.asked(seat, i.PrivateAsked(said.person, said.role, ask, said.fresh, setup.private, planned))

    def _write_starter(self, live: LiveRoom, turned: a.AskSwitch, *, privately: bool) -> None:
        """The starter code of a file that nobody has turned to before: most languages of most tasks are never used.

        What somebody turns to `privately` is written where only they see it."""
        task = self.tasks.task(turned.task)
        language = next((each for each in self._languages if each.id == turned.language), None)
        if task is None or language is None or (turned.task, turned.language) in live.room.opened:
            return
        name, text = file_name(turned.task, language), starter(task, language.style, live.room.parts(task.slug))
        document = live.alone.draft.document if privately and live.alone else live.document
        if text and document.text(name) == "":  # rooms of older versions have all their files from the beginning
            (live.write_draft if privately else live.write)(seed({name: text}, client=chance.client_id()))

    async def stretches(self, interview: Interview) -> list[Stretch]:
        """Every stretch of thinking privately, with what is kept of it: for `roles.reads_private` to let through."""
        live = await self.enter(interview.id)
        return [] if live is None else stretches(live.talk, live.interview.setup.released)

    async def release(self, interview: Interview, spell: str) -> str:
        """The candidate lets the interviewers see a stretch, in the room or after the end; "" or why not.

        After the end nothing is added to the timeline, so it is kept beside it. Raises `StoreError`.
        """
        live = await self.enter(interview.id)
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
            released = (*setup.released, Release(spell, self.clock.wall_ms()))
            live.interview = replace(live.interview, setup=replace(setup, released=released))
            await self.store.save_interview(live.interview)
        return ""

    def _tried(self, room: str, role: Role, tried: i.DraftRan) -> None:
        """Code ran on a pad. Only while the candidate thinks privately, and where that is recorded, is that kept."""
        live = self._rooms.get(room)
        if live is not None and live.alone is not None and drafts(role):
            live.alone.ran(tried)

    def _write_part(self, live: LiveRoom, opened: a.AskPart) -> None:
        """What an unlocked part adds to each file of its task that somebody has begun; the rest stays as it is."""
        task = self.tasks.task(opened.task)
        for language in self._languages if task else ():
            name = file_name(opened.task, language)
            text = live.document.text(name)
            added = later_part(text, task, language.style, opened.part) if task and text else None
            if added:
                live.write(live.document.insertion(name, added.at, added.text, chance.client_id()))

    def _become(self, live: LiveRoom, state: State) -> None:
        """The timeline says when; the row repeats it for the lists."""
        live.interview = replace(
            live.interview, state=state, started=_when(live.talk, e.Started), ended=_when(live.talk, e.Ended)
        )
        if state is State.ENDED:
            live.save_checkpoint()
            self._do(self.sealing.seal(live.interview.id))
        self._do(self._keeping.save_row(lambda: live.interview))

    def _keep(self, live: LiveRoom, checkpoint: Checkpoint) -> None:
        self._do(self._keeping.save_checkpoint(live.interview.id, checkpoint))

    def _troubled(self, live: LiveRoom) -> None:
        self._do(self._look_after(live))

    @asynccontextmanager
    async def alone(self, room: str) -> AsyncIterator[None]:
        """Nobody opens this room meanwhile."""
        async with self._doors.setdefault(room, asyncio.Lock()):
            yield

    async def shut(self, room: str, reason: str) -> None:
        """Send everybody away and keep nothing of what the room remembers: the store is about to change under it."""
        live = self._rooms.pop(room, None)
        if live is not None:
            live.close(RESTART, reason)
        await self._keeping.is_settled(room)

    def _put_away(self, live: LiveRoom, reason: str) -> None:
        """Send everybody away, to come back soon; the room opens again from its timeline."""
        if self._rooms.get(live.interview.id) is live:
            del self._rooms[live.interview.id]
            live.save_checkpoint()
            live.close(RESTART, reason)


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
