"""The room's rules, R1 to R13 of SPEC.md."""

from copy import deepcopy
from typing import Any

import pytest

from sandbox import contract
from sandbox.contract import Verdict
from server.core import asks as a
from server.core import effects as f
from server.core import events as e
from server.core import inputs as i
from server.core.ids import CANDIDATE, HOST, ROOM
from server.core.interview import State
from server.core.kept import KEPT_MAX, MESSAGE_MAX, NOT_KEPT
from server.core.refusals import (
    CASES_MAX,
    HIDDEN_RUNS_MAX,
    NOTE_MAX,
    NOTES_MAX,
    OWN_CASES_MAX,
    RUNS_MAX,
    SCRATCH_MAX,
    STDIN_MAX,
)
from server.core.roles import Role
from server.core.room import AGREEMENTS_MAX, PIECES_MAX, PRINTED_MAX, Room
from tests.core.rooms import TASKS, Told, refusal


@pytest.fixture
def told() -> Told:
    """Ida and Cam are in."""
    told = Told()
    told.ida_comes()
    told.cam_comes()
    return told


def test_the_interview_starts_when_cam_comes_and_only_then() -> None:
    told = Told()
    told.ida_comes()
    assert told.room.state is State.PLANNED
    effects = told.cam_comes()
    assert told.kinds == ["joined", "started", "joined"]
    assert f.Become(State.LIVE) in effects
    told.say(i.Leaves(CANDIDATE))
    told.cam_comes()
    assert told.kinds.count("started") == 1  # R4


def test_a_room_to_practise_in_begins_with_whoever_comes_first() -> None:
    told = Told()
    told.room.apply(e.Entry(1, 0, 0, ROOM, e.Forked("k3v9x0q2m1ab", 965_000)))
    effects = told.ida_comes()
    assert told.kinds == ["started", "joined"]  # R4
    assert f.Become(State.LIVE) in effects
    told.cam_comes()
    assert told.kinds == ["started", "joined", "joined"]


def test_two_tabs_are_one_person(told: Told) -> None:
    assert told.cam_comes() == []  # R5
    assert told.say(i.Leaves(CANDIDATE)) == []
    assert told.say(i.Leaves(CANDIDATE)) != []
    assert told.kinds[-1] == "left"
    assert told.say(i.Leaves(CANDIDATE)) == []


def test_entries_count_without_gaps_and_time_never_runs_back(told: Told) -> None:
    told.say(i.Types(CANDIDATE, b"x"))
    told.clock = 0
    told.say(i.Points(CANDIDATE, b"y"))
    assert [entry.seq for entry in told.entries] == list(range(1, len(told.entries) + 1))  # T1
    assert [entry.at for entry in told.entries] == sorted(entry.at for entry in told.entries)  # T2


def test_what_cam_types_and_points_at_is_kept_as_it_came(told: Told) -> None:
    told.say(i.Types(CANDIDATE, b"update"))
    told.say(i.Points(CANDIDATE, b"cursor"))
    assert [entry.event for entry in told.entries[-2:]] == [e.Edited(b"update"), e.Pointed(b"cursor")]


def test_agreeing_gives_cam_the_name_that_was_typed() -> None:
    told = Told()
    told.say(i.Agrees("Cam O.", "2026"))
    assert told.room.names[CANDIDATE] == "Cam O."
    assert told.say(i.Agrees("Cam O.", "2026")) == []  # a reload agrees to nothing new
    assert told.kinds == ["agreed"]


def test_cam_cannot_fill_the_record_with_names() -> None:
    told = Told()
    for n in range(AGREEMENTS_MAX):
        told.say(i.Agrees(f"Cam {n}", "2026"))
    assert "often enough" in refusal(told.say(i.Agrees("Cam again", "2026")))
    assert len(told.kinds) == AGREEMENTS_MAX


@pytest.mark.parametrize(
    "ask",
    [
        a.AskNote("hm"),
        a.AskNoteChange("n", "x"),
        a.AskNoteDrop("n"),
        a.AskEnd(),
        a.AskRun("slots", "python", e.Suite.HIDDEN),
    ],
)
def test_cam_may_not_do_what_is_the_interviewers(told: Told, ask: a.Ask) -> None:
    before = deepcopy(vars(told.room))
    assert refusal(told.cam(ask)) == "Only the interviewer can do this."
    assert vars(told.room) == before  # R1


def test_a_prepared_hidden_run_of_cam_is_refused_too(told: Told) -> None:
    ask = a.AskRun("slots", "python", e.Suite.HIDDEN)
    spec = told.run("mine")[1].spec  # type: ignore[union-attr]
    told.finished("mine")
    assert refusal(told.say(i.RunPrepared(CANDIDATE, Role.CANDIDATE, ask, spec, (), "")))


@pytest.mark.parametrize(
    ("ask", "words"),
    [
        (a.AskRun("other", "python"), "not part of the interview"),
        (a.AskRun("slots", "cobol"), "cannot be solved in this language"),
        (a.AskRun("slots", "python", e.Suite.SCRATCH), "not one of the tests"),
        (a.AskScratch("other", "python"), "not part of the interview"),
        (a.AskScratch("slots", "cobol"), "cannot be solved in this language"),
        (a.AskScratch("slots", "python", "é" * (STDIN_MAX // 2 + 1)), "65,538 bytes"),
        (a.AskSwitch("other", "python"), "not part of the interview"),
        (a.AskSwitch("slots", "cobol"), "cannot be solved"),
        (a.AskStop(), "Nothing is running"),
        (a.AskCase("other", "mine", {}), "not part of the interview"),
        (a.AskCase("slots", "  ", {}), "Give the case a name"),
        (a.AskCase("slots", "n" * 81, {}), "Give the case a name"),
        (a.AskCaseDrop("gone"), "not there any more"),
        (a.AskNote(" \n"), "Write something first"),
        (a.AskNote("x" * (NOTE_MAX + 1)), "20,001 characters"),
        (a.AskNoteChange("gone", "x"), "not there any more"),
        (a.AskNoteDrop("gone"), "not there any more"),
    ],
)
def test_an_ask_that_cannot_be_is_refused_with_a_sentence(told: Told, ask: a.Ask, words: str) -> None:
    before = deepcopy(vars(told.room))
    assert words in refusal(told.ida(ask))
    assert vars(told.room) == before  # R1, R9, R11


def test_a_run_goes_from_start_to_one_end(told: Told) -> None:
    assert told.ida(a.AskRun("slots", "python")) == []  # decided once the code is read
    record, start = told.run()
    assert isinstance(record, f.Record)
    assert isinstance(start, f.StartRun)
    assert told.judged(Verdict.PASSED)
    assert told.finished()
    assert told.kinds[-3:] == ["run_started", "case_judged", "run_ended"]
    assert told.finished() == []  # R7, R8
    assert told.judged(Verdict.PASSED) == []


def test_a_second_run_waits_for_the_first(told: Told) -> None:
    told.run()
    assert refusal(told.cam(a.AskRun("slots", "python"))).startswith("Ida is already running the code.")  # R6
    assert refusal(told.run("run2")).startswith("Ida is already running")


def test_cam_stops_idas_run_and_late_pieces_change_nothing(told: Told) -> None:
    told.run()
    told.judged(Verdict.PASSED)
    effects = told.cam(a.AskStop())
    assert f.StopRun("run1") in effects
    ended = told.entries[-1]
    assert ended.by == CANDIDATE
    assert isinstance(ended.event, e.RunEnded)
    assert (ended.event.verdict, ended.event.passed, ended.event.message) == (
        Verdict.CANCELLED,
        1,
        "Cam stopped the run.",
    )
    assert told.finished() == []  # R8
    assert told.say(i.Ran(contract.Begun("run1"))) == []


def test_hidden_runs_are_counted_and_bounded(told: Told) -> None:
    for n in range(HIDDEN_RUNS_MAX):
        told.run(f"r{n}", e.Suite.HIDDEN)
        told.finished(f"r{n}")
    assert "50 times" in refusal(told.run("one more", e.Suite.HIDDEN))  # R10
    assert told.run("visible")


def test_a_program_prints_onto_the_timeline_and_ends_once(told: Told) -> None:
    assert told.cam(a.AskScratch("slots", "python", "3\n")) == []  # decided once the code is read
    record, start = told.scratch(stdin="3\n")
    assert isinstance(record, f.Record)
    assert record.entry.event == e.RunStarted("run1", "slots", "python", e.Suite.SCRATCH, "digest", 0, (), stdin="3\n")
    assert isinstance(start, f.StartRun)
    assert refusal(told.ida(a.AskRun("slots", "python"))).startswith("Cam is already running")  # R6
    told.prints("one\n")
    told.prints("oh\n", "stderr")
    assert told.prints("") == []
    assert told.finished(verdict=Verdict.UNCHECKED)
    assert [entry.event for entry in told.entries[-3:-1]] == [
        e.Printed("run1", "stdout", "one\n"),
        e.Printed("run1", "stderr", "oh\n"),
    ]  # R15
    assert told.prints("late") == []  # R8


def test_tests_print_with_each_case_and_not_beside_them(told: Told) -> None:
    told.run()
    assert told.prints("loose words") == []


def test_what_a_program_prints_is_bounded_and_says_so(told: Told) -> None:
    told.scratch()
    told.prints("x" * (PRINTED_MAX - 1))
    told.prints("yz")
    last = told.entries[-1].event
    assert last == e.Printed("run1", "stdout", "y", cut=True)  # R15
    assert told.prints("more") == []
    told.finished()
    told.scratch("run2")
    for n in range(PIECES_MAX):
        told.prints(f"{n}\n", run="run2")
    assert told.prints("more", run="run2") == []
    last = told.entries[-1].event
    assert isinstance(last, e.Printed)
    assert last.cut


def test_the_programs_of_one_interview_are_bounded_together(told: Told) -> None:
    for n in range(SCRATCH_MAX // (PRINTED_MAX + STDIN_MAX) + 1):
        assert len(told.scratch(f"r{n}", "i" * STDIN_MAX)) == 2
        told.prints("x" * PRINTED_MAX, run=f"r{n}")
        told.finished(f"r{n}")
    assert told.room.scratched <= SCRATCH_MAX
    assert "Run the tests instead" in refusal(told.cam(a.AskScratch("slots", "python", "i" * STDIN_MAX)))  # R15


def judged(told: Told, **said: Any) -> e.CaseJudged:
    """The result of a case as it stands on the timeline."""
    told.say(i.Ran(contract.CaseJudged("run1", "c0", Verdict.WRONG, **said)))
    event = told.entries[-1].event
    assert isinstance(event, e.CaseJudged)
    return event


def test_the_results_of_one_interview_are_bounded_together(told: Told) -> None:
    told.run()
    told.room.judged = KEPT_MAX - 3_000
    whole = judged(told, got=1, stdout="x" * 1_000, message="no")
    assert (whole.got, whole.stdout, whole.cut) == (1, "x" * 1_000, False)
    bare = judged(told, got=1, stdout="x" * 3_000, stderr="e", trace="t", note="n", message="m" * 300)
    assert (bare.verdict, bare.got, bare.message, bare.cut) == (Verdict.WRONG, NOT_KEPT, "m" * MESSAGE_MAX, True)  # R17
    assert bare.stdout + bare.stderr + bare.trace + bare.note == ""
    assert judged(told, trace="t" * 3_000).got is None


def test_the_code_runs_a_bounded_number_of_times(told: Told) -> None:
    for n in range(RUNS_MAX):
        told.run(f"r{n}")
        told.finished(f"r{n}")
    assert "2,000 times" in refusal(told.cam(a.AskRun("slots", "python")))  # R18
    assert "2,000 times" in refusal(told.cam(a.AskScratch("slots", "python")))


def test_cases_that_come_and_go_in_a_loop_come_to_an_end(told: Told) -> None:
    for _ in range(CASES_MAX):
        told.cam(a.AskCase("slots", "again", {"busy": []}))
        told.cam(a.AskCaseDrop(next(iter(told.room.cases))))
    assert "500 cases" in refusal(told.cam(a.AskCase("slots", "more", {"busy": []})))  # R11


def test_where_a_run_waits_is_told_and_not_kept(told: Told) -> None:
    told.run()
    before = len(told.entries)
    assert told.say(i.Ran(contract.Queued("run1", 2))) == [f.TellQueue("run1", 2)]  # R16
    assert told.say(i.Ran(contract.Begun("run1"))) == [f.TellQueue("run1", 0)]
    assert len(told.entries) == before


def test_files_that_somebody_turned_to_are_known(told: Told) -> None:
    told.cam(a.AskSwitch("slots", "javascript"))
    told.ida(a.AskSwitch("slots", "python"))
    assert told.room.opened == {("slots", "javascript"), ("slots", "python")}  # D1


def test_cases_of_ones_own_come_and_go(told: Told) -> None:
    for n in range(OWN_CASES_MAX):
        told.cam(a.AskCase("slots", f"case {n}", {"busy": []}, [], True))
    assert "30 cases" in refusal(told.cam(a.AskCase("slots", "more", {})))  # R11
    first = next(iter(told.room.cases))
    told.ida(a.AskCaseDrop(first))
    assert first not in told.room.cases


def test_notes_are_written_changed_and_dropped(told: Told) -> None:
    told.ida(a.AskNote("asks about edges", "slots", "python", 4))
    (note,) = told.room.notes
    told.ida(a.AskNoteChange(note, "asks first"))
    assert told.room.notes == {note: HOST}
    told.ida(a.AskNoteDrop(note))
    assert told.room.notes == {}
    for n in range(NOTES_MAX):
        told.ida(a.AskNote(f"note {n}"))
    assert "500 notes" in refusal(told.ida(a.AskNote("one more")))


def test_looking_elsewhere_is_kept(told: Told) -> None:
    told.cam(a.AskSwitch("slots", "javascript"))
    assert told.room.looking[CANDIDATE] == e.Switched("slots", "javascript")


def test_the_end_is_the_end(told: Told) -> None:
    told.run()
    effects = told.ida(a.AskEnd())
    assert told.kinds[-2:] == ["run_ended", "ended"]
    assert f.StopRun("run1") in effects
    assert f.Become(State.ENDED) in effects
    assert f.ShowOut(frozenset(Role)) in effects
    before = len(told.entries)
    assert told.say(i.Types(CANDIDATE, b"late")) == []  # R12
    assert told.say(i.Points(CANDIDATE, b"late")) == []
    assert refusal(told.ida(a.AskNote("late"))) == "The interview has ended, so nothing can be changed any more."
    assert refusal(told.say(i.Agrees("Cam", "2026")))
    assert told.say(i.Leaves(CANDIDATE)) == []
    assert told.say(i.ServerReturns()) == []
    assert isinstance(told.cam_comes()[-1], f.ShowOut)
    assert len(told.entries) == before


def test_a_server_that_comes_back_says_so_and_ends_the_run(told: Told) -> None:
    told.run()
    told.say(i.ServerReturns())
    assert told.kinds[-2:] == ["run_ended", "interrupted"]  # R13
    assert told.entries[-1].by == ROOM
    assert not told.room.here
    assert told.say(i.ServerReturns()) == []


def test_a_room_that_opens_again_is_the_same_room(told: Told) -> None:
    told.cam(a.AskCase("slots", "mine", {"busy": []}))
    told.ida(a.AskNote("good question"))
    told.cam(a.AskSwitch("slots", "javascript"))
    told.run(suite=e.Suite.HIDDEN)
    told.judged(Verdict.PASSED)
    told.finished()
    told.scratch("run2", "3")
    told.prints("y" * PRINTED_MAX + "z", run="run2")
    told.say(i.Types(CANDIDATE, b"x"))
    told.say(i.Leaves(HOST))
    again = Room(TASKS)
    talk = [entry for entry in told.entries if not isinstance(entry.event, e.Edited | e.Pointed)]
    again.restore(
        [e.Entry(0, 0, 0, ROOM, e.Opened("t", "Ida", "Cam", ("slots",), ("d",))), *talk], told.room.seq, told.room.at
    )
    mine, theirs = vars(told.room), vars(again)
    assert theirs == mine  # R2


def test_an_event_that_no_longer_fits_changes_nothing() -> None:
    told = Told()
    judged = e.CaseJudged("gone", e.Suite.EXAMPLES, "c", Verdict.PASSED, 1, "", "", "", "", False, 1.0)
    told.room.apply(e.Entry(1, 0, 0, ROOM, judged))
    told.room.apply(e.Entry(2, 0, 0, ROOM, e.Printed("gone", "stdout", "x")))
    assert told.room.run is None


def test_what_the_task_reveals_stays_with_the_run_from_its_start_to_its_end(told: Told) -> None:
    shown = (e.CaseShown("c0", "ties", "edge", {}, 1, True, e.Reveal.ALL),)
    ask = a.AskRun("slots", "python", e.Suite.HIDDEN)
    spec = contract.RunSpec("run1", "python", "", "f", (contract.Case("c0"), contract.Case("c1")))
    told.say(i.RunPrepared(HOST, Role.HOST, ask, spec, shown, "digest", seed=5, feedback=e.Feedback.NONE))
    told.judged(Verdict.PASSED)
    told.judged(Verdict.WRONG, case="c1")
    told.say(i.Asks(HOST, Role.HOST, a.AskStop(), "stop"))
    started, first, second, ended = (entry.event for entry in told.entries[-4:])
    assert isinstance(started, e.RunStarted)
    assert isinstance(ended, e.RunEnded)
    assert (started.seed, started.feedback, ended.feedback) == (5, e.Feedback.NONE, e.Feedback.NONE)
    assert [event.reveal for event in (first, second) if isinstance(event, e.CaseJudged)] == [
        e.Reveal.ALL,
        e.Reveal.NEVER,
    ]
