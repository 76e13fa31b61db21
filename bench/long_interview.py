"""A whole interview of ninety minutes in memory: about 85,000 entries of two people, sixty runs, notes, and one crash.

Both type real code (this project's own sources) in a file of their own, with erasing, pastes, remarks between lines
further up, Ida's also in Cam's file, and quiet stretches; every keystroke is a real Yjs update, every cursor what a
page sends. The same seed gives the same interview.
"""

import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from pycrdt import Doc, Text

from sandbox.contract import Verdict
from server.core import awareness
from server.core import events as e
from server.core.document import seed
from server.core.ids import CANDIDATE, HOST, ROOM
from server.core.interview import Interview, State
from server.live.ports import Store

WALL: Final = 1_795_312_800_000
MINUTES: Final = 90
RUNS: Final = 60
NOTES: Final = 40
CASES: Final = 20
OUTPUT: Final = 16_000
"""Characters that a run prints and answers."""
STEP_MS: Final = 221
QUIET: Final = ((4, 6), (17, 18), (31, 34), (47, 48), (58, 61), (72, 74), (85, 86))
"""Minutes in which nobody types: both talk."""
ERASES: Final = 0.06
ASIDES: Final = 0.004
PASTES: Final = 0.001
START: Final = "def solve(numbers):\n    pass\n\n"
BASE: Final = Path(__file__).parent.parent
SOURCES: Final = {
    CANDIDATE: ("server/core/signature.py", "server/core/room.py", "server/core/task_check.py"),
    HOST: ("server/core/judging.py", "server/live/house.py", "server/live/live_room.py"),
}


@dataclass(slots=True)
class Typist:
    """One person with a document of their own, which hears of the other's updates at once."""

    person: str
    client: int
    words: str
    own: int
    """Which of the files is theirs."""
    doc: Doc[Text] = field(init=False)
    updates: list[bytes] = field(default_factory=list)
    file: int = 0
    at: int = 0
    end: int = 0
    """Where they go on in their own file after an aside."""
    aside: str = ""
    """What they still want to write before they go back."""
    clock: int = 0
    read: int = 0

    def __post_init__(self) -> None:
        self.doc = Doc(client_id=self.client)


def long_interview(
    id: str, tasks: tuple[str, str], minutes: int = MINUTES, chance: random.Random | None = None
) -> tuple[Interview, list[e.Entry]]:
    """The interview's row and its entries, `seq` from 1. `tasks` are slugs of tasks that can be solved in Python."""
    maker = _Maker(id, tasks, minutes * 60_000, chance or random.Random(5))
    maker.make()
    return row_of(id, maker.entries), maker.entries


def row_of(id: str, entries: Sequence[e.Entry]) -> Interview:
    """The row of an interview that these entries are all of."""
    opened, ended = entries[0].event, entries[-1]
    assert isinstance(opened, e.Opened)
    return Interview(id, opened.title, "Ida", "Cam", opened.tasks, State.ENDED, WALL, started=WALL, ended=ended.wall)


async def keep(store: Store, interview: Interview, entries: Sequence[e.Entry]) -> None:
    """Store them as the server would have."""
    await store.add_interview(interview)
    for each in entries:
        store.journal.append(interview.id, each)
    await store.journal.flush(interview.id)


class _Maker:
    def __init__(self, id: str, tasks: tuple[str, str], length: int, chance: random.Random) -> None:
        self.entries: list[e.Entry] = []
        self._id, self._tasks, self._length, self._chance = id, tasks, length, chance
        self._files = tuple(f"{task}/solution.py" for task in tasks)
        words = {
            person: "".join((BASE / name).read_text().encode("ascii", "replace").decode() for name in names)
            for person, names in SOURCES.items()
        }
        self._people = (
            Typist(CANDIDATE, 2_718_281_828, words[CANDIDATE], 0),
            Typist(HOST, 3_141_592_653, words[HOST], 1),
        )

    def make(self) -> None:
        self._begin()
        run_at = [self._length * (n + 1) // (RUNS + 1) for n in range(RUNS)]
        note_at = [self._length * (n + 1) // (NOTES + 1) + 7_000 for n in range(NOTES)]
        crash = self._length * 2 // 3
        for at in range(STEP_MS, self._length - STEP_MS, STEP_MS):
            if run_at and at >= run_at[0]:
                self._run(at, RUNS - len(run_at))
                run_at.pop(0)
            if note_at and at >= note_at[0]:
                self._note(at, NOTES - len(note_at))
                note_at.pop(0)
            if crash and at >= crash:
                self._crash(at)
                crash = 0
            if not any(first <= at / 60_000 < last for first, last in QUIET):
                for typist in self._people:
                    self._types(at + self._chance.randrange(STEP_MS // 2), typist)
        self._add(self._length, HOST, e.Ended())

    def _add(self, at: int, by: str, event: e.Event) -> None:
        at = max(at, self.entries[-1].at if self.entries else 0)
        self.entries.append(e.Entry(len(self.entries) + 1, at, WALL + at, by, event))

    def _begin(self) -> None:
        start = seed(dict.fromkeys(self._files, START))
        self._add(0, ROOM, e.Opened("Ninety minutes", "Ida", "Cam", self._tasks, ("0" * 64, "0" * 64)))
        self._add(0, ROOM, e.Edited(start))
        self._add(0, CANDIDATE, e.Agreed("Cam", "2026-11"))
        self._come_in(0)
        for typist in self._people:
            typist.doc.apply_update(start)
            typist.file, typist.at = typist.own, len(START)
            typist.doc.observe(lambda event, typist=typist: typist.updates.append(event.update))

    def _come_in(self, at: int) -> None:
        self._add(at, HOST, e.Joined("Ida", "host"))
        self._add(at, CANDIDATE, e.Joined("Cam", "candidate"))
        if at == 0:
            self._add(at, ROOM, e.Started())
        for person in (HOST, CANDIDATE):
            self._add(at, person, e.Switched(self._tasks[0], "python"))

    def _crash(self, at: int) -> None:
        self._add(at, ROOM, e.Interrupted())
        self._come_in(at + 4_000)

    def _types(self, at: int, typist: Typist) -> None:
        chance = self._chance.random()
        if chance < ASIDES and not typist.aside:
            self._goes_aside(typist)
        name = self._files[typist.file]
        text = typist.doc.get(name, type=Text)
        if typist.aside:
            self._write(typist, text, typist.aside[0])
            typist.aside = typist.aside[1:]
        elif chance > 1 - PASTES:
            self._write(typist, text, self._read(typist, 400))
        elif chance > 1 - PASTES - ERASES:
            typist.at -= 1
            del text[typist.at]
            typist.read -= 1
            self._moved(typist, typist.at, -1)
        else:
            self._write(typist, text, self._read(typist, 1))
        for update in typist.updates:
            self._add(at, typist.person, e.Edited(update))
            for other in self._people:
                if other is not typist:
                    other.doc.apply_update(update)
                    other.updates.clear()
        typist.updates.clear()
        typist.clock += 1
        self._add(at, typist.person, e.Pointed(_cursor(typist, name, text)))
        if not typist.aside and typist.end:
            typist.file, typist.at, typist.end = typist.own, typist.end, 0

    def _goes_aside(self, typist: Typist) -> None:
        """To the end of some line, of Cam's file for a third of what Ida adds."""
        typist.end = typist.at
        typist.file = 0 if self._chance.random() < 1 / 3 else typist.own
        lines = str(typist.doc.get(self._files[typist.file], type=Text)).split("\n")
        line = self._chance.randrange(len(lines))
        typist.at = sum(len(each) + 1 for each in lines[:line]) + len(lines[line])
        typist.aside = f"  # {typist.person} says: look at line {line} again"

    def _read(self, typist: Typist, count: int) -> str:
        words = typist.words[typist.read : typist.read + count]
        typist.read = (typist.read + count) % (len(typist.words) - 500)
        return words

    def _write(self, typist: Typist, text: Text, words: str) -> None:
        text.insert(typist.at, words)
        typist.at += len(words)
        self._moved(typist, typist.at, len(words))

    def _moved(self, by: Typist, at: int, count: int) -> None:
        """Everybody else's places behind this one, in the same file, move along; so does one's own end."""
        for each in self._people:
            if each is not by and each.file == by.file and each.at >= at - max(count, 0):
                each.at += count
            if each.end and each.own == by.file and each.end >= at - max(count, 0):
                each.end += count

    def _run(self, at: int, number: int) -> None:
        run, task, chance = f"run{number:05d}", self._tasks[number % 2], self._chance
        shown = tuple(_shown(case, chance) for case in range(CASES))
        suite = e.Suite.HIDDEN if number % 6 == 5 else e.Suite.EXAMPLES
        by = HOST if suite is e.Suite.HIDDEN else CANDIDATE
        self._add(at, by, e.RunStarted(run, task, "python", suite, f"{number:064x}", CASES, shown, seed=number))
        passed = min(CASES, number // 2)
        for case, each in enumerate(shown):
            verdict = Verdict.PASSED if case < passed else Verdict.WRONG
            said = "".join(
                f"step {step}: took {chance.randrange(20)} of {number}\n" for step in range(OUTPUT // CASES // 22)
            )
            judged = e.CaseJudged(run, suite, each.case, verdict, [case, number], "", "", said, "", False, 0.25 + case)
            self._add(at + 40 + case * 3, ROOM, judged)
        verdict = Verdict.PASSED if passed == CASES else Verdict.WRONG
        self._add(at + 120, ROOM, e.RunEnded(run, suite, verdict, "", passed, CASES, 120.0))

    def _note(self, at: int, number: int) -> None:
        words = f"note-canary-{number}: explains the choice of a sorted list before typing it"
        self._add(at, HOST, e.NoteWritten(f"note{number}", words, self._tasks[0], "python", 1 + number))


def _shown(case: int, chance: random.Random) -> e.CaseShown:
    numbers = [chance.randrange(10_000) for _ in range(12)]
    return e.CaseShown(f"example-{case}", f"case {case}", "", {"numbers": numbers}, sorted(numbers), True)


def _cursor(typist: Typist, name: str, text: Text) -> bytes:
    """What the page of this person sends: both ends of an empty selection."""
    found: dict[str, Any] = text.sticky_index(typist.at).to_json() if typist.at < len(text) else {}
    where = {"tname": name, **({"item": found["item"]} if found.get("item") else {}), "assoc": 0}
    state = {"cursor": {"anchor": where, "head": where}, "typing": True}
    body = json.dumps(state, separators=(",", ":")).encode()
    return awareness.write([awareness.Cursor(typist.client, typist.clock, body)])


def counts(entries: list[e.Entry]) -> Iterator[tuple[str, int]]:
    """How many entries there are of each kind."""
    found: dict[str, int] = {}
    for each in entries:
        kind = e.KIND_OF[type(each.event)]
        found[kind] = found.get(kind, 0) + 1
    yield from sorted(found.items())
