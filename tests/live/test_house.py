"""The house: interviews and rooms, opened, left, opened again."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from server.core import asks as a
from server.core import events as e
from server.core import inputs as i
from server.core.ids import CANDIDATE, HOST
from server.core.interview import Interview, State
from server.core.people import members_of
from server.core.roles import Role
from server.live.house import House
from server.live.live_room import CHECKPOINT_EVERY, LiveRoom
from server.live.planning import TERMS, Refused, name_problem
from server.live.rooms import IDLE_MS
from tests.fakes import FakeSandbox, StillClock
from tests.house import new_house, seat


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    house = new_house(tmp_path, clock=StillClock())
    await house.look_at_sandbox()
    yield house
    await house.close()


async def opened(house: House) -> tuple[Interview, LiveRoom]:
    interview = await house.open_interview("Backend engineer", " Ida ", "Cam", ["slots", "slots"])
    assert isinstance(interview, Interview)
    live = await house.enter(interview.id)
    assert live is not None
    return interview, live


async def kinds(house: House, room: str) -> list[str]:
    return [e.KIND_OF[type(entry.event)] async for entry in house.entries(room)]


async def test_an_interview_begins_with_what_it_is_about_and_its_files(house: House) -> None:
    interview, _ = await opened(house)
    assert (interview.host, interview.tasks, interview.state) == ("Ida", ("slots",), State.PLANNED)
    assert await kinds(house, interview.id) == ["opened", "edited"]  # T4, D1
    files = await house.files(interview.id)
    assert set(files) == {"slots/solution.py"}, "the others are written when somebody turns to them"
    assert files["slots/solution.py"].startswith("def count_free")


@pytest.mark.parametrize(
    ("title", "host", "candidate", "tasks", "field"),
    [
        ("", "Ida", "Cam", ["slots"], "title"),
        ("x" * 121, "Ida", "Cam", ["slots"], "title"),
        ("two\nlines", "Ida", "Cam", ["slots"], "title"),
        ("T", "", "Cam", ["slots"], "host"),
        ("T", "Ida", "c" * 10_000, ["slots"], "candidate"),
        ("T", "Ida", "C\u202eam", ["slots"], "candidate"),
        ("T", "Ida", "Cam", [], "tasks"),
        ("T", "Ida", "Cam", ["../../etc"], "tasks"),
        ("T", "Ida", "Cam", ["gone"], "tasks"),
    ],
)
async def test_a_bad_interview_is_refused_and_names_the_field(
    house: House, title: str, host: str, candidate: str, tasks: list[str], field: str
) -> None:
    refused = await house.open_interview(title, host, candidate, tasks)
    assert isinstance(refused, Refused)
    assert refused.field == field
    assert refused.message.endswith(".")
    assert await house.store.interviews() == []


def test_names_of_the_world_are_names() -> None:
    for name in ("Ida", "<b>Ida</b>", "李小龍", "محمد\u200cرضا", "👩\u200d💻 Ida"):
        assert name_problem(name) == "", name
    for name in ("", "a\nb", "a\x00b", "\u202eadI", "x" * 81):
        assert name_problem(name), name


async def test_keys_open_their_own_room_in_their_own_role(house: House) -> None:
    one, _ = await opened(house)
    other, _ = await opened(house)
    for member in members_of(one):
        assert house.member_of(one, house.key(one, member.id)) == member
        assert house.member_of(other, house.key(one, member.id)) is None
    assert house.member_of(one, "") is None
    assert house.member_of(one, "é" * 24) is None


async def test_cam_agrees_and_that_is_on_the_record(house: House) -> None:
    interview, live = await opened(house)
    assert not await house.agreed(interview)
    assert await house.agree(interview, " ") != ""
    assert await house.agree(interview, " Cam O. ") == ""
    assert await house.agreed(interview)
    assert live.talk[-1].event == e.Agreed("Cam O.", TERMS)
    host, *_, candidate = members_of(live.interview)
    assert (house.name_of(live, candidate), house.name_of(live, host)) == ("Cam O.", "Ida")
    await house.end(interview)
    assert await house.agree(interview, "Cam") == "This interview has ended."


async def test_ending_twice_ends_once(house: House) -> None:
    interview, _ = await opened(house)
    await house.end(interview)
    await house.end(interview)
    assert (await kinds(house, interview.id)).count("ended") == 1
    kept = await house.store.interview(interview.id)
    assert kept is not None
    assert kept.state is State.ENDED
    assert kept.ended > 0


async def test_a_house_that_opens_again_goes_on_where_it_was(tmp_path: Path) -> None:
    clock = StillClock()
    house = new_house(tmp_path, clock=clock)
    interview, live = await opened(house)
    cam = seat(CANDIDATE, Role.CANDIDATE)
    with live.seated(cam, 0):
        clock.ms += 5_000
        live.asked(cam, i.Asks(CANDIDATE, Role.CANDIDATE, a.AskSwitch("slots", "javascript"), "x"))
        assert live.talk[-1].at == 5_000
    await house.close()

    clock.ms += 60_000  # the server was away for a minute
    again = new_house(tmp_path, clock=clock)
    live = await again.enter(interview.id)  # type: ignore[assignment]
    assert live.room.state is State.LIVE
    assert live.room.looking[CANDIDATE] == e.Switched("slots", "javascript")
    live.feed(i.Types(CANDIDATE, b"\x00\x00"))
    last = [entry async for entry in again.entries(interview.id)][-1]
    assert last.at == 65_000  # T2: the clock ran on
    seqs = [entry.seq async for entry in again.entries(interview.id)]
    assert seqs == list(range(1, len(seqs) + 1))  # T1
    await again.close()


async def test_somebody_who_was_here_when_the_server_died_is_not_here_any_more(tmp_path: Path) -> None:
    house = new_house(tmp_path)
    interview, live = await opened(house)
    live.feed(i.Arrives(CANDIDATE, "Cam", Role.CANDIDATE))
    await house.store.journal.flush(interview.id)
    again = new_house(tmp_path)  # the first one never said goodbye
    assert (await kinds(again, interview.id))[-1] == "joined"
    reopened = await again.enter(interview.id)
    assert reopened is not None
    assert not reopened.room.here
    assert (await kinds(again, interview.id))[-1] == "interrupted"  # R13
    await again.close()
    await house.close()


async def test_checkpoints_stand_beside_the_log(house: House) -> None:
    from pycrdt import Doc, Text

    interview, live = await opened(house)
    cam = seat(CANDIDATE, Role.CANDIDATE)
    doc: Doc[Text] = Doc()
    doc.apply_update(live.document.state())
    updates: list[bytes] = []
    doc.observe(lambda event: updates.append(event.update))
    text = doc.get("slots/solution.py", type=Text)
    for _ in range(CHECKPOINT_EVERY):
        text += "x"
    with live.seated(cam, 0):
        for update in updates:
            live.typed(cam, update, None)
        await house.store.journal.flush(interview.id)
        await house.settled()
        checkpoint = await house.store.checkpoint(interview.id)
        assert checkpoint is not None
        assert checkpoint.seq <= (await house.store.last(interview.id))[0]  # D5
        fresh = await house._rooms.document(interview.id)
        assert fresh.text("slots/solution.py") == live.document.text("slots/solution.py") == str(text)


async def test_an_empty_room_leaves_memory_and_comes_back(tmp_path: Path) -> None:
    clock = StillClock()
    house = new_house(tmp_path, clock=clock)
    interview, live = await opened(house)
    await house.tidy()
    assert await house.enter(interview.id) is live
    clock.ms += IDLE_MS + 1
    await house.tidy()
    back = await house.enter(interview.id)
    assert back is not None
    assert back is not live
    assert back.room.seq == live.room.seq
    await house.close()


async def test_a_run_that_the_sandbox_breaks_ends_all_the_same(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    _, live = await opened(house)
    ida = seat(HOST, Role.HOST)
    sandbox = house._sandbox
    assert isinstance(sandbox, FakeSandbox)

    def broken(spec: object, case: str) -> object:
        raise ConnectionError("gone")

    monkeypatch.setattr(sandbox, "answer", broken)
    with live.seated(ida, 0):
        house.ask(live, ida, i.Asks(HOST, Role.HOST, a.AskRun("slots", "python"), "run1"))
        await house.settled()
    ended = [entry.event for entry in live.talk if isinstance(entry.event, e.RunEnded)]
    assert [event.verdict for event in ended] == ["internal_error"]  # R7
    assert "greenroom doctor" in ended[0].message
