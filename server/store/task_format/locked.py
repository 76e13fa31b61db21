"""What a proof keeps in a task's folder `.lock`: answers of the good solution, measured limits, and what it found.

A lock is a help, not a part of the task: one that cannot be read is told and left alone.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

import msgspec

from server.core.frozen import thaw
from server.core.task import HiddenGroup, Json, KeptProof, TaskLimits
from server.store.task_format.cases import Cases
from server.store.task_format.documents import text_of
from server.store.task_format.json_text import plain_json
from server.store.task_format.report import Report
from server.store.task_format.ways import SECONDS

FOLDER: Final = ".lock"
EXPECTED: Final = f"{FOLDER}/expected.json"
LIMITS: Final = f"{FOLDER}/limits.json"
"""{"time": seconds, "languages": {id: seconds}}"""
PROOF: Final = f"{FOLDER}/proof.json"
EQUIVALENT: Final = f"{FOLDER}/equivalent.json"
"""{fingerprint of a small mistake: what was changed, in words}"""
RENEW: Final = "Run `greenroom tasks check`, which writes it anew."


class _Proof(msgspec.Struct):
    """What a list of tasks tells of a proof; the findings are not looked at."""

    digest: str
    when: str
    greenroom: str
    proved: object = False


_proof: Final = msgspec.json.Decoder(_Proof).decode


def with_answers(cases: Cases, files: Mapping[str, bytes], report: Report) -> Cases:
    """The cases, and the answers that are kept for those without one."""
    lock = _mapping(files, EXPECTED, report)
    hidden = tuple(_thawed(group, lock) for group in cases.hidden) if lock else cases.hidden
    return replace(cases, hidden=hidden)


def with_limits(limits: TaskLimits, files: Mapping[str, bytes], report: Report) -> TaskLimits:
    """The author's own seconds, else those that were measured."""
    if limits.origin == "author":
        return limits
    lock = _mapping(files, LIMITS, report)
    time: Json = lock.get("time")
    languages: Json = lock.get("languages")
    if not _seconds(time) or not isinstance(languages, dict) or not all(map(_seconds, languages.values())):
        if lock:
            report.file(LIMITS).note(0, "The file does not hold limits.", RENEW)
        return limits
    by_language = {id: float(seconds) for id, seconds in languages.items()}
    return replace(limits, time=float(time), by_language=by_language or None, origin="measured")


def _thawed(group: HiddenGroup, lock: Mapping[str, Json]) -> HiddenGroup:
    return replace(group, cases=tuple(thaw(case, lock) for case in group.cases))


def kept_proof(files: Mapping[str, bytes], report: Report) -> KeptProof:
    """What the last proof found. One that cannot be read is none."""
    if PROOF not in files:
        return KeptProof()
    try:
        kept = _proof(files[PROOF])
    except msgspec.ValidationError:
        return KeptProof()
    except msgspec.DecodeError:
        report.file(PROOF).note(0, "The file cannot be read.", RENEW)
        return KeptProof()
    return KeptProof(kept.digest, kept.proved is True, kept.when, kept.greenroom)


def equivalent(files: Mapping[str, bytes], report: Report) -> frozenset[str]:
    """The small mistakes that change nothing, as the author said."""
    return frozenset(_mapping(files, EQUIVALENT, report))


def _seconds(value: Json) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and SECONDS[0] <= value <= SECONDS[1]


def _mapping(files: Mapping[str, bytes], path: str, report: Report) -> dict[str, Json]:
    if path not in files:
        return {}
    value = plain_json(text_of(files, path, report.file(path)))
    if not isinstance(value, dict):
        report.file(path).note(0, "The file cannot be read.", RENEW)
        return {}
    return value
