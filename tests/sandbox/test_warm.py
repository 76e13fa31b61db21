"""The pool with the real engine: runs find a container waiting, in which the interpreter waits too; nothing is left."""

import asyncio
import os
import signal
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from sandbox import upkeep
from sandbox.client import SandboxClient, supervise
from sandbox.containers import Engine
from sandbox.contract import Begun, CaseJudged, Finished, Piece, PoolStatus, Queued, Verdict, Warm
from sandbox.engine import NoEngine
from sandbox.service import owner_of, serving
from tests.sandbox.peers import peer
from tests.sandbox.programs import carry_out, echoes, spec
from tests.sandbox.relay import Relay

pytestmark = [
    pytest.mark.docker,
    pytest.mark.filterwarnings("ignore:Exception ignored in. <socket"),  # the SDK drops its socket when connect fails
]

RIGHT = "def f(a):\n    return a"
WAITS = "import time\ndef f(a):\n    time.sleep(60)"


@pytest.fixture
async def pooled(built_images: None, relay: Relay, tmp_path: Path) -> AsyncIterator[SandboxClient]:
    """A sandbox with eight places, before which eight containers may wait. After each test every one is gone."""
    async with serving(tmp_path / "sandbox.sock", 8, Engine(relay.connect), waiting=8):
        yield SandboxClient(tmp_path / "sandbox.sock")
    await relay.nothing_left(tmp_path / "sandbox.sock")


async def waiting(sandbox: SandboxClient, count: int) -> PoolStatus:
    """The pool, once so many wait. It has no news of its own, so it is asked again and again."""
    async with asyncio.timeout(60):
        while (pool := (await sandbox.status()).pool).waiting != count:  # noqa: ASYNC110
            await asyncio.sleep(0.05)
    return pool


@pytest.mark.parametrize(("language", "source"), [("python", RIGHT), ("javascript", "const f = (a) => a;")])
async def test_a_run_finds_a_container_and_leaves_none(pooled: SandboxClient, language: str, source: str) -> None:
    await pooled.warm((Warm(language, 1),))
    await waiting(pooled, 1)
    pieces = [piece async for piece in pooled.run(spec(source, echoes(1, "two"), language=language))]
    assert pieces[0] == Begun("run-1", cold=False)
    assert isinstance(pieces[-1], Finished)
    assert pieces[-1].verdict is Verdict.PASSED
    pool = await waiting(pooled, 1)
    assert (pool.warm, pool.cold, pool.refills) == (1, 0, 2)


async def test_a_run_says_whether_a_container_was_waiting_for_it(pooled: SandboxClient) -> None:
    """How much sooner its first answer comes then is measured by `make bench`."""
    said: list[bool] = []
    for wanted in ((), (Warm("python", 1),)):
        await pooled.warm(wanted)
        if wanted:
            await waiting(pooled, 1)
        said += [piece.cold async for piece in pooled.run(spec(RIGHT, echoes(1))) if isinstance(piece, Begun)]
    assert said == [True, False]


async def test_a_container_that_is_killed_while_it_waits_is_replaced(
    pooled: SandboxClient, relay: Relay, tmp_path: Path
) -> None:
    await pooled.warm((Warm("python", 1),))
    await waiting(pooled, 1)
    await asyncio.to_thread(kill, relay, tmp_path / "sandbox.sock")
    await waiting(pooled, 0)
    pool = await waiting(pooled, 1)
    assert pool.lost == 1
    outcome = await carry_out(pooled, spec(RIGHT, echoes(1)))
    assert outcome.finished.verdict is Verdict.PASSED


def kill(relay: Relay, sandbox: Path) -> None:
    engine = relay.connect()
    assert not isinstance(engine, NoEngine)
    try:
        for container in engine.containers.list(filters={"label": f"greenroom.owner={owner_of(sandbox)}"}):
            container.kill()
    finally:
        engine.close()


async def test_eight_at_once_all_find_one(pooled: SandboxClient) -> None:
    await pooled.warm((Warm("python", 8),))
    await waiting(pooled, 8)
    runs = [heard(pooled, f"run-{n}") for n in range(8)]
    every = await asyncio.gather(*runs)
    assert [pieces[0] for pieces in every] == [Begun(f"run-{n}", cold=False) for n in range(8)]
    assert {pieces[-1].verdict for pieces in every if isinstance(pieces[-1], Finished)} == {Verdict.PASSED}


async def heard(sandbox: SandboxClient, run: str) -> list[Piece]:
    return [piece async for piece in sandbox.run(spec(RIGHT, echoes(1, 2), run=run))]


async def test_thirty_rooms_at_once_are_told_where_they_stand(pooled: SandboxClient) -> None:
    every = await asyncio.gather(*(heard(pooled, f"run-{n}") for n in range(30)))
    for pieces in every:
        ahead = [piece.position for piece in pieces if isinstance(piece, Queued)]
        assert ahead == sorted(set(ahead), reverse=True), "it only moves on"
        assert isinstance(pieces[-1], Finished)
        assert pieces[-1].verdict is Verdict.PASSED
    assert sum(isinstance(pieces[0], Queued) for pieces in every) == 22


async def test_fifty_presses_that_are_all_stopped_leave_nothing(
    pooled: SandboxClient, relay: Relay, tmp_path: Path
) -> None:
    await pooled.warm((Warm("python", 2),))
    for n in range(50):
        pieces = pooled.run(spec(WAITS, echoes(1), run=f"run-{n}"))
        first = asyncio.ensure_future(anext(pieces))
        await asyncio.wait((first,), timeout=0.01 * (n % 5))
        first.cancel()
        await asyncio.gather(first, return_exceptions=True)
        await pieces.aclose()
    await pooled.warm(())
    assert (await carry_out(pooled, spec(RIGHT, echoes(1)))).finished.verdict is Verdict.PASSED
    async with asyncio.timeout(60):
        while (pool := (await pooled.status()).pool).running or pool.queued:  # noqa: ASYNC110 see `waiting`
            await asyncio.sleep(0.05)


async def test_docker_goes_before_anything_is_known_and_the_run_is_tried_again(
    pooled: SandboxClient, relay: Relay
) -> None:
    pieces = pooled.run(spec("import time\ntime.sleep(1)\ndef f(a):\n    return a", echoes(1)))
    assert isinstance(await anext(pieces), Begun)
    await relay.cut()
    mending = asyncio.get_running_loop().call_later(1, lambda: asyncio.ensure_future(relay.mend()))
    rest = [piece async for piece in pieces]
    assert [type(piece) for piece in rest] == [CaseJudged, Finished]
    assert isinstance(rest[-1], Finished)
    assert rest[-1].verdict is Verdict.PASSED
    mending.cancel()


async def test_the_pool_fills_again_when_docker_is_back(
    pooled: SandboxClient, relay: Relay, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(upkeep, "PAUSE_SECONDS", 0.2)
    await pooled.warm((Warm("python", 1),))
    await waiting(pooled, 1)
    await relay.cut()
    await waiting(pooled, 0)
    await relay.mend()
    await waiting(pooled, 1)
    assert (await carry_out(pooled, spec(RIGHT, echoes(1)))).finished.verdict is Verdict.PASSED


async def test_a_sandbox_that_is_killed_leaves_none_that_wait(built_images: None, relay: Relay, tmp_path: Path) -> None:
    """Each container ends with its streams, so nobody has to take it down."""
    async with supervise(tmp_path / "s.sock", places=1, pool=2, guard=False) as sandbox:
        await sandbox.warm((Warm("python", 2),))
        await waiting(sandbox, 2)
        os.kill(await peer(tmp_path / "s.sock"), signal.SIGKILL)
        await relay.nothing_left(tmp_path / "s.sock")


async def test_a_runtime_that_the_engine_does_not_know_is_said_with_the_mend(
    built_images: None, relay: Relay, tmp_path: Path
) -> None:
    async with serving(tmp_path / "sandbox.sock", 1, Engine(relay.connect), runtime="nobodys"):
        sandbox = SandboxClient(tmp_path / "sandbox.sock")
        status = await sandbox.status()
        assert not status.ready
        assert status.why.startswith("The Docker engine has no runtime “nobodys” (it has: ")
        assert "runc" in status.why
        outcome = await carry_out(sandbox, spec(RIGHT, echoes(1)))
        assert outcome.finished.verdict is Verdict.INTERNAL_ERROR


async def test_a_container_killed_before_anything_is_known_is_replaced_once(
    pooled: SandboxClient, relay: Relay, tmp_path: Path
) -> None:
    pieces = pooled.run(spec("import time\ntime.sleep(3)\ndef f(a):\n    return a", echoes(1)))
    assert isinstance(await anext(pieces), Begun)
    await asyncio.to_thread(kill, relay, tmp_path / "sandbox.sock")
    rest = [piece async for piece in pieces]
    assert isinstance(rest[-1], Finished)
    assert rest[-1].verdict is Verdict.PASSED
