"""The YAML and JSON files of a task as plain values with their lines: what the editor's page builds its forms from."""

from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Final

from server.core.workshop import Document, TaskFiles
from server.core.workshop_edits import Path
from server.store.task_format.documents import parsed
from server.store.task_format.nodes import Node

PATHS: Final = ("task.yaml", "cases.yaml", "cases.json", "rubric.yaml")
DEPTH: Final = 6
"""Steps to the deepest value whose line is told: an argument of a hidden case."""
LINES: Final = 20_000


def documents_in(files: TaskFiles) -> dict[str, Document]:
    """Those that can be read, by path. What is wrong with the others is the loader's to tell."""
    roots = {path: _root(path, files[path]) for path in PATHS if path in files}
    return {path: Document(root.plain(), tuple(_some(root))) for path, root in roots.items() if root}


def _root(path: str, text: str) -> Node | None:
    root = parsed(path, text.removeprefix("\ufeff").replace("\r\n", "\n"))
    return root if isinstance(root, Node) else None


def _some(root: Node) -> Iterator[tuple[Path, int]]:
    return islice(_lines(root, (), root.line), LINES)


def _lines(node: Node, path: Path, line: int) -> Iterator[tuple[Path, int]]:
    """Each value's place and line, what holds others before them; in a mapping the line is that of its key."""
    if path:
        yield path, line
    if len(path) == DEPTH:
        return
    match node.value:
        case tuple():
            for at, item in enumerate(node.value):
                yield from _lines(item, (*path, at), item.line)
        case Mapping():
            for key, value in node.value.items():
                yield from _lines(value, (*path, key), node.keys.get(key, value.line))
        case _:
            return
