"""Plans as files: those that are shipped, and every mistake with its line and the mend."""

import pytest

from server.core.agenda import Plan, StageKind
from server.store.plan_files import read_plan, shipped

GOOD = """version: 2
title: A calm hour
stages:
  - {title: Coding task, kind: task, minutes: 40, goal: See how they work., dimensions: [code]}
  - title: Closing
    kind: closing
    minutes: 20
    prompts: ["What would you like to know?"]
"""


def test_three_plans_are_shipped_and_each_ends_in_a_closing() -> None:
    plans = shipped()
    assert {("45", 45), ("60", 60), ("90", 90)} <= {(plan.id, plan.minutes) for plan in plans}
    for plan in plans:
        assert plan.stages[-1].kind is StageKind.CLOSING
        assert all(stage.goal and stage.prompts for stage in plan.stages)


def test_a_plan_is_read() -> None:
    plan = read_plan("calm", GOOD)
    assert isinstance(plan, Plan)
    assert (plan.label, plan.title, plan.minutes) == ("calm@2", "A calm hour", 60)
    assert plan.stages[1].prompts == ("What would you like to know?",)
    assert plan.stages[0].dimensions == ("code",)


@pytest.mark.parametrize(
    ("change", "line", "what"),
    [
        (("version: 2\n", ""), 1, "'version' is missing"),
        (("version: 2", "version: two"), 1, "version: expected a whole number"),
        (("title: A calm hour", "titel: A calm hour"), 2, "'titel' is unknown"),
        (("kind: task", "kind: coding"), 4, "kind: 'coding' is none of its values"),
        (("minutes: 40", "minutes: 900"), 4, "minutes is "),
        (("    minutes: 20\n", ""), 5, "'minutes' is missing"),
        (("    kind: closing\n", ""), 5, "'kind' is missing"),
        (("kind: closing", "kind: talk"), 5, "The last stage must be a closing"),
        (("title: Closing", "title: Coding task"), 5, "There is a stage “Coding task” already"),
        (('["What would you like to know?"]', "[7]"), 8, "an item of prompts: expected a text"),
        (('["What would you like to know?"]', "[7"), 0, ""),
        (("stages:\n", "stages: no\nmore:\n"), 3, "stages: expected a list"),
        ((GOOD[GOOD.index("  - {") :], "  - just text\n"), 4, "Expected keys with values"),
        ((GOOD, "- a list\n"), 1, "Expected keys with values"),
    ],
)
def test_a_mistake_is_told_with_its_line_and_the_mend(change: tuple[str, str], line: int, what: str) -> None:
    assert change[0] in GOOD
    problems = read_plan("calm", GOOD.replace(*change))
    assert not isinstance(problems, Plan)
    told = [problem for problem in problems if what in problem.what]
    assert told
    assert told[0].mend
    if line:
        assert (told[0].file, told[0].line) == ("calm.yaml", line)


def test_the_name_of_the_file_is_the_id() -> None:
    problems = read_plan("A plan", GOOD)
    assert not isinstance(problems, Plan)
    assert "cannot be a plan's id" in problems[0].what
