"""JSON read with the lines of its values, so that `cases.json` gets the same messages as `cases.yaml`."""

import json
import re
from collections.abc import Iterator
from json import JSONDecodeError
from typing import Final

from server.core.task import Json
from server.store.task_format.nodes import HALF, MAX_DEPTH, Broken, Fault, Node, Scalar, duplicate_key
from server.store.task_format.scalars import scalar

_SPACE: Final = re.compile(r"[ \t\r\n]*")
_STRING: Final = re.compile(r'"(?:[^"\\\x00-\x1f]|\\.)*"')
_HALF: Final = re.compile(r"\\u[dD][89a-fA-F]")
"""What may be an escape that stands for half a character."""
_WORD: Final = re.compile(r"[-+.0-9A-Za-z_]+")


def read_json(text: str) -> Node | tuple[Fault, ...]:
    """The root value, or what is wrong. Never raises."""
    reader = _Reader(text)
    try:
        root = reader.value(0)
        reader.end()
    except Broken as broken:
        return (*reader.faults, broken.fault)
    return tuple(reader.faults) if reader.faults else root


def plain_json(text: str) -> Json | None:
    """The value without its lines, by the same rules and ten times as fast: for a file that nobody writes by hand.
    None for `null` and for what cannot be read."""
    if _HALF.search(text):
        root = read_json(text)
        return root.plain() if isinstance(root, Node) else None
    try:
        value = json.loads(
            text, parse_int=_number, parse_float=_number, parse_constant=_number, object_pairs_hook=_mapping_of
        )
    except (ValueError, RecursionError, Broken):
        return None
    return value if _shallow(value, MAX_DEPTH + 1) else None


def _number(word: str) -> Scalar:
    value = scalar(word, 0)
    if isinstance(value, str):
        raise ValueError(word)
    return value


def _mapping_of(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a key twice")
    return found


def _shallow(value: Json, levels: int) -> bool:
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return levels > 0 and all(_shallow(each, levels - 1) for each in inner if isinstance(each, dict | list))


class _Reader:
    """Recursive descent; `at` is the next character, `line` its line."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.line = 1
        self.faults: list[Fault] = []

    def value(self, depth: int) -> Node:
        if depth > MAX_DEPTH:
            raise Broken(self.line, f"The values are nested more than {MAX_DEPTH} deep.", "Use a flatter shape.")
        match self.peek():
            case "{":
                return self.mapping(depth)
            case "[":
                return self.sequence(depth)
            case '"':
                line = self.line
                return Node(self.string(), line)
            case _:
                return Node(self.word(), self.line)

    def mapping(self, depth: int) -> Node:
        line = self.line
        values: dict[str, Node] = {}
        keys: dict[str, int] = {}
        for _ in self.items("{", "}"):
            if self.peek() != '"':
                raise self.unexpected("a key in double quotes")
            at, key = self.line, self.string()
            self.take(":")
            value = self.value(depth + 1)
            if key in keys:
                self.faults.append(duplicate_key(key, at, keys[key]))
            else:
                keys[key], values[key] = at, value
        return Node(values, line, keys)

    def sequence(self, depth: int) -> Node:
        line = self.line
        return Node(tuple(self.value(depth + 1) for _ in self.items("[", "]")), line)

    def items(self, opening: str, closing: str) -> Iterator[None]:
        """One step for each value between the brackets; who iterates reads the value."""
        self.take(opening)
        if self.peek() != closing:
            yield
            while self.peek() == ",":
                self.take(",")
                yield
        if self.peek() != closing:
            raise self.unexpected(f"',' or {closing!r}")
        self.take(closing)

    def string(self) -> str:
        whole = _STRING.match(self.text, self.at)
        if whole is None:
            what = "A text that begins here is not closed in its line."
            raise Broken(self.line, what, "Close it with a double quote; write \\n for a new line.")
        try:
            text = str(json.loads(whole[0]))
        except JSONDecodeError as error:
            what = "A \\ begins an escape that JSON does not know."
            raise Broken(self.line, what, "Write \\\\ for a backslash.") from error
        if HALF.search(text):
            raise Broken(self.line, "A \\u escape stands for half a character.", "Write the character itself.")
        self.at = whole.end()
        return text

    def word(self) -> Scalar:
        word = _WORD.match(self.text, self.at)
        value = scalar(word[0], self.line) if word else ""
        if word is None or isinstance(value, str):
            raise self.unexpected("a value")
        self.at = word.end()
        return value

    def end(self) -> None:
        if self.peek():
            raise self.unexpected("the end of the file")

    def take(self, sign: str) -> None:
        if self.peek() != sign:
            raise self.unexpected(repr(sign))
        self.at += 1

    def peek(self) -> str:
        """The next character that is no space; "" at the end."""
        space = _SPACE.match(self.text, self.at)
        end = space.end() if space else self.at
        self.line += self.text.count("\n", self.at, end)
        self.at = end
        return self.text[end : end + 1]

    def unexpected(self, wanted: str) -> Broken:
        word = _WORD.match(self.text, self.at)
        found = repr(word[0][:40] if word else self.peek()) if self.peek() else "the end of the file"
        mend = "Write JSON: keys and text in double quotes, no comma after the last value, no comments."
        return Broken(self.line, f"Expected {wanted}, found {found}.", mend)
