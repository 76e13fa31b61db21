"""The tracks of a house: derived beside the event loop, kept in a folder, served from there.

Everything is derived in one thread, a few hundred entries at a time: a document belongs to the thread that made it, and
whoever waits for a long track does not hold up somebody else's short one. A track of an interview that goes on grows
from where it was; one of an interview that has ended is a file.
"""

import asyncio
from collections import OrderedDict
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from typing import Any, Final, TypeVar
from weakref import WeakValueDictionary

import structlog

from server.core.interview import Interview, State
from server.core.track.builder import Builder
from server.core.track.parts import Edition, Head
from server.core.track.reading import Index, Item, Moment, Said, sheet_lines
from server.core.track.texts import Texts
from server.live.ports import Clock, Store, StoreError
from server.live.track_folder import TrackFolder
from server.live.track_kept import Damaged, Finished, Growing, Packed, sealed

AGAIN_MS: Final = 1_000
"""So long the index of an interview that goes on stays as it is."""
GROWING_MAX: Final = 32
"""Tracks that grow at the same time. Of more, the one that nobody has asked for longest begins anew the next time."""
NO_FOLDER: Final = "The server's disk does not take what a replay needs. Whoever runs it should free some space."
OPEN_MAX: Final = 64
"""Finished tracks whose directories are at hand, about 30 kB each."""

Key = tuple[str, Edition]
Seal = Mapping[str, Any]
T = TypeVar("T")
log = structlog.get_logger()


async def _never_sealed(room: str) -> Seal | None:
    return None


class Tracks:
    """`stored` returns when all that has happened in a room is in the store.

    `seal` gives what an index says of the interview's seal, or None; whoever seals sets it. Every method raises
    `StoreError` when the timeline cannot be read.
    """

    def __init__(
        self,
        store: Store,
        folder: TrackFolder,
        clock: Clock,
        stored: Callable[[str], Awaitable[None]],
    ) -> None:
        self.seal: Callable[[str], Awaitable[Seal | None]] = _never_sealed
        self._store = store
        self._folder = folder
        self._clock = clock
        self._stored = stored
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="greenroom-tracks")
        self._locks: WeakValueDictionary[Key, asyncio.Lock] = WeakValueDictionary()
        self._growing: OrderedDict[Key, Growing] = OrderedDict()
        self._finished: OrderedDict[Key, Finished] = OrderedDict()
        self._told_at: dict[Key, int] = {}

    async def close(self) -> None:
        for key in list(self._growing):
            await self._do(self._growing.pop(key).discard)
        await asyncio.to_thread(self._thread.shutdown)

    # What is served -------------------------------------------------------------------------------------------------

    async def index(self, interview: Interview, edition: Edition) -> Packed:
        """The index, at most a second old."""
        await self._track(interview, edition)
        return await self._read(interview, edition, lambda kept: kept.index())

    async def chunk(self, interview: Interview, edition: Edition, number: int) -> Packed | None:
        """A chunk as the last index knows it; None if there is none of this number."""
        return await self._read(interview, edition, lambda kept: kept.chunk(number))

    async def sheet(self, interview: Interview, edition: Edition, run: str) -> Packed | None:
        """A run's sheet; None if there was no such run."""
        return await self._read(interview, edition, lambda kept: kept.sheet(run))

    async def _read(self, interview: Interview, edition: Edition, read: Callable[[Growing | Finished], T]) -> T:
        """Read something of a track; if its file is damaged, of one that is derived anew."""
        kept = self._at_hand(interview, edition) or await self._track(interview, edition)
        try:
            return await asyncio.to_thread(read, kept)
        except Damaged:
            await self._drop((interview.id, edition))
            return await asyncio.to_thread(read, await self._track(interview, edition))

    # What others ask of a track -------------------------------------------------------------------------------------

    async def read_index(self, interview: Interview, edition: Edition) -> Index:
        """The index with its talk, read in a thread: an interview may have tens of thousands of events."""
        packed = await self.index(interview, edition)

        def read() -> Index:
            index = Index(packed.text)
            len(index.talk)
            return index

        return await asyncio.to_thread(read)

    async def state_at(
        self, interview: Interview, edition: Edition, *, at: int | None = None, seq: int | None = None
    ) -> Texts:
        """Texts, authors and pointers when `at` ms of the interview had passed, or after the entry `seq`."""
        index = await self.read_index(interview, edition)
        moment = Moment(at, seq)
        chunks = {number: await self._text(interview, edition, number) for number in index.wanted(moment)}
        return await asyncio.to_thread(index.state, moment, chunks)

    async def texts_at(
        self, interview: Interview, edition: Edition, *, at: int | None = None, seq: int | None = None
    ) -> dict[str, str]:
        """`<task>/<file>` and its text at a moment, of every file that was written to by then."""
        return (await self.state_at(interview, edition, at=at, seq=seq)).all()

    async def walk(self, interview: Interview, edition: Edition) -> AsyncIterator[Item]:
        """All of a track in the order of its numbers: what was said, with everything that a run made, and splices."""
        index = await self.read_index(interview, edition)
        whole: dict[int, Said] = {}
        after = 0
        for number in range(len(index.chunks)):
            text = await self._text(interview, edition, number)
            for item in await asyncio.to_thread(list, index.items(number, text)):
                for said in index.talk_between(after, item.seq):
                    yield await self._whole(interview, edition, said, whole)
                yield item
                after = item.seq
        for said in index.talk_between(after, index.header["events"] + 1):
            yield await self._whole(interview, edition, said, whole)

    async def lines(self, interview: Interview, edition: Edition) -> AsyncIterator[tuple[int, bytes]]:
        """Every line of a track with its entry's number, in order, as the bytes that a seal is over."""
        index = await self.read_index(interview, edition)
        talk = [(said.seq, line) for said, line in zip(index.talk, index.talk_lines, strict=True)]
        said = 0
        for number in range(len(index.chunks)):
            text = await self._text(interview, edition, number)
            for seq, line in await asyncio.to_thread(list, index.numbered(number, text)):
                while said < len(talk) and talk[said][0] < seq:
                    yield talk[said]
                    said += 1
                yield seq, line
        for each in talk[said:]:
            yield each

    async def rebuild(self, interview: Interview, progress: Callable[[int], None] = lambda seq: None) -> None:
        """Throw both editions away and derive them again. `progress` hears how many entries are done."""
        done = 0
        for edition in Edition:
            key = (interview.id, edition)
            await self._drop(key)

            def tell(seq: int, before: int = done) -> None:
                progress(before + seq)

            kept = await self._track(interview, edition, tell)
            done += kept.directory.events if isinstance(kept, Finished) else kept.builder.seq

    async def forget(self, room: str) -> None:
        """Throw away all that was ever derived of this room: its timeline is not what it was."""
        for edition in Edition:
            await self._drop((room, edition))
        await self._do(partial(self._folder.drop_all, room))

    async def size(self, interview: Interview, edition: Edition) -> int:
        """The bytes that a finished track takes."""
        kept = await self._track(interview, edition)
        return kept.directory.size if isinstance(kept, Finished) else 0

    async def prepare(self, interview: Interview) -> None:
        """Have both editions at hand before anybody asks: the interview has ended."""
        with suppress(StoreError):
            for edition in Edition:
                await self._track(interview, edition)

    async def _text(self, interview: Interview, edition: Edition, number: int) -> bytes:
        chunk = await self.chunk(interview, edition, number)
        assert chunk is not None, "the index names it"
        return await asyncio.to_thread(lambda: chunk.text)

    async def _whole(self, interview: Interview, edition: Edition, said: Said, whole: dict[int, Said]) -> Said:
        """What was said with what a run's sheet has of it, which is fetched when the run begins."""
        if said.kind in ("run_started", "printed", "case_judged"):
            if said.seq not in whole:
                sheet = await self.sheet(interview, edition, said.data["run"])
                whole.clear()
                whole.update(await asyncio.to_thread(lambda: sheet_lines(sheet.text)) if sheet else {})
            return whole.pop(said.seq, said)
        return said

    # Deriving -------------------------------------------------------------------------------------------------------

    def _at_hand(self, interview: Interview, edition: Edition) -> Growing | Finished | None:
        key = (interview.id, edition)
        return self._finished.get(key) or self._growing.get(key)

    async def _track(
        self, interview: Interview, edition: Edition, progress: Callable[[int], None] = lambda seq: None
    ) -> Growing | Finished:
        """The track as it is now."""
        key = (interview.id, edition)
        async with self._lock(key):
            try:
                try:
                    return await self._now(key, interview, progress)
                except Damaged:
                    await self._throw_away(key)
                    return await self._now(key, interview, progress)
            except StoreError:
                raise  # what was taken in is right, and goes on from there
            except Exception as error:
                await self._forget(key)
                if isinstance(error, OSError):
                    raise StoreError(f"{NO_FOLDER} ({error.strerror})") from error
                raise

    async def _now(self, key: Key, interview: Interview, progress: Callable[[int], None]) -> Growing | Finished:
        finished = await self._found(key)
        if finished is None:
            growing = await self._grown(key, interview, progress)
            if interview.state is not State.ENDED:
                return growing
            finished = await self._finish(key, growing)
        return await self._with_seal(key, finished)

    async def _found(self, key: Key) -> Finished | None:
        """The finished track, at hand or in the folder."""
        if key in self._finished:
            self._finished.move_to_end(key)
            return self._finished[key]
        found = await self._do(lambda: self._folder.open(_name(key)))
        finished = Finished.opened(found) if found else None
        if finished is None:
            return None
        if (await self._store.last(key[0]))[0] != finished.directory.events:  # the timeline is another one
            return None
        self._keep(key, finished)
        return finished

    async def _grown(self, key: Key, interview: Interview, progress: Callable[[int], None]) -> Growing:
        """The growing track, with everything in it that is stored."""
        growing = self._growing.get(key)
        now = self._clock.monotonic_ms()
        told_at = self._told_at.get(key, now - AGAIN_MS)
        if growing is not None and now - told_at < AGAIN_MS and interview.state is not State.ENDED:
            self._growing.move_to_end(key)
            return growing
        if growing is None:
            growing = await self._do(lambda: self._begun(key, interview))
            self._growing[key] = growing
            await self._make_room()
        await self._stored(key[0])
        async for entries in self._store.everything(key[0], growing.builder.seq):
            await self._do(partial(growing.take, entries))
            progress(growing.builder.seq)
        if interview.state is not State.ENDED:
            await self._do(growing.tell)
        self._growing.move_to_end(key)
        self._told_at[key] = now
        return growing

    def _begun(self, key: Key, interview: Interview) -> Growing:
        head = Head(interview.id, interview.title, interview.host, interview.candidate)
        builder = Builder(key[1], interview.tasks)
        return Growing(builder, self._folder.begin(_name(key)), head)

    async def _finish(self, key: Key, growing: Growing) -> Finished:
        seal = await self.seal(key[0])
        finished = await self._do(lambda: growing.finish(seal))
        await self._do(growing.close)
        self._growing.pop(key, None)
        self._told_at.pop(key, None)
        self._keep(key, finished)
        directory = finished.directory
        log.info("a track is derived", room=key[0], edition=key[1].value, entries=directory.events, size=directory.size)
        return finished

    async def _with_seal(self, key: Key, finished: Finished) -> Finished:
        """The track with the seal in its index, which may have come later."""
        if finished.directory.seal is not None:
            return finished
        seal = await self.seal(key[0])
        if seal is None:
            return finished
        told = await self._do(lambda: sealed(finished, self._folder.begin(_name(key)), seal))
        self._keep(key, told)
        return told

    def _keep(self, key: Key, finished: Finished) -> None:
        """A file that is let go is closed when nobody reads it any more."""
        self._finished[key] = finished
        self._finished.move_to_end(key)
        while len(self._finished) > OPEN_MAX:
            self._finished.popitem(last=False)

    async def _make_room(self) -> None:
        """Let those go that nobody has asked for longest, and that nobody derives just now."""
        for key in list(self._growing):
            if len(self._growing) > GROWING_MAX and not self._lock(key).locked():
                await self._forget(key)

    async def _drop(self, key: Key) -> None:
        """Throw the track away, its file too, for whoever does not hold its lock."""
        async with self._lock(key):
            await self._throw_away(key)

    async def _throw_away(self, key: Key) -> None:
        log.info("a track is thrown away, to be derived again", room=key[0], edition=key[1].value)
        await self._forget(key)
        await self._do(partial(self._folder.drop, _name(key)))

    async def _forget(self, key: Key) -> None:
        self._finished.pop(key, None)
        self._told_at.pop(key, None)
        growing = self._growing.pop(key, None)
        if growing is not None:
            await self._do(growing.discard)

    def _lock(self, key: Key) -> asyncio.Lock:
        return self._locks.setdefault(key, asyncio.Lock())

    async def _do(self, job: Callable[[], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._thread, job)


def _name(key: Key) -> str:
    return f"{key[0]}.{key[1].value}"
