"""Files of a folder as text and as parsed documents."""

from collections.abc import Mapping

from server.store.task_format.json_text import read_json
from server.store.task_format.nodes import Node
from server.store.task_format.report import FileReport
from server.store.task_format.yaml_text import read_yaml


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
    root = read_json(text) if path.endswith(".json") else read_yaml(text)
    if isinstance(root, Node):
        return root
    about.faults(root)
    return None
