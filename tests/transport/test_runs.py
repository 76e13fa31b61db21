"""Programs run in a room, over a real socket: who hears what, who may stop one, and what Cam never hears."""

from dataclasses import replace

from sandbox.contract import SandboxStatus, Verdict
from server.core.task import Project
from tests.fakes import CANARY, READY, FakeLibrary, FakeSandbox
from tests.house import Place
from tests.people import page


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
