"""The versions that a project went through: all its files together, made and renamed ones too."""

from server.core import events as e
from server.core.ids import CANDIDATE, HOST, ROOM
from server.core.project_versions import WorkVersion, project_versions
from server.core.projects import work_digest
from tests.core.track_story import Made, Story

DESK, STORE, NEW = "slots/python.1", "slots/python.2", "slots/python.3"


def found(story: Story) -> list[WorkVersion]:
    made = Made(story.entries)
    return project_versions(made.index.merged(0, made.chunks.items()), "slots", "python")


def begun() -> Story:
    story = Story()
    for number, path in ((1, "desk.py"), (2, "store.py")):
        story.says(ROOM, e.FileCreated("slots", "python", f"python.{number}", path))
    story.says(ROOM, e.FileCreated("slots", "javascript", "javascript.1", "desk.js"))
    return story


def test_every_file_counts_and_the_one_that_changed_is_named() -> None:
    story = begun()
    story.types(CANDIDATE, DESK, 0, "one\ntwo")
    story.types(CANDIDATE, "slots/javascript.1", 0, "x")
    story.skip(2_000)
    story.types(HOST, STORE, 0, "store")
    story.skip(2_000)
    story.types(CANDIDATE, DESK, 4, "2", 3)
    story.says(CANDIDATE, e.RunStarted("r", "slots", "python", e.Suite.EXAMPLES, "d", 0, ()))
    story.says(CANDIDATE, e.RunStarted("s", "slots", "javascript", e.Suite.EXAMPLES, "d", 0, ()))
    versions = found(story)
    assert [(each.file, each.first_line, each.last_line) for each in versions] == [
        ("", 0, 0),
        ("python.2", 1, 1),
        ("python.1", 2, 2),
    ]
    assert versions[-1].text.files == {"desk.py": "one\n2", "store.py": "store"}
    assert versions[-1].digest == work_digest(versions[-1].text)


def test_a_file_that_is_made_renamed_or_deleted_is_a_change_too() -> None:
    story = begun()
    story.types(CANDIDATE, DESK, 0, "one")
    story.skip(2_000)
    story.says(CANDIDATE, e.FileCreated("slots", "python", "python.3", "loans.py"))
    story.types(CANDIDATE, NEW, 0, "loan")
    story.skip(2_000)
    story.says(HOST, e.FileRenamed("slots", "python", "python.3", "loan.py", "loans.py"))
    story.skip(2_000)
    story.says(HOST, e.FileDeleted("slots", "python", "python.3", "loan.py"))
    story.skip(2_000)
    story.says(HOST, e.FileRestored("slots", "python", "python.3", "loan.py"))
    assert [(each.file, sorted(each.text.files)) for each in found(story)] == [
        ("", ["desk.py", "store.py"]),
        ("python.3", ["desk.py", "loans.py", "store.py"]),
        ("", ["desk.py", "loan.py", "store.py"]),
        ("", ["desk.py", "store.py"]),
        ("", ["desk.py", "loan.py", "store.py"]),
    ]


def test_a_project_in_which_nobody_wrote_has_no_versions() -> None:
    assert found(begun()) == []
