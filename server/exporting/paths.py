"""What files are called where an interview leaves Greenroom: a project's by their paths, others by their own names."""

from collections.abc import Mapping

from server.core.events import Event
from server.core.project_files import FileEvent, ProjectFiles
from server.core.story import Moved, Story, Wrote


class Paths:
    """Follows a story step by step; every answer is about the moment that it has come to. Files are `<task>/<text>`."""

    def __init__(self, story: Story) -> None:
        self.files = ProjectFiles()
        self._story = story
        self._names: dict[str, str] | None = None

    def take(self, what: Event | Wrote | Moved) -> None:
        if isinstance(what, FileEvent):
            self.files.take(what)
            self._names = None

    def name(self, file: str) -> str:
        """What this text is called, `<task>/<path>`."""
        if self._names is None:
            self._names = names_of(self.files)
        return self._names.get(file, file)

    def here(self, texts: Mapping[str, str]) -> dict[str, str]:
        """These texts by what they are called; those of deleted files are left out, and an empty file is there where
        anything of its project is written."""
        begun = {
            work for work, files in self.files.works.items() if any(f"{work[0]}/{text}" in texts for text in files)
        }
        empty = {f"{work[0]}/{file.text}": "" for work in sorted(begun) for file in self.files.here(*work)}
        gone = self.files.texts() - self.files.paths().keys()
        named = {self.name(file): text for file, text in {**empty, **texts}.items() if file not in gone}
        return dict(sorted(named.items()))

    def text(self, task: str, language: str, file: str = "") -> str:
        """The text of this place: of a project the file that is meant, else its first one."""
        first = next(iter(self.files.of(task, language)), "")
        return f"{task}/{file or first}" if file or first else self._story.file(task, language)

    def of_work(self, task: str, language: str) -> list[str]:
        """All texts of this task in this language: of a project each file that is there."""
        here = self.files.here(task, language)
        return [f"{task}/{file.text}" for file in here] or [self._story.file(task, language)]


def names_of(files: ProjectFiles) -> dict[str, str]:
    """What each text of a project is called, those of deleted files too. Where another has that name by now, and where
    the name was erased, its number stays in it."""
    names = {text: name for text, name in files.shown_names().items() if not name.endswith("/")}
    taken = set(names.values())
    for (task, _), known in files.works.items():
        for file in known.values():
            text, name = f"{task}/{file.text}", f"{task}/{file.path}"
            if text not in names:
                names[text] = text if not file.path else f"{name}~{file.text}" if name in taken else name
                taken.add(names[text])
    return names
