"""Captures know whether a browser showed them."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add the column; until now everything came by plain HTTP."""
    with op.batch_alter_table("capture", recreate="always") as capture:
        capture.add_column(
            sa.Column("rendered", sa.Boolean(), server_default="0", nullable=False)
        )
