"""The house: opens interviews and rooms, keeps the ones that are live, and answers what the edges ask.

The edges (pages, transport) know this class and the ports; they never meet each other or the store's code.
"""

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from typing import Final

from sandbox.contract import Sandbox, SandboxStatus, Warm
from server.core.agenda import Plan
from server.core.ids import CANDIDATE
from server.core.languages import Language
from server.core.roles import Role
from server.core.setup import Member
from server.core.workshop import TaskFiles
from server.core.workshop_edits import SetValue
from server.live import news
from server.live.access_log import AccessLog
from server.live.account_ports import Mail, Provider
from server.live.again import Again
from server.live.answering import answers
from server.live.asking import Asking
from server.live.cards import Cards
from server.live.chores import Chores
from server.live.clips import Clips
from server.live.committing import Committing
from server.live.course import Course
from server.live.exports import Exports, Format
from server.live.feedbacks import Feedbacks
from server.live.history import History
from server.live.interviews import Interviews
from server.live.keys import Keys
from server.live.live_room import LiveRoom
from server.live.made_cases import MadeCases
from server.live.moving import Moving, NoPackages
from server.live.no_desk import NoDesk
from server.live.no_history import NoHistory
from server.live.pads import Pads
from server.live.paper_erasing import PaperErasing
from server.live.pins import Pins
from server.live.planning import Refused
from server.live.plans import Plans
from server.live.ports import Clock, Store, StoreError, TaskLibrary
from server.live.ports_library import TaskHistory
from server.live.ports_proving import ProofShelf, Provers
from server.live.ports_workshop import Packages, TaskDesk
from server.live.practising import Practising
from server.live.preparing import Preparing
from server.live.proving import Proving
from server.live.reception import Reception
from server.live.renewing import Renewing
from server.live.retention import Retention
from server.live.rights import Rights
from server.live.rooms import Rooms
from server.live.runs import Runs
from server.live.sealing import Sealing
from server.live.signing import Signer
from server.live.track_folder import MemoryFolder, TrackFolder
from server.live.tracks import Tracks
from server.live.uses import Uses
from server.live.wishes import EDITED_MS, wishes
from server.live.workshop import Workshop
from server.settings import Settings

ROUND_SECONDS: Final = 5.0
WISH_AGAIN_MS: Final = 60_000
"""A sandbox that was started anew knows nothing of what it was told, and forgets what is not said again."""


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
        desk: TaskDesk | None = None,
        packages: Packages | None = None,
        provers: Provers | None = None,
        shelf: ProofShelf | None = None,
        task_history: TaskHistory | None = None,
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
        self._chores = Chores()
        self._round: asyncio.Task[None] | None = None
        self._caught_up = False
        self._rights_chore: asyncio.Task[None] | None = None
        self.pins = Pins(store, tasks, clock)
        self._runs = Runs(sandbox, self.pins, self._languages, self.sandbox_status)
        self._rooms = Rooms(
            store,
            self.pins,
            self._languages,
            self._runs,
            clock,
            self._chores,
            sandbox=lambda role: news.sandbox(self._status, role),
        )
        self.pins.open_now = lambda: [live.interview for live in self._rooms]
        folder = folder or MemoryFolder()
        self.tracks = Tracks(store, folder, clock, self._rooms.stored)
        self.again = Again(self.tracks, store.talk, self._runs, clock)
        self._interviews = Interviews(store, tasks, self.pins, self._languages, self._rooms, self.again, clock)
        self._renewing = Renewing(store, self.pins, self._rooms, self._languages)
        self._course = Course(store, self._rooms, clock)
        self.sealing = Sealing(store, self.tracks, clock, signer, self._interviews.interview)
        self.uses = Uses(store, self.pins)
        self._rooms.seal = self._ended
        self.exports = Exports(formats, self.tracks, self.pins, self._languages)
        self.pads = Pads(self.again, self._runs, self._languages, store.talk, clock, self._rooms.tried)
        self.preparing = Preparing(store, self.pins, self.again, self._runs, clock, self.sandbox_status)
        self.history = History(self.again, self.tracks, store.talk, folder)
        self.plans = Plans(store, clock, plans)
        self.clips = Clips(store, self.tracks, clock)
        self.cards = Cards(store, self.pins, clock)
        desk = desk or NoDesk()
        self.task_history = task_history or NoHistory()
        committing = Committing(self.task_history, store.accounts, on=settings.tasks_commit == "on")
        self.workshop = Workshop(desk, store, clock, committing.commit)
        styles = {language.id: language.style for language in languages}
        self.moving = Moving(desk, packages or NoPackages(), MadeCases(sandbox, styles))
        self.proving = Proving(
            tasks, sandbox, self._languages, self.sandbox_status, clock, self._chores, provers, shelf
        )
        self.practising = Practising(
            tasks,
            open=self._interviews.open_interview,
            end=self._course.end,
            change=self._interviews.change_setup,
            now=self._interviews.interview,
        )
        self.rights = Rights(store, self, self.tracks, self.sealing, self.clips, clock)
        self.retention = Retention(store, self.rights.delete, clock, settings.keep_months)
        self.access = AccessLog(store, clock, self._chores.do)
        self.feedbacks = Feedbacks(store, self.cards, self.tracks, clock)
        self.paper_erasing = PaperErasing(store, self.cards, self.feedbacks, clock, self.rights.scrub_soon)
        self.reception = Reception(
            store.accounts,
            clock,
            secret,
            show_out=self._rooms.show_out,
            beside=self._chores.do,
            mail=mail,
            provider=provider,
            domains=settings.welcome_domains,
        )
        self._answers()

    def _answers(self) -> None:
        """What the edges ask the house for, and who answers it."""
        keys = Keys(self.secret, self.reception)
        self.key, self.seat_key, self.sign_in = keys.key, keys.seat_key, keys.sign_in
        self.member_of, self.comes, self.is_welcome = keys.member_of, keys.comes, keys.is_welcome
        rooms = self._rooms
        self.enter, self.alone, self.shut, self.tidy = rooms.enter, rooms.alone, rooms.shut, rooms.tidy
        self.has_people = rooms.has_people
        self.stored, self.entries, self.files = rooms.stored, rooms.entries, rooms.files
        told = self._interviews
        self.open_interview, self.fork = told.open_interview, told.fork
        self.change_setup, self.replan = told.change_setup, told.replan
        self.renew = self._renewing.renew
        self.interview, self.interviews = told.interview, told.interviews
        self.listed, self.listed_for, self.counts_for = told.listed, told.listed_for, told.counts_for
        course = self._course
        self.agree, self.agreed, self.end = course.agree, course.agreed, course.end
        self.stretches, self.release = course.stretches, course.release
        self.ask = Asking(self.pins, self._languages, self._runs).ask

    # Life -----------------------------------------------------------------------------------------------------------

    async def start(self) -> None:
        """Begin the rounds: the sandbox's status, and empty rooms."""
        self._round = self._chores.do(self._rounds())
        self._chores.do(self._catch_up())
        self._chores.do(self.reception.tidy())

    async def answers(self, slug: str, files: TaskFiles) -> Sequence[SetValue] | Refused:
        """What the good solution of these files answers where they say nothing (`live.answering`)."""
        return await answers(self.workshop, self._sandbox, self._languages, self._status, slug, files)

    async def close(self) -> None:
        """Send everybody away to come back soon, store everything, and stop."""
        if self._round is not None:
            self._round.cancel()
        self.proving.close()
        await self._runs.close()
        self._rooms.close()
        await self._chores.close()
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
            await self.uses.catch_up()
        self._caught_up = True

    async def _ended(self, room: str) -> None:
        """What is done once an interview has ended."""
        await self.sealing.seal(room)
        with suppress(StoreError):  # then it is counted at the next start
            await self.uses.count(room)

    def look_after_rights(self) -> None:
        """Once a day what was kept long enough is deleted; files are scrubbed when nobody is in a room, or then."""
        night, quiet = self.retention.is_time(), not any(live.seats for live in self._rooms)
        free = self._rights_chore is None or self._rights_chore.done()
        free = free and self._caught_up  # what has ended is sealed before it may be deleted
        if free and (night or (quiet and self.rights.scrub_waits)):
            self._rights_chore = self._chores.do(self._rights_round(night))

    async def _rights_round(self, night: bool) -> None:
        with suppress(StoreError):  # the next round tries again
            if night:
                await self.retention.go()
            if self.rights.scrub_waits:
                await self.rights.scrub()

    async def settled(self) -> None:
        """Return when nothing runs beside any more but the rounds: runs are over, checkpoints are kept."""
        await self._runs.settled()
        await self._chores.settled(self._round)

    # What the edges ask ---------------------------------------------------------------------------------------------

    def languages(self) -> tuple[Language, ...]:
        return self._languages

    def sandbox_status(self) -> SandboxStatus:
        """The status at the last look, at most a few seconds old."""
        return self._status

    def name_of(self, live: LiveRoom, member: Member) -> str:
        """What this member is called here: a candidate by the name that they came in under."""
        return live.room.names.get(CANDIDATE, member.name) if member.role is Role.CANDIDATE else member.name

    async def look_at_sandbox(self) -> SandboxStatus:
        """Ask the sandbox how it is, and tell the rooms if that is news."""
        before, status = self._status, await self._sandbox.status()
        self._status = status
        if news.sandbox(status, Role.HOST) != news.sandbox(before, Role.HOST):
            frames = {role: news.text({"type": "sandbox", **news.sandbox(status, role)}) for role in Role}
            for live in self._rooms:
                live.tell_roles(frames)
        if not status.ready:
            self._runs.give_up_silent(status.why)
        return status

    async def wish(self) -> None:
        """Tell the sandbox what should wait for the rooms that are live, if that has changed or was said long ago."""
        now = self.clock.monotonic_ms()
        here = [live for live in self._rooms if live.is_live(now - EDITED_MS)]
        wanted = wishes((live.room, self.pins.of(live.interview).task) for live in here)
        if wanted != self._wished or (wanted and now - self._wished_at >= WISH_AGAIN_MS):
            self._wished, self._wished_at = wanted, now
            await self._sandbox.warm(wanted)
