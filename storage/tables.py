"""The tables. Nothing outside this package ever sees a row of them.

Word lists (status, purpose, outcome, ...) are kept as plain text, so that a new
member needs no migration; the repository turns them back into their enums. A
change here needs a migration: ``python -m storage.migrate "what changes"``.
"""

from datetime import datetime
from typing import Any, ClassVar, Final

from sqlalchemy import JSON, Index, MetaData, UniqueConstraint
from sqlmodel import Field, SQLModel

CASCADE: Final = "CASCADE"
ORDERED: dict[str, Any] = {"sqlite_with_rowid": False}
"""For tables whose rows are always read in the order of their key."""


class Row(SQLModel):
    """The base of all tables; names every constraint so that migrations can."""

    metadata: ClassVar[MetaData] = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


class SpecRow(Row, table=True):
    """The text of a specification, kept once however many runs used it."""

    __tablename__ = "spec"
    digest: str = Field(primary_key=True)
    text: str


class RunRow(Row, table=True):
    """One spec x one agency x one moment."""

    __tablename__ = "run"
    __table_args__ = (Index(None, "agency_id", "started_at"),)
    id: str = Field(primary_key=True)
    agency_id: str
    agency_name: str
    spec_digest: str = Field(foreign_key="spec.digest")
    program_version: str
    fiscal_year: int
    options: list[Any] = Field(sa_type=JSON)
    status: str
    started_at: datetime
    finished_at: datetime | None
    owner_pid: int
    owner_born: str
    owner_machine: str


class EvidenceRow(Row, table=True):
    """Bytes that lie in the evidence folder, safely written before this row was."""

    __tablename__ = "evidence"
    digest: str = Field(primary_key=True)
    size: int


class CaptureRow(Row, table=True):
    """What one visit to a URL gave. The id keeps the order of a run's captures."""

    __tablename__ = "capture"
    # URL first: the same index finds a URL's history across runs.
    __table_args__ = (UniqueConstraint("url", "run_id"),)
    id: int = Field(primary_key=True)
    run_id: str = Field(foreign_key="run.id", ondelete=CASCADE, index=True)
    url: str
    final_url: str | None
    """None where no redirect led elsewhere."""
    status: str
    purpose: str
    fetched_at: datetime
    http_status: int | None
    media_type: str
    charset: str
    digest: str | None = Field(foreign_key="evidence.digest")
    size: int
    detail: str
    headers: list[Any] = Field(sa_type=JSON)
    rendered: bool = Field(sa_column_kwargs={"server_default": "0"})
    """True where the bytes are what a browser showed."""


class HopRow(Row, table=True):
    """One redirect on the way of a capture."""

    __tablename__ = "hop"
    __table_args__ = ORDERED
    capture_id: int = Field(
        foreign_key="capture.id", ondelete=CASCADE, primary_key=True
    )
    ordinal: int = Field(primary_key=True)
    url: str
    http_status: int
    kind: str


class AttemptRow(Row, table=True):
    """One try at the URL of a capture."""

    __tablename__ = "attempt"
    __table_args__ = ORDERED
    capture_id: int = Field(
        foreign_key="capture.id", ondelete=CASCADE, primary_key=True
    )
    ordinal: int = Field(primary_key=True)
    status: str
    http_status: int | None
    started_at: datetime
    elapsed_ms: int
    detail: str
    second_pass: bool


class ReferenceRow(Row, table=True):
    """That a capture belongs to an item, and how one gets there."""

    __tablename__ = "reference"
    __table_args__ = ORDERED
    capture_id: int = Field(
        foreign_key="capture.id", ondelete=CASCADE, primary_key=True
    )
    ordinal: int = Field(primary_key=True)
    item_id: str
    purpose: str
    found_on: str | None
    anchor_text: str
    depth: int
    locator: str = Field(sa_column_kwargs={"server_default": ""})
    """Where on ``found_on`` the link stands."""


class DocumentRow(Row, table=True):
    """What reading the bytes of a URL gave, in short."""

    __tablename__ = "document"
    __table_args__ = ORDERED
    run_id: str = Field(foreign_key="run.id", ondelete=CASCADE, primary_key=True)
    url: str = Field(primary_key=True)
    kind: str
    openness: str
    problems: list[Any] = Field(sa_type=JSON)


class FindingRow(Row, table=True):
    """The outcome of one check for one requirement of an item."""

    __tablename__ = "finding"
    __table_args__ = (UniqueConstraint("run_id", "item_id", "ordinal"),)
    id: int = Field(primary_key=True)
    run_id: str = Field(foreign_key="run.id", ondelete=CASCADE)
    item_id: str
    ordinal: int
    requirement: str
    check: str
    outcome: str
    reason: str
    facts: list[Any] = Field(sa_type=JSON)


class ProofRow(Row, table=True):
    """One proof of a finding: what was read, and where it stands."""

    __tablename__ = "proof"
    __table_args__ = ORDERED
    finding_id: int = Field(
        foreign_key="finding.id", ondelete=CASCADE, primary_key=True
    )
    ordinal: int = Field(primary_key=True)
    url: str
    digest: str | None = Field(foreign_key="evidence.digest")
    quote: str
    locator: str
    screenshot: str | None = Field(foreign_key="evidence.digest")


class VerdictRow(Row, table=True):
    """What is said of an item."""

    __tablename__ = "item_verdict"
    __table_args__ = ORDERED
    run_id: str = Field(foreign_key="run.id", ondelete=CASCADE, primary_key=True)
    item_id: str = Field(primary_key=True)
    ordinal: int
    verdict: str
    score: int | None
