"""`run`: from Run to the first result and to the verdict, a Python task's good solution in a real room.

After a pause, as people make, a container waits; pressed again at once, none does. Beside it what Docker alone takes to
start the same image, run an empty program, and be done.
"""

import asyncio
import json
import shutil
import subprocess
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import Any, Final

import uvloop
from pycrdt import Doc, Text

from bench import frames
from bench.greenroom import ROOT, Greenroom, greenroom
from bench.peer import Peer
from bench.processes import HOST, CannotMeasure
from bench.progress import say
from bench.report import Goal, Report
from bench.stats import Spread, number, spread, table
from bench.systems import Room, room_of
from bench.typing_person import update_message
from sandbox.images import tag
from server.core import varint

RUNS: Final = 5
"""Runs in one room of each kind."""
PAUSE_S: Final = 2.0
"""Nobody reads a verdict and changes the code any faster."""
POOL_WITHIN_S: Final = 60.0
READY_WITHIN_S: Final = 30.0
ENDS_WITHIN_S: Final = 60.0


@dataclass(frozen=True, slots=True)
class Run:
    """Milliseconds since Run was pressed."""

    first: float
    verdict: float


class Candidate(Peer):
    """Cam, who has the document, writes a solution and runs it."""

    def __init__(self, room: Room) -> None:
        super().__init__(HOST, room.people[0], room.subprotocol)
        self.doc: Doc[Text] = Doc()
        self.ready = asyncio.Event()
        self.why = "the server said nothing of its sandbox"
        self._first = self._ended = 0.0
        self._verdict = ""
        self._over = asyncio.Event()

    async def run(self, task: str, ends: str = "passed") -> Run:
        """Press Run and wait for the verdict. Raises `CannotMeasure` if it is another."""
        self._first, self._verdict = 0.0, ""
        self._over.clear()
        ask = {"type": "run", "task": task, "language": "python", "suite": "examples"}
        began = perf_counter()
        self.send(frames.frame(frames.TEXT, json.dumps(ask).encode()))
        async with asyncio.timeout(ENDS_WITHIN_S):
            await self._over.wait()
        if self._verdict != ends:
            raise CannotMeasure(f"A run of {task} ended with “{self._verdict}”.")
        return Run((self._first - began) * 1000, (self._ended - began) * 1000)

    def write(self, file: str, source: str) -> None:
        """Replace the whole file."""
        updates: list[bytes] = []
        observing = self.doc.observe(lambda event: updates.append(event.update))
        text = self.doc.get(file, type=Text)
        text.clear()
        text += source
        self.doc.unobserve(observing)
        for update in updates:
            self.send(frames.binary(update_message(update)))

    def heard_step2(self, message: bytes, now: float) -> None:
        self.doc.apply_update(varint.read_bytes(message, 2)[0])

    def heard_text(self, message: bytes, now: float) -> None:
        said = json.loads(message)
        if said["type"] in ("welcome", "sandbox"):
            self._hear_sandbox(said.get("sandbox", said))
        elif said["type"] == "refused":
            self._end(said["message"], now)
        elif said["type"] == "events":
            for event in said["events"]:
                if event["kind"] == "case_judged":
                    self._first = self._first or now
                elif event["kind"] == "run_ended":
                    self._end(event["data"]["verdict"], now)

    def _hear_sandbox(self, status: Any) -> None:
        self.why = status["why"]
        if status["ready"] and any(each["id"] == "python" and each["ready"] for each in status["languages"]):
            self.ready.set()

    def _end(self, verdict: str, now: float) -> None:
        self._verdict, self._ended = verdict, now
        self._over.set()


def run(rounds: int) -> Report:
    """The table. Raises `CannotMeasure` without Docker or its images."""
    found: dict[str, list[float]] = defaultdict(list)
    for round in range(rounds):
        say(f"run, round {round + 1} of {rounds}")
        with greenroom(sandbox="auto") as server:
            for kind, runs in uvloop.run(_runs(server)).items():
                found[f"first result, {kind}"] += [each.first for each in runs]
                found[f"verdict, {kind}"] += [each.verdict for each in runs]
        bare = [_docker() for _ in range(RUNS)]
        found["docker run of an empty program"] += bare
    spreads = {what: Spread.of(times) for what, times in found.items()}
    floor = spreads["docker run of an empty program"]
    rows = [[what, spread(times), number(times.over(floor))] for what, times in spreads.items()]
    goals = [Goal("first result in the room, after a pause, ms", spreads["first result, after a pause"], 30)]
    return Report(table(["Python, from Run to", "ms", "÷ docker run"], rows), goals)


async def _runs(server: Greenroom) -> dict[str, list[Run]]:
    cam, task = await ready_candidate(server)
    cam.write(f"{task}/solution.py", good_solution(task))
    await _container_waits(server)
    warm: list[Run] = []
    for _ in range(RUNS):
        warm.append(await cam.run(task))
        await asyncio.sleep(PAUSE_S)
    await cam.run(task)
    cold = [await cam.run(task) for _ in range(RUNS)]
    cam.transport.close()
    return {"after a pause": warm, "at once again": cold}


async def _container_waits(server: Greenroom) -> None:
    """Return when the pool has heard of the room. Raises `CannotMeasure`."""
    try:
        async with asyncio.timeout(POOL_WITHIN_S):
            while not server.ask("GET", "/healthz")["sandbox"]["pool"]["waiting"]:  # noqa: ASYNC110
                await asyncio.sleep(0.2)
    except TimeoutError:
        raise CannotMeasure("No container waits for the room.") from None


async def ready_candidate(server: Greenroom) -> tuple[Candidate, str]:
    """Cam, in a new room where runs are possible, and the task. Raises `CannotMeasure`."""
    interview = server.open_interview()
    cam = Candidate(room_of(interview))
    await cam.connect(server.port)
    try:
        async with asyncio.timeout(READY_WITHIN_S):
            await cam.ready.wait()
            await cam.synced.wait()
    except TimeoutError:
        raise CannotMeasure(f"The sandbox is not ready: {cam.why}") from None
    return cam, interview["tasks"][0]


def good_solution(task: str) -> str:
    """The author's own, in Python."""
    return Path(ROOT / "tasks" / task / "solutions" / "good.py").read_text()


def _docker() -> float:
    """Milliseconds that Docker takes by itself."""
    if not shutil.which("docker"):
        raise CannotMeasure("The docker command is not here. Install docker.io.")
    command = ["docker", "run", "--rm", "--network=none", "--entrypoint=python3", tag("python"), "-c", "pass"]
    began = perf_counter()
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    if ran.returncode:
        raise CannotMeasure(f"Docker does not run the Python image: {ran.stderr.strip()[:300]}")
    return (perf_counter() - began) * 1000
