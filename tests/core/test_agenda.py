"""Plans and where their stages stand: what a plan may be, and how its minutes follow an accommodation."""

from dataclasses import replace

import pytest

from server.core.agenda import (
    DIMENSIONS_MAX,
    MINUTES_MAX,
    PROMPTS_MAX,
    STAGES_MAX,
    Plan,
    Stage,
    StageKind,
    Turn,
    mistakes,
    paced,
    private_minutes,
    turns,
    with_pace,
)

WELCOME = Stage("Welcome", 5, kind=StageKind.WELCOME)
CODING = Stage("Coding task", 28, "See how they work.", ("What first?",), ("Correctness",), StageKind.TASK)
CLOSING = Stage("Closing", 7, kind=StageKind.CLOSING)
PLAN = Plan("sixty", 3, "An hour", (WELCOME, CODING, CLOSING))


def test_a_plan_knows_its_minutes_and_its_label() -> None:
    assert (PLAN.minutes, PLAN.label) == (40, "sixty@3")
    assert mistakes(PLAN.title, PLAN.stages) == ()


@pytest.mark.parametrize(("pace", "minutes"), [(1.0, 28), (1.25, 35), (1.5, 42), (2.0, 56), (0.0, 0)])
def test_minutes_follow_the_pace(pace: float, minutes: int) -> None:
    assert paced(28, pace) == minutes


def test_a_part_of_a_minute_is_the_candidates() -> None:
    assert with_pace(PLAN, 1.25) == (7, 35, 9)


@pytest.mark.parametrize(
    ("begun", "going", "stand"),
    [
        ([], "", (Turn.COMING, Turn.COMING, Turn.COMING)),
        (["Welcome"], "Welcome", (Turn.GOING, Turn.COMING, Turn.COMING)),
        (["Welcome", "Closing"], "Closing", (Turn.DONE, Turn.SKIPPED, Turn.GOING)),
        (["Welcome", "Closing", "Coding task"], "Coding task", (Turn.DONE, Turn.GOING, Turn.DONE)),
        (["Welcome", "A stage of my own"], "A stage of my own", (Turn.DONE, Turn.COMING, Turn.COMING)),
    ],
)
def test_where_each_stage_stands(begun: list[str], going: str, stand: tuple[Turn, ...]) -> None:
    assert turns(PLAN, begun, going) == stand


@pytest.mark.parametrize(
    ("title", "stages", "stage", "field"),
    [
        ("", (CLOSING,), -1, "title"),
        ("two\nlines", (CLOSING,), -1, "title"),
        ("An hour", (), -1, "stages"),
        ("An hour", (CLOSING,) * (STAGES_MAX + 1), -1, "stages"),
        ("An hour", (CLOSING, CODING), 1, "kind"),
        ("An hour", (replace(WELCOME, title=""), CLOSING), 0, "title"),
        ("An hour", (replace(WELCOME, title="Closing"), CLOSING), 1, "title"),
        ("An hour", (replace(WELCOME, minutes=0), CLOSING), 0, "minutes"),
        ("An hour", (replace(WELCOME, minutes=MINUTES_MAX + 1), CLOSING), 0, "minutes"),
        ("An hour", (replace(WELCOME, goal="g" * 601), CLOSING), 0, "goal"),
        ("An hour", (replace(WELCOME, prompts=("p" * 601,)), CLOSING), 0, "prompts"),
        ("An hour", (replace(WELCOME, prompts=("p",) * (PROMPTS_MAX + 1)), CLOSING), 0, "prompts"),
        ("An hour", (replace(WELCOME, dimensions=("",)), CLOSING), 0, "dimensions"),
        ("An hour", (replace(WELCOME, dimensions=("d",) * (DIMENSIONS_MAX + 1)), CLOSING), 0, "dimensions"),
    ],
)
def test_what_is_no_plan_is_told_beside_its_field(
    title: str, stages: tuple[Stage, ...], stage: int, field: str
) -> None:
    found = mistakes(title, stages)
    assert (found[0].stage, found[0].field) == (stage, field)
    assert found[0].message.endswith(".")


def test_the_plan_may_have_time_for_thinking_privately() -> None:
    plan = Plan("own", 1, "Own", (CODING, Stage("Alone", 10, kind=StageKind.PRIVATE), CLOSING))
    assert [private_minutes(plan, title) for title in ("Alone", CODING.title, "")] == [10, 0, 0]
    assert private_minutes(None, "Alone") == 0
