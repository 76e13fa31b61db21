"""Cuts a part out of a track: a track of its own that holds nothing from outside the part but the state it begins with.

The state is the texts, their authors and the pointers as they were, and of the talk before it only what says who is
there, where they look, which cases are theirs, and which stage it is. A run that began before the part is not in it; of
one that ends after the part only what came until then.
"""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from hashlib import sha256
from typing import Any, Final

from server.core.track import lines
from server.core.track.activity import Activity
from server.core.track.parts import Chunk, ChunkFacts, Sheet, SheetFacts
from server.core.track.reading import Index, Moment, Said

STATE: Final = frozenset(
    {"opened", "agreed", "started", "joined", "left", "switched", "case_added", "case_dropped"}
    | {"stage_began", "stage_ended", "paused", "resumed", "extended", "part_opened", "interrupted"}
    | {"private_began", "private_ended"}
    | {"file_created", "file_renamed", "file_deleted", "file_restored"}
)
"""What the talk from before the part must say."""
RUN: Final = frozenset({"run_started", "printed", "case_judged", "run_ended"})
NOTES: Final = frozenset({"note_written", "note_changed", "note_dropped"})
NEVER: Final = frozenset({"forked", "private_edited", "private_ran", "private_released", lines.UNKNOWN})
"""What leads elsewhere, what was thought privately, and what cannot be known to be harmless."""


@dataclass(frozen=True, slots=True)
class Part:
    """From `begin` to `end` ms of interview time, both included. `notes` are there only where they are asked for."""

    begin: int
    end: int
    notes: bool

    def has(self, at: int) -> bool:
        return self.begin <= at <= self.end


@dataclass(frozen=True, slots=True)
class Cut:
    """A whole track in memory."""

    index: bytes
    chunks: tuple[bytes, ...]
    sheets: Mapping[str, bytes]


def wanted_chunks(index: Index, part: Part) -> range:
    """The numbers of the chunks that `cut` needs."""
    last = max((number for number, chunk in enumerate(index.chunks) if chunk.at <= part.end), default=-1)
    before = index.wanted(Moment(part.begin - 1))
    return range(before.start if before else 0, last + 1)


def wanted_runs(index: Index, part: Part) -> set[str]:
    """The runs whose sheets `cut` needs: those that began in the part."""
    return {said.data["run"] for said in index.talk if said.kind == "run_started" and part.has(said.at)}


def cut(index: Index, chunks: Mapping[int, bytes], sheets: Mapping[str, bytes], part: Part) -> Cut:
    """The part as a track. `chunks` and `sheets` are those that it needs, by number and by run."""
    kept = {run: _sheet(run, text, part) for run, text in sheets.items()}
    talk = [said for said in index.talk if _is_told(said, part, kept)]
    pieces = list(_pieces(index, chunks, part))
    made = _chunks(pieces)
    header = _header(index, pieces, made, talk, part)
    header["sheets"] = {run: asdict(sheet.facts) for run, sheet in kept.items()}
    told = b"\n".join([lines.written(header), *(_line(said, kept) for said in talk), b""])
    return Cut(told, tuple(chunk.text for chunk in made), {run: sheet.text for run, sheet in kept.items()})


def _is_told(said: Said, part: Part, runs: Mapping[str, Sheet]) -> bool:
    if said.kind in NEVER or said.at > part.end:
        return False
    if said.at < part.begin:
        return said.kind in STATE
    if said.kind in NOTES:
        return part.notes
    return said.kind not in RUN or said.data["run"] in runs


def _line(said: Said, runs: Mapping[str, Sheet]) -> bytes:
    data = said.data
    if said.kind == "run_ended":
        data = {**data, "sheet": runs[data["run"]].facts.digest}
    return lines.written([said.seq, said.at, said.wall, said.by, said.kind, data])


def _sheet(run: str, text: bytes, part: Part) -> Sheet:
    """What a run had said by the end of the part."""
    inside = b"".join(line + b"\n" for line in text.split(b"\n")[:-1] if lines.read(line)[1] <= part.end)
    return Sheet(run, SheetFacts(sha256(inside).hexdigest(), len(inside)), inside)


@dataclass(frozen=True, slots=True)
class _Piece:
    """A chunk of the part: what its first line says, and its lines with their numbers."""

    at: int
    seq: int
    keyframe: dict[str, Any] | None
    lines: list[tuple[int, bytes]]


def _pieces(index: Index, chunks: Mapping[int, bytes], part: Part) -> Iterator[_Piece]:
    """The first begins with the state before the part, wherever its lines begin; the others have what they had."""
    before = Moment(part.begin - 1)
    state: dict[str, Any] | None = index.state(before, chunks).keyframe()
    for number in wanted_chunks(index, part):
        inside = [(seq, line) for seq, line in index.numbered(number, chunks[number]) if part.has(lines.read(line)[0])]
        if inside:
            if state is not None:
                yield _Piece(part.begin, min(inside[0][0] - 1, _before(index, part)), state, inside)
                state = None
            else:
                had = lines.read(chunks[number].split(b"\n", 1)[0])["keyframe"]
                yield _Piece(index.chunks[number].at, inside[0][0] - 1, had, inside)
    if state is not None:
        yield _Piece(part.begin, _before(index, part), state, [])


def _before(index: Index, part: Part) -> int:
    """The number before what is said first in the part, or after it: what is said in it happens to the first state."""
    later = (said.seq for said in index.talk if said.at >= part.begin)
    return next(later, index.header["events"] + 1) - 1


def _chunks(pieces: list[_Piece]) -> list[Chunk]:
    made: list[Chunk] = []
    keyframe = 0
    for number, piece in enumerate(pieces):
        keyframe = keyframe if piece.keyframe is None else number
        first = lines.written({"chunk": number, "keyframe": piece.keyframe})
        text = b"\n".join([first, *(line for _, line in piece.lines), b""])
        facts = ChunkFacts(piece.at, len(piece.lines), piece.seq, keyframe, sha256(text).hexdigest(), len(text))
        made.append(Chunk(number, facts, text))
    return made


def _header(index: Index, pieces: list[_Piece], chunks: list[Chunk], talk: list[Said], part: Part) -> dict[str, Any]:
    """The first line of the part's index. Nothing in it counts or names what is outside."""
    activity = Activity()
    numbers = {said.seq for said in talk}
    files: dict[str, None] = {}
    for piece in pieces:
        files |= dict.fromkeys((piece.keyframe or {"texts": ()})["texts"])
        for seq, line in piece.lines:
            at, by, kind, what = lines.read(line)
            numbers.add(seq)
            activity.count(at, by, "edits" if kind == "edited" else "moves")
            files |= dict.fromkeys(splice[0] for splice in what if kind == "edited")
    between = [range(piece.seq + 1, piece.lines[-1][0]) for piece in pieces if piece.lines]
    return {
        **{name: index.header[name] for name in ("format", "title", "edition", "host", "candidate", "began")},
        "room": "",
        "events": max(numbers, default=0),
        "from": part.begin,
        "length": part.end,
        "live": False,
        "files": list(files),
        "chunks": [asdict(chunk.facts) for chunk in chunks],
        "bin": activity.bin,
        "activity": activity.counts,
        "unknown": 0,
        "unreadable": 0,
        "withheld": [seq for stretch in between for seq in stretch if seq not in numbers],
        "seal": None,
    }
