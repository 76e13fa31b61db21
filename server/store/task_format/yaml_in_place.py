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
    wanted = [(edit.path, edit.value) for edit in edits if isinstance(edit, SetValue)]
    if len(wanted) < len(edits) or not all(isinstance(value, int | float) for _, value in wanted):
        return None
    try:
        root = YAML(pure=True).compose(text)
    except YAMLError:
        return None
    spans: dict[tuple[int, int], str] = {}
    for path, value in wanted:
        spot = _spot(root, path)
        if not isinstance(spot, ScalarNode) or spot.style is not None:
            return None
        spans[spot.start_mark.index, spot.end_mark.index] = json.dumps(value)
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
