"""Reads a track again: its lines with their numbers, and the state at any moment."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeAlias, assert_never

from server.core.track import lines
from server.core.track.parts import ChunkFacts, Move, Place, SheetFacts, Splice
from server.core.track.texts import Texts


@dataclass(frozen=True, slots=True)
class Said:
    """An entry of the talk: an event of the protocol. `data` holds the fields of its kind."""

    seq: int
    at: int
    wall: int
    by: str
    kind: str
    data: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Edits:
    seq: int
    at: int
    by: str
    splices: tuple[Splice, ...]


@dataclass(frozen=True, slots=True)
class Moves:
    seq: int
    at: int
    by: str
    moves: tuple[Move, ...]


Item: TypeAlias = Said | Edits | Moves


@dataclass(frozen=True, slots=True)
class Moment:
    """A moment of an interview: everything until `at` ms, or everything up to the entry `seq`."""

    at: int | None = None
    seq: int | None = None

    def has(self, item: Item) -> bool:
        """Whether this has happened by then."""
        return (self.at is None or item.at <= self.at) and (self.seq is None or item.seq <= self.seq)

    def reaches(self, chunk: ChunkFacts) -> bool:
        """Whether the chunk has begun by then."""
        return (self.at is None or chunk.at <= self.at) and (self.seq is None or chunk.seq < self.seq)


class Index:
    """An index, read. `header` is its first line; the talk is read when somebody asks."""

    def __init__(self, text: bytes) -> None:
        first, *rest = text.split(b"\n")[:-1]
        self.header: dict[str, Any] = lines.read(first)
        self.talk_lines = rest
        self.chunks = [ChunkFacts(**facts) for facts in self.header["chunks"]]
        self.sheets = {run: SheetFacts(**facts) for run, facts in self.header["sheets"].items()}

    @cached_property
    def talk(self) -> list[Said]:
        return [Said(*lines.read(line)) for line in self.talk_lines]

    @cached_property
    def _elsewhere(self) -> set[int]:
        """The numbers of entries that are in no chunk."""
        return {said.seq for said in self.talk} | set(self.header["withheld"])

    def numbered(self, number: int, text: bytes) -> Iterator[tuple[int, bytes]]:
        """The lines of a chunk but its first, each with its entry's number."""
        seq = self.chunks[number].seq
        for line in text.split(b"\n")[1:-1]:
            seq += 1
            while seq in self._elsewhere:
                seq += 1
            yield seq, line

    def items(self, number: int, text: bytes) -> Iterator[Edits | Moves]:
        """The lines of a chunk, read."""
        for seq, line in self.numbered(number, text):
            yield _item(seq, lines.read(line))

    def talk_between(self, after: int, before: int) -> list[Said]:
        """What was said with `after < seq < before`."""
        numbers = self._talk_numbers
        return self.talk[bisect_right(numbers, after) : bisect_right(numbers, before - 1)]

    @cached_property
    def _talk_numbers(self) -> list[int]:
        return [said.seq for said in self.talk]

    def wanted(self, moment: Moment) -> range:
        """The numbers of the chunks that lead to a moment; none, if nothing was written before it."""
        reached = [number for number, chunk in enumerate(self.chunks) if moment.reaches(chunk)]
        if not reached:
            return range(0)
        return range(self.chunks[reached[-1]].keyframe, reached[-1] + 1)

    def state(self, moment: Moment, chunks: Mapping[int, bytes]) -> Texts:
        """Texts, authors and pointers at a moment, from the chunks that `wanted` names."""
        wanted = self.wanted(moment)
        if not wanted:
            return Texts()
        texts = Texts.restore(lines.read(chunks[wanted.start].split(b"\n", 1)[0])["keyframe"])
        for item in self.merged(self.chunks[wanted.start].seq, ((number, chunks[number]) for number in wanted)):
            if moment.has(item):
                step(texts, item)
        return texts

    def merged(self, after: int, chunks: Iterable[tuple[int, bytes]]) -> Iterator[Item]:
        """The lines of these chunks, which follow each other, and all talk after the entry `after`, in order."""
        for number, text in chunks:
            for item in self.items(number, text):
                yield from self.talk_between(after, item.seq)
                yield item
                after = item.seq
        yield from self.talk_between(after, self.header["events"] + 1)


def step(texts: Texts, item: Item) -> None:
    """Make this happen to the texts and the pointers."""
    match item:
        case Edits(by=by, splices=splices):
            texts.edited(by, splices)
        case Moves(by=by, moves=moves):
            texts.pointed(by, moves)
        case Said(kind="left", by=by):
            texts.left(by)
        case Said(kind="interrupted"):
            texts.interrupted()
        case Said():
            return
        case _ as never:
            assert_never(never)


def sheet_lines(text: bytes) -> dict[int, Said]:
    """What a run's sheet has, by number."""
    said = (Said(*lines.read(line)) for line in text.split(b"\n")[:-1])
    return {each.seq: each for each in said}


def _item(seq: int, line: list[Any]) -> Edits | Moves:
    at, by, kind, what = line
    if kind == "edited":
        return Edits(seq, at, by, tuple(Splice(*splice) for splice in what))
    return Moves(seq, at, by, tuple(Move(pointer, Place(*place) if place else None) for pointer, *place in what))
