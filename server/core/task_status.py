"""Retiring a task, marking it as leaked, and taking that back: edits of its own text, and what planning says. Pure."""

from typing import Final

from server.core.task import Leaked, Status, Task
from server.core.task_summary import TaskSummary
from server.core.workshop_edits import Edit, Remove, SetValue

FILE: Final = "task.yaml"
MARKS: Final = frozenset({"status", "leaked"})
"""The keys that say it there. They are no part of what a proof is about."""
WORDS_MAX: Final = 200


def edits_for(status: Status, leaked: Leaked | None = None) -> tuple[Edit, ...]:
    """What makes a task's text say so. An active task says nothing, so taking a mark back leaves no trace; a retired
    one that had `leaked` before goes on saying that."""
    said = {name: text for name in ("when", "where") if (text := getattr(leaked, name, ""))}
    mark: Edit = Remove(FILE, ("status",)) if status == "active" else SetValue(FILE, ("status",), status)
    keeps = said if status == "leaked" else status == "retired" and leaked is not None
    return (mark, SetValue(FILE, ("leaked",), said) if keeps else Remove(FILE, ("leaked",)))


def brought_back(task: Task) -> Status:
    """What a retired task is when it is offered again: one that had leaked has leaked still."""
    return "leaked" if task.status == "retired" and task.leaked else "active"


def tidy(text: str) -> str:
    """What somebody typed about a leak, as one line of the text."""
    return " ".join(text.split())[:WORDS_MAX]


def leak_words(task: Task | TaskSummary) -> str:
    """Where and since when it is known, as a sentence; "" where that is not said."""
    where, when = (task.leaked.where, task.leaked.when) if task.leaked else ("", "")
    if where:
        return f"Found in {where}" + (f", {when}." if when else ".")
    return f"Known since {when}." if when else ""


def not_offered(task: Task, *, leaked_too: bool) -> str:
    """Why nobody plans an interview with it as it is; "" when they may."""
    if task.status == "retired":
        return f"“{task.title}” is retired. Bring it back in the library, or choose another task."
    if task.status == "leaked" and not leaked_too:
        return (
            f"“{task.title}” is marked as leaked: candidates may know it. Tick “Also tasks that have leaked” to use it "
            "all the same, or choose another task."
        )
    return ""
