"""`kill -9` in the middle of writing: every entry that was acknowledged is in the log, and the log has no gap."""

import random
import subprocess
import sys
from pathlib import Path

import pytest

from server.store.database import Database
from tests.store_contract import ROOM_A, numbers

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
KILLS = 10


def last_told_before_the_kill(url: str, news: int) -> int:
    """Let the server write, kill it after so many pieces of news, and say which number it told last."""
    command = [sys.executable, "-m", "tests.store.appender", url]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE) as server:
        assert server.stdout is not None
        told = [server.stdout.readline() for _ in range(news)]
        server.kill()
        told += server.stdout.readlines()
    return max(int(line) for line in told if line.endswith(b"\n"))


async def test_what_was_acknowledged_survives_ten_kills(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'greenroom.db'}"
    chance = random.Random(9)
    stored = 0
    for _ in range(KILLS):
        told = last_told_before_the_kill(url, chance.randint(1, 12))
        store = Database(url)
        found = await numbers(store, ROOM_A)
        await store.close()
        assert told > stored
        assert len(found) >= told
        assert found == list(range(1, len(found) + 1))
        stored = len(found)
