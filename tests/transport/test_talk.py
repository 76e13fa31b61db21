"""Chat, hands, notes and devices over sockets: Ida hosts, Pat is on the panel, Olu observes, Cam is interviewed."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import dataclass
from dataclasses import replace as changed
from pathlib import Path

import pytest

from server.core.interview import Interview
from server.core.roles import Role
from server.core.setup import Member
from tests.fakes import CANARY, SLOTS, FakeLibrary
from tests.house import Place, new_house, serving
from tests.people import Person, page

pytestmark = pytest.mark.server

PAT = Member("pat", "Pat", Role.PANELIST)
OLU = Member("olu", "Olu", Role.OBSERVER)


@pytest.fixture
async def place(tmp_path: Path) -> AsyncIterator[Place]:
    task = changed(
        SLOTS, rubric={"code": {1: "a", 2: "b", 3: "c", 4: "d"}, "testing": {1: "a", 2: "b", 3: "c", 4: "d"}}
    )
    async with serving(new_house(tmp_path, tasks=FakeLibrary(task))) as place:
        yield place


@dataclass
class Everybody:
    interview: Interview
    ida: Person
    pat: Person
    olu: Person
    cam: Person


@pytest.fixture
async def room(place: Place) -> AsyncIterator[Everybody]:
    interview = await place.interview(panel=(PAT, OLU))
    async with AsyncExitStack() as stack:
        addresses = (
            place.ida(interview),
            place.sync(interview, "pat"),
            place.sync(interview, "olu"),
            place.cam(interview),
        )
        people = [await stack.enter_async_context(page(address)) for address in addresses]
        yield Everybody(interview, *people)


async def test_what_is_written_is_read_by_everybody_and_after_a_reload_too(place: Place, room: Everybody) -> None:
    await room.cam.ask("say", text=" May I *look* <b>up</b>?\n")
    for person in (room.ida, room.pat, room.olu, room.cam):
        heard = await person.hears_event("said", text="May I *look* <b>up</b>?")
        assert heard["by"] == "candidate"
    await room.pat.ask("say", text="Of course.")
    assert (await room.cam.hears_event("said", text="Of course."))["by"] == "pat"
    await room.olu.ask("say", text="And I?")
    assert "observe" in (await room.olu.hears("refused", ask="say"))["message"]
    async with page(place.cam(room.interview)) as again:
        await again.hears_event("said", text="Of course.")
        assert not [event for event in again.events if event["data"].get("text") == "And I?"]


async def test_max_hears_nothing_of_it(place: Place, room: Everybody) -> None:
    other = await place.interview()
    async with page(place.cam(other)) as max:
        await max.sees("def count_free")
        await room.ida.ask("say", text=CANARY)
        await room.cam.hears_event("said", text=CANARY)
        await max.ask("say", text="hello?")
        await max.hears_event("said", text="hello?")
        assert CANARY not in repr(max.raw)


async def test_a_hand_goes_up_and_ida_takes_it_down(room: Everybody) -> None:
    await room.cam.ask("hand_raise")
    for person in (room.ida, room.pat, room.olu):
        assert (await person.hears_event("hand_raised"))["by"] == "candidate"
    await room.pat.ask("hand_lower", person="candidate")
    assert "Only the host" in (await room.pat.hears("refused", ask="hand_lower"))["message"]
    await room.ida.ask("hand_lower", person="candidate")
    await room.cam.hears_event("hand_lowered", person="candidate")
    await room.ida.ask("hand_raise")
    assert "You lead this interview" in (await room.ida.hears("refused", ask="hand_raise"))["message"]


async def test_a_note_is_its_authors_and_no_byte_of_it_is_cams(room: Everybody) -> None:
    await room.ida.ask("note", text=CANARY, task="slots", language="python", line=1, tag="code", end=2)
    heard = await room.olu.hears_event("note_written", text=CANARY, tag="code", line=1, end=2)
    note = heard["data"]["note"]
    await room.pat.ask("note_drop", note=note)
    assert "Ida wrote this note" in (await room.pat.hears("refused", ask="note_drop"))["message"]
    await room.pat.ask("note_change", note=note, text="mine now")
    assert "Ida wrote this note" in (await room.pat.hears("refused", ask="note_change"))["message"]
    await room.ida.ask("note", text="x", tag="charm")
    assert "rubric" in (await room.ida.hears("refused", ask="note"))["message"]
    await room.ida.ask("note_change", note=note, text=f"{CANARY} again", tag="testing")
    await room.pat.hears_event("note_changed", tag="testing")
    await room.ida.ask("note_drop", note=note)
    await room.pat.hears_event("note_dropped", note=note)
    await room.cam.ask("say", text="after all of it")
    await room.cam.hears_event("said", text="after all of it")
    assert CANARY not in repr(room.cam.raw)
    assert "testing" not in repr(room.cam.raw)


@pytest.mark.parametrize("ask", ["note", "say"])
async def test_a_mebibyte_is_refused_with_a_sentence_and_ida_stays(room: Everybody, ask: str) -> None:
    await room.ida.ask(ask, text="x" * 1024 * 1024)
    assert "the most is 65,536" in (await room.ida.hears("refused", ask=ask))["message"]
    await room.ida.ask(ask, text="short")
    await room.ida.hears_event({"note": "note_written", "say": "said"}[ask], text="short")


async def test_a_note_that_is_changed_to_a_megabyte_stays_as_it_was(room: Everybody) -> None:
    await room.ida.ask("note", text="as it was")
    note = (await room.ida.hears_event("note_written"))["data"]["note"]
    for size, words in ((1_000_000, "the most is 65,536"), (20_001, "the most is 20,000")):
        await room.ida.ask("note_change", note=note, text="x" * size, tag="")
        assert words in (await room.ida.hears("refused", ask="note_change"))["message"]
        room.ida.frames = [frame for frame in room.ida.frames if frame["type"] != "refused"]
    await room.ida.ask("note_change", note=note, text="shorter", tag="")
    await room.ida.hears_event("note_changed", text="shorter")
    assert [event["kind"] for event in room.ida.events].count("note_changed") == 1


async def test_cams_link_on_two_devices_is_told_to_both_and_to_ida(place: Place, room: Everybody) -> None:
    address = place.cam(room.interview)
    async with page(f"{address}&device=laptop") as laptop, page(f"{address}&device=laptop") as tab:
        await laptop.hears("devices", devices={"candidate": 2, "host": 1, "olu": 1, "pat": 1})
        await room.cam.leave()
        await laptop.hears("devices", devices={"candidate": 1, "host": 1, "olu": 1, "pat": 1})
        async with page(f"{address}&device=phone") as phone:
            for person in (laptop, tab, phone, room.ida):
                await person.hears("devices", devices={"candidate": 2, "host": 1, "olu": 1, "pat": 1})
            assert "laptop" not in repr(room.ida.raw)
