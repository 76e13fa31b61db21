"""Retired and leaked tasks, on real folders: marked from the page, offered as they may be, undone (SPEC: L2, L7)."""

from pathlib import Path

import pytest
from dulwich import porcelain

from server.authoring.keep import ProofFolders
from server.core.proof import Proof, is_about
from server.core.task import ProofState, Task
from server.settings import Settings
from server.store.task_history import GitHistory
from server.store.tasks import TaskFolders
from tests.core.tasks import JAVASCRIPT, PYTHON
from tests.fakes import FakeSandbox
from tests.pages.authors import town_of, workshop_house
from tests.pages.visitors import Town, Visitor
from tests.store.task_files import TASK, write
from tests.store.test_task_history import committed

STYLES = [PYTHON, JAVASCRIPT]
HEAD = f"# Ida's task\n{TASK}"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = tmp_path / "tasks"
    write(root, files={"task.yaml": HEAD})
    write(root, "bag", {"task.yaml": TASK.replace("Add two numbers", "Bags")})
    return root


@pytest.fixture
async def town(tmp_path: Path, root: Path, sandbox: FakeSandbox, dist: Path) -> Town:
    house = workshop_house(tmp_path, root, sandbox)
    await house.look_at_sandbox()
    return town_of(house, dist)


async def marks(town: Town, **typed: str) -> Visitor:
    ida = await town.owner()
    await ida.opens("/tasks/add")
    await ida.sends("/tasks/add/status", **typed)
    return ida


async def plans(ida: Visitor, **typed: str) -> Visitor:
    await ida.opens("/interviews/new?task=add")
    usual = {"title": "Backend engineer", "host": "Ida", "candidate": "Cam", "tasks": "add"}
    await ida.sends("/interviews/new", **{**usual, **typed, "plan-it": "yes"})
    return ida


async def test_a_task_is_retired_and_brought_back_with_every_byte_as_it_was(town: Town, root: Path) -> None:
    ida = await marks(town, status="retired")
    assert (root / "add" / "task.yaml").read_text() == f"{HEAD}status: retired\n"
    assert "It is not offered for interviews" in ida.text
    assert "Plan an interview with it" not in ida.text
    await ida.opens("/tasks")
    assert 'href="/tasks/add"' not in ida.text
    await ida.opens("/interviews/new")
    assert 'value="add"' not in ida.text
    await plans(ida)
    assert "“Add two numbers” is retired." in ida.text
    await ida.opens("/tasks/add")
    await ida.sends("/tasks/add/status", status="active")
    assert (root / "add" / "task.yaml").read_text() == HEAD


def read(root: Path, *, head: str = HEAD, marked: str = "") -> Task:
    """The task as it is read from its folder after its mark was written."""
    (root / "add" / "task.yaml").write_text(f"{head}{marked}")
    task = TaskFolders(root, STYLES).task("add")
    assert task is not None
    return task


async def test_a_leaked_task_is_retired_in_one_step_and_what_is_known_of_the_leak_stays(town: Town, root: Path) -> None:
    ida = await marks(town, status="leaked", where="a forum", when="2026-11-02")
    assert 'name="where" value="a forum"' in ida.text, "and is there to be changed"
    await ida.sends("/tasks/add/status", status="leaked", where="two forums", when="2026-11-02")
    assert "Found in two forums, 2026-11-02." in ida.text
    await ida.sends("/tasks/add/status", status="retired")
    assert "It had leaked before. Found in two forums, 2026-11-02." in ida.text
    bring = ida.text.split('class="notice lib-marked"')[1].split("</form>")[0]
    assert 'value="two forums"' in bring, "bringing it back keeps what is known"
    assert 'value="2026-11-02"' in bring
    await ida.sends("/tasks/add/status", status="leaked", where="two forums", when="2026-11-02")
    assert "Found in two forums, 2026-11-02." in ida.text
    await ida.sends("/tasks/add/status", status="active")
    assert (root / "add" / "task.yaml").read_text() == HEAD


async def test_a_retired_task_is_marked_as_leaked_in_one_step(town: Town) -> None:
    ida = await marks(town, status="retired")
    assert "Mark it as leaked" in ida.text
    await ida.sends("/tasks/add/status", status="leaked", where="a forum")
    assert "Found in a forum." in ida.text
    await ida.sends("/tasks/add/status", status="retired")
    assert "Bring it back, as leaked" in ida.text


MARKED = (
    "",
    "status: retired\n",
    "status: leaked\nleaked:\n  where: a forum\n",
    "status: active\n",
    "status: retired\nleaked: {}\n",
)


@pytest.mark.parametrize("then", MARKED)
@pytest.mark.parametrize("now", MARKED)
def test_a_proof_holds_whatever_marks_the_task_then_and_now(root: Path, then: str, now: str) -> None:
    tried = read(root, marked=then)
    assert tried.proof_state is ProofState.UNPROVEN
    proof = Proof("add", tried.digest, 1, unmarked=tried.unmarked)
    assert ProofFolders(root).keep("add", proof) == ""
    again = read(root, marked=now)
    assert again.proof_state is ProofState.PROVEN
    assert is_about(proof, again), "and a proof that ends after the mark is kept"
    assert (again.digest == tried.digest) is (then == now), "an interview pins the very files"
    changed = read(root, head=HEAD.replace("Add two", "Add three"), marked=now)
    assert changed.proof_state is ProofState.CHANGED
    assert not is_about(proof, changed)


@pytest.mark.parametrize("mark", MARKED)
def test_a_proof_from_before_marks_were_left_out_holds_for_the_same_files_and_when_they_are_marked(
    root: Path, mark: str
) -> None:
    old = Proof("add", read(root).digest, 1)
    assert ProofFolders(root).keep("add", old) == ""
    assert read(root, marked=mark).proof_state is ProofState.PROVEN
    of_marked = Proof("add", read(root, marked=mark).digest, 2)
    assert ProofFolders(root).keep("add", of_marked) == ""
    assert read(root, marked=mark).proof_state is ProofState.PROVEN


async def test_a_leaked_task_is_planned_only_by_who_asks_for_it(town: Town, root: Path) -> None:
    ida = await marks(town, status="leaked", where="a  forum", when="2026-11-02")
    assert "Found in a forum, 2026-11-02. Candidates may know it." in ida.text
    await plans(ida)
    assert "is marked as leaked" in ida.text
    assert "Also tasks that have leaked" in ida.text
    await plans(ida, leaked="yes")
    assert ida.at.startswith("/interviews/")
    assert ida.at != "/interviews/new"
    await ida.opens("/tasks/add")
    await ida.sends("/tasks/add/status", status="active")
    assert (root / "add" / "task.yaml").read_text() == HEAD


async def test_a_planned_interview_says_that_its_task_has_leaked_since(town: Town) -> None:
    ida = await town.owner()
    await plans(ida)
    planned = ida.at
    await ida.opens("/tasks/add")
    await ida.sends("/tasks/add/status", status="leaked")
    await ida.opens(planned)
    assert "“Add two numbers” is marked as leaked by now." in ida.text
    assert "A newer version of this task is in the library" in ida.text


async def test_to_practise_any_task_will_do(town: Town) -> None:
    await marks(town, status="retired")
    opened = await town.house.practising.alone("Cam", "add", 30)
    assert getattr(opened, "tasks", ()) == ("add",), opened


@pytest.mark.parametrize(("path", "status", "code"), [("add", "gone", 400), ("none", "retired", 404)])
async def test_what_makes_no_sense_changes_nothing(town: Town, root: Path, path: str, status: str, code: int) -> None:
    ida = await town.owner()
    await ida.opens("/tasks/add")
    token = ida.page.text.split('name="form-token" value="')[1].split('"')[0]
    assert await ida.posts(f"/tasks/{path}/status", {"status": status, "form-token": token}) == code
    assert (root / "add" / "task.yaml").read_text() == HEAD


async def test_a_folder_that_cannot_be_written_keeps_what_it_was_and_says_so(town: Town, root: Path) -> None:
    (root / "add" / "task.yaml").write_text("title: Half of a task\nkind: [")
    ida = await town.owner()
    await ida.opens("/tasks/bag")
    token = ida.page.text.split('name="form-token" value="')[1].split('"')[0]
    assert await ida.posts("/tasks/add/status", {"status": "retired", "form-token": token}) == 409
    assert "The task is as it was" in ida.text


@pytest.mark.parametrize("on", ["on", "off"])
async def test_what_is_changed_from_a_page_is_committed_where_the_house_is_set_up_so(
    tmp_path: Path, root: Path, dist: Path, on: str
) -> None:
    porcelain.init(str(root))
    committed(root, "First")
    history = GitHistory(root)
    settings = Settings(tasks_commit=on, keep_months=0)
    town = town_of(workshop_house(tmp_path, root, settings=settings, task_history=history), dist)
    await marks(town, status="retired")
    told = history.history("add", 10)
    assert told
    assert [each.subject for each in told.changes] == (["Save add", "First"] if on == "on" else ["First"])
    assert told.fresh is (on == "off")
