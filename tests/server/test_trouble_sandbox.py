"""The sandbox or its Docker engine goes away in the midst of a run: the run ends once, with a sentence, and the room
goes on; when it is back, so are the runs."""

import asyncio
import os
import signal
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from sandbox import client, lines
from sandbox.client import AWAY, SandboxClient
from sandbox.contract import Begun, RunSpec
from server.live import runs
from tests.fakes import READY
from tests.house import new_house, serving
from tests.people import News, Person, page
from tests.sandbox.relay import Relay, engine_socket
from tests.server.processes import Server, free_port

TASKS = Path(__file__).parents[1] / "fixtures" / "tasks"
PRINTED = "canary-printed-3e9a"
SLOW = f"import time\nprint('{PRINTED}')\ntime.sleep(9)\n"
NEW = {"title": "Sandbox", "candidate": "Cam", "tasks": ["slots"]}


class Runner:
    """Somebody who presses Run in Python, again and again. `ended` is what each run came to, in order."""

    def __init__(self, person: Person) -> None:
        self._person = person
        self.runs = 0

    async def starts(self) -> None:
        await self._person.ask("run", task="slots", language="python")
        self.runs += 1
        await self._count("run_started", self.runs)

    async def starts_when_it_may(self) -> None:
        """Press Run; where the sandbox does not answer just then, again when it does."""
        refused = self._refused()
        await self._person.ask("run", task="slots", language="python")
        self.runs += 1
        await self._person._until(lambda: self._started() or self._refused() > refused or None, "an answer")
        if not self._started():
            self.runs -= 1
            await is_ready(self._person)
            await self.starts_when_it_may()

    def _started(self) -> bool:
        started: int = sum(event["kind"] == "run_started" for event in self._person.events)
        return started == self.runs

    def _refused(self) -> int:
        return len([frame for frame in self._person.frames if frame["type"] == "refused"])

    async def ends(self) -> News:
        await self._count("run_ended", self.runs)
        assert [run for run, times in Counter(each["run"] for each in self.ended).items() if times != 1] == []  # R7
        return self.ended[-1]

    @property
    def ended(self) -> list[News]:
        return [event["data"] for event in self._person.events if event["kind"] == "run_ended"]

    async def _count(self, kind: str, count: int) -> None:
        heard = self._person
        await heard._until(
            lambda: sum(event["kind"] == kind for event in heard.events) == count or None, f"{count} times {kind}"
        )


@asynccontextmanager
async def people_in(server: Server, first: str) -> AsyncIterator[tuple[Person, Person, Any]]:
    """Ida and Cam, in a room whose Python file begins with this."""
    token = (await server.command("token", "create")).strip()
    interview = await server.api(token, "/interviews", NEW)
    async with page(interview["sync"]["host"]) as ida, page(interview["sync"]["candidate"]) as cam:
        await cam.sees("def count_free")
        await cam.type(first, at=0)
        await ida.sees(first)
        yield ida, cam, interview


async def is_ready(ida: Person, ready: bool = True) -> None:
    """Wait until the last that was heard of the sandbox is this."""

    def last() -> Any:
        told = [frame.get("sandbox", frame) for frame in ida.frames if frame["type"] in {"welcome", "sandbox"}]
        return told[-1]["ready"] is ready or None

    await ida._until(last, f"ready: {ready}")


def child_of(pid: int) -> int | None:
    """The sandbox process of this server, while it has one."""
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            parent = int(stat.read_text().rpartition(")")[2].split()[1])
            if parent == pid and b"sandbox" in stat.with_name("cmdline").read_bytes():
                return int(stat.parent.name)
        except OSError:
            continue
    return None


async def is_back(path: Path, server: Server, killed: int) -> None:
    """Wait until another sandbox than the one that was killed answers at this socket: the dying one still does, for a
    moment."""
    while True:
        try:
            if child_of(server.pid) in {None, killed}:
                raise ConnectionRefusedError
            _, writer = await asyncio.open_unix_connection(path)
        except OSError:
            await asyncio.sleep(0.02)  # neither a process nor a socket gives news of its birth
            continue
        writer.close()
        return


@pytest.mark.server
@pytest.mark.docker
async def test_a_sandbox_that_is_killed_in_the_midst_of_a_run(tmp_path: Path) -> None:
    server = Server(tmp_path / "data", TASKS, free_port(), sandbox="auto", log=tmp_path / "log")
    await server.start()
    try:
        async with people_in(server, SLOW) as (ida, cam, interview):
            await is_ready(ida)
            ida_sees = Runner(ida)
            await ida_sees.starts()
            await cam.hears_event("run_started")
            killed = child_of(server.pid)
            assert killed
            os.kill(killed, signal.SIGKILL)
            ended = await ida_sees.ends()
            assert (ended["verdict"], ended["message"]) == ("internal_error", AWAY)
            await cam.type("# still typing\n")
            await ida.sees("# still typing")
            await ida_sees.starts_when_it_may()  # at once: the new sandbox may not be there yet
            await ida.ask("stop")
            await ida_sees.ends()
            await is_back(tmp_path / "data" / "sandbox.sock", server, killed)
            await ida_sees.starts_when_it_may()
            await server.stop()  # and the server is stopped during a run
            await ida.is_sent_away(1012)
        await server.start()
        async with page(interview["sync"]["host"]) as ida:
            last = (await ida.hears_event("run_ended", message=runs.SERVER_STOPS))["data"]
            assert last["verdict"] == "internal_error"
            assert PRINTED not in (tmp_path / "log").read_text()
            assert "Traceback" not in (tmp_path / "log").read_text()
    finally:
        await server.stop()


@pytest.mark.server
@pytest.mark.docker
async def test_an_engine_that_goes_away_in_the_midst_of_a_run_and_comes_back(tmp_path: Path) -> None:
    async with Relay.open(tmp_path / "engine.sock", engine_socket()) as engine:
        server = Server(
            tmp_path / "data", TASKS, free_port(), "auto", tmp_path / "log", DOCKER_HOST=f"unix://{engine.path}"
        )
        await server.start()
        try:
            async with people_in(server, SLOW) as (ida, cam, _):
                await is_ready(ida)
                ida_sees = Runner(ida)
                await ida_sees.starts()
                await asyncio.sleep(0.5)  # into its container; what comes of it must not depend on how far it is
                await engine.cut()
                ended = await ida_sees.ends()
                assert ended["verdict"] == "internal_error"
                assert "Docker" in ended["message"]
                await is_ready(ida, False)
                await cam.ask("run", task="slots", language="python")
                assert "Docker" in (await cam.hears("refused", ask="run"))["message"]
                await cam.type("# still typing\n")
                await ida.sees("# still typing")
                await engine.mend()
                await is_ready(ida)
                await ida_sees.starts()
                await ida.ask("stop")
                assert (await ida_sees.ends())["verdict"] == "cancelled"
        finally:
            await server.stop()


@pytest.mark.server
async def test_a_sandbox_that_was_never_there(tmp_path: Path) -> None:
    server = Server(tmp_path / "data", TASKS, free_port(), sandbox=f"unix:{tmp_path}/nobody.sock", log=tmp_path / "log")
    await server.start()
    try:
        async with people_in(server, "# x\n") as (ida, cam, _):
            await cam.ask("run", task="slots", language="python")
            assert (await cam.hears("refused", ask="run"))["message"] == AWAY
            await cam.is_saved()
            assert not [event for event in ida.events if event["kind"].startswith("run")]
    finally:
        await server.stop()


@asynccontextmanager
async def falling_silent(path: Path) -> AsyncIterator[asyncio.Event]:
    """A sandbox that begins every run and then says nothing; once the event is set it says nothing at all."""
    silent = asyncio.Event()

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        request = lines.decode_request(await reader.readline())
        if not silent.is_set():
            writer.write(lines.encode(Begun(request.run) if isinstance(request, RunSpec) else READY))
        await reader.read()
        writer.close()

    async with await asyncio.start_unix_server(answer, path):
        yield silent


@pytest.mark.server
async def test_a_sandbox_that_hangs_does_not_keep_its_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(client, "STATUS_SECONDS", 0.2)
    monkeypatch.setattr(runs, "QUIET_SECONDS", 0.0)
    async with (
        falling_silent(tmp_path / "sandbox.sock") as silent,
        serving(new_house(tmp_path / "data", sandbox=SandboxClient(tmp_path / "sandbox.sock"))) as place,
    ):
        interview = await place.interview()
        async with page(place.ida(interview)) as ida:
            ida_sees = Runner(ida)
            await ida_sees.starts()
            assert (await place.house.look_at_sandbox()).ready  # quiet, but the sandbox answers: it goes on
            assert ida_sees.ended == []
            silent.set()
            assert not (await place.house.look_at_sandbox()).ready
            ended = await ida_sees.ends()
            assert (ended["verdict"], ended["message"]) == ("internal_error", AWAY)
            silent.clear()
            await place.house.look_at_sandbox()
            await ida_sees.starts()
            await ida.ask("stop")
            assert (await ida_sees.ends())["verdict"] == "cancelled"
