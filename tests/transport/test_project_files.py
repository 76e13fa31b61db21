"""Names of files as a hostile browser sends them: each gets a sentence, nothing changes, and nobody else notices."""

from collections.abc import AsyncIterator
from contextlib import suppress
from pathlib import Path

import pytest
from websockets.exceptions import ConnectionClosed

from server.core.project_paths import FILES_MAX
from server.store.tasks import TaskFolders
from tests.fakes import FakeLibrary, FakeSandbox
from tests.house import Place, known_languages, new_house, serving
from tests.people import Person, page
from tests.transport.test_private import is_heard

pytestmark = pytest.mark.server

PROJECTS = Path(__file__).parents[1] / "fixtures" / "projects"
WORK = {"task": "lending-desk", "language": "python"}
DESK = "lending-desk/python.1"


@pytest.fixture
async def desk(tmp_path: Path, sandbox: FakeSandbox) -> AsyncIterator[Place]:
    task = TaskFolders(PROJECTS, [each.style for each in known_languages()]).task("lending-desk")
    assert task is not None
    async with serving(new_house(tmp_path, sandbox=sandbox, tasks=FakeLibrary(task))) as place:
        yield place


async def refused(person: Person, ask: str, **fields: str) -> str:
    """What they hear of this ask."""
    heard = sum(frame["type"] == "refused" for frame in person.frames)
    await person.ask(ask, **WORK, **fields)
    await is_heard(person)
    found = [frame["message"] for frame in person.frames if frame["type"] == "refused"][heard:]
    assert len(found) == 1, (ask, fields, found)
    return str(found[0])


def changes(person: Person) -> list[tuple[str, str]]:
    """What became of files, by people."""
    told = [each for each in person.events if each["kind"].startswith("file_") and each["by"] != "room"]
    return [(each["kind"], each["data"]["path"]) for each in told]


BAD = [
    ("", "Give the file a name"),
    ("../../etc/passwd", "leads nowhere else"),
    ("lib/../desk2.py", "leads nowhere else"),
    ("./a.py", "leads nowhere else"),
    ("/etc/passwd", "lies inside of the project"),
    ("C:/a.py", "lies inside of the project"),
    ("lib\\a.py", "lies inside of the project"),
    ("lib//a.py", "a folder without a name"),
    ("a.py/", "a folder without a name"),
    ("a/b/c/d/e/f/g/h.py", "the most is 6"),
    ("x" * 121, "the most is 120"),
    ("x" * 50_000, "the most is 120"),
    ("\N{GRINNING FACE}.py", "is no name for a file here"),
    ("d\N{COMBINING ACUTE ACCENT}esk.py", "is no name for a file here"),
    ("evil\N{RIGHT-TO-LEFT OVERRIDE}yp.txt", "is no name for a file here"),
    ("a\x00.py", "is no name for a file here"),
    ("a b.py", "is no name for a file here"),
    ("-rf", "is no name for a file here"),
    (".git", "is no name for a file here"),
    ("a.", "is no name for a file here"),
    ("con.py", "is not a file on every computer"),
    ("conftest.py", "kept for the task's own files"),
    ("Limits_Test.py", "kept for the task's own files"),
    ("DESK.py", "are the same file on many computers"),
    ("desk.py", "There is a desk.py already"),
    ("desk.py/a.py", "nothing can lie in it"),
]


async def test_every_name_that_cannot_be_gets_a_sentence(desk: Place) -> None:
    interview = await desk.interview("lending-desk")
    async with page(desk.ida(interview)) as ida, page(desk.cam(interview)) as cam:
        await cam.sees("class", DESK)
        for path, words in BAD:
            assert words in await refused(cam, "file_create", path=path), path
            if path not in ("desk.py", "DESK.py", "desk.py/a.py"):
                assert words in await refused(cam, "file_rename", path="store.py", to=path), path
        await is_heard(ida)
        assert changes(ida) == []
        assert not [frame for frame in ida.frames if frame["type"] == "refused"]
        await cam.ask("file_create", **WORK, path="fine.py")
        await ida.hears_event("file_created", path="fine.py")


async def test_a_path_that_is_no_text_ends_the_connection_and_changes_nothing(desk: Place) -> None:
    interview = await desk.interview("lending-desk")
    async with page(desk.ida(interview)) as ida, page(desk.cam(interview)) as cam:
        await cam.sees("class", DESK)
        await cam.ask("file_create", **WORK, path=["../x"])
        await cam.is_sent_away(4400)
        await is_heard(ida)
        assert changes(ida) == []


async def test_thousands_of_files_are_a_few_dozen_and_the_page_is_slowed_down(desk: Place) -> None:
    interview = await desk.interview("lending-desk")
    async with page(desk.ida(interview)) as ida, page(desk.cam(interview)) as cam:
        await cam.sees("class", DESK)
        await is_heard(cam)
        for number in range(60):
            await cam.ask("file_create", **WORK, path=f"f{number}.py")
        await cam.hears("refused", message=f"This project has {FILES_MAX} files, which is the most. Delete one first.")
        with suppress(ConnectionClosed):
            for number in range(10_000):
                await cam.ask("file_create", **WORK, path=f"g{number}.py")
        await cam.is_sent_away(4429)
        await is_heard(ida)
        assert len(changes(ida)) == FILES_MAX - 3
        await ida.ask("file_delete", **WORK, path="f1.py")
        await ida.hears_event("file_deleted", path="f1.py")


async def test_two_make_one_name_at_once_and_nobody_loses_words(desk: Place) -> None:
    interview = await desk.interview("lending-desk")
    async with page(desk.ida(interview)) as ida, page(desk.cam(interview)) as cam:
        await cam.sees("class", DESK)
        await cam.ask("file_create", **WORK, path="loans.py")
        await ida.ask("file_create", **WORK, path="loans.py")
        for each in (ida, cam):
            await is_heard(each)
        assert changes(ida) == changes(cam) == [("file_created", "loans.py")]
        no = [each for each in (ida, cam) if any(frame["type"] == "refused" for frame in each.frames)]
        assert len(no) == 1
        made = (await ida.hears_event("file_created", path="loans.py"))["data"]["file"]
        file = f"lending-desk/{made}"
        # Onto a name that is there: refused, and both keep their texts.
        await cam.type("cam was here\n", file=file)
        await ida.sees("cam was here", file)
        assert "There is a loans.py already" in await refused(ida, "file_rename", path="store.py", to="loans.py")
        # Deleted while Cam types: what is typed stays in it, and comes back with it.
        await ida.ask("file_delete", **WORK, path="loans.py")
        await cam.type("and here\n", file=file)
        await ida.sees("and here", file)
        assert "not there any more" in await refused(cam, "file_rename", path="loans.py", to="x.py")
        await ida.ask("file_restore", **WORK, file=made)
        await cam.hears_event("file_restored", path="loans.py")
        assert ida.text(file) == cam.text(file) == "cam was here\nand here\n"
        assert "is there already" in await refused(ida, "file_restore", file=made)
        assert "was never there" in await refused(ida, "file_restore", file="python.999")
