"""Lines that wait for the disk, in the order in which they came, and which rooms may still add to them.

Bounded: beyond `HELD_MAX` each room that goes on writing is cut off, so that its log ends early but has no gap, and
the process does not die of it with everything in memory.
"""

from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

import structlog

from server.core.events import Entry
from server.store import rows

HELD_MAX: Final = 512 * 1024 * 1024
"""Bytes of unsaved lines: an hour of four hundred rooms with somebody typing in each."""
LINE_OVERHEAD: Final = 220
"""Bytes of memory that a line takes besides its body (measured)."""

FAULT: Final = "This room is not saved any more because of a fault in the server. Copy your work, then reload the page."
FULL: Final = "The server holds as much unsaved work as it can. Copy your work before you close this page."
CLOSED: Final = "The server stopped before everything was saved. Reload the page when it is back."

log = structlog.get_logger(__name__)


class Line(NamedTuple):
    """An entry on its way to disk, already encoded."""

    room: str
    seq: int
    at: int
    wall: int
    by: str
    kind: int
    body: bytes
    name: str = ""
    """The file of a packed cursor, which gets a number in its place."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A place between lines. `reached` is called when everything before it is stored or cut off."""

    reached: Callable[[], None]


class Backlog:
    """For one thread. `cut_off` holds, for each room that is not stored any more, a sentence for its people."""

    def __init__(self, held_max: int = HELD_MAX) -> None:
        self.cut_off: dict[str, str] = {}
        self._newly_cut_off: list[str] = []
        self._held: deque[Line | Mark] = deque()
        self._bytes = 0
        self._held_max = held_max

    def __bool__(self) -> bool:
        return bool(self._held)

    def add(self, room: str, entry: Entry) -> None:
        """Hold one entry; or leave it out, if its room is cut off."""
        if room in self.cut_off:
            return
        if self._bytes > self._held_max:
            self._cut(room, FULL, f"unsaved lines take more than {self._held_max} bytes")
            return
        kind, body, name = rows.encode(entry.event)
        self._held.append(Line(room, entry.seq, entry.at, entry.wall, entry.by, kind, body, name))
        self._bytes += LINE_OVERHEAD + len(body)

    def mark(self, mark: Mark) -> None:
        self._held.append(mark)

    def head(self, count: int) -> list[Line]:
        """The next lines, at most so many, up to the next mark."""
        lines: list[Line] = []
        for held in self._held:
            if isinstance(held, Mark) or len(lines) == count:
                break
            lines.append(held)
        return lines

    def done(self, lines: Sequence[Line], faults: Mapping[str, str]) -> None:
        """These, which `head` gave, are stored, but for rooms with a fault (by room, for the log): those are cut off.

        The marks that come right after the lines are reached.
        """
        for line in lines:
            self._held.popleft()
            self._bytes -= LINE_OVERHEAD + len(line.body)
        for room, why in faults.items():
            self._cut(room, FAULT, why)
        if faults:
            self._keep(lambda held: held.room not in faults)
        while self._held and isinstance(mark := self._held[0], Mark):
            self._held.popleft()
            mark.reached()

    def newly_cut_off(self) -> list[str]:
        """The rooms that were cut off since the last call and still are."""
        rooms, self._newly_cut_off = self._newly_cut_off, []
        return [room for room in rooms if room in self.cut_off]

    def readmit(self, room: str) -> None:
        """The room opened again from its log, so what it writes follows on."""
        self.cut_off.pop(room, None)

    def rooms(self) -> set[str]:
        """The rooms that have lines waiting."""
        return {held.room for held in self._held if isinstance(held, Line)}

    def give_up(self) -> int:
        """Cut off every room that has lines waiting, reach every mark, and say how many lines are lost."""
        lost = sum(isinstance(held, Line) for held in self._held)
        for room in self.rooms():
            self._cut(room, CLOSED, "the server stopped while the database took no lines")
        self._keep(lambda held: False)
        self.done((), {})
        return lost

    def _cut(self, room: str, sentence: str, why: str) -> None:
        log.error("a room is not stored any more until it opens again", room=room, why=why)
        self.cut_off[room] = sentence
        self._newly_cut_off.append(room)

    def _keep(self, wanted: Callable[[Line], bool]) -> None:
        """Let go of the lines that are not wanted; marks stay."""
        self._held = deque(held for held in self._held if isinstance(held, Mark) or wanted(held))
        self._bytes = sum(LINE_OVERHEAD + len(held.body) for held in self._held if isinstance(held, Line))
