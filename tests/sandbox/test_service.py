"""The sandbox as a process of its own: its socket, its queue, cancelling, and what happens when something dies."""

import asyncio
import os
import signal
import stat
import sys
import time
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import aclosing, asynccontextmanager
from pathlib import Path

import pytest

from sandbox import client, images, lines, runner
from sandbox.client import SandboxClient, supervise
from sandbox.containers import Engine
from sandbox.contract import Begun, Case, CaseJudged, Finished, Limits, Piece, Queued, RunSpec, Verdict
from sandbox.engine import NoEngine
from sandbox.runner import Runner, outside_bounds
from sandbox.service import DEFECT, Service, SocketTaken, owner_of, serving
from tests.sandbox.peers import peer
from tests.sandbox.programs import carry_out, echoes, spec
from tests.sandbox.relay import Relay

RIGHT = "def f(a):\n    return a"
WAITS = "import time\ndef f(a):\n    if a == 2:\n        time.sleep(60)\n    return a"


@pytest.fixture
def no_engine() -> Engine:
    """A machine without Docker."""
    return Engine(
        lambda: NoEngine("No Docker engine answers on this machine.", "Install it: apt-get install docker.io")
    )


@pytest.fixture
async def dry(tmp_path: Path, no_engine: Engine) -> AsyncIterator[SandboxClient]:
    """A sandbox that has no engine."""
    async with serving(tmp_path / "sandbox.sock", 2, no_engine):
        yield SandboxClient(tmp_path / "sandbox.sock")


async def test_without_docker_the_status_says_why_and_the_mend(dry: SandboxClient) -> None:
    status = await dry.status()
    assert not status.ready
    assert status.why == "No Docker engine answers on this machine. Install it: apt-get install docker.io"


async def test_without_docker_a_run_ends_in_internal_error_with_the_mend(dry: SandboxClient) -> None:
    outcome = await carry_out(dry, spec(RIGHT, echoes(1, 2)))
    assert outcome.finished == Finished(
        "run-1",
        Verdict.INTERNAL_ERROR,
        "No Docker engine answers on this machine. Install it: apt-get install docker.io",
        0,
        2,
        outcome.finished.ms,
    )


async def test_a_language_that_nobody_speaks_is_refused(dry: SandboxClient) -> None:
    outcome = await carry_out(dry, spec(RIGHT, echoes(1), language="klingon"))
    assert outcome.finished.message == "This sandbox has no language “klingon”."


@pytest.mark.parametrize(
    "limits",
    [
        Limits(memory_mb=0),
        Limits(memory_mb=-1),
        Limits(pids=0),
        Limits(pids=-1),
        Limits(cpu_seconds=0),
        Limits(wall_seconds=1e9),
        Limits(read_bytes=2**40),
    ],
)
async def test_no_run_starts_without_limits(dry: SandboxClient, limits: Limits) -> None:
    """To the engine, nought and less mean "as much as you like"."""
    assert outside_bounds(limits)
    outcome = await carry_out(dry, spec(RIGHT, echoes(1), limits=limits))
    assert outcome.finished.verdict is Verdict.INTERNAL_ERROR
    assert "it must be between" in outcome.finished.message


async def test_a_program_too_long_to_be_typed_is_refused(dry: SandboxClient) -> None:
    outcome = await carry_out(dry, spec("#" * 1_000_001, echoes(1)))
    assert outcome.finished.message == "The program is longer than 1,000,000 characters. Make it shorter."


class Defective(Runner):
    """Fails with what also is how a client's going away is told."""

    def __init__(self) -> None:
        pass

    async def run(self, spec: RunSpec) -> AsyncGenerator[Piece, None]:
        yield Queued(spec.run, 0)
        raise TimeoutError


async def test_a_run_that_fails_by_a_defect_ends_in_finished_even_so(tmp_path: Path) -> None:
    path = tmp_path / "sandbox.sock"
    async with await asyncio.start_unix_server(Service(Defective()).answer, path):
        *_, last = [piece async for piece in SandboxClient(path).run(spec(RIGHT, echoes(1)))]
    assert isinstance(last, Finished)
    assert (last.verdict, last.message) == (Verdict.INTERNAL_ERROR, DEFECT)


async def test_the_socket_is_for_its_owner_alone(dry: SandboxClient, tmp_path: Path) -> None:
    assert stat.S_IMODE((tmp_path / "sandbox.sock").stat().st_mode) == 0o600


async def test_a_second_sandbox_at_the_same_socket_is_refused(
    dry: SandboxClient, tmp_path: Path, no_engine: Engine
) -> None:
    with pytest.raises(SocketTaken, match="already answers"):
        async with serving(tmp_path / "sandbox.sock", 1, no_engine):
            pass
    assert (await dry.status()).why


async def test_a_socket_left_behind_by_a_dead_sandbox_is_taken_over(tmp_path: Path, no_engine: Engine) -> None:
    (tmp_path / "sandbox.sock").touch()
    async with serving(tmp_path / "sandbox.sock", 1, no_engine):
        assert (await SandboxClient(tmp_path / "sandbox.sock").status()).why
    assert not (tmp_path / "sandbox.sock").exists()


async def test_a_path_too_long_for_a_socket_says_so(tmp_path: Path, no_engine: Engine) -> None:
    with pytest.raises(SocketTaken, match="at most 107 bytes"):
        async with serving(tmp_path / ("x" * 100), 1, no_engine):
            pass


@pytest.mark.parametrize(
    "line", [b"", b"GET / HTTP/1.1\r\n", b'["run",{}]\n', b'["begun",{"run":"r"}]\n', b"\xff" * 99]
)
async def test_a_stranger_on_the_socket_is_dropped(dry: SandboxClient, tmp_path: Path, line: bytes) -> None:
    reader, writer = await asyncio.open_unix_connection(tmp_path / "sandbox.sock")
    writer.write(line)
    writer.write_eof()
    assert await reader.read() == b""
    writer.close()
    assert not (await dry.status()).ready


async def test_without_a_sandbox_the_client_says_so(tmp_path: Path) -> None:
    nobody = SandboxClient(tmp_path / "nobody.sock")
    status = await nobody.status()
    assert (status.ready, status.why) == (False, client.AWAY)
    outcome = await carry_out(nobody, spec(RIGHT, echoes(1)))
    assert (outcome.finished.verdict, outcome.finished.message) == (Verdict.INTERNAL_ERROR, client.AWAY)


async def test_a_run_too_large_for_the_socket_is_refused_before_it_is_sent(
    dry: SandboxClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(client, "REQUEST_BYTES", 1 << 20)
    outcome = await carry_out(dry, spec(RIGHT, echoes("x" * (1 << 20))))
    assert "larger than 1 MB" in outcome.finished.message


@asynccontextmanager
async def impostor(path: Path, said: bytes) -> AsyncIterator[SandboxClient]:
    """A server at the socket that says the same to everybody and hangs up."""

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readline()
        writer.write(said)
        await writer.drain()
        writer.close()

    async with await asyncio.start_unix_server(answer, path):
        yield SandboxClient(path)


@pytest.mark.parametrize(
    "said",
    [
        pytest.param(b"", id="hangs up"),
        pytest.param(lines.encode(Begun("run-1")), id="hangs up in mid-run"),
        pytest.param(b"nonsense\n", id="speaks nonsense"),
        pytest.param(b'["status_is",{"ready":true}]\n', id="answers another question"),
        pytest.param(b"x" * (9 << 20), id="never ends its line"),
    ],
)
async def test_whatever_the_sandbox_says_a_run_ends_in_finished(tmp_path: Path, said: bytes) -> None:
    async with impostor(tmp_path / "sandbox.sock", said) as strange:
        outcome = await carry_out(strange, spec(RIGHT, echoes(1)))
        assert outcome.finished.verdict is Verdict.INTERNAL_ERROR


async def died(process: asyncio.subprocess.Process) -> int:
    return await asyncio.wait_for(process.wait(), 30)


async def test_a_supervised_sandbox_ends_with_its_parent(tmp_path: Path) -> None:
    """Nothing but the closing of its standard input tells it so: that happens however the parent dies."""
    command = [sys.executable, "-m", "sandbox", "--supervised", "--socket", str(tmp_path / "s.sock")]
    nobody = {**os.environ, "DOCKER_HOST": f"unix://{tmp_path}/nobody.sock"}
    process = await asyncio.create_subprocess_exec(*command, stdin=asyncio.subprocess.PIPE, env=nobody)
    assert process.stdin is not None
    process.stdin.close()
    assert await died(process) == 0


async def test_a_sandbox_that_dies_is_started_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DOCKER_HOST", f"unix://{tmp_path}/nobody.sock")
    monkeypatch.setattr(client, "BACKOFF_SECONDS", (0.01, 0.1))
    async with supervise(tmp_path / "s.sock", places=1) as sandbox:
        first = await peer(tmp_path / "s.sock")
        os.kill(first, signal.SIGKILL)
        while (second := await peer(tmp_path / "s.sock")) == first:
            pass
        assert "DOCKER_HOST" in (await sandbox.status()).why
    assert not alive(first)
    assert not alive(second)


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.mark.docker
async def test_everything_is_ready(sandbox: SandboxClient) -> None:
    status = await sandbox.status()
    assert (status.ready, status.why) == (True, "")
    assert {each.id for each in status.languages if each.ready} >= {"javascript", "python"}


@pytest.mark.docker
async def test_a_language_without_its_image_is_not_ready_and_says_the_mend(
    built_images: None, relay: Relay, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        images, "tag", lambda language, tag=images.tag: f"{tag(language)}{language[:1] * (language == 'python')}"
    )
    async with serving(tmp_path / "sandbox.sock", 1, Engine(relay.connect)):
        sandbox = SandboxClient(tmp_path / "sandbox.sock")
        status = await sandbox.status()
        assert status.ready
        why = "Python 3.13 is not set up on the machine where Greenroom runs. Run there: make up"
        whys = {each.id: each.why for each in status.languages}
        assert (whys["javascript"], whys["python"]) == ("", why)
        outcome = await carry_out(sandbox, spec(RIGHT, echoes(1)))
        assert outcome.finished.verdict is Verdict.INTERNAL_ERROR
        assert "is not built. Run: make languages LANGUAGES=python" in outcome.finished.message


@pytest.mark.docker
async def test_more_runs_than_places_wait_their_turn(sandbox: SandboxClient) -> None:
    runs = [carry_out(sandbox, spec(RIGHT, echoes(1, 2), run=f"run-{n}")) for n in range(6)]
    assert [outcome.finished.verdict for outcome in await asyncio.gather(*runs)] == [Verdict.PASSED] * 6


@pytest.mark.docker
async def test_stop_is_immediate_and_gives_the_place_back(sandbox: SandboxClient, relay: Relay, tmp_path: Path) -> None:
    for _ in range(3):
        async with aclosing(sandbox.run(spec(WAITS, echoes(1, 2)))) as pieces:
            async for piece in pieces:
                if isinstance(piece, CaseJudged):
                    break
        began = time.monotonic()
        await relay.nothing_left(tmp_path / "sandbox.sock")
        assert time.monotonic() - began < 3
    assert (await carry_out(sandbox, spec(RIGHT, echoes(1)))).finished.verdict is Verdict.PASSED


@pytest.mark.docker
async def test_stop_before_the_container_stands_leaves_nothing_either(
    sandbox: SandboxClient, relay: Relay, tmp_path: Path
) -> None:
    for pause in (0, 0.02, 0.06, 0.12):
        pieces = sandbox.run(spec(WAITS, echoes(1, 2)))
        first = asyncio.ensure_future(anext(pieces))
        await asyncio.wait((first,), timeout=pause)
        first.cancel()
        await asyncio.gather(first, return_exceptions=True)
        await pieces.aclose()
    assert (await carry_out(sandbox, spec(RIGHT, echoes(1)))).finished.verdict is Verdict.PASSED
    await relay.nothing_left(tmp_path / "sandbox.sock")


@pytest.mark.docker
async def test_the_service_ends_in_mid_run_and_takes_the_container_with_it(
    built_images: None, relay: Relay, tmp_path: Path
) -> None:
    async with serving(tmp_path / "sandbox.sock", 1, Engine(relay.connect)):
        pieces = SandboxClient(tmp_path / "sandbox.sock").run(spec(WAITS, echoes(1, 2)))
        assert isinstance(await anext(pieces), Begun)
    rest = [piece async for piece in pieces]
    assert isinstance(rest[-1], Finished)
    assert rest[-1].verdict is Verdict.INTERNAL_ERROR
    await relay.nothing_left(tmp_path / "sandbox.sock")


@pytest.mark.docker
async def test_a_sandbox_killed_in_mid_run_leaves_no_container(
    built_images: None, relay: Relay, tmp_path: Path
) -> None:
    async with supervise(tmp_path / "s.sock", places=1) as sandbox:
        pieces = sandbox.run(spec(WAITS, echoes(1, 2)))
        assert isinstance(await anext(pieces), Begun)
        os.kill(await peer(tmp_path / "s.sock"), signal.SIGKILL)
        rest = [piece async for piece in pieces]
        assert isinstance(rest[-1], Finished)
        assert (rest[-1].verdict, rest[-1].message) == (Verdict.INTERNAL_ERROR, client.AWAY)
        await relay.nothing_left(tmp_path / "s.sock")


@pytest.mark.docker
@pytest.mark.filterwarnings("ignore:Exception ignored in. <socket")  # the SDK drops its socket when connect fails
async def test_docker_goes_in_mid_run_and_comes_back(
    sandbox: SandboxClient, relay: Relay, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(runner, "STATUS_SECONDS", 0)
    pieces = sandbox.run(spec(WAITS, echoes(1, 2)))
    assert isinstance(await anext(pieces), Begun)
    assert isinstance(await anext(pieces), CaseJudged)
    await relay.cut()
    rest = [piece async for piece in pieces]
    assert isinstance(rest[-1], Finished)
    assert (rest[-1].verdict, rest[-1].passed, rest[-1].total) == (Verdict.INTERNAL_ERROR, 1, 2)
    assert "Docker engine" in rest[-1].message
    gone = await sandbox.status()
    assert (gone.ready, "Docker engine" in gone.why) == (False, True)
    outcome = await carry_out(sandbox, spec(RIGHT, echoes(1)))
    assert outcome.finished.verdict is Verdict.INTERNAL_ERROR

    await relay.mend()
    assert (await sandbox.status()).ready
    assert (await carry_out(sandbox, spec(RIGHT, echoes(1)))).finished.verdict is Verdict.PASSED


@pytest.mark.docker
async def test_a_container_killed_by_somebody_else_is_our_trouble(
    sandbox: SandboxClient, relay: Relay, tmp_path: Path
) -> None:
    pieces = sandbox.run(spec(WAITS, echoes(1, 2)))
    assert isinstance(await anext(pieces), Begun)
    assert isinstance(await anext(pieces), CaseJudged)
    await asyncio.to_thread(kill, relay, tmp_path / "sandbox.sock")
    rest = [piece async for piece in pieces]
    assert isinstance(rest[-1], Finished)
    assert rest[-1].verdict is Verdict.INTERNAL_ERROR
    assert rest[-1].message.startswith("The container stopped in the middle of the run.")


def kill(relay: Relay, sandbox: Path) -> None:
    engine = relay.connect()
    assert not isinstance(engine, NoEngine)
    try:
        for container in engine.containers.list(filters={"label": f"greenroom.owner={owner_of(sandbox)}"}):
            container.kill()
    finally:
        engine.close()


@pytest.mark.docker
async def test_what_a_dead_sandbox_has_left_is_removed_at_the_next_start(
    built_images: None, relay: Relay, tmp_path: Path
) -> None:
    engine = await asyncio.to_thread(relay.connect)
    assert not isinstance(engine, NoEngine)
    image = images.tag("python")
    mine = {"greenroom.owner": owner_of(tmp_path / "sandbox.sock")}
    left = await asyncio.to_thread(engine.containers.create, image, labels=mine)
    others = await asyncio.to_thread(engine.containers.create, image, labels={"greenroom.owner": "somebody-else"})
    try:
        async with serving(tmp_path / "sandbox.sock", 1, Engine(relay.connect)):
            await relay.nothing_left(tmp_path / "sandbox.sock")
        ids = [each.id for each in await asyncio.to_thread(engine.containers.list, all=True)]
        assert left.id not in ids
        assert others.id in ids
    finally:
        await asyncio.to_thread(others.remove)
        engine.close()


@pytest.mark.docker
async def test_candidates_words_are_not_in_the_log(sandbox: SandboxClient, capsys: pytest.CaptureFixture[str]) -> None:
    source = "print('printed-canary')\ndef f(a):\n    raise ValueError('raised-canary' + a)"
    await carry_out(sandbox, spec(source, [Case("a", ["input-canary"], expected="expected-canary")]))
    said = capsys.readouterr()
    assert "verdict=runtime_error" in said.out + said.err
    assert "canary" not in said.out + said.err
