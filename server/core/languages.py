"""A language as the room offers it. The facts come from `sandbox/languages/<id>/language.toml`."""

import re
from dataclasses import dataclass
from typing import Final

from server.core.words import StubStyle

FILE_NAME: Final = re.compile(r"[a-z0-9][a-z0-9-]*/[A-Za-z0-9_][A-Za-z0-9_.+-]*")
"""What a file of a room is called. A page can make a text of any name: no other becomes a path anywhere."""


@dataclass(frozen=True, slots=True)
class Language:
    """`file` is what the candidate's file is called, `editor` the editor's mode, `indent` its spaces."""

    id: str
    title: str
    file: str
    editor: str
    indent: int
    style: StubStyle


def file_name(task: str, language: Language) -> str:
    """The name of the shared text of this task in this language."""
    return f"{task}/{language.file}"
