"""What YAML and JSON files are read into: plain values that remember their lines."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import msgspec

from server.core.task import Json

MAX_DEPTH: Final = 100
"""Levels of a file: more than any case needs, and the readers' recursion stays bounded."""
MAX_VALUES: Final = 200_000
"""Values of a file with its anchors unfolded: a page of nested anchors must not become a billion values."""
MAX_DIGITS: Final = 400
HALF: Final = re.compile("[\ud800-\udfff]")
"""Half a character, which no file in UTF-8 can hold."""


class Node(msgspec.Struct, frozen=True, gc=False):
    """A value and its line, counted from 1. A list holds nodes; a mapping holds nodes, and `keys` their keys' lines.

    A library has a million of them: this kind of class makes one in a third of a dataclass's time.
    """

    value: "Scalar | tuple[Node, ...] | Mapping[str, Node]"
    line: int
    keys: Mapping[str, int] = {}

    def plain(self) -> Json:
        """The value without its lines."""
        value = self.value
        if value is None or isinstance(value, (str, int, float)):  # most are, and asking for a Mapping is slow
            return value
        if isinstance(value, tuple):
            return [node.plain() for node in value]
        return {key: node.plain() for key, node in value.items()}


Scalar = None | bool | int | float | str


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a file at a line, and the mend: whole sentences."""

    line: int
    what: str
    mend: str


class Broken(Exception):
    """Ends the reading of a file that cannot be understood any further."""

    def __init__(self, line: int, what: str, mend: str) -> None:
        super().__init__(what)
        self.fault = Fault(line, what, mend)


def duplicate_key(key: str, line: int, first: int) -> Fault:
    """The same sentence for YAML and JSON."""
    what = f"The key {key!r} is here for the second time; the first is in line {first}."
    return Fault(line, what, "Keep one of the two.")
