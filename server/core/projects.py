"""A project's files as a room begins with them, and its tests as the sandbox runs them: a pytest suite through the
wall, or a framework's own command. Pure.

A Python suite that imports `candidate` reaches the code from another container, so nothing in it can be forged; every
other framework runs beside the code. Each test is a case; where nobody can name them, all of them are one.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from sandbox.contract import SuiteSpec
from server.core.events import CaseShown, Reveal
from server.core.judging import EXAMPLES, limits_for
from server.core.named_tests import test_names, words_of
from server.core.project_files import ProjectFile
from server.core.project_paths import MADE_MAX, clash, is_set_up, is_test, path_problem
from server.core.project_rules import ProjectRules
from server.core.task import Project, Solution, Task
from server.core.versions import source_digest
from server.core.words import StubStyle

WALLED: Final = "python"
"""The language whose tests can be on the other side of the wall: they are written in it, whatever they test."""
NAMED: Final = ("python", "javascript")
"""Languages in which another file may name the first one: behind the wall it is there under both names. Elsewhere it
would be there twice."""
ALL: Final = "tests"
_CANDIDATE: Final = re.compile(r"^\s*(?:from\s+candidate\s+import|import\s+candidate)\b", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Starter:
    """One file that a project begins with. A `fixed` one is the task's own."""

    path: str
    text: str
    fixed: bool


@dataclass(frozen=True, slots=True)
class Work:
    """What somebody has written of a project: its files by path, and the text of the first one, whatever it is called
    by now. Of files that are the task's own it may hold anything: they come from the task."""

    files: Mapping[str, str]
    first: str
    first_path: str = ""

    @property
    def size(self) -> int:
        """Characters of all files."""
        return sum(map(len, self.files.values()))


Source = str | Work
"""What is run: one file's text, which of a project stands for the first file to see, or all of a project's files."""


def starters(project: Project, language: str) -> list[Starter]:
    """What everybody sees of a project at first: the files to open, the others, and the tests that are given."""
    names = [*project.open, *sorted(name for name in project.files if name not in project.open)]
    files = [Starter(name, project.files[name], _is_fixed(project, name, language)) for name in names]
    given = [Starter(name, text, True) for name, text in sorted(project.visible.items()) if name not in project.files]
    return files + given


def rules_of(project: Project, language: str) -> ProjectRules:
    """What people's own files may not be called: nobody takes the place of a test, given or hidden."""
    kept = {*project.visible, *project.hidden, *(name for name in project.files if name in project.fixed)}
    walled = is_walled(project)
    return ProjectRules(frozenset(kept | ({"solution.py"} if walled else set())), walled)


def work_of(files: Iterable[ProjectFile], text: Callable[[str], str]) -> Work:
    """What stands in these files of one project; `text` gives what stands in a shared text, by `ProjectFile.text`."""
    files = list(files)
    first = next(iter(files), None)
    here = {file.path: text(file.text) for file in files if not file.deleted}
    return Work(here, here.get(first.path, ""), first.path) if first and not first.deleted else Work(here, "")


def sent_work(files: Iterable[tuple[str, str]], first: str) -> Work | str:
    """A project as a page sent it: paths with their texts, in order. A sentence where it cannot be one."""
    here: dict[str, str] = {}
    for path, text in files:
        if len(here) >= MADE_MAX:
            return f"These are more than {MADE_MAX} files, which is the most."
        if problem := path_problem(path) or clash(path, here):
            return problem
        here[path] = text
    return Work(here, here.get(first, ""), first if first in here else "")


def answered(task: Task, language: str, source: Source) -> Work:
    """This project as the task has it, with this answer in it."""
    if isinstance(source, Work):
        return source
    project = task.projects[language]
    return Work({**project.files, project.open[0]: source}, source, project.open[0])


def source_of(task: Task, solution: Solution) -> Source:
    """An author's solution: its one file, or the project with its files in it."""
    if solution.files is None:
        return solution.source
    project = task.projects[solution.language]
    whole = {**project.files, **solution.files}
    return Work(whole, whole[project.open[0]], project.open[0])


def with_first(task: Task, solution: Solution, text: str) -> Source:
    """The same solution with another text in the first file that people see."""
    source = source_of(task, solution)
    if isinstance(source, str):
        return text
    return replace(source, files={**source.files, source.first_path: text}, first=text)


def program_of(source: Source, files: Mapping[str, ProjectFile], text: str) -> tuple[str, dict[str, str]]:
    """The file of a project that runs as a program, by `ProjectFile.text`, and what lies beside it; "" is the first."""
    if isinstance(source, str):
        return source, {}
    file = files.get(text)
    return program_at(source, file.path if file and not file.deleted else "")


def program_at(source: Work, path: str) -> tuple[str, dict[str, str]]:
    """The same by its path; the first file where there is none of this path."""
    path = path if path in source.files else source.first_path
    beside = {name: each for name, each in source.files.items() if "/" not in name and name != path}
    return source.files.get(path, ""), beside


def work_digest(work: Work) -> str:
    """The SHA-256 of all files, in the order of their paths."""
    return source_digest("".join(f"{path}\0{text}\0" for path, text in sorted(work.files.items())))


def suite_spec(task: Task, style: StubStyle, *, run: str, source: Source, hidden: bool) -> SuiteSpec:
    """A run of the visible or the hidden tests against this source. There are no cases where this language has no such
    tests.

    What is the task's own is the task's, whatever stands in the room: files that say how it is built, and tests. In a
    hidden run people's own tests stay away, so that none takes part in it.
    """
    language, project = style.language, task.projects[style.language]
    walled, work = is_walled(project), answered(task, language, source)
    fixed = {name: text for name, text in project.files.items() if _is_fixed(project, name, language)}
    tests = _tests(project, hidden=hidden)
    mine = {
        path: text
        for path, text in work.files.items()
        if path not in tests
        and path not in project.visible
        and not is_set_up(path, language)
        and not (walled and path == work.first_path and language not in NAMED)
        and not (hidden and is_test(path, language) and path not in project.files)
    }
    return SuiteSpec(
        run=run,
        language=language,
        source=work.first if walled else "",
        tests=dict(tests),
        cases=ids_of_tests(project, language, hidden=hidden),
        files={**mine, **fixed},
        limits=limits_for(task, language),
        command="" if walled else project.run,
    )


def shown_tests(task: Task, style: StubStyle, *, hidden: bool) -> tuple[CaseShown, ...]:
    """What the run panel lists for `suite_spec` with the same arguments, in the same order."""
    cases = ids_of_tests(task.projects[style.language], style.language, hidden=hidden)
    reveal = Reveal.NAME if hidden and task.feedback == "names" else Reveal.NEVER
    return tuple(_shown(case, hidden, reveal) for case in cases)


def _shown(case: str, hidden: bool, reveal: Reveal) -> CaseShown:
    file, _, name = case.partition("::")
    return CaseShown(case, words_of(name or case), file if hidden else EXAMPLES, {}, None, True, reveal)


def count_of_tests(task: Task) -> int:
    """The tests of a project task, visible and hidden, in its first language."""
    language, first = next(iter(task.projects.items()))
    return len(ids_of_tests(first, language, hidden=False)) + len(ids_of_tests(first, language, hidden=True))


def ids_of_tests(project: Project, language: str, *, hidden: bool) -> tuple[str, ...]:
    """The visible or the hidden tests by their ids, in the order of their files: `test_stack.py::test_lifo`."""
    return tuple(_cases(_tests(project, hidden=hidden), language))


def is_walled(project: Project) -> bool:
    """Whether the tests reach the code from another container."""
    return any(_CANDIDATE.search(text) for text in (*project.visible.values(), *project.hidden.values()))


def _is_fixed(project: Project, path: str, language: str) -> bool:
    return path in project.fixed or is_set_up(path, language)


def _tests(project: Project, *, hidden: bool) -> Mapping[str, str]:
    return project.hidden if hidden else project.visible


def _cases(tests: Mapping[str, str], language: str) -> Iterator[str]:
    """The ids of the tests, in the order of their files: `test_stack.py::test_lifo`."""
    named = [f"{file}::{name}" for file, text in tests.items() for name in test_names(file, text, language)]
    if named:
        yield from named
    elif tests:
        yield ALL
