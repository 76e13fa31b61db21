"""What the tests in a real browser share."""

from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Browser

from tests.browser.browsers import chromium


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    """A Chromium of the test's own."""
    async with chromium() as browser:
        yield browser
