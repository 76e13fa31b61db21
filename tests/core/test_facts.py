"""What is recorded of a candidate where they agreed to it: rules R21 and R22 of SPEC.md."""

from copy import deepcopy
from dataclasses import fields

import pytest

from server.core import asks as a
from server.core import events as e
from server.core import inputs as i
from server.core.ids import CANDIDATE, HOST, ROOM
from server.core.refusals import FACTS_MAX, PASTED_MAX
from server.core.roles import Role
from tests.core.rooms import Told, refusal

PASTED = a.AskPasted("slots", "python", 0, 120)


def room(*, facts: bool) -> Told:
    """Ida and Cam are in."""
    told = Told()
    told.room.apply(e.Entry(1, 0, 0, ROOM, e.Opened("t", "Ida", "Cam", ("slots",), ("d",), facts)))
    told.ida_comes()
    told.cam_comes()
    return told


@pytest.fixture
def told() -> Told:
    return room(facts=True)


def pasted(told: Told, *, known: bool = False) -> e.Event:
    """Cam pasted, and the live house has looked."""
    told.say(i.PasteSeen(CANDIDATE, Role.CANDIDATE, PASTED, known))
    return told.entries[-1].event


def test_a_paste_is_kept_without_its_text(told: Told) -> None:
    assert told.cam(PASTED) == []  # the live house looks first
    assert pasted(told, known=True) == e.Pasted("slots", "python", 120, known=True)
    assert pasted(told) == e.Pasted("slots", "python", 120, known=False)


def test_an_absence_is_told_once_and_measured(told: Told) -> None:
    told.cam(a.AskAway())
    assert told.cam(a.AskAway()) == []
    told.clock += 7_000
    told.cam(a.AskBack())
    assert told.cam(a.AskBack()) == []
    assert [entry.event for entry in told.entries[-2:]] == [e.WentAway(), e.CameBack(8_002)]  # R22


@pytest.mark.parametrize("gone", [i.Leaves(CANDIDATE), i.ServerReturns()], ids=["left", "interrupted"])
def test_who_is_gone_is_not_away(told: Told, gone: i.Input) -> None:
    told.cam(a.AskAway())
    told.say(gone)
    assert told.cam(a.AskBack()) == []


@pytest.mark.parametrize("ask", [PASTED, a.AskAway(), a.AskBack()])
def test_where_nobody_agreed_to_it_nothing_is_recorded(ask: a.Ask) -> None:
    told = room(facts=False)
    before = deepcopy(vars(told.room))
    assert "records neither pastes" in refusal(told.cam(ask))  # R21
    assert vars(told.room) == before


def test_a_paste_that_was_looked_at_is_refused_all_the_same() -> None:
    told = room(facts=False)
    assert "records neither pastes" in refusal(told.say(i.PasteSeen(CANDIDATE, Role.CANDIDATE, PASTED, known=True)))


@pytest.mark.parametrize("ask", [PASTED, a.AskAway(), a.AskBack()])
def test_what_ida_does_beside_the_room_is_nobodys_business(told: Told, ask: a.Ask) -> None:
    assert refusal(told.ida(ask)) == "This is recorded of a candidate only."
    assert HOST not in told.room.away


@pytest.mark.parametrize(
    ("ask", "words"),
    [
        (a.AskPasted("other", "python", 0, 1), "not part of the interview"),
        (a.AskPasted("slots", "cobol", 0, 1), "cannot be solved"),
        (a.AskPasted("slots", "python", -1, 1), "A paste has 1 to"),
        (a.AskPasted("slots", "python", 0, 0), "A paste has 1 to"),
        (a.AskPasted("slots", "python", 0, PASTED_MAX + 1), "A paste has 1 to"),
    ],
)
def test_a_paste_that_cannot_be_is_refused(told: Told, ask: a.Ask, words: str) -> None:
    assert words in refusal(told.cam(ask))


def test_facts_come_to_an_end(told: Told) -> None:
    for _ in range(FACTS_MAX - 1):
        pasted(told)
    told.cam(a.AskAway())
    assert "3,000 pastes and absences" in refusal(told.cam(PASTED))
    told.cam(a.AskBack())
    assert isinstance(told.entries[-1].event, e.CameBack)  # an absence that was told of ends
    assert "3,000 pastes and absences" in refusal(told.cam(a.AskAway()))


def test_nothing_is_a_judgement() -> None:
    names = {field.name for kind in e.KINDS.values() for field in fields(kind)} | set(e.KINDS)
    assert not {name for name in names if "score" in name or "suspicio" in name or "cheat" in name}
