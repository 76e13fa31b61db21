"""Exports: an interview as a file of another program's format. Who opens the house says which formats there are."""

import asyncio
import re
import unicodedata
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

import msgspec

from server.core import events as e
from server.core.interview import Interview, State
from server.core.languages import Language
from server.core.story import Moved, Step, Story, Wrote
from server.core.track.parts import Edition
from server.core.track.reading import Edits, Item, Moves, Said
from server.live.pins import Pins
from server.live.tracks import Tracks

NAME_MAX: Final = 60
"""Characters of a title in a file's name."""
SIZES_MAX: Final = 1_000
"""Files whose sizes are remembered."""


@dataclass(frozen=True, slots=True)
class Format:
    """One format. `name` stands in addresses and on the command line, `ending` at the end of a file's name.

    `what` says in a sentence what it is for. `named` says that a copy can be had with names, which leaves them out
    otherwise. `make` runs in a thread.
    """

    name: str
    title: str
    ending: str
    media: str
    what: str
    make: Callable[[Story], bytes]
    named: bool = False


@dataclass(frozen=True, slots=True)
class Made:
    """A file: its name without any folder, its media type, and its bytes."""

    name: str
    media: str
    body: bytes


class Exports:
    """Makes one file at a time: each holds a whole interview in memory, and nobody is in a hurry."""

    def __init__(self, formats: Sequence[Format], tracks: Tracks, pins: Pins, languages: Sequence[Language]) -> None:
        self.formats = tuple(formats)
        self._tracks = tracks
        self._pins = pins
        self._languages = languages
        self._one_at_a_time = asyncio.Lock()
        self._sizes: OrderedDict[tuple[str, str, Edition, bool], int] = OrderedDict()

    def format(self, name: str) -> Format | None:
        return next((each for each in self.formats if each.name == name), None)

    async def make(
        self,
        interview: Interview,
        format: Format,
        edition: Edition,
        *,
        names: bool = False,
        progress: Callable[[int], None] = lambda entries: None,
    ) -> Made:
        """The file, of everything up to now. `progress` hears how many entries were read. Raises `StoreError`."""
        names = names and format.named
        async with self._one_at_a_time:
            story = await self._story(interview, edition, names=names, progress=progress)
            body = await asyncio.to_thread(format.make, story)
        if not story.so_far:
            self._sizes[interview.id, format.name, edition, names] = len(body)
        while len(self._sizes) > SIZES_MAX:
            self._sizes.popitem(last=False)
        return Made(file_name_of(story, format), format.media, body)

    def size(self, interview: Interview, name: str, edition: Edition, *, names: bool = False) -> int:
        """Bytes of the file in the format of this name, if it was made since the interview's end; else 0."""
        return self._sizes.get((interview.id, name, edition, names), 0)

    async def _story(
        self, interview: Interview, edition: Edition, *, names: bool, progress: Callable[[int], None]
    ) -> Story:
        reader = _Reader()
        async for item in self._tracks.walk(interview, edition):
            reader.read(item)
            progress(item.seq)
        await self._pins.load(interview)
        pinned = self._pins.of(interview)
        titles = {slug: task.title for slug in interview.tasks if (task := pinned.task(slug))}
        return Story(interview, edition, titles, self._languages, reader.steps, names, reader.unread)


class _Reader:
    """A track's items as steps. An edit has no wall time of its own, and gets it from the last event that has one."""

    def __init__(self) -> None:
        self.steps: list[Step] = []
        self.unread = 0
        self._offset = 0

    def read(self, item: Item) -> None:
        match item:
            case Said():
                self._offset = item.wall - item.at
                event = event_of(item.kind, item.data)
                if event is None:
                    self.unread += 1
                else:
                    self.steps.append(Step(item.seq, item.at, item.wall, item.by, event))
            case Edits():
                self._step(item, Wrote(item.splices))
            case Moves():
                places = tuple(move.place for move in item.moves if move.place is not None)
                if places:
                    self._step(item, Moved(places))

    def _step(self, item: Edits | Moves, what: Wrote | Moved) -> None:
        self.steps.append(Step(item.seq, item.at, self._offset + item.at, item.by, what))


def event_of(kind: str, data: Mapping[str, Any]) -> e.Event | None:
    """An event as a track tells it; None for one that this version cannot read."""
    if kind not in e.KINDS:
        return None
    try:
        return msgspec.convert(data, e.KINDS[kind])
    except msgspec.ValidationError:
        return None


def file_name_of(story: Story, format: Format) -> str:
    """What the file is called: `backend-engineer-cam-2026-11-27-transcript.md`. It names nobody where the file does
    not."""
    interview = story.interview
    began = interview.started or interview.created
    who = [interview.title, interview.candidate] if story.names or not format.named else [f"interview-{interview.id}"]
    parts = [*map(_plain, who), f"{datetime.fromtimestamp(began / 1000, UTC):%Y-%m-%d}", format.name.partition(".")[0]]
    parts += ["candidate"] if story.edition is Edition.CANDIDATE else []
    parts += ["up-to-now"] if interview.state is not State.ENDED else []
    return "-".join(filter(None, parts)) + format.ending


def _plain(words: str) -> str:
    """Words in letters that every system's file names have; "" if there are none."""
    ascii = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", ascii).strip("-")[:NAME_MAX].strip("-")
