"""Project tasks: the key `project` of task.yaml, and the files and tests below the folders that it names."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from server.core.frameworks import REPORTING
from server.core.project_paths import FILES_MAX, path_problem
from server.core.projects import is_walled
from server.core.task import Kind, Project
from server.store.task_format.documents import text_of
from server.store.task_format.fields import Fields, fields
from server.store.task_format.report import Report

EXAMPLE: Final = 'Write project: {python: {run: "pytest -q --junitxml=$REPORT", open: [app.py]}}.'


@dataclass(frozen=True, slots=True)
class ProjectHead:
    """What task.yaml says of one language: how the tests run, which files to begin with, which ones nobody changes, and
    in which line."""

    run: str
    open: tuple[str, ...]
    line: int
    fixed: tuple[str, ...] = ()


def read_projects(at: Fields, kind: Kind, known: Sequence[str]) -> Mapping[str, ProjectHead]:
    """By language id; empty for other kinds of tasks."""
    if kind != "project":
        if node := at.get("project"):
            what = "project: belongs to a task of kind project."
            at.problem(node.line, what, f"Remove it from a task of kind {kind}.")
        return {}
    node = at.get("project", EXAMPLE)
    sheet = fields(node, tuple(known), at.report, "project") if node else None
    found: dict[str, ProjectHead] = {}
    for language, each in (sheet.values if sheet else {}).items():
        if one := fields(each, ("run", "open", "read_only"), at.report, f"project, {language}"):
            run = one.text("run", longest=500)
            files = one.texts("open")
            if not files:
                one.problem(one.line, "There is no file to open.", "Write open: [app.py].")
            if run and "$REPORT" not in run and run.split()[0] not in REPORTING:
                what = "run: does not write its results to $REPORT."
                one.problem(one.values["run"].line, what, "Let it write JUnit XML there: --junitxml=$REPORT.")
            found[language] = ProjectHead(run, files, one.line, one.texts("read_only"))
    return found


def read_project_files(
    files: Mapping[str, bytes], heads: Mapping[str, ProjectHead], report: Report
) -> Mapping[str, Project]:
    """Each language's starter files and tests, by their path below its folder."""
    projects: dict[str, Project] = {}
    for language, head in heads.items():
        starter = _below(files, f"files/{language}/", report)
        for name in (*head.open, *head.fixed):
            if name not in starter:
                word = "to open" if name in head.open else "that is read only"
                what = f"project, {language}: there is no file {name!r} {word}."
                report.file("task.yaml").problem(head.line, what, f"Write files/{language}/{name}.")
        visible = _below(files, f"tests/{language}/visible/", report)
        hidden = _below(files, f"tests/{language}/hidden/", report)
        project = projects[language] = Project(head.run, head.open, starter, visible, hidden, head.fixed)
        _check(language, project, head, report)
    return projects


def _check(language: str, project: Project, head: ProjectHead, report: Report) -> None:
    about = report.file(f"tests/{language}/")
    if not project.visible and not project.hidden:
        about.problem(0, "There are no tests.", f"Write tests/{language}/visible/ or hidden/.")
    elif not head.run and not is_walled(project):
        what = f"project, {language}: nothing says how the tests run."
        mend = "Write run: and the command that runs them, or tests in Python that import candidate."
        report.file("task.yaml").problem(head.line, what, mend)
    tests = {**project.visible, **project.hidden}
    for folder, names in (("files", project.files), ("tests", tests)):
        here = report.file(f"{folder}/{language}/")
        if is_walled(project) and (deep := next((name for name in names if "/" in name), "")):
            mend = "Put the files of a project whose tests import candidate side by side, or give it a run: of its own."
            here.problem(0, f"{deep} lies in a folder of its own.", mend)
        for name in names:
            if problem := path_problem(name):
                here.problem(0, f"{name} cannot be a file of a project: {problem}", "Rename it.")
    if len(project.files) + len(project.visible) > FILES_MAX:
        many = f"There are {len(project.files) + len(project.visible)} files to see; the most is {FILES_MAX}."
        about.problem(0, many, "Leave out what nobody needs to read.")
    for name in sorted(project.files.keys() & tests.keys()):
        about.problem(0, f"{name} is a file and a test.", "Rename one of them: they lie in the same folder.")


def _below(files: Mapping[str, bytes], folder: str, report: Report) -> Mapping[str, str]:
    return {
        path.removeprefix(folder): text_of(files, path, report.file(path)) for path in files if path.startswith(folder)
    }
