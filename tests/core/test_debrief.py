"""Cards side by side, and the decision: SPEC.md, S16 to S18."""

from server.core import debrief as d
from server.core.scorecard import Card, Dimension, Mark, Overall
from tests.core.cards import RUBRIC, WHOLE, marked


def card(*scores: int) -> Card:
    marks = tuple(Mark(name, score) for name, score in zip(("solving", "testing", "code"), scores, strict=True))
    return Card(marks=marks)


DIMENSIONS = tuple(Dimension(name, name.title()) for name in ("solving", "testing", "code"))


def test_s16_the_matrix_has_equal_weights_and_flags_what_is_two_apart() -> None:
    matrix = d.matrix_of(DIMENSIONS, {"ida": card(3, 4, 3), "tom": card(3, 2, 4), "sana": card(3, 3, -1)})
    assert matrix.mean == 3.125
    assert round(matrix.spread or 0, 1) == 0.6
    assert [row.apart for row in matrix.rows] == [0, 2, 1]
    assert [row.dimension.id for row in matrix.discuss] == ["testing"]
    assert matrix.unobserved == ()
    assert matrix.rows[2].mean == 3.5
    assert matrix.rows[1].marks["tom"].score == 2


def test_s16_what_nobody_observed_is_flagged_and_no_number_is_made_up() -> None:
    matrix = d.matrix_of(RUBRIC, {"ida": card(0, -1, -1)})
    assert (matrix.mean, matrix.spread) == (None, None)
    assert [row.dimension.id for row in matrix.unobserved] == ["testing", "code"]
    assert not matrix.rows[0].discuss
    assert d.matrix_of(RUBRIC, {"ida": marked(2), "pat": WHOLE}).mean == 2.5


def test_s17_opening_it_without_a_card_needs_a_reason_and_happens_once() -> None:
    new = d.Debrief()
    assert d.close(new, at=1, by="Ida", without=["Pat"], reason=" ") == d.NO_REASON
    assert d.close(new, at=1, by="Ida", without=["Pat"], reason="x" * 2001) == d.LONG_REASON
    closed = d.close(new, at=1, by="Ida", without=["Pat"], reason=" Pat is ill. ")
    assert isinstance(closed, d.Debrief)
    assert closed.closing == d.Closing(1, "Ida", ("Pat",), "Pat is ill.")
    assert d.close(closed, at=2, by="Ida", without=[], reason="again") == closed


def test_s18_a_decision_has_a_reason_and_earlier_ones_stay() -> None:
    new = d.Debrief()
    assert new.decision is None
    assert d.decide(new, at=1, by="Ida", choice=None, rationale="why") == d.NO_CHOICE
    assert d.decide(new, at=1, by="Ida", choice=Overall.YES, rationale=" ") == d.NO_RATIONALE
    assert d.decide(new, at=1, by="Ida", choice=Overall.YES, rationale="x" * 2001) == d.LONG_REASON
    one = d.decide(new, at=1, by="Ida", choice=Overall.YES, rationale="Sound plans.")
    assert isinstance(one, d.Debrief)
    assert d.decide(one, at=2, by="Ida", choice=Overall.YES, rationale="Sound plans.") == one
    two = d.decide(one, at=3, by="Ida", choice=Overall.NO, rationale="Another look.")
    assert isinstance(two, d.Debrief)
    assert [each.choice for each in two.decisions] == [Overall.YES, Overall.NO]
    assert two.decision is not None
    assert two.decision.at == 3
