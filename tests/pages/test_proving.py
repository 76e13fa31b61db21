"""Proving a task from its page: lines that live, a page that is loaded again, and a warning where it is not proven."""

import asyncio
import json
from dataclasses import replace

from sandbox.contract import RunSpec, SandboxStatus, Verdict
from server.core.task import KeptProof, Solution, Task
from server.live.proving import Stage
from tests.fakes import CANARY, SLOTS, FakeLibrary, FakeSandbox
from tests.pages.visitors import Town, Visitor

GOOD = Solution("good.py", "good", "python", "def count_free(busy): return busy.count(0)\n")
WRONG = Solution("wrong-a.py", "wrong", "python", "def count_free(busy): return 0  # wrong\n")
TASK = replace(SLOTS, solutions=(GOOD, WRONG), languages=("python",))
PROOF = "/tasks/slots/proof"


def honestly(sandbox: FakeSandbox) -> None:
    """The good solution passes, the wrong one fails what is hidden, and everything else fails at once."""

    def answer(spec: RunSpec, case: str) -> Verdict:
        shown = spec.source == WRONG.source and case.startswith("example")
        return Verdict.PASSED if spec.source == GOOD.source or shown else Verdict.WRONG

    sandbox.answer = answer


async def at_the_task(town: Town, library: FakeLibrary, sandbox: FakeSandbox, task: Task = TASK) -> Visitor:
    library.put(task)
    honestly(sandbox)
    ida = await town.owner()
    assert await ida.opens("/tasks/slots") == 200
    return ida


async def ended(town: Town) -> None:
    job = town.house.proving.job("slots")
    assert job
    assert job.work
    await asyncio.wait((job.work,))


async def test_ida_proves_a_task_and_reads_a_line_for_each_rule(
    town: Town, library: FakeLibrary, sandbox: FakeSandbox
) -> None:
    ida = await at_the_task(town, library, sandbox)
    assert "not proven yet" in ida.text
    sandbox.go.clear()
    assert await ida.sends("/tasks/slots/prove") == 200
    assert 'hx-get="/tasks/slots/proof/lines"' in ida.text, "it comes again by itself"
    assert "Good solutions pass every case" in ida.text
    sandbox.go.set()
    await ended(town)
    assert await ida.opens(f"{PROOF}/lines") == 200
    assert "<html" not in ida.text
    assert "hx-get" not in ida.text
    assert 'data-state="kept"' in ida.text
    assert "It proves itself, after" in ida.text


async def test_a_page_that_is_loaded_again_shows_how_far_it_is(
    town: Town, library: FakeLibrary, sandbox: FakeSandbox
) -> None:
    ida = await at_the_task(town, library, sandbox)
    sandbox.go.clear()
    await ida.sends("/tasks/slots/prove")
    again = await town.owner()
    assert await again.opens(PROOF) == 200
    told = json.loads(again.page.content)["job"]
    assert told["stage"] in ("waiting", "running")
    assert [line["rule"] for line in told["lines"]] == [
        "good", "wrong", "stubs", "groups", "leaks", "mutants", "lint",
    ]  # fmt: skip
    await again.opens("/tasks/slots")
    await again.sends("/tasks/slots/prove/stop")
    assert "Cancelled. Nothing was kept of it." in again.text
    sandbox.go.set()


async def test_the_news_are_events_and_end_with_the_proof(
    town: Town, library: FakeLibrary, sandbox: FakeSandbox
) -> None:
    ida = await at_the_task(town, library, sandbox)
    assert await ida.opens(f"{PROOF}/news") == 204, "there is nothing to hear of"
    await ida.opens("/tasks/slots")
    await ida.sends("/tasks/slots/prove")
    assert await ida.opens(f"{PROOF}/news") == 200
    assert ida.page.headers["content-type"].startswith("text/event-stream")
    *told, over = ida.page.text.strip().split("\n\n")
    assert over == "event: over\ndata: {}"
    last = json.loads(told[-1].removeprefix("data: "))
    assert last["stage"] == "done"
    assert {line["state"] for line in last["lines"]} <= {"kept", "noted", "broken", "left"}
    assert (last["proof"]["proved"], last["proof"]["survivors"]) == (True, [])


async def test_without_docker_the_page_says_what_to_do(town: Town, library: FakeLibrary, sandbox: FakeSandbox) -> None:
    ida = await at_the_task(town, library, sandbox)
    sandbox.now = SandboxStatus(False, "Docker does not answer. Start it; greenroom doctor says more.")
    await town.house.look_at_sandbox()
    assert await ida.sends("/tasks/slots/prove") == 409
    assert "Docker does not answer. Start it; greenroom doctor says more." in ida.text


async def test_who_plans_reads_beside_a_task_that_it_is_not_proven(
    town: Town, library: FakeLibrary, sandbox: FakeSandbox
) -> None:
    ida = await at_the_task(town, library, sandbox)
    proof = KeptProof(TASK.digest, True, "2026-11-27", "0.1.0")
    for task, warning in (
        (TASK, "Not proven: nobody knows"),
        (replace(TASK, proof=proof), ""),
        (replace(TASK, proof=proof, digest="1" * 64), "Changed since its proof"),
        (replace(TASK, proof=replace(proof, proved=False)), "Does not prove itself"),
    ):
        library.put(task)
        await ida.opens("/interviews/new")
        assert ("prove-warning" in ida.text) == bool(warning)
        assert warning in ida.text


async def test_a_candidate_hears_nothing_of_a_proof(town: Town, library: FakeLibrary, sandbox: FakeSandbox) -> None:
    ida = await at_the_task(town, library, sandbox, replace(TASK, solutions=(GOOD, *SLOTS.solutions)))
    await ida.sends("/tasks/slots/prove")
    await ended(town)
    interview = await town.interview()
    cam = await town.cam(interview)
    for path in (PROOF, f"{PROOF}/news", f"{PROOF}/lines", "/tasks/slots"):
        assert await cam.opens(path) == 403
        assert CANARY not in cam.text


async def test_the_server_stops_and_no_proof_goes_on(town: Town, library: FakeLibrary, sandbox: FakeSandbox) -> None:
    ida = await at_the_task(town, library, sandbox)
    sandbox.go.clear()
    await ida.sends("/tasks/slots/prove")
    job = town.house.proving.job("slots")
    assert job
    town.house.proving.close()
    await ended(town)
    assert (job.stage, job.words) == (Stage.BROKEN, "The server stopped during this proof. Prove again.")
