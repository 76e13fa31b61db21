"""Databases for tests that are about something else than how tables come to be: migrated once, then copied."""

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from server.store import sqlite
from server.store.database import Database
from server.store.migrate import migrate


def database(file: Path) -> Database:
    """The database in this file; a new one where there is none. Opening it checks its tables like any other's."""
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(_new())
    return Database(f"sqlite:///{file}")


@cache
def _new() -> bytes:
    """What a file holds after every migration, from nothing."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "new.db"
        engine = sqlite.writing_engine(sqlite.prepare(f"sqlite:///{file}"))
        migrate(engine)
        engine.dispose()
        return file.read_bytes()
