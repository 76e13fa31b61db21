"""The versions that a project went through: all its files whenever somebody paused, ran it, or left it at the end.

Pure. A file that is made, renamed or deleted is a change like an edit.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from typing import Any, Final

from server.core import events as e
from server.core.project_files import FileEvent, ProjectFiles
from server.core.projects import Work, work_digest, work_of
from server.core.track.reading import Edits, Item, Said
from server.core.track.texts import Texts
from server.core.versions import PAUSE_MS, changed_lines

_KINDS: Final[Mapping[str, type[FileEvent]]] = {
    "file_created": e.FileCreated,
    "file_renamed": e.FileRenamed,
    "file_deleted": e.FileDeleted,
    "file_restored": e.FileRestored,
}


@dataclass(frozen=True, slots=True)
class WorkVersion:
    """As `versions.Version`. `file` is the first one that is other than in the version before, by the half of its
    text's name, and the lines are its; "" and 0 where none is."""

    at: int
    text: Work
    digest: str
    file: str = ""
    first_line: int = 0
    last_line: int = 0


def project_versions(items: Iterable[Item], task: str, language: str) -> list[WorkVersion]:
    """From a track's items, in order. A version like the one before it, or without any text, is left out."""
    desk = _Desk(task, language)
    for item in items:
        match item:
            case Edits(at=at, by=by, splices=splices):
                mine = [splice for splice in splices if desk.has(splice.file)]
                if mine:
                    desk.changes(at)
                    desk.texts.edited(by, mine)
                    for splice in mine:
                        desk.now.pop(splice.file, None)
            case Said(kind=kind, at=at, data=data) if kind in _KINDS and desk.is_about(data):
                desk.changes(at)
                desk.files.take(_event(_KINDS[kind], data))
            case Said(kind="run_started", data=data) if desk.is_about(data):
                desk.take()
            case _:
                pass
    desk.take()
    return desk.found


class _Desk:
    def __init__(self, task: str, language: str) -> None:
        self.found: list[WorkVersion] = []
        self.files = ProjectFiles()
        self.texts = Texts()
        self.now: dict[str, str] = {}
        """The texts that were read since they changed."""
        self._work = (task, language)
        self._changed = 0
        self._before: Mapping[str, str] = {}

    def is_about(self, data: Mapping[str, Any]) -> bool:
        return (data.get("task"), data.get("language")) == self._work

    def has(self, file: str) -> bool:
        task, _, text = file.partition("/")
        return task == self._work[0] and text in self.files.of(*self._work)

    def changes(self, at: int) -> None:
        """Something changes now: what stood long enough is a version."""
        if at - self._changed >= PAUSE_MS:
            self.take()
        self._changed = at

    def take(self) -> None:
        known = self.files.of(*self._work)
        work = work_of(known.values(), self._text)
        digest = work_digest(work)
        if not work.size or (self.found and self.found[-1].digest == digest):
            return
        texts = {text: self._text(text) for text in known}
        text = next((text for text in texts if self.found and texts[text] != self._before.get(text, "")), "")
        before, after = self._before.get(text, ""), texts.get(text, "")
        first, last = changed_lines(before.split("\n"), after.split("\n")) if text else (0, 0)
        self.found.append(WorkVersion(self._changed, work, digest, text, first, last))
        self._before = texts

    def _text(self, text: str) -> str:
        file = f"{self._work[0]}/{text}"
        if file not in self.now:
            self.now[file] = self.texts.text(file)
        return self.now[file]


def _event(kind: type[FileEvent], data: Mapping[str, Any]) -> FileEvent:
    return kind(**{each.name: data[each.name] for each in fields(kind) if each.name in data})
