"""An exercise's canonical data (Exercism's problem-specifications) to a function task: cases without a language.

A property becomes a function, the keys of `input` its parameters, and types come from the values. Several properties
are parts. What a function cannot be (errors that are expected, superseded cases) is skipped and counted.
"""

import json
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from server.authoring.imported import Imported, Refused, slug_of, text_of
from server.authoring.inferred import NoType, common_type, fitting, snake
from server.authoring.packages import BadPackage, Package, read_package
from server.authoring.written import cases_yaml, task_yaml
from server.core.signature import format_type

DATA: Final = "canonical-data.json"
SAMPLES: Final = 2
"""Cases of each property that become examples; the rest is hidden."""
MAX_PARTS: Final = 9
GOOD: Final = "There is no solution in the canonical data. Write solutions/good.py before the task can be used."
LICENCE: Final = "MIT"
SOURCE: Final = "Exercism's problem-specifications"


@dataclass(slots=True)
class _Property:
    """The cases of one property, and how many of them were skipped for which reason."""

    name: str
    cases: list[Mapping[str, Any]] = field(default_factory=list)
    errors: int = 0


def from_canonical(path: Path) -> Imported | Refused:
    """The task. `path` is the exercise's folder or its canonical-data.json. Raises BadPackage."""
    package = read_package(path if path.is_dir() else path.resolve().parent)
    try:
        data = json.loads(package.files[DATA])
    except KeyError:
        raise BadPackage(f"There is no {DATA} in {path}. Name the folder of one exercise.") from None
    except (ValueError, RecursionError) as error:
        raise BadPackage(f"{DATA} cannot be read: it is not JSON.") from error
    name = str(data.get("exercise", package.name)) if isinstance(data, dict) else package.name
    superseded: set[str] = set()
    found: dict[str, _Property] = {}
    for case in _cases(data.get("cases", []) if isinstance(data, dict) else [], superseded):
        one = found.setdefault(str(case["property"]), _Property(str(case["property"])))
        if isinstance(expected := case.get("expected"), dict) and set(expected) == {"error"}:
            one.errors += 1
        else:
            one.cases.append(case)
    kept = [
        _Property(one.name, [case for case in one.cases if case.get("uuid") not in superseded], one.errors)
        for one in found.values()
    ]
    return _task(package, name, [one for one in kept if one.cases], kept, len(superseded))


def _cases(nodes: object, superseded: set[str]) -> Iterator[Mapping[str, Any]]:
    """Every case, whatever groups it lies in; what it replaces is remembered."""
    for node in nodes if isinstance(nodes, list) else ():
        if not isinstance(node, dict):
            continue
        if "cases" in node:
            yield from _cases(node["cases"], superseded)
        elif "property" in node and isinstance(node.get("input"), dict) and "expected" in node:
            if isinstance(old := node.get("reimplements"), str):
                superseded.add(old)
            yield node


def _task(
    package: Package, name: str, properties: Sequence[_Property], all: Sequence[_Property], superseded: int
) -> Imported | Refused:
    notes: list[str] = []
    parts: list[str] = []
    examples: list[dict[str, Any]] = []
    hidden: dict[str, list[dict[str, Any]]] = {}
    for one in properties[:MAX_PARTS]:
        try:
            signature, cases = _function(one)
        except RecursionError:
            notes.append(f"{one.name} was left out: its values lie too deep inside each other.")
            continue
        except NoType as error:
            notes.append(f"{one.name} was left out: {error}")
            continue
        number = len(parts) + 1
        part = {"part": number} if number > 1 else {}
        parts.append(signature)
        examples += [{**case, **part} for case in cases[:SAMPLES]]
        hidden[one.name if len(properties) > 1 else "more"] = [{**case, **part} for case in cases[SAMPLES:]]
    if not parts:
        return Refused(name, notes[0] if notes else "It has no case that a function could answer.")
    errors, rest = sum(one.errors for one in all), properties[MAX_PARTS:]
    notes += [_counted(errors, "case expects an error, and was skipped", "cases expect an error, and were skipped")]
    notes += [_counted(superseded, "case was superseded by a newer one", "cases were superseded by newer ones")]
    notes += [f"{len(rest)} more properties were left out: a task has at most {MAX_PARTS} parts."] if rest else []
    about = _about(package)
    keys: dict[str, Any] = {"signature": parts[0]}
    if len(parts) > 1:
        keys = {"parts": [{"title": name, "signature": text} for name, text in zip(hidden, parts, strict=True)]}
    files: dict[str, str | bytes] = {
        "task.yaml": task_yaml(
            about.get("title") or name.replace("-", " ").capitalize(),
            "function",
            keys,
            license=LICENCE,
            source=about.get("source_url") or SOURCE,
            imported=("exercism", name),
        ),
        "statement.md": _statement(package, about),
        "cases.yaml": _cases_text(examples, hidden),
    }
    for number in range(2, len(parts) + 1):
        files[f"part-{number}.md"] = f"Write `{parts[number - 1].partition('(')[0]}` as well.\n"
    return Imported(slug_of(name), files, tuple(note for note in (*notes, GOOD) if note))


def _counted(count: int, one: str, many: str) -> str:
    """The sentence for so many; empty for none."""
    return "" if not count else f"One {one}." if count == 1 else f"{count} {many}."


def _function(one: _Property) -> tuple[str, list[dict[str, Any]]]:
    """The signature that all cases of a property fit, and the cases by it. Raises NoType."""
    keys = list(dict.fromkeys(key for case in one.cases for key in case["input"]))
    names = [snake(key) for key in keys]
    if len(set(names)) < len(names):
        raise NoType("Two of its inputs have the same name.")
    types = {key: common_type([case["input"].get(key) for case in one.cases]) for key in keys}
    returns = common_type([case["expected"] for case in one.cases])
    words = ", ".join(f"{name}: {format_type(types[key])}" for name, key in zip(names, keys, strict=True))
    cases = [
        {
            "name": str(case.get("description", "")) or f"case {number}",
            "in": {name: fitting(case["input"].get(key), types[key]) for name, key in zip(names, keys, strict=True)},
            "out": fitting(case["expected"], returns),
        }
        for number, case in enumerate(one.cases, start=1)
    ]
    return f"{snake(one.name)}({words}) -> {format_type(returns)}", cases


def _cases_text(examples: Sequence[Mapping[str, Any]], hidden: Mapping[str, Sequence[Mapping[str, Any]]]) -> str:
    """Hidden groups carry their part themselves."""
    text = cases_yaml(
        examples, {group: [_without(case, "part") for case in cases] for group, cases in hidden.items() if cases}
    )
    for group, cases in hidden.items():
        if cases and (part := cases[0].get("part")):
            text = text.replace(f'  - group: "{group}"\n', f'  - group: "{group}"\n    part: {part}\n', 1)
    return text


def _without(case: Mapping[str, Any], key: str) -> dict[str, Any]:
    return {name: value for name, value in case.items() if name != key}


def _about(package: Package) -> dict[str, str]:
    try:
        data = tomllib.loads(package.files.get("metadata.toml", b"").decode())
    except (tomllib.TOMLDecodeError, UnicodeDecodeError):
        return {}
    return {key: value for key, value in data.items() if isinstance(value, str)}


def _statement(package: Package, about: Mapping[str, str]) -> str:
    names = ("introduction.md", "instructions.md", "description.md")
    texts = [text_of(package.files[name]) or "" for name in names if name in package.files]
    return (
        "\n\n".join(text.strip() for text in texts if text.strip()) + "\n"
        if texts
        else f"{about.get('blurb', 'Do it.')}\n"
    )
