"""The files of project tasks as the timeline has them: what they are called now, which are the task's own, which are
deleted. Each file is one shared text, which keeps its name whatever the file is called later; a deleted one keeps its
text. Pure. Rules: SPEC.md, F1 to F9.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Final, assert_never

from server.core import events as e

Work = tuple[str, str]
"""A task and a language."""
FileEvent = e.FileCreated | e.FileRenamed | e.FileDeleted | e.FileRestored
NO_FILES: Final[Mapping[str, "ProjectFile"]] = {}


@dataclass(frozen=True, slots=True)
class ProjectFile:
    """`text` is the second half of the name of its shared text, `<task>/<text>`, and never changes; `path` is what it
    is called, with / between folders. A `fixed` one is the task's: nobody renames, deletes or changes it."""

    text: str
    path: str
    fixed: bool = False
    deleted: bool = False


@dataclass(slots=True)
class ProjectFiles:
    """Of every project of an interview. `take` is total: what no longer fits changes nothing."""

    works: dict[Work, dict[str, ProjectFile]] = field(default_factory=dict)
    changes: int = 0
    """Times that people made, renamed, deleted or brought back a file."""
    first: int = 1
    """The lowest number that a file made here can have."""

    def take(self, event: FileEvent, *, house: bool = False) -> None:
        """Make one event so. `house` says that nobody but the house did it."""
        self.changes += not house
        files = self.works.setdefault((event.task, event.language), {})
        if isinstance(event, e.FileCreated):
            files.setdefault(event.file, ProjectFile(event.file, event.path, event.fixed))
            return
        if (file := files.get(event.file)) is None:
            return
        match event:
            case e.FileRenamed(path=path):
                files[event.file] = replace(file, path=path)
            case e.FileDeleted():
                files[event.file] = replace(file, deleted=True)
            case e.FileRestored():
                files[event.file] = replace(file, deleted=False)
            case _ as never:
                assert_never(never)

    def of(self, task: str, language: str) -> Mapping[str, ProjectFile]:
        """By the half of their texts' names, in the order in which they came: the deleted ones too."""
        return self.works.get((task, language), NO_FILES)

    def here(self, task: str, language: str) -> list[ProjectFile]:
        """Those that are not deleted, the task's first file first."""
        return [file for file in self.of(task, language).values() if not file.deleted]

    def at(self, task: str, language: str, path: str) -> list[ProjectFile]:
        """The file of this path, or all of the folder of this path."""
        return [file for file in self.here(task, language) if file.path == path or file.path.startswith(path + "/")]

    def next_text(self, task: str, language: str) -> str:
        """What the next file's text is called: by number, so that no name that somebody typed stays in it. After the
        highest one: those between may have been erased."""
        return text_of(language, self.next_number(task, language))

    def next_number(self, task: str, language: str) -> int:
        return max([self.first, *(_number_of(text) + 1 for text in self.of(task, language))])

    def copy(self, first: int = 1) -> "ProjectFiles":
        """The same as it is now, which changes no more with this one."""
        return ProjectFiles({work: dict(files) for work, files in self.works.items()}, self.changes, first)

    def shown_names(self) -> dict[str, str]:
        """What each shared text `<task>/<text>` is called where people see files side by side, `<task>/<path>`: the
        language stands between them where two have the same. Deleted ones are not there."""
        taken: dict[str, str] = {}
        for (task, language), files in self.works.items():
            for file in files.values():
                if not file.deleted:
                    plain, full = f"{task}/{file.path}", f"{task}/{language}/{file.path}"
                    taken[f"{task}/{file.text}"] = full if plain in taken.values() else plain
        return taken

    def anew(self) -> list[FileEvent]:
        """What a room that begins with these files hears of them."""
        made: list[FileEvent] = []
        for (task, language), files in self.works.items():
            for each in files.values():
                made.append(e.FileCreated(task, language, each.text, each.path, each.fixed))
                if each.deleted:
                    made.append(e.FileDeleted(task, language, each.text, each.path))
        return made

    def paths(self) -> dict[str, str]:
        """What each shared text `<task>/<text>` that is not deleted is called."""
        return {
            f"{task}/{file.text}": file.path
            for (task, _), files in self.works.items()
            for file in files.values()
            if not file.deleted
        }

    def texts(self) -> set[str]:
        """The names of all shared texts that are files of projects, deleted or not."""
        return {f"{task}/{text}" for (task, _), files in self.works.items() for text in files}


def text_of(language: str, number: int) -> str:
    return f"{language}.{number}"


def _number_of(text: str) -> int:
    return int(text.rpartition(".")[2])


def files_of(entries: Iterable[e.Entry]) -> ProjectFiles:
    """What a timeline has made of the projects' files."""
    files = ProjectFiles()
    for entry in entries:
        if isinstance(entry.event, FileEvent):
            files.take(entry.event)
    return files
