"""What a card lacks before it can be submitted: SPEC.md, S2 to S6."""

from dataclasses import replace

import pytest

from server.core.anchors import DEFAULT, PRACTICE, dimensions_of, title_of
from server.core.card_changes import Change, changes
from server.core.evidence import MOMENTS_MAX, Moment, moments, unreadable
from server.core.scorecard import (
    CONFIDENCE_WORDS,
    OVERALL_WORDS,
    STAR_PARTS,
    WORDS_MAX,
    Card,
    Confidence,
    Mark,
    Overall,
    Point,
    Star,
    gaps,
)
from tests.core.cards import ANCHORS, NOTES, RUBRIC, WHOLE, marked


def lacks(card: Card) -> list[tuple[str, str]]:
    return [(gap.field, gap.message) for gap in gaps(card, RUBRIC, NOTES)]


def test_s2_a_whole_card_lacks_nothing() -> None:
    assert lacks(WHOLE) == []


def test_s2_an_empty_card_lists_what_is_missing_beside_its_fields() -> None:
    assert [field for field, _ in lacks(Card())] == [
        "score-testing", "score-code", "strength-1", "overall", "confidence", "impartial",
    ]  # fmt: skip


@pytest.mark.parametrize("score", [1, 4])
@pytest.mark.parametrize(("moments", "notes", "enough"), [
    ("", (), False),
    ("12:40", (), True),
    ("", ("n1",), True),
    ("", ("of-nobody",), False),
    ("soon", (), False),
])  # fmt: skip
def test_s3_a_1_and_a_4_need_a_note_or_a_moment(score: int, moments: str, notes: tuple[str, ...], enough: bool) -> None:
    found = lacks(marked(score, "words", moments, "a test", notes))
    needed = f"Testing: a {score} needs evidence. Pick a note, or say at what time it was."
    assert (("moments-testing", needed) not in found) is enough


@pytest.mark.parametrize("score", [2, 3, -1])
def test_s3_the_scores_between_do_not(score: int) -> None:
    assert lacks(marked(score, yes_if="a test")) == []


@pytest.mark.parametrize(("score", "needed"), [(1, True), (2, True), (3, False), (4, False), (-1, False)])
def test_s4_every_weakness_says_what_would_have_made_it_a_yes(score: int, needed: bool) -> None:
    found = lacks(marked(score, moments="1:00", yes_if="  "))
    assert found == ([("yes-testing", "Testing: say what would have made it a yes.")] if needed else [])


def test_s5_one_strength_needs_words_and_evidence() -> None:
    without = replace(WHOLE, strengths=(Point(), Point("Calm.")))
    assert lacks(without) == [
        ("strength-moments-2", "One strength needs evidence: pick a note, or say at what time it was.")
    ]
    only_time = replace(WHOLE, strengths=(Point("", (), "1:00"),))
    assert lacks(only_time) == [("strength-1", "Name at least one strength.")]


def test_s6_no_decision_says_why_and_a_conflict_of_interest_says_which() -> None:
    card = replace(WHOLE, overall=Overall.NO_DECISION, impartial=False)
    assert [field for field, _ in lacks(card)] == ["because", "impartial"]
    assert lacks(replace(card, because="Too little seen.", conflict="We worked together.")) == []


def test_an_unreadable_time_is_said_and_what_is_too_long_too() -> None:
    assert lacks(marked(3, moments="12:40, later"))[0] == (
        "moments-testing",
        "Testing: “later” is not a time. Write it as 12:40, or as 12:40 solution.py:14.",
    )
    long = "x" * (WORDS_MAX + 1)
    whole = replace(marked(2, long, yes_if=long), strengths=(Point(long, ("n1",), "soon"),), stars=(Star(long),))
    whole = replace(whole, because=long, conflict=long)
    assert [field for field, _ in lacks(whole)] == [
        "seen-testing", "yes-testing", "strength-moments-1", "strength-1", "star-question-1", "because", "conflict",
    ]  # fmt: skip


@pytest.mark.parametrize(("text", "read"), [
    ("12:40", (Moment(760_000),)),
    ("1:02:40", (Moment(3_760_000),)),
    (" 0:07 ;31:05 slots/solution.py:14\n90:00 main.py", (
        Moment(7_000), Moment(1_865_000, "slots/solution.py", 14), Moment(5_400_000, "main.py"),
    )),
    ("12:61, 1:60:00, 12, ١٢:٤٠, x", ()),
    ("", ()),
])  # fmt: skip
def test_times_are_read_as_people_type_them(text: str, read: tuple[Moment, ...]) -> None:
    assert moments(text) == read


def test_what_is_no_time_is_found() -> None:
    assert unreadable("12:40, noon, x") == "noon"
    assert unreadable("12:40") == ""
    assert len(moments(",".join(["1:00"] * 99))) == MOMENTS_MAX


def test_dimensions_are_those_of_the_tasks_in_order_each_once() -> None:
    first = {"testing": dict(enumerate(ANCHORS, start=1)), "deep-work": {1: "no"}}
    second = {"testing": {1: "another"}, "code": {4: "fits"}}
    found = dimensions_of([first, second])
    assert [(each.id, each.title, each.anchors) for each in found] == [
        ("testing", "Testing", ANCHORS),
        ("deep-work", "Deep work", ("no", "", "", "")),
        ("code", "Code", ("", "", "", "fits")),
    ]


def test_without_a_rubric_there_is_one_for_any_interview_with_words_for_each_score() -> None:
    assert dimensions_of([{}, {}]) == DEFAULT
    for dimension in DEFAULT:
        assert all(dimension.anchors)
        assert dimension.id in PRACTICE
    assert title_of("problem_solving") == "Problem solving"


def test_every_answer_has_its_words() -> None:
    assert set(OVERALL_WORDS) == set(Overall)
    assert set(CONFIDENCE_WORDS) == set(Confidence)


def test_changes_say_what_was_and_what_is() -> None:
    before = replace(WHOLE, stars=(Star("A time", action="asked"),))
    after = replace(
        before,
        marks=(Mark("testing", 4, Point("Own cases.", ("n1",), "12:40")),),
        stars=(Star("A time"),),
        overall=Overall.NO_DECISION,
        because="One thing is open.",
        impartial=False,
    )
    assert changes(before, before, RUBRIC) == ()
    assert changes(before, after, RUBRIC) == (
        Change("Testing", "3", "4"),
        Change("Testing: what you saw, at", "", "12:40"),
        Change("Testing: what you saw, notes", "", "1"),
        Change("Code", "not observed", ""),
        Change("Question 1: action", "asked", "not explored"),
        Change("Overall", "Yes", "No decision, because…"),
        Change("Because", "", "One thing is open."),
        Change("Conflict of interest", "none known", ""),
    )
    assert Change("Overall", "Yes", "") in changes(before, Card(), RUBRIC)
    assert set(STAR_PARTS) == {"situation", "task", "action", "result"}
