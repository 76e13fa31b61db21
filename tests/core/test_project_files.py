"""The files of a project: made, renamed, deleted and brought back by rules with sentences; nothing is ever lost."""

import random
from dataclasses import replace

import pytest

from server.core import asks as a
from server.core import effects as f
from server.core import events as e
from server.core import inputs as i
from server.core.ids import CANDIDATE, HOST, ROOM
from server.core.private import PrivatePolicy
from server.core.project_files import FileEvent, ProjectFiles, files_of
from server.core.project_paths import (
    CHANGES_MAX,
    FILES_MAX,
    MADE_MAX,
    PATH_MAX,
    clash,
    is_set_up,
    is_test,
    path_problem,
)
from server.core.project_rules import GONE, KEPT, NO_PROJECT, SAME, ProjectRules
from server.core.roles import Role
from server.core.room import Room
from server.core.room_state import TaskFacts
from tests.core.rooms import Told

DESK = ("desk", "python")
RULES = ProjectRules(frozenset({"test_desk.py", "test_limits.py", "Fixed.py"}))
FACTS = TaskFacts("desk", "The lending desk", ("python", "javascript"), projects={"python": RULES})
FIRST = [
    e.FileCreated("desk", "python", "python.1", "desk.py"),
    e.FileCreated("desk", "python", "python.2", "store.py"),
    e.FileCreated("desk", "python", "python.3", "test_desk.py", fixed=True),
]


def told(rules: ProjectRules = RULES) -> Told:
    """A room with a project of two files and a given test, in which Ida and Cam are."""
    told = Told({"desk": replace(FACTS, projects={"python": rules})})
    for event in FIRST:
        told.room.apply(e.Entry(told.room.seq + 1, 0, 0, ROOM, event))
    told.ida_comes()
    told.cam_comes()
    return told


def create(path: str) -> a.AskFileCreate:
    return a.AskFileCreate(*DESK, path)


def rename(path: str, to: str) -> a.AskFileRename:
    return a.AskFileRename(*DESK, path, to)


def delete(path: str) -> a.AskFileDelete:
    return a.AskFileDelete(*DESK, path)


def paths(room: Room) -> list[str]:
    return [each.path for each in room.files.here(*DESK)]


def refusal(effects: list[f.Effect]) -> str:
    return "".join(each.message for each in effects if isinstance(each, f.Refuse))


def test_cam_makes_renames_deletes_and_brings_back() -> None:
    room = told()
    room.cam(create("lib/loans.py"))
    room.ida(rename("lib/loans.py", "loans.py"))
    assert paths(room.room) == ["desk.py", "store.py", "test_desk.py", "loans.py"]
    room.cam(delete("loans.py"))
    assert paths(room.room) == ["desk.py", "store.py", "test_desk.py"]
    room.cam(a.AskFileRestore(*DESK, "python.4"))
    assert room.room.files.of(*DESK)["python.4"].path == "loans.py"
    assert room.room.files.changes == 4


def test_a_folder_is_renamed_and_deleted_with_all_that_is_in_it() -> None:
    room = told()
    for path in ("lib/a.py", "lib/deep/b.py", "library.py"):
        room.cam(create(path))
    room.cam(rename("lib", "src/lib"))
    assert paths(room.room)[3:] == ["src/lib/a.py", "src/lib/deep/b.py", "library.py"]
    room.cam(delete("src"))
    assert paths(room.room)[3:] == ["library.py"]


@pytest.mark.parametrize(
    ("ask", "words"),
    [
        (create(""), "Give the file a name"),
        (create("/etc/passwd"), "lies inside of the project"),
        (create("a\\b.py"), "lies inside of the project"),
        (create("c:x.py"), "lies inside of the project"),
        (create("../x.py"), "leads nowhere else"),
        (create("a/./x.py"), "leads nowhere else"),
        (create("a//x.py"), "a folder without a name"),
        (create("/".join("abcdefgh") + "/x.py"), "lies in 8 folders"),
        (create("a" * PATH_MAX + ".py"), "the most is 120"),
        (create(".env"), "is no name for a file"),
        (create("two words.py"), "is no name for a file"),
        (create("x.py."), "is no name for a file"),
        (create("größe.py"), "is no name for a file"),
        (create("lib/nul.py"), "not a file on every computer"),
        (create("desk.py"), "There is a desk.py already"),
        (create("Desk.py"), "same file on many computers"),
        (create("desk.py/x.py"), "desk.py is a file"),
        (create("test_desk.py"), KEPT),
        (create("test_limits.py"), KEPT),
        (create("TEST_LIMITS.PY"), KEPT),
        (create("fixed.py"), KEPT),
        (create("conftest.py"), KEPT),
        (create("lib/conftest.py"), KEPT),
        (create("evil.pth"), KEPT),
        (rename("desk.py", "desk.py"), SAME),
        (rename("gone.py", "x.py"), GONE),
        (rename("desk.py", "store.py"), "There is a store.py already"),
        (rename("desk.py", "conftest.py"), KEPT),
        (rename("test_desk.py", "x.py"), "belongs to the task, so it cannot be renamed"),
        (delete("test_desk.py"), "belongs to the task, so it cannot be deleted"),
        (delete("gone.py"), GONE),
        (a.AskFileRestore(*DESK, "python.9"), "never there"),
        (a.AskFileRestore(*DESK, "python.1"), "there already"),
        (a.AskFileCreate("desk", "javascript", "x.js"), NO_PROJECT),
        (a.AskFileCreate("desk", "cobol", "x"), "cannot be solved in this language"),
        (a.AskFileCreate("other", "python", "x.py"), "not part of the interview"),
        (a.AskSwitch(*DESK, "python.9"), GONE),
        (a.AskNote("n", *DESK, file="python.9"), GONE),
        (a.AskScratch(*DESK, file="python.9"), GONE),
    ],
)
def test_what_cannot_be_is_said_with_the_mend_and_changes_nothing(ask: a.Ask, words: str) -> None:
    room = told()
    before = room.room.seq
    assert words in refusal(room.ida(ask))
    assert (room.room.seq, paths(room.room)) == (before, ["desk.py", "store.py", "test_desk.py"])


def test_a_hidden_tests_name_is_refused_in_the_same_words_as_any_other_kept_one() -> None:
    room = told()
    assert len({refusal(room.cam(create(path))) for path in ("test_limits.py", "test_desk.py", "pytest.ini")}) == 1


def test_where_tests_reach_through_the_wall_files_lie_side_by_side() -> None:
    room = told(ProjectRules(flat=True))
    assert "side by side" in refusal(room.cam(create("lib/x.py")))


def test_a_folder_cannot_take_a_files_place() -> None:
    room = told()
    room.cam(create("lib/x.py"))
    assert "is a folder already" in refusal(room.cam(create("lib")))


def test_a_file_comes_back_only_where_its_name_is_free() -> None:
    room = told()
    room.cam(create("x.py"))
    room.cam(delete("x.py"))
    room.ida(create("x.py"))
    assert "is called x.py now" in refusal(room.cam(a.AskFileRestore(*DESK, "python.4")))
    room.ida(rename("x.py", "y.py"))
    room.cam(a.AskFileRestore(*DESK, "python.4"))
    assert paths(room.room)[3:] == ["x.py", "y.py"]


def test_there_are_only_so_many() -> None:
    room = told()
    for n in range(FILES_MAX - 3):
        room.cam(create(f"f{n}.py"))
    assert f"has {FILES_MAX} files" in refusal(room.cam(create("more.py")))
    room.cam(delete("f0.py"))
    room.cam(create("more.py"))
    assert f"has {FILES_MAX} files" in refusal(room.cam(a.AskFileRestore(*DESK, "python.4")))
    for _ in range(MADE_MAX):
        room.cam(delete("more.py"))
        room.cam(create("more.py"))
    assert f"{MADE_MAX} files were made" in refusal([*room.cam(delete("f1.py")), *room.cam(create("last.py"))])
    room.room.files.changes = CHANGES_MAX
    assert "which is the most" in refusal(room.cam(delete("f2.py")))


def test_what_no_longer_fits_changes_nothing() -> None:
    files = ProjectFiles()
    files.take(e.FileRenamed(*DESK, "python.1", "x.py"))
    files.take(FIRST[0])
    files.take(e.FileCreated(*DESK, "python.1", "other.py"))
    assert [each.path for each in files.here(*DESK)] == ["desk.py"]


def test_a_file_that_was_erased_leaves_its_number_to_nobody() -> None:
    files = ProjectFiles()
    assert files.next_text(*DESK) == "python.1"
    files.take(FIRST[0])
    files.take(FIRST[2])
    assert files.next_text(*DESK) == "python.4", "python.2 is not there any more"


def test_while_cam_thinks_privately_no_file_is_made() -> None:
    room = told()
    asked = i.PrivateAsked(CANDIDATE, Role.CANDIDATE, a.AskPrivate(), "s", PrivatePolicy.RELEASED)
    room.say(asked)
    assert "Come back first" in refusal(room.cam(create("x.py")))
    assert refusal(room.ida(create("x.py"))) == ""


def test_an_observer_only_looks() -> None:
    room = told()
    assert "observe" in room.room.refusal(Role.OBSERVER, create("x.py"), "olu")


def test_files_are_shown_by_their_paths_and_by_language_where_two_have_the_same() -> None:
    files = ProjectFiles()
    other = e.FileCreated("desk", "javascript", "javascript.1", "store.py")
    made: list[FileEvent] = [*FIRST, other, e.FileDeleted(*DESK, "python.3", "")]
    for event in made:
        files.take(event)
    assert files.shown_names() == {
        "desk/python.1": "desk/desk.py",
        "desk/python.2": "desk/store.py",
        "desk/javascript.1": "desk/javascript/store.py",
    }
    assert "desk/python.3" in files.texts()


def test_a_room_that_goes_on_from_a_moment_begins_with_the_same_files() -> None:
    room = told()
    for ask in (create("a.py"), rename("a.py", "b.py"), delete("store.py")):
        room.cam(ask)
    again = ProjectFiles()
    for event in room.room.files.anew():
        again.take(event)
    assert again.works == room.room.files.works


@pytest.mark.parametrize(
    ("path", "language", "set_up", "test"),
    [
        ("conftest.py", "python", True, False),
        ("test_x.py", "python", False, True),
        ("lib/x_test.py", "python", False, True),
        ("contest.py", "python", False, False),
        ("package.json", "javascript", True, False),
        ("lib/x.test.mjs", "javascript", False, True),
        ("test/x.js", "javascript", False, True),
        ("x.spec.ts", "typescript", False, True),
        ("node_modules/x/index.js", "javascript", True, False),
        ("node_modules/vitest/index.js", "typescript", True, False),
        ("vitest.config.mts", "typescript", True, False),
        ("lib/vite.config.cjs", "javascript", True, False),
        ("__snapshots__/x.test.ts.snap", "typescript", True, False),
        ("vitest.ts", "typescript", False, False),
        ("src/StackTest.java", "java", False, True),
        ("META-INF/services/x", "java", True, False),
        ("stack_test.go", "go", False, True),
        ("go.mod", "go", True, False),
        ("tests/x.rs", "rust", False, True),
        ("build.rs", "rust", True, False),
        ("Makefile", "c", True, False),
        ("test.c", "c", False, False),
    ],
)
def test_what_frameworks_look_for_is_known(path: str, language: str, set_up: bool, test: bool) -> None:
    assert (is_set_up(path, language), is_test(path, language)) == (set_up, test)


def test_a_path_that_may_be_has_no_problem() -> None:
    assert path_problem("lib/deep/__init__.py") == clash("a/b.py", ["a/c.py", "b.py"]) == ""


@pytest.mark.parametrize("seed", range(40))
def test_two_people_at_random_come_to_what_the_timeline_says(seed: int) -> None:
    """Whatever two people try, no two files share a name, the task's own stay, and a replay comes to the same."""
    chance, room = random.Random(seed), told()
    names = ["a.py", "b.py", "lib/a.py", "lib/b.py", "lib", "A.py", "desk.py", "test_desk.py", "conftest.py", "../x"]
    for _ in range(60):
        files = list(room.room.files.of(*DESK))
        asks: list[a.Ask] = [
            create(chance.choice(names)),
            rename(chance.choice(names), chance.choice(names)),
            delete(chance.choice(names)),
            a.AskFileRestore(*DESK, chance.choice(files)),
        ]
        ask = chance.choice(asks)
        chance.choice((room.ida, room.cam))(ask)
        here = [path.lower() for path in paths(room.room)]
        assert len(set(here)) == len(here)
        assert not [path for path in here if any(other.startswith(f"{path}/") for other in here)]
        assert room.room.files.of(*DESK)["python.3"].path == "test_desk.py"
    entries = [*(e.Entry(n, 0, 0, ROOM, event) for n, event in enumerate(FIRST)), *room.entries]
    assert files_of(entries).works == room.room.files.works
    assert {HOST, CANDIDATE} >= {entry.by for entry in room.entries if isinstance(entry.event, e.FileDeleted)}
