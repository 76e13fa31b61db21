"""The room's page: its data for each role, and that nothing hidden is in a candidate's."""

import json
from dataclasses import replace
from typing import Any

from server.core.roles import Role
from server.core.task import Project
from tests.fakes import CANARY, FakeLibrary
from tests.pages.visitors import ORIGIN, Town, Visitor


def data(who: Visitor) -> dict[str, Any]:
    """What the page's data block says, read as a browser would."""
    block = who.page.text.split('<script type="application/json" id="room-data">')[1].split("</script>")[0]
    assert not set(block) & set("<>&\u2028\u2029")
    parsed: dict[str, Any] = json.loads(block)
    return parsed


async def test_idas_page_carries_the_protocols_data_with_the_hidden_side(town: Town) -> None:
    interview = await town.interview()
    ida = await town.ida(interview)
    told = data(ida)
    assert told.keys() == {
        *("room", "title", "role", "name", "facts", "private", "me", "key", "links", "languages", "tasks")
    }
    assert (told["room"], told["role"], told["name"]) == (interview.id, "host", "Ida")
    assert told["key"] == town.house.key(interview, Role.HOST)
    assert told["links"] == {"candidate": ORIGIN + town.link(interview, Role.CANDIDATE)}
    assert {language["id"] for language in told["languages"]} >= {"python", "javascript"}
    assert told["languages"][0].keys() == {"id", "title", "file", "editor", "indent"}
    (task,) = told["tasks"]
    hidden = task["interviewer"]
    sections = {"guide", "follow_ups", "wrong_turns", "good_signs", "complexity"}
    assert hidden.keys() == {*sections, "hints", "parts", "hidden", "solutions", "rubric"}
    assert (hidden["guide"], hidden["hints"]) == ("", [CANARY])  # nothing stands twice
    assert [group["generated"] for group in hidden["hidden"]] == [0]
    assert len(hidden["hidden"][0]["cases"]) == 3
    assert hidden["solutions"][0]["promise"] == "good"


async def test_cams_page_carries_the_task_and_nothing_hidden(town: Town) -> None:
    interview = await town.interview()
    cam = await town.cam(interview)
    told = data(cam)
    assert told.keys() == {*("room", "title", "role", "name", "facts", "private", "me", "key", "languages", "tasks")}
    assert told["key"] == town.house.key(interview, Role.CANDIDATE)
    (task,) = told["tasks"]
    assert task["statement"] == "<p>Count the zeros in <strong>busy</strong>.</p>\n"
    assert task["params"] == [{"name": "busy", "type": "list[int]"}]
    assert task["returns"] == "int"
    assert [case["case"] for case in task["examples"]] == ["example-1", "example-2"]
    assert "interviewer" not in task


async def test_no_byte_of_any_page_that_cam_can_open_is_hidden_knowledge(town: Town) -> None:
    interview = await town.interview()
    host_key = town.house.key(interview, Role.HOST)
    cam = await town.cam(interview)
    pages = [cam.page.text]
    for path in (town.link(interview, Role.CANDIDATE), f"/rooms/{interview.id}", "/", "/tasks", "/tasks/slots"):
        await cam.opens(path)
        pages.append(cam.page.text)
    for path in ("", "/record", "/record.json", "/replay", "/timeline.ndjson"):
        await cam.opens(f"/interviews/{interview.id}{path}")
        pages.append(cam.page.text)
    stranger = town.stranger()
    await stranger.opens(town.link(interview, Role.CANDIDATE))
    pages.append(stranger.page.text)
    for page in pages:
        assert CANARY not in page
        assert host_key not in page


async def test_cams_page_of_a_project_carries_none_of_its_tests_and_files(town: Town) -> None:
    library = town.house.tasks
    assert isinstance(library, FakeLibrary)
    secret = {"test_more.py": f"# {CANARY}\n"}
    project = Project(f"run {CANARY}", ("app.py",), {"app.py": "x = 1\n", "late.py": f"# {CANARY}\n"}, secret, secret)
    library._tasks["slots"] = replace(library._tasks["slots"], kind="project", projects={"python": project})
    cam = await town.cam(await town.interview())
    assert data(cam)["tasks"][0]["kind"] == "project"
    assert CANARY not in cam.page.text


async def test_the_replays_page_carries_its_timeline_instead_of_a_key(town: Town) -> None:
    interview = await town.interview()
    ida = await town.ida(interview)
    assert await ida.opens(f"/interviews/{interview.id}/replay") == 200
    told = data(ida)
    assert told["replay"] == f"/interviews/{interview.id}/track"
    assert "key" not in told
    assert told["tasks"][0]["interviewer"]
    assert town.house.key(interview, Role.HOST) not in ida.page.text


async def test_the_page_names_its_built_files_and_its_nonce(town: Town) -> None:
    interview = await town.interview()
    cam = await town.cam(interview)
    assert '<script type="module" src="/assets/room-1a2b.js">' in cam.text
    assert '<link rel="modulepreload" href="/assets/shared-3c4d.js">' in cam.text
    assert '<link rel="stylesheet" href="/assets/shared-5e6f.css">' in cam.text
    nonce = cam.text.split('name="csp-nonce" content="')[1].split('"')[0]
    assert f"'nonce-{nonce}'" in cam.page.headers["content-security-policy"]


async def test_before_the_bundle_is_built_the_room_says_what_builds_it_and_pages_work_plainly(
    town: Town, dist: Any
) -> None:
    interview = await town.interview()
    (dist / ".vite" / "manifest.json").unlink()
    ida = await town.owner()
    assert "make up" in ida.text
    assert "No interviews" not in ida.text
    assert await ida.opens(f"/rooms/{interview.id}") == 503
    assert "make up" in ida.text
    (dist / ".vite" / "manifest.json").write_text("{ broken")
    assert await ida.opens(f"/interviews/{interview.id}/replay") == 503
