"""The later parts of a task: what everybody reads of each when it is unlocked, and when that was. Pure."""

from collections.abc import Iterable

from server.core.case_values import shown_value
from server.core.events import Entry, PartExample, PartOpened, PartParam
from server.core.projects import rules_of
from server.core.room_state import TaskFacts
from server.core.signature import format_type
from server.core.task import Part, Task, TaskCase, open_parts


def facts_of(task: Task) -> TaskFacts:
    """What a room must know of this task."""
    return TaskFacts(
        task.slug,
        task.title,
        task.languages,
        task.guide.hints,
        open_parts(task),
        later_parts(task),
        tuple(task.rubric),
        {language: rules_of(project, language) for language, project in task.projects.items()},
    )


def later_parts(task: Task) -> tuple[PartOpened, ...]:
    """What is told when each later part is unlocked, in their order. Before that it is the interviewers' alone."""
    return tuple(_opened(task, part) for part in task.parts if part.number not in open_parts(task))


def opened_parts(task: Task, entries: Iterable[Entry], at: int) -> frozenset[int]:
    """The parts that were open at interview time `at` (ms)."""
    events = (entry.event for entry in entries if entry.at <= at)
    opened = {event.part for event in events if isinstance(event, PartOpened) and event.task == task.slug}
    return open_parts(task) | opened


def _opened(task: Task, part: Part) -> PartOpened:
    return PartOpened(
        task.slug,
        part.number,
        part.title,
        part.statement,
        tuple(_example(case) for case in task.examples if case.part == part.number),
        tuple(PartParam(param.name, format_type(param.type)) for param in part.signature.params),
        format_type(part.signature.returns),
        part.signature.params[part.back].name if part.back >= 0 else "",
    )


def _example(case: TaskCase) -> PartExample:
    args = {name: shown_value(value) for name, value in case.args.items()}
    return PartExample(case.id, case.name, args, shown_value(case.expected), case.note)
