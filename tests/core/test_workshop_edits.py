"""What the structured edits of a YAML file make of its value."""

from typing import Any

import pytest

from server.core.workshop_edits import Edit, Insert, Move, NoPlace, Remove, Rename, SetValue, edited_value, words

F = "cases.yaml"
VALUE: Any = {"a": 1, "list": [{"name": "x"}, {"name": "y"}], "other": []}

EDITS: list[tuple[Edit, Any]] = [
    (SetValue(F, ("a",), 2), {**VALUE, "a": 2}),
    (SetValue(F, ("b", "c"), 2), {**VALUE, "b": {"c": 2}}),
    (SetValue(F, ("b", 0), 2), {**VALUE, "b": [2]}),
    (SetValue(F, ("list", 1, "name"), "z"), {**VALUE, "list": [{"name": "x"}, {"name": "z"}]}),
    (SetValue(F, ("list", 2), 3), {**VALUE, "list": [*VALUE["list"], 3]}),
    (SetValue(F, ("list", 2, "name"), "z"), {**VALUE, "list": [*VALUE["list"], {"name": "z"}]}),
    (Remove(F, ("a",)), {"list": VALUE["list"], "other": []}),
    (Remove(F, ("list", 0)), {**VALUE, "list": [{"name": "y"}]}),
    (Remove(F, ("none",)), VALUE),
    (Insert(F, ("list",), 1, 5), {**VALUE, "list": [{"name": "x"}, 5, {"name": "y"}]}),
    (Insert(F, ("list",), 99, 5), {**VALUE, "list": [*VALUE["list"], 5]}),
    (Insert(F, ("fresh",), 0, 5), {**VALUE, "fresh": [5]}),
    (Move(F, ("list", 0), ("list",), 1), {**VALUE, "list": [{"name": "y"}, {"name": "x"}]}),
    (Move(F, ("list", 0), ("other",), 0), {**VALUE, "list": [{"name": "y"}], "other": [{"name": "x"}]}),
    (Rename(F, ("a",), "b"), {"b": 1, "list": VALUE["list"], "other": []}),
    (Rename(F, ("list", 0, "name"), "name"), VALUE),
]


@pytest.mark.parametrize(("edit", "wanted"), EDITS)
def test_an_edit_changes_what_it_is_about(edit: Edit, wanted: Any) -> None:
    before = {**VALUE, "list": [dict(each) for each in VALUE["list"]]}
    assert edited_value(VALUE, edit) == wanted
    assert before == VALUE


def test_a_renamed_key_keeps_its_place() -> None:
    assert list(edited_value(VALUE, Rename(F, ("a",), "b"))) == ["b", "list", "other"]


NOWHERE: list[tuple[Edit, str]] = [
    (SetValue(F, (), 1), "the file itself"),
    (SetValue(F, ("a", "b"), 1), "a.b"),
    (SetValue(F, ("list", 5), 1), "list[5]"),
    (SetValue(F, ("list", "x"), 1), "list.x"),
    (SetValue(F, ("list", 5, "name"), 1), "[5]"),
    (Remove(F, ("none", "x")), "none"),
    (Insert(F, ("a",), 0, 1), "a"),
    (Move(F, ("list", 7), ("other",), 0), "list[7]"),
    (Rename(F, ("none",), "x"), "none"),
    (Rename(F, ("a",), "list"), "a key 'list' that is free"),
    (Rename(F, ("list", 0), "x"), "a key 'x' that is free"),
]


@pytest.mark.parametrize(("edit", "where"), NOWHERE)
def test_an_edit_of_a_place_that_is_not_there_says_which(edit: Edit, where: str) -> None:
    with pytest.raises(NoPlace) as told:
        edited_value(VALUE, edit)
    assert str(told.value) == where


def test_a_place_reads_like_a_path() -> None:
    assert words(("hidden", 0, "cases", 2, "name")) == "hidden[0].cases[2].name"
