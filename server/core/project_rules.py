"""Whether somebody can make, rename, delete or bring back a file now: sentences. Pure. Rules: SPEC.md, F1 to F9."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import assert_never

from server.core import asks as a
from server.core import events as e
from server.core.project_files import FileEvent, ProjectFile, ProjectFiles
from server.core.project_paths import CHANGES_MAX, FILES_MAX, MADE_MAX, clash, is_set_up, path_problem

KEPT = "This name is kept for the task's own files. Choose another one."
"""The same words for a given test, a hidden one and a file that says how tests run: which it is, it does not tell."""
NO_PROJECT = "The files of this task cannot be made or renamed: it has one for each language."
SAME = "It has this name already."
GONE = "This file is not there any more: somebody renamed or deleted it just now."


@dataclass(frozen=True, slots=True)
class ProjectRules:
    """What a task says of the files that people make in one language. `kept` are paths that are nobody's; in a `flat`
    project all files lie side by side."""

    kept: frozenset[str] = frozenset()
    flat: bool = False


FileAsk = a.AskFileCreate | a.AskFileRename | a.AskFileDelete | a.AskFileRestore


def refused(files: ProjectFiles, rules: ProjectRules | None, ask: FileAsk) -> str:
    """Why this cannot be done; "" where it can."""
    if rules is None or not files.of(ask.task, ask.language):
        return NO_PROJECT
    if files.changes >= CHANGES_MAX:
        return f"Files were made or moved {CHANGES_MAX:,} times here, which is the most. Use those that are there."
    here = files.here(ask.task, ask.language)
    match ask:
        case a.AskFileCreate(path=path):
            full = _no_place(files, ask.task, ask.language, here)
            return no_name(path, ask.language, rules) or full or clash(path, (each.path for each in here))
        case a.AskFileRename(path=path, to=to):
            moved = files.at(ask.task, ask.language, path)
            return SAME if path == to else _no_rename(moved, here, ask, rules)
        case a.AskFileDelete(path=path):
            return _not_ours(files.at(ask.task, ask.language, path), "deleted")
        case a.AskFileRestore(file=text):
            return _no_return(files.of(ask.task, ask.language).get(text), here)
        case _ as never:
            assert_never(never)


def done(files: ProjectFiles, ask: FileAsk) -> Sequence[FileEvent]:
    """What happens when it is not refused."""
    task, language = ask.task, ask.language
    match ask:
        case a.AskFileCreate(path=path):
            return [e.FileCreated(task, language, files.next_text(task, language), path)]
        case a.AskFileRename(path=path, to=to):
            moved = files.at(task, language, path)
            return [e.FileRenamed(task, language, each.text, to + each.path[len(path) :], each.path) for each in moved]
        case a.AskFileDelete(path=path):
            return [e.FileDeleted(task, language, each.text, each.path) for each in files.at(task, language, path)]
        case a.AskFileRestore(file=text):
            return [e.FileRestored(task, language, text, files.of(task, language)[text].path)]
        case _ as never:
            assert_never(never)


def no_name(path: str, language: str, rules: ProjectRules) -> str:
    """Why no file that somebody makes may be called this, whatever else is there; "" where one may."""
    if problem := path_problem(path):
        return problem
    if rules.flat and "/" in path:
        return "The files of this task lie side by side. Write a name without “/”."
    kept = {name.lower() for name in rules.kept}
    return KEPT if path.lower() in kept or is_set_up(path, language) else ""


def _no_place(files: ProjectFiles, task: str, language: str, here: Sequence[ProjectFile]) -> str:
    if len(here) >= FILES_MAX:
        return f"This project has {FILES_MAX} files, which is the most. Delete one first."
    if len(files.of(task, language)) >= MADE_MAX:
        return f"{MADE_MAX} files were made in this project, which is the most. Rename one that is there."
    return ""


def _no_rename(
    moved: Sequence[ProjectFile], here: Sequence[ProjectFile], ask: a.AskFileRename, rules: ProjectRules
) -> str:
    if problem := _not_ours(moved, "renamed"):
        return problem
    staying = [each.path for each in here if each not in moved]
    for each in moved:
        to = ask.to + each.path[len(ask.path) :]
        if problem := no_name(to, ask.language, rules) or clash(to, staying):
            return problem
    return ""


def _not_ours(files: Sequence[ProjectFile], word: str) -> str:
    if not files:
        return GONE
    fixed = next((each.path for each in files if each.fixed), "")
    return f"{fixed} belongs to the task, so it cannot be {word}." if fixed else ""


def _no_return(file: ProjectFile | None, here: Sequence[ProjectFile]) -> str:
    if file is None:
        return "This file was never there."
    if not file.deleted:
        return f"{file.path} is there already."
    if len(here) >= FILES_MAX:
        return f"This project has {FILES_MAX} files, which is the most. Delete one first."
    if clash(file.path, (each.path for each in here)):
        return f"Something else is called {file.path} now. Rename that first, then bring this one back."
    return ""
