"""A task is copied, and gets another address, on real folders (SPEC: G12)."""

from pathlib import Path

import pytest
from dulwich import porcelain

from server.authoring.keep import ProofFolders
from server.core.interview import Interview
from server.core.proof import Proof
from server.core.task import ProofState
from server.settings import Settings
from server.store.task_history import GitHistory
from server.store.workshop import Desk
from tests.core.tasks import JAVASCRIPT, PYTHON
from tests.fakes import FakeSandbox
from tests.pages.authors import town_of, workshop_house
from tests.pages.visitors import Town, Visitor
from tests.store.task_files import TASK, write
from tests.store.test_task_history import committed

STYLES = [PYTHON, JAVASCRIPT]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = tmp_path / "tasks"
    write(root)
    write(root, "bag", {"task.yaml": TASK.replace("Add two numbers", "Bags")})
    return root


@pytest.fixture
async def town(tmp_path: Path, root: Path, sandbox: FakeSandbox, dist: Path) -> Town:
    house = workshop_house(tmp_path, root, sandbox)
    await house.look_at_sandbox()
    return town_of(house, dist)


async def does(town: Town, deed: str, **typed: str) -> Visitor:
    """Ida sends one of the two forms of the task's page."""
    ida = await town.owner()
    await ida.opens("/tasks/add")
    await ida.sends(f"/tasks/add/{deed}", **typed)
    return ida


async def test_a_copy_has_all_that_the_task_has_and_is_proven_like_it(town: Town, root: Path) -> None:
    (root / "add" / "picture.png").write_bytes(b"\x89PNG\xff\0")
    task = town.house.tasks.task("add")
    assert task
    assert ProofFolders(root).keep("add", Proof("add", task.digest, 1, unmarked=task.unmarked)) == ""
    ida = await does(town, "copy", slug="add-2", title="Add two numbers")
    assert ida.at == "/tasks/add-2"
    assert (root / "add-2" / "picture.png").read_bytes() == b"\x89PNG\xff\0"
    copy = town.house.tasks.task("add-2")
    assert copy
    assert (copy.digest, copy.proof_state) == (task.digest, ProofState.PROVEN)
    assert sorted(each.name for each in root.iterdir()) == ["add", "add-2", "bag"]


async def test_a_copy_may_have_a_title_of_its_own(town: Town, root: Path) -> None:
    ida = await does(town, "copy", slug="plus", title="  Plus  and minus ")
    assert ida.at == "/tasks/plus"
    assert "Plus and minus" in ida.text
    assert (root / "add" / "task.yaml").read_text() == TASK
    assert (root / "plus" / "task.yaml").read_text() == TASK.replace("Add two numbers", "Plus and minus")


async def test_a_task_gets_another_address_and_its_draft_goes_along(town: Town, root: Path) -> None:
    before = {each.name: each.read_bytes() for each in (root / "add").iterdir() if each.is_file()}
    ida = await town.owner()
    await town.house.workshop.keep_draft("owner", "add", "", "v", {"task.yaml": "title: Half"})
    await town.house.workshop.keep_draft("pat", "add", "", "v", {"task.yaml": "title: Pat's"})
    ida = await does(town, "rename", slug="plus")
    assert ida.at == "/tasks/plus"
    assert {each.name: each.read_bytes() for each in (root / "plus").iterdir() if each.is_file()} == before
    assert not (root / "add").exists()
    assert await ida.opens("/tasks/add") == 404
    draft = await town.house.workshop.draft("owner", "plus")
    assert draft
    assert draft.files == {"task.yaml": "title: Half"}
    assert await town.house.workshop.draft("owner", "add") is None
    of_pat = await town.house.workshop.draft("pat", "plus")
    assert of_pat, "a colleague's goes along as well"
    assert of_pat.files == {"task.yaml": "title: Pat's"}


REFUSED = (
    ("bag", "There is a task at “bag” already; nothing is written over it."),
    ("Two Words", "such as two-words"),
    ("import", "“import” is an address of Greenroom&#39;s own."),
    ("../bag", "lower-case letters, digits and hyphens"),
    ("", "lower-case letters, digits and hyphens"),
)


@pytest.mark.parametrize("deed", ["copy", "rename"])
@pytest.mark.parametrize(("slug", "why"), REFUSED)
async def test_an_address_that_cannot_be_is_told_beside_what_was_typed(
    town: Town, root: Path, deed: str, slug: str, why: str
) -> None:
    before = sorted(each.name for each in root.iterdir())
    ida = await does(town, deed, slug=slug)
    assert ida.page.status_code == 422
    assert why in ida.text
    assert f'name="slug" value="{slug}"' in ida.text
    assert sorted(each.name for each in root.iterdir()) == before


async def test_the_address_that_it_has_is_no_other_one(town: Town) -> None:
    assert "It has this address already." in (await does(town, "rename", slug="add")).text


async def planned(ida: Visitor) -> str:
    await ida.opens("/interviews/new?task=add")
    typed = {"title": "Backend engineer", "host": "Ida", "candidate": "Cam", "tasks": "add", "plan-it": "yes"}
    await ida.sends("/interviews/new", **typed)
    return ida.at


async def test_g12_a_task_that_interviews_know_is_copied_and_retired_instead(town: Town, root: Path) -> None:
    ida = await town.owner()
    interview = await planned(ida)
    ida = await does(town, "rename", slug="plus")
    assert "One interview knows it by this address. Copy it to the new one, and retire this one" in ida.text
    assert (root / "add").is_dir()
    await planned(ida)
    assert "2 interviews know it by this address." in (await does(town, "rename", slug="plus")).text
    await does(town, "copy", slug="plus", title="Add two numbers")
    await ida.opens("/tasks/add")
    await ida.sends("/tasks/add/status", status="retired")
    assert await ida.opens(interview) == 200
    assert "Add two numbers" in ida.text


async def test_g12_a_room_to_practise_in_goes_on_with_what_it_began_with(town: Town) -> None:
    solo = await town.house.practising.alone("Cam", "add", 30)
    assert isinstance(solo, Interview)
    assert (await does(town, "rename", slug="plus")).at == "/tasks/plus"
    kept = await town.house.store.version("add", solo.versions[0])
    assert kept, "its version is kept by the name that the room has"
    live = await town.house.enter(solo.id)
    assert live
    assert town.house.pins.of(solo).task("add"), "and found by whoever reads it"


async def test_what_is_not_there_is_neither_copied_nor_renamed(town: Town) -> None:
    ida = await town.owner()
    await ida.opens("/tasks/add")
    token = ida.page.text.split('name="form-token" value="')[1].split('"')[0]
    for deed in ("copy", "rename"):
        assert await ida.posts(f"/tasks/none/{deed}", {"slug": "plus", "form-token": token}) == 404


async def test_a_link_in_a_task_is_copied_as_a_link(town: Town, root: Path, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("canary")
    (root / "add" / "elsewhere").symlink_to(tmp_path / "secret")
    desk = Desk(root, STYLES)
    desk.copy("add", "plus")
    assert (root / "plus" / "elsewhere").is_symlink()


async def test_both_are_committed_where_the_house_is_set_up_so(tmp_path: Path, root: Path, dist: Path) -> None:
    porcelain.init(str(root))
    committed(root, "First")
    history = GitHistory(root)
    settings = Settings(tasks_commit="on", keep_months=0)
    town = town_of(workshop_house(tmp_path, root, settings=settings, task_history=history), dist)
    await does(town, "copy", slug="add-2", title="Add two numbers")
    await does(town, "rename", slug="plus")
    for slug, subjects in (("add-2", ["Copy add to add-2"]), ("plus", ["Rename add to plus", "First"])):
        told = history.history(slug, 10)
        assert told
        assert [each.subject for each in told.changes] == subjects
    status = porcelain.status(str(root))
    assert (status.staged, status.unstaged, status.untracked) == ({"add": [], "delete": [], "modify": []}, [], [])
