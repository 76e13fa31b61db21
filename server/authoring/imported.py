"""What comes of a package: the files of a task, and what its new author should know of them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from server.core.workshop import Brought

MAX_SLUG: Final = 64
FALLBACK: Final = "imported"


@dataclass(frozen=True, slots=True)
class Imported:
    """A task's folder: its name, every file by path, and sentences about what was changed or left out."""

    slug: str
    files: Mapping[str, str | bytes]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Refused:
    """A package, or a part of one, that was not brought in, and the sentence that says why."""

    name: str
    why: str


def slug_of(name: str) -> str:
    """A folder's name from any name."""
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:MAX_SLUG].strip("-") or FALLBACK


def text_of(data: bytes) -> str | None:
    """The text of a file with plain line ends; None if it is not text in UTF-8."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None
    return None if "\0" in text else text.replace("\r\n", "\n")


def as_texts(one: Imported) -> Brought:
    """The task as texts, which is all that a task holds; what is no text is left out, with a note."""
    texts = {path: data if isinstance(data, str) else text_of(data) for path, data in one.files.items()}
    left = tuple(f"{path} was left out: it is no text." for path, text in texts.items() if text is None)
    return Brought(one.slug, {path: text for path, text in texts.items() if text is not None}, (*one.notes, *left))
