"""A stretch of thinking privately, in a room in motion: the private document, and what waits until it is over.

The private text is in memory, here and in the candidate's pages, and nowhere else, unless it is to be recorded. Then
what has become of it is put on the timeline at a steady beat, whatever was typed: the numbers of the timeline's
entries, which everybody sees, must not say when somebody types.
"""

import asyncio
from collections import deque
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Final

from server.core import asks as a
from server.core import events as e
from server.core import inputs as i
from server.core.document import EMPTY_UPDATE, Document, check
from server.core.draft import Draft
from server.core.private import PrivatePolicy, applied
from server.core.private_files import RulesOf
from server.core.project_rules import FileAsk, done
from server.core.refusals import no_file_deed
from server.core.roles import drafts
from server.core.room_state import PrivateGoing, RoomState
from server.live import chance, frames, news
from server.live.seats import Seat

BEAT_SECONDS: Final = 4.0
HELD_MAX: Final = 4 * 1024 * 1024
"""Bytes of shared updates that wait: what pages bring that did not know that they are alone."""
TRIES_WAITING_MAX: Final = 100
DRAFT_FULL: Final = "This is more than fits into one stretch of thinking privately. Come back, then begin another."


class Alone:
    """`kept` is what the timeline has of each stretch so far: after a restart it goes on from there.

    `seats` are those of the room as they come and go: of them only the candidate's own pages hear of the private
    document (W2)."""

    def __init__(
        self,
        going: PrivateGoing,
        tasks: Sequence[str],
        shared: Document,
        kept: Mapping[str, Sequence[e.Entry]],
        rules: RulesOf,
        seats: Collection[Seat],
    ) -> None:
        self._seats = seats
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

    # The private document between the candidate's pages --------------------------------------------------------------

    def wants(self, seat: Seat, spell: str, vector: bytes) -> None:
        """A page asks for the private document, of which it has what this state vector says."""
        if self._is_its(seat, spell) and seat.speaks:
            seat.outbox.put(frames.private(spell, frames.STEP2, self.draft.document.since(vector)))
            seat.outbox.put(frames.private(spell, frames.STEP1, self.draft.document.vector()))

    def typed(self, seat: Seat, spell: str, update: bytes) -> None:
        """A page's update of the private document. Raises `document.MalformedUpdate`."""
        if not self._is_its(seat, spell) or update == EMPTY_UPDATE:
            return
        check(update)
        if not self.draft.has_room_for(len(update)):
            _refuse(seat, "private_edit", DRAFT_FULL)
            return
        self.draft.add(update)
        self._tell(update, seat)

    def write(self, update: bytes) -> None:
        """The house itself writes into it."""
        self.draft.add(update)
        self._tell(update, None)

    def files_asked(self, seat: Seat, ask: FileAsk, room: RoomState) -> None:
        """A file of a project is made, renamed, deleted or brought back where only the candidate sees it (F9)."""
        files = self.draft.files()
        refused = no_file_deed(room, files, ask)
        update = b"" if refused else self.draft.renaming(done(files, ask), chance.client_id())
        if refused or not self.draft.has_room_for(len(update)):
            _refuse(seat, a.ASK_OF[type(ask)], refused or DRAFT_FULL)
        else:
            self.write(update)

    def _is_its(self, seat: Seat, spell: str) -> bool:
        return spell == self.spell and drafts(seat.role)

    def _tell(self, update: bytes, source: Seat | None) -> None:
        for seat in self._seats:
            if seat is not source and seat.speaks and drafts(seat.role):
                seat.outbox.put(frames.private(self.spell, frames.UPDATE, update))


def _refuse(seat: Seat, ask: str, message: str) -> None:
    if seat.speaks:
        seat.outbox.put(news.refused(ask, message))
