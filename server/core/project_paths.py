"""What the files of a project may be called, and how many there may be: pure rules, each with its sentence."""

import re
from collections.abc import Iterable
from typing import Final

PATH_MAX: Final = 120
"""Characters of a path, folders and all."""
DEPTH_MAX: Final = 6
"""Folders that a file lies in."""
FILES_MAX: Final = 40
"""Files that one project has at the same time, those of the task with them."""
MADE_MAX: Final = 300
"""Files that are ever made in one project: each keeps its text."""
CHANGES_MAX: Final = 2_000
"""Times that files are made, renamed, deleted and brought back in one interview: each is an event."""
RUN_MAX: Final = 1024 * 1024
"""Characters of all files of a project that goes to the sandbox."""

_PART: Final = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]*")
_DEVICES: Final = frozenset({"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))})

_SET_UP: Final = {
    "python": (
        "conftest.py", "pytest.ini", "tox.ini", "setup.cfg", "pyproject.toml", "sitecustomize.py", "usercustomize.py",
        "pytest.py", "pytest", "_pytest",
    ),
    "javascript": (
        "package.json", "package-lock.json", "node_modules", "tsconfig.json", "jsconfig.json",
        *(f"{tool}.config.{m}{end}s" for tool in ("vitest", "vite", "jest") for m in ("", "c", "m") for end in "jt"),
        *(f"vitest.{what}.{end}s" for what in ("workspace", "projects") for end in "jt"), "__snapshots__", "__mocks__",
    ),
    "java": ("junit-platform.properties", "META-INF", "module-info.java", "pom.xml", "build.gradle"),
    "go": ("go.mod", "go.sum", "go.work", "vendor"),
    "rust": ("Cargo.toml", "Cargo.lock", "build.rs", "rust-toolchain", "rust-toolchain.toml", "config.toml"),
}  # fmt: skip
_KIN: Final = {"typescript": "javascript"}
"""Languages whose files are built and tested by another's rules."""
_SET_UP_OF_ALL: Final = frozenset({"report.xml", "makefile", "greenroom"})

_TESTS: Final = {
    "python": re.compile(r"(^|/)(test_[^/]*|[^/]*_test)\.py$"),
    "javascript": re.compile(r"[.-](test|spec)\.[cm]?[jt]sx?$|(^|/)(test|tests|__tests__)/|(^|/)test\.[cm]?[jt]s$"),
    "java": re.compile(r"(^|/)(Test[^/]*|[^/]*Tests?|[^/]*TestCase|[^/]*IT)\.java$|^src/test/"),
    "go": re.compile(r"_test\.go$"),
    "rust": re.compile(r"^(tests|benches|examples)/"),
}


def path_problem(path: str) -> str:
    """Why no file may be called this; "" where one may."""
    if not path:
        return "Give the file a name."
    if len(path) > PATH_MAX:
        return f"This name has {len(path)} characters; the most is {PATH_MAX}. Shorten it."
    if path.startswith("/") or "\\" in path or path[1:2] == ":":
        return "A file lies inside of the project: write its name, with / between folders and none at the beginning."
    parts = path.split("/")
    if ".." in parts or "." in parts:
        return "A name leads nowhere else: write it without “.” and “..”."
    if "" in parts:
        return "There is a folder without a name in it. Write one / between two names."
    if len(parts) - 1 > DEPTH_MAX:
        return f"This lies in {len(parts) - 1} folders; the most is {DEPTH_MAX}."
    if odd := next((part for part in parts if not _PART.fullmatch(part) or part.endswith(".")), ""):
        return (
            f"“{odd}” is no name for a file here. Use letters from a to z, digits, “_”, “-” and “.”, "
            "and begin with a letter, a digit or “_”."
        )
    if device := next((part for part in parts if part.partition(".")[0].lower() in _DEVICES), ""):
        return f"“{device}” is not a file on every computer. Choose another name."
    return ""


def is_set_up(path: str, language: str) -> bool:
    """Whether a file of this name says how code is built or tests run: it is the task's alone."""
    wanted = {name.lower() for name in _SET_UP.get(_KIN.get(language, language), ())} | _SET_UP_OF_ALL
    return any(part.lower() in wanted or part.lower().endswith(".pth") for part in path.split("/"))


def is_test(path: str, language: str) -> bool:
    """Whether the language's test framework would take this file for tests by its name."""
    known = _TESTS.get(_KIN.get(language, language))
    return known is not None and known.search(path) is not None


def clash(path: str, others: Iterable[str]) -> str:
    """Why a file cannot stand beside these others under this name; "" where it can."""
    low = path.lower()
    for other in others:
        there = other.lower()
        if low == there:
            same = f"There is a {other} already. Choose another name."
            alike = f"“{path}” and “{other}” are the same file on many computers. Choose another name."
            return same if path == other else alike
        if low.startswith(there + "/"):
            return f"{other} is a file, so nothing can lie in it. Choose another name."
        if there.startswith(low + "/"):
            return f"“{path}” is a folder already. Choose another name."
    return ""
