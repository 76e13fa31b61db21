"""All files of a project, privately: no name and no word of it is with anybody else before it should (F9, W2 to W9)."""

import json
from collections.abc import AsyncIterator
from pathlib import Path

import httpx2
import pytest
from pycrdt import Text

from server.core.interview import Interview
from server.core.private import PrivatePolicy
from server.core.private_files import FIRST
from server.core.roles import Role
from server.core.setup import Member
from server.core.task import Task
from server.live import frames
from server.store.tasks import TaskFolders
from tests.fakes import FakeLibrary, FakeSandbox
from tests.house import Place, known_languages, new_house, serving
from tests.people import Person, page
from tests.transport.test_private import asked_everywhere, files_with, heard, is_heard

pytestmark = pytest.mark.server

CANARY = "canary-desk-41c9"
NAME = f"{CANARY}.py"
OLU = Member("olu", "Olu", Role.OBSERVER)
WORK = {"task": "lending-desk", "language": "python"}
DESK, STORE = "lending-desk/python.1", "lending-desk/python.2"
MADE = f"lending-desk/python.{FIRST}"
PROJECTS = Path(__file__).parents[1] / "fixtures" / "projects"


@pytest.fixture(scope="module")
def project() -> Task:
    found = TaskFolders(PROJECTS, [each.style for each in known_languages()]).task("lending-desk")
    assert found is not None
    return found


@pytest.fixture
async def desk(tmp_path: Path, sandbox: FakeSandbox, project: Task) -> AsyncIterator[Place]:
    async with serving(new_house(tmp_path, sandbox=sandbox, tasks=FakeLibrary(project))) as place:
        yield place


async def goes_private(cam: Person) -> None:
    await cam.ask("private", minutes=5, shares=False)
    began = await cam.hears_event("private_began")
    cam.spell = began["data"]["spell"]
    await cam.send(frames.private(cam.spell, frames.STEP1, cam.draft.get_state()))
    await cam.sees_privately("class", DESK)


async def deletes_privately(cam: Person, file: str, words: str) -> None:
    text, before = cam.draft.get(file, type=Text), cam.draft.get_state()
    at = str(text).index(words)
    del text[at : at + len(words)]
    await cam.send(frames.private(cam.spell, frames.UPDATE, cam.draft.get_update(before)))


async def runs(place: Place, interview: Interview, files: list[list[str]], **more: str) -> str:
    async with httpx2.AsyncClient(base_url=place.url) as browser:
        form = {**WORK, "files": json.dumps(files), "first": "desk.py", "suite": "examples", "stdin": "", **more}
        form["key"] = place.house.key(interview, Role.CANDIDATE)
        answer = await browser.post(f"/interviews/{interview.id}/pad/run", data=form)
        return answer.text


@pytest.mark.parametrize("policy", PrivatePolicy)
async def test_nobody_hears_of_the_files_that_cam_makes(desk: Place, tmp_path: Path, policy: PrivatePolicy) -> None:
    interview = await desk.interview("lending-desk", panel=(OLU,), private=policy)
    async with (
        page(desk.ida(interview)) as ida,
        page(desk.sync(interview, "olu")) as olu,
        page(desk.cam(interview)) as cam,
    ):
        await cam.sees("class", DESK)
        await goes_private(cam)
        await cam.ask("file_create", **WORK, path=NAME)
        await cam.sees_privately(NAME, f"{MADE}/path")
        await cam.types_privately(f"# {CANARY}\n", file=MADE)
        await cam.ask("file_rename", **WORK, path="store.py", to=f"{CANARY}-store.py")
        await cam.sees_privately(f"{CANARY}-store.py", f"{STORE}/path")
        await cam.ask("file_create", **WORK, path=f"{CANARY}/../x.py")
        await cam.hears("refused", ask="file_create")
        assert "is no name for a file" in await runs(desk, interview, [["desk.py", ""], [f"{CANARY} b.py", ""]])
        await runs(desk, interview, [["desk.py", "d"], [NAME, CANARY]], suite="scratch", file=NAME)
        live = await desk.house.enter(interview.id)
        assert live is not None
        assert live.alone is not None
        for said in live.alone.last_news():
            live.feed(said)  # what the beat does
        during = await asked_everywhere(desk, interview)
        assert not [path for path, text in during.items() if CANARY in text]
        await deletes_privately(cam, MADE, CANARY)
        await cam.ask("file_rename", **WORK, path=NAME, to="loans.py")
        await cam.sees_privately("loans.py", f"{MADE}/path")
        await cam.ask("file_rename", **WORK, path=f"{CANARY}-store.py", to="shelf.py")
        await cam.sees_privately("shelf.py", f"{STORE}/path")
        await cam.ask("private_end", share=True)
        made = await ida.hears_event("file_created", path="loans.py")
        assert made["by"] == "candidate"
        assert (await olu.hears_event("file_renamed", path="shelf.py"))["data"]["was"] == "store.py"
        walk = await ida.hears("walk")
        text = f"lending-desk/{made['data']['file']}"
        assert {"file": text, "before": "", "after": "# \n", "was": "", "path": "loans.py"} in walk["files"]
        await ida.sees("# \n", text)
        for each in (ida, olu):
            await is_heard(each)
        assert CANARY not in heard(ida, olu)
        await ida.ask("end")
        await cam.is_sent_away(4410)
    await desk.house.settled()
    told = [path for path, text in (await asked_everywhere(desk, interview)).items() if CANARY in text]
    assert bool(told) is (policy is PrivatePolicy.RECORDED), "then it is in the replay, as was agreed"
    if policy is PrivatePolicy.NOT_RECORDED:
        assert not files_with(tmp_path, CANARY)


async def test_cam_drops_it_and_every_file_is_as_it_was(desk: Place) -> None:
    interview = await desk.interview("lending-desk")
    async with page(desk.ida(interview)) as ida, page(desk.cam(interview)) as cam:
        await cam.sees("class", DESK)
        await goes_private(cam)
        await cam.ask("file_create", **WORK, path="loans.py")
        await cam.sees_privately("loans.py", f"{MADE}/path")
        await cam.ask("file_delete", **WORK, path="store.py")
        await cam.sees_privately("-store.py", f"{STORE}/path")
        async with page(desk.cam(interview)) as reloaded:  # another page has the same files
            reloaded.spell = cam.spell
            await reloaded.send(frames.private(cam.spell, frames.STEP1, reloaded.draft.get_state()))
            await reloaded.sees_privately("loans.py", f"{MADE}/path")
        await cam.ask("private_end", share=False)
        await ida.hears_event("private_ended", shared=False)
        await is_heard(ida)
        made = [each for each in ida.events if each["kind"].startswith("file_") and each["by"] == "candidate"]
        assert made == []
        # And what is asked now is asked of everybody's files.
        await cam.ask("file_create", **WORK, path="loans.py")
        assert (await ida.hears_event("file_created", path="loans.py"))["by"] == "candidate"


async def test_the_files_survive_a_restart_in_cams_page(tmp_path: Path, sandbox: FakeSandbox, project: Task) -> None:
    library = FakeLibrary(project)
    async with serving(new_house(tmp_path, sandbox=sandbox, tasks=library)) as place:
        interview = await place.interview("lending-desk", private=PrivatePolicy.NOT_RECORDED)
        async with page(place.cam(interview)) as cam:
            await cam.sees("class", DESK)
            await goes_private(cam)
            await cam.ask("file_create", **WORK, path="loans.py")
            await cam.sees_privately("loans.py", f"{MADE}/path")
            await cam.types_privately("loan\n", file=MADE)
            await is_heard(cam)
            draft, spell = cam.draft, cam.spell
    async with (
        serving(new_house(tmp_path, sandbox=sandbox, tasks=library)) as place,
        page(place.ida(interview)) as ida,
        page(place.cam(interview)) as cam,
    ):
        cam.draft, cam.spell = draft, spell  # the tab's own storage has it
        await cam.send(frames.private(spell, frames.STEP1, draft.get_state()))
        await is_heard(cam)
        await cam.ask("private_end", share=True)
        made = await ida.hears_event("file_created", path="loans.py")
        await ida.sees("loan", f"lending-desk/{made['data']['file']}")


async def test_all_files_run(desk: Place, sandbox: FakeSandbox) -> None:
    interview = await desk.interview("lending-desk")
    async with page(desk.cam(interview)) as cam:
        await cam.sees("class", DESK)
        await goes_private(cam)
        files = [["desk.py", "desk"], ["loans.py", "loan"], ["desk_test.py", "forged"]]
        assert "run_ended" in await runs(desk, interview, files)
        spec = sandbox.suites[-1]
        assert spec.files["loans.py"] == "loan"
        assert "forged" not in repr(spec), "a given test is the task's own, whatever a page sends"
        assert "run_ended" in await runs(desk, interview, files, suite="scratch", file="loans.py")
        assert sandbox.scratches[-1].source == "loan"
        assert sandbox.scratches[-1].files["desk.py"] == "desk"
        await runs(desk, interview, files, suite="scratch")
        assert sandbox.scratches[-1].source == "desk"
        for bad, words in (
            ([["desk.py", ""], ["../x.py", ""]], "leads nowhere else"),
            ([["a.py", ""], ["A.py", ""]], "the same file on many computers"),
            ([[f"f{n}.py", ""] for n in range(301)], "more than 300 files"),
            ([["desk.py", "x" * (1024 * 1024 - 40_000)], ["b.py", "x" * 39_000], ["c.py", "xx"]], ""),
        ):
            assert words in await runs(desk, interview, bad)
        assert "could not be read" in await runs(desk, interview, [["desk.py"]])
        async with httpx2.AsyncClient(base_url=desk.url) as browser:
            form = {"task": "", "language": "python", "files": "[]", "suite": "scratch"}
            form["key"] = desk.house.key(interview, Role.CANDIDATE)
            answer = await browser.post(f"/interviews/{interview.id}/pad/run", data=form)
            assert "This task is one file" in answer.text
