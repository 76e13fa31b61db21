"""The tests of an Exercism track's exercise as our images run them: all of them at once, by frameworks that are there.

Exercism lets a learner switch tests on one after another, so all but the first are skipped; here none is. Its tests for
jest run on vitest, which has the same functions under other names. What an exercise needs beyond that is not there, and
said in a sentence: nothing is fetched where tests run.
"""

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Final

from server.core.frameworks import FRAMEWORKS

Files = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Track:
    """`title` is what Exercism calls it. `whole` makes a file of tests whole: its text, and how many were skipped in
    it. `lacking` says what these files need that is not there; "" for nothing."""

    title: str
    language: str
    run: str
    whole: Callable[[str], tuple[str, int]] = lambda text: (text, 0)
    lacking: Callable[[Files], str] = lambda files: ""
    for_good: re.Pattern[str] | None = None
    """What marks a test that the exercise leaves out for good, and which its own example may not pass."""


# Jest's tests, by vitest ---------------------------------------------------------------------------------------------

_SKIPPED: Final = re.compile(r"(?<![\w.$'\"-])x(test|it|describe)(?=\s*[.(`])")
_JEST: Final = re.compile(r"""import\s*\{([^}]*)\}\s*from\s*(['"])@jest/globals\2""")
_IMPORTED: Final = re.compile(r"""(?:\bfrom|\bimport|\brequire\()\s*(['"])([^'"\n]+)\1""")
_FOR_GOOD: Final = re.compile(r"(?<![\w.$'\"-])(?:test|it|describe)\.skip(?=\s*[.(`])")
_SKIPS: Final = frozenset({"xtest", "xit", "xdescribe"})
_NODES: Final = frozenset(
    {"assert", "buffer", "child_process", "crypto", "events", "fs", "os", "path", "perf_hooks", "readline", "stream",
     "string_decoder", "timers", "url", "util", "vitest", "worker_threads", "zlib"}
)  # fmt: skip


def _on_vitest(text: str) -> tuple[str, int]:
    text, skipped = _SKIPPED.subn(r"\1", text)
    text = _JEST.sub(lambda found: f"import {{ {_names(found[1])} }} from {found[2]}vitest{found[2]}", text)
    return text, skipped


def _names(imported: str) -> str:
    """The names of an import from jest as vitest has them."""
    names = [name.strip() for name in imported.split(",")]
    kept = ("vi as jest" if name == "jest" else name for name in names if name and name not in _SKIPS)
    return ", ".join(dict.fromkeys(kept))


def _packages(files: Files) -> str:
    needed = _needed(name for text in files.values() for _, name in _IMPORTED.findall(text) if not _is_here(name))
    return needed and f"It needs {needed} from npm, and where its tests would run there is no package but vitest."


def _is_here(name: str) -> bool:
    return name.startswith((".", "node:")) or name.partition("/")[0] in _NODES or name == "@jest/globals"


# JUnit ---------------------------------------------------------------------------------------------------------------

_DISABLED: Final = re.compile(r"""^[ \t]*@Disabled\("Remove to run[^"\n]*"\)[ \t]*\n""", re.MULTILINE)
_IMPORT_DISABLED: Final = re.compile(r"^import org\.junit\.jupiter\.api\.Disabled;\n", re.MULTILINE)
_JAVA_IMPORT: Final = re.compile(r"^\s*import\s+(?:static\s+)?((?:org|com|io|net)\.[\w.]+)", re.MULTILINE)
_JUNIT_4: Final = re.compile(r"org\.junit\.(?:[A-Z*]|rules\b|runner)")
_THERE: Final = ("org.junit.jupiter.", "org.assertj.core.", "org.opentest4j.", "org.w3c.", "org.xml.")


def _enabled(text: str) -> tuple[str, int]:
    text, skipped = _DISABLED.subn("", text)
    return (text if "@Disabled" in text else _IMPORT_DISABLED.sub("", text)), skipped


def _libraries(files: Files) -> str:
    imports = [name for text in files.values() for name in _JAVA_IMPORT.findall(text)]
    if any(_JUNIT_4.match(name) for name in imports):
        return "Its tests are for JUnit 4, and what runs them here is JUnit 5. Write them for that first."
    needed = _needed(_package(name) for name in imports if not name.startswith(_THERE))
    return (
        needed and f"It needs {needed}, and where its tests would run there are no libraries but JUnit 5 and AssertJ."
    )


def _package(name: str) -> str:
    """`org.json.JSONArray` as `org.json`."""
    return re.sub(r"\.[A-Z*].*", "", name)


# Rust ----------------------------------------------------------------------------------------------------------------


def _crates(files: Files) -> str:
    needed = _needed(name for path, text in files.items() if path == "Cargo.toml" for name in _dependencies(text))
    return needed and f"It needs {needed} from crates.io, and where its tests would run there are no crates."


def _dependencies(text: str) -> Iterator[str]:
    try:
        manifest = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return
    for kind in ("dependencies", "dev-dependencies"):
        yield from manifest.get(kind, ())


def _needed(names: Iterator[str]) -> str:
    quoted = [f"“{name}”" for name in sorted(set(names))]
    return " and ".join(filter(None, (", ".join(quoted[:-1]), *quoted[-1:])))


# Which tracks --------------------------------------------------------------------------------------------------------


def _run(language: str) -> str:
    return FRAMEWORKS[language][-1].run


TRACKS: Final[Mapping[str, Track]] = {
    ".go": Track("Go", "go", _run("go")),
    ".java": Track("Java", "java", _run("java"), _enabled, _libraries),
    ".js": Track("JavaScript", "javascript", _run("javascript"), _on_vitest, _packages, _FOR_GOOD),
    ".py": Track("Python", "python", _run("python")),
    ".rs": Track("Rust", "rust", "cargo-tests --include-ignored", lacking=_crates),
    ".ts": Track("TypeScript", "typescript", _run("typescript"), _on_vitest, _packages, _FOR_GOOD),
}
"""By the ending of their files."""
_TITLES: Final = [track.title for track in TRACKS.values()]
KNOWN: Final = f"{', '.join(_TITLES[:-1])} and {_TITLES[-1]}"


def track_of(file: str) -> Track | str:
    """The track of an exercise with such a file to write, or why it cannot come in."""
    ending = PurePosixPath(file).suffix
    return TRACKS.get(ending) or (
        f"Greenroom has nothing that runs the tests of this track, whose files end in {ending or 'nothing'}. "
        f"Exercises of these tracks can come in: {KNOWN}."
    )
