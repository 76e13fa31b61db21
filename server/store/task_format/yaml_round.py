"""YAML text to a tree that remembers comments, order, quotes and styles, and back (ruamel.yaml).

Every unquoted word stays the text that it is: what it means is `scalars`' decision alone, so `1e6`, `012` and `no` are
written again as they stood.
"""

import io
import json
import re
from typing import Any, Final

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.nodes import MappingNode, ScalarNode
from ruamel.yaml.resolver import VersionedResolver
from ruamel.yaml.scalarstring import (
    DoubleQuotedScalarString,
    LiteralScalarString,
    PlainScalarString,
    ScalarString,
    SingleQuotedScalarString,
)

from server.core.task import Json
from server.store.task_format.scalars import scalar

WIDE: Final = 10**9
LINE: Final = 118
"""Characters of a line that a new mapping or list in brackets may have."""
_PLAIN: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_ .()/<>=+*$%^~;\-]*")
"""Words that need no quotes anywhere, also in brackets, for any reader of YAML."""
_WORDS: Final = frozenset({"y", "n", "yes", "no", "on", "off", "true", "false", "null", "nan", "inf"})
"""What other readers take for something else than text."""


class _Texts(VersionedResolver):
    """No word means anything but itself."""

    def resolve(self, kind: Any, value: Any, implicit: Any) -> Any:
        if kind is ScalarNode:
            return self.DEFAULT_SCALAR_TAG
        return self.DEFAULT_MAPPING_TAG if kind is MappingNode else self.DEFAULT_SEQUENCE_TAG


class Round:
    """Reads, and writes with the dashes of a list so far behind the first letter of its key: 2 or 0."""

    def __init__(self, offset: int) -> None:
        yaml = YAML()
        yaml.Resolver = _Texts
        yaml.preserve_quotes = True
        yaml.width = WIDE
        yaml.brace_single_entry_mapping_in_flow_sequence = True
        yaml.indent(mapping=2, sequence=offset + 2, offset=offset)
        self._yaml = yaml

    def read(self, text: str) -> Any:
        return self._yaml.load(text)

    def write(self, tree: Any) -> str:
        out = io.StringIO()
        self._yaml.dump(tree, out)
        return out.getvalue()


def read_tree(text: str) -> Any:
    """The text's tree. Raises YAMLError."""
    return Round(2).read(text)


def dashes(tree: Any) -> int:
    """How far behind their keys the dashes of lists stand, by the first such list: 2 or 0."""
    for each in tree.values() if isinstance(tree, CommentedMap) else tree:
        if isinstance(each, CommentedSeq) and isinstance(tree, CommentedMap) and not each.fa.flow_style() and each:
            return 2 if each.lc.col > tree.lc.col else 0
        if isinstance(each, CommentedMap | CommentedSeq) and (found := dashes(each)) == 0:
            return found
    return 2


def tree(value: Json, *, flow: bool | None = None, like: Any = None) -> Any:
    """A value as a part of such a tree. `flow` says that it stands in brackets, `like` what it takes the place of.

    Without either, it stands in brackets if it is short and holds no long text.
    """
    if isinstance(value, dict | list):
        brackets = flow if flow is not None else fits_on_a_line(value)
        made: Any = CommentedMap() if isinstance(value, dict) else CommentedSeq()
        inside = True if brackets else None
        if isinstance(value, dict):
            for key, each in value.items():
                made[_text(key, None, inside)] = tree(each, flow=inside)
        else:
            made.extend(tree(each, flow=inside) for each in value)
        (made.fa.set_flow_style if brackets or not value else made.fa.set_block_style)()
        return made
    return _text(value, like, flow) if isinstance(value, str) else _word(value)


def fits_on_a_line(value: Json) -> bool:
    """Whether a new mapping or list is written in brackets."""
    text = str(value)
    return len(text) <= LINE - 20 and "\\n" not in text


def _text(text: str, like: Any, flow: bool | None) -> Any:
    if isinstance(like, SingleQuotedScalarString) and text.isprintable():
        return SingleQuotedScalarString(text)
    if not flow and "\n" in text and _stands_below(text):
        return _as_block(text, like)
    bare = _PLAIN.fullmatch(text) and text == text.strip() and text.lower() not in _WORDS and scalar(text, 0) == text
    if isinstance(like, DoubleQuotedScalarString) or not bare or " #" in text:
        return DoubleQuotedScalarString(text)
    return PlainScalarString(text)


def _as_block(text: str, like: Any) -> Any:
    block: Any = LiteralScalarString(text)
    if isinstance(like, LiteralScalarString) and hasattr(like, "comment"):
        block.comment = like.comment  # what stands behind the |
    return block


def _stands_below(text: str) -> bool:
    """Whether a text can stand below a | as it is, for sure."""
    lines = text.split("\n")
    even = all(line == line.rstrip() and (line.isprintable() or not line) for line in lines)
    return even and bool(lines[0]) and not lines[0].startswith((" ", "#")) and not text.endswith("\n\n")


def _word(value: Json) -> Any:
    return PlainScalarString(json.dumps(value, allow_nan=False))


def plain(part: Any) -> Json:
    """What a part of a tree holds."""
    if isinstance(part, dict):
        return {str(key): plain(each) for key, each in part.items()}
    if isinstance(part, list):
        return [plain(each) for each in part]
    is_quoted = isinstance(part, ScalarString) and not isinstance(part, PlainScalarString)
    return str(part) if is_quoted else scalar(str(part), 0)
