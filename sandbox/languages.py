"""The languages, as data: one folder each below `languages/`, read into values. Pure file reading, no Docker."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final

import msgspec

FOLDERS: Final = Path(__file__).parent / "languages"
FILE: Final = "language.toml"
LAST: Final = 1000
"""The place of a language that says none."""

LEAST_HEAP_MB: Final = 16


class BadLanguage(Exception):
    """A language's folder cannot be read: the text names the file, what is wrong, and the mend."""


@dataclass(frozen=True, slots=True)
class Run:
    """How calls are answered, from the table `[run]`; without `command` the language has stdin tasks only.

    `file` is what the source is called in the container. `command` starts the shim. A word of it may hold `{heap_mb}`:
    the run's memory and the language's `extra_mb`, less `base_mb`, which the language itself takes. Where the last
    words of the program on standard error are `memory_words`, it ended for want of memory. With `warm` the shim is
    started before there is a source, and waits.
    With `one_array` lists and dicts are one thing in the language, so that nobody can tell an empty list from an empty
    dict, nor a list from a dict whose keys count from nought: they are held to be the same.
    With `handles` the shim keeps objects for an author's tests: attributes, items and callbacks (`python/handles.py`).
    With `loading_seconds` the shim compiles a file when it loads it and executes nothing yet: that may take so many
    CPU seconds more than a case, and a file that is to run as a program is loaded first.
    """

    file: str
    command: tuple[str, ...] = ()
    loading_seconds: float = 0.0
    base_mb: int = 0
    memory_words: str = ""
    warm: bool = False
    one_array: bool = False
    handles: bool = False


@dataclass(frozen=True, slots=True)
class Program:
    """How the file runs as a program with a standard input of its own, from the table `[program]`.

    Either `command` starts it, or with `shim` the process of `[run]` is asked to: `{"id": .., "run": file}`.
    """

    command: tuple[str, ...] = ()
    shim: bool = False


@dataclass(frozen=True, slots=True)
class Compile:
    """How the source becomes what runs, from the table `[compile]`, in a container of its own.

    `calls` is the command that builds the shim's program from the glue and the source, `program` the one that builds
    the file as a program. Both leave one file, `artefact`, which then stands where the source would.
    """

    artefact: str
    calls: tuple[str, ...] = ()
    program: tuple[str, ...] = ()
    memory_mb: int = 512
    cpu_seconds: float = 10.0
    wall_seconds: float = 20.0
    pids: int = 128
    artefact_mb: int = 16


@dataclass(frozen=True, slots=True)
class Framework:
    """How a project's own tests run in this image beside the code, from the table `[framework]`.

    `build` is a shell command that compiles code and tests before anything of theirs runs, in the project's folder; it
    may take `build_seconds` of computing, which are not the task's. What the framework itself computes before the first
    test begins, `starting_seconds`, comes on top of the task's limit.
    """

    build: str = ""
    build_seconds: float = 0.0
    starting_seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Glue:
    """The source that binds the candidate's functions to the shim, from the table `[glue]`, as `str.format` templates.

    `template` becomes `file` and takes {callees}: one filled `function`, `constructor` or `method` for each `Callee`,
    which take {name}, {params} (type words, with commas), {count} (of the params), {returns} and {of}.
    """

    file: str
    template: str
    function: str
    constructor: str = ""
    method: str = ""


@dataclass(frozen=True, slots=True)
class LanguageLimits:
    """What the language itself needs, from the table `[limits]`: never less, whatever a task allows.

    `extra_mb` goes on top of a task's memory, for languages whose runtime takes much of its own. With `exec` files in
    the container's one writable place may be executed, which compiled programs need.
    """

    pids: int = 0
    extra_mb: int = 0
    exec: bool = False


@dataclass(frozen=True, slots=True)
class Language:
    """One language. `data` is its whole `language.toml`, for readers of tables that mean nothing to the sandbox.

    `order` is its place where people choose one. `default` says that `make up` builds its image; the others are built
    when somebody asks for them. `suite` says that authors' tests run in it, and no
    candidate's code: nobody can choose it. `tests` says which commands of a project's tests run in the image of another
    folder, by their first word: `{go-tests = "gotest"}`, or any with `*`. Others run in the language's own.
    `shares` are files of other languages that its image is made of too, such as `javascript/shim.js`: the Dockerfile
    finds that one as `shared/javascript/shim.js`.
    """

    id: str
    title: str
    file: str
    editor: str
    comment: str
    indent: int
    run: Run
    stub: Mapping[str, Any] = field(default_factory=dict, hash=False, repr=False)
    program: Program = Program()
    compile: Compile | None = None
    glue: Glue | None = None
    order: int = LAST
    default: bool = False
    shares: tuple[str, ...] = ()
    suite: bool = False
    tests: Mapping[str, str] = field(default_factory=dict, hash=False)
    framework: Framework = Framework()
    env: Mapping[str, str] = field(default_factory=dict, hash=False)
    limits: LanguageLimits = LanguageLimits()
    data: Mapping[str, Any] = field(default_factory=dict, hash=False, repr=False)

    def argv(self, memory_mb: int) -> list[str]:
        """The command that answers calls, for a run that may use so much memory."""
        return self.filled(self.run.command, memory_mb)

    def filled(self, command: Sequence[str], memory_mb: int) -> list[str]:
        """Any command of the language, for a run that may use so much memory."""
        heap = str(max(memory_mb + self.limits.extra_mb - self.run.base_mb, LEAST_HEAP_MB))
        return [word.replace("{heap_mb}", heap) for word in command]


def load_languages(folders: Path = FOLDERS) -> tuple[Language, ...]:
    """Every language, by id. Raises BadLanguage."""
    return tuple(load_language(file.parent) for file in sorted(folders.glob(f"*/{FILE}")))


def shared_files(folder: Path) -> tuple[str, ...]:
    """What the language of one folder shares, a folder that has no language yet nothing. Raises BadLanguage."""
    return load_language(folder).shares if (folder / FILE).exists() else ()


def load_language(folder: Path) -> Language:
    """The language of one folder. Raises BadLanguage."""
    file = folder / FILE
    try:
        data = tomllib.loads(file.read_text())
        language = replace(msgspec.convert(data, Language), data=data)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise BadLanguage(f"{file} cannot be read: {error}.") from error
    except msgspec.ValidationError as error:
        raise BadLanguage(f"{file}: {error}. Put that key right; languages/python/language.toml shows all.") from error
    if language.id != folder.name:
        raise BadLanguage(f"{file}: the id is “{language.id}”. Make it the folder's name, “{folder.name}”.")
    for name in language.shares:
        if ".." in Path(name).parts or not (folder.parent / name).is_file():
            raise BadLanguage(f"{file}: shares names “{name}”. Name a file of another language: javascript/shim.js.")
    compile = language.compile or Compile("")
    for words in (language.run.command, language.program.command, compile.calls, compile.program):
        if words and not words[0].startswith(("/", "./")):
            raise BadLanguage(f"{file}: the first word of a command must be a path: absolute, or ./ for an artefact.")
    return language
