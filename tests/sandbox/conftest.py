"""What the sandbox's tests share: init as a program, the images, and a sandbox that is checked for leftovers."""

import shutil
import subprocess
from collections.abc import AsyncIterator, Iterator
from functools import partial
from pathlib import Path

import docker
import pytest

from sandbox import images
from sandbox.base import base
from sandbox.builder import build
from sandbox.client import SandboxClient
from sandbox.containers import Engine
from sandbox.engine import NoEngine, connect
from sandbox.languages import load_languages
from sandbox.service import serving
from tests.sandbox import local
from tests.sandbox.initd import local_init
from tests.sandbox.relay import Relay, engine_socket


@pytest.fixture(scope="session")
def init_program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """init, built here. It is the very program of the images, only not as PID 1."""
    if not (shutil.which("cc") and shutil.which("make")):
        pytest.skip("No C compiler here; the tests with Docker drive the same init as PID 1.")
    program = tmp_path_factory.mktemp("init") / "init"
    source = Path(images.__file__).parent / "init"
    subprocess.run(["make", "--silent", "-C", source, f"PROGRAM={program}"], check=True)
    return program


@pytest.fixture
async def run(init_program: Path, tmp_path: Path) -> AsyncIterator[local.Runs]:
    """Runs one spec to its end, on this machine: for honest programs only."""
    async with local_init(init_program, tmp_path) as init:
        yield partial(local.judged, init)


@pytest.fixture
async def show(init_program: Path, tmp_path: Path) -> AsyncIterator[local.Shows]:
    """Runs one scratch program to its end, on this machine: for honest programs only."""
    async with local_init(init_program, tmp_path) as init:
        yield partial(local.shown, init)


@pytest.fixture
def client() -> Iterator[docker.DockerClient]:
    """The engine of this machine."""
    found = connect()
    assert not isinstance(found, NoEngine), str(found)
    yield found
    found.close()


@pytest.fixture(scope="session")
def built_images() -> None:
    """The images of the languages that most tests use. The first time it takes minutes, later nothing."""
    client = connect()
    assert not isinstance(client, NoEngine), str(client)
    try:
        base(client, print)
        for language in load_languages():
            if language.default:
                build(client, language.id, print)
    finally:
        client.close()


@pytest.fixture
async def relay(tmp_path: Path) -> AsyncIterator[Relay]:
    """The way to the engine: it remembers every byte that is sent to it, and can be cut."""
    async with Relay.open(tmp_path / "engine.sock", engine_socket()) as relay:
        yield relay


@pytest.fixture
async def sandbox(built_images: None, relay: Relay, tmp_path: Path) -> AsyncIterator[SandboxClient]:
    """A real sandbox with two places. After each test every container that it had is gone."""
    async with serving(tmp_path / "sandbox.sock", 2, Engine(relay.connect)):
        yield SandboxClient(tmp_path / "sandbox.sock")
        await relay.nothing_left(tmp_path / "sandbox.sock")
