"""Whole interviews for the replay's property test: one that two people really wrote, two that are drawn with a seed.

Every keystroke is a Yjs update as a browser sends it. Beside each interview stands what its texts must be at the end,
kept by other means than the track's.
"""

import gzip
import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from random import Random
from typing import Any, Final

from pycrdt import Assoc, Doc, Text, TransactionEvent

from sandbox.contract import Verdict
from server.core import awareness
from server.core import events as e
from server.core.ids import CANDIDATE, HOST, ROOM
from tests.core.track_story import BEGAN, TASKS

FILE: Final = "slots/solution.py"
FILES: Final = (FILE, "slots/solution.js", "slots/Solution.java")
SWITCHES: Final = 200
"""In the real trace nobody is named: so many edits are one person's, then the other's."""
WORDS: Final = (
    "a",
    "b",
    " ",
    "(",
    "\r\n",
    "\n",
    "🙂",
    "👩‍💻",
    "e\u0301",
    "é",
    "ﬁ",
    "\u200d",
    "ab",
    "return ",
    "x" * 40,
)


class Life:
    """A timeline, and the document of each person. Texts are also kept as plain strings, on which nothing depends."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        self.entries: list[e.Entry] = []
        self.at = 0
        self.docs: dict[str, Doc[Text]] = {HOST: Doc(client_id=11), CANDIDATE: Doc(client_id=22)}
        self._made: list[bytes] = []
        self._clocks = dict.fromkeys(self.docs, 0)
        for doc in self.docs.values():
            doc.observe(self._heard)
        self.says(ROOM, e.Opened("Backend engineer", "Ida", "Cam", TASKS, ("d" * 64,)))
        self.says(ROOM, e.Started())
        self.says(CANDIDATE, e.Joined("Cam", "candidate"))
        self.says(HOST, e.Joined("Ida", "host"))

    def says(self, by: str, event: e.Event) -> None:
        self.entries.append(e.Entry(len(self.entries) + 1, self.at, BEGAN + self.at, by, event))

    def text(self, by: str, file: str) -> Text:
        text: Text = self.docs[by].get(file, type=Text)
        return text

    @contextmanager
    def typing(self, by: str, others: list[str] | None = None) -> Iterator[None]:
        """What is done to this person's document becomes one entry, and is seen by the others."""
        self._made.clear()
        with self.docs[by].transaction():
            yield
        for update in list(self._made):
            for other in self.docs if others is None else others:
                if other != by:
                    self.docs[other].apply_update(update)
            self.says(by, e.Edited(update))

    def points(self, by: str, file: str, anchor: int, head: int) -> None:
        """A cursor at these bytes."""
        self._clocks[by] += 1
        spots = {"anchor": self._relative(by, file, anchor), "head": self._relative(by, file, head)}
        state = json.dumps({"cursor": spots}).encode()
        cursor = awareness.Cursor(self.docs[by].client_id, self._clocks[by], state)
        self.says(by, e.Pointed(awareness.write([cursor])))

    def _relative(self, by: str, file: str, at: int) -> dict[str, Any]:
        text = self.text(by, file)
        if at >= len(text):
            return {"type": None, "tname": file, "item": None, "assoc": 0}
        return {"tname": file, **text.sticky_index(at, Assoc.AFTER).to_json()}

    def runs(self, number: int, size: int) -> None:
        run, heavy = f"r{number}", f"{number} 🙂 " * size
        suite = self.random.choice((e.Suite.EXAMPLES, e.Suite.HIDDEN, e.Suite.SCRATCH))
        shown = tuple(
            e.CaseShown(f"c{n}", f"case {n}", "", {"busy": [n]}, heavy[:40], True)
            for n in range(0 if suite is e.Suite.SCRATCH else 5)
        )
        self.says(
            CANDIDATE, e.RunStarted(run, "slots", "python", suite, "a" * 64, len(shown), shown, heavy[:20], number)
        )
        for case in shown:
            self.at += self.random.randrange(200)
            judged = (Verdict.WRONG, heavy, "wrong", "", heavy, "")
            self.says(ROOM, e.CaseJudged(run, suite, case.case, *judged, cut=False, ms=1.5))
        if suite is e.Suite.SCRATCH:
            for stream in ("stdout", "stderr", "stdout"):
                self.at += 50
                self.says(ROOM, e.Printed(run, stream, heavy))
        self.says(ROOM, e.RunEnded(run, suite, Verdict.WRONG, "Wrong.", 0, len(shown), 7.5))

    def _heard(self, event: TransactionEvent) -> None:
        self._made.append(event.update)

    def end(self) -> dict[str, str]:
        return {file: text for file in FILES if (text := str(self.text(HOST, file)))}


def real(trace: Path) -> tuple[list[e.Entry], dict[str, str]]:
    """The trace of josephg/editing-traces; its positions count code points."""
    told: dict[str, Any] = json.loads(gzip.decompress(trace.read_bytes()))
    life, text = Life(1), ""
    began = datetime.fromisoformat(told["txns"][0]["time"])
    for count, step in enumerate(told["txns"]):
        by = (CANDIDATE, HOST)[count // SWITCHES % 2]
        time = (datetime.fromisoformat(step["time"]) - began).total_seconds()
        life.at = max(life.at, int(time * 1000) + count % 7 * 100)
        shared, end = life.text(by, FILE), 0
        with life.typing(by):
            for at, deleted, inserted in step["patches"]:
                start = len(text[:at].encode())
                end = start + len(text[at : at + deleted].encode())
                if end > start:
                    del shared[start:end]
                if inserted:
                    shared.insert(start, inserted)
                text = text[:at] + inserted + text[at + deleted :]
                end = start + len(inserted.encode())
        if count % 3 == 0:
            life.points(by, FILE, end, end)
    assert text == told["endContent"]
    return life.entries, {FILE: told["endContent"]}


def drawn(seed: int, edits: int, files: int, run_every: int) -> tuple[list[e.Entry], dict[str, str]]:
    """Both type in the same places, sometimes before they saw each other's; they point, leave, come back and run."""
    life = Life(seed)
    random = life.random
    spots = dict.fromkeys(FILES, 0)
    """Where somebody typed last, in characters: the next is near it."""
    texts = dict.fromkeys(FILES, "")
    for count in range(edits):
        life.at += random.choice((0, 1, 40, 90, 150)) if random.random() < 0.995 else random.randrange(45_000)
        by, file = random.choice((CANDIDATE, CANDIDATE, HOST)), FILES[random.randrange(files)]
        at = spots[file] if random.random() < 0.9 else random.randrange(len(texts[file]) + 1)
        at = min(at, len(texts[file]))
        deleted = random.choice((1, 1, 2, 60)) if random.random() < 0.3 else 0
        inserted = "" if deleted and random.random() < 0.6 else random.choice(WORDS)
        if random.random() < 0.001:
            inserted = "".join(random.choices(WORDS, k=300))
        inserted = inserted or ("" if texts[file][at : at + deleted] else "a")
        together = random.random() < 0.03
        made = _change(life, by, file, texts[file], at, deleted, inserted, alone=together)
        if together:
            # The other one did not see it yet, and types in the same place.
            other = HOST if by == CANDIDATE else CANDIDATE
            theirs = _change(life, other, file, texts[file], at, 0, random.choice(WORDS), alone=True)
            life.docs[other].apply_update(made)
            life.docs[by].apply_update(theirs)
            assert str(life.text(by, file)) == str(life.text(other, file))
        texts[file] = (
            str(life.text(by, file)) if together else texts[file][:at] + inserted + texts[file][at + deleted :]
        )
        spots[file] = at + len(inserted)
        if random.random() < 0.4:
            spot = len(texts[file][: spots[file]].encode())
            life.points(by, file, spot, spot)
        dice = random.random()
        if dice < 0.002:
            life.says(by, e.Left())
            life.at += random.randrange(20_000)
            life.says(by, e.Joined("Ida" if by == HOST else "Cam", by))
        elif dice < 0.0022:
            life.says(ROOM, e.Interrupted())
        elif dice < 0.005:
            life.says(HOST, e.NoteWritten(f"n{count}", f"note {count}", "slots", "python", 1))
        if count % run_every == run_every - 1:
            life.runs(count, 20)
    return life.entries, life.end()


def _change(life: Life, by: str, file: str, text: str, at: int, deleted: int, inserted: str, *, alone: bool) -> bytes:
    """Replace characters of a text; the update that it made."""
    start = len(text[:at].encode())
    end = start + len(text[at : at + deleted].encode())
    shared = life.text(by, file)
    with life.typing(by, [] if alone else None):
        if end > start:
            del shared[start:end]
        if inserted:
            shared.insert(start, inserted)
    last = life.entries[-1].event
    return last.update if isinstance(last, e.Edited) else b""
