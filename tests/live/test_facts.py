"""Facts in a live room: pastes are looked at, and a person is away when all their pages are."""

from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from pycrdt import Doc, Text

from server.core import asks as a
from server.core import events as e
from server.core import inputs as i
from server.core.ids import CANDIDATE
from server.core.interview import Interview
from server.core.roles import Role
from server.live.house import House
from server.live.live_room import LiveRoom
from server.live.planning import TERMS_WITH_FACTS
from server.live.seats import Seat
from tests.fakes import StillClock
from tests.house import new_house, seat


@pytest.fixture
def clock() -> StillClock:
    return StillClock()


@pytest.fixture
async def house(tmp_path: Path, clock: StillClock) -> AsyncIterator[House]:
    house = new_house(tmp_path, clock=clock)
    yield house
    await house.close()


async def entered(house: House, *, facts: bool = True) -> LiveRoom:
    interview = await house.open_interview("Backend engineer", "Ida", "Cam", ["slots"], facts=facts)
    assert isinstance(interview, Interview)
    live = await house.enter(interview.id)
    assert live is not None
    return live


class Cam:
    """One of Cam's pages."""

    def __init__(self, house: House, live: LiveRoom) -> None:
        self.house, self.live = house, live
        self.seat: Seat = seat(CANDIDATE, Role.CANDIDATE)
        self.doc: Doc[Text] = Doc()
        self.doc.apply_update(live.document.state())
        self._updates = self.doc.observe(lambda event: live.typed(self.seat, event.update, None))

    def ask(self, ask: a.Ask) -> None:
        self.house.ask(self.live, self.seat, i.Asks(CANDIDATE, Role.CANDIDATE, ask, "fresh"))

    def paste(self, words: str, file: str = "slots/solution.py") -> None:
        text = self.doc.get(file, type=Text)
        at = len(str(text))
        text += words
        language = {"py": "python", "js": "javascript"}[file.rpartition(".")[2]]
        self.ask(a.AskPasted("slots", language, at, len(words)))


@contextmanager
def cam_is_in(house: House, live: LiveRoom) -> Iterator[Cam]:
    cam = Cam(house, live)
    with live.seated(cam.seat, 0):
        yield cam


def facts(live: LiveRoom) -> list[e.Event]:
    return [entry.event for entry in live.talk if isinstance(entry.event, e.Pasted | e.WentAway | e.CameBack)]


async def test_a_paste_says_how_much_and_whether_it_had_been_here(house: House) -> None:
    live = await entered(house)
    with cam_is_in(house, live) as cam:
        cam.paste("import antigravity\n")
        cam.paste("import antigravity\n")
        cam.paste("def count_free", file="slots/solution.js")
        cam.paste("Count the zeros in busy.")
    assert facts(live) == [
        e.Pasted("slots", "python", 19, known=False),
        e.Pasted("slots", "python", 19, known=True),
        e.Pasted("slots", "javascript", 14, known=True),  # from the other file
        e.Pasted("slots", "python", 24, known=True),  # from the task's statement
    ]
    assert not any("antigravity" in repr(entry) for entry in live.talk), "the text is in the file and nowhere else"


async def test_a_hint_that_was_given_had_been_here(house: House) -> None:
    live = await entered(house)
    with cam_is_in(house, live) as cam:
        hint = live.room.tasks["slots"].hints[0]
        cam.paste(hint)
        live.feed(i.Asks("host", Role.HOST, a.AskHint("slots", 1), "h"))
        cam.paste(hint, file="slots/solution.js")
    assert [event.known for event in facts(live) if isinstance(event, e.Pasted)] == [False, True]


async def test_what_ida_wrote_in_the_chat_had_been_here_and_what_cam_wrote_there_had_not(house: House) -> None:
    live = await entered(house)
    with cam_is_in(house, live) as cam:
        live.feed(i.Asks("candidate", Role.CANDIDATE, a.AskSay("import antigravity"), "a"))
        cam.paste("import antigravity\n")
        live.feed(i.Asks("host", Role.HOST, a.AskSay("sorted(busy, key=len)"), "b"))
        cam.paste("sorted(busy, key=len)\n")
    assert [event.known for event in facts(live) if isinstance(event, e.Pasted)] == [False, True]


async def test_what_was_deleted_before_a_restart_had_been_here(tmp_path: Path, clock: StillClock) -> None:
    house = new_house(tmp_path, clock=clock)
    live = await entered(house)
    with cam_is_in(house, live) as cam:
        cam.paste("import antigravity\n")
        text = cam.doc.get("slots/solution.py", type=Text)
        text.clear()
        text += "x = 1\n"
    await house.close()

    again = new_house(tmp_path, clock=clock)
    back = await again.enter(live.interview.id)
    assert back is not None
    assert back.interview.facts
    with cam_is_in(again, back) as cam:
        cam.paste("import antigravity\n")
        cam.paste("import this\n")
    assert [event.known for event in facts(back) if isinstance(event, e.Pasted)] == [False, True, False]
    await again.close()


async def test_cam_is_away_when_all_pages_are(house: House, clock: StillClock) -> None:
    live = await entered(house)
    with cam_is_in(house, live) as one:
        with cam_is_in(house, live) as two:
            one.ask(a.AskAway())
            one.ask(a.AskBack())
            one.ask(a.AskAway())
            assert facts(live) == []
            two.ask(a.AskAway())
            two.ask(a.AskAway())
            assert facts(live) == [e.WentAway()]
            clock.ms += 4_000
            two.ask(a.AskBack())
            assert facts(live) == [e.WentAway(), e.CameBack(5_000)]
        assert facts(live)[2:] == [e.WentAway()], "the page in front was closed; the other one is behind something"
    assert facts(live)[3:] == [], "who left is not away"
    with cam_is_in(house, live) as cam:
        cam.ask(a.AskBack())
    assert facts(live)[3:] == []


async def test_without_facts_a_room_keeps_no_memory_of_its_files(house: House) -> None:
    live = await entered(house, facts=False)
    assert live.recall is None
    with cam_is_in(house, live) as cam:
        cam.paste("import antigravity\n")
        cam.ask(a.AskAway())
    assert facts(live) == []


async def test_cam_agrees_to_the_words_that_name_the_facts(house: House) -> None:
    live = await entered(house)
    await house.agree(live.interview, "Cam")
    assert live.talk[-1].event == e.Agreed("Cam", TERMS_WITH_FACTS)


async def test_a_language_that_is_gone_has_no_file_to_look_at(house: House) -> None:
    live = await entered(house)
    live.room.tasks = {"slots": live.room.tasks["slots"].__class__("slots", "Slots", ("cobol",))}
    with cam_is_in(house, live) as cam:
        cam.ask(a.AskPasted("slots", "cobol", 0, 3))
    assert facts(live) == [e.Pasted("slots", "cobol", 3, known=False)]
