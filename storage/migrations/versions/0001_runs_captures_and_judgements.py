"""Runs, what they captured, and how that was judged."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.schema import SchemaItem

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make all tables."""
    _create_runs()
    _create_captures()
    _create_parts_of_captures()
    _create_judgements()


def _create_runs() -> None:
    op.create_table(
        "spec",
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("digest", name="pk_spec"),
    )
    op.create_table(
        "run",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("agency_id", sa.String(), nullable=False),
        sa.Column("agency_name", sa.String(), nullable=False),
        sa.Column("spec_digest", sa.String(), nullable=False),
        sa.Column("program_version", sa.String(), nullable=False),
        sa.Column("fiscal_year", sa.Integer(), nullable=False),
        sa.Column("options", sa.JSON(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("started_at", sa.DateTime(), nullable=False),
        sa.Column("finished_at", sa.DateTime(), nullable=True),
        sa.Column("owner_pid", sa.Integer(), nullable=False),
        sa.Column("owner_born", sa.String(), nullable=False),
        sa.Column("owner_machine", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["spec_digest"], ["spec.digest"], name="fk_run_spec_digest"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_run"),
    )
    op.create_index("ix_run_agency_id_started_at", "run", ["agency_id", "started_at"])


def _create_captures() -> None:
    op.create_table(
        "evidence",
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("digest", name="pk_evidence"),
    )
    op.create_table(
        "capture",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("run_id", sa.String(), nullable=False),
        sa.Column("url", sa.String(), nullable=False),
        sa.Column("final_url", sa.String(), nullable=True),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("purpose", sa.String(), nullable=False),
        sa.Column("fetched_at", sa.DateTime(), nullable=False),
        sa.Column("http_status", sa.Integer(), nullable=True),
        sa.Column("media_type", sa.String(), nullable=False),
        sa.Column("charset", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=True),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("detail", sa.String(), nullable=False),
        sa.Column("headers", sa.JSON(), nullable=False),
        _belongs_to("run", of="capture"),
        sa.ForeignKeyConstraint(
            ["digest"], ["evidence.digest"], name="fk_capture_digest"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_capture"),
        sa.UniqueConstraint("url", "run_id", name="uq_capture_url_run_id"),
    )
    op.create_index("ix_capture_run_id", "capture", ["run_id"])


def _create_parts_of_captures() -> None:
    op.create_table(
        "hop",
        *_key("capture", of="hop"),
        sa.Column("url", sa.String(), nullable=False),
        sa.Column("http_status", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "attempt",
        *_key("capture", of="attempt"),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("http_status", sa.Integer(), nullable=True),
        sa.Column("started_at", sa.DateTime(), nullable=False),
        sa.Column("elapsed_ms", sa.Integer(), nullable=False),
        sa.Column("detail", sa.String(), nullable=False),
        sa.Column("second_pass", sa.Boolean(), nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "reference",
        *_key("capture", of="reference"),
        sa.Column("item_id", sa.String(), nullable=False),
        sa.Column("purpose", sa.String(), nullable=False),
        sa.Column("found_on", sa.String(), nullable=True),
        sa.Column("anchor_text", sa.String(), nullable=False),
        sa.Column("depth", sa.Integer(), nullable=False),
        sqlite_with_rowid=False,
    )


def _create_judgements() -> None:
    op.create_table(
        "document",
        sa.Column("run_id", sa.String(), nullable=False),
        sa.Column("url", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("openness", sa.String(), nullable=False),
        sa.Column("problems", sa.JSON(), nullable=False),
        _belongs_to("run", of="document"),
        sa.PrimaryKeyConstraint("run_id", "url", name="pk_document"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "finding",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("run_id", sa.String(), nullable=False),
        sa.Column("item_id", sa.String(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("requirement", sa.String(), nullable=False),
        sa.Column("check", sa.String(), nullable=False),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        _belongs_to("run", of="finding"),
        sa.PrimaryKeyConstraint("id", name="pk_finding"),
        sa.UniqueConstraint(
            "run_id", "item_id", "ordinal", name="uq_finding_run_id_item_id_ordinal"
        ),
    )
    op.create_table(
        "proof",
        *_key("finding", of="proof"),
        sa.Column("url", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=True),
        sa.Column("quote", sa.String(), nullable=False),
        sa.Column("locator", sa.String(), nullable=False),
        sa.Column("screenshot", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["digest"], ["evidence.digest"], name="fk_proof_digest"
        ),
        sa.ForeignKeyConstraint(
            ["screenshot"], ["evidence.digest"], name="fk_proof_screenshot"
        ),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "item_verdict",
        sa.Column("run_id", sa.String(), nullable=False),
        sa.Column("item_id", sa.String(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("verdict", sa.String(), nullable=False),
        sa.Column("score", sa.Integer(), nullable=True),
        _belongs_to("run", of="item_verdict"),
        sa.PrimaryKeyConstraint("run_id", "item_id", name="pk_item_verdict"),
        sqlite_with_rowid=False,
    )


def _belongs_to(owner: str, *, of: str) -> sa.ForeignKeyConstraint:
    """Tie a row to its owner, with which it goes."""
    return sa.ForeignKeyConstraint(
        [f"{owner}_id"], [f"{owner}.id"], name=f"fk_{of}_{owner}_id", ondelete="CASCADE"
    )


def _key(owner: str, *, of: str) -> tuple[SchemaItem, ...]:
    """Key the rows of a table by their owner and their place in it."""
    return (
        sa.Column(f"{owner}_id", sa.Integer(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        _belongs_to(owner, of=of),
        sa.PrimaryKeyConstraint(f"{owner}_id", "ordinal", name=f"pk_{of}"),
    )
