"""What people say to each other, raised hands, and whose note is whose: rules R23 to R25 and R11 of SPEC.md."""

from copy import deepcopy

import pytest

from server.core import asks as a
from server.core import events as e
from server.core import inputs as i
from server.core.ids import CANDIDATE, HOST
from server.core.refusals import HANDS_MAX, SAID_MAX, SAYINGS_MAX
from server.core.room import Room
from tests.core.rooms import TASKS, Told, refusal


@pytest.fixture
def told() -> Told:
    """Ida, Pat and Cam are in."""
    told = Told()
    told.ida_comes()
    told.pat_comes()
    told.cam_comes()
    return told


def last(told: Told) -> tuple[str, e.Event]:
    return told.entries[-1].by, told.entries[-1].event


def test_what_cam_and_ida_write_is_on_the_timeline(told: Told) -> None:
    told.cam(a.AskSay("  May I look up *sorted*?\n"))
    assert last(told) == (CANDIDATE, e.Said("May I look up *sorted*?"))  # R26
    told.ida(a.AskSay("Yes."))
    told.pat(a.AskSay("Of course."))
    assert told.kinds[-3:] == ["said"] * 3


def test_olu_reads_and_does_not_write(told: Told) -> None:
    assert "observe" in refusal(told.olu(a.AskSay("hello")))
    assert "observe" in refusal(told.olu(a.AskRaiseHand()))


def test_nobody_takes_the_others_place_in_the_chat(told: Told) -> None:
    for n in range(SAYINGS_MAX):
        told.cam(a.AskSay(f"message {n}"))
    assert "You have written 500 messages" in refusal(told.cam(a.AskSay("one more")))
    told.ida(a.AskSay("and I can"))
    assert last(told) == (HOST, e.Said("and I can"))


def test_a_hand_is_up_once_and_down_once(told: Told) -> None:
    told.cam(a.AskRaiseHand())
    assert last(told) == (CANDIDATE, e.HandRaised())  # R27
    assert told.cam(a.AskRaiseHand()) == []
    told.pat(a.AskRaiseHand())
    assert told.room.hands == [CANDIDATE, "pat"]
    told.ida(a.AskLowerHand(CANDIDATE))
    assert last(told) == (HOST, e.HandLowered(CANDIDATE))
    assert told.ida(a.AskLowerHand(CANDIDATE)) == []
    told.pat(a.AskLowerHand())
    assert last(told) == ("pat", e.HandLowered("pat"))
    assert told.room.hands == []


def test_only_its_owner_and_the_host_take_a_hand_down(told: Told) -> None:
    told.cam(a.AskRaiseHand())
    assert "Only the host" in refusal(told.pat(a.AskLowerHand(CANDIDATE)))
    assert told.room.hands == [CANDIDATE]
    assert "You lead this interview" in refusal(told.ida(a.AskRaiseHand()))


def test_a_hand_goes_down_with_its_owner_and_with_the_interview(told: Told) -> None:
    told.cam(a.AskRaiseHand())
    told.pat(a.AskRaiseHand())
    told.say(i.Leaves(CANDIDATE))
    assert told.room.hands == ["pat"]
    told.say(i.ServerReturns())
    assert told.room.hands == []
    told.pat_comes()
    told.pat(a.AskRaiseHand())
    told.ida(a.AskEnd())
    assert told.room.hands == []


def test_a_hand_that_is_heard_of_twice_is_one_hand(told: Told) -> None:
    entry = e.Entry(900, 900, 900, CANDIDATE, e.HandRaised())
    told.room.apply(entry)
    told.room.apply(entry)
    assert told.room.hands == [CANDIDATE]


def test_hands_come_to_an_end(told: Told) -> None:
    for _ in range(HANDS_MAX):
        told.cam(a.AskRaiseHand())
        told.cam(a.AskLowerHand())
    assert "200 times" in refusal(told.cam(a.AskRaiseHand()))


def test_a_note_has_a_tag_of_the_rubric_and_stands_at_its_lines(told: Told) -> None:
    told.ida(a.AskNote("a loop too many", "slots", "python", 3, "code", 7))
    assert last(told) == (HOST, e.NoteWritten("id1", "a loop too many", "slots", "python", 3, "code", 7))
    told.ida(a.AskNoteChange("id1", "a loop", "testing"))
    assert last(told) == (HOST, e.NoteChanged("id1", "a loop", "testing"))


def test_a_note_is_its_authors(told: Told) -> None:
    told.ida(a.AskNote("asks well"))
    for ask in (a.AskNoteChange("id1", "asks badly"), a.AskNoteDrop("id1")):
        assert refusal(told.pat(ask)) == "Ida wrote this note, so only they can change it."  # R28
    told.ida(a.AskNoteDrop("id1"))
    assert told.kinds[-1] == "note_dropped"


@pytest.mark.parametrize(
    ("ask", "words"),
    [
        (a.AskSay(" \n"), "empty message"),
        (a.AskSay("x" * (SAID_MAX + 1)), "2,001 characters; the most is 2,000"),
        (a.AskNote("x", tag="charm"), "has this in its rubric"),
        (a.AskNoteChange("id1", "x", "charm"), "has this in its rubric"),
        (a.AskNote("x", "slots", "python", -1), "lines from 1 on"),
        (a.AskNote("x", "slots", "python", 4, end=3), "the last one not before the first"),
        (a.AskNote("x", "slots", "python", 0, end=3), "lines from 1 on"),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence(told: Told, ask: a.Ask, words: str) -> None:
    told.ida(a.AskNote("mine"))
    before = deepcopy(vars(told.room))
    assert words in refusal(told.ida(ask))
    assert vars(told.room) == before  # R1


def test_the_same_timeline_gives_the_same_room(told: Told) -> None:
    told.cam(a.AskSay("hm"))
    told.cam(a.AskRaiseHand())
    told.ida(a.AskNote("mine", tag="code"))
    told.pat(a.AskRaiseHand())
    again = Room(TASKS)
    again.restore(told.entries, 0, 0)
    assert vars(again) == vars(told.room)  # R2
