"""Which tasks a command means: a name in the library, or the path of a task's folder anywhere."""

import shlex
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Final

import click

from server.core.languages import Language
from server.core.task import Task, TaskProblem
from server.core.workshop import TaskFiles, Written
from server.live.ports_workshop import Stale, Unwritten
from server.settings import Settings
from server.store.tasks import TaskFolders
from server.store.workshop import Desk

LISTED_MAX: Final = 40
"""Tasks that are named to who misspelt one; more of them fill the screen."""


@dataclass(frozen=True, slots=True)
class Named:
    """A task that somebody named, as it is on disk: either `task`, or the `problems` that keep it from loading."""

    folder: Path
    task: Task | None
    problems: tuple[TaskProblem, ...]


def named(settings: Settings, languages: Sequence[Language], word: str) -> Named:
    """The task of this name or path. Raises `click.ClickException` when there is no such folder."""
    folder = Path(word) if _is_path(word) else settings.tasks / word
    if not folder.is_dir():
        raise click.ClickException(_unknown(settings.tasks, word))
    library = TaskFolders(folder.absolute().parent, [language.style for language in languages])
    slug = folder.absolute().name
    task = library.task(slug)
    problems = tuple(problem for problem in library.problems() if problem.slug in ("", slug))
    return Named(folder, task, () if task else problems)


def every(settings: Settings, languages: Sequence[Language]) -> list[Named]:
    """All folders of the library that are tasks, or try to be one."""
    library = TaskFolders(settings.tasks, [language.style for language in languages])
    tasks = {each.slug: library.task(each.slug) for each in library.tasks()}
    problems = library.problems()
    if not tasks and not problems:
        raise click.ClickException(f"There is no task in {settings.tasks}. Choose another folder with --tasks.")
    broken = {problem.slug for problem in problems}
    return [
        Named(
            settings.tasks / slug,
            tasks.get(slug),
            tuple(problem for problem in problems if problem.slug == slug),
        )
        for slug in sorted(tasks.keys() | broken)
    ]


def loaded(named: Named) -> Task:
    """The task. Raises `click.ClickException` with everything that is wrong with its folder."""
    if named.task is None:
        raise click.ClickException("\n".join([f"{named.folder} does not load:", *map(line, named.problems)]))
    return named.task


def line(problem: TaskProblem) -> str:
    """A problem in one line: the file, the line in it, what is wrong, and the mend."""
    place = str(Path(problem.slug, problem.file)) + (f", line {problem.line}" if problem.line else "")
    return f"{place}: {problem.what} {problem.mend}"


def write_new(root: Path, slug: str, files: TaskFiles) -> str:
    """Write a new task as the page that writes tasks does; "" when that worked, else why not."""
    match Desk(root, ()).save(slug, "", files):
        case Written():
            return ""
        case Stale():
            return f"{root / slug} is there already. Choose another name, or remove it first."
        case Unwritten(message=message):
            return message


def proving(folders: Sequence[Path]) -> str:
    """The command that proves these, whatever library is meant where somebody copies it."""
    return shlex.join(["greenroom", "tasks", "check", *map(str, folders)])


def language_of(languages: Sequence[Language], file: Path, wanted: str | None) -> Language:
    """The language that was named, or that of the file's ending. Raises `click.ClickException`."""
    ids = ", ".join(language.id for language in languages)
    if wanted is not None:
        found = next((language for language in languages if language.id == wanted), None)
        if found is None:
            raise click.ClickException(f"There is no language {wanted}. Known here: {ids}.")
        return found
    ending = file.suffix.removeprefix(".")
    fitting = [language for language in languages if language.style.extension == ending]
    if len(fitting) != 1:
        raise click.ClickException(
            f"The ending of {file.name} does not say its language. Add --language, one of {ids}."
        )
    return fitting[0]


def _is_path(word: str) -> bool:
    return "/" in word or word in (".", "..") or (Path(word) / "task.yaml").is_file()


def _unknown(tasks: Path, word: str) -> str:
    try:
        slugs = sorted(entry.name for entry in tasks.iterdir() if (entry / "task.yaml").is_file())
    except OSError as error:
        return f"The folder of tasks {tasks} cannot be read: {error.strerror}. Name another one with --tasks."
    close = get_close_matches(word, slugs, 1)
    if close or len(slugs) > LISTED_MAX:
        mend = f"Did you mean {close[0]}?" if close else f"There are {len(slugs):,} others."
    else:
        mend = f"There are: {', '.join(slugs) or 'none'}."
    return f"There is no task {word} in {tasks}. {mend}"
