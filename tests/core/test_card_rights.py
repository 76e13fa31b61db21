"""Who may write and read cards, as one matrix: SPEC.md, S11 to S15. And: no interleaving reveals a card early."""

from collections.abc import Callable
from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.core.card_authors import authors_of, reader_of
from server.core.card_rights import (
    Desk,
    Reader,
    may_close,
    may_decide,
    may_read_card,
    may_read_debrief,
    may_write_card,
)
from server.core.interview import Interview, State
from server.core.roles import Role
from server.core.setup import Member, Setup

PAT, OLU = Member("pat", "Pat", Role.PANELIST), Member("olu", "Olu", Role.OBSERVER)
IDA, CAM = Member("host", "Ida", Role.HOST), Member("candidate", "Cam", Role.CANDIDATE)
MEMBERS = (IDA, PAT, OLU, CAM)
READERS = {member.name: reader_of(member, owner=False) for member in MEMBERS} | {
    "owner": reader_of(replace(IDA, account="ida"), owner=True, account="olga"),
    "nobody": Reader(""),
}
BOTH = frozenset({"host", "pat"})
DESKS = {
    "going on": Desk(BOTH, frozenset(), ended=False),
    "none in": Desk(BOTH, frozenset(), ended=True),
    "Ida's in": Desk(BOTH, frozenset({"host"}), ended=True),
    "Pat's in": Desk(BOTH, frozenset({"pat"}), ended=True),
    "Ida's in, closed": Desk(BOTH, frozenset({"host"}), ended=True, closed=True),
    "Pat's in, closed": Desk(BOTH, frozenset({"pat"}), ended=True, closed=True),
    "all in": Desk(BOTH, BOTH, ended=True),
}
OPEN = {
    "Ida's in, closed": {"Ida", "Olu", "owner"},
    "Pat's in, closed": {"Pat", "Olu", "owner"},
    "all in": {"Ida", "Pat", "Olu", "owner"},
}
"""Who sees the debrief when. Everybody else sees it never."""


def everyone(may: Callable[[Reader, Desk], bool], desk: str) -> set[str]:
    return {name for name, reader in READERS.items() if may(reader, DESKS[desk])}


def test_s11_only_the_host_and_panelists_have_a_card() -> None:
    for desk in DESKS:
        assert everyone(may_write_card, desk) == {"Ida", "Pat"}
    interview = Interview("a" * 12, "Backend", "Ida", "Cam", (), State.LIVE, 1, setup=Setup(panel=(PAT, OLU)))
    assert [author.name for author in authors_of(interview)] == ["Pat", "Ida"], "whoever hosts speaks last"


@pytest.mark.parametrize("desk", DESKS)
def test_s12_the_debrief_is_open_to_whoever_owes_no_card(desk: str) -> None:
    assert everyone(may_read_debrief, desk) == OPEN.get(desk, set())


@pytest.mark.parametrize(("desk", "author"), list(product(DESKS, ["host", "pat"])))
def test_s13_nobody_reads_anothers_card_before_their_own_is_in_and_the_debrief_open(desk: str, author: str) -> None:
    own = {"host": "Ida", "pat": "Pat"}[author]
    others = OPEN.get(desk, set()) if author in DESKS[desk].submitted else set()
    assert everyone(lambda reader, at: may_read_card(reader, author, at), desk) == {own} | others


@pytest.mark.parametrize("desk", DESKS)
def test_s14_the_host_or_owner_opens_it_without_the_rest_after_giving_their_own(desk: str) -> None:
    closers = {"none in": set(), "going on": set(), "Pat's in": {"owner"}, "Pat's in, closed": {"owner"}}
    assert everyone(may_close, desk) == closers.get(desk, {"Ida", "owner"})


@pytest.mark.parametrize("desk", DESKS)
def test_s15_the_decision_is_recorded_by_the_host_or_owner_who_may_read_the_cards(desk: str) -> None:
    assert everyone(may_decide, desk) == OPEN.get(desk, set()) & {"Ida", "owner"}


def test_an_owner_in_the_hosts_own_place_is_the_host() -> None:
    ida = replace(IDA, account="ida")
    assert reader_of(ida, owner=True, account="ida") == Reader("host", host=True, interviewer=True, owner=True)
    assert reader_of(IDA, owner=True, account="ida").member == "host", "the host has no account, so nobody else is it"
    assert reader_of(ida, owner=False).member == "host", "by her link"


def test_a_candidate_is_never_told_of_a_card_whatever_else_they_are() -> None:
    for desk in DESKS.values():
        assert not may_read_card(Reader("candidate"), "candidate", desk)
        assert not may_read_debrief(Reader("host"), desk)


people = st.sampled_from(["host", "pat", "quin"])
acts = st.tuples(st.sampled_from(["submit", "close", "end", "read"]), people, people)


@given(st.lists(acts, max_size=40))
def test_no_order_of_submitting_and_closing_shows_a_card_early(story: list[tuple[str, str, str]]) -> None:
    """Whoever reads another's card has given their own before, and the author has given theirs."""
    panel = frozenset({"host", "pat", "quin"})
    submitted: list[str] = []
    ended = closed = False
    for act, who, other in story:
        desk = Desk(panel, frozenset(submitted), ended, closed)
        reader = Reader(who, host=who == "host", interviewer=True)
        match act:
            case "submit" if ended and who not in submitted:
                submitted.append(who)
            case "close" if may_close(reader, desk):
                assert who in submitted
                closed = True
            case "end":
                ended = True
            case "read" if who != other and may_read_card(reader, other, desk):
                assert who in submitted
                assert other in submitted
                assert closed or len(submitted) == 3
            case _:
                pass
