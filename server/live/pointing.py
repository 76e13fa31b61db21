"""Cursors in a room: whose they are, how many of their moves everybody is told, and which of them the record keeps.

A room has one, and like its room it never awaits.
"""

import asyncio
from collections.abc import Callable, Collection, Sequence
from typing import Final

from server.core import awareness
from server.live import frames, news
from server.live.outbox import Frame
from server.live.ports import Clock
from server.live.seats import Seat

POINT_EVERY: Final = 33
"""Milliseconds between two relayed cursors of one connection: 30 a second is smooth."""
REMEMBER_EVERY: Final = 250
"""Milliseconds between two recorded cursors of one connection: a replay reads well at four a second."""


def later(ms: int, do: Callable[[Seat], None], seat: Seat) -> None:
    """Do it for this seat when so much time has passed."""
    asyncio.get_running_loop().call_later(max(0, ms) / 1000, do, seat)


class Pointing:
    """`seats` are those of the room as they come and go; `relay` tells everybody but one."""

    def __init__(
        self,
        seats: Collection[Seat],
        clock: Clock,
        *,
        tell_all: Callable[[str], None],
        relay: Callable[[Seat, Frame], None],
        remember: Callable[[Seat, bytes], object],
    ) -> None:
        self._seats = seats
        self._clock = clock
        self._tell_all = tell_all
        self._relay = relay
        self._remember_in_record = remember

    def owners(self) -> dict[int, str]:
        """Who each client is."""
        return {client: seat.person for seat in self._seats for client in seat.cursors}

    def of_others(self, seat: Seat) -> list[awareness.Cursor]:
        return [cursor for other in self._seats if other is not seat for cursor in other.cursors.values()]

    def pointed(self, seat: Seat, said: Sequence[awareness.Cursor], update: bytes) -> None:
        """What a connection that may point said, read from this update."""
        cursors = [cursor for cursor in said if self._may_point(seat, cursor)]
        if not cursors:
            return
        came = any(cursor.client not in seat.cursors for cursor in cursors)
        for cursor in cursors:
            seat.cursors[cursor.client] = cursor
        if came:
            self._tell_clients()
        now = self._clock.monotonic_ms()
        if now - seat.pointed_at < POINT_EVERY:
            self._point_later(seat)
            return
        self._point(seat, update if len(cursors) == len(said) else awareness.write(cursors), now)

    def leave(self, seat: Seat) -> None:
        """Take the cursors of this connection away."""
        if not seat.cursors:
            return
        gone = awareness.write(awareness.gone(cursor) for cursor in seat.cursors.values())
        seat.cursors.clear()
        self._relay(seat, frames.awareness(gone))
        self._tell_clients()

    def _tell_clients(self) -> None:
        self._tell_all(news.clients(self.owners()))

    def _may_point(self, seat: Seat, cursor: awareness.Cursor) -> bool:
        """A client id belongs to the first connection that brings it, for as long as that one is here."""
        if cursor.client in seat.cursors:
            return True
        taken = any(cursor.client in other.cursors for other in self._seats)
        return not taken and cursor.state != awareness.GONE and len(seat.cursors) < awareness.ENTRIES_MAX

    def _point(self, seat: Seat, update: bytes, now: int) -> None:
        seat.pointed_at = now
        if now - seat.recorded_at >= REMEMBER_EVERY:
            self._remember(seat, update, now)
        elif not seat.unrecorded:
            seat.unrecorded = True
            later(REMEMBER_EVERY - (now - seat.recorded_at), self._remember_last, seat)
        self._relay(seat, frames.awareness(update))

    def _remember(self, seat: Seat, update: bytes, now: int) -> None:
        seat.recorded_at = now
        self._remember_in_record(seat, update)

    def _remember_last(self, seat: Seat) -> None:
        """Where the cursor came to rest belongs in the record, however fast it moved there."""
        seat.unrecorded = False
        if seat in self._seats and seat.cursors:
            self._remember(seat, awareness.write(seat.cursors.values()), self._clock.monotonic_ms())

    def _point_later(self, seat: Seat) -> None:
        if not seat.later:
            later(POINT_EVERY - (self._clock.monotonic_ms() - seat.pointed_at), self._point_now, seat)
        seat.later = awareness.write(seat.cursors.values())

    def _point_now(self, seat: Seat) -> None:
        update, seat.later = seat.later, b""
        if update and seat in self._seats:
            self._point(seat, update, self._clock.monotonic_ms())
