"""A task as the page that writes it shows it: plain values for JSON."""

import json
from collections.abc import Sequence
from typing import Any

from server.core.languages import Language
from server.core.signature import format_callable, format_signature, format_type
from server.core.stubs import callables, part_shape, starter
from server.core.task import HiddenGroup, Json, Part, Task, TaskCase


def sheet(task: Task, languages: Sequence[Language]) -> dict[str, Any]:
    """All that the page shows of the task."""
    offered = [language for language in languages if language.id in task.languages]
    return {
        "slug": task.slug,
        "title": task.title,
        "kind": task.kind,
        "difficulty": task.difficulty,
        "minutes": task.minutes,
        "tags": task.tags,
        "skills": task.skills,
        "compare": task.compare,
        "tolerance": task.tolerance,
        "feedback": task.feedback,
        "limits": task.limits,
        "author": task.author,
        "license": task.license,
        "source": task.source,
        "languages": [{"id": language.id, "title": language.title} for language in offered],
        "stubs": {language.id: _stubs(task, language) for language in offered},
        "parts": [_part(part) for part in task.parts],
        "examples": [_case(case, task, ["examples", at]) for at, case in enumerate(task.examples)],
        "hidden": [_group(group, task, at) for at, group in enumerate(task.hidden)],
        "guide": task.guide,
        "rubric": [{"name": name, "levels": levels} for name, levels in task.rubric.items()],
        "solutions": [
            {"file": f"solutions/{each.file}", "promise": each.promise, "language": each.language}
            for each in task.solutions
        ],
        "generator": bool(task.generator),
        "missing": [],
    }


def _stubs(task: Task, language: Language) -> dict[str, str]:
    """What a candidate begins with when the parts up to this one are open, by part."""
    numbers = [part.number for part in task.parts]
    return {str(number): starter(task, language.style, numbers[: numbers.index(number) + 1]) for number in numbers}


def _part(part: Part) -> dict[str, Any]:
    shape = part_shape(part)
    written = part.shape or (part.signature if part.signature.name else None)
    return {
        "number": part.number,
        "title": part.title,
        "unlock": part.unlock,
        "statement": part.statement,
        "signature": "" if part.shape or not shape else format_signature(part.signature),
        "class": [format_callable(each) for each in callables(part.shape)] if part.shape else [],
        "params": [{"name": each.name, "type": format_type(each.type)} for each in part.signature.params],
        "answer": format_type(part.answers) if written else "",
    }


def _group(group: HiddenGroup, task: Task, at: int) -> dict[str, Any]:
    return {
        "name": group.name,
        "part": group.part,
        "weight": group.weight,
        "score": group.score,
        "time": group.time,
        "hint": group.hint,
        "generate": {"seeds": group.generate.seeds, **group.generate.kwargs} if group.generate else None,
        "cases": [_case(case, task, ["hidden", at, "cases", number]) for number, case in enumerate(group.cases)],
    }


def _case(case: TaskCase, task: Task, path: list[Json]) -> dict[str, Any]:
    return {
        "path": path,
        "id": case.id,
        "name": case.name,
        "part": case.part,
        "note": case.note,
        "hint": case.hint,
        "reveal": case.reveal,
        "answer": case.answer,
        "cells": {**{name: _cell(value) for name, value in case.args.items()}, "out": _cell(case.expected)},
    }


def _cell(value: Json) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
