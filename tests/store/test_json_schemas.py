"""The schemas for people's editors say of a file's shape what the loader says."""

import json
import os
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from server.store.task_format.json_schemas import schemas
from server.store.task_format.nodes import Node
from server.store.task_format.yaml_text import read_yaml
from tests.store.task_files import CASES, TASK, problems_of

ROOT = Path(__file__).parents[2]
SHIPPED = ROOT / "server" / "schemas"
FILES = [*ROOT.glob("tasks/**/*.yaml"), *ROOT.glob("tests/fixtures/tasks/**/*.yaml")]
OURS = [path for path in FILES if path.stem in schemas()]


def value(text: str) -> Any:
    root = read_yaml(text)
    assert isinstance(root, Node), root
    return root.plain()


def valid(name: str, text: str) -> bool:
    return bool(Draft202012Validator(schemas()[name]).is_valid(value(text)))


@pytest.mark.parametrize("name", schemas())
def test_the_file_that_is_shipped_is_the_one_that_the_loader_makes(name: str) -> None:
    path, text = SHIPPED / f"{name}.json", json.dumps(schemas()[name], indent=2, ensure_ascii=False) + "\n"
    if os.environ.get("SCHEMAS") == "write":
        path.write_text(text)
    assert path.read_text() == text
    Draft202012Validator.check_schema(schemas()[name])


@pytest.mark.parametrize("path", OURS, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_every_task_of_this_house_has_the_shape(path: Path) -> None:
    wrong = [error.message for error in Draft202012Validator(schemas()[path.stem]).iter_errors(value(path.read_text()))]
    assert wrong == []


PROJECT = "title: P\nkind: project\nproject: {python: {"
HEADS = [
    "kind: function\nsignature: 'f() -> int'\n",
    TASK.replace("kind: function", "kind: sorting"),
    TASK.replace("kind: function\n", ""),
    TASK + "level: hard\n",
    TASK + "difficulty: trivial\n",
    TASK + "minutes: 0\n",
    TASK + "minutes: '30'\n",
    TASK + "minutes: 481\n",
    TASK + "tags: arrays\n",
    TASK + "tags: [a, a]\n",
    TASK + "skills: [1]\n",
    TASK + "languages: []\n",
    TASK + "compare: close\n",
    TASK + "compare: tolerance\n",
    TASK + "compare: tokens\n",
    TASK + "compare: {tolerance: 1, any_of: true}\n",
    TASK + "compare: {any_of: false}\n",
    TASK + "compare: {}\n",
    TASK + "limits: {time: 51}\n",
    TASK + "limits: {time: fast}\n",
    TASK + "limits: {memory: 16}\n",
    TASK + "limits: {memory: 64.5}\n",
    TASK + "limits: 5\n",
    TASK + "feedback: all\n",
    TASK + "stub_passes: 1\n",
    TASK + "sql: {order: true}\n",
    TASK + "project: {python: {open: [a.py]}}\n",
    TASK + "class: ['A()']\n",
    TASK + "parts: [{signature: 'g() -> int'}]\n",
    TASK + "author: ''\n",
    TASK + "license: 3\n",
    TASK + "imported: {by: me}\n",
    TASK + "status: gone\n",
    TASK + "leaked: {what: x}\nstatus: leaked\n",
    "title: x\nkind: function\n",
    "title: x\nkind: function\nparts: [{title: one}]\n",
    "title: x\nkind: function\nparts: []\n",
    "title: x\nkind: function\nparts: [{signature: 'g() -> int', unlock: never}]\n",
    "title: x\nkind: class\nclass: Purse()\n",
    "title: x\nkind: class\nclass: []\n",
    "title: x\nkind: class\nclass: ['A()', 'b()']\ncompare: checker\n",
    "title: x\nkind: stdin\nsignature: 'f() -> int'\n",
    "title: x\nkind: sql\ncompare: exact\n",
    "title: x\nkind: sql\nsql: {engine: oracle}\n",
    "title: x\nkind: sql\nsql: {rows: 1}\n",
    "title: x\nkind: project\n",
    PROJECT + "run: pytest, open: [a.py]}}\n",
    PROJECT + "run: 'pytest $REPORT'}}\n",
    PROJECT + "open: []}}\n",
    PROJECT + "open: [a.py], main: a.py}}\n",
    "- title\n",
]
ONE = "examples:\n  - "
GROUP = "hidden:\n  - group: g\n    "
CASE_FILES = [
    "tests: []\n",
    "examples: 1\n",
    ONE + "{in: {a: 1, b: 2}}\n",
    ONE + "{out: 2}\n",
    ONE + "{in: [1, 2], out: 3}\n",
    ONE + "{name: 3, in: {a: 1, b: 2}, out: 3}\n",
    ONE + "{hint: no, in: {a: 1, b: 2}, out: 3}\n",
    ONE + "{part: 0, in: {a: 1, b: 2}, out: 3}\n",
    ONE + "text\n",
    GROUP + "cases: {}\n",
    GROUP + "cases: [{in: {a: 1, b: 2}, out: 3, note: no}]\n",
    GROUP + "cases: [{in: {a: 1, b: 2}, out: 3, reveal: yes}]\n",
    GROUP + "cases: [{in: {a: 1, b: 2}, out: 3, weight: 2}]\n",
    GROUP + "cases: [{out: 3}]\n",
    GROUP + "weight: heavy\n    cases: [{in: {a: 1, b: 2}, out: 3}]\n",
    GROUP + "weight: -1\n    cases: [{in: {a: 1, b: 2}, out: 3}]\n",
    GROUP + "score: some\n    cases: [{in: {a: 1, b: 2}, out: 3}]\n",
    GROUP + "time: 99\n    cases: [{in: {a: 1, b: 2}, out: 3}]\n",
    GROUP + "generate: {n: 1}\n",
    GROUP + "generate: {seeds: 1}\n",
    GROUP + "generate: {seeds: []}\n",
    GROUP + "generate: {seeds: [1, 1]}\n",
    GROUP + "generate: {seeds: [-1]}\n",
    GROUP + "generate: {seeds: [1], seed: 2}\n",
    GROUP + "generate: {seeds: [1], 'a b': 2}\n",
    "hidden:\n  - cases: [{in: {a: 1, b: 2}, out: 3}]\n",
]
RUBRICS = [
    "code: {1: a, 2: b, 3: c}\n",
    "code: good\n",
    "code: {1: a, 2: b, 3: c, 4: d, 5: e}\n",
    "code: {1: '', 2: b, 3: c, 4: d}\n",
]


@pytest.mark.parametrize(
    ("name", "text"),
    [*[("task", head) for head in HEADS], *[("cases", text) for text in CASE_FILES], *[("rubric", r) for r in RUBRICS]],
)
def test_a_shape_that_the_loader_refuses_is_refused(tmp_path: Path, name: str, text: str) -> None:
    assert problems_of(tmp_path, {f"{name}.yaml": text}), "the loader takes this"
    assert not valid(name, text)


def test_the_small_right_task_has_the_shape() -> None:
    assert valid("task", TASK)
    assert valid("cases", CASES)
    assert valid("task", "title: P\nkind: project\nproject: {python: {run: 'pytest $REPORT', open: [a.py]}}\n")
    assert valid("task", TASK + "limits: {time: 1, python: 2.5, memory: 64}\ncompare: {in_place: a}\n")
