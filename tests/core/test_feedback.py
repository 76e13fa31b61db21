"""Feedback to the candidate: SPEC.md, S19 to S21, and what they take along, S27."""

from dataclasses import replace

import pytest

from server.core import feedback as f
from server.core.anchors import PRACTICE
from server.core.debrief import Decision
from server.core.evidence import Moment, written
from server.core.feedback import CodeMoment, Comment, Excerpt, Feedback, FeedbackFile, Score, Sent
from server.core.scorecard import Mark, Overall, Point
from server.core.self_assessment import Assessment, OwnFile, OwnMark
from server.core.take_along import growth_of, markdown_of, own_words, their_words
from tests.core.cards import RUBRIC, WHOLE, marked

DECISION = Decision(5, "Ida", Overall.YES, "Sound plans.")
WRITTEN = Feedback("Calm.", "Test first.", "Cases.", (Comment("testing", "Own cases."),))


def letter(feedback: Feedback, decision: Decision | None = DECISION) -> Sent:
    return f.letter(feedback, RUBRIC, [WHOLE, marked(2)], decision, at=9, by="Ida")


def test_s19_the_draft_is_made_of_the_cards_without_names_scores_or_a_decision() -> None:
    weak = marked(2, "Only examples.", "1:00 solution.py:3, 2:00", "One\nown case.")
    draft = f.draft_of([weak, replace(WHOLE, strengths=(Point("Found the edge alone."),))], RUBRIC)
    assert draft.well == "- Found the edge alone."
    assert draft.work_on == "- **Testing**: One own case."
    assert draft.practice == f"- {PRACTICE['testing']}"
    assert draft.comment("testing") == "Only examples.\nOwn cases."
    assert draft.comment("code") == draft.comment("nothing") == ""
    assert draft.moments == (CodeMoment("1:00 solution.py:3", "Only examples."),)
    assert not draft.scores
    assert not draft.decision


def test_s19_a_weakness_of_an_unknown_dimension_has_no_practice() -> None:
    code = replace(WHOLE, marks=(Mark("deep", 1, Point(), "Depth."),))
    assert f.draft_of([code], [replace(RUBRIC[0], id="deep", title="Deep")]).practice == ""


def test_s20_scores_and_the_decision_go_out_only_when_ticked() -> None:
    plain = letter(WRITTEN)
    assert (plain.scores, plain.decision, plain.rationale) == ((), "", "")
    assert plain.titles == (("testing", "Testing"),)
    ticked = letter(replace(WRITTEN, scores=True, decision=True))
    assert ticked.scores == (Score("testing", 2.5), Score("code", None))
    assert (ticked.decision, ticked.rationale) == ("Yes", "Sound plans.")
    assert ticked.titles == (("testing", "Testing"), ("code", "Code"))
    assert f.decision_words(Overall.NO_DECISION) == "No decision"


@pytest.mark.parametrize(("feedback", "said"), [
    (WRITTEN, ""),
    (Feedback(practice="Cases."), f.EMPTY),
    (replace(WRITTEN, well="x" * 8001), f.LONG),
    (replace(WRITTEN, moments=(CodeMoment("1:00", "x" * 8001),)), f.LONG),
    (replace(WRITTEN, moments=(CodeMoment("soon"),)), "“soon” is not a time. Write it as 12:40, or as 12:40 "
     "solution.py:14."),
    (replace(WRITTEN, decision=True), f.NOT_DECIDED),
])  # fmt: skip
def test_s20_what_cannot_be_sent_says_why(feedback: Feedback, said: str) -> None:
    assert f.problem(feedback, None) == said


def test_s20_a_ticked_decision_goes_out_once_it_is_recorded() -> None:
    assert f.problem(replace(WRITTEN, decision=True), DECISION) == ""


def test_s21_the_draft_is_not_overwritten_silently_and_sending_twice_sends_once() -> None:
    new = FeedbackFile()
    assert new.sent is None
    kept = f.save(new, WRITTEN, 0, 5)
    assert isinstance(kept, FeedbackFile)
    assert f.save(kept, WRITTEN, 0, 6) == kept
    assert f.save(kept, Feedback("else"), 0, 6) == f.OTHER_TAB
    once = f.send(kept, letter(WRITTEN))
    assert f.send(once, replace(letter(WRITTEN), at=99)) == once
    twice = f.send(once, letter(replace(WRITTEN, well="Calmer.")))
    assert len(twice.sends) == 2
    assert twice.sent is not None
    assert twice.sent.feedback.well == "Calmer."


CODE = "\n".join(f"line {number}" for number in range(1, 21))


@pytest.mark.parametrize(("where", "found"), [
    ("soon", None),
    ("1:00", Excerpt(60_000, "w")),
    ("1:00 other.py:3", Excerpt(60_000, "w", "other.py", 3)),
    ("1:00 solution.py:99", Excerpt(60_000, "w", "solution.py", 99)),
    ("1:00 solution.py", Excerpt(60_000, "w", "solution.py", 0)),
    ("1:00 solution.py:2", Excerpt(60_000, "w", "solution.py", 2, 1, "line 1\nline 2\nline 3")),
])  # fmt: skip
def test_a_moment_takes_the_code_around_it_along(where: str, found: Excerpt | None) -> None:
    assert f.excerpt(CodeMoment(where, "w"), {"slots/solution.py": CODE}, around=1) == found


def test_a_moment_is_written_as_people_type_it() -> None:
    assert written(Moment(7_000)) == "0:07"
    assert written(Moment(7_000, "a.py")) == "0:07 a.py"
    assert written(Moment(7_000, "a.py", 3)) == "0:07 a.py:3"


OWN = OwnFile(Assessment((OwnMark("testing", 2, "Too late."), OwnMark("code", 0, "")), "Ask first."), 5)
TITLES = {"testing": "Testing", "code": "Code"}


def test_both_views_of_a_dimension_are_words() -> None:
    sent = letter(replace(WRITTEN, scores=True))
    assert own_words(OWN, "testing") == "I got there with help. Too late."
    assert own_words(OWN, "code") == own_words(OwnFile(), "testing") == ""
    assert own_words(OwnFile(Assessment((OwnMark("code", 0, "Odd."),))), "code") == "Odd."
    assert their_words(sent, "testing") == "2.5 of 4. Own cases."
    assert their_words(sent, "code") == their_words(None, "code") == ""


def test_s27_the_whole_as_markdown() -> None:
    sent = letter(replace(WRITTEN, decision=True))
    moments = (
        Excerpt(60_000, "Look.", "a.py", 2, 1, "a = '```'"),
        Excerpt(1_000, "Hm.", "b.py"),
        Excerpt(2_000, "Oh."),
    )
    text = markdown_of("Backend\nengineer", "2026-11-27", replace(sent, excerpts=moments), OWN, TITLES)
    assert text.splitlines()[0] == "# Backend engineer"
    for part in (
        "## What went well\n\nCalm.",
        "## The decision\n\nYes. Sound plans.",
        "## Testing\n\nWhat I thought: I got there with help. Too late.\n\nWhat they saw: Own cases.",
        "## What I would do again, and differently\n\nAsk first.",
        "## At 1:00 in a.py, line 2\n\nLook.\n\n````\na = '```'\n````",
        "## At 0:01 in b.py\n\nHm.",
        "## At 0:02\n\nOh.",
    ):
        assert part in text
    assert "## Code" not in text
    alone = markdown_of("B", "2026-11-27", None, OWN, TITLES)
    assert "What they saw" not in alone
    theirs = markdown_of("B", "2026-11-27", letter(WRITTEN), OwnFile(), TITLES)
    assert "What I thought" not in theirs
    assert "decision" not in theirs


def test_s27_the_growth_file_has_this_session_and_what_was_opened() -> None:
    def grown(own: OwnFile, sent: Sent | None) -> dict[str, object]:
        file = growth_of(
            room="a", title="B", date="2026-11-27", minutes=60, tasks=["T"], dimensions=TITLES, own=own, sent=sent
        )
        assert file["format"] == "greenroom-growth-1"
        session: dict[str, object] = file["sessions"][0]
        return session

    whole = grown(OWN, letter(WRITTEN))
    assert whole["work_on"] == "Test first."
    assert whole["again"] == "Ask first."
    assert whole["dimensions"] == [
        {"id": "testing", "title": "Testing", "self": 2, "self_words": "Too late.", "others_words": "Own cases."},
        {"id": "code", "title": "Code", "self": None, "self_words": "", "others_words": ""},
    ]
    bare = grown(OwnFile(), None)
    assert bare["work_on"] == bare["again"] == ""
