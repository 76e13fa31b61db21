"""What an amendment changed on a card: what was and what is, in words. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from server.core.scorecard import (
    CONFIDENCE_WORDS,
    NOT_EXPLORED,
    NOT_OBSERVED,
    OVERALL_WORDS,
    STAR_PARTS,
    UNSAID,
    Card,
    Dimension,
    Point,
    Star,
)


@dataclass(frozen=True, slots=True)
class Change:
    """One answer that is another than before. "" is an empty one."""

    title: str
    was: str
    now: str


def changes(before: Card, after: Card, dimensions: Sequence[Dimension]) -> tuple[Change, ...]:
    """Every answer that differs, in the order of the card."""
    was, now = dict(_answers(before, dimensions)), dict(_answers(after, dimensions))
    titles = dict.fromkeys([*was, *now])
    pairs = [Change(title, was.get(title, ""), now.get(title, "")) for title in titles]
    return tuple(pair for pair in pairs if pair.was != pair.now)


def score_words(score: int) -> str:
    """A score as it is said."""
    return {UNSAID: "", NOT_OBSERVED: "not observed"}.get(score, str(score))


def _answers(card: Card, dimensions: Sequence[Dimension]) -> Iterator[tuple[str, str]]:
    for dimension in dimensions:
        mark = card.mark(dimension.id)
        yield dimension.title, score_words(mark.score)
        yield from _point(f"{dimension.title}: what you saw", mark.seen)
        yield f"{dimension.title}: what would have made it a yes", mark.yes_if
    for at, point in enumerate(card.strengths, start=1):
        yield from _point(f"Strength {at}", point)
    for at, star in enumerate(card.stars, start=1):
        yield f"Question {at}", star.question
        yield from ((f"Question {at}: {part}", _explored(star, part)) for part in STAR_PARTS)
    yield "Overall", OVERALL_WORDS[card.overall] if card.overall else ""
    yield "Because", card.because
    yield "How sure", CONFIDENCE_WORDS[card.confidence] if card.confidence else ""
    yield "Conflict of interest", card.conflict or ("none known" if card.impartial else "")


def _point(title: str, point: Point) -> Iterator[tuple[str, str]]:
    yield title, point.words
    yield f"{title}, at", point.moments
    yield f"{title}, notes", str(len(point.notes)) if point.notes else ""


def _explored(star: Star, part: str) -> str:
    return getattr(star, part) or NOT_EXPLORED
