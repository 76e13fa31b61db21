"""The interviewer's sheet: free Markdown of which five headings are known. Pure."""

import re
from collections.abc import Sequence
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


def _sections(text: str) -> dict[str, list[str]]:
    """The lines below each known heading. A `##` inside a code fence is no heading."""
    sections: dict[str, list[str]] = {}
    lines: list[str] = []
    fenced = False
    for line in text.splitlines():
        fenced ^= bool(_FENCE.match(line))
        if not fenced and (heading := _HEADING.fullmatch(line)):
            name = heading[1].lower().replace("follow ups", "follow-ups")
            lines = sections.setdefault(name, []) if name in KNOWN else []
        else:
            lines.append(line)
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
