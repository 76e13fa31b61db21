"""asciicast v3 (docs.asciinema.org/manual/asciicast/v3): what programs and tests printed, as a terminal recording.

Every line after the header is `[seconds since the last, code, text]`: `o` output, `i` what a program read, `m` a
marker, and `x` at the end with the status of the last run.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from sandbox.contract import Verdict
from server.core import events as e
from server.core import telling
from server.core.people import names_of
from server.core.story import Step, Story
from server.exporting.notes import Kept, notes_of

COLUMNS: Final = 100
ROWS: Final = 30
IDLE: Final = 2
"""Seconds that a player waits at most where nothing is printed."""
LABEL_MAX: Final = 100

BOLD, DIM, GREEN, YELLOW, PLAIN = "\x1b[1m", "\x1b[2m", "\x1b[32m", "\x1b[33m", "\x1b[0m"
SIGNS: Final = {Verdict.PASSED: f"{GREEN}✓{PLAIN}", Verdict.UNCHECKED: f"{DIM}·{PLAIN}"}
OTHER: Final = f"{YELLOW}✗{PLAIN}"
_COLOUR: Final = re.compile(r"\x1b\[[0-9;:]*m")
_CONTROL: Final = re.compile(r"[\x00-\x07\x0b\x0c\x0e-\x1f\x7f-\x9f]")


@dataclass(slots=True)
class _Recording:
    """The lines so far, `at` ms of interview time."""

    at: int = 0
    lines: list[str] = field(default_factory=list)

    def add(self, at: int, code: str, text: str) -> None:
        if text:
            self.lines.append(_line([round((at - self.at) / 1000, 3), code, text]))
            self.at = at


def cast(story: Story) -> bytes:
    """The whole recording, from the beginning of the interview."""
    recording = _Recording()
    names, started = names_of(story.interview), dict[str, e.RunStarted]()
    last: Verdict | None = None
    notes = notes_of(story)
    for step in story.steps:
        event = step.what
        recording.add(step.at, "m", _marker(event, names.get(step.by, "Somebody"), notes))
        match event:
            case e.Agreed(name=name) | e.Joined(name=name):
                names[step.by] = name
            case e.RunStarted():
                started[event.run] = event
                recording.add(step.at, "o", _heading(story, step, names.get(step.by, "")))
                recording.add(step.at, "i", event.stdin)
            case e.Printed(text=text):
                recording.add(step.at, "o", terminal(text))
            case e.CaseJudged():
                recording.add(step.at, "o", _case(event, started.get(event.run)))
            case e.RunEnded():
                last = event.verdict
                recording.add(step.at, "o", terminal(_end(event)))
            case _:
                pass
    if last is not None:
        recording.add(recording.at, "x", "0" if last in SIGNS else "1")
    return "".join([_line(_header(story)), *recording.lines]).encode()


def terminal(text: str) -> str:
    """Text as a terminal takes it: lines end with CR and LF. Colours stay; whatever else a program might do to the
    terminal of whoever plays this is shown and not done."""
    kept = _COLOUR.findall(text)
    parts = [_CONTROL.sub(_shown, part) for part in _COLOUR.split(text)]
    whole = "".join(part + colour for part, colour in zip(parts, [*kept, ""], strict=True))
    return re.sub(r"(?<!\r)\n", "\r\n", whole)


def _shown(found: re.Match[str]) -> str:
    """A control character as the picture of it that Unicode has."""
    code = ord(found[0])
    return chr(0x2400 + code) if code < 0x20 else "\N{REPLACEMENT CHARACTER}"


def _header(story: Story) -> dict[str, object]:
    began = next((step.wall for step in story.steps if isinstance(step.what, e.Started)), story.interview.created)
    return {
        "version": 3,
        "term": {"cols": COLUMNS, "rows": ROWS, "type": "xterm-256color"},
        "timestamp": began // 1000,
        "idle_time_limit": IDLE,
        "title": story.interview.title,
    }


def _marker(event: object, who: str, notes: Mapping[str, Kept]) -> str:
    match event:
        case e.NoteWritten(note=note) if note in notes:
            words = f"Note: {notes[note].line}"
        case e.Said(text=text):
            words = f"{who}: {telling.one_line(text)}"
        case e.HandRaised():
            words = f"{who} raised a hand"
        case e.StageBegan(title=title):
            words = f"Stage: {title}"
        case e.HintGiven(number=number):
            words = f"Hint {number}"
        case e.RunEnded():
            words = f"{telling.suite(event.suite).capitalize()}: {telling.outcome(event)}"
        case _:
            return ""
    line = _CONTROL.sub(_shown, words.strip().split("\n")[0])
    return line if len(line) <= LABEL_MAX else line[: LABEL_MAX - 1] + "…"


def _heading(story: Story, step: Step, who: str) -> str:
    assert isinstance(step.what, e.RunStarted)
    words = telling.happening(step.what, who, story.tasks, story.language_titles())
    return f"\r\n{BOLD}{telling.clock(step.at)} {terminal(words)}{PLAIN}\r\n"


def _case(event: e.CaseJudged, started: e.RunStarted | None) -> str:
    shown = started.cases if started else ()
    name = next((case.name for case in shown if case.case == event.case), "") or event.case
    said = [event.message, event.trace, event.stdout, event.stderr]
    lines = [f"{SIGNS.get(event.verdict, OTHER)} {name}: {telling.VERDICTS[event.verdict]}\n"]
    lines += [text if text.endswith("\n") else f"{text}\n" for text in said if text]
    return terminal("".join(lines))


def _end(event: e.RunEnded) -> str:
    message = f"{event.message}\n" if event.message else ""
    return f"{message}{BOLD}{telling.suite(event.suite).capitalize()}: {telling.outcome(event)}{PLAIN}\n"


def _line(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode(errors="replace").decode() + "\n"
