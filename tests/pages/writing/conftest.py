"""A house whose one task Ida may write, and Ida at its pages."""

from pathlib import Path

import pytest

from tests.pages.authors import Author, author, town_of, workshop_house
from tests.pages.visitors import Town
from tests.store.task_files import write


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = tmp_path / "tasks"
    write(root)
    return root


@pytest.fixture
def town(tmp_path: Path, root: Path, dist: Path) -> Town:
    return town_of(workshop_house(tmp_path, root), dist)


@pytest.fixture
async def ida(town: Town) -> Author:
    return await author(await town.owner())
