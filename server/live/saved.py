"""What is stored of what each connection brought, and telling it so."""

from collections.abc import Collection
from typing import Final

from server.live import news
from server.live.pointing import later
from server.live.ports import Clock
from server.live.seats import Seat

SAVED_EVERY: Final = 250
"""Milliseconds between two times that a connection is told what is saved: the first at once, the rest together."""


class Saved:
    """`seats` are those of the room as they come and go; `upto` is the last `seq` that is stored."""

    def __init__(self, seats: Collection[Seat], clock: Clock, upto: int) -> None:
        self._seats = seats
        self._clock = clock
        self._upto = upto

    def brought(self, seat: Seat, seq: int) -> None:
        """A connection brought a document frame, which is safe when everything up to this `seq` is stored."""
        if seat.speaks:
            seat.unsaved.append(seq)
            if seq <= self._upto and seat.stored(self._upto):
                seat.outbox.put(news.saved(seat.saved))

    def stored(self, seq: int) -> None:
        """Everything up to this `seq` is on disk."""
        self._upto = seq
        for seat in self._seats:
            if seat.unsaved and seat.stored(seq) and not seat.saved_waits:
                self._tell(seat)

    def _tell(self, seat: Seat) -> None:
        now = self._clock.monotonic_ms()
        wait = SAVED_EVERY - (now - seat.saved_at)
        seat.saved_waits = wait > 0
        if wait > 0:
            later(wait, self._tell, seat)
        elif seat in self._seats:
            seat.saved_at = now
            seat.outbox.put(news.saved(seat.saved))
