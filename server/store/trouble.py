"""What went wrong with the database, as a sentence with its mend: calm enough for the people in a room."""

import sqlite3
from collections.abc import Mapping
from typing import Final

from sqlalchemy.exc import DBAPIError

from server.live.ports import StoreError as StoreError  # noqa: PLC0414 the store's files find it here

KEPT: Final = "New work is kept in the server's memory and saved as soon as that is mended."

_SENTENCES: Final[Mapping[int, str]] = {
    sqlite3.SQLITE_FULL: "The server's disk is full. Whoever runs it should free some space.",
    sqlite3.SQLITE_BUSY: "Another program holds the server's database. Whoever runs it should close that program.",
    sqlite3.SQLITE_LOCKED: "Another program holds the server's database. Whoever runs it should close that program.",
    sqlite3.SQLITE_READONLY: "The server may not write to its database. Whoever runs it should check who owns it.",
    sqlite3.SQLITE_IOERR: "The server's disk does not take what is written. Whoever runs it should check the disk.",
    sqlite3.SQLITE_CANTOPEN: "The server cannot open its database. Whoever runs it should check the data folder.",
    sqlite3.SQLITE_CORRUPT: "The server's database is damaged. Whoever runs it should restore a backup.",
    sqlite3.SQLITE_NOTADB: "The server's database file is not a database. Whoever runs it should restore a backup.",
}
_OTHER: Final = "The server's database does not answer as it should. Whoever runs it should read the server's log."


def passing(error: BaseException) -> bool:
    """Whether this is the database's state, which may mend, and not the fault of what was written."""
    original = _original(error)
    return (
        isinstance(original, OSError | MemoryError | sqlite3.OperationalError | sqlite3.InternalError)
        or _code(original) in _SENTENCES
    )


def sentence(error: BaseException) -> str:
    """What happened and what to do, for people."""
    return _SENTENCES.get(_code(_original(error)), _OTHER)


def _original(error: BaseException) -> BaseException:
    """The driver's own error, or this one if it came from elsewhere."""
    return error.orig if isinstance(error, DBAPIError) and error.orig is not None else error


def _code(error: BaseException) -> int:
    """SQLite's primary result code, or 0."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF
