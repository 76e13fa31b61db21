"""Files of a folder as text and as parsed documents."""

import threading
from collections import OrderedDict
from collections.abc import Mapping
from typing import Final

from server.store.task_format.json_text import read_json
from server.store.task_format.nodes import Fault, Node
from server.store.task_format.report import FileReport
from server.store.task_format.yaml_text import read_yaml

REMEMBERED: Final = 600_000
"""Characters of documents that are remembered: a large one takes half a second to read, and while its task is written
the same text is read at each pause in typing, mostly in another file."""
_Parsed = Node | tuple[Fault, ...]


class _Memory:
    """The last documents by their text. They are shared: nobody changes a node. Any thread may ask."""

    def __init__(self, most: int) -> None:
        self._most, self._held, self._lock = most, 0, threading.Lock()
        self._kept: OrderedDict[tuple[bool, str], _Parsed] = OrderedDict()

    def parsed(self, text: str, is_json: bool) -> _Parsed:
        key = is_json, text
        with self._lock:
            if (known := self._kept.get(key)) is not None:
                self._kept.move_to_end(key)
                return known
        root = read_json(text) if is_json else read_yaml(text)
        with self._lock:
            if key not in self._kept:
                self._held += len(text)
            self._kept[key] = root
            while self._held > self._most:
                (_, oldest), _ = self._kept.popitem(last=False)
                self._held -= len(oldest)
        return root


_memory: Final = _Memory(REMEMBERED)


def parsed(path: str, text: str) -> _Parsed:
    """The root of a YAML or JSON document, or everything that is wrong with it."""
    return _memory.parsed(text, path.endswith(".json"))


def text_of(files: Mapping[str, bytes], path: str, about: FileReport) -> str:
    """A file as text; "" when it is not there, or (told) not UTF-8. A byte order mark is not part of it."""
    content = files.get(path, b"")
    try:
        return content.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        what = f"The file is not UTF-8: there is a byte 0x{content[error.start]:02x} in this line."
        about.problem(line, what, "Save it as UTF-8.")
        return ""


def read_document(files: Mapping[str, bytes], path: str, about: FileReport) -> Node | None:
    """A YAML or JSON file as nodes; None (told) when it cannot be read."""
    told = len(about.report.problems)
    text = text_of(files, path, about)
    if len(about.report.problems) > told:
        return None
    root = parsed(path, text)
    if isinstance(root, Node):
        return root
    about.faults(root)
    return None
