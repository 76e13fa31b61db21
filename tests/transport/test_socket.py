"""The room over real sockets: Ida interviews, Cam is the candidate, Max must not get in."""

import asyncio
import json
import socket
from dataclasses import replace

import pytest
from websockets.asyncio.client import connect
from websockets.exceptions import InvalidStatus

from server.core.interview import Interview, State
from server.core.roles import Role
from server.core.setup import Member, Setup
from server.live import frames
from server.live.planning import Refused
from tests.house import Place
from tests.people import page

pytestmark = pytest.mark.server

PAT, OLU = Member("pat", "Pat", Role.PANELIST), Member("olu", "Olu", Role.OBSERVER)


async def test_ida_and_cam_type_into_one_file(place: Place) -> None:
    interview = await place.interview()
    async with page(place.ida(interview)) as ida, page(place.cam(interview)) as cam:
        await cam.sees("def count_free(busy: list[int]) -> int:")  # the house seeded it
        await ida.sees("def count_free")
        await cam.type("# cam was here\n")
        await ida.sees("# cam was here")
        await ida.type("# and ida\n")
        await cam.sees("# and ida")
        assert ida.text() == cam.text()


async def test_each_language_has_its_own_file(place: Place) -> None:
    interview = await place.interview()
    async with page(place.cam(interview)) as cam:
        await cam.sees("def count_free")
        assert cam.text("slots/solution.js") == "", "nobody has turned to it yet"
        await cam.ask("switch", task="slots", language="javascript")
        await cam.sees("function countFree(busy)", file="slots/solution.js")
        await cam.type("// js", file="slots/solution.js")
        assert "// js" not in cam.text("slots/solution.py")


async def test_plain_y_websocket_clients_sync_and_hear_no_text(place: Place) -> None:
    interview = await place.interview()
    async with page(place.ida(interview), plain=True) as ida, page(place.cam(interview), plain=True) as cam:
        await cam.sees("def count_free")
        await ida.sees("def count_free")
        await cam.type("x = 1\n")
        await ida.sees("x = 1")
        assert cam.frames == ida.frames == []


async def test_the_welcome_says_who_i_am_and_how_it_is(place: Place) -> None:
    interview = await place.interview()
    async with page(place.ida(interview)) as ida:
        welcome = await ida.hears("welcome")
        assert welcome["you"]["name"] == "Ida"
        assert welcome["you"]["role"] == "host"
        about = {"id": interview.id, "title": "Backend engineer", "tasks": ["slots"], "state": "planned"}
        assert welcome["room"] == about
        assert (welcome["clock"], welcome["now"]) == ("waiting", 0)
        assert welcome["sandbox"]["ready"] is True
        async with page(place.cam(interview)) as cam:
            await ida.hears_event("started")
            await ida.hears_event("joined", name="Cam", role="candidate")
            assert (await cam.hears("welcome"))["you"]["id"] == "candidate"
        await ida.hears_event("left")
    await place.house.settled()
    kept = await place.house.store.interview(interview.id)
    assert kept is not None
    assert kept.state is State.LIVE


async def test_what_cam_typed_is_saved_and_is_there_for_whoever_comes_later(place: Place) -> None:
    interview = await place.interview()
    async with page(place.cam(interview)) as cam:
        await cam.sees("def count_free")
        await cam.type("# kept\n")
        await cam.is_saved()
    async with page(place.ida(interview)) as ida:
        await ida.sees("# kept")


async def test_a_page_that_comes_back_hears_only_what_is_new(place: Place) -> None:
    interview = await place.interview()
    async with page(place.ida(interview)) as ida:
        await ida.ask("note", text="first")
        last = (await ida.hears_event("note_written", text="first"))["seq"]
        async with page(place.ida(interview), since=last) as again:
            await again.hears("saved")
            assert again.events == []
            await ida.ask("note", text="second")
            await again.hears_event("note_written", text="second")


async def test_the_starter_code_of_a_file_is_written_once(place: Place) -> None:
    interview = await place.interview()
    async with page(place.ida(interview)) as ida, page(place.cam(interview)) as cam:
        await ida.ask("switch", task="slots", language="javascript")
        await cam.ask("switch", task="slots", language="javascript")
        await ida.hears_event("switched")
        await cam.sees("function countFree", file="slots/solution.js")
        await cam.ask("switch", task="slots", language="python")
        await cam.hears_event("switched", language="python")
        assert cam.text("slots/solution.js").count("function countFree") == 1
        assert cam.text("slots/solution.py").count("def count_free") == 1


async def test_the_end_shuts_cam_out_that_instant(place: Place) -> None:
    interview = await place.interview()
    async with page(place.ida(interview)) as ida, page(place.cam(interview)) as cam:
        await cam.sees("def count_free")
        await ida.ask("end")
        await cam.hears_event("ended")
        await cam.is_sent_away(4410)
        await ida.is_sent_away(4410)
    async with page(place.cam(interview)) as late:
        await late.is_sent_away(4410)
        assert late.raw == []
    await place.house.settled()
    kept = await place.house.store.interview(interview.id)
    assert kept is not None
    assert kept.state is State.ENDED


@pytest.mark.parametrize(("path", "code"), [("?key=wrong", 4401), ("", 4401)])
async def test_max_with_a_wrong_key_does_not_get_in(place: Place, path: str, code: int) -> None:
    interview = await place.interview()
    async with page(f"ws://{place.address}/sync/{interview.id}{path}") as max:
        await max.is_sent_away(code)
        assert max.raw == []


async def test_max_with_the_key_of_another_room_does_not_get_in(place: Place) -> None:
    mine, theirs = await place.interview(), await place.interview()
    key = place.house.key(mine, Role.HOST)
    async with page(f"ws://{place.address}/sync/{theirs.id}?key={key}") as max:
        await max.is_sent_away(4401)


async def test_an_observer_sees_everything_and_changes_nothing(place: Place) -> None:
    interview = await place.interview(panel=(OLU,))
    async with page(place.cam(interview)) as cam, page(place.sync(interview, OLU.id)) as olu:
        await cam.hears_event("panel_changed", panel=[{"id": "olu", "name": "Olu", "role": "observer"}])
        await cam.hears_event("joined", name="Olu", role="observer")
        await olu.sees("def count_free")
        await olu.type("# Olu was here\n")
        assert "observe" in (await olu.hears("refused", ask="edit"))["message"]
        await olu.ask("note", text="mine")
        assert "observe" in (await olu.hears("refused", ask="note"))["message"]
        await cam.type("# Cam goes on\n")
        await olu.sees("# Cam goes on")
        assert "Olu was here" not in cam.text()


async def test_a_panelist_who_is_removed_is_sent_away_on_every_connection_at_once(place: Place) -> None:
    interview = await place.interview(panel=(PAT, OLU))
    address = place.sync(interview, PAT.id)
    async with page(place.cam(interview)) as cam, page(address) as pat, page(address) as pats_phone:
        await pat.ask("note", text="Cam asks good questions")
        await pats_phone.hears_event("note_written")
        assert isinstance(await place.house.change_setup(interview, Setup(panel=(OLU,))), Interview)
        await pat.is_sent_away(4403)
        await pats_phone.is_sent_away(4403)
        await cam.hears_event("panel_changed", panel=[{"id": "olu", "name": "Olu", "role": "observer"}])
        assert not [event for event in cam.events if event["kind"] == "note_written"]
    async with page(address) as late:
        await late.is_sent_away(4401)


async def test_a_panel_of_strange_people_is_refused_and_changes_nothing(place: Place) -> None:
    interview = await place.interview(panel=(PAT,))
    for panel, words in (
        ((PAT, PAT), "twice"),
        ((replace(PAT, id="candidate"),), "twice"),
        ((replace(PAT, role=Role.HOST),), "panelist or an observer"),
        ((replace(PAT, name=" \n"),), "line breaks"),
        (tuple(replace(PAT, id=f"p{number}") for number in range(13)), "at most 12"),
    ):
        refused = await place.house.change_setup(interview, Setup(panel=panel))
        assert isinstance(refused, Refused)
        assert words in refused.message
        assert refused == await place.house.open_interview("T", "Ida", "Cam", ["slots"], setup=Setup(panel=panel))
    assert isinstance(await place.house.change_setup(replace(interview, id="nosuchroom12"), Setup()), Refused)
    kept = await place.house.interview(interview.id)
    assert kept is not None
    assert kept.setup.panel == (PAT,)


@pytest.mark.parametrize("room", ["nosuchroom12", "x" * 300, "..", "NOSUCHROOM12"])
async def test_a_room_that_does_not_exist(place: Place, room: str) -> None:
    async with page(f"ws://{place.address}/sync/{room}?key=x") as max:
        await max.is_sent_away(4404)


async def test_max_on_a_foreign_page_does_not_get_in(place: Place) -> None:
    interview = await place.interview()
    with pytest.raises(InvalidStatus) as refused:
        async with page(place.cam(interview), origin="https://evil.example"):
            pass
    assert refused.value.response.status_code == 403
    async with page(place.cam(interview), origin=place.url) as cam:
        await cam.sees("def count_free")


@pytest.mark.parametrize(
    "frame",
    [
        b"",
        b"\x07",
        b"\x00\x02\x7f",
        frames.update(b"\xff\xff\x01"),
        frames.step1(b"\xff\xff"),
        frames.awareness(b"\xff"),
        frames.update(b"x" * (1024 * 1024 - 3)),
        "{",
        '{"type": "run_ended"}',
        '{"type": "switch", "task": "' + "x" * 70_000 + '"}',
    ],
    ids=lambda frame: repr(frame[:12]),
)
async def test_a_malformed_frame_ends_its_own_connection_and_nobody_else_notices(
    place: Place, frame: bytes | str
) -> None:
    interview = await place.interview()
    async with page(place.ida(interview)) as ida, page(place.cam(interview)) as cam:
        await cam.sees("def count_free")
        await cam.send(frame)
        await cam.is_sent_away(4400)
        assert cam.reason
        async with page(place.cam(interview)) as back:
            await back.sees("def count_free")
            await back.type("# back again\n")
            await ida.sees("# back again")


async def test_a_frame_over_the_limit_is_refused(place: Place) -> None:
    interview = await place.interview()
    async with page(place.cam(interview)) as cam:
        await cam.sees("def count_free")
        await cam.send(frames.update(b"x" * (2 * 1024 * 1024)))
        await asyncio.wait_for(cam._reading, 10)
        assert cam.code in {4400, 1009}


async def test_two_hundred_frames_in_a_second_are_too_many(place: Place) -> None:
    interview = await place.interview()
    async with page(place.ida(interview)) as ida, page(place.cam(interview)) as cam:
        await cam.sees("def count_free")
        await asyncio.gather(*(cam.ask("ping", n=n) for n in range(400)), return_exceptions=True)
        await cam.is_sent_away(4429)
        await ida.type("# undisturbed\n")
        await ida.is_saved()


async def test_a_room_that_is_full_says_so_and_keeps_what_it_has(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("server.live.document_size.LARGE_MAX", 100_000)
    interview = await place.interview()
    async with page(place.ida(interview)) as ida, page(place.cam(interview)) as cam:
        await cam.sees("def count_free")
        await cam.type("# first " + "x" * 90_000)
        await ida.sees("# first")
        await cam.type("# second " + "x" * 90_000)
        assert "full" in (await cam.hears("refused", ask="edit"))["message"]
        await ida.type("# small\n")
        await ida.is_saved()
        assert "# second" not in ida.text()


async def test_an_update_that_says_nothing_is_acknowledged_but_not_kept(place: Place) -> None:
    interview = await place.interview()
    async with page(place.cam(interview)) as cam:
        await cam.sees("def count_free")
        await cam.is_saved()
        before = (await place.house.store.last(interview.id))[0]
        await cam.send(frames.update(b"\x00\x00"))
        cam.sent_frames += 1
        await cam.is_saved()
        assert (await place.house.store.last(interview.id))[0] == before


async def test_a_reader_that_stalls_loses_its_connection_and_nobody_waits(place: Place) -> None:
    interview = await place.interview()
    small = socket.socket()
    small.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    host, _, port = place.address.partition(":")
    small.connect((host, int(port)))
    small.setblocking(False)
    async with page(place.ida(interview)) as ida:
        await ida.sees("def count_free")
        async with connect(place.cam(interview), sock=small, max_queue=1, close_timeout=0.1) as stalled:
            await ida.hears_event("joined", name="Cam")
            stalled.transport.pause_reading()
            for _ in range(90):  # more than the kernel's buffers and the outbox hold together
                await ida.type("x" * 60_000)
            await ida.hears_event("left")
            await ida.is_saved()
            stalled.transport.abort()
        await ida.type("# and on\n")
        await ida.is_saved()


async def test_the_server_says_goodbye_so_that_pages_come_back(place: Place) -> None:
    interview = await place.interview()
    async with page(place.cam(interview)) as cam:
        await cam.hears("welcome")
        await place.house.close()
        await cam.is_sent_away(1012)


async def test_events_are_json_with_the_names_of_the_protocol(place: Place) -> None:
    interview = await place.interview()
    async with page(place.ida(interview)) as ida:
        opened = await ida.hears_event("opened")
        assert set(opened) == {"seq", "at", "wall", "by", "kind", "data"}
        assert opened["data"]["tasks"] == ["slots"]
        assert json.dumps(opened)
