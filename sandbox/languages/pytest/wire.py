"""The test container's one line to the judge: hear a question, say an answer. Strictly in turn.

A question is a line of JSON with an id on descriptor 3; the answer is a line with that id on descriptor 4. To the
judge this process answers; to the tests it is they who ask: what they say is the answer to the question before, and
what comes of it is in the next question.
"""

from __future__ import annotations

import json
import os

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

CONTROL, ANSWER = 3, 4
CHUNK = 65536

_heard_last = {"id": ""}


def hear() -> dict[str, Any]:
    """The judge's next line. Ends the process when the judge has gone."""
    held: list[bytes] = []
    while chunk := os.read(CONTROL, CHUNK):
        held.append(chunk)
        if chunk.endswith(b"\n"):
            heard: dict[str, Any] = json.loads(b"".join(held))
            _heard_last["id"] = heard.pop("id")
            return heard
    os._exit(0)


def say(said: Any) -> None:
    """Answer the judge's last line. Raises ValueError for what JSON cannot carry."""
    line = json.dumps({"id": _heard_last["id"], "ok": said}, allow_nan=False, separators=(",", ":")).encode() + b"\n"
    while line:
        line = line[os.write(ANSWER, line) :]


def asked(said: dict[str, Any]) -> dict[str, Any]:
    """Say it, and hear what came of it."""
    say(said)
    return hear()
