"""The one writer of a task's YAML: an edit changes what it is about, and no other line of its author's."""

from contextlib import suppress
from difflib import SequenceMatcher
from functools import reduce
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from server.core.workshop_edits import Edit, Insert, Move, NoPlace, Remove, Rename, SetValue, edited_value, found
from server.core.workshop_edits import Path as Place
from server.live.ports_workshop import Unwritten
from server.store.task_format.nodes import Node
from server.store.task_format.yaml_edit import TOO_LARGE, edited, edited_text
from server.store.task_format.yaml_text import read_yaml

ROOT = Path(__file__).parents[2]
F = "cases.yaml"
HAND = """\
# Everything here is as somebody typed it.
title: Hi   # trailing
kind: function


# about the level
difficulty: easy # yes
minutes: 012
tags: [ a,  b ,"c" ]   # odd   spacing
limits: {time: 1,
         python: 2}   # two lines
parts:
- title: one
  signature: "f(a: int) -> int"
  # inside of a part
- signature: 'g(a: int) -> int'   # single

  title: two
# after the parts
author: no
source: >
  folded text
  here
odd: 2024-01-02
note: |
  a block

  of text
shared: &shared [1, 2]
again: {list: *shared, one: [{a: 1}]}
third: *shared
last: 10:30 # the end
"""
NESTED = """\
examples:
  - name: a
    in: {a: 1}
    out: 2

  # between two
  - {name: b, in: {a: 1e6},   out: 0x1F}
hidden:
  - group: edge    # g
    # why
    cases:
      - name: x
        in:
          a: 1
        out: ~
      # after x
      - {name: y, in: {a: -0.50}, out: "q\\u00e9"}
      # the end of the cases
  - group: large
    generate: {n: 50, seeds: [1, 2]}
# the end
"""
BUNDLED = sorted(ROOT.glob("tasks/*/*.yaml"))
TEXTS = [HAND, NESTED, *(path.read_text() for path in BUNDLED)]
VALUES: list[Any] = [
    1, -2.5, True, None, 10**20, "plain", "with: colon", "no", "10:30", "# x", "", "  lead", "trail ", "it's", 'q"uote',
    "a\nb\n", "a\n\n\nb", "\ttab", "é“”", "{a}", "a, b", "-", "- a", "null", "1e5", "what?", "x" * 150, "\x07", "&a",
    "*a", [], {}, [1, "x"], {"a": [1, {"b": None}]}, ["q", {"n": 1}],
    {"name": "n", "in": {"a": "two\nlines\n"}, "out": "y"},
]  # fmt: skip
KEYS = ["note", "weight", "fresh", "a b: c", "1", "no"]


def value_of(text: str) -> Any:
    root = read_yaml(text)
    assert isinstance(root, Node), root
    return root.plain()


def places(value: Any, path: Place = ()) -> list[Place]:
    inner: list[tuple[Any, Any]] = []
    if isinstance(value, dict):
        inner = list(value.items())
    elif isinstance(value, list):
        inner = list(enumerate(value))
    return [path, *(place for step, each in inner for place in places(each, (*path, step)))]


@st.composite
def edits(draw: st.DrawFn, value: Any) -> Edit:
    """An edit of any place of this value that can be made."""
    everywhere = places(value)
    lists = [place for place in everywhere if place and isinstance(found(value, place), list)]
    mappings = [place for place in everywhere if isinstance(found(value, place), dict)]
    here = draw(st.sampled_from(everywhere[1:]))
    new = draw(st.sampled_from(VALUES))
    kind = draw(st.sampled_from(["set", "key", "remove", "insert", "move", "rename"]))
    if kind == "key":
        return SetValue(F, (*draw(st.sampled_from(mappings)), draw(st.sampled_from(KEYS))), new)
    if kind == "remove":
        return Remove(F, here)
    if kind == "insert" and lists:
        return Insert(F, draw(st.sampled_from(lists)), draw(st.integers(0, 9)), new)
    if kind == "move" and lists:
        items = [place for place in everywhere if place and isinstance(place[-1], int)]
        item = draw(st.sampled_from(items)) if items else here
        targets = [place for place in lists if place == item[:-1] or place[: len(item) - 1] != item[:-1]]
        if items and targets:
            return Move(F, item, draw(st.sampled_from(targets)), draw(st.integers(0, 3)))
    if kind == "rename" and isinstance(here[-1], str):
        return Rename(F, here, "renamed")
    return SetValue(F, here, new)


def kept(before: str, after: str) -> list[int]:
    """The numbers of the lines of `before` that are not in `after`, from 0."""
    moves = SequenceMatcher(None, before.splitlines(), after.splitlines(), autojunk=False).get_opcodes()
    return [line for tag, first, last, _, _ in moves if tag in ("replace", "delete") for line in range(first, last)]


def comments(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip().startswith("#")]


@given(st.data())
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_g6_an_edit_gives_the_value_that_it_should_and_keeps_comments(data: st.DataObject) -> None:
    text = data.draw(st.sampled_from(TEXTS))
    value = value_of(text)
    edit = data.draw(edits(value))
    after = edited_text(text, F, [edit])
    assert isinstance(after, str), (edit, after)
    assert value_of(after) == edited_value(value, edit)
    gone = edit.path if isinstance(edit, Remove | SetValue) else ()
    if not gone or edited_value(value, edit) == value or not isinstance(found_or_none(value, gone), dict | list):
        assert comments(after) == comments(text), edit
    again = edited_text(after, F, [SetValue(F, ("zz",), 1), Remove(F, ("zz",))])
    assert again == after


def found_or_none(value: Any, place: Place) -> Any:
    with suppress(NoPlace):
        return found(value, place)
    return None


@given(st.data())
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_g6_a_number_in_a_line_changes_that_line_alone(data: st.DataObject) -> None:
    text = data.draw(st.sampled_from(TEXTS[1:]))
    value = value_of(text)
    numbers = [place for place in places(value) if type(found(value, place)) is int]
    if not numbers:
        return
    place = data.draw(st.sampled_from(numbers))
    after = edited_text(text, F, [SetValue(F, place, 987654)])
    assert isinstance(after, str), after
    assert value_of(after) == edited_value(value, SetValue(F, place, 987654))
    assert len(kept(text, after)) == 1
    assert after.count("\n") == text.count("\n")


def test_g6_a_number_in_a_list_of_many_lines_leaves_the_lines_as_they_are() -> None:
    text = "in:\n  made: [1, 2, # the morning\n\n    3,\n      4]\n"
    after = edited_text(text, F, [SetValue(F, ("in", "made", 2), 30), SetValue(F, ("in", "made", 0), True)])
    assert after == "in:\n  made: [true, 2, # the morning\n\n    30,\n      4]\n"


def test_g6_a_number_that_has_a_name_changes_in_one_place_alone() -> None:
    after = edited_text("a: &n 1\nb: *n\n", F, [SetValue(F, ("b",), 2)])
    assert isinstance(after, str)
    assert value_of(after) == {"a": 1, "b": 2}


@pytest.mark.parametrize("path", BUNDLED, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_g6_every_bundled_file_survives_an_edit_that_changes_nothing(path: Path) -> None:
    text = path.read_text()
    there_and_back: list[Edit] = [SetValue(path.name, ("zz",), {"a": 1}), Remove(path.name, ("zz",))]
    assert edited_text(text, path.name, there_and_back) == text
    new = edited_text(text, path.name, [SetValue(path.name, ("zz",), "added")])
    assert new == text + "zz: added\n"


CHANGES: list[tuple[str, Edit, str, str]] = [
    (
        "a new key goes where it belongs",
        SetValue("task.yaml", ("license",), "MIT"),
        "author: no\n",
        "author: no\nlicense: MIT\n",
    ),
    ("quotes stay", SetValue("task.yaml", ("parts", 1, "signature"), "h() -> int"), "'g(a: int) ->", "'h() ->"),
    ("what reads as something else gets quotes", SetValue("task.yaml", ("title",), "12"), "title: Hi", 'title: "12"'),
    ("an odd scalar stays", SetValue("task.yaml", ("limits", "time"), 3), "time: 1,\n", "time: 3,\n"),
    ("brackets stay", Insert("task.yaml", ("tags",), 3, "d"), '[ a,  b ,"c" ]', '[a, b, "c", d]'),
    ("only one of two changes", SetValue("task.yaml", ("again", "list", 0), 5), "{list: *shared,", "{list: [5, 2],"),
]


@pytest.mark.parametrize(("why", "edit", "before", "after"), CHANGES, ids=[each[0] for each in CHANGES])
def test_an_edit_reads_as_if_its_author_had_made_it(why: str, edit: Edit, before: str, after: str) -> None:
    assert before in HAND
    got = edited_text(HAND, "task.yaml", [edit])
    assert isinstance(got, str)
    wanted = HAND.replace(before, after)
    assert [line.split() for line in got.splitlines()] == [line.split() for line in wanted.splitlines()], why


def test_a_new_case_is_written_like_the_ones_beside_it() -> None:
    case = {"name": "two", "in": {"a": 2}, "out": 3}
    after = edited_text(NESTED, F, [Insert(F, ("hidden", 0, "cases"), 2, case), Insert(F, ("examples",), 2, case)])
    assert isinstance(after, str)
    assert '-0.50}, out: "q\\u00e9"}\n      - {name: two, in: {a: 2}, out: 3}\n' in after
    assert "out: 0x1F}\n  - {name: two, in: {a: 2}, out: 3}\nhidden:" in after


def test_a_file_that_is_not_there_begins_with_the_edit() -> None:
    case = {"name": "one", "in": {"a": 1}, "out": 2}
    assert edited({}, [Insert(F, ("examples",), 0, case), SetValue(F, ("hidden", 0, "group"), "edges")]) == {
        F: "examples:\n  - {name: one, in: {a: 1}, out: 2}\nhidden:\n  - group: edges\n"
    }


def test_long_text_stands_below_a_bar_and_lines_end_as_they_did() -> None:
    after = edited_text("a: 1\r\nb: 2\r\n", F, [SetValue(F, ("a",), "one\ntwo\n")])
    assert after == "a: |\r\n  one\r\n  two\r\nb: 2\r\n"


def test_cases_json_is_edited_too() -> None:
    after = edited_text('{"examples": []}', "cases.json", [Insert("cases.json", ("examples",), 0, {"out": "é"})])
    assert after == '{\n  "examples": [\n    {\n      "out": "é"\n    }\n  ]\n}\n'


@pytest.mark.parametrize(
    ("text", "edit", "words"),
    [
        ("a: [", SetValue(F, ("a",), 1), "cases.yaml, line 1: A bracket that opens in this line is never closed."),
        ("a: 1\na: 2\n", SetValue(F, ("a",), 1), "for the second time"),
        ("a: 1\n", SetValue(F, ("a", "b"), 1), "cases.yaml has no a.b any more."),
        ("a: 1\n", SetValue(F, ("a",), float("inf")), "cannot be made here"),
        ("a: " + "x" * TOO_LARGE, SetValue(F, ("a",), 1), "too much for a table"),
    ],
)
def test_what_cannot_be_edited_is_told_and_nothing_changes(text: str, edit: Edit, words: str) -> None:
    told = edited({F: text, "task.yaml": "title: x\n"}, [SetValue("task.yaml", ("title",), "y"), edit])
    assert isinstance(told, Unwritten)
    assert words in told.message
    assert told.field == F


def test_several_edits_are_made_one_after_the_other() -> None:
    steps: list[Edit] = [
        Rename(F, ("hidden",), "examples2"),
        Move(F, ("examples", 0), ("examples",), 1),
        SetValue(F, ("examples", 1, "name"), "first"),
        Remove(F, ("examples2", 1, "generate", "n")),
    ]
    after = edited_text(NESTED, F, steps)
    assert isinstance(after, str)
    assert value_of(after) == reduce(edited_value, steps, value_of(NESTED))
    assert comments(after) == comments(NESTED)
