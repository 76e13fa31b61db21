"""A stretch of thinking privately, in a room in motion: the private document, and what waits until it is over.

The private text is in memory, here and in the candidate's pages, and nowhere else, unless it is to be recorded. Then
what has become of it is put on the timeline at a steady beat, whatever was typed: the numbers of the timeline's
entries, which everybody sees, must not say when somebody types.
"""

import asyncio
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from typing import Final

from server.core import events as e
from server.core import inputs as i
from server.core.document import Document
from server.core.draft import Draft
from server.core.private import PrivatePolicy, applied
from server.core.private_files import RulesOf
from server.core.room_state import PrivateGoing
from server.live import chance
from server.live.seats import Seat

BEAT_SECONDS: Final = 4.0
HELD_MAX: Final = 4 * 1024 * 1024
"""Bytes of shared updates that wait: what pages bring that did not know that they are alone."""
TRIES_WAITING_MAX: Final = 100


class Alone:
    """`kept` is what the timeline has of each stretch so far: after a restart it goes on from there."""

    def __init__(
        self,
        going: PrivateGoing,
        tasks: Sequence[str],
        shared: Document,
        kept: Mapping[str, Sequence[e.Entry]],
        rules: RulesOf,
    ) -> None:
        self.spell = going.spell
        self.records = going.policy is not PrivatePolicy.NOT_RECORDED
        told: dict[str, str] = {}
        for entry in kept.get(going.spell, ()):
            if isinstance(entry.event, e.PrivateEdited):
                told = applied(told, entry.event.changes)
        self.draft = Draft(going.spell, tasks, shared.state(), told, began=going.files, rules=rules)
        self.held: list[tuple[Seat, bytes]] = []
        self._held_bytes = 0
        self._tries: deque[i.DraftRan] = deque()
        self._told_text = False

    def begin(self, keep: Callable[["Alone"], bool]) -> None:
        """Have it recorded from now on, beat by beat, until that says no."""
        if self.records:
            self._later(keep)

    def _later(self, keep: Callable[["Alone"], bool]) -> None:
        asyncio.get_running_loop().call_later(BEAT_SECONDS, self._beat, keep)

    def _beat(self, keep: Callable[["Alone"], bool]) -> None:
        if keep(self):
            self._later(keep)

    def news(self) -> i.Drafted | i.DraftRan:
        """What to record at this beat: one thing, in turn."""
        if self._tries and self._told_text:
            self._told_text = False
            return self._tries.popleft()
        self._told_text = True
        return i.Drafted(self.draft.changes())

    def last_news(self) -> list[i.Drafted | i.DraftRan]:
        """What is left to record."""
        if not self.records:
            return []
        tries, self._tries = list(self._tries), deque()
        return [i.Drafted(self.draft.changes()), *tries]

    def ran(self, tried: i.DraftRan) -> None:
        """The private code ran; what came of it is recorded at one of the next beats."""
        if self.records and len(self._tries) < TRIES_WAITING_MAX:
            self._tries.append(tried)

    def hold(self, seat: Seat, update: bytes) -> None:
        """A shared update that waits until they are back. What is too much is left out: its page has it still."""
        self._held_bytes += len(update)
        if self._held_bytes <= HELD_MAX:
            self.held.append((seat, update))

    def merges(self, shared: Document, made: Mapping[str, str]) -> list[bytes]:
        return self.draft.merges(shared, (chance.client_id(), chance.client_id()), made)
