"""The candidate's own view, SPEC.md S22 and S23, and how both sides found it, S24 to S26."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.core import rating as r
from server.core import self_assessment as s
from server.core.card_rights import Desk, Reader, may_read_sent
from server.core.rating import REVEAL_MS, Booth, Rating
from server.core.self_assessment import Assessment, OwnFile, OwnMark

THOUGHT = Assessment((OwnMark("testing", 3, "Own cases."),), "Ask first.")
OTHER = Assessment((OwnMark("testing", 1),))


def test_s22_what_a_candidate_thinks_can_change_until_the_feedback_is_opened() -> None:
    kept = s.give(OwnFile(), THOUGHT, 5)
    assert isinstance(kept, OwnFile)
    assert s.give(kept, THOUGHT, 6) == kept
    again = s.give(kept, OTHER, 7)
    assert isinstance(again, OwnFile)
    opened = s.open_feedback(again, 9)
    assert opened.opened == 9
    assert s.open_feedback(opened, 10) == opened
    assert s.give(opened, THOUGHT, 11) == s.GIVEN
    assert s.give(opened, OTHER, 11) == opened


def test_s22_an_empty_one_and_a_long_one_are_refused() -> None:
    assert s.give(OwnFile(), Assessment((OwnMark("testing"),), "words"), 5) == s.NOTHING
    assert s.give(OwnFile(), Assessment((OwnMark("testing", 1, "x" * 4001),)), 5) == s.LONG
    assert s.give(OwnFile(), Assessment((OwnMark("testing", 1),), "x" * 4001), 5) == s.LONG


def test_s23_feedback_that_was_sent_is_read_by_the_candidate_and_who_may_read_the_cards() -> None:
    desk = Desk(frozenset({"host", "pat"}), frozenset({"host"}), ended=True, closed=True)
    assert may_read_sent(Reader("candidate"), desk, candidate=True)
    assert may_read_sent(Reader("host", interviewer=True), desk, candidate=False)
    assert not may_read_sent(Reader("pat", interviewer=True), desk, candidate=False)


ANSWERS = dict.fromkeys(r.ASKED, 3)
PANEL = frozenset({"host", "pat"})
NEW = Rating({})


def booth(*given: str, ended: int = 10) -> Booth:
    return Booth(PANEL, frozenset(given), ended)


@pytest.mark.parametrize(("given", "now", "open"), [
    ((), 11, False),
    (("candidate", "host"), 11, False),
    (("host", "pat"), 11, False),
    (("candidate", "host", "pat"), 11, True),
    ((), 10 + REVEAL_MS - 1, False),
    (("candidate",), 10 + REVEAL_MS, True),
])  # fmt: skip
def test_s25_both_sides_are_told_together(given: tuple[str, ...], now: int, open: bool) -> None:
    for member in ("host", "pat", "candidate"):
        for author in ("host", "pat", "candidate"):
            assert r.may_read_rating(member, author, booth(*given), now) is (open or member == author)
        assert not r.may_read_rating("olu", member, booth(*given), now)
    assert not booth(*given, ended=0).revealed(now)


def test_s24_answers_are_given_once_after_the_end() -> None:
    done = r.give(NEW, Rating(ANSWERS, "Fine."), booth(), 12)
    assert done == Rating(ANSWERS, "Fine.", 12)
    assert isinstance(done, Rating)
    assert r.give(done, Rating(ANSWERS, "Fine."), booth(), 13) == done
    assert r.give(done, Rating(ANSWERS, "Else."), booth(), 13) == r.GIVEN
    assert r.give(NEW, Rating(ANSWERS), booth(ended=0), 12) == r.NOT_OVER
    assert r.give(NEW, Rating({"clarity": 3}), booth(), 12) == r.NOT_ALL
    assert r.give(NEW, Rating({**ANSWERS, "clarity": 5}), booth(), 12) == r.NOT_ALL
    assert r.give(NEW, Rating(ANSWERS, "x" * 2001), booth(), 12) == r.LONG
    assert r.give(NEW, Rating(ANSWERS), booth(), 10 + REVEAL_MS) == r.REVEALED


def test_only_the_two_sides_are_asked() -> None:
    assert [r.may_rate(member, booth()) for member in ("host", "pat", "candidate", "olu", "")] == [
        True, True, True, False, False,
    ]  # fmt: skip


members = st.sampled_from(["host", "pat", "candidate"])


@given(st.lists(st.tuples(st.sampled_from(["give", "read", "wait"]), members, members), max_size=40))
def test_s26_no_answer_is_given_after_reading_anothers(story: list[tuple[str, str, str]]) -> None:
    """Whatever the order: whoever has read somebody else's answers cannot give theirs any more."""
    given: dict[str, Rating] = {}
    has_read: set[str] = set()
    now = 10
    for act, who, other in story:
        at = booth(*given)
        match act:
            case "wait":
                now += REVEAL_MS // 3
            case "give":
                done = r.give(given.get(who, NEW), Rating(ANSWERS), at, now)
                if isinstance(done, Rating):
                    assert who in given or who not in has_read
                    given[who] = done
            case _:
                if who != other and other in given and r.may_read_rating(who, other, at, now):
                    has_read.add(who)
