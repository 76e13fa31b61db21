"""What only a database on disk can show: its file, its tables, its size, and what it says when it cannot be opened."""

import asyncio
import threading
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from pycrdt import Doc, Text
from sqlalchemy import Connection, create_engine, text

from server.core.events import Edited, Entry
from server.store import reading
from server.store.database import Database
from server.store.schema import metadata
from server.store.trouble import StoreError
from tests.store_contract import ROOM_A, append, entry, interview, numbers


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "greenroom.db"


def url(path: Path) -> str:
    return f"sqlite:///{path}"


def size(path: Path) -> int:
    return path.stat().st_size


def keystrokes(count: int) -> list[Entry]:
    """Cam types: real updates of one character each, 125 ms apart."""
    doc: Doc[Text] = Doc(client_id=3_141_592_653)
    updates: list[bytes] = []
    doc.observe(lambda event: updates.append(event.update))
    words = doc.get("free-slots/solution.py", type=Text)
    for at in range(count):
        words.insert(at, "x")
    return [
        Entry(seq, seq * 125, 1_795_312_800_000 + seq * 125, "candidate", Edited(update))
        for seq, update in enumerate(updates, start=1)
    ]


# Opening ----------------------------------------------------------------------------------------------------------


async def test_a_new_database_is_for_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "data" / "greenroom.db"
    store = Database(url(path))
    await store.add_interview(interview(ROOM_A))
    files = list(path.parent.iterdir())
    assert {file.stat().st_mode & 0o077 for file in (path.parent, *files)} == {0}
    await store.close()


async def test_everything_is_there_after_a_restart_and_the_file_stands_alone(path: Path) -> None:
    store = Database(url(path))
    await store.add_interview(interview(ROOM_A))
    append(store, ROOM_A, [entry(1), entry(2)])
    await store.close()
    assert [file.name for file in path.parent.iterdir()] == [path.name]
    store = Database(url(path))
    assert await numbers(store, ROOM_A) == [1, 2]
    assert await store.interview(ROOM_A) == interview(ROOM_A)
    await store.close()


async def test_the_migrations_make_the_tables_that_the_code_uses(path: Path) -> None:
    await Database(url(path)).close()
    engine = create_engine(url(path))
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []
    engine.dispose()


async def test_a_database_of_a_newer_version_is_left_alone(path: Path) -> None:
    await Database(url(path)).close()
    engine = create_engine(url(path))
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = 'from 2031'"))
    with pytest.raises(StoreError, match=r"newer Greenroom.*from 2031"):
        Database(url(path))
    with engine.connect() as connection:
        assert connection.scalar(text("SELECT version_num FROM alembic_version")) == "from 2031"
    engine.dispose()


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("greenroom.db", "no database's address"),
        ("postgresql://localhost/greenroom", "stores in SQLite, not in postgresql"),
        ("sqlite://", "names no file"),
        ("sqlite:////dev/null/greenroom.db", "cannot be made: File exists"),
    ],
)
def test_an_address_that_cannot_be_used_is_refused_with_what_to_do(address: str, said: str) -> None:
    with pytest.raises(StoreError, match=said):
        Database(address)


def test_a_file_that_is_no_database_is_left_alone(path: Path) -> None:
    path.write_text("Ida's shopping list. " * 100)
    with pytest.raises(StoreError, match="is not a database"):
        Database(url(path))
    assert path.read_text().startswith("Ida's shopping list.")


# Reading and writing ----------------------------------------------------------------------------------------------


async def test_a_keystroke_takes_at_most_sixty_bytes_on_disk(path: Path) -> None:
    await Database(url(path)).close()
    empty, count = size(path), 20_000
    store = Database(url(path))
    append(store, ROOM_A, keystrokes(count))
    await store.close()
    assert (size(path) - empty) / count <= 60


async def test_the_talk_of_a_long_room_is_found_without_reading_its_keystrokes(path: Path) -> None:
    await Database(url(path)).close()
    engine = create_engine(url(path))
    with engine.connect() as connection:
        asked = reading.talk_rows(ROOM_A).compile(engine, compile_kwargs={"literal_binds": True})
        plan = str(connection.execute(text(f"EXPLAIN QUERY PLAN {asked}")).all())
    engine.dispose()
    assert "USING INDEX entries_talk (room=? AND kind>?)" in plan


async def test_a_slow_read_holds_up_neither_the_loop_nor_the_writer(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on = threading.Event()

    def slow(connection: Connection, room: str) -> list[Entry]:
        assert go_on.wait(10)
        return []

    monkeypatch.setattr(reading, "talk", slow)
    store = Database(url(path))
    reads = [asyncio.create_task(store.talk(ROOM_A)) for _ in range(3)]
    append(store, ROOM_A, [entry(1)])
    await store.journal.flush(ROOM_A)
    assert await store.last(ROOM_A) == (1, 10)
    assert not any(read.done() for read in reads)
    go_on.set()
    await asyncio.gather(*reads)
    await store.close()


async def test_two_programs_can_use_one_database(path: Path) -> None:
    """The server runs while Ida makes a token on the command line."""
    server, command_line = Database(url(path)), Database(url(path))
    append(server, ROOM_A, [entry(1)])
    await command_line.add_interview(interview(ROOM_A))
    await server.journal.flush(ROOM_A)
    assert await server.interview(ROOM_A) == interview(ROOM_A)
    assert await numbers(command_line, ROOM_A) == [1]
    await command_line.close()
    await server.close()
