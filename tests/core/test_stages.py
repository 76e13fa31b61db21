"""Stages and hints: rules R19 and R20 of SPEC.md."""

from copy import deepcopy

import pytest

from server.core import events as e
from server.core.refusals import STAGES_MAX
from tests.core.rooms import Told, refusal


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
    told.ida(e.AskStage(" Welcome ", 5))
    assert last(told) == [e.StageBegan("id1", "Welcome", 5)]
    told.ida(e.AskStage("Coding task"))
    assert last(told, 2) == [e.StageEnded("id1"), e.StageBegan("id2", "Coding task", 0)]  # R19
    assert told.room.stage == e.StageBegan("id2", "Coding task", 0)


def test_the_last_stage_ends_with_the_interview(told: Told) -> None:
    told.run()
    told.ida(e.AskStage("Questions"))
    told.ida(e.AskEnd())
    assert told.kinds[-3:] == ["run_ended", "stage_ended", "ended"]
    assert told.room.stage is None


@pytest.mark.parametrize(
    ("ask", "words"),
    [
        (e.AskStage("  "), "a name of 1 to 80"),
        (e.AskStage("n" * 81), "a name of 1 to 80"),
        (e.AskStage("one\ntwo"), "on one line"),
        (e.AskStage("Long", 601), "0 to 600 minutes"),
        (e.AskStage("Before", -1), "0 to 600 minutes"),
        (e.AskStage("Welcome "), "going on already"),
        (e.AskHint("other", 1), "not part of the interview"),
        (e.AskHint("plain", 1), "“Plain” has no hints"),
        (e.AskHint("slots", 0), "no hint 0; its last one is 2"),
        (e.AskHint("slots", 3), "no hint 3; its last one is 2"),
        (e.AskHint("slots", 1), "Hint 1 of “Free slots” was given already"),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence(told: Told, ask: e.Ask, words: str) -> None:
    told.ida(e.AskStage("Welcome"))
    told.ida(e.AskHint("slots", 1))
    before = deepcopy(vars(told.room))
    assert words in refusal(told.ida(ask))
    assert vars(told.room) == before  # R1


def test_stages_come_to_an_end(told: Told) -> None:
    for n in range(STAGES_MAX):
        told.ida(e.AskStage(f"stage {n}"))
    assert "300 stages" in refusal(told.ida(e.AskStage("one more")))


def test_hints_are_given_in_any_order_and_only_what_was_given_is_told(told: Told) -> None:
    told.ida(e.AskHint("slots", 2))
    assert last(told) == [e.HintGiven("slots", 2, "Then *merge*.")]  # R20
    assert "Sort first." not in repr(told.entries)
    told.ida(e.AskHint("slots", 1))
    assert told.room.hinted == {("slots", 1), ("slots", 2)}
