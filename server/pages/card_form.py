"""A scorecard as a form, and back. Nothing typed is dropped or changed, but line ends."""

from collections.abc import Sequence
from enum import StrEnum
from typing import TypeVar

from server.core.scorecard import (
    NOT_OBSERVED,
    SCORES,
    STARS_MAX,
    STRENGTHS,
    UNSAID,
    Card,
    Confidence,
    Dimension,
    Mark,
    Overall,
    Point,
    Star,
)
from server.pages.forms import Form

E = TypeVar("E", bound=StrEnum)
_SCORES = {str(score): score for score in (*SCORES, NOT_OBSERVED)}


def card_of(form: Form, dimensions: Sequence[Dimension]) -> Card:
    """The card that somebody filled in."""
    return Card(
        marks=tuple(_mark(form, dimension.id) for dimension in dimensions),
        strengths=_whole([_strength(form, at) for at in range(1, STRENGTHS + 1)], Point()),
        stars=_whole([_star(form, at) for at in range(1, STARS_MAX + 1)], Star()),
        overall=choice(Overall, form.text("overall")),
        because=words(form, "because"),
        confidence=choice(Confidence, form.text("confidence")),
        impartial=form.text("impartial") == "yes",
        conflict=words(form, "conflict"),
    )


def words(form: Form, name: str) -> str:
    """A field's text with the line ends of everywhere else; what is only space is nothing."""
    text = form.text(name).replace("\r\n", "\n")
    return text if text.strip() else ""


def choice(of: type[E], text: str) -> E | None:
    """One of a closed set; nothing for what is none of it."""
    return of(text) if text in [each.value for each in of] else None


def number(form: Form, name: str) -> int:
    """A small count in a hidden field; 0 for what is none."""
    text = form.text(name)
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def _mark(form: Form, dimension: str) -> Mark:
    return Mark(
        dimension,
        _SCORES.get(form.text(f"score-{dimension}"), UNSAID),
        Point(
            words(form, f"seen-{dimension}"),
            tuple(form.texts(f"notes-{dimension}")),
            words(form, f"moments-{dimension}"),
        ),
        words(form, f"yes-{dimension}"),
    )


def _strength(form: Form, at: int) -> Point:
    return Point(
        words(form, f"strength-{at}"), tuple(form.texts(f"strength-notes-{at}")), words(form, f"strength-moments-{at}")
    )


def _star(form: Form, at: int) -> Star:
    parts = ("question", "situation", "task", "action", "result")
    return Star(**{part: words(form, f"star-{part}-{at}") for part in parts})


T = TypeVar("T")


def _whole(given: list[T], empty: T) -> tuple[T, ...]:
    """Without the empty ones at the end."""
    while given and given[-1] == empty:
        given.pop()
    return tuple(given)
