"""The interviewer's sheet: free Markdown of which five headings are known. Pure."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from server.core.task import Guide

KNOWN: Final = ("hints", "follow-ups", "green flags", "red flags", "complexity")
_HEADING: Final = re.compile(r"##\s+(.+?)\s*#*\s*")
_BULLET: Final = re.compile(r"(?:[-*+]|\d+[.)])\s+(.*)")
_FENCE: Final = re.compile(r"\s*(```|~~~)")


def parse_guide(text: str) -> Guide:
    """The sheet with its known `##` headings taken apart; anything else only stays in `text`."""
    sections = _sections(text)
    return Guide(
        text=text,
        hints=_bullets(sections.get("hints", ())),
        follow_ups=_bullets(sections.get("follow-ups", ())),
        green_flags=_bullets(sections.get("green flags", ())),
        red_flags=_bullets(sections.get("red flags", ())),
        complexity="\n".join(sections.get("complexity", ())).strip(),
    )


def rest_of(text: str) -> str:
    """The sheet without what the lists of its `Guide` hold: whatever else stands in it is kept, and nothing twice."""
    kept: list[str] = []
    section: list[str] = []
    name = ""
    for line, heading in _headed(text):
        if heading is not None:
            kept += [] if _told_elsewhere(name, section[1:]) else section
            name, section = heading, []
        section.append(line)
    kept += [] if _told_elsewhere(name, section[1:]) else section
    return "\n".join(kept).strip()


def _told_elsewhere(name: str, lines: Sequence[str]) -> bool:
    """Whether a section is whole in a list: what stands before its first bullet is in none."""
    first = next((line for line in lines if line.strip()), "")
    return name == "complexity" or (name in KNOWN and bool(_BULLET.fullmatch(first)))


def _headed(text: str) -> Iterator[tuple[str, str | None]]:
    """Each line, and of a `##` heading what it names. A `##` inside a code fence is no heading."""
    fenced = False
    for line in text.splitlines():
        fenced ^= bool(_FENCE.match(line))
        heading = None if fenced else _HEADING.fullmatch(line)
        yield line, heading[1].lower().replace("follow ups", "follow-ups") if heading else None


def _sections(text: str) -> dict[str, list[str]]:
    """The lines below each known heading."""
    sections: dict[str, list[str]] = {}
    lines: list[str] = []
    for line, heading in _headed(text):
        if heading is None:
            lines.append(line)
        else:
            lines = sections.setdefault(heading, []) if heading in KNOWN else []
    return sections


def _bullets(lines: Sequence[str]) -> tuple[str, ...]:
    """One Markdown text for each bullet at the margin; what is indented or just continues belongs to the one above."""
    bullets: list[list[str]] = []
    fenced = False
    for line in lines:
        fenced ^= bool(_FENCE.match(line))
        if not fenced and (bullet := _BULLET.fullmatch(line)):
            bullets.append([bullet[1]])
        elif bullets:
            bullets[-1].append(line.removeprefix("  "))
    return tuple("\n".join(bullet).strip() for bullet in bullets)
