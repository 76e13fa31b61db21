"""What happened, in words."""

import pytest

from sandbox.contract import Verdict
from server.core import events as e
from server.core import telling
from server.core.interview import Interview, State
from server.core.people import names_of
from server.core.private import PrivatePolicy

TASKS = {"slots": "Free slots"}
LANGUAGES = {"python": "Python 3.13"}


def ended(verdict: Verdict, suite: e.Suite = e.Suite.EXAMPLES) -> e.RunEnded:
    return e.RunEnded("r1", suite, verdict, "", 2, 3, 1.0)


STARTED = e.RunStarted("r1", "slots", "python", e.Suite.HIDDEN, "", 0, ())

TOLD: list[tuple[e.Event, str]] = [
    (e.Opened("Backend", "Ida", "Cam", (), ()), "The interview was created"),
    (e.Forked("k3v9x0q2m1ab", 760_000), "Its code is that of another interview at 12:40"),
    (e.Agreed("Cam", "1"), "Cam read what is recorded and agreed"),
    (e.Started(), "The interview began"),
    (e.Joined("Cam", "candidate"), "Cam came in"),
    (e.Left(), "Ida left"),
    (e.Switched("slots", "python"), "Ida turned to Free slots in Python 3.13"),
    (e.Switched("gone", "gone"), "Ida turned to gone in gone"),
    (e.FileCreated("slots", "python", "python.2", "store.py"), "Ida made the file store.py"),
    (e.FileRenamed("slots", "python", "python.2", "lib/store.py", "store.py"), "Ida renamed store.py to lib/store.py"),
    (e.FileDeleted("slots", "python", "python.2", "store.py"), "Ida deleted store.py"),
    (e.FileRestored("slots", "python", "python.2", "store.py"), "Ida brought store.py back"),
    (e.CaseAdded("c1", "slots", "two", {}, None, True), "Ida added the case “two”"),
    (e.CaseDropped("c1"), "Ida removed a case"),
    (STARTED, "Ida ran the hidden tests of Free slots in Python 3.13"),
    (e.NoteWritten("n1", "", "", "", 0), "Ida wrote a note"),
    (e.Said("May I\n look?"), "Ida wrote: May I look?"),
    (e.Said("a" * 2_001), f"Ida wrote: {'a' * 1_999}…"),
    (e.HandRaised(), "Ida raised a hand"),
    (e.HandLowered("host"), ""),
    (e.NoteChanged("n1", ""), "Ida changed a note"),
    (e.NoteDropped("n1"), "Ida deleted a note"),
    (e.StageBegan("s1", "Design", 0), "The stage “Design” began"),
    (e.StageBegan("s1", "Design", 20), "The stage “Design” began, about 20 min planned"),
    (e.StageEnded("s1"), ""),
    (e.Paused(), "Ida paused the clock"),
    (e.Resumed(), "Ida let the clock go on"),
    (e.VersionTaken("slots", "d2"), "Ida took a newer version of Free slots"),
    (e.Extended("s1", 5), "Ida gave the stage 5 minutes more"),
    (e.PartOpened("slots", 2, "", "", (), (), "int"), "Ida opened part 2 of Free slots"),
    (e.HintGiven("slots", 2, "Sort them."), "Ida gave hint 2 of Free slots"),
    (e.Pasted("slots", "python", 1, True), "Ida pasted 1 character, which had been in this room’s code or task before"),
    (
        e.Pasted("slots", "python", 30, False),
        "Ida pasted 30 characters, which had not been in this room’s code or task before",
    ),
    (e.WentAway(), "Ida’s page lost the focus"),
    (e.CameBack(8_000), "Ida’s page had the focus again, after 8 s"),
    (e.CameBack(120_000), "Ida’s page had the focus again, after 2 min"),
    (e.CameBack(125_000), "Ida’s page had the focus again, after 2 min 5 s"),
    (e.PrivateBegan("s", PrivatePolicy.RELEASED, 5), "Thinking privately began, for about 5 min"),
    (e.PrivateEnded("s", shared=True), "Thinking privately ended"),
    (e.PrivateEnded("s", shared=False), "Thinking privately ended, and nothing of it was shared"),
    (e.PrivateReleased("s", (), ()), "Ida released what they had written and tried privately"),
    (e.PrivateEdited("s", PrivatePolicy.RECORDED, ()), ""),
    (
        e.PrivateRan("s", PrivatePolicy.RECORDED, "slots", "python", e.Suite.EXAMPLES, Verdict.WRONG, 1, 2),
        "Ida ran the examples of Free slots privately: 1 of 2 passed",
    ),
    (
        e.PrivateRan("s", PrivatePolicy.RECORDED, "slots", "python", e.Suite.SCRATCH, Verdict.UNCHECKED, 0, 0),
        "Ida ran the program of Free slots privately",
    ),
    (e.Interrupted(), "The server stopped and came back; nothing was heard in between"),
    (e.Ended(), "Ida ended the interview"),
    (e.Edited(b""), ""),
    (ended(Verdict.PASSED), ""),
]


@pytest.mark.parametrize(("event", "words"), TOLD, ids=lambda each: type(each).__name__)
def test_everything_that_happens_has_its_words(event: e.Event, words: str) -> None:
    assert telling.happening(event, "Ida", TASKS, LANGUAGES) == words


@pytest.mark.parametrize(
    ("run", "words"),
    [
        (ended(Verdict.WRONG), "2 of 3 passed"),
        (ended(Verdict.CANCELLED), "stopped, 2 of 3 passed"),
        (ended(Verdict.INTERNAL_ERROR), "could not go on"),
        (ended(Verdict.UNCHECKED, e.Suite.SCRATCH), "ended"),
        (ended(Verdict.TIME_LIMIT, e.Suite.SCRATCH), "took too long"),
    ],
)
def test_how_a_run_ended(run: e.RunEnded, words: str) -> None:
    assert telling.outcome(run) == words


def test_a_program_that_was_never_heard_of_again_has_not_ended() -> None:
    assert telling.program_end(None) == "not ended"


def test_times_counts_and_lists_read_as_people_write_them() -> None:
    assert [telling.clock(ms) for ms in (0, 7_400, 760_000, 3_760_000)] == ["0:00", "0:07", "12:40", "1:02:40"]
    minutes = {0: "under a minute", 45: "45 min", 60: "1 h", 90: "1 h 30 min"}
    assert {m: telling.duration_of(m * 60_000) for m in minutes} == minutes
    assert [telling.count(1, "case"), telling.count(2, "case"), telling.count(3, "box", "boxes")] == [
        "1 case",
        "2 cases",
        "3 boxes",
    ]
    assert [telling.listed([]), telling.listed(["a"]), telling.listed(["a", "b", "c"], "or")] == ["", "a", "a, b or c"]


def test_people_are_called_what_the_interviewer_called_them_until_they_say_so() -> None:
    interview = Interview("k3v9x0q2m1ab", "Backend", "Ida", "Cam", (), State.PLANNED, 0)
    assert names_of(interview) == {"host": "Ida", "candidate": "Cam"}
