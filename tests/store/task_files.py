"""Task folders for tests: a small right one, and ways to make it wrong."""

from pathlib import Path

from server.core.task import Task, TaskProblem
from server.store.tasks import TaskFolders
from tests.core.tasks import JAVASCRIPT, PYTHON

TASK = """\
title: Add two numbers
kind: function
signature: "add(a: int, b: int) -> int"
"""
CASES = """\
examples:
  - in: {a: 1, b: 2}
    out: 3
hidden:
  - group: edge
    cases:
      - {name: zeros, in: {a: 0, b: 0}, out: 0}
"""
RIGHT: dict[str, str] = {
    "task.yaml": TASK,
    "statement.md": "Add them.\n",
    "cases.yaml": CASES,
    "solutions/good.py": "def add(a, b):\n    return a + b\n",
    "solutions/wrong-minus.py": "# fails: edge\ndef add(a, b):\n    return a - b\n",
}

Files = dict[str, str | bytes | None]


def write(root: Path, slug: str = "add", files: Files | None = None) -> Path:
    """The right folder with some of its files changed, added, or (None) left out."""
    folder = root / slug
    for path, content in {**RIGHT, **(files or {})}.items():
        if content is None:
            continue
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def wholes(folders: TaskFolders) -> list[Task]:
    """All that load, by title."""
    return [task for each in folders.tasks() if (task := folders.task(each.slug))]


def library(root: Path) -> TaskFolders:
    return TaskFolders(root, [PYTHON, JAVASCRIPT])


def problems_of(root: Path, files: Files) -> list[TaskProblem]:
    """What is wrong with the right folder changed like this."""
    write(root, files=files)
    return list(library(root).problems())


def task_of(root: Path, files: Files | None = None) -> Task:
    """The task in the right folder changed like this, which must load."""
    write(root, files=files)
    folders = library(root)
    assert list(folders.problems()) == []
    task = folders.task("add")
    assert task
    return task
