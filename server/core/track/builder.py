"""Builds a track from a timeline, entry by entry, and may stop and go on at any place.

What is closed stays as it is: chunks and sheets are handed out as they close, and only the index is told again. Every
entry goes through `roles.sees` before anything else looks at it.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from hashlib import sha256
from typing import Any, Final

from server.core import events as e
from server.core.ids import ROOM
from server.core.roles import hears, sees
from server.core.track import lines
from server.core.track.activity import Activity
from server.core.track.following import Following
from server.core.track.parts import (
    CHUNK_ENTRIES,
    CHUNK_MS,
    ERASED,
    FORMAT,
    Chunk,
    ChunkFacts,
    Edition,
    Head,
    Move,
    Sheet,
    SheetFacts,
    Unread,
)
from server.core.track.pointing import Pointing
from server.core.track.texts import Texts

Piece = Chunk | Sheet
UNREADABLE: Final = 99
"""The code that the store, too, has in place of an event that cannot be written."""


class Builder:
    """One track. Belongs to the thread that made it; `close` lets its document go.

    `tasks` are the interview's slugs. `most` entries are in a chunk, and as many lie between two keyframes.
    """

    def __init__(self, edition: Edition, tasks: Iterable[str], *, most: int = CHUNK_ENTRIES) -> None:
        self.edition: Final = edition
        self.seq = 0
        """The highest number of the timeline that was taken in."""
        self.at = 0
        self.ended = False
        self.chunks: list[ChunkFacts] = []
        self.sheets: dict[str, SheetFacts] = {}
        self.unknown, self.unreadable = 0, 0
        self._role = edition.role
        self._most = most
        self._began = 0
        self._texts = Texts()
        self._following = Following(tasks)
        self._pointing = Pointing(self._following)
        self._activity = Activity()
        self._talk: list[bytes] = []
        self._later: dict[int, int] = {}
        """What this edition does not hear in a live room: its place in the talk, and its number."""
        self._withheld: list[int] = []
        self._open: _OpenChunk | None = None
        self._keyframe_seq, self._keyframe_chunk = 0, 0
        self._runs: dict[str, list[bytes]] = {}

    def close(self) -> None:
        self._following.close()

    def take(self, entries: Iterable[e.Entry | Unread]) -> Iterator[Piece]:
        """Take in the next entries, in order; out come the chunks and sheets that they close. Must be used up."""
        for entry in entries:
            if entry.seq <= self.seq:
                continue
            self._miss(entry.seq)
            yield from self._took(entry)

    def tail(self) -> list[Piece]:
        """The chunk and the sheets that are still open, as they would be if nothing more came."""
        pieces: list[Piece] = [_sheet(run, held) for run, held in self._runs.items()]
        if self._open is not None:
            pieces.append(self._open.closed(len(self.chunks)))
        return pieces

    def index(self, head: Head, *, live: bool, seal: Mapping[str, Any] | None = None) -> bytes:
        """The index as it is now, with what `tail` gives."""
        chunks, sheets = list(self.chunks), dict(self.sheets)
        for piece in self.tail():
            if isinstance(piece, Chunk):
                chunks.append(piece.facts)
            else:
                sheets[piece.run] = piece.facts
        talk, withheld = self._talk, self._withheld
        if live and self._later:  # nobody is watched while they work: they are in the index when it has ended (A10)
            talk = [line for at, line in enumerate(talk) if at not in self._later]
            withheld = sorted([*withheld, *self._later.values()])
        first = {
            "format": FORMAT,
            "room": head.room,
            "title": head.title,
            "edition": self.edition.value,
            "host": head.host,
            "candidate": head.candidate,
            "events": self.seq,
            "from": 0,
            "length": self.at,
            "began": self._began,
            "live": live,
            "files": self._texts.files(),
            "chunks": [asdict(chunk) for chunk in chunks],
            "sheets": {run: asdict(sheet) for run, sheet in sheets.items()},
            "bin": self._activity.bin,
            "activity": self._activity.counts,
            "unknown": self.unknown,
            "unreadable": self.unreadable,
            "withheld": withheld,
            "seal": seal,
        }
        return b"\n".join([lines.written(first), *talk, b""])

    def _miss(self, seq: int) -> None:
        """Entries that are not there, where numbers should follow on: as withheld as others, and counted."""
        missing = range(self.seq + 1, seq)
        self._withheld.extend(missing)
        self.unreadable += len(missing)

    def _took(self, entry: e.Entry | Unread) -> Iterator[Piece]:
        self.seq, self.at = entry.seq, max(self.at, entry.at)
        if isinstance(entry, Unread):
            if entry.code == ERASED:
                self._withheld.append(entry.seq)
            else:
                self._unread(entry)
            return
        event = sees(self._role, entry.event)
        match event:
            case None:
                self._withheld.append(entry.seq)
            case e.Edited(update):
                splices = self._following.edited(update, ours=entry.by == ROOM)
                yield from self._line(entry.by, "edits", [self.at, entry.by, "edited", [s.plain() for s in splices]])
                self._texts.edited(entry.by, splices)
            case e.Pointed(update):
                moves = [move for move in self._pointing.pointed(update) if not self._is_there(entry.by, move)]
                yield from self._line(entry.by, "moves", [self.at, entry.by, "pointed", [m.plain() for m in moves]])
                self._texts.pointed(entry.by, moves)
            case _:
                yield from self._said(e.Entry(entry.seq, self.at, entry.wall, entry.by, event))

    def _unread(self, entry: Unread) -> None:
        self._talk.append(lines.unread(entry, self.at))
        if entry.known:
            self.unreadable += 1
        else:
            self.unknown += 1

    def _is_there(self, by: str, move: Move) -> bool:
        """Whether this pointer is in that place already: it moved with the text."""
        return (None if move.place is None else (by, move.place)) == self._texts.pointers.get(move.pointer)

    def _line(self, by: str, kind: str, line: list[Any]) -> Iterator[Piece]:
        """One more line in a chunk. It happens after the chunk before it is closed and a keyframe is taken."""
        held = self._open
        if held is not None and (self.seq - held.seq > self._most or self.at - held.at >= CHUNK_MS):
            yield self._closed(held)
            held = None
        if held is None:
            held = self._open = self._opened()
        held.lines.append(lines.written(line))
        self._activity.count(self.at, by, kind)

    def _opened(self) -> "_OpenChunk":
        number, before = len(self.chunks), self.seq - 1
        keyframe = None
        if number == 0 or before - self._keyframe_seq >= self._most:
            keyframe = self._texts.keyframe()
            self._keyframe_seq, self._keyframe_chunk = before, number
        first = lines.written({"chunk": number, "keyframe": keyframe})
        return _OpenChunk(self.at, before, self._keyframe_chunk, [first])

    def _closed(self, held: "_OpenChunk") -> Chunk:
        chunk = held.closed(len(self.chunks))
        self.chunks.append(chunk.facts)
        self._open = None
        return chunk

    def _said(self, entry: e.Entry) -> Iterator[Piece]:
        """An entry of the talk."""
        digest = ""
        match entry.event:
            case e.RunStarted(run=run) | e.Printed(run=run) | e.CaseJudged(run=run):
                if run not in self.sheets:
                    self._runs.setdefault(run, []).append(lines.whole(entry))
            case e.RunEnded(run=run) if run not in self.sheets:
                sheet = _sheet(run, self._runs.pop(run, []))
                self.sheets[run] = sheet.facts
                yield sheet
            case e.Started():
                self._began = self._began or entry.wall
            case e.Left():
                self._texts.left(entry.by)
            case e.Interrupted():
                self._texts.interrupted()
            case e.Ended():
                self.ended = True
            case _:
                pass
        if isinstance(entry.event, e.RunEnded):
            digest = self.sheets[entry.event.run].digest
        line = lines.light(entry, digest)
        if line:
            if hears(self._role, entry.event) is None:
                self._later[len(self._talk)] = entry.seq
            self._talk.append(line)
        else:
            self._unread(Unread(entry.seq, self.at, entry.wall, entry.by, UNREADABLE, sha256().hexdigest(), known=True))


class _OpenChunk:
    """A chunk that lines still come to. `seq` is the highest number before it."""

    def __init__(self, at: int, seq: int, keyframe: int, first: list[bytes]) -> None:
        self.at, self.seq, self.keyframe = at, seq, keyframe
        self.lines = first

    def closed(self, number: int) -> Chunk:
        text = b"\n".join([*self.lines, b""])
        events = len(self.lines) - 1
        digest = sha256(text).hexdigest()
        return Chunk(number, ChunkFacts(self.at, events, self.seq, self.keyframe, digest, len(text)), text)


def _sheet(run: str, held: list[bytes]) -> Sheet:
    text = b"".join(line + b"\n" for line in held)
    return Sheet(run, SheetFacts(sha256(text).hexdigest(), len(text)), text)
