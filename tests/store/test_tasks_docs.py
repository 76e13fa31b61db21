"""docs/tasks.md is true: its task loads and keeps its promises, and every key of the format is in it."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from server.core.guide import parse_guide
from server.core.signature import GENERIC, SIMPLE
from server.store.task_format.bodies import BODIES
from server.store.task_format.cases import CASE_KEYS, EXAMPLE_KEYS, GROUP_KEYS
from server.store.task_format.head import KEYS
from server.store.task_format.nodes import Node
from server.store.task_format.yaml_text import read_yaml
from tests.store.task_files import library, wholes

DOCS = (Path(__file__).parents[2] / "docs" / "tasks.md").read_text()
FILE = re.compile(r"^`([a-z-]+[./][a-z./-]+)` [^`]*?:\n\n```\w+\n(.*?)```", re.MULTILINE | re.DOTALL)


def blocks(language: str) -> Iterator[str]:
    for found in re.finditer(rf"```{language}\n(.*?)```", DOCS, re.DOTALL):
        yield found[1]


def write_documented_task(root: Path) -> Path:
    folder = root / "parking-fee"
    for found in FILE.finditer(DOCS.partition("## The files")[0]):
        file = folder / found[1]
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(found[2])
    return folder


def test_the_documented_task_loads_and_leaves_nothing_to_say(tmp_path: Path) -> None:
    folder = write_documented_task(tmp_path)
    assert sum(file.is_file() for file in folder.rglob("*")) == 5
    tasks = library(tmp_path)
    assert list(tasks.problems()) == []
    (task,) = wholes(tasks)
    assert task.notes == ()
    assert task.languages == ("python", "javascript")


def test_every_yaml_block_can_be_read() -> None:
    assert [text for text in blocks("yaml") if not isinstance(read_yaml(text), Node)] == []


def test_the_documented_guide_has_all_known_headings() -> None:
    guide = next(parse_guide(text) for text in blocks("md") if "## Hints" in text)
    assert all((guide.hints, guide.follow_ups, guide.green_flags, guide.red_flags, guide.complexity))


@pytest.mark.parametrize(
    "word", [*KEYS, *EXAMPLE_KEYS, *GROUP_KEYS, *CASE_KEYS, "calls", "seed", *BODIES, *SIMPLE, *GENERIC]
)
def test_every_key_and_type_is_documented(word: str) -> None:
    assert re.search(rf"`[^`\n]*\b{word}\b[^`\n]*`|^ *-? ?\{{?{word}:", DOCS, re.MULTILINE)
