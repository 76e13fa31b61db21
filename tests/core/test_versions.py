"""The versions that a file went through."""

from server.core import events as e
from server.core.ids import CANDIDATE, HOST
from server.core.versions import Version, changed_lines, source_digest, versions
from tests.core.track_story import SCRIPT, SOLUTION, Made, Story


def found(story: Story) -> list[Version]:
    made = Made(story.entries)
    return versions(made.index.merged(0, made.chunks.items()), SOLUTION, "slots", "python")


def test_versions_are_taken_at_pauses_at_runs_and_at_the_end() -> None:
    story = Story()
    story.types(CANDIDATE, SOLUTION, 0, "one")
    story.types(CANDIDATE, SOLUTION, 3, "\ntwo")
    left = story.at - 100
    story.skip(2_000)
    story.types(CANDIDATE, SOLUTION, 4, "2", 3)
    story.says(CANDIDATE, e.RunStarted("r", "slots", "python", e.Suite.EXAMPLES, "d", 0, ()))
    story.types(HOST, SOLUTION, 5, "\n3")
    assert [(each.text, each.first_line, each.last_line) for each in found(story)] == [
        ("one\ntwo", 0, 0),
        ("one\n2", 2, 2),
        ("one\n2\n3", 3, 3),
    ]
    first = found(story)[0]
    assert (first.at, first.digest) == (left, source_digest("one\ntwo"))


def test_what_did_not_change_is_no_version_again_and_an_empty_file_is_none() -> None:
    story = Story()
    story.says(CANDIDATE, e.RunStarted("r", "slots", "python", e.Suite.EXAMPLES, "d", 0, ()))
    story.types(CANDIDATE, SOLUTION, 0, "x")
    story.skip(9_000)
    story.types(CANDIDATE, SOLUTION, 0, "y", 1)
    story.types(CANDIDATE, SOLUTION, 0, "x", 1)
    story.says(CANDIDATE, e.RunStarted("s", "slots", "python", e.Suite.EXAMPLES, "d", 0, ()))
    assert [each.text for each in found(story)] == ["x"]
    assert found(Story()) == []


def test_other_files_and_their_runs_are_not_of_this_one() -> None:
    story = Story()
    story.types(CANDIDATE, SOLUTION, 0, "a")
    story.types(CANDIDATE, SCRIPT, 0, "elsewhere")
    story.says(CANDIDATE, e.RunStarted("r", "slots", "javascript", e.Suite.EXAMPLES, "d", 0, ()))
    story.skip(5_000)
    story.types(CANDIDATE, SCRIPT, 0, "later")
    story.types(CANDIDATE, SOLUTION, 1, "b")
    assert [each.text for each in found(story)] == ["a", "ab"]


def test_changed_lines() -> None:
    before = ["a", "b", "c"]
    assert changed_lines(before, ["a", "B", "c"]) == (2, 2)
    assert changed_lines(before, ["a", "x", "y", "b", "c"]) == (2, 3)
    assert changed_lines(before, ["a", "c"]) == (2, 2)
    assert changed_lines(before, ["a", "b"]) == (2, 2)
    assert changed_lines(before, ["X", "b", "Z"]) == (1, 3)
    assert changed_lines(["a", "a"], ["a", "a", "a"]) == (3, 3)
