"""A scorecard: what one interviewer saw, by dimension, and what it still lacks. Pure. Rules: SPEC.md, S1 to S6.

A card is what was typed, so that nothing typed is ever lost: times stay text until `server.core.evidence` reads them.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from server.core import evidence

UNSAID: Final = 0
"""The score of a dimension that nobody has said anything about yet."""
NOT_OBSERVED: Final = -1
SCORES: Final = (1, 2, 3, 4)
EXTREMES: Final = (1, 4)
"""Scores that need evidence."""
WEAK: Final = (1, 2)
"""Scores that need "what would have made it a yes"."""
STRENGTHS: Final = 3
"""Places for strengths; one of them is needed."""
STARS_MAX: Final = 6
WORDS_MAX: Final = 4_000
"""Characters of one answer in words: a page."""


class Overall(StrEnum):
    """The overall answer. There is no middle, but one may give none and say why."""

    DEFINITELY_YES = "definitely-yes"
    YES = "yes"
    NO = "no"
    DEFINITELY_NO = "definitely-no"
    NO_DECISION = "no-decision"


class Confidence(StrEnum):
    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


OVERALL_WORDS: Final = {
    Overall.DEFINITELY_YES: "Definitely yes",
    Overall.YES: "Yes",
    Overall.NO: "No",
    Overall.DEFINITELY_NO: "Definitely not",
    Overall.NO_DECISION: "No decision, because…",
}
CONFIDENCE_WORDS: Final = {
    Confidence.HIGH: "Sure",
    Confidence.MEDIUM: "Fairly sure",
    Confidence.LOW: "Unsure",
}


@dataclass(frozen=True, slots=True)
class Dimension:
    """One thing to watch. `anchors` says what the scores 1 to 4 look like, in this order; "" where nobody wrote it."""

    id: str
    title: str
    anchors: tuple[str, str, str, str] = ("", "", "", "")


@dataclass(frozen=True, slots=True)
class Point:
    """Something said, and what it rests on: ids of notes, and times as typed (`12:40, 31:05 solution.py:14`)."""

    words: str = ""
    notes: tuple[str, ...] = ()
    moments: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """What was seen of one dimension. `score` is 1 to 4, `NOT_OBSERVED` or `UNSAID`."""

    dimension: str
    score: int = UNSAID
    seen: Point = field(default_factory=Point)
    yes_if: str = ""
    """What would have made it a yes."""


@dataclass(frozen=True, slots=True)
class Star:
    """A question about what somebody did, and the four parts of an answer. An empty part was not explored."""

    question: str = ""
    situation: str = ""
    task: str = ""
    action: str = ""
    result: str = ""


STAR_PARTS: Final = ("situation", "task", "action", "result")
PROBES: Final = {
    "situation": "When and where was that? Who else was there? What made it hard?",
    "task": "What was yours to do? What would have happened without you?",
    "action": "What did you do first? What else did you consider? What did you yourself do, not the team?",
    "result": "How did it end? How do you know? What would you do differently now?",
}
NOT_EXPLORED: Final = "not explored"


@dataclass(frozen=True, slots=True)
class Card:
    """One interviewer's card, or its draft."""

    marks: tuple[Mark, ...] = ()
    strengths: tuple[Point, ...] = ()
    stars: tuple[Star, ...] = ()
    overall: Overall | None = None
    because: str = ""
    """Why there is no decision; else whatever they want to add."""
    confidence: Confidence | None = None
    impartial: bool = False
    """They know of no conflict of interest."""
    conflict: str = ""
    """Or they know of one, and say which."""

    def mark(self, dimension: str) -> Mark:
        """What was said of this dimension; an empty mark when nothing was."""
        return next((mark for mark in self.marks if mark.dimension == dimension), Mark(dimension))


@dataclass(frozen=True, slots=True)
class Gap:
    """Something that a card lacks: a sentence, and the field that it is about."""

    field: str
    message: str


def gaps(card: Card, dimensions: Sequence[Dimension], notes: Collection[str]) -> tuple[Gap, ...]:
    """What is left to do before this card can be submitted, in the page's order. `notes` are the ids that exist."""
    found = [gap for dimension in dimensions for gap in _mark_gaps(card.mark(dimension.id), dimension.title, notes)]
    return (*found, *_strength_gaps(card.strengths, notes), *_star_gaps(card.stars), *_last_gaps(card))


def _mark_gaps(mark: Mark, title: str, notes: Collection[str]) -> Iterator[Gap]:
    if mark.score == UNSAID:
        yield Gap(f"score-{mark.dimension}", f"{title}: choose 1 to 4, or “not observed”.")
    yield from _unread(mark.seen, f"moments-{mark.dimension}", title)
    if mark.score in EXTREMES and not evidence.rests(mark.seen.notes, mark.seen.moments, notes):
        needed = f"{title}: a {mark.score} needs evidence. Pick a note, or say at what time it was."
        yield Gap(f"moments-{mark.dimension}", needed)
    if mark.score in WEAK and not mark.yes_if.strip():
        yield Gap(f"yes-{mark.dimension}", f"{title}: say what would have made it a yes.")
    yield from _too_long({f"seen-{mark.dimension}": mark.seen.words, f"yes-{mark.dimension}": mark.yes_if}, title)


def _strength_gaps(strengths: Sequence[Point], notes: Collection[str]) -> Iterator[Gap]:
    whole = [point for point in strengths if point.words.strip()]
    if not any(evidence.rests(point.notes, point.moments, notes) for point in whole):
        if whole:
            first = next(at for at, point in enumerate(strengths, start=1) if point.words.strip())
            yield Gap(
                f"strength-moments-{first}", "One strength needs evidence: pick a note, or say at what time it was."
            )
        else:
            yield Gap("strength-1", "Name at least one strength.")
    for at, point in enumerate(strengths, start=1):
        yield from _unread(point, f"strength-moments-{at}", "Strengths")
        yield from _too_long({f"strength-{at}": point.words}, "Strengths")


def _star_gaps(stars: Sequence[Star]) -> Iterator[Gap]:
    for at, star in enumerate(stars, start=1):
        texts = {part: str(getattr(star, part)) for part in ("question", *STAR_PARTS)}
        yield from _too_long({f"star-{part}-{at}": text for part, text in texts.items()}, f"Question {at}")


def _last_gaps(card: Card) -> Iterator[Gap]:
    if card.overall is None:
        yield Gap("overall", "Answer the overall question, last.")
    if card.overall is Overall.NO_DECISION and not card.because.strip():
        yield Gap("because", "Say why there is no decision.")
    if card.confidence is None:
        yield Gap("confidence", "Say how sure you are.")
    if not card.impartial and not card.conflict.strip():
        yield Gap("impartial", "Tick that you know of no conflict of interest, or say which one there is.")
    yield from _too_long({"because": card.because, "conflict": card.conflict}, "Overall")


def _unread(point: Point, where: str, title: str) -> Iterator[Gap]:
    wrong = evidence.unreadable(point.moments)
    if wrong:
        yield Gap(where, f"{title}: “{wrong[:40]}” is not a time. Write it as 12:40, or as 12:40 solution.py:14.")


def _too_long(texts: dict[str, str], title: str) -> Iterator[Gap]:
    for where, text in texts.items():
        if len(text) > WORDS_MAX:
            yield Gap(where, f"{title}: {len(text):,} characters are more than {WORDS_MAX:,}. Shorten it.")
