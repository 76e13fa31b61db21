"""What is particular to SQLite: its file, its pragmas, its transactions. The only place for any of these."""

import os
import sqlite3
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.engine import URL
from sqlalchemy.exc import ArgumentError

from server.store.trouble import StoreError

DriverError = sqlite3.Error

EXAMPLE: Final = "sqlite:////path/to/greenroom.db"

BUSY_MS: Final = 1_000
"""How long to wait for another program's lock before saying so."""
STATEMENTS: Final = 300
"""Prepared statements kept at hand: the writer has one for each number of lines up to 256."""
PRAGMAS: Final = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",  # a commit survives a power cut; 2 µs a row dearer than NORMAL when measured
    "PRAGMA journal_size_limit = 67108864",
    "PRAGMA secure_delete = ON",  # what is deleted is overwritten at once, as far as SQLite knows where it is
)


def prepare(url: str) -> URL:
    """The address of a file that is there now, readable by this user alone. Raises `StoreError`."""
    try:
        address = make_url(url)
    except ArgumentError:
        raise StoreError(f"“{url}” is no database's address; use {EXAMPLE}.") from None
    kind = address.get_backend_name()
    if kind != "sqlite":
        raise StoreError(
            f"Greenroom stores in SQLite, not in {kind}; use {EXAMPLE}, or leave GREENROOM_DATABASE_URL empty."
        )
    if not address.database or address.database == ":memory:":
        raise StoreError(f"“{url}” names no file; use {EXAMPLE}.")
    path = Path(address.database)
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    except OSError as error:
        raise StoreError(f"The database {path} cannot be made: {error.strerror}.") from error
    return address


def writing_engine(url: URL) -> Engine:
    """For the one writer: a transaction takes the write lock when it begins, so it cannot fail half-way for it."""
    return _engine(url, "BEGIN IMMEDIATE")


def reading_engine(url: URL, connections: int) -> Engine:
    """For readers: each sees the database as it was when its transaction began, and cannot change it."""
    engine = _engine(url, "BEGIN", pool_size=connections, max_overflow=0)

    @event.listens_for(engine, "connect")
    def read_only(connection: Any, _record: object) -> None:
        connection.execute("PRAGMA query_only = ON")

    return engine


def anew(connection: Connection) -> None:
    """Write the file anew: no part of it has what was deleted any more. Then the journal beside it is emptied.

    Pages that were split hold copies of what has moved to others since; overwriting what is deleted misses those.
    """
    driver = connection.connection.driver_connection
    assert driver is not None
    driver.execute("VACUUM")
    busy, *_ = driver.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    if busy:
        raise sqlite3.OperationalError("database is locked")


def _engine(url: URL, begin: str, **options: Any) -> Engine:
    connect = {"timeout": BUSY_MS / 1000, "check_same_thread": False, "cached_statements": STATEMENTS}
    engine = create_engine(url, connect_args=connect, **options)

    @event.listens_for(engine, "connect")
    def configure(connection: Any, _record: object) -> None:
        connection.isolation_level = None  # the driver starts no transactions of its own
        for pragma in PRAGMAS:
            connection.execute(pragma)
        connection.create_function("lower", 1, _lower, deterministic=True)

    @event.listens_for(engine, "begin")
    def start(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    return engine


def _lower(text: Any) -> Any:
    """SQLite's own knows the letters from A to Z alone."""
    return text.lower() if isinstance(text, str) else text
