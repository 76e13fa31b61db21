"""Answers that the good solution gave once, kept beside the task so that a changed solution shows. Pure.

`.lock/expected.json`: {case id: {"in": digest of what goes in, "out": the answer}}. A case whose input has changed
since is not answered by it.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import replace

from server.core.task import Json, TaskCase


def input_digest(case: TaskCase) -> str:
    """SHA-256 of the case's arguments, whatever the order of their keys."""
    text = json.dumps(case.args, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest()


def freeze(answered: Iterable[TaskCase]) -> dict[str, Json]:
    """What `.lock/expected.json` should hold for these cases."""
    return {case.id: {"in": input_digest(case), "out": case.expected} for case in answered}


def thaw(case: TaskCase, lock: Mapping[str, Json]) -> TaskCase:
    """The case with the answer that is kept for it, if there is one."""
    kept = lock.get(case.id)
    if case.answer != "missing" or not isinstance(kept, dict) or kept.get("in") != input_digest(case):
        return case
    return replace(case, expected=kept.get("out"), answer="frozen")
