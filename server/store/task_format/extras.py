"""What a folder holds beside task.yaml and its cases: statements, rubric, solutions, stubs, and what nobody reads."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from difflib import get_close_matches
from pathlib import PurePosixPath
from typing import Final, Literal

from server.core.stubs import lacking_in
from server.core.task import Kind, Part, Solution
from server.core.words import StubStyle
from server.store.task_format.documents import read_document, text_of
from server.store.task_format.fields import fields
from server.store.task_format.head import Head
from server.store.task_format.report import FileReport, Report, did_you_mean

Promise = Literal["good", "wrong", "slow", "crash"]
PROMISES: Final[tuple[Promise, ...]] = ("good", "wrong", "slow", "crash")
FILES: Final = (
    "task.yaml", "statement.md", "cases.yaml", "cases.json", "guide.md", "rubric.yaml", "gen.py", "checker.py",
    "schema.sql",
)  # fmt: skip
UNREAD: Final = ("README.md", "LICENSE", "LICENSE.txt", "LICENSE.md")
"""Files that a folder may hold for its own readers, without a note."""
READ: Final = ("solutions/", "stubs/", ".lock/")
READ_BY_KIND: Final[Mapping[Kind, tuple[str, ...]]] = {
    "stdin": ("data/", "validator/"),
    "project": ("files/", "tests/"),
}
_PROMISED: Final = re.compile(rf"({'|'.join(PROMISES)})\b")
_PART: Final = re.compile(r"part-([1-9][0-9]?)\.md")
LEVELS: Final = ("1", "2", "3", "4")

Files = Mapping[str, bytes]
Rubric = Mapping[str, Mapping[int, str]]


def read_parts(files: Files, head: Head, report: Report) -> tuple[Part, ...]:
    """Each part with its statement; parts whose signature could not be read (told) are left out."""
    parts: list[Part] = []
    for part in head.parts:
        name = "statement.md" if part.number == 1 else f"part-{part.number}.md"
        about = report.file(name)
        statement = text_of(files, name, about)
        if name not in files:
            close = get_close_matches(name, files.keys() - {"statement.md"}, 1)
            mend = f"Did you mean {close[0]}? Rename it." if close else "Write it, in Markdown."
            about.problem(0, f"The statement of part {part.number} is missing.", mend)
        elif not files[name].strip():
            about.problem(0, "The file is empty.", "Say what the candidate should write.")
        title = part.title or (head.title if part.number == 1 else f"Part {part.number}")
        if made := part.part(title, statement):
            parts.append(made)
    return tuple(parts)


def read_rubric(files: Files, shared: Rubric, report: Report) -> Rubric:
    """The task's own rubric, else the shared one."""
    if "rubric.yaml" not in files:
        return shared
    return rubric_of(files, report.file("rubric.yaml"))


def rubric_of(files: Files, about: FileReport) -> Rubric:
    """`rubric.yaml`: for each dimension, what the levels 1 to 4 look like."""
    rubric: dict[str, Mapping[int, str]] = {}
    root = read_document(files, "rubric.yaml", about)
    if root is None:
        return rubric
    if not isinstance(root.value, Mapping):
        about.problem(root.line, "The file holds no dimensions.", "Write dimension: {1: ..., 2: ..., 3: ..., 4: ...}.")
        return rubric
    for dimension, node in root.value.items():
        if levels := fields(node, LEVELS, about, dimension):
            mend = "Describe each of the levels 1, 2, 3 and 4."
            rubric[dimension] = {int(level): levels.text(level, "", mend, 500) for level in LEVELS}
    return rubric


def read_solutions(files: Files, head: Head, styles: Sequence[StubStyle], report: Report) -> tuple[Solution, ...]:
    """Files below solutions/, good ones first; what a solution promises is in its name."""
    about = report.file("solutions/")
    first = "sql" if head.kind == "sql" else styles[0].extension
    languages = {style.extension: style.language for style in styles}
    shapes = [part.written for part in head.parts if part.written]
    idle = {language for language, lacks in lacking_in(head.kind, shapes, styles).items() if lacks}
    solutions: list[Solution] = []
    unused: list[str] = []
    for path in files:
        if not path.startswith("solutions/"):
            continue
        name, here = path.removeprefix("solutions/"), report.file(path)
        if head.kind == "project" and "/" in name:
            continue  # of a folder: `read_folders`
        promise = _promise(name)
        extension = PurePosixPath(name).suffix.removeprefix(".")
        if promise is None or "/" in name:
            here.problem(0, "The name does not say what the solution promises.", _promise_mend(name, extension))
        elif why := _unused(extension, languages, idle):
            here.note(0, why, "The solution is not used.")
            unused += [f" {path} is not used: {why}"] * (promise == "good")
        else:
            solutions.append(Solution(name, promise, languages[extension], text_of(files, path, here)))
    solutions += read_folders(files, head, languages, report)
    if head.kind == "project" and not solutions:
        about.note(0, "There are no solutions, so nothing shows that the tests are right.", f"Write good.{first}.")
    elif not any(solution.promise == "good" for solution in solutions):
        about.problem(0, "There is no good solution.", f"Write solutions/good.{first}.{''.join(unused[:1])}")
    elif not any(solution.promise == "wrong" for solution in solutions):
        mend = f"Write solutions/wrong-*.{first} with the mistake that you expect most."
        about.note(0, "There is no wrong solution, so nothing shows that the cases catch one.", mend)
    return tuple(sorted(solutions, key=lambda solution: (PROMISES.index(solution.promise), solution.file)))


def _unused(extension: str, languages: Mapping[str, str], idle: Collection[str]) -> str:
    """Why a solution with such a name is nobody's; "" where it is one."""
    if extension not in languages:
        return f"No language here has files ending in .{extension}."
    return f"{languages[extension]} cannot carry this task." if languages[extension] in idle else ""


def read_stubs(files: Files, head: Head, styles: Sequence[StubStyle], report: Report) -> Mapping[str, str]:
    """Starter files by language id: stubs/<language>.<extension>."""
    stubs: dict[str, str] = {}
    known = {f"stubs/{style.language}.{style.extension}": style.language for style in styles}
    for path in files:
        if path.startswith("stubs/"):
            about = report.file(path)
            if path in known:
                stubs[known[path]] = text_of(files, path, about)
            else:
                about.problem(0, "No language here has this stub.", did_you_mean(path, tuple(known)))
    return stubs


def read_programs(files: Files, head: Head, report: Report) -> tuple[str, str]:
    """checker.py and schema.sql; each belongs to one sort of task and is needed there."""
    checker, schema = text_of(files, "checker.py", report.file("checker.py")), ""
    own = head.kind == "stdin" and any(path.startswith("validator/") for path in files)
    if head.way.compare == "checker" and not checker and not own:
        mend = "Write check(input, expected, got) in it, which says whether the answer is right."
        report.file("checker.py").problem(0, "The file is missing, and compare: checker asks it.", mend)
    if head.way.compare != "checker" and checker:
        report.file("checker.py").note(
            0, "compare is not checker, so this file is not used.", "Write compare: checker."
        )
    if head.kind == "sql":
        schema = text_of(files, "schema.sql", report.file("schema.sql"))
        if not schema.strip():
            report.file("schema.sql").problem(0, "The tables are missing.", "Write the CREATE TABLE statements.")
    elif "schema.sql" in files:
        report.file("schema.sql").note(0, "This is no sql task, so this file is not used.", "Remove it.")
    return checker, schema


def tell_unread(files: Files, head: Head, report: Report) -> None:
    """Files that are not part of the format: a later part's statement is a mistake, the rest a note."""
    for path in _unread(files, head):
        about = report.file(path)
        part = _PART.fullmatch(path)
        if part and 1 < int(part[1]) <= len(head.parts):
            continue
        if part:
            mend = "Add the part to parts: in task.yaml, or remove the file; part 1 is statement.md."
            about.problem(0, f"task.yaml has no part {part[1]} beside the first {len(head.parts)}.", mend)
        else:
            close = did_you_mean(path, FILES)
            mend = close if close.startswith("Did") else "Remove it, or leave it for people who read the folder."
            about.note(0, "This file is not part of the task format.", mend)


def _unread(files: Files, head: Head) -> Iterator[str]:
    read = (*READ, *READ_BY_KIND.get(head.kind, ()))
    for path in files:
        if path not in FILES and path not in UNREAD and not path.startswith(read):
            yield path


def read_folders(files: Files, head: Head, languages: Mapping[str, str], report: Report) -> Iterator[Solution]:
    """Solutions of a project that are folders, `solutions/good.py/store.py`: their files go over the starter code."""
    inside: dict[str, dict[str, str]] = {}
    for path in files:
        name, _, file = path.removeprefix("solutions/").partition("/")
        if head.kind == "project" and path.startswith("solutions/") and file:
            inside.setdefault(name, {})[file] = text_of(files, path, report.file(path))
    for name, mine in inside.items():
        here = report.file(f"solutions/{name}/")
        promise = _promise(name)
        extension = PurePosixPath(name).suffix.removeprefix(".")
        language = languages.get(extension, "")
        if promise is None:
            here.problem(0, "The name does not say what the solution promises.", _promise_mend(name, extension))
        elif language not in head.projects:
            mend = "Call the folder good.py, say, in a project in Python, with its files in it."
            here.problem(0, f"This project has no language whose files end in .{extension}.", mend)
        else:
            first = next(iter(head.projects[language].open), "")
            start = f"files/{language}/{first}"
            begun = text_of(files, start, report.file(start)) if start in files else ""
            yield Solution(name, promise, language, mine.get(first, begun), mine)


def _promise(name: str) -> Promise | None:
    """What the name of a solution promises."""
    found = _PROMISED.match(name)
    return next((promise for promise in PROMISES if found and found[1] == promise), None)


def _promise_mend(name: str, extension: str) -> str:
    stem = PurePosixPath(name).stem.rpartition("/")[2]
    return f"Rename it to good-{stem}, wrong-{stem}, slow-{stem} or crash-{stem}, ending in .{extension}."
