"""Words in what people write beside a timeline (cards, debrief, feedback, and what both sides say): where whoever asks
may look for them, and the same papers with blanks in their places. Pure. Rules: SPEC.md, K8 and K10.

A paper is JSON. Only what people wrote in words changes; what names, chooses, counts or dates something stays, so that
a paper is still one.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final, assert_never

from server.core.blanking import blank
from server.core.card_rights import Desk, Reader, may_read_card, may_read_debrief
from server.core.rating import Booth

AROUND: Final = 40
"""Characters shown before and behind words that were found."""


class Kind(StrEnum):
    """The papers that people write in."""

    CARD = "card"
    DEBRIEF = "debrief"
    FEEDBACK = "feedback"
    SELF = "self"
    RATING = "rating"


WRITTEN: Final = frozenset(
    {
        *("words", "moments", "where", "yes_if", "question", "situation", "task", "action", "result", "because"),
        *("conflict", "reason", "rationale", "well", "work_on", "practice", "again", "file", "code"),
    }
)
"""The fields in which somebody wrote words. A test has every other field of text of these papers, too."""


@dataclass(frozen=True, slots=True)
class Found:
    """A paper that has the words: in how many places, and the first of them with a little around it."""

    kind: Kind
    author: str
    places: int
    excerpt: str

    @property
    def name(self) -> str:
        """What a form calls it."""
        return f"{self.kind}/{self.author}"


def may_look(reader: Reader, kind: Kind, author: str, desk: Desk, booth: Booth, now: int) -> bool:
    """Whether this person may be told which words are on this paper: where they may read it, and nowhere else."""
    match kind:
        case Kind.CARD:
            return may_read_card(reader, author, desk)
        case Kind.DEBRIEF | Kind.FEEDBACK:
            return may_read_debrief(reader, desk)
        case Kind.SELF:
            return False
        case Kind.RATING:
            return not reader.outside and (reader.member == author or booth.revealed(now))
        case _ as never:
            assert_never(never)


def found(kind: Kind, author: str, body: Any, words: str) -> Found | None:
    """What a paper (as plain values) has of these words, whatever their case; None where it has nothing."""
    pattern = _pattern(words)
    texts: list[str] = []

    def look(text: str) -> str:
        texts.extend([text] * len(pattern.findall(text)))
        return text

    _changed(body, look, written=False)
    return Found(kind, author, len(texts), _excerpt(texts[0], pattern)) if texts else None


def erased(body: Mapping[str, Any], words: str) -> Mapping[str, Any]:
    """The paper with █ for every character of these words. A window in which it is open has an older one from then on,
    so that what is typed there does not bring them back."""
    pattern = _pattern(words)
    after: dict[str, Any] = _changed(body, lambda text: pattern.sub(lambda each: blank(each[0]), text), written=False)
    if after == body:
        return body
    if "revision" in after:
        after["revision"] += 1
    if "tab" in after:
        after["tab"] = ""
    return after


def _changed(value: Any, change: Callable[[str], str], *, written: bool) -> Any:
    match value:
        case str():
            return change(value) if written else value
        case dict():
            return {name: _changed(each, change, written=name in WRITTEN) for name, each in value.items()}
        case list():
            return [_changed(each, change, written=written) for each in value]
        case _:
            return value


def _pattern(words: str) -> re.Pattern[str]:
    return re.compile(re.escape(words), re.IGNORECASE)


def _excerpt(text: str, pattern: re.Pattern[str]) -> str:
    place = next(pattern.finditer(text))
    begin, end = max(0, place.start() - AROUND), place.end() + AROUND
    shown = " ".join(text[begin:end].split())
    return f"{'… ' if begin else ''}{shown}{' …' if end < len(text) else ''}"
