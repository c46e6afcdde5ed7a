"""Alembic's entry: migrates over the connection it is given, inside its transaction."""

from typing import Any, Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext
from sqlmodel import UTCDateTime
from sqlmodel.sql.sqltypes import AutoString

from storage.tables import Row


def render_item(kind: str, item: Any, _context: AutogenContext) -> str | Literal[False]:
    """Write a column type as plain SQLAlchemy: a migration must outlive our types."""
    match kind, item:
        case "type", AutoString():
            return "sa.String()"
        case "type", UTCDateTime():
            return "sa.DateTime()"
        case _:
            return False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Row.metadata,
    render_as_batch=True,
    render_item=render_item,
    compare_type=True,
)
context.run_migrations()
