"""A stdin task to a Kattis package in its legacy format, the one that every judge of that family reads."""

import re
import uuid
from collections.abc import Iterator
from typing import Any, Final

import yaml

from server.authoring.imported import Imported, Refused, slug_of
from server.authoring.latex import statement
from server.core.judging import EXAMPLES, Made
from server.core.task import Solution, Task, TaskCase

VERDICTS: Final = {
    "good": "accepted",
    "wrong": "wrong_answer",
    "slow": "time_limit_exceeded",
    "crash": "run_time_error",
}
LICENCES: Final = ("public domain", "cc0", "cc by", "cc by-sa", "educational", "permission")
INPUT_VALIDATOR: Final = """\
// Takes every input. Say here what the statement promises, and return 43 where it is broken.
int main() { return 42; }
"""
OUTPUT_VALIDATOR: Final = """\
#!/usr/bin/env python3
import sys
from pathlib import Path

from checker import check

given, answer, feedback = (Path(argument) for argument in sys.argv[1:4])
said = check(given.read_text(), answer.read_text(), sys.stdin.read())
right, message = said if isinstance(said, tuple) else (said, "")
(feedback / "judgemessage.txt").write_text(str(message))
sys.exit(42 if right else 43)
"""


def to_kattis(task: Task, made: Made) -> Imported | Refused:
    """The package's files. `made` holds the cases of the generator and the answers of the good solution."""
    if task.kind != "stdin":
        what = f"It is a task of kind {task.kind}, and Kattis has only programs that read and print."
        return Refused(task.slug, f"{what} Tasks of kind stdin can be exported.")
    notes: list[str] = []
    if len(task.parts) > 1:
        notes.append("Only part 1 is in the package: a Kattis problem has one statement.")
    files: dict[str, str | bytes] = {
        "problem.yaml": _head(task, notes),
        "problem_statement/problem.en.tex": statement(task.title, task.parts[0].statement),
        "input_validators/any/validate.cpp": INPUT_VALIDATOR,
        **dict(_cases(task, made)),
        **{_place(each): each.source for each in task.solutions},
    }
    if task.compare == "checker":
        files["output_validators/checker/validate.py"] = OUTPUT_VALIDATOR
        files["output_validators/checker/checker.py"] = task.checker
    notes.append("Its input validator takes everything: write a real one before you publish the problem.")
    return Imported(slug_of(task.slug).replace("-", ""), files, tuple(notes))


def _head(task: Task, notes: list[str]) -> str:
    licence = _licence(task.license)
    if task.license and licence == "unknown":
        notes.append(f"Kattis has no name for the licence {task.license}: it is exported as unknown.")
    owner = task.author or "unknown"
    head: dict[str, Any] = {
        "name": task.title,
        "uuid": str(uuid.uuid5(uuid.NAMESPACE_OID, f"greenroom {task.digest}")),
        "author": owner,
        "rights_owner": owner,
        "source": re.sub(r"\s+", " ", task.source) or None,
        "license": licence,
        "validation": "custom" if task.compare == "checker" else "default",
        "validator_flags": " ".join(_flags(task, notes)) or None,
        "limits": {"memory": task.limits.memory},
    }
    if licence == "public domain":
        del head["rights_owner"]
    return yaml.safe_dump({key: value for key, value in head.items() if value}, sort_keys=False, allow_unicode=True)


def _flags(task: Task, notes: list[str]) -> Iterator[str]:
    match task.compare:
        case "checker":
            return
        case "tolerance":
            yield from ("case_sensitive", "float_tolerance", f"{task.tolerance:g}")
        case "exact":
            yield from ("case_sensitive", "space_change_sensitive")
        case "lines":
            notes.append("Kattis has no comparison by lines: the words count, and where a line ends does not.")
            yield "case_sensitive"
        case _:
            yield "case_sensitive"


def _licence(text: str) -> str:
    """Kattis' own name of a licence: `CC-BY-SA-4.0` is cc by-sa."""
    plain = re.sub(r"[-_ ]+", " ", text.lower())
    plain = re.sub(r"\s*v?[0-9.]+$", "", plain).replace("by sa", "by-sa").replace("cc0 1.0", "cc0").strip()
    return plain if plain in LICENCES else "unknown"


def _cases(task: Task, made: Made) -> Iterator[tuple[str, str]]:
    examples = [case for case in task.examples if case.part == 1]
    yield from _numbered("data/sample", [(EXAMPLES, case) for case in examples])
    hidden: list[tuple[str, TaskCase]] = []
    for group in task.hidden:
        if group.part == 1:
            more = {case.id: case for case in made.get(group.name, ())}
            hidden += [(group.name, more.pop(case.id, case)) for case in group.cases]
            hidden += [(group.name, case) for case in more.values()]
    yield from _numbered("data/secret", hidden)


def _numbered(folder: str, cases: list[tuple[str, TaskCase]]) -> Iterator[tuple[str, str]]:
    width = len(str(len(cases)))
    for number, (group, case) in enumerate(cases, start=1):
        name = slug_of(case.name if group == EXAMPLES else f"{group} {case.name}")
        yield f"{folder}/{number:0{width}}-{name}.in", case.args["stdin"]
        yield f"{folder}/{number:0{width}}-{name}.ans", case.expected


def _place(solution: Solution) -> str:
    """submissions/accepted/good.py, and so on. Names of classes in Java are their files' names there."""
    stem, _, ending = solution.file.rpartition(".")
    return f"submissions/{VERDICTS[solution.promise]}/{stem.replace('-', '_')}.{ending}"
