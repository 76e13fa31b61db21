"""Which entries say something that can be erased, which others go with them, and which ones hold certain words.

What only says that somebody came, went, agreed or ended stays: without it there would be no interview. So do the names
of files that a task brings. Rules: SPEC.md, K2, K8 and K9.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import msgspec

from server.core import events as e
from server.core.ids import ROOM
from server.core.roles import Role, reads_private
from server.core.track.reading import Edits, Item

FOUND_MAX: Final = 500
"""Entries that one search tells of."""
AROUND: Final = 40
"""Characters shown before and behind words that were found."""
PAUSE_MS: Final = 10_000
"""After such a pause somebody types something else."""
WORDS_MIN: Final = 3
"""Characters of words to look for: fewer are everywhere."""


SAY: Final[tuple[type[e.Event], ...]] = (
    e.Edited,
    e.NoteWritten,
    e.NoteChanged,
    e.Said,
    e.CaseAdded,
    e.RunStarted,
    e.Printed,
    e.CaseJudged,
    e.RunEnded,
    e.PrivateEdited,
    e.PrivateRan,
    e.PrivateReleased,
    e.FileCreated,
    e.FileRenamed,
    e.FileDeleted,
    e.FileRestored,
)
"""The kinds that say something of their own."""


Thing = tuple[str, ...]
"""What several entries are about: a note, a case, a run, a stretch of private thinking, a file."""


def can_be_erased(entry: e.Entry) -> bool:
    """Whether it says something of its own that is not the house's: a file that a task brings is."""
    return isinstance(entry.event, SAY) and not (isinstance(entry.event, e.FileCreated) and entry.by == ROOM)


def whole(talk: Iterable[e.Entry], chosen: Collection[int]) -> set[int]:
    """These entries with all that says the same again: a note with its changes, a run and a stretch of private thinking
    as a whole, the runs that showed a case, and every name that a file had. `talk` is everything but edits and cursors;
    numbers that are not in it are edits."""
    talk = list(talk)
    known = {entry.seq: entry for entry in talk}
    seqs = {seq for seq in chosen if seq not in known or can_be_erased(known[seq])}
    things = {_thing(known[seq].event) for seq in seqs if seq in known} - {None}
    things |= {
        ("run", entry.event.run)
        for entry in talk
        if isinstance(entry.event, e.RunStarted) and any(("case", each.case) in things for each in entry.event.cases)
    }
    return seqs | {entry.seq for entry in talk if can_be_erased(entry) and _thing(entry.event) in things}


def _thing(event: e.Event) -> Thing | None:
    match event:
        case e.NoteWritten(note=note) | e.NoteChanged(note=note):
            return "note", note
        case e.CaseAdded(case=case):
            return "case", case
        case e.RunStarted(run=run) | e.Printed(run=run) | e.CaseJudged(run=run) | e.RunEnded(run=run):
            return "run", run
        case e.PrivateEdited(spell=spell) | e.PrivateRan(spell=spell) | e.PrivateReleased(spell=spell):
            return "spell", spell
        case e.FileCreated() | e.FileRenamed() | e.FileDeleted() | e.FileRestored():
            return "file", event.task, event.language, event.file
        case _:
            return None


@dataclass(frozen=True, slots=True)
class Unread:
    """A stretch of private thinking that nobody but the candidate reads: the interview time (ms) at which it began, as
    everybody was told, and the number of one of its entries, with which the rest goes."""

    at: int
    seq: int


def unread(talk: Iterable[e.Entry]) -> list[Unread]:
    """The stretches of an interview that has ended in which no words are looked for: to look would be to read (W7)."""
    talk = list(talk)
    began = {entry.event.spell: entry.at for entry in talk if isinstance(entry.event, e.PrivateBegan)}
    released = {entry.event.spell for entry in talk if isinstance(entry.event, e.PrivateReleased)}
    found: dict[str, Unread] = {}
    for entry in talk:
        if isinstance(entry.event, e.PrivateEdited | e.PrivateRan):
            spell, policy = entry.event.spell, entry.event.policy
            if not reads_private(Role.HOST, policy, ended=True, released=spell in released):
                found.setdefault(spell, Unread(began.get(spell, entry.at), entry.seq))
    return list(found.values())


def said(talk: Iterable[e.Entry], words: str) -> Iterator[e.Entry]:
    """The entries that can be erased and have these words in one of their texts, whatever their case."""
    words = words.casefold()
    written: dict[str, str] = {}
    """What was typed in each stretch of private thinking so far: its words come in pieces."""
    for entry in talk:
        texts = [*_texts(entry.event)] if can_be_erased(entry) else []
        if isinstance(entry.event, e.PrivateEdited):
            spell, more = entry.event.spell, "".join(added for *_, added in entry.event.changes)
            written[spell] = written.get(spell, "") + more
            texts.append(written[spell])
        if any(words in text.casefold() for text in texts):
            yield entry


def excerpt(event: e.Event, words: str) -> str:
    """The words with a little around them, on one line; "" where they are not."""
    words = words.casefold()
    for text in _texts(event):
        place = text.casefold().find(words)
        if place >= 0:
            begin, end = max(0, place - AROUND), place + len(words) + AROUND
            shown = " ".join(text[begin:end].split())
            return f"{'… ' if begin else ''}{shown}{' …' if end < len(text) else ''}"
    return ""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Edits of one person that came one soon after another: their numbers, and interview times in ms."""

    by: str
    at: int
    until: int
    entries: tuple[int, ...]


def stretches(typed: Iterable[tuple[int, int, str]]) -> list[Stretch]:
    """Edits (number, time, author) in order, as people think of them: what somebody typed in one go."""
    made: list[Stretch] = []
    for seq, at, by in typed:
        last = made[-1] if made else None
        if last is not None and last.by == by and at - last.until <= PAUSE_MS:
            made[-1] = Stretch(by, last.at, at, (*last.entries, seq))
        else:
            made.append(Stretch(by, at, at, (seq,)))
    return made


def _texts(event: e.Event) -> Iterator[str]:
    waiting: list[Any] = [msgspec.to_builtins(event)]
    while waiting:
        match waiting.pop():
            case str() as text:
                yield text
            case dict() as named:
                waiting += [*named.keys(), *named.values()]
            case list() | tuple() as many:
                waiting += many
            case _:
                pass


@dataclass(slots=True)
class Typed:
    """Looks for words in what was typed: at any moment, in any file. `found` are the edits that wrote their letters."""

    words: str
    found: set[int] = field(default_factory=set)
    _texts: dict[str, tuple[list[str], list[int]]] = field(default_factory=dict)

    def take(self, items: Sequence[Item]) -> None:
        """The next items of a track, in order."""
        for item in items:
            if isinstance(item, Edits):
                for splice in item.splices:
                    self._splice(item.seq, splice.file, splice.at, splice.deleted, splice.inserted)

    def _splice(self, seq: int, file: str, at: int, deleted: int, inserted: str) -> None:
        letters, writers = self._texts.setdefault(file, ([], []))
        units = _units(inserted)
        letters[at : at + deleted] = units
        writers[at : at + deleted] = [seq] * len(units)
        size = len(_units(self.words))
        first = max(0, at - size + 1)
        nearby = "".join(letters[first : at + len(units) + size - 1])
        place = nearby.find(self.words)
        while place >= 0:
            begins = first + len(_units(nearby[:place]))
            self.found.update(writers[begins : begins + size])
            place = nearby.find(self.words, place + 1)


def _units(text: str) -> list[str]:
    """The letters, with an empty one behind each that has two UTF-16 units."""
    return [unit for letter in text for unit in ((letter, "") if ord(letter) > 0xFFFF else (letter,))]
