"""One sandbox for the whole red team: what one program leaves behind, the next one must not find."""

from collections.abc import Iterator

import pytest

from sandbox import gvisor
from sandbox.base import base
from sandbox.builder import build
from sandbox.engine import NoEngine, connect
from setup import machine
from tests.redteam.catalogue import programs
from tests.redteam.ground import Ground, open_ground

SUITES = "pytest"
"""The language of the containers that hold an author's own tests."""


@pytest.fixture(scope="session")
def arms() -> None:
    """The images of the languages that the programs are written in. The first time it takes minutes."""
    client = connect()
    assert not isinstance(client, NoEngine), str(client)
    try:
        base(client, print)
        for language in sorted({SUITES, *(program.language for program in programs())}):
            build(client, language, print)
    finally:
        client.close()


@pytest.fixture(scope="session")
def ground(arms: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ground]:
    """On runc, as usual."""
    with open_ground(tmp_path_factory.mktemp("red")) as ground:
        yield ground


@pytest.fixture(scope="session")
def second_ground(arms: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ground]:
    """On gVisor's runsc, where the engine has it."""
    client = connect()
    assert not isinstance(client, NoEngine), str(client)
    has = gvisor.known(client)
    client.close()
    if not has and machine.ci():
        pytest.fail("The engine has no runsc. Run: python -m sandbox.gvisor", pytrace=False)
    if not has:
        pytest.skip("The engine has no runsc. Run: python -m sandbox.gvisor")
    with open_ground(tmp_path_factory.mktemp("red"), "--runtime", "runsc") as ground:
        yield ground
