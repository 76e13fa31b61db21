"""Where the readers of a task folder put what they find wrong, so that one reading tells of everything."""

from dataclasses import dataclass, field
from difflib import get_close_matches

from server.core.task import TaskProblem
from server.store.task_format.nodes import Fault


@dataclass
class Report:
    """All that is to be said about one folder: problems keep it from loading, notes do not."""

    slug: str
    problems: list[TaskProblem] = field(default_factory=list)
    notes: list[TaskProblem] = field(default_factory=list)
    unreadable: set[str] = field(default_factory=set)

    def file(self, name: str) -> "FileReport":
        """The same report, for one file of the folder."""
        return FileReport(self, name)


@dataclass(frozen=True)
class FileReport:
    """Adds to the report of a folder in the name of one file. Lines count from 1; 0 is the file as a whole."""

    report: Report
    name: str

    def problem(self, line: int, what: str, mend: str) -> None:
        if self.name in self.report.unreadable:
            return  # "missing" or "empty" would only follow from what has been told
        self.report.problems.append(TaskProblem(self.report.slug, self.name, line, what, mend))

    def unreadable(self, what: str, mend: str) -> None:
        """The file is there but its content is not to be had: nothing else is told of it."""
        self.problem(0, what, mend)
        self.report.unreadable.add(self.name)

    def note(self, line: int, what: str, mend: str) -> None:
        self.report.notes.append(TaskProblem(self.report.slug, self.name, line, what, mend))

    def faults(self, faults: tuple[Fault, ...]) -> None:
        for fault in faults:
            self.problem(fault.line, fault.what, fault.mend)


def did_you_mean(word: str, known: tuple[str, ...], meant: str = "") -> str:
    """The mend for an unknown word: what it is close to (or known to mean), else all that there is."""
    close = [meant] if meant in known and meant else get_close_matches(word.lower(), known, 1)
    return f"Did you mean {close[0]}?" if close else f"Known here: {', '.join(known)}."
