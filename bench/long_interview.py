"""A whole interview of ninety minutes in memory: about 85,000 entries of two people, sixty runs, notes, and one crash.

Both type real text (this project's own pages and sources) in two files, with erasing, jumps, pastes and quiet
stretches; every keystroke is a real Yjs update, every cursor what a page sends. The same seed gives the same interview.
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
JUMPS: Final = 0.02
PASTES: Final = 0.001
BASE: Final = Path(__file__).parent.parent
SOURCES: Final = ("docs/architecture.md", "server/core/room.py", "docs/tasks.md", "server/core/signature.py")


@dataclass(slots=True)
class Typist:
    """One person with a document of their own, which hears of the other's updates at once."""

    person: str
    client: int
    words: str
    doc: Doc[Text] = field(init=False)
    updates: list[bytes] = field(default_factory=list)
    file: int = 0
    at: int = 0
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
        words = "\n".join((BASE / source).read_text() for source in SOURCES)
        self._people = (
            Typist(CANDIDATE, 2_718_281_828, words),
            Typist(HOST, 3_141_592_653, words[len(words) // 2 :] + words),
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
        start = seed(dict.fromkeys(self._files, "def solve(numbers):\n    pass\n"))
        self._add(0, ROOM, e.Opened("Ninety minutes", "Ida", "Cam", self._tasks, ("0" * 64, "0" * 64)))
        self._add(0, ROOM, e.Edited(start))
        self._add(0, CANDIDATE, e.Agreed("Cam", "2026-11"))
        self._come_in(0)
        for typist in self._people:
            typist.doc.apply_update(start)
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
        if chance < JUMPS / 10:
            typist.file = 1 - typist.file
        name = self._files[typist.file]
        text = typist.doc.get(name, type=Text)
        size = len(text)
        typist.at = self._chance.randint(0, size) if chance < JUMPS else min(typist.at, size)
        if chance > 1 - PASTES:
            self._write(typist, text, typist.words[typist.read : typist.read + 400])
        elif chance > 1 - PASTES - ERASES and typist.at > 0:
            typist.at -= 1
            del text[typist.at]
        else:
            self._write(typist, text, typist.words[typist.read])
        for update in typist.updates:
            self._add(at, typist.person, e.Edited(update))
            for other in self._people:
                if other is not typist:
                    other.doc.apply_update(update)
                    other.updates.clear()
        typist.updates.clear()
        typist.clock += 1
        self._add(at, typist.person, e.Pointed(_cursor(typist, name, text)))

    def _write(self, typist: Typist, text: Text, words: str) -> None:
        words = words.encode("ascii", "replace").decode()  # so that pycrdt's bytes are characters
        text.insert(typist.at, words)
        typist.at += len(words)
        typist.read = (typist.read + len(words)) % (len(typist.words) - 500)

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
