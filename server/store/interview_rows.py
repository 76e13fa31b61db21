"""An interview as a row and back."""

from typing import Any

import msgspec

from server.core.interview import Interview, State
from server.core.setup import Setup


def row_of(interview: Interview) -> dict[str, Any]:
    nested = {name: msgspec.json.encode(getattr(interview, name)).decode() for name in ("tasks", "setup")}
    return {**msgspec.to_builtins(interview), **nested}


def interview_of(row: Any) -> Interview:
    stored = row._mapping
    tasks = msgspec.json.decode(stored["tasks"], type=tuple[str, ...])
    setup = msgspec.json.decode(stored["setup"], type=Setup)
    return Interview(**{**stored, "tasks": tasks, "state": State(stored["state"]), "setup": setup})
