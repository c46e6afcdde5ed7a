"""The SQL of the repository: tables by name, and what is done to them in bulk."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, Table, column, delete, func, select
from sqlalchemy.dialects.sqlite import insert

from crawler.artifacts import BUDGET, FetchStatus
from storage.records import RunStatus, StoredSpec
from storage.rows import Values
from storage.tables import Row as TableRow
from storage.text import to_json

_TABLES = TableRow.metadata.tables
SPEC = _TABLES["spec"]
RUN = _TABLES["run"]
EVIDENCE = _TABLES["evidence"]
CAPTURE = _TABLES["capture"]
HOP = _TABLES["hop"]
ATTEMPT = _TABLES["attempt"]
REFERENCE = _TABLES["reference"]
DOCUMENT = _TABLES["document"]
FINDING = _TABLES["finding"]
PROOF = _TABLES["proof"]
VERDICT = _TABLES["item_verdict"]


def insert_all(connection: Connection, table: Table, values: list[Values]) -> None:
    """Insert many rows at once; none where there are none."""
    if values:
        connection.execute(table.insert(), values)


def save_spec(connection: Connection, spec: StoredSpec) -> None:
    """Keep a specification once."""
    values = {"digest": spec.digest, "text": spec.text}
    connection.execute(insert(SPEC).on_conflict_do_nothing(), values)


def save_evidence(connection: Connection, sizes: Mapping[str, int]) -> None:
    """Keep once that evidence is there."""
    values = [{"digest": digest, "size": size} for digest, size in sizes.items()]
    if values:
        connection.execute(insert(EVIDENCE).on_conflict_do_nothing(), values)


def set_status(
    connection: Connection, run_id: str, status: RunStatus, at: datetime | None
) -> None:
    """Store how far a run came."""
    changed = RUN.update().where(RUN.c.id == run_id)
    connection.execute(changed.values(status=status, finished_at=at))


def make_room(
    connection: Connection, run_id: str, urls: Sequence[str]
) -> dict[str, int]:
    """Delete the run's captures of these URLs; give each URL its number.

    A URL that was there keeps its number and so its place.
    """
    known = select(CAPTURE.c.url, CAPTURE.c.id).where(
        CAPTURE.c.run_id == run_id, CAPTURE.c.url.in_(each_of(urls))
    )
    numbers: dict[str, int] = {row.url: row.id for row in connection.execute(known)}
    following = next_id(connection, CAPTURE)
    if numbers:
        old = CAPTURE.c.id.in_(each_of(numbers.values()))
        connection.execute(delete(CAPTURE).where(old))
    for url in urls:
        if url not in numbers:
            numbers[url] = following
            following += 1
    return numbers


def next_id(connection: Connection, table: Table) -> int:
    """Give the first free number. The write lock keeps it free."""
    return (connection.scalar(select(func.max(table.c.id))) or 0) + 1


def each_of(values: Iterable[str] | Iterable[int]) -> Select[Any]:
    """Select values given as one parameter, since SQLite limits their number."""
    table = func.json_each(to_json(list(values))).table_valued(column("value"))
    return select(table.c.value)


def parts(
    connection: Connection, query: Select[Any], table: Table
) -> dict[int, list[Row[Any]]]:
    """Give the rows of a table in order, grouped by what they belong to."""
    owner, ordinal, *_ = table.c
    grouped = defaultdict[int, list[Row[Any]]](list)
    for row in connection.execute(query.order_by(owner, ordinal)):
        grouped[row[0]].append(row)
    return grouped


def failing_since(
    agency_id: str, urls: Iterable[str], until: datetime | None
) -> Select[Any]:
    """Ask since when each URL does not open: rows of ``url`` and ``since``."""
    seen = (
        select(CAPTURE.c.url, CAPTURE.c.status, RUN.c.started_at)
        .join_from(CAPTURE, RUN)
        .where(RUN.c.agency_id == agency_id, CAPTURE.c.url.in_(each_of(urls)))
    )
    if until is not None:
        seen = seen.where(RUN.c.started_at <= until)
    visits = seen.cte("visits")
    opened = (
        select(visits.c.url, func.max(visits.c.started_at).label("at"))
        .where(visits.c.status == FetchStatus.OK)
        .group_by(visits.c.url)
        .cte("opened")
    )
    return (
        select(visits.c.url, func.min(visits.c.started_at).label("since"))
        .outerjoin(opened, opened.c.url == visits.c.url)
        .where(opened.c.at.is_(None) | (visits.c.started_at > opened.c.at))
        .group_by(visits.c.url)
    )


def histories(
    agency_id: str, urls: Iterable[str], until: datetime, silent: Iterable[str]
) -> Select[Any]:
    """Ask how each URL fared: one row each, with the columns of ``UrlHistory``.

    Visits that ended in one of the ``silent`` statuses tell nothing.
    """
    visits = (
        select(
            CAPTURE.c.url,
            CAPTURE.c.final_url,
            RUN.c.started_at,
            (CAPTURE.c.status == FetchStatus.OK).label("opened"),
        )
        .join_from(CAPTURE, RUN)
        .where(
            RUN.c.agency_id == agency_id,
            CAPTURE.c.url.in_(each_of(urls)),
            RUN.c.started_at <= until,
            CAPTURE.c.status.not_in(sorted(silent)),
            CAPTURE.c.detail != BUDGET,
        )
        .cte("visits")
    )
    # SQLite takes the other columns from the row that has the maximum.
    worked = (
        select(
            visits.c.url,
            func.max(visits.c.started_at).label("at"),
            visits.c.final_url.label("led_to"),
        )
        .where(visits.c.opened)
        .group_by(visits.c.url)
        .cte("worked")
    )
    since = func.min(visits.c.started_at).filter(
        ~visits.c.opened & (worked.c.at.is_(None) | (visits.c.started_at > worked.c.at))
    )
    return (
        select(
            visits.c.url,
            func.count().label("runs"),
            func.count().filter(~visits.c.opened).label("failed_runs"),
            since.label("first_failed_at"),
            worked.c.at.label("last_worked_at"),
            worked.c.led_to,
        )
        .outerjoin(worked, worked.c.url == visits.c.url)
        .group_by(visits.c.url)
    )
