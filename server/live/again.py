"""The code of an earlier moment, run now: through the same judging and the same sandbox as a room's run.

Nothing of it goes on the interview's timeline, which may have ended. One thing at a time for each interview.
"""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable, Collection, Iterable, Mapping, Sequence
from contextlib import aclosing, asynccontextmanager
from dataclasses import dataclass
from typing import Final
from weakref import WeakValueDictionary

from sandbox.contract import Finished, Piece
from server.core import asks as a
from server.core import effects as f
from server.core import events as e
from server.core import inputs as i
from server.core.ids import CANDIDATE, HOST
from server.core.interview import Interview
from server.core.languages import file_name
from server.core.project_files import FileEvent, files_of
from server.core.projects import Source, work_of
from server.core.roles import Role
from server.core.room import Room
from server.core.room_state import TaskFacts
from server.core.track.parts import Edition
from server.core.unlocking import opened_parts
from server.live import chance
from server.live.planning import Refused
from server.live.ports import Clock
from server.live.runs import Runs
from server.live.specs import Ground, Prepared
from server.live.tracks import Tracks

TURN_SECONDS: Final = 3.0
"""So long one waits for the one before it, which may only have to notice that its page is gone."""
BUSY: Final = (
    "Code of this interview's past is running already, here or in another window. Wait for it, or stop it there."
)
NOT_IN_IT: Final = "This task was not part of this interview."
EMPTY: Final = "At this moment there is nothing in this file. Move on to where somebody has written in it."

Talk = Callable[[str], Awaitable[Sequence[e.Entry]]]
"""Everything of an interview but edits and cursors, in order."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Which tests to run on which file, as it was at interview time `at` (ms)."""

    at: int
    task: str
    language: str
    suite: e.Suite


@dataclass(frozen=True, slots=True)
class About:
    """What is run: the SHA-256 of the source, and whether the task is the version that the interview began with."""

    at: int
    digest: str
    task_digest: str
    task_changed: bool


@dataclass(frozen=True, slots=True)
class Waits:
    """So many runs go before this one; 0 when it waits no more."""

    position: int


@dataclass(frozen=True, slots=True)
class Moment:
    """What somebody who goes on from a moment begins with: files, own cases, and where the candidate was. `files` are
    those of projects: what each is called, and whether it was deleted."""

    texts: dict[str, str]
    files: Sequence[FileEvent]
    own: Sequence[e.CaseAdded]
    where: e.Switched | None


class Again:
    def __init__(self, tracks: Tracks, talk: Talk, runs: Runs, clock: Clock) -> None:
        self._tracks = tracks
        self._talk = talk
        self._runs = runs
        self._clock = clock
        self._turns: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    async def run(self, interview: Interview, asked: Asked) -> AsyncGenerator[About | Waits | e.Entry | Refused, None]:
        """The events of the run as they come, numbered from 1. A refusal is the first and the last thing said.

        Ending the iteration early kills the run.
        """
        async with self.turn(interview.id) as mine:
            prepared = await self._prepared(interview, asked) if mine else Refused(BUSY)
            if isinstance(prepared, Refused):
                yield prepared
                return
            about, ready, room = prepared
            yield about
            said = a.AskRun(asked.task, asked.language, asked.suite)
            begun = i.RunPrepared(
                HOST, Role.HOST, said, ready.spec, ready.shown, ready.digest, ready.seed, ready.feedback
            )
            for news in told(room, begun, asked.at, self._clock.wall_ms()):
                yield news
            async with aclosing(self.pieces(ready)) as pieces:
                async for piece in pieces:
                    for news in told(room, i.Ran(piece), asked.at, self._clock.wall_ms()):
                        yield news

    async def moment(self, interview: Interview, at: int, names: Sequence[str]) -> Moment | Refused:
        """The interview at its time `at` (ms), with the texts of these files."""
        texts = await self._texts(interview, at)
        if isinstance(texts, Refused):
            return texts
        talk = await self._talk(interview.id)
        looked = [entry.event for entry in talk if entry.at <= at and entry.by == CANDIDATE]
        where = next((event for event in reversed(looked) if isinstance(event, e.Switched)), None)
        files = files_of(entry for entry in talk if entry.at <= at)
        names = [*names, *sorted(files.texts())]
        kept = {name: texts[name] for name in names if texts.get(name)}
        return Moment(kept, files.anew(), own_cases(talk, at), where)

    async def _texts(self, interview: Interview, at: int) -> dict[str, str] | Refused:
        """Every file as it was; or why there is no such moment."""
        index = await self._tracks.read_index(interview, Edition.HOST)
        length = index.header["length"]
        if not 0 <= at <= length:
            return Refused(f"This interview has {length // 1000} seconds; there is no moment at {at // 1000} s.", "at")
        return await self._tracks.texts_at(interview, Edition.HOST, at=at)

    async def _prepared(self, interview: Interview, asked: Asked) -> tuple[About, Prepared, Room] | Refused:
        ground = self.ground(interview, asked)
        if isinstance(ground, Refused):
            return ground
        texts = await self._texts(interview, asked.at)
        if isinstance(texts, Refused):
            return texts
        talk = await self._talk(interview.id)
        source = source_at(talk, texts, asked, ground)
        if not (source if isinstance(source, str) else source.size):
            return Refused(EMPTY)
        parts = opened_parts(ground.task, talk, asked.at)
        ready = await self.prepare(ground, asked.suite, source, own_cases(talk, asked.at), parts)
        if isinstance(ready, Refused):
            return ready
        room = Room({asked.task: TaskFacts(asked.task, ground.task.title, ground.task.languages)})
        changed = pinned(talk).get(asked.task, "") != ground.task.digest
        return About(asked.at, ready.digest, ground.task.digest, changed), ready, room

    async def prepare(
        self,
        ground: Ground,
        suite: e.Suite,
        source: Source,
        own: Iterable[e.CaseAdded],
        parts: Collection[int] | None = None,
    ) -> Prepared | Refused:
        """A run of these tests on this source, as far as these parts are unlocked."""
        run, specs = chance.short_id(), self._runs.specs
        ready = specs.at_once(ground, suite, run=run, source=source, own=own, parts=parts)
        return await specs.hidden(ground, run=run, source=source, parts=parts) if ready is None else ready

    def ground(self, interview: Interview, asked: Asked) -> Ground | Refused:
        """What to run on: a task of this interview, as the interview has pinned it."""
        if asked.task not in interview.tasks:
            return Refused(NOT_IN_IT, "task")
        return self._runs.specs.ground(self._runs.pins.of(interview), asked.task, asked.language, asked.suite)

    async def pieces(self, ready: Prepared) -> AsyncGenerator[Piece, None]:
        """What the sandbox says of this run; the last piece is a `Finished`. Stopping early kills it."""
        heard: asyncio.Queue[Piece] = asyncio.Queue()
        self._runs.follow(ready.spec, heard.put_nowait)
        try:
            while True:
                piece = await heard.get()
                yield piece
                if isinstance(piece, Finished):
                    return
        finally:
            self._runs.kill(ready.spec.run)

    @asynccontextmanager
    async def turn(self, room: str) -> AsyncIterator[bool]:
        """One at a time for each interview; False for who has waited in vain."""
        lock = self._turns.setdefault(room, asyncio.Lock())
        try:
            async with asyncio.timeout(TURN_SECONDS):
                await lock.acquire()
        except TimeoutError:
            yield False
            return
        try:
            yield True
        finally:
            lock.release()


def source_at(talk: Iterable[e.Entry], texts: Mapping[str, str], asked: Asked, ground: Ground) -> Source:
    """What stood in this task's file, or in the files of a project, when these were the room's texts."""
    files = files_of(entry for entry in talk if entry.at <= asked.at).of(asked.task, asked.language)
    if not files:
        return texts.get(file_name(asked.task, ground.language), "")
    return work_of(files.values(), lambda text: texts.get(f"{asked.task}/{text}", ""))


def told(room: Room, said: i.Input, at: int, wall: int) -> list[Waits | e.Entry]:
    """What a room of its own, that nobody is in, says to this."""
    news: list[Waits | e.Entry] = []
    for effect in room.receive(said, at, wall):
        if isinstance(effect, f.Record):
            news.append(effect.entry)
        elif isinstance(effect, f.TellQueue):
            news.append(Waits(effect.position))
    return news


def own_cases(talk: Iterable[e.Entry], at: int) -> list[e.CaseAdded]:
    """The cases of their own that the people had at this time."""
    own: dict[str, e.CaseAdded] = {}
    for entry in talk:
        if entry.at > at:
            break
        match entry.event:
            case e.CaseAdded(case=case):
                own[case] = entry.event
            case e.CaseDropped(case):
                own.pop(case, None)
            case _:
                pass
    return list(own.values())


def pinned(talk: Iterable[e.Entry]) -> dict[str, str]:
    """The digest of each task that the interview goes on with."""
    found: dict[str, str] = {}
    for entry in talk:
        match entry.event:
            case e.Opened(tasks=tasks, digests=digests):
                found = dict(zip(tasks, digests, strict=False))
            case e.VersionTaken(task, digest):
                found[task] = digest
            case _:
                pass
    return found
