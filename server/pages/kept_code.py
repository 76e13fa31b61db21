"""What a candidate takes along where that was agreed: their own files, and the results of their examples.

Everything here is made of what `roles.sees` tells a candidate, and of the shared files, which they saw. Pure.
"""

import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from server.core.events import Entry, Suite, Switched
from server.core.interview import Interview
from server.core.languages import Language, file_name
from server.core.roles import Role, sees
from server.core.telling import VERDICTS
from server.pages.record import RunResult, record_of

ZIP_DATE: Final = (2026, 1, 1, 0, 0, 0)
"""Of every file in the zip: when somebody typed is nobody's business who gets it from them."""


@dataclass(frozen=True, slots=True)
class Shown:
    """One result: the case's name, and how it went in words. `passed` is None where nothing was compared."""

    name: str
    words: str
    passed: bool | None


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A file as it was at the end. `score` is "2 of 3" of its last run of the examples, "" where there was none."""

    name: str
    task: str
    title: str
    language: Language
    text: str
    score: str
    results: tuple[Shown, ...]

    @property
    def short(self) -> str:
        return self.name.partition("/")[2]


def kept_files(
    interview: Interview,
    entries: Iterable[Entry],
    files: Mapping[str, str],
    titles: Mapping[str, str],
    languages: Sequence[Language],
) -> list[KeptFile]:
    """Each file that somebody turned to and that is not empty, in the order of the tasks."""
    told: list[Entry] = []
    for entry in entries:
        event = sees(Role.CANDIDATE, entry.event)
        if event is not None:
            told.append(Entry(entry.seq, entry.at, entry.wall, entry.by, event))
    runs = record_of(interview, told, titles, {}).runs.values()
    turned = {(entry.event.task, entry.event.language) for entry in told if isinstance(entry.event, Switched)}
    found: list[KeptFile] = []
    for task in interview.tasks:
        for language in languages:
            name = file_name(task, language)
            if (task, language.id) in turned and (text := files.get(name, "")).strip():
                score, results = _last(task, language.id, runs)
                found.append(KeptFile(name, task, titles.get(task, task), language, text, score, results))
    return found


def zipped(kept: Sequence[KeptFile]) -> bytes:
    """The files as they are, and their results in `results.md`."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as folder:
        for file in kept:
            folder.writestr(zipfile.ZipInfo(file.name, ZIP_DATE), file.text)
        folder.writestr(zipfile.ZipInfo("results.md", ZIP_DATE), results_text(kept))
    return out.getvalue()


def results_text(kept: Sequence[KeptFile]) -> str:
    """The results as Markdown."""
    parts = ["# Results of the examples\n"]
    for file in kept:
        parts.append(f"\n## {file.title}: {file.short}\n\n{_score_words(file)}\n")
        parts += [f"- {shown.name}: {shown.words}\n" for shown in file.results]
    return "".join(parts)


def _score_words(file: KeptFile) -> str:
    return f"{file.score} passed in the last run." if file.score else "Not run.\n"


def _last(task: str, language: str, runs: Iterable[RunResult]) -> tuple[str, tuple[Shown, ...]]:
    own = [run for run in runs if (run.task, run.language, run.suite) == (task, language, Suite.EXAMPLES)]
    if not own:
        return "", ()
    cases = own[-1].cases.values()
    shown = tuple(
        Shown(
            case.name,
            VERDICTS[case.verdict] if case.verdict else "not run",
            case.verdict.value == "passed" if case.verdict and case.checked else None,
        )
        for case in cases
    )
    return f"{own[-1].passed} of {own[-1].total}", shown
