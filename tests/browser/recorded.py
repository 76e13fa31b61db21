"""A finished interview as the server would have stored it, with every edit at its own time: for replays to show."""

from pathlib import Path
from typing import Final

from pycrdt import Doc, Text

from server.core import events as e
from server.core.ids import CANDIDATE, HOST
from server.core.interview import Interview, State
from server.core.roles import Role
from server.store.database import Database

ROOM: Final = "rec000000001"
TASK: Final = "slots"
FILE: Final = "slots/solution.py"
BEGAN: Final = 1_795_251_600_000
"""Unix ms."""


class Story:
    """What happened, entry by entry. Times are seconds of interview time."""

    def __init__(self) -> None:
        self.entries: list[e.Entry] = []
        self._doc: Doc[Text] = Doc()

    def say(self, second: float, by: str, event: e.Event) -> None:
        at = int(1000 * second)
        self.entries.append(e.Entry(len(self.entries) + 1, at, BEGAN + at, by, event))

    def write(self, second: float, by: str, before: str, new: str, old: str = "") -> None:
        """Put `new` behind the first `before`, instead of `old`."""
        text = self._doc.get(FILE, type=Text)
        state = self._doc.get_state()
        plain = str(text)
        at = len(plain[: plain.index(before) + len(before)].encode())
        with self._doc.transaction():
            if old:
                del text[at : at + len(old.encode())]
            if new:
                text.insert(at, new)
        self.say(second, by, e.Edited(self._doc.get_update(state)))

    def type(self, second: float, by: str, before: str, words: str) -> float:
        """The same key by key, five a second. The answer is when it was done."""
        for count, letter in enumerate(words):
            self.write(second + count / 5, by, before + words[:count], letter)
        return second + len(words) / 5


def told() -> Story:
    """Ten minutes: `bisect` is imported and taken out again, Cam pastes a line, Ida changes one of his."""
    story = Story()
    story.say(0, "room", e.Opened("Backend engineer", "Ida", "Cam", (TASK,), ("d",)))
    story.say(0, CANDIDATE, e.Agreed("Cam", "1"))
    story.write(0, "room", "", "def count_free(busy):\n    pass\n")
    story.say(0, CANDIDATE, e.Started())
    for person, name, role in ((HOST, "Ida", Role.HOST), (CANDIDATE, "Cam", Role.CANDIDATE)):
        story.say(1, person, e.Joined(name, role))
        story.say(1, person, e.Switched(TASK, "python"))
    story.type(30, CANDIDATE, "", "import bisect\n")
    story.write(60, CANDIDATE, "(busy):\n", "", old="    pass\n")
    story.type(70, CANDIDATE, "(busy):\n", "    at = b\n")
    story.write(120, CANDIDATE, "at = b\n", "    return [[at, end] for at, end in sorted(busy)]\n")
    story.write(200, CANDIDATE, "", "", old="import bisect\n")
    story.type(300, HOST, "at = ", "max(at, ")
    story.write(303, HOST, "max(at, b", ")")
    story.say(400, HOST, e.NoteWritten("n1", "Tried bisect, then sorted", TASK, "python", 0))
    story.say(600, HOST, e.Ended())
    return story


async def store(data: Path) -> None:
    """Put it into this data folder, before a server opens it."""
    data.mkdir(parents=True, exist_ok=True)
    database = Database(f"sqlite:///{data}/greenroom.db")
    story = told()
    interview = Interview(
        id=ROOM,
        title="Backend engineer",
        host="Ida",
        candidate="Cam",
        tasks=(TASK,),
        state=State.ENDED,
        created=BEGAN,
        started=BEGAN,
        ended=BEGAN + story.entries[-1].at,
    )
    await database.add_interview(interview)
    for entry in story.entries:
        database.journal.append(ROOM, entry)
    await database.journal.flush(ROOM)
    await database.close()
