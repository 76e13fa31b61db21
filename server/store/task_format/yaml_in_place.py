"""Numbers and truths of a YAML text changed where they stand, without another character, in a list of many lines too.

Whoever writes the whole text anew cannot do that: a list that its author broke into lines comes back as one.
"""

import json
from collections.abc import Sequence
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError
from ruamel.yaml.nodes import MappingNode, ScalarNode, SequenceNode

from server.core.workshop_edits import Edit, SetValue


def in_place(text: str, edits: Sequence[Edit]) -> str | None:
    """The text after these edits; None where one of them is about more than a number or a truth that is there.

    What a name stands for more than once is changed everywhere: whoever asks looks whether the value is the wanted one.
    """
    spans: dict[tuple[int, int], str] = {}
    try:
        root = YAML(pure=True).compose(text)
    except YAMLError:
        return None
    for edit in edits:
        if not isinstance(edit, SetValue) or not isinstance(edit.value, int | float):
            return None
        spot = _spot(root, edit.path)
        if not isinstance(spot, ScalarNode) or spot.style is not None:
            return None
        spans[spot.start_mark.index, spot.end_mark.index] = json.dumps(edit.value)
    for (start, end), written in sorted(spans.items(), reverse=True):
        text = text[:start] + written + text[end:]
    return text


def _spot(node: Any, path: Sequence[str | int]) -> Any:
    """What stands at the end of the path; None where nothing does."""
    for step in path:
        match node:
            case MappingNode():
                node = next((value for key, value in node.value if key.value == step), None)
            case SequenceNode() if isinstance(step, int) and step < len(node.value):
                node = node.value[step]
            case _:
                return None
    return node
