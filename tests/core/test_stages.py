"""Stages and hints: rules R19 and R20 of SPEC.md."""

from copy import deepcopy

import pytest

from server.core import asks as a
from server.core import events as e
from server.core.refusals import EXTENSIONS_MAX, PAUSES_MAX, STAGES_MAX
from tests.core.rooms import TASKS, Told, refusal


@pytest.fixture
def told() -> Told:
    """Ida and Cam are in."""
    told = Told()
    told.ida_comes()
    told.cam_comes()
    return told


def last(told: Told, count: int = 1) -> list[e.Event]:
    return [entry.event for entry in told.entries[-count:]]


def test_a_stage_goes_until_the_next_one_begins(told: Told) -> None:
    told.ida(a.AskStage(" Welcome ", 5))
    assert last(told) == [e.StageBegan("id1", "Welcome", 5)]
    told.ida(a.AskStage("Coding task"))
    assert last(told, 2) == [e.StageEnded("id1"), e.StageBegan("id2", "Coding task", 0)]  # R19
    assert told.room.stage == e.StageBegan("id2", "Coding task", 0)


def test_the_last_stage_ends_with_the_interview(told: Told) -> None:
    told.run()
    told.ida(a.AskStage("Questions"))
    told.ida(a.AskEnd())
    assert told.kinds[-3:] == ["run_ended", "stage_ended", "ended"]
    assert told.room.stage is None


@pytest.mark.parametrize(
    ("ask", "words"),
    [
        (a.AskStage("  "), "a name of 1 to 80"),
        (a.AskStage("n" * 81), "a name of 1 to 80"),
        (a.AskStage("one\ntwo"), "on one line"),
        (a.AskStage("Long", 601), "0 to 600 minutes"),
        (a.AskStage("Before", -1), "0 to 600 minutes"),
        (a.AskStage("Welcome "), "going on already"),
        (a.AskHint("other", 1), "not part of the interview"),
        (a.AskHint("plain", 1), "“Plain” has no hints"),
        (a.AskHint("slots", 0), "no hint 0; its last one is 2"),
        (a.AskHint("slots", 3), "no hint 3; its last one is 2"),
        (a.AskHint("slots", 1), "Hint 1 of “Free slots” was given already"),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence(told: Told, ask: a.Ask, words: str) -> None:
    told.ida(a.AskStage("Welcome"))
    told.ida(a.AskHint("slots", 1))
    before = deepcopy(vars(told.room))
    assert words in refusal(told.ida(ask))
    assert vars(told.room) == before  # R1


def test_stages_come_to_an_end(told: Told) -> None:
    for n in range(STAGES_MAX):
        told.ida(a.AskStage(f"stage {n}"))
    assert "300 stages" in refusal(told.ida(a.AskStage("one more")))


def test_the_clock_of_the_agenda_stands_still_and_goes_on(told: Told) -> None:
    told.ida(a.AskPause())
    assert last(told) == [e.Paused()]
    assert "stands still already" in refusal(told.ida(a.AskPause()))
    told.ida(a.AskResume())
    assert last(told) == [e.Resumed()]  # R23
    assert "running already" in refusal(told.ida(a.AskResume()))


def test_another_stage_ends_a_pause(told: Told) -> None:
    told.ida(a.AskStage("Welcome"))
    told.ida(a.AskPause())
    told.ida(a.AskStage("Coding task"))
    assert told.kinds[-3:] == ["resumed", "stage_ended", "stage_began"]
    assert not told.room.paused


def test_cam_pauses_only_where_breaks_were_agreed(told: Told) -> None:
    assert "No breaks were agreed" in refusal(told.cam(a.AskPause()))
    assert "No breaks were agreed" in refusal(told.cam(a.AskResume()))
    told.room.breaks = True
    told.cam(a.AskPause())
    assert told.kinds[-1] == "paused"
    told.cam(a.AskResume())
    assert told.kinds[-1] == "resumed"


def test_nothing_is_paused_before_the_interview_begins() -> None:
    told = Told()
    told.ida_comes()
    assert "has not begun" in refusal(told.ida(a.AskPause()))


def test_a_stage_gets_more_time(told: Told) -> None:
    assert "Begin one first" in refusal(told.ida(a.AskExtend(5)))
    told.ida(a.AskStage("Welcome"))
    assert "has no end" in refusal(told.ida(a.AskExtend(5)))
    told.ida(a.AskStage("Coding task", 30))
    told.ida(a.AskExtend(5))
    assert last(told) == [e.Extended(told.room.stage.stage if told.room.stage else "", 5)]  # R24
    for minutes in (0, 121):
        assert "1 to 120 minutes" in refusal(told.ida(a.AskExtend(minutes)))


def test_pauses_and_extensions_come_to_an_end(told: Told) -> None:
    told.ida(a.AskStage("Coding task", 30))
    for _ in range(EXTENSIONS_MAX):
        told.ida(a.AskExtend(1))
    assert "100 times" in refusal(told.ida(a.AskExtend(1)))
    for _ in range(PAUSES_MAX):
        told.ida(a.AskPause())
        told.ida(a.AskResume())
    assert "100 pauses" in refusal(told.ida(a.AskPause()))


def test_two_hosts_who_press_at_once_begin_one_stage(told: Told) -> None:
    told.ida(a.AskStage("Coding task", 28))
    assert "going on already" in refusal(told.ida(a.AskStage("Coding task", 28)))
    assert told.kinds.count("stage_began") == 1


def test_parts_are_unlocked_one_by_one(told: Told) -> None:
    assert told.room.parts("parts") == {1}
    assert "Part 2 of “In parts” comes first" in refusal(told.ida(a.AskPart("parts", 3)))
    told.ida(a.AskPart("parts", 2))
    assert last(told) == [TASKS["parts"].later[0]]  # R25
    assert "Do 3." not in repr(told.entries)
    assert "open already" in refusal(told.ida(a.AskPart("parts", 2)))
    told.ida(a.AskPart("parts", 3))
    assert told.room.parts("parts") == {1, 2, 3}
    assert "has no part 4" in refusal(told.ida(a.AskPart("parts", 4)))
    assert "not part of the interview" in refusal(told.ida(a.AskPart("other", 2)))
    assert told.room.parts("other") == frozenset()
    assert "Only the interviewer" in refusal(told.cam(a.AskPart("parts", 2)))


def test_hints_are_given_in_any_order_and_only_what_was_given_is_told(told: Told) -> None:
    told.ida(a.AskHint("slots", 2))
    assert last(told) == [e.HintGiven("slots", 2, "Then *merge*.")]  # R20
    assert "Sort first." not in repr(told.entries)
    told.ida(a.AskHint("slots", 1))
    assert told.room.hinted == {("slots", 1), ("slots", 2)}
