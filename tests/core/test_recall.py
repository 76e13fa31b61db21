"""Whether a pasted text had been in the room before."""

from collections.abc import Iterator

import pytest
from pycrdt import Doc, Text

from server.core import recall as module
from server.core.recall import Recall, given_of
from tests.core.tasks import case, task

FILE = "slots/solution.py"
LOOP = "for slot in slots:\n    total += slot.length\n    print(total)\n"


class Typing:
    """Cam's page: types, cuts and pastes, and the recall hears of each."""

    def __init__(self) -> None:
        self.recall = Recall(["slots"])
        self.doc: Doc[Text] = Doc()
        self._updates = self.doc.observe(lambda event: self.recall.edited(event.update))

    def text(self, file: str = FILE) -> Text:
        return self.doc.get(file, type=Text)

    def type(self, words: str, at: int | None = None) -> None:
        """A letter at a time."""
        for n, letter in enumerate(words):
            self.paste(letter, None if at is None else at + n)

    def paste(self, words: str, at: int | None = None, file: str = FILE) -> tuple[str, int, int]:
        text = self.text(file)
        at = len(str(text)) if at is None else at
        text.insert(len(str(text)[:at].encode()), words)
        return file, at, len(words)

    def delete(self, start: int, end: int) -> None:
        del self.text()[start:end]

    def knows(self, pasted: tuple[str, int, int], given: str = "") -> bool:
        return self.recall.had_been(*pasted, given)


@pytest.fixture
def cam() -> Iterator[Typing]:
    cam = Typing()
    yield cam
    cam.recall.close()


def test_a_text_that_was_never_here_is_new(cam: Typing) -> None:
    cam.type("def f():\n    return 1\n")
    assert not cam.knows(cam.paste("import antigravity\n"))
    assert not cam.knows(cam.paste("def f():\n    return 2\n"))


def test_what_still_stands_elsewhere_had_been_here(cam: Typing) -> None:
    cam.type(LOOP)
    assert cam.knows(cam.paste(LOOP))
    assert cam.knows(cam.paste(LOOP, file="slots/solution.js"))
    assert cam.knows(cam.paste("total += slot"))


def test_what_was_cut_out_had_been_here(cam: Typing) -> None:
    cam.type(LOOP)
    cam.delete(0, len(LOOP))
    cam.type("x = 1\n")
    assert cam.knows(cam.paste(LOOP))


def test_what_was_changed_since_had_been_here(cam: Typing) -> None:
    cam.type(LOOP)
    cam.type("# more\n    ", at=LOOP.index("total"))
    cam.type("int(", at=str(cam.text()).index("slot.length"))
    assert cam.knows(cam.paste("    total += slot.length\n"))


def test_what_was_deleted_letter_by_letter_had_been_here(cam: Typing) -> None:
    cam.type("total = 17")
    for end in range(10, 0, -1):
        cam.delete(end - 1, end)
    assert cam.knows(cam.paste("total = 17"))


def test_indented_anew_it_is_the_same_text(cam: Typing) -> None:
    cam.type(LOOP)
    assert cam.knows(cam.paste("    " + LOOP.replace("\n", "\n    ")))


def test_one_new_line_makes_it_new(cam: Typing) -> None:
    cam.type(LOOP)
    assert not cam.knows(cam.paste(LOOP.replace("print", "log")))
    assert not cam.knows(cam.paste("for slot in slots:\n    never = 1\n    print(total)\n"))


def test_positions_are_those_of_browsers(cam: Typing) -> None:
    cam.paste("# 😀😀 é\nx = 1\n")
    cam.paste("new = 2\n")
    assert not cam.recall.had_been(FILE, len("# 😀😀 é\nx = 1\n") + 2, len("new = 2\n"), "")
    assert cam.knows((FILE, 2, 1)), "half of a character is no text"


def test_what_the_task_says_had_been_here(cam: Typing) -> None:
    cases = (case("example-1", {"busy": [[1, 2], [3, 4]], "name": "Ida\nCam"}, ["get(1) -> 1"]),)
    given = given_of(task(examples=cases), hints=["Sort **by** `start`."])
    for said in ("[[1,2],\n [3, 4]]", "Ida\nCam", "get(1) -> 1", "Sort by start."):
        assert cam.knows(cam.paste(said), given), said
    assert not cam.knows(cam.paste("[[1, 2], [3, 5]]"), given)
    assert given_of(None) == ""


def test_nothing_but_blanks_was_always_here(cam: Typing) -> None:
    assert cam.knows(cam.paste(" \n\n"))


def test_a_room_that_opens_again_still_knows(cam: Typing) -> None:
    cam.type(LOOP)
    cam.delete(0, len(LOOP))
    cam.type("x = 1\n")
    cam.recall.catch_up()
    cam.recall = Recall(["slots"], cam.doc.get_update(), cam.recall.lines)
    assert not cam.knows(cam.paste("y = 2\n"))
    assert cam.knows(cam.paste("x = 1\n"))
    assert cam.knows(cam.paste(LOOP))


def test_it_looks_at_what_comes_in_without_being_asked(cam: Typing) -> None:
    cam.type(LOOP * 3)
    assert "total += slot.length" in cam.recall.lines


def test_the_oldest_lines_are_forgotten_first(cam: Typing, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LINES_MAX", 20)
    cam.type("the first line\nthe second line\nx")
    cam.recall.catch_up()
    assert list(cam.recall.lines) == ["the second line"]


def test_files_beyond_measure_are_not_looked_at(cam: Typing, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "TEXTS_MAX", 20)
    cam.type("x = 1\n")
    assert cam.knows(cam.paste("x = 1\n"))
    cam.paste("y" * 20)
    assert not cam.knows(cam.paste("x = 1\n"))
    cam.type("still typing")
    assert not cam.recall.lines
