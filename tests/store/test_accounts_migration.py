"""A database of a Greenroom without accounts: nobody loses what they had."""

import sqlite3
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine

from server.core.accounts import Rank, Standing
from server.core.ids import OWNER
from server.store import migrate
from server.store.database import Database


def before_accounts(path: Path) -> None:
    """A database as the version before left it, with an interview and a token."""
    engine = create_engine(f"sqlite:///{path}")
    config = Config()
    config.set_main_option("script_location", str(migrate._SCRIPTS))
    with engine.connect() as connection, connection.begin():
        config.attributes["connection"] = connection
        command.upgrade(config, "0006")
    engine.dispose()
    with sqlite3.connect(path) as database:
        database.execute("INSERT INTO tokens (id, label, digest, created) VALUES ('t1', 'calendar', 'd1', 5)")
        database.execute(
            "INSERT INTO interviews (id, title, host, candidate, tasks, state, created, started, ended, generation)"
            " VALUES ('aaaaaaaaaaaa', 'T', 'Ida', 'Cam', '[\"slots\"]', 'planned', 5, 0, 0, 1)"
        )
    database.close()


async def test_the_first_owner_is_there_and_has_the_tokens_of_before(tmp_path: Path) -> None:
    path = tmp_path / "greenroom.db"
    before_accounts(path)
    store = Database(f"sqlite:///{path}")
    (owner,) = await store.accounts.all()
    assert (owner.id, owner.rank, owner.state) == (OWNER, Rank.OWNER, Standing.ACTIVE)
    token = await store.token("d1")
    assert token is not None
    assert token.account == OWNER
    found = await store.interview("aaaaaaaaaaaa")
    assert found is not None
    assert found.setup.account == ""
    await store.close()
