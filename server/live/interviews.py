"""Interviews as they stand: planned, set up otherwise, and listed. What happens in one is `course`."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Final

from server.core import effects as f
from server.core import events as e
from server.core import inputs as i
from server.core.accounts import Account
from server.core.document import seed
from server.core.ids import HOST, ROOM, ROOM_ID
from server.core.interview import Interview, State
from server.core.languages import Language
from server.core.listing import Wanted, for_account
from server.core.people import removed
from server.core.setup import NO_SETUP, Practice, Setup
from server.core.task import Task
from server.core.task_status import not_offered
from server.core.task_versions import versions_of
from server.live import chance
from server.live.again import Again
from server.live.pins import Pins
from server.live.planning import (
    GUEST,
    Refused,
    file_names,
    first_files,
    first_texts,
    practice_title,
    refusal,
    setup_refusal,
    told_panel,
)
from server.live.ports import Clock, Store, TaskLibrary
from server.live.rooms import Rooms

TOLD_ALREADY: Final = (
    "The candidate has been told what becomes of what they think privately, and agreed. That stays as it is."
)
NOT_HERE: Final = 4403
"""Closes the connection of somebody who does not belong to the interview any more."""


class Interviews:
    def __init__(
        self,
        store: Store,
        tasks: TaskLibrary,
        pins: Pins,
        languages: Sequence[Language],
        rooms: Rooms,
        again: Again,
        clock: Clock,
    ) -> None:
        self._store = store
        self._tasks = tasks
        self._pins = pins
        self._languages = languages
        self._rooms = rooms
        self._again = again
        self._clock = clock

    async def open_interview(
        self,
        title: str,
        host: str,
        candidate: str,
        tasks: Sequence[str],
        *,
        facts: bool = False,
        setup: Setup = NO_SETUP,
        leaked: bool = False,
    ) -> Interview | Refused:
        """A new planned interview, with the first file of each task written and its first event on the timeline.

        `facts` has pastes and the focus of the candidate's page recorded, which they are told beforehand. `leaked`
        takes tasks that are marked so, too; to practise, any will do.
        """
        title, host, candidate = title.strip(), host.strip(), candidate.strip()
        slugs = tuple(dict.fromkeys(tasks))
        asks = candidate if setup.practice is Practice.SOLO else host  # who practises alone has nobody who asks
        offered = (lambda task: "") if setup.practice else partial(not_offered, leaked_too=leaked)
        refused = refusal(title, asks, candidate, slugs, self._tasks, offered=offered) or setup_refusal(setup)
        if refused:
            return refused
        interview = Interview(
            chance.room_id(),
            title,
            host,
            candidate,
            slugs,
            State.PLANNED,
            created=self._clock.wall_ms(),
            facts=facts,
            setup=setup,
            versions=await self._pinned(slugs),
        )
        await self._pins.load(interview)
        pinned = self._pins.of(interview)
        files = [(ROOM, made) for made in first_files(slugs, pinned, self._languages)]
        written = e.Edited(seed(first_texts(slugs, pinned, self._languages)))
        declared = [(HOST, e.PanelChanged(told_panel(setup.panel)))] if setup.panel else []
        return await self._begin(interview, *files, (ROOM, written), *declared)

    async def change_setup(self, interview: Interview, setup: Setup) -> Interview | Refused:
        """Set the interview up otherwise. Whoever does not belong to it any more is sent away at once."""
        if refused := setup_refusal(setup):
            return refused
        live = await self._rooms.enter(interview.id)
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
        await self._store.save_interview(live.interview)
        return live.interview

    async def replan(
        self, interview: Interview, title: str, host: str, candidate: str, tasks: Sequence[str], *, leaked: bool = False
    ) -> Interview | Refused:
        """Change what a planned interview is about, until it starts. Who is in its room comes back to the new one. What
        it has already stays whatever became of it; `leaked` takes other tasks that are marked so."""
        title, host, candidate = title.strip(), host.strip(), candidate.strip()
        slugs = tuple(dict.fromkeys(tasks))
        live = await self._rooms.enter(interview.id)
        if live is None:
            return Refused("This interview is not here any more.")
        now = live.interview
        if (title, host, candidate, slugs) == (now.title, now.host, now.candidate, now.tasks):
            return now

        def offered(task: Task) -> str:
            return "" if task.slug in now.tasks else not_offered(task, leaked_too=leaked)

        if refused := refusal(title, host, candidate, slugs, self._pins.of(now), offered=offered):
            return refused
        before = versions_of(now)
        fresh = [slug for slug in slugs if slug not in before]
        digests = dict(zip(fresh, await self._pinned(fresh), strict=True))
        changed = replace(now, title=title, host=host, candidate=candidate, tasks=slugs)
        changed = replace(changed, versions=tuple({**digests, **before}.get(slug, "") for slug in slugs))
        await self._pins.load(changed)
        for effect in live.feed(i.Replans(HOST, self._opened(changed))):
            if isinstance(effect, f.Refuse):
                return Refused(effect.message)
        live.interview = changed
        await self._store.save_interview(changed)
        await self._rooms.reopen(live, "This interview was planned otherwise.")
        return changed

    async def fork(self, origin: Interview, at: int) -> Interview | Refused:
        """A room to practise in, that begins with the files of this interview at its time `at` (ms).

        What has gone from the library since is left out. The interview itself stays as it is.
        """
        await self._pins.load(origin)
        pinned = self._pins.of(origin)
        slugs = tuple(slug for slug in origin.tasks if pinned.task(slug))
        if not slugs:
            return Refused(
                "The tasks of this interview are not in the library any more, so nobody can go on with them."
            )
        moment = await self._again.moment(origin, at, file_names(slugs, pinned, self._languages))
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
            created=self._clock.wall_ms(),
            setup=Setup(account=origin.setup.account),
            versions=tuple(versions_of(origin)[slug] for slug in slugs),
        )
        first: list[tuple[str, e.Event]] = [
            (ROOM, e.Forked(origin.id, at)),
            *((ROOM, each) for each in moment.files if each.task in slugs),
            (ROOM, e.Edited(seed(moment.texts))),
            *((HOST, case) for case in moment.own if case.task in slugs),
        ]
        if moment.where and moment.where.task in slugs:
            first.append((HOST, moment.where))
        return await self._begin(interview, *first)

    async def _begin(self, interview: Interview, *first: tuple[str, e.Event]) -> Interview:
        """Keep a new interview and what its timeline begins with, after `opened`: authors and events."""
        await self._store.add_interview(interview)
        opened = self._opened(interview)
        for seq, (by, event) in enumerate(((ROOM, opened), *first), start=1):
            self._store.journal.append(interview.id, e.Entry(seq, 0, interview.created, by, event))
        await self._store.journal.flush(interview.id)
        return interview

    async def _pinned(self, slugs: Sequence[str]) -> tuple[str, ...]:
        """Keep these tasks as they are now; their digests, "" for one that could not be kept."""
        kept = await self._pins.pin(slugs)
        return tuple(kept[slug].digest if slug in kept else "" for slug in slugs)

    def _opened(self, interview: Interview) -> e.Opened:
        pinned = self._pins.of(interview)
        digests = tuple(task.digest if (task := pinned.task(slug)) else "" for slug in interview.tasks)
        return e.Opened(interview.title, interview.host, interview.candidate, interview.tasks, digests, interview.facts)

    async def interview(self, id: str) -> Interview | None:
        """The interview as it is now, with its versions of the tasks at hand; nothing for an unknown id."""
        row = await self._store.interview(id) if ROOM_ID.match(id) else None
        if row is None:
            return None
        await self._pins.load(row)
        return self._now(row)

    async def interviews(self) -> Sequence[Interview]:
        """All of them as they are now, newest first. For a page, take `listed`."""
        return [self._now(row) for row in await self._store.interviews()]

    async def listed(self, wanted: Wanted) -> Sequence[Interview]:
        """Those that are wanted, as they are now: a page that shows one more has the next one's beginning."""
        return [self._now(row) for row in await self._store.listed(wanted)]

    async def listed_for(self, account: Account, wanted: Wanted) -> Sequence[Interview]:
        """Those that this account may see."""
        theirs = for_account(account, wanted)
        return [] if theirs is None else await self.listed(theirs)

    async def counts_for(self, account: Account, wanted: Wanted) -> Mapping[State, int]:
        """How many there are in each state, whatever `wanted` says of state, place and limit; as the rows have it."""
        theirs = for_account(account, replace(wanted, state=None))
        if theirs is None:
            return {}
        counts = await self._store.counts(theirs)
        return {state: count for state, count in counts.items() if theirs.state in (None, state)}

    def _now(self, row: Interview) -> Interview:
        """An open room knows what has become of it before its row does."""
        live = self._rooms.get(row.id)
        if live is None:
            return row
        known = live.interview
        return replace(row, state=known.state, started=known.started, ended=known.ended)
