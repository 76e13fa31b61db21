"""What a file was at a moment, and the versions it went through: from the timeline, in order. Pure, but not quick."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from server.core.document import Document
from server.core.events import Edited, Entry, RunStarted

PAUSE_MS: Final = 2_000
"""So long without an edit, and what is there counts as a version."""


@dataclass(frozen=True, slots=True)
class Version:
    """`at` is when the last edit before it was made, in ms; `digest` is the SHA-256 of the text, as runs have it."""

    at: int
    text: str
    digest: str
    first_line: int = 0
    last_line: int = 0
    """Which of its lines are other ones than in the version before, from 1; 0 for the first version."""


def texts_at(entries: Iterable[Entry], at: int, names: Iterable[str]) -> dict[str, str]:
    """The text of each of these files after everything that happened up to `at`, of those with any text."""
    document = Document()
    for entry in entries:
        if entry.at > at:
            break
        if isinstance(entry.event, Edited):
            document.add(entry.event.update)
    return {name: text for name in names if (text := document.text(name))}


def versions(entries: Iterable[Entry], file: str, task: str, language: str) -> list[Version]:
    """The file as it was at each pause, at each of its runs, and at the end. Empty ones and repeats of the version
    before are left out."""
    found: list[Version] = []
    document = Document()
    edited = None
    for entry in entries:
        if isinstance(entry.event, Edited):
            if edited is not None and entry.at - edited >= PAUSE_MS:
                _take(found, edited, document.text(file))
            document.add(entry.event.update)
            edited = entry.at
        elif isinstance(entry.event, RunStarted) and (entry.event.task, entry.event.language) == (task, language):
            _take(found, entry.at if edited is None else edited, document.text(file))
    _take(found, edited or 0, document.text(file))
    return found


def _take(found: list[Version], at: int, text: str) -> None:
    before = found[-1].text if found else None
    if text and text != before:
        first, last = changed_lines(before.split("\n"), text.split("\n")) if before is not None else (0, 0)
        found.append(Version(at, text, source_digest(text), first, last))


def source_digest(source: str) -> str:
    """The SHA-256 of a source, as `run_started` has it."""
    return hashlib.sha256(source.encode()).hexdigest()


def changed_lines(before: Sequence[str], after: Sequence[str]) -> tuple[int, int]:
    """The first and the last line of `after`, from 1, that hold every change; where lines only went, the one there."""
    most = min(len(before), len(after))
    head = next((n for n in range(most) if before[n] != after[n]), most)
    tail = next((n for n in range(most - head) if before[-1 - n] != after[-1 - n]), most - head)
    first = min(head + 1, len(after))
    return first, max(first, len(after) - tail)
