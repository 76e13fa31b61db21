"""Exercises of Exercism, and lines of JSON: types come from the values, and what a function cannot be is counted."""

import json
from pathlib import Path
from typing import Any

import pytest

from server.authoring.exercism import from_canonical
from server.authoring.exercism_track import from_track
from server.authoring.folders import write_folder
from server.authoring.imported import Imported, Refused
from server.authoring.inferred import common_type, snake
from server.authoring.jsonl import from_jsonl
from server.authoring.packages import BadPackage, read_package
from server.core.signature import format_type
from server.core.task import Task
from server.store.tasks import TaskFolders
from tests.core.tasks import JAVASCRIPT, PYTHON

CASES = [
    {"uuid": "1", "description": "ab", "property": "countLetters", "input": {"aText": "ab", "limit": 2}, "expected": 2},
    {"uuid": "2", "description": "old", "property": "countLetters", "input": {"aText": "x", "limit": 1}, "expected": 9},
    {
        "description": "more",
        "cases": [
            {
                "uuid": "3", "reimplements": "2", "description": "new", "property": "countLetters",
                "input": {"aText": "x", "limit": None}, "expected": 1,
            },
            {
                "uuid": "4", "description": "ab", "property": "countLetters",
                "input": {"aText": "", "limit": 0}, "expected": {"error": "nothing to count"},
            },
            {
                "uuid": "5", "description": "ab", "property": "countLetters",
                "input": {"aText": "abc", "limit": 9}, "expected": 3,
            },
        ],
    },
    {"uuid": "6", "description": "rest", "property": "isEmpty", "input": {"text": ""}, "expected": True},
    {"uuid": "7", "description": "rest", "property": "isEmpty", "input": {"text": "a"}, "expected": False},
    {"uuid": "8", "description": "last", "property": "isEmpty", "input": {"text": "b"}, "expected": False},
]  # fmt: skip


def exercise(root: Path, cases: Any = CASES) -> Path:
    folder = root / "letters"
    folder.mkdir()
    (folder / "canonical-data.json").write_text(json.dumps({"exercise": "letters", "cases": cases}))
    (folder / "instructions.md").write_text("Count the letters.\n")
    (folder / "metadata.toml").write_text('title = "Letters"\nblurb = "Count."\n')
    return folder


def read(imported: Imported | Refused, root: Path, **more: str) -> Task:
    assert isinstance(imported, Imported), imported
    write_folder(root / "tasks" / imported.slug, {**imported.files, "solutions/good.py": "", **more})
    library = TaskFolders(root / "tasks", [PYTHON, JAVASCRIPT])
    found = library.task(imported.slug)
    assert found, library.problems()
    return found


def test_properties_become_functions_and_every_case_is_kept_or_counted(tmp_path: Path) -> None:
    imported = from_canonical(exercise(tmp_path))
    assert isinstance(imported, Imported)
    found = read(imported, tmp_path)
    assert (found.title, found.license) == ("Letters", "MIT")
    assert [part.signature.name for part in found.parts] == ["count_letters", "is_empty"]
    assert format_type(found.parts[0].signature.params[1].type) == "int?"
    assert [case.name for case in found.examples] == ["ab", "new", "rest", "rest (2)"]
    assert [(group.name, group.part, len(group.cases)) for group in found.hidden] == [
        ("countLetters", 1, 1),
        ("isEmpty", 2, 1),
    ]
    assert imported.notes[:2] == (
        "One case expects an error, and was skipped.",
        "One case was superseded by a newer one.",
    )


def test_an_exercise_of_which_nothing_is_left_is_refused(tmp_path: Path) -> None:
    only = [{"uuid": "1", "property": "p", "input": {}, "expected": {"error": "always"}}]
    refused = from_canonical(exercise(tmp_path, only))
    assert isinstance(refused, Refused)
    assert refused.why == "It has no case that a function could answer."
    with pytest.raises(BadPackage, match=r"no canonical-data\.json"):
        from_canonical(tmp_path)


def test_an_exercise_of_a_track_becomes_a_project(tmp_path: Path) -> None:
    folder = tmp_path / "track" / "exercises" / "letters"
    for path, text in {
        ".meta/config.json": json.dumps(
            {
                "authors": ["ida"],
                "files": {"solution": ["letters.py"], "test": ["letters_test.py"], "example": [".meta/example.py"]},
            }
        ),
        ".meta/example.py": "def count(text): return len(text)\n",
        ".docs/instructions.md": "Count.\n",
        "letters.py": "def count(text):\n    pass\n",
        "letters_test.py": "from letters import count\n",
    }.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text)
    (tmp_path / "track" / "LICENSE").write_text("MIT License\n\nCopyright\n")
    imported = from_track(read_package(folder), folder)
    found = read(imported, tmp_path)
    project = found.projects["python"]
    assert (found.kind, found.license, found.author) == ("project", "MIT", "ida")
    assert project.open == ("letters.py",)
    assert (list(project.files), list(project.visible)) == (["letters.py"], ["letters_test.py"])
    assert isinstance(imported, Imported)
    assert imported.files["solutions/good.py"] == "def count(text): return len(text)\n"


def test_an_exercise_that_names_no_test_is_refused(tmp_path: Path) -> None:
    (tmp_path / ".meta").mkdir()
    (tmp_path / ".meta" / "config.json").write_text("{}")
    assert isinstance(from_track(read_package(tmp_path)), Refused)


@pytest.mark.parametrize(
    ("values", "type"),
    [
        ([1, 2], "int"),
        ([1, 2**40], "long"),
        ([1, 2**70], "bigint"),
        ([1, 0.5], "float"),
        ([2**70, 0.5], "any"),
        ([[], [1]], "list[int]"),
        ([[], []], "list[any]"),
        ([None, [None, "a"]], "list[string?]?"),
        ([{"a": 1}, {}], "dict[string, int]"),
        ([1, "a"], "any"),
        ([None, None], "any"),
        ([True], "bool"),
        ([[1], "a"], "any"),
        ([None, 1, "a"], "any"),
    ],
)
def test_the_narrowest_type_that_holds_all_values(values: list[Any], type: str) -> None:
    assert format_type(common_type(values)) == type


@pytest.mark.parametrize(
    ("name", "better"),
    [
        ("countWords", "count_words"),
        ("XMLName", "xml_name"),
        ("two-words", "two_words"),
        ("2nd", "n2nd"),
        ("class", "class_value"),
        ("_", "value"),
    ],
)
def test_names_become_snake_case(name: str, better: str) -> None:
    assert snake(name) == better


LINE = {
    "task": "Add Two", "entry": "addTwo", "license": "MIT", "statement": "Add them.",
    "solution": "def addTwo(a, b):\n    return a + b\n", "wrong_solution": "def addTwo(a, b):\n    return a - b\n",
    "cases": [
        {"name": "small", "input": [1, 2], "expected": 3},
        {"input": {"a": 2**70, "b": 0}, "expected": 2**70, "sample": True},
    ],
}  # fmt: skip


def test_each_line_of_json_becomes_a_task(tmp_path: Path) -> None:
    file = tmp_path / "set.jsonl"
    lines = [json.dumps(LINE), "", "{", "[]", '{"entry": "f", "solution": "x"}', json.dumps({**LINE, "cases": [1]})]
    file.write_text("\n".join(lines))
    first, *others = from_jsonl(file)
    assert isinstance(first, Imported)
    found = read(first, tmp_path, **{"solutions/good.py": str(first.files["solutions/good.py"])})
    assert format_type(found.parts[0].signature.returns) == "bigint"
    assert [case.expected for case in found.examples] == [str(2**70)]
    assert [case.args for group in found.hidden for case in group.cases] == [{"a": "1", "b": 2}]
    assert [each.file for each in found.solutions] == ["good.py", "wrong-known.py"]
    assert found.solutions[0].source.endswith("\nadd_two = addTwo\n")
    assert [each.why for each in others if isinstance(each, Refused)] == [
        "It is not JSON. Each line is one object with entry, solution and cases.",
        "It is not an object. Each line is one with entry, solution and cases.",
        "It has no cases. Each line has entry, solution and cases.",
        "None of its cases has an input and an expected value.",
    ]


def test_a_file_that_is_no_text_is_refused(tmp_path: Path) -> None:
    (tmp_path / "set.jsonl").write_bytes(b"\xff\xfe")
    with pytest.raises(BadPackage, match="is not text"):
        list(from_jsonl(tmp_path / "set.jsonl"))
