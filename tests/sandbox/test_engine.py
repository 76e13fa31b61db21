"""Where there is no Docker engine, a person is told why and what to do."""

import socket
from pathlib import Path

import pytest

from sandbox.engine import NoEngine, connect, reason


def test_without_any_socket_the_mend_says_how_to_get_an_engine() -> None:
    found = connect(places=[])
    assert isinstance(found, NoEngine)
    assert found.why == "No Docker engine answers on this machine."
    assert "dockerd" in found.mend or "Install" in found.mend


def test_a_socket_that_nobody_serves_is_no_engine(tmp_path: Path) -> None:
    stale = tmp_path / "docker.sock"
    with socket.socket(socket.AF_UNIX) as left_behind:
        left_behind.bind(str(stale))
    assert isinstance(connect(places=[stale]), NoEngine)


def test_docker_host_alone_decides_and_is_named_when_it_leads_nowhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DOCKER_HOST", f"unix://{tmp_path}/nobody.sock")
    found = connect()
    assert isinstance(found, NoEngine)
    assert "nobody.sock (No such file or directory)" in found.why
    assert "unset DOCKER_HOST" in found.mend


@pytest.mark.parametrize(
    ("error", "said"),
    [
        ("('Connection aborted.', ConnectionRefusedError(111, 'Connection refused'))", "Connection refused"),
        ("Get registry: dial tcp: lookup registry on 10.0.0.1:53: no such host", "no such host"),
    ],
)
def test_of_a_long_error_the_clause_that_says_something_is_told(error: str, said: str) -> None:
    assert reason(Exception(error)) == said


@pytest.mark.docker
def test_the_engine_of_this_machine_answers() -> None:
    client = connect()
    assert not isinstance(client, NoEngine)
    assert client.ping()
    client.close()
