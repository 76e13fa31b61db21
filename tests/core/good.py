"""A task that lacks nothing."""

from dataclasses import replace
from typing import Any

from server.core.task import Guide, Solution, Task
from tests.core.tasks import GOOD, case, group, part, task

WRONG = tuple(Solution(f"wrong-{name}.py", "wrong", "python", "") for name in ("a", "b"))
SCALE = {1: "no", 2: "with help", 3: "yes", 4: "and says why"}


def good_task(**changed: Any) -> Task:
    shown = replace(part("add(a: int, b: int) -> int"), statement="Return the sum of the two numbers. " * 5)
    facts: dict[str, Any] = {
        "parts": (shown,),
        "hidden": (group("edges", case("edges-1", {"a": 0, "b": 0}, 0)),),
        "skills": ("care",),
        "guide": Guide("## Hints", hints=("One.", "Two.", "Three."), follow_ups=("And three numbers?",)),
        "rubric": {"code": SCALE},
        "solutions": (GOOD, *WRONG),
        "said": frozenset({"title", "difficulty", "minutes", "skills"}),
    }
    return task(**{**facts, **changed})
