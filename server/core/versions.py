"""The versions that a file went through: what it was whenever somebody paused, ran it, or left it at the end. Pure."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from server.core.track.reading import Edits, Item, Said
from server.core.track.texts import Texts

PAUSE_MS: Final = 2_000
"""So long without an edit of the file, and what is there counts as a version."""


@dataclass(frozen=True, slots=True)
class Version:
    """`at` is when the last edit before it was made, in ms; `digest` is the SHA-256 of the text, as runs have it."""

    at: int
    text: str
    digest: str
    first_line: int = 0
    last_line: int = 0
    """Which of its lines are other ones than in the version before, from 1; 0 for the first version."""


def versions(items: Iterable[Item], file: str, task: str, language: str) -> list[Version]:
    """From a track's items, in order. A version like the one before it, or without any text, is left out."""
    found: list[Version] = []
    texts = Texts()
    edited = 0
    for item in items:
        match item:
            case Edits(at=at, by=by, splices=splices):
                mine = [splice for splice in splices if splice.file == file]
                if mine and at - edited >= PAUSE_MS:
                    _take(found, edited, texts.text(file))
                if mine:
                    texts.edited(by, mine)
                    edited = at
            case Said(kind="run_started", data={"task": ran, "language": spoken}) if (ran, spoken) == (task, language):
                _take(found, edited, texts.text(file))
            case _:
                pass
    _take(found, edited, texts.text(file))
    return found


def _take(found: list[Version], at: int, text: str) -> None:
    before = found[-1].text if found else None
    if text and text != before:
        first, last = changed_lines(before.split("\n"), text.split("\n")) if before is not None else (0, 0)
        found.append(Version(at, text, source_digest(text), first, last))


def source_digest(source: str) -> str:
    """The SHA-256 of a source, as `run_started` has it."""
    return hashlib.sha256(source.encode(errors="replace")).hexdigest()


def changed_lines(before: Sequence[str], after: Sequence[str]) -> tuple[int, int]:
    """The first and the last line of `after`, from 1, that hold every change; where lines only went, the one there."""
    most = min(len(before), len(after))
    head = next((n for n in range(most) if before[n] != after[n]), most)
    tail = next((n for n in range(most - head) if before[-1 - n] != after[-1 - n]), most - head)
    first = min(head + 1, len(after))
    return first, max(first, len(after) - tail)
