"""The languages, as data: one folder each below `languages/`, read into values. Pure file reading, no Docker."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final

import msgspec

FOLDERS: Final = Path(__file__).parent / "languages"

LEAST_HEAP_MB: Final = 16


class BadLanguage(Exception):
    """A language's folder cannot be read: the text names the file, what is wrong, and the mend."""


@dataclass(frozen=True, slots=True)
class Run:
    """How a program starts, from the table `[run]`.

    `file` is what the source is called in the container. A word of `command` may hold `{heap_mb}`: the run's memory
    less `base_mb`, which the language itself takes. Where `memory_words` are the program's last words on standard
    error, it ended for want of memory.
    """

    file: str
    command: tuple[str, ...]
    base_mb: int = 0
    memory_words: str = ""


@dataclass(frozen=True, slots=True)
class LanguageLimits:
    """What the language itself needs, from the table `[limits]`: never less, whatever a task allows."""

    pids: int = 0


@dataclass(frozen=True, slots=True)
class Language:
    """One language. `data` is its whole `language.toml`, for readers of tables that mean nothing to the sandbox."""

    id: str
    title: str
    file: str
    editor: str
    comment: str
    indent: int
    run: Run
    stub: Mapping[str, Any] = field(hash=False, repr=False)
    env: Mapping[str, str] = field(default_factory=dict, hash=False)
    limits: LanguageLimits = LanguageLimits()
    data: Mapping[str, Any] = field(default_factory=dict, hash=False, repr=False)

    def argv(self, memory_mb: int) -> list[str]:
        """The command, for a run that may use so much memory."""
        heap = str(max(memory_mb - self.run.base_mb, LEAST_HEAP_MB))
        return [word.replace("{heap_mb}", heap) for word in self.run.command]


def load_languages(folders: Path = FOLDERS) -> tuple[Language, ...]:
    """Every language, by id. Raises BadLanguage."""
    return tuple(load_language(file.parent) for file in sorted(folders.glob("*/language.toml")))


def load_language(folder: Path) -> Language:
    """The language of one folder. Raises BadLanguage."""
    file = folder / "language.toml"
    try:
        data = tomllib.loads(file.read_text())
        language = replace(msgspec.convert(data, Language), data=data)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise BadLanguage(f"{file} cannot be read: {error}.") from error
    except msgspec.ValidationError as error:
        raise BadLanguage(f"{file}: {error}. Put that key right; languages/python/language.toml shows all.") from error
    if language.id != folder.name:
        raise BadLanguage(f"{file}: the id is “{language.id}”. Make it the folder's name, “{folder.name}”.")
    if not language.run.command or not language.run.command[0].startswith("/"):
        raise BadLanguage(f"{file}: the first word of run.command must be a program's absolute path.")
    return language
