"""The YAML and JSON files of a task as plain values with their lines: what the editor's page builds its forms from."""

from collections.abc import Iterator, Mapping
from typing import Final

from server.core.workshop import Document, TaskFiles
from server.core.workshop_edits import Path
from server.store.task_format.json_text import read_json
from server.store.task_format.nodes import Node
from server.store.task_format.yaml_text import read_yaml

PATHS: Final = ("task.yaml", "cases.yaml", "cases.json", "rubric.yaml")
DEPTH: Final = 6
"""Steps to the deepest value whose line is told: an argument of a hidden case."""
LINES: Final = 20_000


def documents_in(files: TaskFiles) -> dict[str, Document]:
    """Those that can be read, by path. What is wrong with the others is the loader's to tell."""
    roots = {path: _root(path, files[path]) for path in PATHS if path in files}
    return {path: Document(root.plain(), tuple(_some(root))) for path, root in roots.items() if root}


def _root(path: str, text: str) -> Node | None:
    plain = text.removeprefix("\ufeff").replace("\r\n", "\n")
    root = read_json(plain) if path.endswith(".json") else read_yaml(plain)
    return root if isinstance(root, Node) else None


def _some(root: Node) -> Iterator[tuple[Path, int]]:
    for _, found in zip(range(LINES), _lines(root, ()), strict=False):
        yield found


def _lines(node: Node, path: Path) -> Iterator[tuple[Path, int]]:
    """Each value's place and line, what holds others before them."""
    if path:
        yield path, node.line
    if len(path) == DEPTH:
        return
    match node.value:
        case tuple():
            for at, item in enumerate(node.value):
                yield from _lines(item, (*path, at))
        case Mapping():
            for key, value in node.value.items():
                yield (*path, key), node.keys.get(key, value.line)
                yield from (each for each in _lines(value, (*path, key)) if len(each[0]) > len(path) + 1)
        case _:
            return
