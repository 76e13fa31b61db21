"""Ida proves what she types: texts that are not saved, mistakes that nothing catches, answers of the good solution."""

import asyncio
import json
from pathlib import Path
from typing import Any

import pytest

from server.authoring.keep import ProofFolders
from server.core.task import ProofState
from server.live.house import House
from server.store.memory import Memory
from server.store.tasks import TaskFolders
from server.store.workshop import Desk
from tests.fakes import StillClock
from tests.house import known_languages, new_house
from tests.pages.authors import Author, author, town_of
from tests.pages.visitors import Town
from tests.running import RunningSandbox
from tests.store.task_files import CASES, RIGHT, TASK, write

PROVABLE = CASES.replace("{a: 0, b: 0}, out: 0", "{a: 0, b: 5}, out: 5")
FILES = {**RIGHT, "task.yaml": TASK + "languages: [python]\n", "cases.yaml": PROVABLE}
BLIND = {**FILES, "cases.yaml": CASES.replace("in: {a: 1, b: 2}\n    out: 3", "in: {a: 2, b: 0}\n    out: 2")}
"""Every case has a nought, so that a minus is as good as a plus."""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = tmp_path / "tasks"
    write(root, files=dict(FILES))
    return root


@pytest.fixture
def running() -> RunningSandbox:
    return RunningSandbox()


@pytest.fixture
async def ours(tmp_path: Path, root: Path, running: RunningSandbox) -> House:
    styles = [language.style for language in known_languages()]
    house = new_house(
        tmp_path,
        store=Memory(),
        clock=StillClock(),
        sandbox=running,
        tasks=TaskFolders(root, styles),
        desk=Desk(root, styles),
        shelf=ProofFolders(root),
    )
    await house.look_at_sandbox()
    return house


@pytest.fixture
def town(ours: House, dist: Path) -> Town:
    return town_of(ours, dist)


@pytest.fixture
async def ida(town: Town) -> Author:
    return await author(await town.owner())


async def proved(ida: Author, town: Town, place: str, **said: Any) -> dict[str, Any]:
    assert await ida.does("POST", f"/tasks/{place}/proof", said) == 202, ida.visitor.text
    await town.house.settled()
    told = await ida.reads(f"/tasks/{place}/proof")
    return dict(told["job"])


async def test_the_folder_is_proved_and_its_proof_is_kept_beside_it(ida: Author, town: Town, root: Path) -> None:
    job = await proved(ida, town, "add")
    assert (job["stage"], job["kept"], job["proof"]["proved"]) == ("done", True, True)
    task = town.house.tasks.task("add")
    assert task
    assert task.proof_state is ProofState.PROVEN
    told = json.loads((root / "add" / ".lock" / "proof.json").read_text())
    assert (told["digest"], told["proved"]) == (task.digest, True)


async def test_a_second_proof_of_the_same_leaves_the_file_as_it_is(ida: Author, town: Town, root: Path) -> None:
    await proved(ida, town, "add")
    kept = root / "add" / ".lock" / "proof.json"
    before = kept.read_text().replace('"when": "', '"when": "before ')
    kept.write_text(before)
    await proved(ida, town, "add")
    assert kept.read_text() == before


async def test_texts_are_proved_before_they_are_saved_and_kept_with_the_saving(
    ida: Author, town: Town, root: Path
) -> None:
    files = {**FILES, "guide.md": "## Hints\n- Plus.\n"}
    job = await proved(ida, town, "add", files=files)
    assert (job["typed"], job["kept"]) == (True, False)
    assert "once they are saved" in job["words"]
    assert not (root / "add" / ".lock").exists()
    version = (await ida.reads("/tasks/add/files"))["version"]
    assert await ida.does("PUT", "/tasks/add/files", {"base": version, "files": files}) == 200
    await town.house.settled()
    task = town.house.tasks.task("add")
    assert task
    assert task.proof_state is ProofState.PROVEN


async def test_a_task_that_changes_during_its_proof_is_told_so(
    ida: Author, town: Town, root: Path, running: RunningSandbox
) -> None:
    running.go.clear()
    assert await ida.does("POST", "/tasks/add/proof", {}) == 202
    write(root, files={**FILES, "statement.md": "Add both of them.\n"})
    assert await ida.does("POST", "/tasks/add/proof", {}) == 409
    assert "Another version of this task is being proved" in ida.answer["message"]
    running.go.set()
    await town.house.settled()
    job = (await ida.reads("/tasks/add/proof"))["job"]
    assert "it is about the version that was read then" in job["words"]
    assert not (root / "add" / ".lock").exists()


async def test_a_new_task_is_its_authors_own_until_it_has_an_address(ida: Author, town: Town) -> None:
    job = await proved(ida, town, "new", slug="sum", files=FILES)
    assert job["proof"]["proved"]
    pat = await author(await town.owner())
    assert (await pat.reads("/tasks/new/proof"))["job"] is not None, "it is the same account"


async def test_files_that_do_not_load_are_not_proved(ida: Author) -> None:
    assert await ida.does("POST", "/tasks/add/proof", {"files": {**FILES, "cases.yaml": "examples: ["}}) == 422
    assert ida.answer["message"].startswith("The task does not load yet.")


async def test_a_folder_that_does_not_load_is_not_proved(ida: Author, root: Path) -> None:
    (root / "add" / "cases.yaml").write_text("examples: [")
    assert await ida.does("POST", "/tasks/add/proof", {}) == 422
    assert ida.answer["message"].startswith("The task does not load yet.")
    assert await ida.does("POST", "/tasks/none/proof", {}) == 404


async def test_a_mistake_that_nothing_catches_becomes_a_wrong_solution(ida: Author, town: Town) -> None:
    job = await proved(ida, town, "add", files={**BLIND, "solutions/wrong-minus.py": "def add(a, b): return 7\n"})
    (survivor,) = job["proof"]["survivors"]
    assert (survivor["what"], survivor["before"]) == ("+ became -", "return a + b")
    assert survivor["after"] == "return (a - b)"
    said = {"files": BLIND, "fingerprint": survivor["fingerprint"], "do": "keep"}
    assert await ida.does("POST", "/tasks/add/proof/mistake", said) == 200
    assert ida.answer["path"] == "solutions/wrong-plus-became-minus.py"
    assert ida.answer["text"].startswith(
        "# Line 2 of the good solution: + became -.\ndef add(a, b):\n    return (a - b)"
    )


async def test_a_mistake_that_changes_nothing_is_not_offered_again(ida: Author, town: Town, root: Path) -> None:
    files = {**BLIND, "solutions/wrong-minus.py": "def add(a, b): return 7\n"}
    job = await proved(ida, town, "add", files=files)
    (survivor,) = job["proof"]["survivors"]
    said = {"files": files, "fingerprint": survivor["fingerprint"], "do": "equivalent"}
    assert await ida.does("POST", "/tasks/add/proof/mistake", said) == 200
    assert json.loads((root / "add" / ".lock" / "equivalent.json").read_text()) == {
        survivor["fingerprint"]: "+ became -: return a + b"
    }
    moved = {**files, "solutions/good.py": "# Any two numbers.\n" + FILES["solutions/good.py"]}
    again = await proved(ida, town, "add", files=moved)
    assert (again["proof"]["survivors"], again["proof"]["equivalent"]) == ([], 1)


async def test_a_mistake_of_a_new_task_waits_until_it_is_saved(ida: Author, town: Town) -> None:
    files = {**BLIND, "solutions/wrong-minus.py": "def add(a, b): return 7\n"}
    job = await proved(ida, town, "new", slug="sum", files=files)
    said = {"slug": "sum", "files": files, "fingerprint": job["proof"]["survivors"][0]["fingerprint"]}
    assert await ida.does("POST", "/tasks/new/proof/mistake", {**said, "do": "equivalent"}) == 422
    assert ida.answer["message"].startswith("Save the task first")
    assert await ida.does("POST", "/tasks/new/proof/mistake", {**said, "fingerprint": "gone", "do": "keep"}) == 422
    assert "has changed since" in ida.answer["message"]


async def test_the_good_solution_answers_what_has_no_answer_and_nothing_else(ida: Author) -> None:
    cases = (
        "examples:\n  - {in: {a: 1, b: 2}}\n  - {in: {a: 1, b: 1}, out: 99}\n"
        "hidden:\n  - group: edge\n    cases:\n      - {name: zeros, in: {a: 0, b: 0}}\n"
    )
    assert await ida.does("POST", "/tasks/add/proof/answers", {"files": {**FILES, "cases.yaml": cases}}) == 200
    assert ida.answer["edits"] == [
        {"file": "cases.yaml", "path": ["examples", 0, "out"], "value": 3},
        {"file": "cases.yaml", "path": ["hidden", 0, "cases", 0, "out"], "value": 0},
    ]
    assert await ida.does("POST", "/tasks/add/proof/answers", {"files": FILES}) == 200
    assert ida.answer["edits"] == []


async def test_without_a_good_solution_nobody_can_answer(ida: Author) -> None:
    cases = "examples:\n  - {in: {a: 1, b: 2}}\n"
    files = {path: text for path, text in FILES.items() if not path.startswith("solutions/")}
    assert await ida.does("POST", "/tasks/add/proof/answers", {"files": {**files, "cases.yaml": cases}}) == 422
    assert "Write solutions/good.py first." in ida.answer["message"]
    broken = {**FILES, "cases.yaml": cases, "solutions/good.py": "def add(a, b): raise ValueError('no')\n"}
    assert await ida.does("POST", "/tasks/add/proof/answers", {"files": broken}) == 422
    assert "ValueError: no" in ida.answer["message"]


async def test_ida_tries_a_task_as_its_candidate_and_as_who_asks(ida: Author, town: Town) -> None:
    for role, practice in (("candidate", "solo"), ("host", "peers")):
        await ida.visitor.opens("/tasks/add")
        assert await ida.visitor.posts("/tasks/add/try", {"form-token": ida.token, "as": role}) == 200
        assert ida.visitor.at.startswith("/rooms/")
        interview = await town.house.interview(ida.visitor.at.removeprefix("/rooms/"))
        assert interview
        assert interview.setup.practice.value == practice


async def test_a_proof_is_cancelled_and_its_runs_end(ida: Author, town: Town, running: RunningSandbox) -> None:
    running.go.clear()
    assert await ida.does("POST", "/tasks/add/proof", {}) == 202
    job = town.house.proving.job("add")
    assert job
    assert job.work
    assert await ida.does("DELETE", "/tasks/add/proof") == 204
    await asyncio.wait((job.work,))
    told = (await ida.reads("/tasks/add/proof"))["job"]
    assert (told["stage"], told["words"]) == ("cancelled", "Cancelled. Nothing was kept of it.")
    running.go.set()
    assert (await proved(ida, town, "add"))["stage"] == "done"
