"""The debrief: submitted cards side by side, and what people decide. Pure. Rules: SPEC.md, S16 to S18.

It counts and compares and recommends nothing; people are never put in an order.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from statistics import fmean, pstdev
from typing import Final

from server.core.scorecard import SCORES, Card, Dimension, Mark, Overall

APART: Final = 2
"""Two cards that are so many points apart are talked about first."""
REASON_MAX: Final = 2_000
NO_REASON: Final = "Say why the debrief opens without the cards that are missing."
NO_RATIONALE: Final = "Say what the decision rests on, in a sentence that the candidate could read."
NO_CHOICE: Final = "Choose a decision, or “no decision” and why."
LONG_REASON: Final = f"Keep it below {REASON_MAX:,} characters."
DECISIONS_MAX: Final = 50


@dataclass(frozen=True, slots=True)
class Closing:
    """The debrief was opened without some cards: when (Unix ms), by whom, without whose, and why."""

    at: int
    by: str
    without: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided, when (Unix ms), by whom, and why."""

    at: int
    by: str
    choice: Overall
    rationale: str


@dataclass(frozen=True, slots=True)
class Debrief:
    """What was recorded of a debrief. The last decision is the one that counts; earlier ones stay."""

    closing: Closing | None = None
    decisions: tuple[Decision, ...] = ()

    @property
    def decision(self) -> Decision | None:
        return self.decisions[-1] if self.decisions else None


@dataclass(frozen=True, slots=True)
class Row:
    """One dimension, with each author's mark. `apart` is how far the scores are from each other."""

    dimension: Dimension
    marks: Mapping[str, Mark]
    apart: int
    mean: float | None

    @property
    def discuss(self) -> bool:
        return self.apart >= APART

    @property
    def observed(self) -> bool:
        """Whether anybody saw anything of it."""
        return self.mean is not None


@dataclass(frozen=True, slots=True)
class Matrix:
    """Dimension by interviewer. `mean` and `spread` (standard deviation) are of all scores, each with equal weight."""

    rows: tuple[Row, ...]
    mean: float | None
    spread: float | None

    @property
    def discuss(self) -> tuple[Row, ...]:
        return tuple(row for row in self.rows if row.discuss)

    @property
    def unobserved(self) -> tuple[Row, ...]:
        return tuple(row for row in self.rows if not row.observed)


def matrix_of(dimensions: Sequence[Dimension], cards: Mapping[str, Card]) -> Matrix:
    """The cards by author, as one table."""
    rows = tuple(_row(dimension, cards) for dimension in dimensions)
    scores = [mark.score for row in rows for mark in row.marks.values() if mark.score in SCORES]
    return Matrix(rows, fmean(scores) if scores else None, pstdev(scores) if scores else None)


def _row(dimension: Dimension, cards: Mapping[str, Card]) -> Row:
    marks = {author: card.mark(dimension.id) for author, card in cards.items()}
    scores = [mark.score for mark in marks.values() if mark.score in SCORES]
    apart = max(scores) - min(scores) if scores else 0
    return Row(dimension, marks, apart, fmean(scores) if scores else None)


def close(debrief: Debrief, *, at: int, by: str, without: Sequence[str], reason: str) -> Debrief | str:
    """Open the debrief without some cards; a sentence where that needs a reason. Done again it changes nothing."""
    if debrief.closing:
        return debrief
    reason = reason.strip()
    if not reason:
        return NO_REASON
    if len(reason) > REASON_MAX:
        return LONG_REASON
    return replace(debrief, closing=Closing(at, by, tuple(without), reason))


def decide(debrief: Debrief, *, at: int, by: str, choice: Overall | None, rationale: str) -> Debrief | str:
    """Record a decision; a sentence where it lacks something. The same one again changes nothing."""
    rationale = rationale.strip()
    if choice is None:
        return NO_CHOICE
    if not rationale:
        return NO_RATIONALE
    if len(rationale) > REASON_MAX:
        return LONG_REASON
    last = debrief.decision
    if last and (last.choice, last.rationale) == (choice, rationale):
        return debrief
    kept = (*debrief.decisions, Decision(at, by, choice, rationale))
    return replace(debrief, decisions=kept[-DECISIONS_MAX:])
