"""What callers hand to storage and get from it, beside captures and findings."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from storage.owner import Owner

Option = tuple[str, str | int | float | bool | None]
"""Name and value of one setting a run was started with."""


class RunStatus(StrEnum):
    """How far a run came. A closed list: stored and documented."""

    RUNNING = "running"
    COMPLETE = "complete"
    DEGRADED = "degraded"
    """Finished, but most of a host could not be seen."""
    INTERRUPTED = "interrupted"
    """Ended before its time; what was gathered is kept."""


FINISHED = frozenset({RunStatus.COMPLETE, RunStatus.DEGRADED})
"""The statuses of runs that went through to their verdicts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredSpec:
    """The text of a specification and its name."""

    digest: str
    """sha256 of the text, hexadecimal."""
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RunStart:
    """What is known of a run when it begins."""

    run_id: str
    agency_id: str
    agency_name: str
    spec_digest: str
    spec_text: str
    program_version: str
    started_at: datetime
    """Aware."""
    fiscal_year: int
    """Buddhist era."""
    owner: Owner
    options: tuple[Option, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredRun:
    """A run as stored."""

    run_id: str
    agency_id: str
    agency_name: str
    spec_digest: str
    """Of the specification its verdicts were judged by."""
    program_version: str
    started_at: datetime
    """Aware, UTC."""
    finished_at: datetime | None
    """Aware, UTC; None while it runs, and where it was cut off."""
    status: RunStatus
    fiscal_year: int
    """Buddhist era."""
    owner: Owner
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredDocument:
    """What reading the bytes of a URL gave, in short."""

    url: str
    """The URL asked for."""
    kind: str
    openness: str
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredVerdict:
    """What was said of one item."""

    item_id: str
    verdict: str
    score: int | None
    """0 or 100; None where the item was not decided."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UrlHistory:
    """How a URL fared in the runs of an agency that could tell."""

    runs: int
    """Runs that visited it."""
    failed_runs: int
    """Those of them that could not open it."""
    first_failed_at: datetime | None
    """Start of the first run of the unbroken line that could not open it; None where
    it opened last time."""
    last_worked_at: datetime | None
    """Start of the last run that opened it; None where none did."""
    led_to: str | None
    """Where it led then."""
