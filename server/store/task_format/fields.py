"""Typed reading of one mapping: every key is known, every value has its kind, every mistake is told with its line."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, TypeVar

from server.core.task_check import describe
from server.store.task_format.nodes import Node
from server.store.task_format.report import FileReport, did_you_mean

MAX_TEXT: Final = 200
"""Characters of a title, a name, a tag."""
MEANT: Final = {
    "name": "title", "licence": "license", "type": "kind", "level": "difficulty", "duration": "minutes",
    "lang": "languages", "language": "languages", "input": "in", "args": "in", "inputs": "in", "output": "out",
    "expected": "out", "expect": "out", "result": "out", "description": "note", "example": "examples",
    "samples": "examples", "visible": "examples", "secret": "hidden", "name of group": "group", "points": "weight",
    "time_limit": "limits", "timeout": "limits", "comparison": "compare", "checker": "compare", "tests": "cases",
}  # fmt: skip
"""Keys of other formats, and what they are called here."""

Choice = TypeVar("Choice", bound=str)


@dataclass(frozen=True)
class Fields:
    """One mapping of a file. `where` names it in messages: empty for the file itself, else such as "part 2"."""

    values: Mapping[str, Node]
    line: int
    report: FileReport
    where: str = ""

    def problem(self, line: int, what: str, mend: str) -> None:
        self.report.problem(line, f"{self.where}: {what}" if self.where else what, mend)

    def get(self, key: str, required: str = "") -> Node | None:
        """The value of a key. `required` is the mend for when it is not there."""
        node = self.values.get(key)
        if node is None and required:
            self.problem(self.line, f"The key {key!r} is missing.", required)
        return node

    def text(self, key: str, default: str = "", required: str = "", longest: int = MAX_TEXT) -> str:
        node = self.get(key, required)
        if node is None:
            return default
        if not isinstance(node.value, str):
            self.wrong(key, node, "text", "Put it in double quotes.")
        elif not node.value.strip():
            self.problem(node.line, f"{key} is empty.", "Write some text, or leave the key out.")
        elif len(node.value) > longest:
            self.problem(node.line, f"{key} is {len(node.value)} characters long.", f"Keep it under {longest}.")
        else:
            return node.value.strip()
        return default

    def choice(self, key: str, options: tuple[Choice, ...], default: Choice) -> Choice:
        node = self.get(key)
        if node is None:
            return default
        for option in options:
            if node.value == option:
                return option
        self.problem(node.line, f"{key}: {_found(node)} is none of its values.", did_you_mean(str(node.value), options))
        return default

    def whole(self, key: str, low: int, high: int, default: int) -> int:
        node = self.get(key)
        if node is None:
            return default
        if isinstance(node.value, bool) or not isinstance(node.value, int):
            self.wrong(key, node, "a whole number", f"Write a number from {low} to {high}, without quotes.")
        elif not low <= node.value <= high:
            self.problem(node.line, f"{key} is {_found(node)}.", f"Write a number from {low} to {high}.")
        else:
            return node.value
        return default

    def number(self, key: str, low: float, high: float, default: float) -> float:
        node = self.get(key)
        if node is None:
            return default
        if isinstance(node.value, bool) or not isinstance(node.value, int | float) or not math.isfinite(node.value):
            self.wrong(key, node, "a number", f"Write a number from {low:g} to {high:g}, without quotes.")
        elif not low <= node.value <= high:
            self.problem(node.line, f"{key} is {_found(node)}.", f"Write a number from {low:g} to {high:g}.")
        else:
            return float(node.value)
        return default

    def flag(self, key: str) -> bool:
        node = self.get(key)
        if node is not None and not isinstance(node.value, bool):
            self.wrong(key, node, "true or false", "Write true or false, without quotes.")
        return node is not None and node.value is True

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of short texts, each once."""
        found: list[str] = []
        for item in self.items(key):
            if not isinstance(item.value, str) or not 0 < len(item.value) <= MAX_TEXT:
                self.wrong(f"an item of {key}", item, "a short text", "Put it in double quotes.")
            elif item.value in found:
                self.problem(item.line, f"{key} holds {item.value!r} twice.", "Keep one of the two.")
            else:
                found.append(item.value)
        return tuple(found)

    def items(self, key: str, required: str = "") -> tuple[Node, ...]:
        node = self.get(key, required)
        if node is None:
            return ()
        if isinstance(node.value, tuple):
            return node.value
        self.wrong(key, node, "a list", "Put the values in square brackets, or one in a line after '- '.")
        return ()

    def wrong(self, key: str, node: Node, wanted: str, mend: str) -> None:
        self.problem(node.line, f"{key}: expected {wanted}, found {_found(node)}.", mend)


def fields(node: Node, known: tuple[str, ...], report: FileReport, where: str = "") -> Fields | None:
    """The mapping at `node`, its unknown keys told; None (told as well) if it is none."""
    prefix = f"{where}: " if where else ""
    if not isinstance(node.value, Mapping):
        report.problem(node.line, f"{prefix}Expected keys with values, found {_found(node)}.", "Write key: value.")
        return None
    unknown = [key for key in node.value if key not in known]
    for key in unknown:
        mend = did_you_mean(key, known, MEANT.get(key.lower(), ""))
        report.problem(node.keys[key], f"{prefix}The key {key!r} is unknown.", mend)
    values = {key: value for key, value in node.value.items() if key in known} if unknown else node.value
    return Fields(values, node.line, report, where)


def _found(node: Node) -> str:
    return describe(node.plain())
