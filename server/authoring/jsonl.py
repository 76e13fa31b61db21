"""Function tasks as lines of JSON, one task a line, as sets for language models have them.

    {"task", "entry", "statement", "solution", "language"?, "wrong_solution"?, "cases": [{"input", "expected", ...}]}

`input` is a mapping by parameter, or a list in the order of the solution's own parameters.
"""

import ast
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from server.authoring.imported import Imported, Refused, slug_of, text_of
from server.authoring.inferred import NoType, common_type, fitting, snake
from server.authoring.packages import BadPackage
from server.authoring.written import cases_yaml, task_yaml
from server.core.signature import format_type

MAX_BYTES: Final = 64 * 1024 * 1024
MAX_TASKS: Final = 2_000
SAMPLES: Final = 2
"""Cases that become examples where none says that it is one."""
ENDINGS: Final = {"python": "py", "javascript": "js", "typescript": "ts", "java": "java", "cpp": "cpp", "go": "go"}


def from_jsonl(path: Path) -> Iterator[Imported | Refused]:
    """A task for each line. Raises BadPackage for a file that cannot be read at all."""
    if not path.is_file() or path.stat().st_size > MAX_BYTES:
        raise BadPackage(f"{path} is no file of at most {MAX_BYTES >> 20} MB. Name one with a task in each line.")
    text = text_of(path.read_bytes())
    if text is None:
        raise BadPackage(f"{path} is not text in UTF-8.")
    lines = [line for line in text.split("\n") if line.strip()]
    if len(lines) > MAX_TASKS:
        raise BadPackage(f"{path} has more than {MAX_TASKS:,} lines. Cut it into several files.")
    for number, line in enumerate(lines, start=1):
        yield _one(line, number)


def _one(line: str, number: int) -> Imported | Refused:
    name = f"line {number}"
    try:
        record = json.loads(line)
    except (ValueError, RecursionError):
        return Refused(name, "It is not JSON. Each line is one object with entry, solution and cases.")
    if not isinstance(record, dict):
        return Refused(name, "It is not an object. Each line is one with entry, solution and cases.")
    name = str(record.get("task") or record.get("task_id") or record.get("entry") or name)[:80]
    missing = [key for key in ("entry", "solution", "cases") if not record.get(key)]
    if missing:
        return Refused(name, f"It has no {missing[0]}. Each line has entry, solution and cases.")
    try:
        return _task(record, name)
    except NoType as error:
        return Refused(name, str(error))
    except RecursionError:
        return Refused(name, "Its values lie too deep inside each other.")


def _task(record: Mapping[str, Any], name: str) -> Imported:
    language, solution = str(record.get("language", "python")), str(record["solution"])
    entry = snake(str(record["entry"]))
    given = [case for case in record["cases"] if isinstance(case, dict) and "input" in case]
    params = _params(solution, str(record["entry"]), given)
    rows = [(case, _by_name(case["input"], params)) for case in given if "expected" in case]
    if not rows:
        raise NoType("None of its cases has an input and an expected value.")
    types = {param: common_type([args[param] for _, args in rows]) for param in params}
    returns = common_type([case["expected"] for case, _ in rows])
    words = ", ".join(f"{snake(param)}: {format_type(type)}" for param, type in types.items())
    signature = f"{entry}({words}) -> {format_type(returns)}"
    cases = [
        {
            **({"name": str(case["name"])} if case.get("name") else {}),
            "in": {snake(param): fitting(args[param], types[param]) for param in params},
            "out": fitting(case["expected"], returns),
        }
        for case, args in rows
    ]
    shown = [bool(case.get("sample")) for case, _ in rows]
    if not any(shown):
        shown = [index < SAMPLES for index in range(len(rows))]
    examples = [case for case, sample in zip(cases, shown, strict=True) if sample]
    hidden = [case for case, sample in zip(cases, shown, strict=True) if not sample]
    ending = ENDINGS.get(language, "txt")
    files: dict[str, str | bytes] = {
        "task.yaml": task_yaml(
            str(record.get("title") or name),
            "function",
            {"signature": signature},
            source=str(record.get("source", "")),
            license=str(record.get("license", "")),
            imported=("jsonl", name),
        ),
        "statement.md": str(record.get("statement") or f"Write `{entry}`.").strip() + "\n",
        "cases.yaml": cases_yaml(examples, {"more": hidden} if hidden else {}),
        f"solutions/good.{ending}": _called(solution, str(record["entry"]), entry, language),
    }
    if wrong := record.get("wrong_solution"):
        files[f"solutions/wrong-known.{ending}"] = _called(str(wrong), str(record["entry"]), entry, language)
    notes = () if record.get("license") else ("It names no licence. Find out which it has before you use it.",)
    return Imported(slug_of(name), files, notes)


def _params(solution: str, entry: str, cases: Sequence[Mapping[str, Any]]) -> list[str]:
    """The names of the parameters: those of the cases, else those of a Python solution."""
    first = cases[0]["input"] if cases else None
    if isinstance(first, dict):
        return list(first)
    try:
        tree = ast.parse(solution)
    except SyntaxError:
        tree = ast.Module([], [])
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef) and node.name == entry:
            return [argument.arg for argument in node.args.args]
    count = len(first) if isinstance(first, list) else 1
    return [f"arg_{index}" for index in range(1, count + 1)]


def _by_name(given: object, params: Sequence[str]) -> dict[str, Any]:
    if isinstance(given, dict) and set(given) == set(params):
        return given
    if isinstance(given, list) and len(given) == len(params):
        return dict(zip(params, given, strict=True))
    raise NoType("Its cases do not all have the same parameters.")


def _called(source: str, entry: str, name: str, language: str) -> str:
    """A Python solution under the name that the signature gives it."""
    text = source.rstrip() + "\n"
    if language == "python" and entry != name and re.search(rf"^def {re.escape(entry)}\b", text, re.MULTILINE):
        text += f"\n\n{name} = {entry}\n"
    return text
