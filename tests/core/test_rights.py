"""What may be deleted, how long things are kept in words, and which interviews a list wants."""

from dataclasses import replace

import pytest

from server.core.accounts import Account, Rank, Standing
from server.core.interview import Interview, State
from server.core.listing import Place, Wanted, fits, for_account, place_of, read_place
from server.core.retention import kept_for
from server.core.rights import (
    HOUR_MS,
    REASON_MAX,
    Hold,
    Thing,
    confirms,
    confirms_practice,
    deletion_problem,
    erasing_problem,
    hour_of,
    may_know,
    practice_problem,
    practised_by,
    reason_problem,
)
from server.core.roles import Role
from server.core.setup import Practice, Setup

OVER = Interview("k3v9x0q2m1ab", "Backend engineer", "Ida", "Cam Ölund", ("slots",), State.ENDED, 1, 2, 3)
HELD = Hold("h1", OVER.id, 4, "Ida", "a question of law")


def test_an_interview_is_deleted_unless_it_goes_on_or_is_held() -> None:
    assert deletion_problem(OVER, None) == ""
    assert deletion_problem(replace(OVER, state=State.PLANNED), None) == ""
    assert "End it first" in deletion_problem(replace(OVER, state=State.LIVE), None)
    assert "legal hold" in deletion_problem(OVER, HELD)


def test_entries_are_erased_only_after_the_end_and_never_of_what_is_held() -> None:
    assert erasing_problem(OVER, None) == ""
    assert "has ended" in erasing_problem(replace(OVER, state=State.PLANNED), None)
    assert "has ended" in erasing_problem(replace(OVER, state=State.LIVE), None)
    assert "legal hold" in erasing_problem(OVER, HELD)


@pytest.mark.parametrize(
    ("typed", "fits"),
    [("Cam Ölund", True), (" cam   ölund ", True), (OVER.id, True), ("Cam", False), ("", False), ("Max", False)],
)
def test_what_is_typed_to_confirm_is_the_candidates_name_or_the_id(typed: str, fits: bool) -> None:
    assert confirms(OVER, typed) is fits


def test_a_practice_room_is_deleted_unless_somebody_is_in_it_or_it_is_held_k11() -> None:
    assert practice_problem(None, somebody_in=False) == ""
    assert "Somebody is in this room" in practice_problem(None, somebody_in=True)
    assert "legal hold" in practice_problem(HELD, somebody_in=False)


def test_a_practice_room_is_meant_by_a_name_of_those_in_it_k11() -> None:
    alone, both = replace(OVER, host="", candidate="Ida"), replace(OVER, candidate="Cam")
    assert practised_by(alone) == practised_by(replace(alone, host="Ida")) == ("Ida",)
    assert practised_by(both) == ("Ida", "Cam")
    assert [confirms_practice(both, typed) for typed in (" cam ", "IDA", OVER.id, "", "Max")] == [True] * 3 + [
        False
    ] * 2
    assert not confirms_practice(alone, "")


def test_a_reason_is_asked_for_and_has_an_end() -> None:
    assert reason_problem("a question of law") == ""
    assert "Write a reason" in reason_problem(" \n")
    assert "the most is" in reason_problem("x" * (REASON_MAX + 1))


def test_an_hour_begins_where_it_begins() -> None:
    assert hour_of(0) == hour_of(HOUR_MS - 1) == 0
    assert hour_of(HOUR_MS) == HOUR_MS


def test_how_long_things_are_kept_is_said_in_words() -> None:
    assert kept_for(12) == "kept for 12 months, then deleted"
    assert kept_for(1) == "kept for one month, then deleted"
    assert kept_for(0) == "kept until the people who run this Greenroom delete it"


# Lists --------------------------------------------------------------------------------------------------------------


def test_a_place_in_a_list_stands_in_an_address_and_nothing_else_is_one() -> None:
    assert read_place(place_of(OVER).text) == Place(1, OVER.id)
    for text in ("", "x", "1-", "-a", "1-a-b", "x-a", "²-a", "1-é", "9" * 16 + "-a"):
        assert read_place(text) is None


def test_a_list_wants_a_state_and_words_in_a_title_or_a_name() -> None:
    assert fits(Wanted(), OVER)
    assert fits(Wanted(State.ENDED, "öLUND"), OVER)
    assert fits(Wanted(words="backend"), OVER)
    assert fits(Wanted(words="ida"), OVER)
    assert not fits(Wanted(State.LIVE), OVER)
    assert not fits(Wanted(words="front"), OVER)


@pytest.mark.parametrize("state", [None, *State])
def test_each_rank_may_see_its_own_part_of_a_list(state: State | None) -> None:
    wanted = Wanted(state, "cam", limit=7)
    ranks = (Rank.OWNER, Rank.INTERVIEWER, Rank.VIEWER)
    owner, interviewer, viewer = (Account(f"a{rank}", "Ida", "", rank, Standing.ACTIVE, 1, 2) for rank in ranks)
    assert for_account(owner, wanted) == wanted
    assert for_account(interviewer, wanted) == replace(wanted, account=interviewer.id)
    ended = replace(wanted, state=State.ENDED)
    assert for_account(viewer, wanted) == (ended if state in (None, State.ENDED) else None)


def test_a_list_wants_somebodys_place_and_practice_or_not() -> None:
    hosted = replace(OVER, setup=Setup(account="a1"))
    assert fits(Wanted(account="a1"), hosted)
    assert not fits(Wanted(account="a2"), hosted)
    assert fits(Wanted(practice=False), OVER)
    assert not fits(Wanted(practice=True), OVER)
    assert fits(Wanted(practice=True), replace(OVER, setup=Setup(practice=Practice.SOLO)))


# Who opened what ----------------------------------------------------------------------------------------------------


def test_a_candidate_is_told_of_their_record_and_not_of_what_others_write_about_it() -> None:
    theirs = {thing for thing in Thing if may_know(Role.CANDIDATE, thing)}
    assert {Thing.RECORD, Thing.REPLAY, Thing.EXPORT, Thing.DATA, Thing.CLIP, Thing.FEEDBACK} <= theirs
    assert not theirs & {Thing.SCORECARD, Thing.DEBRIEF, Thing.ACCESS, Thing.ERASING, Thing.CLIPS}
    for role in (Role.HOST, Role.PANELIST, Role.OBSERVER):
        assert all(may_know(role, thing) for thing in Thing)
