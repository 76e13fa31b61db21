"""The record of a project: a note names its file as it was called then, and tests have their frameworks' names."""

from sandbox.contract import Verdict
from server.core import events as e
from server.core.ids import HOST, ROOM
from server.core.interview import Interview, State
from server.pages.record import record_of

TOLD = Interview("k3v9x0q2m1ab", "Backend engineer", "Ida", "Cam", ("desk",), State.ENDED, 1, 2, 3)
DESK = ("desk", "python")


def test_a_note_names_its_file_and_a_test_has_words() -> None:
    events: list[tuple[str, e.Event]] = [
        (ROOM, e.FileCreated(*DESK, "python.1", "desk.py")),
        (HOST, e.NoteWritten("n1", "A good start", *DESK, 2, file="python.1")),
        (HOST, e.FileRenamed(*DESK, "python.1", "counter.py", "desk.py")),
        (HOST, e.NoteWritten("n2", "Renames", *DESK, 3, file="python.1")),
        (HOST, e.NoteWritten("n3", "Of another task", "slots", "python", 3)),
        (HOST, e.RunStarted("r", *DESK, e.Suite.EXAMPLES, "d", 0, ())),
        (
            ROOM,
            e.CaseJudged(
                "r",
                e.Suite.EXAMPLES,
                "desk_test.py::test_of_its_own",
                Verdict.PASSED,
                None,
                "",
                "",
                "",
                "",
                cut=False,
                ms=1.0,
            ),
        ),
    ]
    entries = [e.Entry(seq, seq, seq, by, event) for seq, (by, event) in enumerate(events, 1)]
    record = record_of(TOLD, entries, {}, {})
    assert [note.file for note in record.notes.values()] == ["desk.py", "counter.py", ""]
    assert [case.name for case in record.runs["r"].cases.values()] == ["of its own"]
