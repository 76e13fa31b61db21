"""Scripted interviews for tests of the track: Ida and Cam each have a document, and what they do goes on a timeline."""

import json
from base64 import b64decode
from collections.abc import Sequence
from typing import Any

import msgspec
from pycrdt import Assoc, Doc, Text

from sandbox.contract import Verdict
from server.core import awareness
from server.core import events as e
from server.core.document import seed
from server.core.ids import CANDIDATE, HOST, ROOM
from server.core.track.builder import Builder, Piece
from server.core.track.parts import Chunk, Edition, Head, Sheet, Unread
from server.core.track.reading import Index, Moment
from server.core.track.texts import Texts

CANARY = "canary-7f3a"
SOLUTION, SCRIPT, JAVA = "slots/solution.py", "slots/solution.js", "slots/Solution.java"
TASKS = ("slots",)
NOW = Moment()
FILES = (SOLUTION, SCRIPT)
BEGAN = 1_795_312_800_000
HEAD = Head("k3v9x0q2m1ab", "Backend engineer", "Ida", "Cam")
HALF_EMOJI = [
    b64decode(update)
    for update in (
        "AQEHAAQBEXNsb3RzL3NvbHV0aW9uLmpzB2Hwn5mCYgoA",
        "AAEHAQEB",
        "AQEHBcQHAgcDBWXMgcOpAA==",
        "AQEHCEQHAAjwn46J8J+OiQA=",
        "AQEHDEQHCAF4AQcBCQI=",
    )
]
"""What Yjs 13 makes of: "a🙂b\\n" typed, one unit of the emoji deleted, "é" typed in two ways, two emoji typed at the
beginning, and then a second half and a first half deleted and an x typed in one transaction."""


class Story:
    """A timeline that grows. `at` is the interview's time now; everything takes 100 ms."""

    def __init__(self) -> None:
        self.entries: list[e.Entry | Unread] = []
        self.at = 0
        self.docs: dict[str, Doc[Text]] = {}
        self._clocks: dict[str, int] = {}
        self._fresh: dict[str, list[bytes]] = {}
        for client, person in ((11, HOST), (22, CANDIDATE)):
            doc: Doc[Text] = Doc(client_id=client)
            self.docs[person], self._clocks[person], self._fresh[person] = doc, 0, []
        self.says(ROOM, e.Opened("Backend engineer", "Ida", "Cam", TASKS, ("d" * 64,)))

    def says(self, by: str, event: e.Event) -> None:
        self.entries.append(e.Entry(len(self.entries) + 1, self.at, BEGAN + self.at, by, event))
        self.at += 100

    def skip(self, ms: int) -> None:
        self.at += ms

    def begin(self) -> None:
        """The interview starts, and both are there."""
        self.says(ROOM, e.Started())
        self.says(CANDIDATE, e.Joined("Cam", "candidate"))
        self.says(HOST, e.Joined("Ida", "host"))

    def update(self, by: str, update: bytes) -> None:
        """An update from elsewhere."""
        for doc in self.docs.values():
            doc.apply_update(update)
        self.says(by, e.Edited(update))

    def seeds(self, texts: dict[str, str], client: int = 1) -> None:
        self.update(ROOM, seed(texts, client))

    def types(self, by: str, file: str, at: int, inserted: str, deleted: int = 0) -> None:
        """Replace characters of a file, as this person sees it, and let the other one see it."""
        self.update(by, self.alone(by, file, at, inserted, deleted))

    def alone(self, by: str, file: str, at: int, inserted: str, deleted: int = 0) -> bytes:
        """The same before the other one sees it."""
        doc = self.docs[by]
        before = doc.get_state()
        text = doc.get(file, type=Text)
        start = len(str(text)[:at].encode())
        end = len(str(text)[: at + deleted].encode())
        with doc.transaction():
            if end > start:
                del text[start:end]
            if inserted:
                text.insert(start, inserted)
        return doc.get_update(before)

    def points(self, by: str, file: str, anchor: int, head: int) -> None:
        """A cursor at these characters."""
        start, end = self._relative(by, file, anchor), self._relative(by, file, head)
        self.claims(by, {"cursor": {"anchor": start, "head": end}})

    def claims(self, by: str, state: Any) -> None:
        """Whatever a page says of its cursor."""
        self._clocks[by] += 1
        cursor = awareness.Cursor(self.docs[by].client_id, self._clocks[by], json.dumps(state).encode())
        self.says(by, e.Pointed(awareness.write([cursor])))

    def _relative(self, by: str, file: str, at: int) -> dict[str, Any]:
        """The place of a character as Yjs tells it. Yrs takes bytes for UTF-16 units within a block, so the block's
        beginning is looked for."""
        text = self.docs[by].get(file, type=Text)
        words = str(text)
        if at >= len(words):
            return {"type": None, "tname": file, "item": None, "assoc": 0}

        def told(before: int) -> tuple[int, int]:
            offset = len(words[:before].encode())
            item = text.sticky_index(offset, Assoc.AFTER).to_json()["item"]
            return item["client"], item["clock"] - offset

        begin = at
        while begin and told(begin - 1) == told(at):
            begin -= 1
        client, shift = told(at)
        clock = shift + len(words[:begin].encode()) + len(words[begin:at].encode("utf-16-le")) // 2
        return {"tname": file, "item": {"client": client, "clock": clock}, "assoc": 0}


def run(story: Story, run: str, suite: e.Suite, by: str, heavy: str, *, note: str = "", seed: int = 0) -> None:
    """A run of two cases, or of the program, whose heavy parts say `heavy`."""
    named = heavy if suite is e.Suite.HIDDEN else "case"
    shown = tuple(
        e.CaseShown(f"{named}-{n}", "a case", "", {"busy": heavy}, heavy, True)
        for n in range(0 if suite is e.Suite.SCRATCH else 2)
    )
    stdin = heavy if suite is e.Suite.SCRATCH else ""
    story.says(by, e.RunStarted(run, "slots", "python", suite, "a" * 64, len(shown), shown, stdin, seed))
    if suite is e.Suite.SCRATCH:
        story.says(ROOM, e.Printed(run, "stdout", f"{heavy}\n"))
        story.says(ROOM, e.Printed(run, "stderr", "half \ud83d of it", cut=True))
    for case in shown:
        story.says(
            ROOM,
            e.CaseJudged(
                run, suite, case.case, Verdict.WRONG, heavy, heavy, heavy, heavy, heavy, cut=False, ms=1.5, note=note
            ),
        )
    story.says(ROOM, e.RunEnded(run, suite, Verdict.WRONG, "Wrong answers.", 0, len(shown), 3.0))


def golden() -> Story:
    """A small interview with something of everything."""
    story = Story()
    story.seeds({SOLUTION: "def free(busy):\r\n    pass\r\n", JAVA: ""})
    story.says(CANDIDATE, e.Agreed("Cam", "2026-11"))
    story.begin()
    story.points(CANDIDATE, SOLUTION, 21, 25)
    for at, letter in enumerate("return"):
        story.types(CANDIDATE, SOLUTION, 21 + at, letter, 4 if at == 0 else 0)
        story.points(CANDIDATE, SOLUTION, 22 + at, 22 + at)
    story.says(HOST, e.NoteWritten("n1", CANARY, "slots", "python", 2))
    story.points(HOST, SOLUTION, 0, 15)
    story.types(HOST, SOLUTION, 0, "# cafe\u0301 and caf\xe9, 🙂\r\n")
    story.types(CANDIDATE, SOLUTION, 8, "x")
    story.skip(31_000)
    ida = story.alone(HOST, SOLUTION, 17, "I")
    cam = story.alone(CANDIDATE, SOLUTION, 17, "C")
    story.update(HOST, ida)
    story.update(CANDIDATE, cam)
    story.says(CANDIDATE, e.Switched("slots", "javascript"))
    for update in HALF_EMOJI:
        story.update(CANDIDATE, update)
    story.points(CANDIDATE, SCRIPT, 0, 2)
    run(story, "r1", e.Suite.EXAMPLES, CANDIDATE, "seen by both", note=CANARY)
    story.types(CANDIDATE, SOLUTION, 2, "thirty characters come at once")
    run(story, "r2", e.Suite.HIDDEN, HOST, CANARY, seed=7_351)
    run(story, "r3", e.Suite.SCRATCH, CANDIDATE, "3 4")
    story.entries.append(Unread(len(story.entries) + 1, story.at, BEGAN + story.at, HOST, 77, "b" * 64))
    story.entries.append(Unread(len(story.entries) + 1, story.at, BEGAN + story.at, ROOM, 12, "c" * 64, known=True))
    story.says(CANDIDATE, e.Edited(b"\xff\xff\xff"))
    story.claims(CANDIDATE, {"cursor": None})
    story.points(CANDIDATE, SOLUTION, 5, 5)
    story.skip(5_000)
    story.says(ROOM, e.Interrupted())
    story.says(HOST, e.Joined("Ida", "host"))
    story.says(CANDIDATE, e.Joined("Cam", "candidate"))
    for at, letter in enumerate("done 🎉"):
        story.types(HOST, JAVA, at, letter)
        story.points(HOST, JAVA, at + 1, at + 1)
    story.says(HOST, e.NoteChanged("n1", CANARY + " again"))
    story.says(HOST, e.NoteDropped("n1"))
    story.says(HOST, e.Left())
    story.skip(31_000)
    story.types(CANDIDATE, JAVA, 0, "", 4)
    story.says(HOST, e.Ended())
    return story


class Made:
    """A track that was built, as a browser gets it."""

    def __init__(self, entries: Sequence[e.Entry | Unread], edition: Edition = Edition.HOST, most: int = 2_048) -> None:
        builder = Builder(edition, TASKS, most=most)
        pieces: list[Piece] = [*builder.take(entries), *builder.tail()]
        self.text = builder.index(HEAD, live=not builder.ended)
        builder.close()
        self.index = Index(self.text)
        self.chunks = {piece.number: piece.text for piece in pieces if isinstance(piece, Chunk)}
        self.sheets = {piece.run: piece.text for piece in pieces if isinstance(piece, Sheet)}


def state(story: Story, edition: Edition = Edition.HOST) -> Texts:
    """Everything at the end of a story, as a reader has it."""
    made = Made(story.entries, edition)
    return made.index.state(NOW, made.chunks)


def update_of(entry: e.Entry | Unread) -> bytes:
    assert isinstance(entry, e.Entry)
    assert isinstance(entry.event, e.Edited)
    return entry.event.update


def cursor_frame(cursor: Any, client: int = 22) -> bytes:
    """An awareness update in which this client says this of its cursor."""
    return awareness.write([awareness.Cursor(client, 1, msgspec.json.encode(cursor))])
