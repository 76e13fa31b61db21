"""A task between two versions: by file, in hunks, the changed words marked."""

from server.core.file_changes import LINES_MAX, FileChange, Line, file_changes


def one(before: str, after: str) -> FileChange:
    (change,) = file_changes({"a.md": before.encode()}, {"a.md": after.encode()})
    return change


def test_files_come_and_go_and_what_is_the_same_is_not_told() -> None:
    changes = file_changes({"a": b"x", "b": b"old\n", "c": b"1"}, {"a": b"x", "c": b"2", "d": b"new\n"})
    assert [(change.path, change.kind) for change in changes] == [("b", "removed"), ("c", "changed"), ("d", "added")]
    assert changes[0].hunks == ((Line("gone", 1, 0, (("old", False),)),),)
    assert changes[2].hunks == ((Line("new", 0, 1, (("new", False),)),),)


def test_in_a_changed_line_the_words_are_marked() -> None:
    ((gone, new),) = one("Count the zeros here.\n", "Count the ones here.\n").hunks
    assert gone == Line("gone", 1, 0, (("Count the ", False), ("zeros", True), (" here.", False)))
    assert new == Line("new", 0, 1, (("Count the ", False), ("ones", True), (" here.", False)))


def test_words_that_were_added_or_taken_away_are_marked_on_their_side_only() -> None:
    ((gone, new),) = one("a b c d\n", "a b c d e\n").hunks
    assert gone.pieces == (("a b c d", False),)
    assert new.pieces == (("a b c d", False), (" e", True))


def test_another_line_is_no_change_of_words() -> None:
    ((gone, new),) = one("something\n", "1 + 2 == 3\n").hunks
    assert (gone.pieces, new.pieces) == ((("something", False),), (("1 + 2 == 3", False),))


def test_changes_far_apart_are_hunks_of_their_own_with_lines_around() -> None:
    lines = [f"line {number}" for number in range(40)]
    changed = [*lines]
    changed[5], changed[30] = "five", "thirty"
    first, second = one("\n".join(lines), "\n".join(changed)).hunks
    assert [line.was for line in first] == [3, 4, 5, 6, 0, 7, 8, 9]
    assert [line.now for line in second] == [28, 29, 30, 0, 31, 32, 33, 34]


def test_more_lines_than_before_are_shown_without_a_pair() -> None:
    ((gone, *new),) = one("a = 1\n", "a = 2\nb = 3\n").hunks
    assert [line.pieces[-1] for line in (gone, *new)] == [("1", True), ("2", True), ("b = 3", False)]


def test_what_is_no_text_or_too_long_is_told_and_not_shown() -> None:
    (binary,) = file_changes({"a": b"\xff"}, {"a": b"text"})
    (zero,) = file_changes({}, {"a": b"a\0b"})
    (long,) = file_changes({"a": b"x\n" * (LINES_MAX + 1)}, {"a": b""})
    assert [change.unshown for change in (binary, zero, long)] == [True, True, True]
