"""An interview as a row and back."""

from dataclasses import fields
from typing import Any, Final

import msgspec

from server.core.interview import Interview, State
from server.core.setup import Setup

FIELDS: Final = tuple(field.name for field in fields(Interview))


def row_of(interview: Interview) -> dict[str, Any]:
    nested = {name: msgspec.json.encode(getattr(interview, name)).decode() for name in ("tasks", "setup", "versions")}
    return {**msgspec.to_builtins(interview), **nested, "practice": bool(interview.setup.practice)}


def interview_of(row: Any) -> Interview:
    stored = {name: row._mapping[name] for name in FIELDS}
    tasks = msgspec.json.decode(stored["tasks"], type=tuple[str, ...])
    versions = msgspec.json.decode(stored["versions"], type=tuple[str, ...])
    setup = msgspec.json.decode(stored["setup"], type=Setup)
    read = {"tasks": tasks, "versions": versions, "state": State(stored["state"]), "setup": setup}
    return Interview(**{**stored, **read})
