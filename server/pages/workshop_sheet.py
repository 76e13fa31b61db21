"""A task as the page that writes it shows it: plain values for JSON. What it cannot read yet is left out."""

from collections.abc import Iterator, Sequence
from typing import Any

from server.core.good_task import missing
from server.core.languages import Language
from server.core.named_tests import test_names, words_of
from server.core.signature import format_callable, format_signature, format_type
from server.core.stubs import callables, starter
from server.core.task import Part, Task
from server.core.workshop import Checked


def answer(checked: Checked, languages: Sequence[Language]) -> dict[str, Any]:
    """What `POST /tasks/check` answers."""
    lines = {
        path: {"value": each.value, "lines": [{"path": place, "line": line} for place, line in each.lines]}
        for path, each in checked.documents.items()
    }
    return {
        "loads": checked.loads,
        "problems": checked.problems,
        "notes": checked.notes,
        "documents": lines,
        "task": sheet(checked.task, languages) if checked.task else None,
    }


def sheet(task: Task, languages: Sequence[Language]) -> dict[str, Any]:
    """What is made of the files: the values themselves are in the documents."""
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
        "version": task.digest,
        "languages": [{"id": language.id, "title": language.title} for language in offered],
        "stubs": {language.id: dict(_stubs(task, language)) for language in offered},
        "parts": [_part(part) for part in task.parts],
        "guide": task.guide,
        "rubric": [{"name": name, "levels": levels} for name, levels in task.rubric.items()],
        "solutions": [
            {"file": f"solutions/{each.file}", "promise": each.promise, "language": each.language}
            for each in task.solutions
        ],
        "tests": [
            {"file": f"tests/{language}/{folder}/{name}", "names": [words_of(each) for each in named]}
            for language, project in task.projects.items()
            for folder, files in (("visible", project.visible), ("hidden", project.hidden))
            for name, text in files.items()
            if (named := test_names(name, text, language))
        ],
        "missing": missing(task),
    }


def _stubs(task: Task, language: Language) -> Iterator[tuple[str, str]]:
    """What a candidate's file holds when the parts up to this one are open, by the part's number."""
    if task.kind == "project" and not _opens(task, language):
        return
    numbers = [part.number for part in task.parts]
    for at, number in enumerate(numbers, start=1):
        yield str(number), starter(task, language.style, numbers[:at])


def _opens(task: Task, language: Language) -> bool:
    project = task.projects.get(language.id)
    return project is not None and bool(project.open) and project.open[0] in project.files


def _part(part: Part) -> dict[str, Any]:
    """`params` and `answer` are what a case of the part gives and expects, each with its type in the grammar."""
    has_function = part.shape is None and bool(part.signature.name)
    return {
        "number": part.number,
        "title": part.title,
        "unlock": part.unlock,
        "statement": part.statement,
        "signature": format_signature(part.signature) if has_function else "",
        "class": [format_callable(each) for each in callables(part.shape)] if part.shape else [],
        "params": [{"name": each.name, "type": format_type(each.type)} for each in part.signature.params],
        "answer": format_type(part.answers),
    }
