"""What a candidate thinks of their own interview, on the same dimensions, before they read what others think. Pure.
Rules: SPEC.md, S22 to S23. It is the candidate's alone.
"""

from dataclasses import dataclass, replace
from typing import Final

from server.core.scorecard import UNSAID

WORDS_MAX: Final = 4_000
SCALE: Final = {
    1: "I was lost here",
    2: "I got there with help",
    3: "I managed on my own",
    4: "This went really well",
    -1: "It did not come up",
}
"""A candidate never reads the interviewers' rubric; these words fit any dimension."""
NOTHING: Final = "Choose at least one answer, or open the feedback without."
LONG: Final = f"Keep each answer below {WORDS_MAX:,} characters."
GIVEN: Final = "You have opened the feedback, so what you thought before stays as it was."


@dataclass(frozen=True, slots=True)
class OwnMark:
    """What they think of one dimension: a key of `SCALE`, or `UNSAID`."""

    dimension: str
    score: int = UNSAID
    words: str = ""


@dataclass(frozen=True, slots=True)
class Assessment:
    marks: tuple[OwnMark, ...] = ()
    again: str = ""
    """What they would do again, and what differently."""

    def mark(self, dimension: str) -> OwnMark:
        return next((mark for mark in self.marks if mark.dimension == dimension), OwnMark(dimension))


@dataclass(frozen=True, slots=True)
class OwnFile:
    """`given` is None for who has not filled it in. `at` and `opened` (the feedback) are Unix ms, 0 for not yet."""

    given: Assessment | None = None
    at: int = 0
    opened: int = 0


def give(file: OwnFile, assessment: Assessment, at: int) -> OwnFile | str:
    """Keep it, as long as the feedback is not opened; a sentence where it cannot be."""
    if assessment == file.given:
        return file
    if file.opened:
        return GIVEN
    if not any(mark.score != UNSAID for mark in assessment.marks):
        return NOTHING
    if any(len(text) > WORDS_MAX for text in (assessment.again, *(mark.words for mark in assessment.marks))):
        return LONG
    return replace(file, given=assessment, at=at)


def open_feedback(file: OwnFile, at: int) -> OwnFile:
    """From now on the feedback is read, and what they thought before stays. Opened again it changes nothing."""
    return file if file.opened else replace(file, opened=at)
