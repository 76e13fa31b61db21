"""What came of a run, as parts of an account."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from sandbox.contract import Verdict
from server.core import events as e
from server.core import telling
from server.exporting.account_parts import Block, Bullets, Item, Part, Words

SHOWN_LINES: Final = 40
SHOWN: Final = 2_000
"""Characters of one output."""
VALUE: Final = 300
"""Characters of one value."""
_COLOUR: Final = re.compile(r"\x1b\[[0-9;:]*m")


@dataclass(slots=True)
class Run:
    item: Item
    started: e.RunStarted
    judged: list[e.CaseJudged] = field(default_factory=list)
    printed: list[tuple[str, str]] = field(default_factory=list)


def results(run: Run, ended: e.RunEnded) -> Iterator[Part]:
    if ended.message:
        yield Words(ended.message)
    passed = [judged for judged in run.judged if judged.verdict is Verdict.PASSED]
    shown = {case.case: case for case in run.started.cases}
    if passed:
        yield Words("Passed: " + ", ".join(_name(judged.case, shown) for judged in passed) + ".")
    others = [judged for judged in run.judged if judged.verdict is not Verdict.PASSED]
    if others:
        yield Bullets(tuple(_verdict(judged, shown) for judged in others))
    for judged in others:
        for title, text in (("error", judged.trace), ("printed", judged.stdout), ("to stderr", judged.stderr)):
            if text:
                yield Block(f"{_name(judged.case, shown)}, {title}", shortened(text))
    if run.started.stdin:
        yield Block("read", shortened(run.started.stdin))
    for stream, text in _joined(run.printed):
        yield Block("printed" if stream == "stdout" else "to stderr", shortened(text))


def _verdict(judged: e.CaseJudged, shown: Mapping[str, e.CaseShown]) -> str:
    words = f"{_name(judged.case, shown)}: {telling.VERDICTS[judged.verdict]}."
    case = shown.get(judged.case)
    if case and case.args and judged.verdict in (Verdict.WRONG, Verdict.UNCHECKED):
        given = ", ".join(f"{name} = {_value(value)}" for name, value in case.args.items())
        expected = f" Expected {_value(case.expected)}." if case.checked else ""
        words += f" With {given}.{expected} Got {_value(judged.got)}."
    return f"{words} {judged.message}".strip()


def _name(case: str, shown: Mapping[str, e.CaseShown]) -> str:
    return (shown[case].name if case in shown else "") or case


def _value(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= VALUE else text[: VALUE - 1] + "…"


def _joined(printed: list[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Pieces of one stream after one another, as one."""
    gathered: list[tuple[str, str]] = []
    for stream, text in printed:
        if gathered and gathered[-1][0] == stream:
            gathered[-1] = (stream, gathered[-1][1] + text)
        else:
            gathered.append((stream, text))
    yield from gathered


def shortened(text: str) -> str:
    """The beginning of a long text, and how much is left out. The colours of a terminal are left out too."""
    text = _COLOUR.sub("", text)
    lines = text[:SHOWN].splitlines()[:SHOWN_LINES]
    kept = "\n".join(lines)
    left = len("\n".join(text.splitlines())) - len(kept)
    return f"{kept}\n… ({telling.count(left, 'more character')})" if left > 0 else kept
