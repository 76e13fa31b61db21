"""A real server for each test of the socket."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.fakes import FakeSandbox
from tests.house import Place, new_house, serving


@pytest.fixture
def sandbox() -> FakeSandbox:
    return FakeSandbox()


@pytest.fixture
async def place(tmp_path: Path, sandbox: FakeSandbox) -> AsyncIterator[Place]:
    async with serving(new_house(tmp_path, sandbox=sandbox)) as place:
        yield place


@pytest.fixture
async def plain_place(tmp_path: Path, sandbox: FakeSandbox) -> AsyncIterator[Place]:
    """The same on uvicorn's own WebSocket: nothing but ASGI."""
    async with serving(new_house(tmp_path, sandbox=sandbox), lean=False) as place:
        yield place
