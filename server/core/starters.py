"""Starter code of several tasks as one file, so that one container compiles and tries them all. Pure.

Starter code that is made from signatures is the same text in any company: a language's file has one head, whatever is
in it, and a task of several parts is one file of several functions already. So each part here stands for itself.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from sandbox.contract import Verdict
from server.core.findings import Result, failed
from server.core.sent import comparison
from server.core.stubs import part_shape
from server.core.task import Task

KINDS: Final = ("function", "class", "stdin")
MOST: Final = 16
"""Tasks of one file: a longer one compiles no quicker than two, and a mistake in it costs each of them a try alone."""
BETWEEN: Final = " "
PLAIN: Final = (Verdict.PASSED, Verdict.WRONG, Verdict.RUNTIME_ERROR)


@dataclass(frozen=True, slots=True)
class Company:
    """Tasks whose starter code can stand in one file: the same kind, compared in the same way, no name twice."""

    tasks: tuple[Task, ...]

    def whole(self, language: str) -> Task | None:
        """All of those that have made starter code in this language as one task; None where that is one or none."""
        mine = [task for task in self.tasks if language in task.languages and language not in task.stubs]
        return _joined(mine) if len(mine) > 1 else None


def companies(tasks: Iterable[Task]) -> tuple[Company, ...]:
    """The tasks whose starter code others share a file with, in such files; the others are tried alone."""
    found: list[list[Task]] = []
    for task in tasks:
        if not _joins(task):
            continue
        fitting = (each for each in found if len(each) < MOST and _key(each[0]) == _key(task))
        place = next((each for each in fitting if not _names(task) & set().union(*map(_names, each))), None)
        if place is None:
            found.append(place := [])
        place.append(task)
    return tuple(Company(tuple(each)) for each in found if len(each) > 1)


def case_of(task: Task, case: str) -> str:
    """What a case of this task is called in a company."""
    return f"{task.slug}{BETWEEN}{case}"


def decided(results: Sequence[Result]) -> bool:
    """Whether what came of a task's examples in company says all that a try alone would: that the starter code was
    loaded and fails some of them. Whatever else came of it may be another's fault."""
    return bool(failed(tuple(results))) and all(each.verdict in PLAIN for each in results)


def _joins(task: Task) -> bool:
    plain = task.kind in KINDS and not task.checker and task.validator is None
    made = any(language not in task.stubs for language in task.languages)
    return plain and made and not task.stub_passes and bool(task.examples)


def _key(task: Task) -> tuple[object, ...]:
    return task.kind, comparison(task), task.limits.memory


def _names(task: Task) -> frozenset[str]:
    """What its parts write, as no language's spelling tells it from another."""
    shapes = (part_shape(part) for part in task.parts)
    return frozenset(shape.name.replace("_", "").lower() for shape in shapes if shape)


def _joined(tasks: Sequence[Task]) -> Task:
    parts = [(task.slug, part) for task in tasks for part in task.parts]
    numbers = {(slug, part.number): number for number, (slug, part) in enumerate(parts, start=1)}
    longest = max(tasks, key=lambda task: task.limits.time)
    return replace(
        longest,
        parts=tuple(replace(part, number=numbers[slug, part.number]) for slug, part in parts),
        examples=tuple(
            replace(case, id=case_of(task, case.id), part=numbers[task.slug, case.part])
            for task in tasks
            for case in task.examples
        ),
        stubs={},
        hidden=(),
    )
