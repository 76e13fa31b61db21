"""A room in motion: takes what connections bring, asks the core, and carries out what it decides.

Invariant 2: `feed` never awaits. From reading the clock to the last outbox nothing else runs, so there is one order
for everybody and for the record. Invariant 3: whoever comes in hears news first and gets the history after that;
every piece of news is safe to receive twice.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Final, assert_never

from server.core import asks as a
from server.core import awareness
from server.core import effects as f
from server.core import events as e
from server.core import inputs as i
from server.core.document import EMPTY_UPDATE, Document, check
from server.core.ids import CANDIDATE, ROOM
from server.core.interview import Interview, State
from server.core.private_files import made_here
from server.core.recall import Recall
from server.core.refusals import OBSERVERS_LOOK
from server.core.roles import Role
from server.core.room import Room
from server.live import frames, news
from server.live.alone import Alone
from server.live.document_size import DocumentSize
from server.live.keeping import NoJournal
from server.live.outbox import Frame
from server.live.pointing import Pointing
from server.live.ports import Checkpoint, Clock, Journal
from server.live.saved import Saved
from server.live.seats import Seat

CHECKPOINT_EVERY: Final = 2_000
"""Document updates between two checkpoints: folding the rest takes 14 ms at most."""
ENDED: Final = 4410
SHOWN_OUT: Final = "The interview has ended."


class LiveRoom:
    """`started` is Unix ms of the interview's start, 0 before. Effects that take time go to the callbacks."""

    def __init__(
        self,
        interview: Interview,
        room: Room,
        document: Document,
        talk: Iterable[e.Entry],
        journal: Journal,
        clock: Clock,
        *,
        sandbox: Callable[[Role], dict[str, object]],
        start_run: Callable[["LiveRoom", f.StartRun], None],
        stop_run: Callable[["LiveRoom", str], None],
        become: Callable[["LiveRoom", State], None],
        keep: Callable[["LiveRoom", Checkpoint], None],
        troubled: Callable[["LiveRoom"], None],
        recall: Recall | None = None,
    ) -> None:
        self.interview = interview
        self.room = room
        self.document = document
        self.talk = list(talk)
        self.seats: set[Seat] = set()
        self._pointing = Pointing(
            self.seats,
            clock,
            tell_all=self.tell_all,
            relay=self._relay,
            remember=lambda seat, update: self.feed(i.Points(seat.person, update)),
        )
        self.emptied_at = clock.monotonic_ms()
        self._edited_at = -1
        self._journal = journal
        self._clock = clock
        self._sandbox = sandbox
        self._start_run = start_run
        self._stop_run = stop_run
        self._become = become
        self._keep = keep
        self._troubled = troubled
        self.recall = recall
        """What had been in the files, where pastes are recorded."""
        self.alone: Alone | None = None
        """What the candidate works on privately, while they do."""
        self._walk = ""
        """What they brought back the last time, for whoever comes in."""
        self._size = DocumentSize()
        self._since_checkpoint = 0
        self._saved = Saved(self.seats, clock, room.seq)
        self._trouble = ""
        self._devices: dict[str, int] = {}
        """On how many devices each person is here, as everybody was told last."""
        self._queued = ""
        """The last word on where the run that goes waits, for whoever comes in."""
        started = next((entry.wall for entry in self.talk if isinstance(entry.event, e.Started)), 0)
        passed = max(room.at, clock.wall_ms() - started)  # the time of day may have been set back meanwhile
        self._origin = clock.monotonic_ms() - passed if started else 0
        journal.watch(interview.id, self._saved.stored, self._in_trouble)
        if room.private is not None:
            self._go_private()

    # Time -----------------------------------------------------------------------------------------------------------

    @property
    def now(self) -> int:
        """Interview time in ms: 0 until the candidate is in; stands still when it has ended."""
        if self.room.state is not State.LIVE:
            return self.room.at
        return max(self.room.at, self._clock.monotonic_ms() - self._origin)

    def is_live(self, since: int) -> bool:
        """Whether somebody is here, or it was edited after `since` (ms on the house's clock), and it has not ended."""
        return self.room.state is not State.ENDED and bool(self.seats or self._edited_at > max(since, -1))

    # In and out -----------------------------------------------------------------------------------------------------

    @contextmanager
    def seated(self, seat: Seat, since: int) -> Iterator[None]:
        """Be here while the block runs: news, then history, and gone again whatever happens (invariant 7)."""
        self.seats.add(seat)
        try:
            self._welcome(seat, since)
            self._tell_devices()
            yield
        finally:
            self.seats.discard(seat)
            self._tell_devices()
            self._pointing.leave(seat)
            self.feed(i.Leaves(seat.person))
            self.look_away(seat.person)
            self.emptied_at = self._clock.monotonic_ms()

    def _welcome(self, seat: Seat, since: int) -> None:
        history = self.talk[:]
        if seat.speaks:
            you = {"id": seat.person, "name": seat.name, "role": seat.role, "connection": seat.id}
            about = {
                "id": self.interview.id,
                "title": self.interview.title,
                "tasks": list(self.room.tasks),
                "state": self.room.state,
            }
            now = {**self._clock_words(), "sandbox": self._sandbox(seat.role)}
            seat.outbox.put(news.text({"type": "welcome", "you": you, "room": about, **now}))
            seat.outbox.put(news.events((entry for entry in history if entry.seq > since), seat.role))
            seat.outbox.put(news.clients(self._pointing.owners()))
            seat.outbox.put(news.devices(self._devices))
            seat.outbox.put(news.saved(0))
            if self._trouble:
                seat.outbox.put(news.trouble(self._trouble))
            if self._queued and self.room.run:
                seat.outbox.put(self._queued)
            if self._walk:
                seat.outbox.put(self._walk)
        seat.outbox.put(frames.step1(self.document.vector()))
        if cursors := self._pointing.of_others(seat):
            seat.outbox.put(frames.awareness(awareness.write(cursors)))
        self.feed(i.Arrives(seat.person, seat.name, seat.role))

    def _clock_words(self) -> dict[str, object]:
        words = {State.PLANNED: "waiting", State.LIVE: "running", State.ENDED: "ended"}
        return {"now": self.now, "clock": words[self.room.state]}

    def send_away(self, people: Collection[str], code: int, reason: str) -> None:
        """End every connection of these people, at once."""
        for seat in [seat for seat in self.seats if seat.person in people]:
            seat.outbox.end(code, reason)

    # What connections bring -----------------------------------------------------------------------------------------

    def typed(self, seat: Seat, update: bytes, frame: bytes | None) -> None:
        """A document update. `frame` is the whole message as it came, to be passed on as it is.

        Raises `document.MalformedUpdate`; then nothing has changed and nobody else noticed.
        """
        if update == EMPTY_UPDATE:
            self._saved.brought(seat, self.room.seq)
            return
        if not seat.role.acts:
            self.tell(seat, news.refused("edit", OBSERVERS_LOOK))
            return
        check(update)
        if self.alone is not None and seat.person == CANDIDATE:
            self.alone.hold(seat, update)  # of a page that did not know yet: it is shared when they are back (W3)
            return
        if not self._size.has_room_for(len(update)):
            self.tell(
                seat, news.refused("edit", "This room's document is full. Copy your work and tell the interviewer.")
            )
            return
        if not self.feed(i.Types(seat.person, update)):
            return
        self._add(update)
        self._edited_at = self._clock.monotonic_ms()
        self._saved.brought(seat, self.room.seq)
        self._relay(seat, frame if frame is not None else frames.update(update))
        self._since_checkpoint += 1
        if self._since_checkpoint >= CHECKPOINT_EVERY:
            self.save_checkpoint()

    def write(self, update: bytes) -> None:
        """The house itself writes into the document, after the last word that anybody typed."""
        if self.feed(i.Types(ROOM, update)):
            self._share(update)

    def _share(self, update: bytes) -> None:
        """An update that no page has yet is part of the document."""
        self._add(update)
        self._since_checkpoint += 1
        for seat in self.seats:
            seat.outbox.put(frames.update(update))

    def _add(self, update: bytes) -> None:
        self.document.add(update)
        if self.recall is not None:
            self.recall.edited(update)

    def pointed(self, seat: Seat, update: bytes) -> None:
        """A cursor update. Raises `varint.Malformed`. Entries of other connections' clients are left out (D6)."""
        said = awareness.read(update)
        if seat.role.acts and not (self.alone is not None and seat.person == CANDIDATE):
            self._pointing.pointed(seat, said, update)

    def asked(self, seat: Seat, said: i.Asks | i.RunPrepared | i.PasteSeen | i.PrivateAsked) -> None:
        """An ask; a refusal is told only to the one who asked."""
        self.feed(said, asker=seat, ask=a.ASK_OF[type(said.ask)])

    def look_away(self, person: str) -> None:
        """Somebody is away when all their pages are."""
        away = [seat.away for seat in self.seats if seat.person == person and seat.speaks]
        if self.room.facts and away:
            self.feed(i.Asks(person, Role.CANDIDATE, a.AskAway() if all(away) else a.AskBack(), ""))

    def feed(self, said: i.Input, asker: Seat | None = None, ask: str = "") -> list[f.Effect]:
        """Ask the core and do what it says, at once and in order. Returns what was done."""
        if (
            self.alone is not None
            and isinstance(said, i.Asks)
            and not self.room.refusal(said.role, said.ask, said.person)
        ):
            self._before_return(self.alone, said.ask)
        effects = self.room.receive(said, self.now, self._clock.wall_ms())
        for effect in effects:
            self._do(effect, asker, ask)
        return effects

    def _do(self, effect: f.Effect, asker: Seat | None, ask: str) -> None:
        match effect:
            case f.Record(entry):
                self._journal.append(self.interview.id, entry)
                if not isinstance(entry.event, e.Edited | e.Pointed):
                    self.talk.append(entry)
                    self._tell_event(entry)
                if isinstance(entry.event, e.PrivateBegan):
                    self._go_private()
                elif isinstance(entry.event, e.PrivateEnded):
                    self._return(entry.event)
            case f.Refuse(message):
                if asker is not None:
                    self.tell(asker, news.refused(ask, message))
            case f.StartRun():
                self._queued = ""
                self._start_run(self, effect)
            case f.StopRun(run):
                self._stop_run(self, run)
            case f.TellQueue(run, position):
                self._tell_queue(run, position)
            case f.Become(state):
                if state is State.LIVE:
                    self._origin = self._clock.monotonic_ms() - self.room.at
                self._become(self, state)
            case f.ShowOut(roles):
                for seat in [seat for seat in self.seats if seat.role in roles]:
                    seat.outbox.end(ENDED, SHOWN_OUT)
            case _ as never:
                assert_never(never)

    # Thinking privately (server/live/alone.py) ----------------------------------------------------------------------

    def _go_private(self) -> None:
        """Nothing of the candidate is shared from here on: not even the cursor that stood here last."""
        assert self.room.private is not None
        self._walk = ""
        going, rules = self.room.private, self.room.rules
        self.alone = Alone(going, self.interview.tasks, self.document, self.room.kept, rules, self.seats)
        for seat in [seat for seat in self.seats if seat.person == CANDIDATE]:
            seat.later = b""
            self._pointing.leave(seat)
        self.alone.begin(self._keep_draft)

    def _keep_draft(self, alone: Alone) -> bool:
        """Record what has become of the private texts; whether it goes on."""
        if self.alone is not alone:
            return False
        self.feed(alone.news())
        return True

    def _before_return(self, alone: Alone, ask: a.Ask) -> None:
        """What is not recorded yet is, before it is over; and shared before the end, where that was wanted."""
        if isinstance(ask, a.AskEnd) and self.room.private is not None and self.room.private.shares:
            self.feed(i.Asks(CANDIDATE, Role.CANDIDATE, a.AskPrivateEnd(), ""))
        elif isinstance(ask, a.AskEnd | a.AskPrivateEnd):
            for said in alone.last_news():
                self.feed(said)

    def _return(self, ended: e.PrivateEnded) -> None:
        """Share the difference as an edit of the candidate's. Others' edits of meanwhile stay."""
        alone, self.alone = self.alone, None
        if alone is None or self.room.state is State.ENDED:
            return
        for seat, update in alone.held:
            self.typed(seat, update, None)
        if not ended.shared:
            return
        back = alone.draft.brought_back(self.room.files)
        names = {
            back.texts.get(file, file) for file in alone.draft.texts() if file in back.texts or not made_here(file)
        }
        names |= {f"{event.task}/{event.file}" for event in back.events}
        before = self._files(names)
        self.feed(i.FilesReturn(back.events))
        for update in alone.merges(self.document, back.texts):
            if self._size.has_room_for(len(update)) and self.feed(i.Types(CANDIDATE, update)):
                self._share(update)
        self._walk = news.walk(ended.spell, before, self._files(names))
        self.tell_all(self._walk)

    def _files(self, names: Iterable[str]) -> news.Texts:
        return news.Texts({name: self.document.text(name) for name in sorted(names)}, self.room.files.paths())

    # What connections hear ------------------------------------------------------------------------------------------

    def tell(self, seat: Seat, frame: str) -> None:
        """One text frame for one seat, if it understands text."""
        if seat.speaks:
            seat.outbox.put(frame)

    def tell_all(self, frame: str) -> None:
        for seat in self.seats:
            self.tell(seat, frame)

    def tell_roles(self, frames: Mapping[Role, str]) -> None:
        """To everybody what their role may know."""
        for seat in self.seats:
            self.tell(seat, frames[seat.role])

    def _tell_queue(self, run: str, position: int) -> None:
        """A run that never waited is no news."""
        frame = news.queued(run, position)
        if position or self._queued:
            self.tell_all(frame)
        self._queued = frame if position else ""

    def _tell_event(self, entry: e.Entry) -> None:
        for role in Role:
            listeners = [seat for seat in self.seats if seat.speaks and seat.role is role]
            if listeners and news.told(entry, role) is not None:
                frame = news.events([entry], role)
                for seat in listeners:
                    seat.outbox.put(frame)

    def _relay(self, source: Seat, frame: Frame) -> None:
        for seat in self.seats:
            if seat is not source:
                seat.outbox.put(frame)

    def _tell_devices(self) -> None:
        """A link that somebody else opens too is shown to whoever it belongs to, and to everybody here."""
        used = {(seat.person, seat.device) for seat in self.seats}
        devices = dict(sorted(Counter(person for person, _ in used).items()))
        if devices != self._devices:
            self._devices = devices
            self.tell_all(news.devices(devices))

    # Storing --------------------------------------------------------------------------------------------------------

    def _in_trouble(self, message: str) -> None:
        self._trouble = message
        self.tell_all(news.trouble(message))
        if message:
            self._troubled(self)

    def save_checkpoint(self) -> None:
        """Have the document as it is now kept beside the log."""
        if self._since_checkpoint:
            self._since_checkpoint = 0
            self._keep(self, Checkpoint(self.room.seq, self.document.state()))

    def close(self, code: int, reason: str) -> None:
        """Send everybody away. What happens here from now on is kept nowhere: the room opens again from its log."""
        if self.alone is not None:
            for said in self.alone.last_news():
                self.feed(said)
            self.alone = None
        for seat in list(self.seats):
            seat.outbox.end(code, reason)
        if self.recall is not None:
            self.recall.close()
        self._journal.unwatch(self.interview.id)
        self._journal = NoJournal()
