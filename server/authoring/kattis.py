"""A Kattis package to a stdin task: legacy, 2023-07-draft and 2025-09. What cannot be kept is told, never just lost."""

import ast
import re
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from typing import Any, Final

import yaml

from server.authoring import tex
from server.authoring.imported import Imported, slug_of, text_of
from server.authoring.kattis_head import Head, group_yaml, read_head, weight_of
from server.authoring.packages import BadPackage, Package

TASK_FILE: Final = 500 * 1024
TASK_BYTES: Final = 3_600_000
TASK_CASES: Final = 110
"""What fits into a task's folder (`store.task_format.folder`), with room for its other files."""
PROMISES: Final = {
    "accepted": "good", "wrong_answer": "wrong", "rejected": "wrong", "partially_accepted": "wrong",
    "time_limit_exceeded": "slow", "brute_force": "slow", "slow_accepted": "", "run_time_error": "crash",
    "runtime_error": "crash", "output_limit_exceeded": "crash", "memory_limit_exceeded": "crash", "mixed": "",
}  # fmt: skip
ENDINGS: Final = {"cc": "cpp", "cxx": "cpp", "c++": "cpp", "C": "cpp", "py3": "py", "kts": "kt"}
CODE: Final = (
    "py", "js", "ts", "java", "c", "cpp", "go", "rs", "cs", "kt", "swift", "rb", "php", "pl", "lua", "r", "hs", "ex",
    "ml", "scm", "lisp", "f90", "pas", "jl", "sh", "tcl", "awk", "raku",
)  # fmt: skip
LEAST_MEMORY: Final = 32
MOST_MEMORY: Final = 2048
MOST_SECONDS: Final = 50.0
LONGEST_STATEMENT: Final = 128 * 1024


def from_kattis(package: Package, name: str = "") -> Imported:
    """The task. Raises BadPackage for what cannot be one: interactive problems, packages without test data."""
    head = read_head(package)
    package.none_outside("data/", "submissions/", "output_validator", "problem_statement/", "statement/")
    notes: list[str] = []
    if package.outside:
        notes.append(f"Links that lead out of the package were not followed: {', '.join(package.outside[:3])}.")
    statement, title = _statement(package, notes)
    cases = _Data(package, notes)
    files: dict[str, str | bytes] = {"statement.md": statement, **cases.files}
    if cases.weighted:
        files["cases.yaml"] = cases.yaml()
    files.update(_solutions(package, notes))
    validator = _validator(package, head, notes) if head.custom else {}
    files.update(validator)
    files.update(_licence(package))
    runs = any(path.rpartition(".")[2] in CODE for path in validator)
    compare = _compare(head, notes) if not head.custom else "checker" if runs else None
    files["task.yaml"] = _task(head, compare, head.title or title or package.name, name or package.name, notes)
    return Imported(slug_of(name or package.name), files, tuple(notes))


def _task(head: Head, compare: object, title: str, name: str, notes: list[str]) -> str:
    limits: dict[str, Any] = {}
    if head.seconds:
        limits["time"] = min(max(head.seconds, 0.1), MOST_SECONDS)
    if head.memory:
        limits["memory"] = min(max(head.memory, LEAST_MEMORY), MOST_MEMORY)
    about: dict[str, Any] = {"title": title, "kind": "stdin"}
    if compare:
        about["compare"] = compare
    if limits:
        about["limits"] = limits
    for key in ("author", "license", "source"):
        if text := getattr(head, key):
            about[key] = text
    if not head.license:
        notes.append("The package names no licence. Find out which it has before you use it.")
    about["imported"] = {"from": "kattis", "id": head.uuid or name}
    return yaml.safe_dump(about, sort_keys=False, allow_unicode=True, width=100)


def _compare(head: Head, notes: list[str]) -> object:
    flags = list(head.flags)
    for word in ("float_tolerance", "float_relative_tolerance", "float_absolute_tolerance"):
        if word in flags and flags.index(word) + 1 < len(flags):
            if word != "float_tolerance":
                notes.append(
                    f"{word} became a tolerance that is relative and absolute: numbers may differ a little more."
                )
            return {"tolerance": _number(flags[flags.index(word) + 1])}
    return "exact" if "space_change_sensitive" in flags else None


def _number(text: str) -> float:
    try:
        return min(max(float(text), 0.0), 1e6)
    except ValueError:
        raise BadPackage(f"The validator's flags hold {text!r} where a number should be. Mend problem.yaml.") from None


# Statement ----------------------------------------------------------------------------------------------------------


def _statement(package: Package, notes: list[str]) -> tuple[str, str]:
    """The statement in Markdown, English where there is one; and the problem's name in it, if it says one."""
    found = [
        path
        for path in package.files
        if re.fullmatch(r"(problem_statement|statement)/problem(\.[a-zA-Z-]+)?\.(md|tex)", path)
    ]
    if not found:
        notes.append("The package has no statement in Markdown or LaTeX. Write statement.md.")
        return "The statement of this problem was not brought in. Write it here.\n", ""
    path = min(
        found, key=lambda path: (".en." not in path, not re.search(r"/problem\.", path), ".md" not in path, path)
    )
    text = text_of(package.files[path][:LONGEST_STATEMENT]) or ""
    if path.endswith(".md"):
        pictures = len(re.findall(r"!\[[^\]]*\]\([^)]*\)|<img\b", text))
        text = re.sub(r"!\[[^\]]*\]\([^)]*\)", "", text)
        name = ""
    else:
        pictures = len(re.findall(r"\\(illustration|includegraphics)\b", text))
        name, text = tex.problem_name(text), tex.markdown(text)
        notes.append("The statement was converted from LaTeX. Read it once.")
    if pictures:
        notes.append(f"{pictures} of the statement's pictures were left out: a task is text.")
    return text if text.strip() else "Write the statement here.\n", name


# Test data ----------------------------------------------------------------------------------------------------------


class _Data:
    """The test data as `data/sample` and `data/secret`; what is too large for a task is left out, largest first."""

    def __init__(self, package: Package, notes: list[str]) -> None:
        self._package, self._notes = package, notes
        pairs = list(self._pairs())
        if not any(path.startswith("data/secret/") for path, _, _ in pairs):
            mend = "Generate it first: for BAPCtools, with `bt generate`."
            raise BadPackage(f"There is no secret test data in data/secret. {mend}")
        kept = self._fitting(pairs)
        self.files: dict[str, bytes] = {}
        self._groups: dict[str, str] = {}
        for path, given, answer in kept:
            self.files[f"{path}.in"] = given
            if answer is not None:
                self.files[f"{path}.ans"] = answer
            folder = "/".join(PurePosixPath(path).parts[2:-1])
            if path.startswith("data/secret/") and folder:
                self._groups[folder] = f"data/secret/{folder}"
        self._weights = {name: weight_of(group_yaml(package, folder)) for name, folder in self._groups.items()}

    @property
    def weighted(self) -> bool:
        return len(set(self._weights.values())) > 1 or any(weight != 1 for weight in self._weights.values())

    def yaml(self) -> str:
        """cases.yaml with nothing but what the groups of the folder are worth."""
        groups = [{"group": name, "weight": weight} for name, weight in self._weights.items()]
        return yaml.safe_dump({"hidden": groups}, sort_keys=False, allow_unicode=True)

    def _pairs(self) -> Iterator[tuple[str, bytes, bytes | None]]:
        files, odd, args = self._package.files, 0, 0
        for path, given in files.items():
            if not re.fullmatch(r"data/(sample|secret)/.+\.in", path):
                continue
            stem = path.removesuffix(".in")
            answer = files.get(f"{stem}.ans")
            args += f"{stem}.args" in files
            if text_of(given) is None or (answer is not None and text_of(answer) is None):
                odd += 1
                continue
            yield stem, given, answer
        if odd:
            self._notes.append(f"{_cases(odd)} not text, and left out.")
        if args:
            self._notes.append(f"{_cases(args)} given arguments on a command line, which programs here do not get.")

    def _fitting(self, pairs: list[tuple[str, bytes, bytes | None]]) -> list[tuple[str, bytes, bytes | None]]:
        """As many as a task takes: the samples first, then the smaller before the larger."""
        largest = max(TASK_FILE, 1)
        order = sorted(pairs, key=lambda pair: (not pair[0].startswith("data/sample/"), _size(pair)))
        kept: set[str] = set()
        left = TASK_BYTES
        for pair in order:
            files = (pair[1], pair[2] or b"")
            if len(kept) < TASK_CASES and max(map(len, files)) <= largest and _size(pair) <= left:
                kept.add(pair[0])
                left -= _size(pair)
        if dropped := len(pairs) - len(kept):
            what = (
                f"{dropped} of {len(pairs)} cases were left out: a task holds {TASK_CASES} cases of up to 500 KB each,"
            )
            self._notes.append(f"{what} and 4 MB altogether. Let gen.py make large ones.")
        if not kept:
            raise BadPackage("Every case of the package is larger than a task can hold.")
        return [pair for pair in pairs if pair[0] in kept]


def _size(pair: tuple[str, bytes, bytes | None]) -> int:
    return len(pair[1]) + len(pair[2] or b"")


def _cases(count: int) -> str:
    return "One case is" if count == 1 else f"{count} cases are"


# Solutions, validator, licence --------------------------------------------------------------------------------------


def _solutions(package: Package, notes: list[str]) -> dict[str, str]:
    kept: dict[str, str] = {}
    left: list[str] = []
    for path, data in package.below("submissions").items():
        verdict, _, name = path.partition("/")
        if not name or PurePosixPath(name).name in ("submissions.yaml", "README.md"):
            continue
        promise = PROMISES.get(verdict, "")
        place = f"solutions/{_solution_name(promise, name, kept)}" if promise else ""
        ending = place.rpartition(".")[2]
        text = text_of(data)
        if not promise or ending not in CODE or "/" in name or text is None or len(data) > TASK_FILE:
            left.append(path)
            continue
        if ending == "py" and not _python(text):
            notes.append(f"{path} is Python 2, and left out.")
            continue
        kept[place] = text
    if left:
        shown = ", ".join(left[:3]) + (f" and {len(left) - 3} more" if len(left) > 3 else "")
        notes.append(f"Left out of the submissions, being no single program of a known sort: {shown}.")
    if not any(place.startswith("solutions/good") for place in kept):
        notes.append("There is no accepted submission. Write solutions/good.py before the task can be used.")
    return kept


def _python(text: str) -> bool:
    """Whether this is Python 3, as far as its grammar says. Many accepted submissions are older."""
    try:
        ast.parse(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    return True


def _solution_name(promise: str, name: str, taken: Mapping[str, str]) -> str:
    """good.py for the first accepted Python program; else the promise and the file's own name."""
    stem, _, ending = PurePosixPath(name).name.rpartition(".")
    ending = ENDINGS.get(ending, ending)
    if promise == "good" and f"solutions/good.{ending}" not in taken:
        return f"good.{ending}"
    plain = f"{promise}-{slug_of(stem)}"
    number = 1
    while f"solutions/{plain}{f'-{number}' if number > 1 else ''}.{ending}" in taken:
        number += 1
    return f"{plain}{f'-{number}' if number > 1 else ''}.{ending}"


def _validator(package: Package, head: Head, notes: list[str]) -> dict[str, str | bytes]:
    """The package's own output validator: a program that exits with 42 or 43, its files side by side."""
    found = package.below("output_validators") or package.below("output_validator")
    folders = sorted({path.partition("/")[0] for path in found if "/" in path})
    if len(folders) > 1:
        notes.append(f"Of its output validators only {folders[0]} was kept: a task has one.")
        found = {path: data for path, data in found.items() if path.startswith(f"{folders[0]}/")}
    kept: dict[str, str | bytes] = {}
    for path, data in found.items():
        stem, _, ending = PurePosixPath(path).name.rpartition(".")
        if text_of(data) is not None and len(data) <= TASK_FILE and stem:
            kept[f"validator/{stem}.{ENDINGS.get(ending, ending)}"] = data
    if not any(path.rpartition(".")[2] in CODE for path in kept):
        notes.append(
            "Answers were checked by a program of the package's own that cannot run here. They are compared word by "
            "word instead, so right ones that look different do not pass."
        )
    kept["validator/validator.yaml"] = yaml.safe_dump({"from": "kattis", "args": list(head.flags)}, sort_keys=False)
    return kept


def _licence(package: Package) -> dict[str, bytes]:
    for name in ("LICENSE", "LICENSE.md", "LICENSE.txt"):
        data = package.files.get(name)
        if data is not None and len(data) <= TASK_FILE and text_of(data) is not None:
            return {name: data}
    return {}
