"""References know where on a page the link stands."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Add the column; of older runs it is not known."""
    with op.batch_alter_table("reference", recreate="always") as reference:
        reference.add_column(
            sa.Column("locator", sa.String(), server_default="", nullable=False)
        )
