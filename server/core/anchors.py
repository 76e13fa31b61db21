"""The dimensions of an interview's scorecards: its tasks' rubrics, else a set for any interview. Pure; mostly data."""

from collections.abc import Iterable, Mapping
from typing import Final

from server.core.scorecard import SCORES, Dimension

DEFAULT: Final = (
    Dimension(
        "understanding",
        "Understanding",
        (
            "Starts before the question is clear and misses some of it.",
            "Understands after an example or a question from the interviewer.",
            "Asks about what is left open and restates the goal in own words.",
            "Finds what decides the whole question before going into any of it.",
        ),
    ),
    Dimension(
        "solving",
        "Solving",
        (
            "Has no plan without step by step help.",
            "Reaches a working idea with a hint or two.",
            "Finds a sound plan alone and knows what it costs.",
            "Weighs two plans and picks one for a reason that fits.",
        ),
    ),
    Dimension(
        "doing",
        "Carrying it out",
        (
            "Does not get to something that works.",
            "Gets there, but it takes effort to follow.",
            "Works in small steps that others can follow; the result works.",
            "What comes next fits in without starting again.",
        ),
    ),
    Dimension(
        "checking",
        "Checking",
        (
            "Waits for others to find the mistakes.",
            "Mends what an example shows.",
            "Looks for the edges alone.",
            "Says beforehand what each check should show, and why.",
        ),
    ),
    Dimension(
        "talking",
        "Talking",
        (
            "Works in silence and does not react to questions.",
            "Answers when asked.",
            "Says what comes next and why.",
            "Invites a second opinion and makes use of it.",
        ),
    ),
)
PRACTICE: Final = {
    "understanding": "Take a problem statement and write down three questions about its edges before coding.",
    "solving": "For the next three problems, write two plans and one sentence on what each costs before choosing.",
    "code": "Solve a problem you know, then add a requirement: what had to be rewritten shows what to make smaller.",
    "doing": "Work in steps of ten minutes, each of which ends with something that runs.",
    "testing": "Before each run, say aloud what it will show. Add one case for an edge before you run the examples.",
    "checking": "Before each check, say aloud what it will show.",
    "talking": "Record yourself solving a problem aloud, and listen to where the reasons are missing.",
}
"""What may help somebody who wants to grow in a dimension: a beginning for the feedback's last part."""


def dimensions_of(rubrics: Iterable[Mapping[str, Mapping[int, str]]]) -> tuple[Dimension, ...]:
    """Each dimension once, in the order of the tasks; the first task that has it says what its scores look like."""
    found: dict[str, Dimension] = {}
    for rubric in rubrics:
        for id, levels in rubric.items():
            one, two, three, four = (levels.get(score, "") for score in SCORES)
            found.setdefault(id, Dimension(id, title_of(id), (one, two, three, four)))
    return tuple(found.values()) or DEFAULT


def title_of(id: str) -> str:
    """`problem-solving` as words, the first letter large."""
    words = id.replace("-", " ").replace("_", " ")
    return words[:1].upper() + words[1:]
