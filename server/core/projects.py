"""A project's tests as the sandbox runs them: a pytest suite through the wall, or a framework's own command. Pure.

A Python suite that imports `candidate` reaches the code from another container, so nothing in it can be forged; every
other framework runs beside the code. Each test function is a case; where nobody can name them, all of them are one.
"""

import ast
import re
from collections.abc import Iterator, Mapping
from typing import Final

from sandbox.contract import SuiteSpec
from server.core.events import CaseShown, Reveal
from server.core.judging import EXAMPLES, limits_for
from server.core.task import Project, Task
from server.core.words import StubStyle

WALLED: Final = "python"
"""The language whose tests can be on the other side of the wall: they are written in it, whatever they test."""
ALL: Final = "tests"
_CANDIDATE: Final = re.compile(r"^\s*(?:from\s+candidate\s+import|import\s+candidate)\b", re.MULTILINE)


def suite_spec(task: Task, style: StubStyle, *, run: str, source: str, hidden: bool) -> SuiteSpec:
    """A run of the visible or the hidden tests against this source, which stands for the first file to see.

    There are no cases where this language has no such tests.
    """
    project = task.projects[style.language]
    beside = {name: text for name, text in project.files.items() if name != project.open[0]}
    walled = is_walled(project)
    return SuiteSpec(
        run=run,
        language=style.language,
        source=source,
        tests=dict(_tests(project, hidden=hidden)),
        cases=ids_of_tests(project, hidden=hidden),
        files=beside if walled else {**beside, project.open[0]: source},
        limits=limits_for(task, style.language),
        command="" if walled else project.run,
    )


def shown_tests(task: Task, style: StubStyle, *, hidden: bool) -> tuple[CaseShown, ...]:
    """What the run panel lists for `suite_spec` with the same arguments, in the same order."""
    cases = ids_of_tests(task.projects[style.language], hidden=hidden)
    reveal = Reveal.NAME if hidden and task.feedback == "names" else Reveal.NEVER
    return tuple(
        CaseShown(case, _title(case), case.partition("::")[0] if hidden else EXAMPLES, {}, None, True, reveal)
        for case in cases
    )


def count_of_tests(task: Task) -> int:
    """The tests of a project task, visible and hidden, in its first language."""
    first = next(iter(task.projects.values()))
    return len(ids_of_tests(first, hidden=False)) + len(ids_of_tests(first, hidden=True))


def ids_of_tests(project: Project, *, hidden: bool) -> tuple[str, ...]:
    """The visible or the hidden tests by their ids, in the order of their files: `test_stack.py::test_lifo`."""
    return tuple(_cases(_tests(project, hidden=hidden)))


def is_walled(project: Project) -> bool:
    """Whether the tests reach the code from another container."""
    return any(_CANDIDATE.search(text) for text in (*project.visible.values(), *project.hidden.values()))


def _tests(project: Project, *, hidden: bool) -> Mapping[str, str]:
    return project.hidden if hidden else project.visible


def _cases(tests: Mapping[str, str]) -> Iterator[str]:
    """The ids of the tests, in the order of their files: `test_stack.py::test_lifo`."""
    named = [f"{file}::{name}" for file, text in tests.items() if file.endswith(".py") for name in _functions(text)]
    if named:
        yield from named
    elif tests:
        yield ALL


def _functions(text: str) -> Iterator[str]:
    try:
        module = ast.parse(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return
    for node in module.body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name.startswith("test_"):
            yield node.name
        if isinstance(node, ast.ClassDef) and node.name.startswith("Test"):
            yield from (f"{node.name}::{name}" for name in _functions(ast.unparse(ast.Module(node.body, []))))


def _title(case: str) -> str:
    """`test_stack.py::test_last_in_first_out` as a person reads it."""
    return case.rpartition("::")[2].removeprefix("test_").replace("_", " ")
