"""A house in memory with its pages, and a bundle that stands for the built one."""

import gzip
import json
from functools import partial
from pathlib import Path

import brotli
import pytest
from argon2 import PasswordHasher

from server.live import passwords
from server.live.house import House
from server.pages import application
from server.pages.bundle import WEB
from server.pages.render import View
from server.settings import Settings
from server.store.memory import Memory
from tests.fakes import FakeLibrary, FakeSandbox, StillClock
from tests.house import new_house
from tests.pages.visitors import Town

ENTRIES = ("src/pages.ts", "src/room.tsx", "src/replay.tsx", "src/theme.ts", "src/warmup.tsx", "src/author.tsx")


@pytest.fixture
def dist(tmp_path: Path) -> Path:
    """A bundle: a script for each entry, one shared chunk with a style sheet, one file that was compressed."""
    dist = tmp_path / "dist"
    assets = dist / "assets"
    assets.mkdir(parents=True)
    manifest: dict[str, object] = {
        source: {"file": f"assets/{Path(source).stem}-1a2b.js", "imports": ["_shared.js"]} for source in ENTRIES
    }
    manifest["_shared.js"] = {"file": "assets/shared-3c4d.js", "css": ["assets/shared-5e6f.css"]}
    (dist / ".vite").mkdir()
    (dist / ".vite" / "manifest.json").write_text(json.dumps(manifest))
    for name in ("pages-1a2b.js", "room-1a2b.js", "replay-1a2b.js", "shared-3c4d.js", "shared-5e6f.css"):
        (assets / name).write_text(f"plain {name}")
    (assets / "room-1a2b.js.br").write_bytes(brotli.compress(b"packed by brotli"))
    (assets / "room-1a2b.js.gz").write_bytes(gzip.compress(b"packed by gzip"))
    (dist / "offline").mkdir()
    (dist / "offline" / "offline.js").write_text('document.title = "</script>";')
    (dist / "offline" / "offline.css").write_text("body { color: green }")
    return dist


@pytest.fixture(autouse=True)
def quick_passwords(monkeypatch: pytest.MonkeyPatch) -> None:
    """argon2 with parameters that take no time; the real ones are tried in tests/live."""
    monkeypatch.setattr(passwords, "PasswordHasher", partial(PasswordHasher, time_cost=1, memory_cost=8, parallelism=1))


@pytest.fixture
def sandbox() -> FakeSandbox:
    return FakeSandbox()


@pytest.fixture
def library() -> FakeLibrary:
    return FakeLibrary()


@pytest.fixture
def settings() -> Settings:
    return Settings()


@pytest.fixture
async def house(tmp_path: Path, sandbox: FakeSandbox, library: FakeLibrary, settings: Settings) -> House:
    house = new_house(tmp_path, store=Memory(), sandbox=sandbox, tasks=library, clock=StillClock(), settings=settings)
    await house.look_at_sandbox()
    return house


@pytest.fixture
def town(house: House, dist: Path) -> Town:
    return Town(house, application(house, view=View(WEB / "templates", dist)))
