"""Hidden tests wait until the walls have been probed and hold, and stay off while one does not."""

import asyncio
from collections.abc import AsyncGenerator
from textwrap import dedent

import pytest

from sandbox import guard
from sandbox.contract import CaseJudged, Finished, Piece, RunSpec, SandboxStatus, Verdict
from sandbox.guard import CHECKING, Guard
from sandbox.probes import PROBES


class Walls:
    """A sandbox whose walls hold or not, and whose engine is there or not."""

    def __init__(self) -> None:
        self.hold, self.ready = True, True
        self.asked, self.looked_again = asyncio.Event(), asyncio.Event()

    async def run(self, spec: RunSpec) -> AsyncGenerator[Piece, None]:
        self.asked.set()
        ends = next(each.ends for each in PROBES if dedent(each.source) == spec.source)
        yield CaseJudged(spec.run, "probe", ends if self.hold else Verdict.WRONG, got="the way out")
        yield Finished(spec.run, ends, "", 0, 1)

    async def status(self) -> SandboxStatus:
        if self.asked.is_set():
            self.looked_again.set()
        return SandboxStatus(self.ready)


@pytest.fixture(autouse=True)
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard, "AGAIN_SECONDS", 0.01)
    monkeypatch.setattr(guard, "LOOK_SECONDS", 0.01)


async def test_hidden_tests_are_off_until_every_wall_has_held() -> None:
    walls = Walls()
    watched = Guard(walls.run, walls.status)
    assert watched.unsafe == CHECKING
    await watched.watch()
    assert watched.unsafe == ""


async def test_a_wall_that_gives_way_keeps_them_off_until_it_is_mended() -> None:
    walls = Walls()
    walls.hold = False
    watched = Guard(walls.run, walls.status)
    watching = asyncio.create_task(watched.watch())
    await walls.looked_again.wait()
    assert "the way out" in watched.unsafe
    assert watched.unsafe.endswith("Run: greenroom doctor")
    walls.hold = True
    await watching
    assert watched.unsafe == ""


async def test_an_engine_that_is_not_there_yet_is_waited_for() -> None:
    walls = Walls()
    walls.ready = False
    watched = Guard(walls.run, walls.status)
    watching = asyncio.create_task(watched.watch())
    await asyncio.sleep(0)
    assert not walls.asked.is_set()
    walls.ready = True
    await watching
    assert walls.asked.is_set()
