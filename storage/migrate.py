"""Brings a database to the newest schema. Imported only when one has to be.

``python -m storage.migrate "what changes"`` drafts the migration for a change in
``tables.py``; read it over, then set ``storage.database.HEAD`` to its number.
"""

import sys
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, create_engine

FOLDER = Path(__file__).parent / "migrations"


def alembic_config(connection: Connection) -> Config:
    """Give the configuration alembic needs to work over an open connection."""
    config = Config(attributes={"connection": connection})
    # The percent sign is alembic's own escape for values of its settings.
    config.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config


def upgrade(connection: Connection) -> None:
    """Apply every migration that is missing, in the connection's transaction."""
    command.upgrade(alembic_config(connection), "head")


def draft(message: str) -> None:
    """Write a migration for what differs between the tables and the migrations."""
    with create_engine("sqlite://").begin() as connection:
        config = alembic_config(connection)
        command.upgrade(config, "head")
        known = ScriptDirectory.from_config(config).walk_revisions()
        number = f"{len(list(known)) + 1:04}"
        command.revision(config, message, autogenerate=True, rev_id=number)


if __name__ == "__main__":
    draft(sys.argv[1])
