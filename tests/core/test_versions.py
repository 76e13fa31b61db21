"""What a file was at a moment, and the versions it went through."""

from pycrdt import Doc, Text

from server.core import events as e
from server.core.ids import CANDIDATE
from server.core.versions import changed_lines, source_digest, texts_at, versions

FILE = "slots/solution.py"


class Writing:
    """Cam writes into a file, at the times that the test says."""

    def __init__(self) -> None:
        self.entries: list[e.Entry] = []
        self._doc: Doc[Text] = Doc()
        self._doc[FILE] = Text("")

    def at(self, at: int, text: str) -> None:
        """The file becomes this text at this time."""
        before = self._doc.get_state()
        shared = self._doc.get(FILE, type=Text)
        with self._doc.transaction():
            shared.clear()
            shared += text
        self._add(at, e.Edited(self._doc.get_update(before)))

    def runs(self, at: int, task: str = "slots", language: str = "python") -> None:
        self._add(at, e.RunStarted("r", task, language, e.Suite.EXAMPLES, "d", 0, ()))

    def _add(self, at: int, event: e.Event) -> None:
        self.entries.append(e.Entry(len(self.entries) + 1, at, 0, CANDIDATE, event))


def test_the_text_at_a_time_is_what_had_happened_until_then() -> None:
    cam = Writing()
    cam.at(1_000, "a")
    cam.at(2_000, "b")
    assert texts_at(cam.entries, 999, [FILE]) == {}
    assert texts_at(cam.entries, 1_000, [FILE, "other/file.py"]) == {FILE: "a"}
    assert texts_at(cam.entries, 90_000, [FILE]) == {FILE: "b"}


def test_versions_are_taken_at_pauses_at_runs_and_at_the_end() -> None:
    cam = Writing()
    cam.at(1_000, "one")
    cam.at(1_500, "one\ntwo")
    cam.at(3_500, "one\n2")  # after a pause of two seconds
    cam.at(4_000, "one\n2\n3")
    cam.runs(4_100)
    cam.at(5_000, "one\n2\n3\n4")
    found = versions(cam.entries, FILE, "slots", "python")
    assert [(each.at, each.text) for each in found] == [
        (1_500, "one\ntwo"),
        (4_000, "one\n2\n3"),
        (5_000, "one\n2\n3\n4"),
    ]
    assert [(each.first_line, each.last_line) for each in found] == [(0, 0), (2, 3), (4, 4)]
    assert found[0].digest == source_digest("one\ntwo")


def test_what_did_not_change_is_no_version_again_and_an_empty_file_is_none() -> None:
    cam = Writing()
    cam.runs(10)
    cam.at(1_000, "x")
    cam.at(9_000, "y")
    cam.at(9_100, "x")
    cam.runs(9_200)
    cam.runs(9_300, task="other")
    assert [each.at for each in versions(cam.entries, FILE, "slots", "python")] == [1_000]
    assert versions([], FILE, "slots", "python") == []


def test_changed_lines() -> None:
    before = ["a", "b", "c"]
    assert changed_lines(before, ["a", "B", "c"]) == (2, 2)
    assert changed_lines(before, ["a", "x", "y", "b", "c"]) == (2, 3)
    assert changed_lines(before, ["a", "c"]) == (2, 2)
    assert changed_lines(before, ["a", "b"]) == (2, 2)
    assert changed_lines(before, ["X", "b", "Z"]) == (1, 3)
    assert changed_lines(["a", "a"], ["a", "a", "a"]) == (3, 3)
