"""Scorecards for tests: a rubric of two dimensions, and a card on it that lacks nothing."""

from dataclasses import replace

from server.core.scorecard import Card, Confidence, Dimension, Mark, Overall, Point

ANCHORS = ("waits", "mends", "adds cases", "predicts")
TESTING = Dimension("testing", "Testing", ANCHORS)
CODE = Dimension("code", "Code")
RUBRIC = (TESTING, CODE)
NOTES = {"n1"}

WHOLE = Card(
    marks=(Mark("testing", 3, Point("Own cases.")), Mark("code", -1)),
    strengths=(Point("Found the edge alone.", ("n1",)),),
    overall=Overall.YES,
    confidence=Confidence.HIGH,
    impartial=True,
)


def marked(score: int, words: str = "", moments: str = "", yes_if: str = "", notes: tuple[str, ...] = ()) -> Card:
    """The whole card with this mark for testing."""
    mark = Mark("testing", score, Point(words, notes, moments), yes_if)
    return replace(WHOLE, marks=(mark, *WHOLE.marks[1:]))
