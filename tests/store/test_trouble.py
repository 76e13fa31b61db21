"""A full disk, a locked database, a disk that breaks: nothing is lost, it is said once, and it goes on by itself."""

import asyncio
import resource
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event
from structlog.testing import capture_logs

from server.core.events import Edited, Entry
from server.store import writer
from server.store.database import Database
from server.store.trouble import KEPT, StoreError
from tests.store_contract import ROOM_A, ROOM_B, Ear, append, entry, interview, numbers

pytestmark = pytest.mark.slow

LOCK = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("BEGIN EXCLUSIVE")
print("locked", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "greenroom.db"


@pytest.fixture
async def store(path: Path) -> AsyncIterator[Database]:
    store = Database(f"sqlite:///{path}")
    yield store
    await store.close()


class SmallDisk:
    """Keeps a database from growing, as a full disk does, until there is space again."""

    def __init__(self, store: Database) -> None:
        self.full = False
        self._store = store
        event.listen(store._writing, "connect", self._limit)

    async def fill(self) -> None:
        self.full = True
        await self._store._writer.run(lambda connection: self._limit(connection.connection.driver_connection))

    def _limit(self, connection: Any, _record: object = None) -> None:
        if self.full:
            connection.execute("PRAGMA max_page_count = 1")  # SQLite takes what there is already as the least


@contextmanager
def another_program_holds(path: Path) -> Iterator[None]:
    with subprocess.Popen(
        [sys.executable, "-c", LOCK, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as program:
        assert program.stdout is not None
        assert program.stdin is not None
        assert program.stdout.readline() == b"locked\n"
        yield
        program.stdin.close()


async def test_a_full_disk_loses_nothing_and_is_told_once(store: Database) -> None:
    disk, ear = SmallDisk(store), Ear(store, ROOM_A)
    append(store, ROOM_A, [entry(1)])
    await ear.hears_stored(1)
    await disk.fill()
    big = [entry(seq, Edited(bytes(3_000))) for seq in range(2, 60)]
    append(store, ROOM_A, big[:30])
    assert "disk is full" in (sentence := await ear.hears_trouble())
    assert sentence.endswith(KEPT)
    append(store, ROOM_A, big[30:])
    assert await store.check() == sentence
    disk.full = False
    assert await ear.hears_trouble(2) == ""
    await ear.hears_stored(59)
    assert await numbers(store, ROOM_A) == list(range(1, 60))
    assert len(ear.trouble) == 2
    assert await store.check() == ""


async def test_a_locked_database_loses_nothing_and_goes_on_when_it_is_free(store: Database, path: Path) -> None:
    ear = Ear(store, ROOM_A)
    append(store, ROOM_A, [entry(1)])
    await ear.hears_stored(1)
    with another_program_holds(path):
        append(store, ROOM_A, [entry(2)])
        assert "Another program holds" in await ear.hears_trouble()
        assert await numbers(store, ROOM_A) == [1]  # reading goes on meanwhile
        append(store, ROOM_A, [entry(3)])
    assert await ear.hears_trouble(2) == ""
    await ear.hears_stored(3)
    assert await numbers(store, ROOM_A) == [1, 2, 3]


@contextmanager
def no_file_longer_than(size: int) -> Iterator[None]:
    """Beyond this length, the operating system refuses to write to any file of this process."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


async def test_a_disk_that_breaks_loses_nothing(store: Database, path: Path) -> None:
    ear = Ear(store, ROOM_A)
    append(store, ROOM_A, [entry(1)])
    await ear.hears_stored(1)
    with no_file_longer_than(path.with_name("greenroom.db-wal").stat().st_size):
        append(store, ROOM_A, [entry(2)])
        assert "disk" in await ear.hears_trouble()
        append(store, ROOM_A, [entry(3)])
    await ear.hears_stored(3)
    assert await numbers(store, ROOM_A) == [1, 2, 3]


async def test_other_writes_are_refused_with_the_same_sentence(store: Database, path: Path) -> None:
    with another_program_holds(path), pytest.raises(StoreError, match="Another program holds"):
        await store.add_interview(interview(ROOM_A))
    await store.add_interview(interview(ROOM_A))


async def test_each_room_that_waits_is_told_and_no_other(store: Database, path: Path) -> None:
    waits, rests = Ear(store, ROOM_A), Ear(store, ROOM_B)
    with another_program_holds(path):
        append(store, ROOM_A, [entry(1)])
        await waits.hears_trouble()
        comes_later = Ear(store, "c" * 12)
        append(store, "c" * 12, [entry(1)])
        await comes_later.hears_trouble()
    await comes_later.hears_trouble(2)
    assert len(waits.trouble) == 2
    assert rests.trouble == []


async def test_a_flush_waits_out_the_trouble(store: Database, path: Path) -> None:
    ear = Ear(store, ROOM_A)
    with another_program_holds(path):
        append(store, ROOM_A, [entry(1)])
        flushed = asyncio.create_task(store.journal.flush(ROOM_A))
        await ear.hears_trouble()
        assert not flushed.done()
    await flushed
    assert await numbers(store, ROOM_A) == [1]


async def test_one_room_that_spoils_a_commit_does_not_harm_the_others(store: Database) -> None:
    """No event of the room can do this; it stands for a fault that nobody thought of."""
    ear, other = Ear(store, ROOM_A), Ear(store, ROOM_B)
    append(store, ROOM_A, [Entry(1, 2**70, 0, "candidate", Edited(b"a time too large for any database"))])
    append(store, ROOM_B, [entry(1), entry(2)])
    with capture_logs() as logs:
        await other.hears_stored(2)
        assert "Copy your work" in await ear.hears_trouble()
        with pytest.raises(StoreError):
            await store.journal.flush(ROOM_A)
    assert {log["log_level"] for log in logs} == {"error"}
    assert await numbers(store, ROOM_B) == [1, 2]
    assert await numbers(store, ROOM_A) == []


async def test_closing_gives_up_on_a_database_that_stays_locked_and_says_what_is_lost(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writer, "CLOSE_PATIENCE_S", 0.01)
    store = Database(f"sqlite:///{path}")
    ear = Ear(store, ROOM_A)
    with capture_logs() as logs, another_program_holds(path):
        append(store, ROOM_A, [entry(1), entry(2)])
        flushed = asyncio.create_task(store.journal.flush(ROOM_A))
        await ear.hears_trouble()
        await store.close()
        with pytest.raises(StoreError, match="stopped before everything was saved"):
            await flushed
    assert [log["lines"] for log in logs if "lines" in log] == [2]
    with pytest.raises(StoreError):
        await store.journal.flush(ROOM_A)
    with pytest.raises(StoreError):
        await store.add_interview(interview(ROOM_A))
