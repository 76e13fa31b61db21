"""A language as the room offers it. The facts come from `sandbox/languages/<id>/language.toml`."""

from dataclasses import dataclass

from server.core.words import StubStyle


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
