"""One server at a time: two on one database would give the same numbers to different events."""

import fcntl
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from server.store import sqlite
from server.store.trouble import StoreError


@contextmanager
def alone_at(url: str) -> Iterator[None]:
    """Be the only server of this database while the block runs. Raises `StoreError` when another one is.

    The lock is a file beside the database. The kernel lets go of it however the process ends, so that nothing has to be
    cleared away after a crash.
    """
    database = Path(sqlite.prepare(url).database or "")
    with ExitStack() as held:
        try:
            file = held.enter_context(database.with_name(f"{database.name}.lock").open("a"))
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise StoreError(
                f"Another Greenroom is serving from {database} already. Stop it, or choose another folder with --data."
            ) from None
        except OSError as error:
            raise StoreError(f"The folder of the database {database} cannot be used: {error.strerror}.") from error
        yield
