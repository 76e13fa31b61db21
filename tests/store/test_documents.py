"""A document is read once while its text stays the same, and what is remembered stays small."""

from server.store.task_format.documents import REMEMBERED, parsed
from server.store.task_format.nodes import Node
from server.store.task_format.outline import documents_in


def test_a_text_that_was_read_is_not_read_again() -> None:
    text = "examples:\n  - {in: {a: 1}, out: 2}\n"
    assert parsed("cases.yaml", text) is parsed("cases.yaml", str(text.encode(), "utf-8"))
    assert parsed("cases.yaml", text + "# more\n") is not parsed("cases.yaml", text)


def test_the_same_text_may_be_right_in_one_format_and_wrong_in_another() -> None:
    assert isinstance(parsed("cases.yaml", "{a: 1}\n"), Node)
    assert not isinstance(parsed("cases.json", "{a: 1}\n"), Node)


def test_what_is_wrong_is_told_again() -> None:
    assert parsed("task.yaml", "a: 1\na: 2\n") == parsed("task.yaml", "a: 1\na: 2\n")


def test_old_texts_give_way_to_new_ones() -> None:
    first = parsed("cases.yaml", "name: the first\n")
    long = "#" * (REMEMBERED // 2)
    for number in range(3):
        parsed("cases.yaml", f"name: {number}\n{long}\n")
    assert parsed("cases.yaml", "name: the first\n") is not first
    assert parsed("cases.yaml", "name: the first\n") == first


def test_a_text_beyond_what_is_remembered_is_read_all_the_same() -> None:
    assert isinstance(parsed("cases.yaml", f"name: large\n{'#' * (REMEMBERED + 1)}\n"), Node)


def test_each_value_has_the_line_of_its_key_and_what_holds_others_comes_first() -> None:
    files = {"cases.yaml": "examples:\n  - in:\n      a:\n        1\n    out: 2\n"}
    assert documents_in(files)["cases.yaml"].lines == (
        (("examples",), 1),
        (("examples", 0), 2),
        (("examples", 0, "in"), 2),
        (("examples", 0, "in", "a"), 3),
        (("examples", 0, "out"), 5),
    )
