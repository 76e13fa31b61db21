"""problem.yaml of a Kattis package, in its three spellings (legacy, 2023-07-draft, 2025-09), as one set of facts."""

import re
import shlex
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import yaml

from server.authoring.packages import BadPackage, Package

YAML_BYTES: Final = 256 * 1024
REFUSED: Final = {
    "interactive": "It is an interactive problem: its program talks with a judge. Greenroom has no such tasks.",
    "multi-pass": "It is a multi-pass problem: its program runs several times. Greenroom has no such tasks.",
    "submit-answer": "Its answer is a file and no program. Greenroom has no such tasks.",
}


@dataclass(frozen=True, slots=True)
class Head:
    """What the package says of itself. `flags` are those of the default validator, or the custom one's arguments."""

    title: str
    license: str
    author: str
    source: str
    custom: bool
    flags: tuple[str, ...]
    seconds: float
    """The time limit; 0 where the package leaves it to its judge."""
    memory: int
    """MB; 0 where it says nothing."""
    scoring: bool
    uuid: str


def read_head(package: Package) -> Head:
    """The facts. Raises BadPackage for packages that cannot be a task here."""
    if "problem.yaml" not in package.files:
        raise BadPackage(
            "There is no problem.yaml, so this is no Kattis package. Choose the folder or the archive that holds it."
        )
    head = read_yaml(package, "problem.yaml")
    kinds = _words(head.get("type"))
    validation = " ".join(_words(head.get("validation")))
    for word in (*kinds, *validation.split()):
        if word in REFUSED:
            raise BadPackage(REFUSED[word])
    limits = head.get("limits")
    limits = limits if isinstance(limits, Mapping) else {}
    custom = any(path.startswith(("output_validator/", "output_validators/")) for path in package.files)
    legacy = head.get("problem_format_version") in (None, "legacy")
    return Head(
        title=_name(head.get("name")),
        license=_text(head.get("license")),
        author=_people(head.get("credits") or head.get("author")),
        source=_people(head.get("source")),
        custom="custom" in validation if legacy else custom,
        flags=_flags(package, head),
        seconds=_seconds(package, limits),
        memory=_whole(limits.get("memory")),
        scoring="scoring" in kinds or head.get("type") == "scoring" or "score" in validation,
        uuid=_text(head.get("uuid")),
    )


def read_yaml(package: Package, path: str) -> Mapping[str, Any]:
    """A file of the package, as far as it is a mapping. Raises BadPackage."""
    data = package.files.get(path, b"")
    if len(data) > YAML_BYTES:
        raise BadPackage(f"{path} is larger than {YAML_BYTES >> 10} KB. That is no such file.")
    try:
        read = yaml.safe_load(data)
    except (yaml.YAMLError, UnicodeDecodeError, RecursionError, ValueError) as error:
        raise BadPackage(f"{path} cannot be read: {str(error).splitlines()[0]}.") from error
    return read if isinstance(read, Mapping) else {}


def group_yaml(package: Package, folder: str) -> Mapping[str, Any]:
    """What is said of one folder of test data, under the name of either format."""
    for name in ("test_group.yaml", "testdata.yaml"):
        if f"{folder}/{name}" in package.files:
            return read_yaml(package, f"{folder}/{name}")
    return {}


def weight_of(group: Mapping[str, Any]) -> float:
    """What a group's cases are worth; 1 where nothing is said."""
    for value in (group.get("max_score"), group.get("accept_score")):
        try:
            weight = float(value) if value is not None else 0.0
        except (TypeError, ValueError):
            continue
        if 0 < weight <= 1000:
            return weight
    return 1.0


def _flags(package: Package, head: Mapping[str, Any]) -> tuple[str, ...]:
    data, secret = group_yaml(package, "data"), group_yaml(package, "data/secret")
    for value in (
        head.get("validator_flags"),
        head.get("output_validator_args"),
        data.get("output_validator_args") or data.get("output_validator_flags"),
        secret.get("output_validator_args") or secret.get("output_validator_flags"),
    ):
        if value:
            return _words(value)
    return ()


def _seconds(package: Package, limits: Mapping[str, Any]) -> float:
    told = [limits.get("time_limit"), package.files.get(".timelimit", b"").decode(errors="replace")]
    ini = package.files.get("domjudge-problem.ini", b"").decode(errors="replace")
    found = re.search(r"^\s*timelimit\s*=\s*['\"]?([0-9.]+)", ini, re.MULTILINE)
    for value in (*told, found[1] if found else None):
        try:
            seconds = float(value) if value is not None else 0.0
        except (TypeError, ValueError):
            continue
        if 0 < seconds < 1000:
            return seconds
    return 0.0


def _name(value: object) -> str:
    if isinstance(value, Mapping):
        value = value.get("en") or next(iter(value.values()), "")
    return _text(value)


def _people(value: object, depth: int = 5) -> str:
    """Names out of the forms that the formats allow: a text, a list, a mapping of roles, a mapping with a name.

    Only so deep and so many: anchors in YAML can make a few lines into billions of names.
    """
    match value:
        case _ if depth == 0:
            return ""
        case str():
            return value.strip()[:200]
        case Mapping():
            inner = value.get("name") or value.get("authors") or next(iter(value.values()), "")
            return _people(inner, depth - 1)
        case Sequence():
            return ", ".join(filter(None, (_people(each, depth - 1) for each in value[:20])))[:200]
        case _:
            return ""


def _text(value: object) -> str:
    return str(value).strip()[:200] if isinstance(value, str | int | float) else ""


def _words(value: object) -> tuple[str, ...]:
    match value:
        case str():
            try:
                return tuple(shlex.split(value))
            except ValueError:
                return tuple(value.split())
        case Sequence():
            return tuple(str(word) for word in value[:50] if isinstance(word, str | int | float))
        case _:
            return ()


def _whole(value: object) -> int:
    return int(value) if isinstance(value, int | float) and 0 < value < 10**6 else 0
