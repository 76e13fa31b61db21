"""Who may what, and who hears what: A1 to A9 of SPEC.md, for every kind there is."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from sandbox.contract import Verdict
from server.core import asks as a
from server.core import events as e
from server.core.private import PrivatePolicy
from server.core.roles import Role, drafts, hears, may, reads_private, sees, so_far
from tests.spec_tables import hold

CANARY = "canary-7f3a"

PRIVATE: list[e.Event] = [
    e.Forked(CANARY, 965_000),
    e.NoteWritten("n", CANARY, "slots", "python", 3, CANARY, 5),
    e.NoteChanged("n", CANARY, CANARY),
    e.NoteDropped(CANARY),
    e.CaseJudged("r", e.Suite.HIDDEN, CANARY, Verdict.WRONG, CANARY, CANARY, CANARY, CANARY, CANARY, False, 3.0),
    e.CaseJudged("r", e.Suite.EXAMPLES, "c", Verdict.WRONG, 1, "m", "t", "o", "e", False, 3.0, note=CANARY),
    e.RunStarted(
        "r",
        "slots",
        "python",
        e.Suite.HIDDEN,
        "d",
        3,
        (e.CaseShown(CANARY, CANARY, CANARY, {CANARY: 1}, CANARY, True),),
        seed=7351,
    ),
    e.RunEnded("r", e.Suite.HIDDEN, Verdict.RUNTIME_ERROR, CANARY, 1, 3, 41.0),
]

ALONE: list[e.Event] = [
    event
    for policy in PrivatePolicy
    for event in (
        e.PrivateEdited("s", policy, (("slots/solution.py", 0, 0, CANARY),)),
        e.PrivateRan("s", policy, CANARY, "python", e.Suite.EXAMPLES, Verdict.WRONG, 1, 2),
    )
]
"""What was written and tried privately: the candidate's, and perhaps nobody else's."""

SHARED: list[e.Event] = [
    e.Opened("t", "Ida", "Cam", ("slots",), ("d",)),
    e.Agreed("Cam", "2026"),
    e.Started(),
    e.Joined("Cam", "candidate"),
    e.Left(),
    e.Switched("slots", "python"),
    e.FileCreated("slots", "python", "python.1", "app.py"),
    e.FileRenamed("slots", "python", "python.1", "store.py", "app.py"),
    e.FileDeleted("slots", "python", "python.1", "store.py"),
    e.FileRestored("slots", "python", "python.1", "store.py"),
    e.CaseAdded("c", "slots", "mine", {}, None, False),
    e.CaseDropped("c"),
    e.CaseJudged("r", e.Suite.EXAMPLES, "c", Verdict.WRONG, 1, "m", "t", "o", "e", False, 3.0),
    e.RunStarted("r", "slots", "python", e.Suite.EXAMPLES, "d", 1, (e.CaseShown("c", "n", "g", {}, 1, True),)),
    e.RunEnded("r", e.Suite.EXAMPLES, Verdict.WRONG, "m", 1, 3, 41.0),
    e.RunStarted("s", "slots", "python", e.Suite.SCRATCH, "d", 0, (), stdin="3\n"),
    e.Printed("s", "stderr", "told\n"),
    e.RunEnded("s", e.Suite.SCRATCH, Verdict.UNCHECKED, "The program ended.", 0, 0, 12.0),
    e.StageBegan("g", "Coding task", 40),
    e.StageEnded("g"),
    e.Paused(),
    e.Resumed(),
    e.Extended("g", 5),
    e.PartOpened(
        "slots",
        2,
        "Merged",
        "Now *merge* them.",
        (e.PartExample("example-3", "two", {"busy": [[1, 2]]}, [], "Nothing is free."),),
        (e.PartParam("busy", "list[list[int]]"),),
        "list[list[int]]",
    ),
    e.HintGiven("slots", 2, "Sort first."),
    e.Pasted("slots", "python", 120, True),
    e.WentAway(),
    e.CameBack(8_000),
    e.Said("May I look this up?"),
    e.HandRaised(),
    e.HandLowered("candidate"),
    e.PrivateBegan("s", PrivatePolicy.RELEASED, 5),
    e.PrivateEnded("s", shared=True),
    e.PrivateReleased("s", (e.PrivateStep(3, (("slots/solution.py", 0, 0, "x"),)),), ()),
    e.PanelChanged((e.PanelMember("p1", "Pat", "panelist"),)),
    e.VersionTaken("slots", "d2"),
    e.Edited(b"u"),
    e.Pointed(b"u"),
    e.Interrupted(),
    e.Ended(),
]


@pytest.mark.parametrize("event", PRIVATE, ids=lambda event: type(event).__name__)
def test_nothing_private_reaches_cam(event: e.Event) -> None:
    assert CANARY not in repr(sees(Role.CANDIDATE, event))  # A4, A5
    assert sees(Role.LEARNER, event) == sees(Role.CANDIDATE, event)
    assert all(sees(role, event) is event for role in Role if role.interviewer)


@pytest.mark.parametrize("event", SHARED, ids=lambda event: type(event).__name__)
def test_everything_else_is_cams_record_too(event: e.Event) -> None:
    assert sees(Role.CANDIDATE, event) is event  # A9
    assert all(sees(role, event) is event for role in Role if role.interviewer)


def test_cam_is_not_told_in_which_order_the_hidden_tests_ran() -> None:
    started = next(event for event in PRIVATE if isinstance(event, e.RunStarted))
    assert sees(Role.CANDIDATE, started) == replace(started, cases=(), seed=0)


@pytest.mark.parametrize("event", PRIVATE + SHARED, ids=lambda event: type(event).__name__)
def test_nobody_is_watched_while_they_work(event: e.Event) -> None:
    fact = isinstance(event, e.Pasted | e.WentAway | e.CameBack)
    assert all(hears(role, event) is (None if fact else event) for role in Role if role.interviewer)  # A10
    assert hears(Role.CANDIDATE, event) == sees(Role.CANDIDATE, event)


@pytest.mark.parametrize("event", ALONE, ids=lambda event: f"{type(event).__name__}-{event.policy}")
def test_what_cam_thought_privately_is_cams(event: e.Event) -> None:
    assert isinstance(event, e.PrivateEdited | e.PrivateRan)
    recorded = event if event.policy is PrivatePolicy.RECORDED else None
    for role in Role:
        assert sees(role, event) is recorded  # W5: the candidate's edition is handed out by interviewers, too
        assert hears(role, event) is so_far(role, event) is None  # W6


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("policy", PrivatePolicy)
@pytest.mark.parametrize("ended", [False, True])
@pytest.mark.parametrize("released", [False, True])
def test_who_reads_what_cam_thought_privately(role: Role, policy: PrivatePolicy, ended: bool, released: bool) -> None:
    reads = reads_private(role, policy, ended=ended, released=released)
    if policy is PrivatePolicy.NOT_RECORDED:
        assert not reads
    elif not role.interviewer:
        assert reads
    else:
        assert reads is (released or (ended and policy is PrivatePolicy.RECORDED))  # W7


def test_the_private_text_is_for_cams_pages_alone() -> None:
    assert [role for role in Role if drafts(role)] == [Role.CANDIDATE]  # W2


def test_every_kind_of_event_is_in_one_of_the_two_lists() -> None:
    assert {type(event) for event in PRIVATE + ALONE + SHARED} == set(e.KINDS.values())


@pytest.mark.parametrize("verdict", Verdict)
def test_why_a_hidden_run_failed_is_not_told(verdict: Verdict) -> None:
    told = sees(Role.CANDIDATE, e.RunEnded("r", e.Suite.HIDDEN, verdict, "why", 1, 3, 41.0))
    assert isinstance(told, e.RunEnded)
    assert told.verdict in {Verdict.PASSED, Verdict.WRONG, Verdict.CANCELLED, Verdict.INTERNAL_ERROR}  # A6
    assert (told.message, told.ms, told.passed, told.total) == ("", 0.0, 1, 3)


INTERVIEWING = {Role.HOST, Role.PANELIST}
HELPING = INTERVIEWING | {Role.LEARNER}
EVERYBODY = HELPING | {Role.CANDIDATE}
TALKING = INTERVIEWING | {Role.CANDIDATE}

ASKS: dict[a.Ask, set[Role]] = {
    a.AskRun("t", "python", e.Suite.EXAMPLES): EVERYBODY,
    a.AskRun("t", "python", e.Suite.HIDDEN): HELPING,
    a.AskScratch("t", "python", "3"): EVERYBODY,
    a.AskStop(): EVERYBODY,
    a.AskCaseDrop("c"): EVERYBODY,
    a.AskSwitch("t", "python"): EVERYBODY,
    a.AskFileCreate("t", "python", "app.py"): EVERYBODY,
    a.AskFileRename("t", "python", "app.py", "store.py"): EVERYBODY,
    a.AskFileDelete("t", "python", "app.py"): EVERYBODY,
    a.AskFileRestore("t", "python", "python.1"): EVERYBODY,
    a.AskNote("x"): INTERVIEWING,
    a.AskNoteChange("n", "x"): INTERVIEWING,
    a.AskNoteDrop("n"): INTERVIEWING,
    a.AskStage("Welcome"): {Role.HOST},
    a.AskPause(): {Role.HOST, Role.CANDIDATE},
    a.AskResume(): {Role.HOST, Role.CANDIDATE},
    a.AskExtend(5): {Role.HOST},
    a.AskPart("t", 2): HELPING,
    a.AskHint("t", 1): HELPING,
    a.AskPasted("t", "python", 0, 1): {Role.CANDIDATE},
    a.AskAway(): {Role.CANDIDATE},
    a.AskBack(): {Role.CANDIDATE},
    a.AskSay("hello"): TALKING,
    a.AskRaiseHand(): {Role.PANELIST, Role.CANDIDATE},
    a.AskLowerHand(): TALKING,
    a.AskPrivate(): {Role.HOST, Role.CANDIDATE},
    a.AskPrivateEnd(): {Role.CANDIDATE},
    a.AskPrivateRelease("s"): {Role.CANDIDATE},
    a.AskEnd(): {Role.HOST, Role.LEARNER},
}


def test_who_may_ask_for_what() -> None:
    assert {ask: {role for role in Role if may(role, ask)} for ask in ASKS} == ASKS  # A2, A3
    assert may(Role.CANDIDATE, a.AskCase("t", "mine", {}))
    assert {type(ask) for ask in ASKS} | {a.AskCase} == set(a.ASKS.values())


def hidden_started(reveal: e.Reveal, feedback: e.Feedback = e.Feedback.COUNT) -> e.RunStarted:
    case = e.CaseShown("edge-1", "ties", "edge", {"a": 1}, 2, True, reveal)
    return e.RunStarted("r", "slots", "python", e.Suite.HIDDEN, "d", 7, (case,), seed=3, feedback=feedback)


def hidden_judged(reveal: e.Reveal) -> e.CaseJudged:
    return e.CaseJudged(
        "r", e.Suite.HIDDEN, "edge-1", Verdict.TIME_LIMIT, CANARY, CANARY, CANARY, CANARY, CANARY, True, 3.0, reveal
    )


def test_a_revealed_name_is_all_that_cam_hears_of_the_case() -> None:
    told = sees(Role.CANDIDATE, hidden_started(e.Reveal.NAME))
    assert isinstance(told, e.RunStarted)
    assert told.cases == (e.CaseShown("edge-1", "ties", "", {}, None, True, e.Reveal.NAME),)  # A7
    assert (told.total, told.seed) == (7, 0)


def test_a_case_that_is_revealed_whole_is_shown_and_what_the_program_said_is_not() -> None:
    started = hidden_started(e.Reveal.ALL)
    told = sees(Role.CANDIDATE, started)
    assert isinstance(told, e.RunStarted)
    assert told.cases == started.cases
    for reveal in (e.Reveal.NAME, e.Reveal.ALL):
        judged = sees(Role.CANDIDATE, hidden_judged(reveal))
        assert isinstance(judged, e.CaseJudged)
        assert (judged.case, judged.verdict, judged.ms) == ("edge-1", Verdict.WRONG, 0.0)
        assert CANARY not in repr(judged)  # A7
    assert sees(Role.CANDIDATE, hidden_judged(e.Reveal.NEVER)) is None


@pytest.mark.parametrize("verdict", Verdict)
def test_a_task_may_keep_even_the_number_to_itself(verdict: Verdict) -> None:
    told = sees(Role.CANDIDATE, hidden_started(e.Reveal.NEVER, e.Feedback.NONE))
    assert isinstance(told, e.RunStarted)
    assert told.total == 0
    ended = e.RunEnded("r", e.Suite.HIDDEN, verdict, "why", 1, 3, 41.0, e.Feedback.NONE)
    end = sees(Role.CANDIDATE, ended)
    assert isinstance(end, e.RunEnded)
    assert (end.passed, end.total, end.message) == (0, 0, "")
    assert end.verdict in {Verdict.UNCHECKED, Verdict.CANCELLED, Verdict.INTERNAL_ERROR}
    assert sees(Role.HOST, ended) is ended


def how(tell: Callable[[Role, e.Event], e.Event | None], event: e.Event, *roles: Role) -> str:
    """What these roles, who are all told the same, are told of an event."""
    (told,) = {repr(tell(role, event)) for role in roles}
    return {"None": "–", repr(event): "whole"}.get(told, "part")


def row_of(event: e.Event) -> str:
    """The kind of an event, and what of it makes a difference to who is told."""
    kind = e.KIND_OF[type(event)]
    if isinstance(event, e.RunStarted | e.CaseJudged | e.RunEnded):
        return f"{kind}, {event.suite}{', with a note' if getattr(event, 'note', '') else ''}"
    return f"{kind}, {event.policy}" if isinstance(event, e.PrivateEdited | e.PrivateRan) else kind


def test_who_is_told_of_what_stands_in_the_rules() -> None:
    interviewers = [role for role in Role if role.interviewer]
    hold(
        "Events",
        {
            row_of(event): [
                how(hears, event, *interviewers),
                how(sees, event, *interviewers),
                how(hears, event, Role.CANDIDATE, Role.LEARNER),
                how(sees, event, Role.CANDIDATE, Role.LEARNER),
            ]
            for event in SHARED + PRIVATE + ALONE
        },
    )


def test_who_may_ask_for_what_stands_in_the_rules() -> None:
    asks = {
        f"{a.ASK_OF[type(ask)]}{f', {ask.suite}' if isinstance(ask, a.AskRun) else ''}": ask
        for ask in [*ASKS, a.AskCase("t", "mine", {})]
    }
    hold("Asks", {name: ["yes" if may(role, ask) else "–" for role in Role] for name, ask in asks.items()})
    assert {name.partition(",")[0] for name in asks} == set(a.ASKS)
