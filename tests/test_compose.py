"""The two services of compose.yaml, brought up for real: a run works, and the server has no Docker socket."""

import asyncio
import os
import socket
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import docker
import httpx2
import pytest
from docker.models.containers import Container

from sandbox.engine import NoEngine, connect
from sandbox.images import BASE
from setup import machine
from setup.console import ROOT
from tests.people import page

TASK = "split-discount"

pytestmark = pytest.mark.docker


@dataclass(frozen=True, slots=True)
class Project:
    """A Compose project of the test's own: its command line, its environment, its port."""

    command: tuple[str, ...]
    environ: dict[str, str]
    port: int

    def compose(self, *arguments: str) -> str:
        """Run Compose; its standard output. Fails the test with everything that it said."""
        done = subprocess.run(
            [*self.command, *arguments], cwd=ROOT, env=self.environ, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, f"{' '.join(arguments)}:\n{done.stdout[-3000:]}\n{done.stderr[-3000:]}"
        return done.stdout

    def container(self, engine: docker.DockerClient, service: str) -> Container:
        return engine.containers.get(self.compose("ps", "-q", service).strip())


@pytest.fixture
def engine() -> Iterator[docker.DockerClient]:
    found = connect(timeout=120)
    assert not isinstance(found, NoEngine)
    yield found
    found.close()


@pytest.fixture
def project(engine: docker.DockerClient) -> Iterator[Project]:
    """compose.yaml, built, up and healthy; taken down with its volumes afterwards."""
    command = machine.composer()
    if command is None:
        (pytest.fail if machine.ci() else pytest.skip)(
            "Compose is not installed. Run: sudo apt-get install docker-compose"
        )
    port, name = free_port(), f"greenroom-test-{os.getpid()}"
    environ = {**os.environ, "BASE": BASE, "EXTRA_CA": local_certificates(), "GREENROOM_PORT": str(port)}
    brought_up = Project((*command, "-p", name), environ, port)
    began = int(time.time())
    try:
        brought_up.compose("up", "--build", "-d")
        wait_until_healthy(engine, name, 2, since=began)
        yield brought_up
    finally:
        brought_up.compose("down", "--volumes")


async def test_ida_runs_code_in_a_room_whose_server_has_no_docker_socket(
    project: Project, engine: docker.DockerClient
) -> None:
    token = (await asyncio.to_thread(project.compose, "exec", "-T", "server", "greenroom", "token", "create")).strip()
    async with httpx2.AsyncClient(base_url=f"http://127.0.0.1:{project.port}") as http:
        assert (await http.get("/healthz")).json()["status"] == "ok"
        planned = await http.post(
            "/api/interviews",
            json={"title": "Backend engineer", "candidate": "Cam", "tasks": [TASK]},
            headers={"Authorization": f"Bearer {token}"},
        )
    assert planned.status_code == 201, planned.text

    async with page(planned.json()["sync"]["host"]) as ida:
        await ida.hears("welcome")
        await ida.type("\n" + (ROOT / "tasks" / TASK / "solutions" / "good.py").read_text(), file=f"{TASK}/solution.py")
        await ida.ask("run", task=TASK, language="python", suite="examples")
        ended = await ida.hears_event("run_ended", verdict="passed")
    assert ended["data"]["passed"] == ended["data"]["total"] > 0

    server = await asyncio.to_thread(project.container, engine, "server")
    sandbox = await asyncio.to_thread(project.container, engine, "sandbox")
    assert not any("docker.sock" in mount["Destination"] for mount in server.attrs["Mounts"])
    assert list(sandbox.attrs["NetworkSettings"]["Networks"]) == ["none"]


def wait_until_healthy(engine: docker.DockerClient, project: str, services: int, since: int) -> None:
    """Follow the engine's own news until so many containers of the project have become healthy."""
    healthy: set[str] = set()
    news = engine.events(
        decode=True,
        since=since,
        until=int(time.time()) + 120,
        filters={"event": "health_status", "label": f"com.docker.compose.project={project}"},
    )
    for event in news:
        if event["status"] == "health_status: healthy":
            healthy.add(event["id"])
        if len(healthy) == services:
            news.close()
            return
    raise AssertionError(f"{len(healthy)} of {services} services became healthy within two minutes")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def local_certificates() -> str:
    """What this machine trusts beyond the usual, as a proxy's certificates: the build inside needs them too."""
    return "\n".join(file.read_text() for file in sorted(Path("/usr/local/share/ca-certificates").glob("*.crt")))
