"""Who sits in a room: one seat for each connection, with what has been sent, stored and shown of it."""

from collections import deque
from dataclasses import dataclass, field

from server.core.awareness import Cursor
from server.core.roles import Role
from server.live.outbox import Outbox


@dataclass(slots=True, eq=False)
class Seat:
    """One connection. `speaks` says that it understands text frames (it offered `greenroom.1`)."""

    id: str
    person: str
    name: str
    role: Role
    outbox: Outbox
    speaks: bool
    device: str = ""
    """Which of this person's browsers it is, as that says itself; "" where it does not. Kept nowhere."""
    cursors: dict[int, Cursor] = field(default_factory=dict)
    """The Yjs client ids that this connection brought, with the last cursor of each."""
    unsaved: deque[int] = field(default_factory=deque)
    """The `seq` of each document frame that is not yet known to be stored."""
    saved: int = 0
    """How many of its document frames are stored."""
    saved_at: int = -1_000_000
    """Monotonic ms at which it was last told so."""
    saved_waits: bool = False
    """It will be told in a moment."""
    pointed_at: int = -1_000_000
    """Monotonic ms at which its cursor was last relayed."""
    recorded_at: int = -1_000_000
    """Monotonic ms at which its cursor was last kept in the timeline."""
    unrecorded: bool = False
    """Its cursor has moved since it was last kept, and will be kept in a moment."""
    away: bool = False
    """This page has told that it is without the focus."""
    later: bytes = b""
    """A cursor frame that came too soon and waits for its turn: the latest wins."""
    session: str = ""
    """The session of an account that it came with: the connection ends when that does."""

    def stored(self, seq: int) -> bool:
        """Everything up to this `seq` is on disk; whether that is news for this seat."""
        before = self.saved
        while self.unsaved and self.unsaved[0] <= seq:
            self.unsaved.popleft()
            self.saved += 1
        return self.saved != before
