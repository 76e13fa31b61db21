"""The room over real sockets: Ida interviews, Cam is the candidate, Max must not get in."""

import asyncio
import json
import socket
from collections.abc import AsyncIterator
from dataclasses import replace

import pytest
from websockets.asyncio.client import connect
from websockets.exceptions import InvalidStatus

from sandbox.contract import SandboxStatus, Verdict
from server.core import awareness
from server.core import events as e
from server.core.awareness import Cursor
from server.core.interview import Interview, State
from server.core.roles import Role
from server.core.setup import Member, Setup
from server.core.task import Project
from server.live import frames
from server.live.planning import Refused
from tests.fakes import CANARY, READY, FakeLibrary, FakeSandbox
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


async def test_a_run_tells_each_result_as_it_is_known(place: Place, sandbox: FakeSandbox) -> None:
    interview = await place.interview()
    sandbox.answer = lambda spec, case: Verdict.PASSED if case == "example-1" else Verdict.WRONG
    async with page(place.ida(interview)) as ida, page(place.cam(interview)) as cam:
        await cam.sees("def count_free")
        await cam.type("    return 0  # cam's own\n")
        await ida.sees("cam's own")
        await cam.ask("run", task="slots", language="python")
        started = await ida.hears_event("run_started", suite="examples", total=2)
        assert started["by"] == "candidate"
        assert [case["name"] for case in started["data"]["cases"]] == ["two free", "none free"]
        for person in (ida, cam):
            await person.hears_event("case_judged", case="example-1", verdict="passed", stdout="printed in example-1\n")
            await person.hears_event("case_judged", case="example-2", verdict="wrong")
            await person.hears_event("run_ended", passed=1, total=2, verdict="wrong")
    assert "cam's own" in sandbox.specs[0].source
    assert sandbox.specs[0].function == "count_free"


async def test_hidden_tests_tell_cam_only_how_many_passed(place: Place, sandbox: FakeSandbox) -> None:
    interview = await place.interview()
    sandbox.answer = lambda spec, case: Verdict.RUNTIME_ERROR if "edge-1" in case else Verdict.PASSED
    async with page(place.ida(interview)) as ida, page(place.cam(interview)) as cam:
        await cam.ask("run", task="slots", language="python", suite="hidden")
        refused = await cam.hears("refused")
        assert refused == {"type": "refused", "ask": "run", "message": "Only the interviewer can do this."}
        await ida.ask("run", task="slots", language="python", suite="hidden")
        ended = await cam.hears_event("run_ended", suite="hidden")
        assert (ended["data"]["passed"], ended["data"]["total"], ended["data"]["verdict"]) == (2, 3, "wrong")
        await ida.hears_event("case_judged", verdict="runtime_error")
        await ida.ask("note", text=f"note {CANARY}")
        await ida.hears_event("note_written")
        await cam.ask("ping", n=1)
        await cam.hears("pong", n=1)
        heard = "".join(frame if isinstance(frame, str) else frame.decode("latin-1") for frame in cam.raw)
        assert CANARY not in heard
        assert CANARY in "".join(frame for frame in ida.raw if isinstance(frame, str))


async def test_hidden_tests_of_a_project_tell_cam_no_more(place: Place, sandbox: FakeSandbox) -> None:
    library = place.house.tasks
    assert isinstance(library, FakeLibrary)
    tests = {f"test_{CANARY[:6]}.py": f"def test_{CANARY[:6]}(): ...\ndef test_more(): ...\n"}
    project = Project("pytest", ("app.py",), {"app.py": "x = 1\n"}, {}, tests)
    library._tasks["slots"] = replace(library._tasks["slots"], kind="project", projects={"python": project})
    sandbox.suite_says = CANARY
    interview = await place.interview()
    async with page(place.ida(interview)) as ida, page(place.cam(interview)) as cam:
        await cam.ask("run", task="slots", language="python", suite="examples")
        assert "no tests of this kind" in (await cam.hears("refused", ask="run"))["message"]
        await ida.ask("run", task="slots", language="python", suite="hidden")
        ended = await cam.hears_event("run_ended", suite="hidden", passed=2, total=2)
        assert (ended["data"]["message"], ended["data"]["ms"]) == ("", 0)
        judged = await ida.hears_event("case_judged", verdict="passed")
        assert CANARY in judged["data"]["trace"]
        heard = "".join(frame if isinstance(frame, str) else frame.decode("latin-1") for frame in cam.raw)
        assert CANARY[:6] not in heard


async def test_a_task_that_changes_or_goes_under_a_room_closes_nothing(place: Place) -> None:
    library = place.house.tasks
    assert isinstance(library, FakeLibrary)
    project = Project("pytest", ("app.py",), {"app.py": "x = 1\n"}, {"test_a.py": "def test_a(): ...\n"}, {})
    interview = await place.interview()
    async with page(place.cam(interview)) as cam:
        await cam.sees("def count_free")
        library._tasks["slots"] = replace(
            library._tasks["slots"], kind="project", languages=("javascript",), projects={"javascript": project}
        )
        await cam.ask("run", task="slots", language="python", suite="examples")
        assert "cannot be solved in this language any more" in (await cam.hears("refused", ask="run"))["message"]
        del library._tasks["slots"]
        await cam.ask("scratch", task="slots", language="python", stdin="")
        # Out of the library it is still what this interview was planned with.
        await cam.hears_event("run_ended", suite="scratch", verdict="unchecked")


async def test_a_program_reads_what_was_typed_and_prints_to_both(place: Place, sandbox: FakeSandbox) -> None:
    interview = await place.interview()
    async with page(place.ida(interview)) as ida, page(place.cam(interview)) as cam:
        await cam.sees("def count_free")
        sandbox.go.clear()
        await cam.ask("scratch", task="slots", language="python", stdin="3\n" + "\u0001" * 60_000)
        for person in (ida, cam):
            await person.hears_event("run_started", suite="scratch", total=0)
            printed = await person.hears_event("printed", stream="stdout", cut=False)
            assert printed["data"]["text"].startswith("read 3\n")
        (spec,) = sandbox.scratches
        assert spec.source == cam.text()
        await ida.ask("stop")
        await cam.hears_event("run_ended", suite="scratch", verdict="cancelled", message="Ida stopped the run.")
        await place.house.settled()
        assert sandbox.killed == [spec.run]
        await cam.ask("scratch", task="slots", language="python", stdin="x" * 65_537)
        refused = await cam.hears("refused", ask="scratch")
        assert "65,537 bytes" in refused["message"]


async def test_a_run_that_waits_says_how_many_go_before_it(place: Place, sandbox: FakeSandbox) -> None:
    interview = await place.interview()
    sandbox.queue = [2, 1]
    sandbox.go.clear()
    async with page(place.ida(interview)) as ida:
        await ida.sees("def count_free")
        await ida.ask("run", task="slots", language="python", suite="examples")
        run = (await ida.hears_event("run_started"))["data"]["run"]
        await ida.hears("queued", run=run, position=1)
        async with page(place.cam(interview)) as cam:
            await cam.hears("queued", run=run, position=1)
            sandbox.place.set()
            await cam.hears("queued", run=run, position=0)
        assert not [event for event in ida.events if event["kind"] == "queued"]


async def test_hidden_tests_do_not_run_behind_a_wall_that_did_not_hold(place: Place, sandbox: FakeSandbox) -> None:
    interview = await place.interview()
    async with page(place.ida(interview)) as ida, page(place.cam(interview)) as cam:
        await cam.hears("welcome")
        await ida.hears("welcome")
        sandbox.now = replace(READY, unsafe="The network is open in there. Run `greenroom doctor`.")
        await place.house.look_at_sandbox()
        await ida.hears("sandbox", ready=True, unsafe=sandbox.now.unsafe)
        await cam.hears("sandbox", ready=True, unsafe="")
        await ida.ask("run", task="slots", language="python", suite="hidden")
        assert (await ida.hears("refused", ask="run"))["message"] == sandbox.now.unsafe
        await ida.ask("run", task="slots", language="python", suite="examples")
        await ida.hears_event("run_ended", suite="examples")


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


async def test_stop_works_at_once_and_kills_the_run(place: Place, sandbox: FakeSandbox) -> None:
    interview = await place.interview()
    sandbox.go.clear()
    async with page(place.ida(interview)) as ida, page(place.cam(interview)) as cam:
        await cam.ask("run", task="slots", language="python")
        run = (await ida.hears_event("run_started"))["data"]["run"]
        await ida.ask("run", task="slots", language="python")
        assert "Cam is already running" in (await ida.hears("refused"))["message"]
        await ida.ask("stop")
        ended = await cam.hears_event("run_ended", run=run, verdict="cancelled")
        assert ended["data"]["message"] == "Ida stopped the run."
        sandbox.go.set()
        await cam.ask("run", task="slots", language="javascript")
        await cam.hears_event("run_ended", passed=2)
        assert sandbox.killed == [run]
        assert len([event for event in cam.events if event["kind"] == "run_ended"]) == 2


async def test_a_case_of_cams_own_is_run_with_the_examples(place: Place, sandbox: FakeSandbox) -> None:
    interview = await place.interview()
    async with page(place.cam(interview)) as cam:
        await cam.ask("case", task="slots", name="mine", args={"busy": [0, 0]}, expected=2, checked=True)
        added = await cam.hears_event("case_added", name="mine")
        await cam.ask("case", task="slots", name="odd", args={"busy": "no"}, expected=2, checked=True)
        assert "busy" in (await cam.hears("refused", ask="case"))["message"]
        await cam.ask("run", task="slots", language="python")
        await cam.hears_event("run_ended", total=3)
        assert sandbox.specs[0].cases[-1].args == [[0, 0]]
        await cam.ask("case_drop", case=added["data"]["case"])
        await cam.hears_event("case_dropped")


async def test_run_says_why_it_is_off(place: Place, sandbox: FakeSandbox) -> None:
    interview = await place.interview()
    async with page(place.cam(interview)) as cam:
        await cam.hears("welcome")
        sandbox.now = SandboxStatus(False, "Docker does not answer. Ask your host to run `greenroom doctor`.")
        await place.house.look_at_sandbox()
        await cam.hears("sandbox", ready=False)
        await cam.ask("run", task="slots", language="python")
        assert "Docker does not answer" in (await cam.hears("refused", ask="run"))["message"]
        await cam.sees("def count_free")
        await cam.type("# still here\n")
        await cam.is_saved()


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


async def test_cursors_are_relayed_and_leave_with_their_owner(place: Place) -> None:
    interview = await place.interview()
    async with page(place.ida(interview)) as ida:
        async with page(place.cam(interview)) as cam:
            await cam.send(frames.awareness(awareness.write([Cursor(77, 1, b'{"cursor": "here"}')])))
            await ida.sees_cursor(b"here")
            clients = await ida.hears("clients", clients={"77": "candidate"})
            assert clients
            async with page(place.ida(interview)) as second:
                await second.sees_cursor(b"here")  # whoever comes later sees who is where
        await ida.sees_cursor(b"null")


async def test_nobody_can_point_with_anothers_cursor(place: Place) -> None:
    interview = await place.interview()
    async with page(place.ida(interview)) as ida, page(place.cam(interview)) as cam:
        await ida.send(frames.awareness(awareness.write([Cursor(5, 1, b'{"of": "ida"}')])))
        await cam.sees_cursor(b"ida")
        forged = [Cursor(5, 9, b'{"of": "forged"}'), Cursor(6, 1, b'{"of": "cam"}')]
        await cam.send(frames.awareness(awareness.write(forged)))
        await ida.sees_cursor(b'"cam"')
        assert not any(b"forged" in cursor for cursor in ida.cursors)


async def test_many_cursor_moves_are_thinned_and_the_last_one_arrives(place: Place) -> None:
    interview = await place.interview()
    async with page(place.ida(interview)) as ida, page(place.cam(interview)) as cam:
        for n in range(60):
            await cam.send(frames.awareness(awareness.write([Cursor(77, n, b'{"at": "%d!"}' % n)])))
        await ida.sees_cursor(b"59!")
        assert len(ida.cursors) < 40
        await ida.ask("note", text="now")
        await ida.hears_event("note_written")
    kept = [entry.event async for entry in place.house.entries(interview.id)]
    pointed = [event.update for event in kept if isinstance(event, e.Pointed)]
    assert 1 <= len(pointed) < 12  # four a second are kept


async def test_a_room_that_is_full_says_so_and_keeps_what_it_has(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("server.live.live_room.LARGE_MAX", 100_000)
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


async def test_where_a_cursor_came_to_rest_is_in_the_record(place: Place) -> None:
    interview = await place.interview()
    async with page(place.cam(interview)) as cam:
        for n in range(5):
            await cam.send(frames.awareness(awareness.write([Cursor(77, n, b'{"at": "%d!"}' % n)])))
        while not any([b"4!" in event.update async for event in pointings(place, interview.id)]):  # noqa: ASYNC110 each look flushes the journal
            await asyncio.sleep(0)


async def pointings(place: Place, room: str) -> AsyncIterator[e.Pointed]:
    """The cursors that are in the record by now."""
    async for entry in place.house.entries(room):
        if isinstance(entry.event, e.Pointed):
            yield entry.event


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
