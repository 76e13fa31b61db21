"""What a good task has beside working: what an interviewer plans, helps and judges by. Pure.

Nothing of it keeps a task from being used. Each point says where it would be written, so that a page can lead there.
"""

from dataclasses import dataclass
from typing import Final

from server.core.task import Task

HINTS: Final = 3
WRONG: Final = 2
WORDS: Final = 25
"""Words of a statement below which it can hardly say everything that the cases check."""
ANCHORS: Final = frozenset({1, 2, 3, 4})


@dataclass(frozen=True, slots=True)
class Point:
    """One thing that a good task has. `key` is its name in addresses and on the wire.

    `file` is where it is written, `what` says that it is missing and `how` what to write: whole sentences.
    """

    key: str
    title: str
    has: bool
    file: str
    what: str
    how: str


def points(task: Task) -> tuple[Point, ...]:
    """Everything that is looked for in such a task, in the order of a card."""
    wanted = (
        _skill(task),
        _said(task, "difficulty", "level", "Level", "It does not say how hard it is.", "easy, medium or hard"),
        _said(task, "minutes", "minutes", "Minutes", "It does not say how long it takes.", "for instance 30"),
        _statement(task),
        _hints(task),
        _extension(task),
        _rubric(task),
        _wrong(task),
    )
    return (*wanted, _license(task)) if comes_from_elsewhere(task) else wanted


def missing(task: Task) -> tuple[Point, ...]:
    """What it lacks; empty for a good task."""
    return tuple(point for point in points(task) if not point.has)


def comes_from_elsewhere(task: Task) -> bool:
    """Whether somebody else wrote it: then nobody may use it without a licence."""
    return bool(task.source) or "imported" in task.said


def _skill(task: Task) -> Point:
    how = "Name one skill that it is about, in task.yaml: skills: [edge cases]."
    return Point("skill", "Skill", bool(task.skills), "task.yaml", "It does not say which skill it is about.", how)


def _said(task: Task, name: str, key: str, title: str, what: str, such: str) -> Point:
    """A fact that has a default, which says nothing: only what its author wrote counts."""
    return Point(key, title, name in task.said, "task.yaml", what, f"Write {name}: in task.yaml, {such}.")


def _statement(task: Task) -> Point:
    how = "Say what goes in, what comes out, and what happens at the edges."
    long = any(part.number == 1 and len(part.statement.split()) >= WORDS for part in task.parts)
    return Point("statement", "Statement", long, "statement.md", "It is too short to say everything.", how)


def _hints(task: Task) -> Point:
    count = len(task.guide.hints)
    what = f"It has {count} of {HINTS} hints." if count else "There are no hints."
    how = f"Write at least {HINTS} below ## Hints, in the order in which you would give them."
    return Point("hints", "Hints", count >= HINTS, "guide.md", what, how)


def _extension(task: Task) -> Point:
    more = len(task.parts) > 1 or bool(task.guide.follow_ups)
    how = "Write a second part, or questions below ## Follow-ups."
    return Point("extension", "Extension", more, "guide.md", "There is nothing for who is through early.", how)


def _rubric(task: Task) -> Point:
    bare = [name for name, scale in task.rubric.items() if not scale.keys() >= ANCHORS]
    what = f"“{bare[0]}” does not say what each level looks like." if bare else "There is no rubric."
    how = "Say what the levels 1 to 4 look like, for each thing that you watch."
    return Point("rubric", "Rubric", bool(task.rubric) and not bare, "rubric.yaml", what, how)


def _wrong(task: Task) -> Point:
    count = sum(solution.promise == "wrong" for solution in task.solutions)
    what = f"It has {count} of {WRONG} wrong solutions." if count else "There is no wrong solution."
    how = "Write the mistakes that you expect most, as solutions/wrong-….py: they show what the cases catch."
    return Point("wrong", "Wrong solutions", count >= WRONG, "solutions/", what, how)


def _license(task: Task) -> Point:
    what = "It comes from elsewhere, and has no license:."
    return Point("license", "Licence", bool(task.license), "task.yaml", what, "Say under which licence it may be used.")
