"""The stock npm provider connects unchanged: what anybody has written for y-websocket works with a room."""

import asyncio
import json
import os

import pytest

from server.core.roles import Role
from server.pages.bundle import WEB
from setup import web
from tests.house import Place
from tests.people import page

pytestmark = pytest.mark.server

SCRIPT = WEB / "tests" / "stock-provider.mjs"


async def test_two_stock_providers_and_a_page_of_ours_share_one_text(place: Place) -> None:
    interview = await place.interview()
    keys = [place.house.key(interview, role) for role in (Role.HOST, Role.CANDIDATE)]
    words = "# from the stock provider\n"
    async with page(place.ida(interview)) as ida:
        node = await asyncio.create_subprocess_exec(
            "node", SCRIPT, f"ws://{place.address}/sync", interview.id, *keys, "slots/solution.py", words,
            stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE, env=os.environ | web.environ(),
        )  # fmt: skip
        out, err = await asyncio.wait_for(node.communicate(), 30)
        assert node.returncode == 0, err.decode()
        said = json.loads(out)
        assert said["same"] is True
        assert said["seen"].startswith("def count_free")  # the server's seed reached it
        await ida.sees(words)
        await ida.is_saved()
