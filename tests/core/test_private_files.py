"""A project's files while Cam thinks privately: names of his own, and a way back on which nothing is lost (F9, W9)."""

import random
from itertools import count

import pytest
from pycrdt import Doc, Text

from server.core import asks as a
from server.core import events as e
from server.core import inputs as i
from server.core import private
from server.core.document import Document, seed
from server.core.draft import Draft
from server.core.events import Entry
from server.core.ids import CANDIDATE, ROOM
from server.core.private import PrivatePolicy
from server.core.private_files import FIRST, brought_back, drafted, free_path, made_here, name_of, words_of
from server.core.project_files import ProjectFile, ProjectFiles, Work
from server.core.project_paths import PATH_MAX, clash, path_problem
from server.core.project_rules import FileAsk, ProjectRules, done, refused
from server.core.refusals import no_file_deed
from server.core.roles import Role
from server.core.stretches import stretches
from tests.core.test_project_files import DESK, FACTS, RULES, create, delete, rename, told
from tests.core.test_project_files import FIRST as GIVEN

CLIENTS = count(5_000)


def rules(work: Work) -> ProjectRules | None:
    return RULES if work == DESK else None


def began() -> ProjectFiles:
    files = ProjectFiles()
    for event in GIVEN:
        files.take(event)
    files.take(e.FileCreated("notes", "python", "python.1", "a.py"))  # no project any more: it stays as it is
    return files


def shown(files: ProjectFiles) -> dict[str, str]:
    return {file.text: words_of(file) for file in files.of(*DESK).values()}


class Desk:
    """Cam's private page of a project, and what the others make of it meanwhile."""

    def __init__(self) -> None:
        self.shared = began()
        self.document = Document(seed({"desk/python.1": "desk = 1\n", "desk/python.2": "store = 1\n"}))
        files, state = self.shared.copy(), self.document.state()
        self.draft = Draft("s1", ("desk",), state, began=files, rules=rules)

    def cam(self, ask: FileAsk) -> str:
        files = self.draft.files()
        why = refused(files, RULES, ask)
        if not why:
            self.draft.add(self.draft.renaming(done(files, ask), next(CLIENTS)))
        return why

    def types(self, file: str, words: str) -> None:
        doc: Doc[Text] = Doc(client_id=next(CLIENTS))
        doc.apply_update(self.draft.document.state())
        before = doc.get_state()
        doc.get(file, type=Text).insert(0, words)
        self.draft.add(doc.get_update(before))

    def ida(self, *asked: FileAsk) -> None:
        for ask in asked:
            assert refused(self.shared, RULES, ask) == ""
            for event in done(self.shared, ask):
                self.shared.take(event)

    def back(self) -> list[str]:
        brought = self.draft.brought_back(self.shared)
        for event in brought.events:
            self.shared.take(event)
        for update in self.draft.merges(self.document, (next(CLIENTS), next(CLIENTS)), brought.texts):
            self.document.add(update)
        return [type(event).__name__ for event in brought.events]

    def text(self, path: str) -> str:
        (file,) = self.shared.at(*DESK, path)
        return self.document.text(f"desk/{file.text}")


def test_cam_makes_renames_deletes_and_brings_back_and_the_others_hear_of_it_once() -> None:
    desk = Desk()
    assert desk.cam(create("loan.py")) == ""
    assert shown(desk.draft.files())[f"python.{FIRST}"] == "loan.py"
    desk.types(f"desk/python.{FIRST}", "loan = 1\n")
    assert desk.cam(rename("loan.py", "loans.py")) == ""
    assert desk.cam(rename("desk.py", "counter.py")) == ""
    desk.types("desk/python.1", "# mine\n")
    assert desk.cam(delete("store.py")) == ""
    assert desk.cam(create("scrap.py")) == ""
    assert desk.cam(delete("scrap.py")) == ""
    assert shown(desk.shared) == {"python.1": "desk.py", "python.2": "store.py", "python.3": "test_desk.py"}
    assert desk.back() == ["FileRenamed", "FileDeleted", "FileCreated"]
    assert shown(desk.shared) == {
        "python.1": "counter.py",
        "python.2": "-store.py",
        "python.3": "test_desk.py",
        "python.4": "loans.py",
    }
    assert desk.text("counter.py") == "# mine\ndesk = 1\n"
    assert desk.text("loans.py") == "loan = 1\n"
    assert sorted(name for name in desk.document.names()) == ["desk/python.1", "desk/python.2", "desk/python.4"]


def test_the_same_sentences_as_in_the_shared_room() -> None:
    desk = Desk()
    assert "kept for the task" in desk.cam(create("test_limits.py"))
    assert "There is a store.py already" in desk.cam(create("store.py"))
    assert "belongs to the task" in desk.cam(delete("test_desk.py"))
    room = told().room
    assert "not part of the interview" in no_file_deed(room, room.files, a.AskFileCreate("other", "python", "x.py"))
    assert no_file_deed(room, room.files, create("x.py")) == ""


def test_what_others_made_meanwhile_stays_and_a_name_that_is_taken_gets_a_number() -> None:
    desk = Desk()
    desk.cam(create("lib/loans.py"))
    desk.types(f"desk/python.{FIRST}", "cam\n")
    desk.cam(rename("store.py", "shelf.py"))
    desk.ida(create("lib/loans.py"), create("shelf.py"), delete("desk.py"))
    desk.types("desk/python.1", "# cam\n")
    desk.back()
    assert sorted(file.path for file in desk.shared.here(*DESK)) == [
        "lib/loans-2.py",
        "lib/loans.py",
        "shelf-2.py",
        "shelf.py",
        "test_desk.py",
    ]
    assert desk.text("lib/loans-2.py") == "cam\n"
    assert desk.document.text("desk/python.1") == "# cam\ndesk = 1\n", "a deleted file keeps what is typed into it"


def test_both_delete_and_bring_back() -> None:
    desk = Desk()
    desk.ida(delete("store.py"))
    desk = after(desk, "store.py")
    desk.cam(a.AskFileRestore(*DESK, "python.2"))
    desk.cam(rename("store.py", "shelf.py"))
    desk.ida(create("shelf.py"))
    assert desk.back() == ["FileRenamed", "FileRestored"]
    assert shown(desk.shared)["python.2"] == "shelf-2.py"
    desk = Desk()
    desk.cam(delete("store.py"))
    desk.cam(delete("desk.py"))
    desk.ida(delete("store.py"))
    assert desk.back() == ["FileDeleted"]
    desk = Desk()
    desk.cam(rename("store.py", "shelf.py"))
    desk.ida(delete("store.py"))
    assert desk.back() == [], "what is deleted over there stays so, and can be brought back"


def after(desk: Desk, gone: str) -> Desk:
    """Another page that goes private now, when this file is deleted."""
    assert gone not in [file.path for file in desk.shared.here(*DESK)]
    desk.draft = Draft("s2", ("desk",), desk.document.state(), began=desk.shared.copy(), rules=rules)
    return desk


def test_two_files_change_their_names() -> None:
    desk = Desk()
    for was, to in (("desk.py", "x.py"), ("store.py", "desk.py"), ("x.py", "store.py")):
        assert desk.cam(rename(was, to)) == ""
    assert desk.back() == ["FileRenamed", "FileRenamed"]
    assert shown(desk.shared)["python.1"] == "store.py"
    assert shown(desk.shared)["python.2"] == "desk.py"


def test_names_that_a_page_made_up_are_no_way_around_the_rules() -> None:
    names = {
        "desk/python.1": "../../etc/passwd",
        "desk/python.2": "test_limits.py",
        "desk/python.3": "mine.py",
        f"desk/python.{FIRST}": "desk.py",
        f"desk/python.{FIRST + 1}": "conftest.py",
        f"desk/python.{FIRST + 2}": "-gone.py",
        "desk/python.9999": "far.py",
        "notes/python.1": "b.py",
    }
    files = drafted(began(), names, rules)
    assert shown(files) == {
        "python.1": "desk.py",
        "python.2": "store.py",
        "python.3": "test_desk.py",
        f"python.{FIRST}": "desk-2.py",
        f"python.{FIRST + 2}": "-gone.py",
    }
    assert [file.path for file in files.here("notes", "python")] == ["a.py"]
    assert not made_here("slots/solution.py")
    assert not made_here("desk/python.٣٣٣٣")


@pytest.mark.parametrize(
    ("path", "taken", "free"),
    [
        ("a.py", ["b.py"], "a.py"),
        ("a.py", ["A.py", "a-2.py"], "a-3.py"),
        ("a", ["a/b.py"], "a-2"),
        ("a/b.py", ["a"], "a-2/b.py"),
        ("x" * (PATH_MAX - 3) + ".py", ["x" * (PATH_MAX - 3) + ".py"], "file-2"),
    ],
)
def test_the_next_name_like_it_is_free(path: str, taken: list[str], free: str) -> None:
    assert free_path(path, taken, "python", ProjectRules()) == free
    assert path_problem(free) == clash(free, taken) == ""


def test_names_are_recorded_as_the_words_are() -> None:
    desk = Desk()
    desk.cam(create("loans.py"))
    desk.types(f"desk/python.{FIRST}", "loan\n")
    changes = desk.draft.changes()
    assert changes == (
        (f"desk/python.{FIRST}", 0, 0, "loan\n"),
        (name_of(f"desk/python.{FIRST}"), 0, 0, "loans.py"),
    )
    assert list(desk.draft.texts()) == ["desk/python.1", f"desk/python.{FIRST}", "desk/python.2"]
    desk.types("desk/python.2", "# mine\n")
    talk = [Entry(seq, 0, 0, ROOM, event) for seq, event in enumerate(GIVEN, 1)]
    talk += [
        Entry(9, 1, 1, CANDIDATE, e.PrivateBegan("s1", PrivatePolicy.RECORDED, 5, False)),
        Entry(10, 2, 2, CANDIDATE, e.PrivateEdited("s1", PrivatePolicy.RECORDED, changes)),
        Entry(11, 3, 3, CANDIDATE, e.PrivateEdited("s1", PrivatePolicy.RECORDED, desk.draft.changes())),
        Entry(12, 3, 3, CANDIDATE, e.PrivateEdited("s1", PrivatePolicy.RECORDED, (("slots/x.py", 0, 0, "y"),))),
    ]
    (stretch,) = stretches(talk)
    assert stretch.names == {
        f"desk/python.{FIRST}": "desk/loans.py",
        "desk/python.2": "desk/store.py",
        "slots/x.py": "slots/x.py",
    }
    again = Draft(
        "s1", ("desk",), desk.document.state(), private.applied({}, changes), began=began(), rules=rules
    )  # after a restart, before any page is back
    assert shown(again.files()) == shown(began())


def test_the_room_keeps_the_files_of_the_beginning_and_takes_what_comes_back() -> None:
    room = told()
    asked = i.PrivateAsked(CANDIDATE, Role.CANDIDATE, a.AskPrivate(), "s", PrivatePolicy.RELEASED)
    room.say(asked)
    room.ida(create("x.py"))
    assert room.room.private is not None
    assert "x.py" not in room.room.private.files.paths().values()
    back = i.FilesReturn((e.FileCreated(*DESK, "python.5", "y.py"),))
    assert room.say(back) == [], "not before they are back"
    room.cam(a.AskPrivateEnd(share=True))
    assert room.say(back) != []
    assert "y.py" in room.room.files.paths().values()
    assert room.room.rules(("other", "python")) is None
    assert FACTS.projects["python"] == RULES


@pytest.mark.parametrize("seed_of", range(40))
def test_whatever_both_do_no_path_clashes_and_no_text_is_lost(seed_of: int) -> None:
    chance, desk = random.Random(seed_of), Desk()
    paths = ["a.py", "b.py", "lib/a.py", "lib", "desk.py", "store.py", "Lib/A.py"]
    for step in range(25):
        asks: list[FileAsk] = [
            create(chance.choice(paths)),
            rename(chance.choice(paths), chance.choice(paths)),
            delete(chance.choice(paths)),
            a.AskFileRestore(*DESK, f"python.{chance.choice([1, 2, 4, FIRST])}"),
        ]
        ask = chance.choice(asks)
        if chance.random() < 0.5:
            desk.cam(ask)
            made = [text for text in desk.draft.files().of(*DESK) if made_here(f"desk/{text}")]
            if made:
                desk.types(f"desk/{chance.choice(made)}", f"cam {step}\n")
        elif not refused(desk.shared, RULES, ask):
            desk.ida(ask)
    mine = desk.draft.files()
    kept = [
        desk.draft.document.text(f"desk/{file.text}") for file in mine.here(*DESK) if made_here(f"desk/{file.text}")
    ]
    desk.back()
    here = [file.path for file in desk.shared.here(*DESK)]
    for path in here:
        assert clash(path, [other for other in here if other != path]) == ""
    assert len(set(map(str.lower, here))) == len(here)
    for text in filter(None, kept):
        assert text in [desk.document.text(f"desk/{file.text}") for file in desk.shared.here(*DESK)]
    assert not brought_back(desk.shared, desk.shared.copy(), desk.shared, rules).events
    assert ProjectFile("python.1", "x") == ProjectFile("python.1", "x", fixed=False, deleted=False)
