"""Clip links: made, found again by their token, taken back; and the part of a track that each of them opens."""

import asyncio
import hashlib
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from server.core.clip import CLIPS_MAX, DAY_MS, Clip, problem
from server.core.interview import Interview
from server.core.track.cutting import Cut, cut, wanted_chunks, wanted_runs
from server.core.track.parts import Edition
from server.live import chance
from server.live.planning import Refused
from server.live.ports import Clock, Store
from server.live.track_kept import Packed
from server.live.tracks import Tracks

AT_HAND: Final = 8
"""Cut parts that are kept, a megabyte or two each; others are cut again."""
NO_MORE: Final = f"This interview has {CLIPS_MAX} links already. Take one back first."


@dataclass(frozen=True, slots=True)
class Asked:
    """A link that somebody wants: the part in ms of interview time, for how long, for whom."""

    begin: int
    end: int
    days: int
    audience: Edition
    notes: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """A part as it is served."""

    index: Packed
    chunks: tuple[Packed, ...]
    sheets: dict[str, Packed]

    @classmethod
    def of(cls, made: Cut) -> "Shown":
        sheets = {run: Packed.of(text) for run, text in made.sheets.items()}
        return cls(Packed.of(made.index), tuple(map(Packed.of, made.chunks)), sheets)


class Clips:
    def __init__(self, store: Store, tracks: Tracks, clock: Clock) -> None:
        self._store = store
        self._tracks = tracks
        self._clock = clock
        self._shown: OrderedDict[str, Shown] = OrderedDict()

    async def make(self, interview: Interview, asked: Asked) -> tuple[Clip, str] | Refused:
        """A new link and its token, which is known only now."""
        index = await self._tracks.read_index(interview, asked.audience)
        length = index.header["length"]
        wrong = problem(asked.begin, asked.end, length, asked.days, asked.audience, asked.notes)
        if wrong:
            return Refused(*wrong)
        if len(await self.all(interview.id)) >= CLIPS_MAX:
            return Refused(NO_MORE)
        token, now = chance.token(), self._clock.wall_ms()
        clip = Clip(
            chance.short_id(),
            interview.id,
            digest(token),
            asked.begin,
            asked.end,
            asked.audience,
            asked.notes,
            now,
            now + asked.days * DAY_MS,
        )
        await self._store.add_clip(clip)
        return clip, token

    async def find(self, token: str) -> Clip | None:
        """The clip that this token opens; nothing for one that is unknown, has run out or was taken back."""
        clip = await self._store.clip(digest(token))
        return clip if clip and clip.is_good(self._clock.wall_ms()) else None

    async def all(self, room: str) -> Sequence[Clip]:
        """The links of this interview that are still good, newest first."""
        now = self._clock.wall_ms()
        return [clip for clip in await self._store.clips(room) if clip.is_good(now)]

    async def revoke(self, room: str, id: str) -> bool:
        """Whether there was such a link. It opens nothing from now on."""
        self._shown.pop(id, None)
        return await self._store.drop_clip(room, id)

    def forget(self) -> None:
        """Cut everything anew: some timeline is not what it was."""
        self._shown.clear()

    async def shown(self, clip: Clip, interview: Interview) -> Shown:
        """What the clip's track is. Raises `StoreError`."""
        if clip.id not in self._shown:
            self._shown[clip.id] = await self._cut(clip, interview)
        self._shown.move_to_end(clip.id)
        while len(self._shown) > AT_HAND:
            self._shown.popitem(last=False)
        return self._shown[clip.id]

    async def _cut(self, clip: Clip, interview: Interview) -> Shown:
        index, edition, part = await self._tracks.read_index(interview, clip.audience), clip.audience, clip.part
        chunks, sheets = {}, {}
        for number in wanted_chunks(index, part):
            if (chunk := await self._tracks.chunk(interview, edition, number)) is not None:
                chunks[number] = chunk.text
        for run in wanted_runs(index, part):
            if (sheet := await self._tracks.sheet(interview, edition, run)) is not None:
                sheets[run] = sheet.text
        return await asyncio.to_thread(lambda: Shown.of(cut(index, chunks, sheets, part)))


def digest(token: str) -> str:
    """What is kept of a token."""
    return hashlib.sha256(token.encode(errors="surrogatepass")).hexdigest()
