"""YAML read with JSON's rules: no guessed types, no tags, no key twice; anchors are fine, if they stay small."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

import yaml
from yaml import events

from server.store.task_format.nodes import HALF, MAX_DEPTH, MAX_VALUES, Broken, Fault, Node, duplicate_key
from server.store.task_format.scalars import scalar
from server.store.task_format.yaml_mends import QUOTE, syntax_fault

_FAST: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""libyaml's parser where it is built in: seven times as fast. What it refuses is explained by the other one."""

UNQUOTED: Final = Fault(0, "A text with a '?' inside { } or [ ] is not in quotes.", QUOTE)
"""libyaml reads such a text and the pure parser does not: a task must not depend on which one is there."""

_Events = Iterator[events.Event]


def read_yaml(text: str) -> Node | tuple[Fault, ...]:
    """The document's root, or everything that is wrong with it, as far as it could be read. Never raises."""
    reader = _Reader()
    try:
        root = reader.document(_events(text))
    except Broken as broken:
        return (*reader.faults, broken.fault)
    except yaml.YAMLError as error:
        return (*reader.faults, syntax_fault(text, error))
    return tuple(reader.faults) if reader.faults else root


def _events(text: str) -> _Events:
    """The parser's events: those of `yaml.parse`, without a step in Python for each."""
    return iter(_FAST(text).get_event, None)


class _Reader:
    """Turns the parser's events into nodes. A fault that leaves the rest readable is noted and reading goes on."""

    def __init__(self) -> None:
        self.faults: list[Fault] = []
        self.anchors: dict[str, tuple[Node, int]] = {}
        self.count = 0
        self.brackets = 0

    def document(self, stream: _Events) -> Node:
        root: Node | None = None
        for event in stream:
            if isinstance(event, events.DocumentStartEvent):
                if root:
                    line = _line(event)
                    raise Broken(line, "A second document begins here.", "Keep one document; remove the --- line.")
                root = self.node(next(stream), stream, 0)
        if root is None:
            raise Broken(0, "The file is empty.", "Write the keys that the format asks for.")
        return root

    def node(self, event: events.Event, stream: _Events, depth: int) -> Node:
        line = _line(event)
        if depth > MAX_DEPTH:
            raise Broken(line, f"The values are nested more than {MAX_DEPTH} deep.", "Use a flatter shape.")
        before = self.count
        if isinstance(event, events.ScalarEvent):
            self.grow(1, line)
            if event.tag:
                self.refuse_tag(event, line)
            node = self.scalar(event, line)
            if event.anchor:
                self.anchors[event.anchor] = (node, 1)
            return node
        if isinstance(event, events.AliasEvent):
            return self.alias(event.anchor or "", line)
        self.grow(1, line)
        self.refuse_tag(event, line)
        in_brackets = bool(getattr(event, "flow_style", False))
        self.brackets += in_brackets
        if isinstance(event, events.SequenceStartEvent):
            node = self.sequence(line, stream, depth)
        else:
            node = self.mapping(line, stream, depth)
        self.brackets -= in_brackets
        if anchor := getattr(event, "anchor", None):
            self.anchors[anchor] = (node, self.count - before)
        return node

    def scalar(self, event: events.ScalarEvent, line: int) -> Node:
        if event.style:
            if HALF.search(event.value):
                raise Broken(line, "A \\u escape stands for half a character.", "Write the character itself.")
            return Node(event.value, line)
        if event.value == "":
            what = "A value is missing here: there is nothing after the ':' or the '-'."
            self.faults.append(Fault(line, what, 'Write the value, or null, or "" for empty text.'))
        if self.brackets and "?" in event.value:
            self.faults.append(replace(UNQUOTED, line=line))
        return Node(scalar(event.value, line), line)

    def sequence(self, line: int, stream: _Events, depth: int) -> Node:
        items: list[Node] = []
        for event in stream:
            if isinstance(event, events.SequenceEndEvent):
                break
            items.append(self.node(event, stream, depth + 1))
        return Node(tuple(items), line)

    def mapping(self, line: int, stream: _Events, depth: int) -> Node:
        values: dict[str, Node] = {}
        keys: dict[str, int] = {}
        for event in stream:
            if isinstance(event, events.MappingEndEvent):
                break
            key, line_of_key = self.key(event, stream, depth), _line(event)
            value = self.node(next(stream), stream, depth + 1)
            if key in keys:
                self.faults.append(duplicate_key(key, line_of_key, keys[key]))
            else:
                keys[key] = line_of_key
                values[key] = value
        return Node(values, line, keys)

    def key(self, event: events.Event, stream: _Events, depth: int) -> str:
        """A key's text as it is written: 1 and "1" are the same key, as in JSON."""
        if isinstance(event, events.ScalarEvent):
            if event.tag:
                self.refuse_tag(event, _line(event))
            return event.value
        self.faults.append(Fault(_line(event), "A key is not plain text.", "Use text for every key."))
        self.node(event, stream, depth + 1)
        return ""

    def alias(self, anchor: str, line: int) -> Node:
        if anchor not in self.anchors:
            what = f"*{anchor} repeats a value that no &{anchor} before it names."
            raise Broken(line, what, f'If it is text, put it in double quotes: "*{anchor}".')
        node, size = self.anchors[anchor]
        self.grow(size, line)
        return Node(node.value, line, node.keys)

    def grow(self, size: int, line: int) -> None:
        self.count += size
        if self.count > MAX_VALUES:
            what = f"The file holds more than {MAX_VALUES:,} values, repeated ones included."
            raise Broken(line, what, "Let gen.py make large inputs (generate:).")

    def refuse_tag(self, event: events.Event, line: int) -> None:
        if tag := getattr(event, "tag", None):
            what = f"The tag {_tag(tag)} is not used in task files."
            self.faults.append(Fault(line, what, "Remove it; put text in double quotes."))


def _line(event: events.Event) -> int:
    mark = event.start_mark
    line: int = mark.line + 1 if mark else 0
    return line


def _tag(tag: str) -> str:
    return str(tag.replace("tag:yaml.org,2002:", "!!"))
