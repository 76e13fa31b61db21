"""Drafts, one submission, amendments: SPEC.md, S7 to S10."""

from dataclasses import replace

from server.core import card_file
from server.core.card_file import AMENDMENTS_MAX, LATE_MS, CardFile, Refusal, amend, save, submit
from server.core.scorecard import Card, Gap
from tests.core.cards import WHOLE, marked

NEW = CardFile("host", "Ida")
GAP = Gap("overall", "Answer the overall question, last.")
OTHER = marked(2, yes_if="a test")


def given(card: Card = WHOLE, at: int = 10) -> CardFile:
    done = submit(NEW, card, at, gaps=(), ended=5, closed=False)
    assert isinstance(done, CardFile)
    return done


def refused(done: CardFile | Refusal) -> Refusal:
    assert isinstance(done, Refusal)
    return done


def test_s7_each_save_keeps_the_whole_draft_and_saving_it_again_changes_nothing() -> None:
    once = save(NEW, WHOLE, 0, "a", 5)
    assert isinstance(once, CardFile)
    assert (once.draft, once.revision, once.saved, once.card) == (WHOLE, 1, 5, None)
    assert save(once, WHOLE, 0, "b", 6) == once


def test_s7_another_window_does_not_overwrite_silently_but_ones_own_may() -> None:
    one = save(NEW, WHOLE, 0, "a", 5)
    assert isinstance(one, CardFile)
    late = refused(save(one, OTHER, 0, "b", 6))
    assert late.conflict
    assert "another window" in late.message
    again = save(one, OTHER, 0, "a", 6)
    assert isinstance(again, CardFile)
    assert again.draft == OTHER
    assert isinstance(save(one, OTHER, 1, "b", 7), CardFile)


def test_s8_a_card_is_given_once() -> None:
    card = given()
    assert submit(card, WHOLE, 99, gaps=(), ended=5, closed=False) == card
    assert refused(submit(card, OTHER, 99, gaps=(), ended=5, closed=False)).message == card_file.ANOTHER
    assert save(card, WHOLE, 0, "a", 99) == card
    assert refused(save(card, OTHER, 1, "a", 99)).message == card_file.SUBMITTED


def test_s8_what_is_missing_or_too_early_is_refused_with_a_sentence() -> None:
    assert refused(submit(NEW, WHOLE, 9, gaps=[GAP], ended=5, closed=False)).gaps == (GAP,)
    assert refused(submit(NEW, WHOLE, 9, gaps=(), ended=0, closed=False)).message == card_file.NOT_OVER


def test_s9_late_is_fine_and_marked() -> None:
    for at, closed, late in ((5 + LATE_MS, False, False), (6 + LATE_MS, False, True), (6, True, True)):
        done = submit(NEW, WHOLE, at, gaps=(), ended=5, closed=closed)
        assert isinstance(done, CardFile)
        assert done.submission is not None
        assert done.submission.late is late


def test_s10_an_amendment_has_a_reason_and_the_original_stays() -> None:
    card = given()
    changed = amend(card, OTHER, " saw it again ", 20, gaps=())
    assert isinstance(changed, CardFile)
    assert changed.card == OTHER
    assert changed.submission == card.submission
    assert [(each.at, each.reason) for each in changed.amendments] == [(20, "saw it again")]
    assert amend(changed, OTHER, "again", 30, gaps=()) == changed


def test_s10_what_cannot_be_amended_says_why() -> None:
    card = given()
    assert refused(amend(NEW, WHOLE, "x", 20, gaps=())).message == card_file.NOT_SUBMITTED
    assert refused(amend(card, OTHER, "  ", 20, gaps=())).gaps[0].field == "reason"
    assert refused(amend(card, OTHER, "x" * 1001, 20, gaps=())).message == card_file.LONG_REASON
    assert refused(amend(card, OTHER, "x", 20, gaps=[GAP])).message == card_file.INCOMPLETE
    often = replace(card, amendments=tuple(card_file.Amendment(1, "r", WHOLE) for _ in range(AMENDMENTS_MAX)))
    assert refused(amend(often, OTHER, "x", 20, gaps=())).message == card_file.ENOUGH
