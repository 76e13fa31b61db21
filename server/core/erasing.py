"""Which entries say something that can be erased, which others go with them, and which ones hold certain words.

What only says that somebody came, went, agreed or ended stays: without it there would be no interview.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import msgspec

from server.core import events as e
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
)
"""The kinds that say something of their own."""


def can_be_erased(event: e.Event) -> bool:
    return isinstance(event, SAY)


def whole(talk: Iterable[e.Entry], chosen: Collection[int]) -> set[int]:
    """These entries with all that says the same again: a note with its changes, a run and a stretch of private thinking
    as a whole, and the runs that showed a case. `talk` is everything but edits and cursors; numbers that are not in it
    are edits."""
    talk = list(talk)
    known = {entry.seq: entry.event for entry in talk}
    seqs = {seq for seq in chosen if seq not in known or can_be_erased(known[seq])}
    notes, runs, cases, spells = set[str](), set[str](), set[str](), set[str]()
    for seq in seqs:
        match known.get(seq):
            case e.NoteWritten(note=note) | e.NoteChanged(note=note):
                notes.add(note)
            case e.CaseAdded(case=case):
                cases.add(case)
            case e.RunStarted(run=run) | e.Printed(run=run) | e.CaseJudged(run=run) | e.RunEnded(run=run):
                runs.add(run)
            case e.PrivateEdited(spell=spell) | e.PrivateRan(spell=spell) | e.PrivateReleased(spell=spell):
                spells.add(spell)
            case _:
                pass
    runs |= {
        entry.event.run
        for entry in talk
        if isinstance(entry.event, e.RunStarted) and any(each.case in cases for each in entry.event.cases)
    }
    return seqs | {entry.seq for entry in talk if _of(entry.event, notes, runs, cases, spells)}


def _of(event: e.Event, notes: set[str], runs: set[str], cases: set[str], spells: set[str]) -> bool:
    match event:
        case e.NoteWritten(note=note) | e.NoteChanged(note=note):
            return note in notes
        case e.CaseAdded(case=case):
            return case in cases
        case e.RunStarted(run=run) | e.Printed(run=run) | e.CaseJudged(run=run) | e.RunEnded(run=run):
            return run in runs
        case e.PrivateEdited(spell=spell) | e.PrivateRan(spell=spell) | e.PrivateReleased(spell=spell):
            return spell in spells
        case _:
            return False


def said(talk: Iterable[e.Entry], words: str) -> Iterator[e.Entry]:
    """The entries that can be erased and have these words in one of their texts, whatever their case."""
    words = words.casefold()
    written: dict[str, str] = {}
    """What was typed in each stretch of private thinking so far: its words come in pieces."""
    for entry in talk:
        texts = [*_texts(entry.event)] if can_be_erased(entry.event) else []
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
