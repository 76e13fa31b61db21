"""Brings a database to the tables of this version, at every start, without a configuration file."""

from functools import cache
from pathlib import Path
from typing import Final

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine

from server.store.trouble import StoreError

_SCRIPTS: Final = Path(__file__).parent / "migrations"


def migrate(engine: Engine) -> None:
    """Raises `StoreError` if a newer Greenroom has changed the database already."""
    with engine.connect() as connection, connection.begin():
        if _is_current(connection, _scripts()):
            return
        config = _config()
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(_SCRIPTS).replace("%", "%%"))
    return config


@cache
def _scripts() -> ScriptDirectory:
    """Read from disk once: whoever opens more than one database asks it each time."""
    return ScriptDirectory.from_config(_config())


def _is_current(connection: Connection, scripts: ScriptDirectory) -> bool:
    revision = MigrationContext.configure(connection).get_current_revision()
    if revision is not None and revision not in {script.revision for script in scripts.walk_revisions()}:
        raise StoreError(
            f"The database was last used by a newer Greenroom (its tables are at “{revision}”). "
            "Start that version again, or restore a backup from before it."
        )
    return revision == scripts.get_current_head()
