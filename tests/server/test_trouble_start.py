"""A start that cannot work: one sentence with the mend, exit code 1, no traceback, nothing half done."""

import os
import socket
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from server.run import listening, secret_of
from server.settings import BadSetting, Settings
from tests.server.processes import Server, free_port

pytestmark = pytest.mark.server

TASKS = Path(__file__).parents[1] / "fixtures" / "tasks"

HOLD = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("BEGIN EXCLUSIVE")
print("held", flush=True)
sys.stdin.read()
"""


@contextmanager
def another_program_holds(database: Path) -> Iterator[None]:
    """Another process keeps the database to itself while the block runs."""
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(database)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as program:
        assert program.stdout is not None
        assert program.stdin is not None
        assert program.stdout.readline() == b"held\n"
        yield
        program.stdin.close()


def new_server(data: Path) -> Server:
    return Server(data, TASKS, free_port())


def is_a_sentence(said: str, *words: str) -> None:
    assert "Traceback" not in said, said
    assert said.startswith("Error: "), said
    assert said.count("\n") == 1, said
    for word in words:
        assert word in said


async def test_a_data_folder_that_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("not a folder")
    is_a_sentence(await new_server(tmp_path / "data").refuses_to_start(), "cannot be used: File exists", "--data")


async def test_a_data_folder_that_may_not_be_written_to(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    data = Path("/proc") if os.geteuid() == 0 else tmp_path  # root may write everywhere else
    is_a_sentence(await new_server(data / "data").refuses_to_start(), "cannot be used", "--data")
    tmp_path.chmod(0o700)


async def test_a_database_file_that_is_no_database(tmp_path: Path) -> None:
    words = "This has been overwritten with a letter to a friend. " * 40
    (tmp_path / "greenroom.db").write_text(words)
    is_a_sentence(
        await new_server(tmp_path).refuses_to_start(), "is not a database", "restore a backup", "greenroom.db"
    )
    assert (tmp_path / "greenroom.db").read_text() == words


async def test_a_database_that_a_newer_greenroom_has_changed(tmp_path: Path) -> None:
    server = new_server(tmp_path)
    await server.start()
    await server.stop()
    with sqlite3.connect(tmp_path / "greenroom.db") as database:
        database.execute("UPDATE alembic_version SET version_num = '9999'")
    database.close()
    is_a_sentence(await server.refuses_to_start(), "newer Greenroom", "9999")


async def test_a_database_that_another_program_holds(tmp_path: Path) -> None:
    server = new_server(tmp_path)
    await server.start()
    await server.stop()
    with another_program_holds(tmp_path / "greenroom.db"):
        is_a_sentence(await server.refuses_to_start(), "Another program holds", "close that program")
    await server.start()
    await server.stop()


async def test_a_second_server_on_the_same_data_is_refused_and_the_first_goes_on(tmp_path: Path) -> None:
    first, second = new_server(tmp_path), new_server(tmp_path)
    await first.start()
    is_a_sentence(await second.refuses_to_start(), "Another Greenroom is serving from", "--data")
    token = (await first.command("token", "create")).strip()  # other commands may look in meanwhile
    assert (await first.api(token, "/interviews"))["interviews"] == []
    await first.kill()
    await second.start()  # a killed server leaves no lock behind
    await second.stop()


async def test_a_port_in_use(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        server = Server(tmp_path, TASKS, taken.getsockname()[1])
        is_a_sentence(await server.refuses_to_start(), "Address already in use", "another --port")


@pytest.mark.parametrize("host", ["nonsense.invalid", "[::1]", "ä" * 70, "a b"])
def test_a_host_that_is_none(host: str) -> None:
    with pytest.raises(BadSetting, match="Cannot listen on"), listening(Settings(host=host)):
        pass


async def test_a_folder_without_tasks_is_told_and_stops_nothing(tmp_path: Path) -> None:
    log = tmp_path / "log"
    server = Server(tmp_path / "data", tmp_path / "none", free_port(), log=log)
    await server.start()
    await server.stop()
    assert "no task in" in log.read_text()


def test_a_secret_that_was_cut_off_makes_no_keys_that_anybody_could_guess(tmp_path: Path) -> None:
    settings = Settings(data=tmp_path)
    (tmp_path / "secret").write_text("")  # what a full disk left of it
    with pytest.raises(BadSetting, match="cut off"):
        secret_of(settings)
    (tmp_path / "secret").unlink()
    secret = secret_of(settings)
    assert len(secret) >= 32
    assert secret_of(settings) == secret
    assert (tmp_path / "secret").stat().st_mode & 0o777 == 0o600
    assert [file.name for file in tmp_path.iterdir()] == ["secret"]


def test_a_secret_that_cannot_be_written_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(BadSetting, match="No space left on device"):
        secret_of(Settings(data=tmp_path))
    assert list(tmp_path.iterdir()) == []
