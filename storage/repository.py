"""Runs in and out of the database: the only place that knows rows and dataclasses.

Every public method is one transaction: all of it is kept or nothing. Each may
raise ``StorageError``.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from sqlalchemy import Connection, delete, select

from checks.finding import Finding
from crawler.artifacts import Capture
from storage import rows
from storage.database import Database
from storage.errors import UnknownRunError
from storage.evidence import EvidenceStore
from storage.owner import is_alive
from storage.records import (
    FINISHED,
    RunStart,
    RunStatus,
    StoredDocument,
    StoredRun,
    StoredSpec,
    StoredVerdict,
    UrlHistory,
)
from storage.statements import (
    ATTEMPT,
    CAPTURE,
    DOCUMENT,
    FINDING,
    HOP,
    PROOF,
    REFERENCE,
    RUN,
    SPEC,
    VERDICT,
    each_of,
    failing_since,
    histories,
    insert_all,
    make_room,
    next_id,
    parts,
    save_evidence,
    save_spec,
    set_status,
)


class Repository:
    """What is known of runs. Safe to use from several threads."""

    def __init__(self, database: Database, evidence: EvidenceStore) -> None:
        """Join a database and the evidence its rows refer to."""
        self._database = database
        self._evidence = evidence

    def start_run(self, start: RunStart) -> str:
        """Store that a run began; give its id."""
        spec = StoredSpec(digest=start.spec_digest, text=start.spec_text)
        with self._database.write() as connection:
            save_spec(connection, spec)
            insert_all(connection, RUN, [rows.from_start(start)])
        return start.run_id

    def save_captures(self, run_id: str, captures: Sequence[Capture]) -> None:
        """Store captures; one of a URL that the run has already takes its place.

        Raises ``EvidenceMissingError`` where a capture names bytes that were never
        stored: such a row is never written.
        """
        latest = {capture.url: capture for capture in captures}
        if not latest:
            return
        sizes = self._evidence.sync(c.digest for c in latest.values() if c.digest)
        with self._database.write() as connection:
            self._require(connection, run_id)
            save_evidence(connection, sizes)
            numbers = make_room(connection, run_id, list(latest))
            numbered = [(numbers[url], capture) for url, capture in latest.items()]
            insert_all(
                connection,
                CAPTURE,
                [rows.from_capture(n, run_id, capture) for n, capture in numbered],
            )
            insert_all(connection, HOP, rows.from_hops(numbered))
            insert_all(connection, ATTEMPT, rows.from_attempts(numbered))
            insert_all(connection, REFERENCE, rows.from_references(numbered))

    def save_judgement(
        self,
        run_id: str,
        findings: Mapping[str, Sequence[Finding]],
        verdicts: Sequence[StoredVerdict],
        status: RunStatus,
        finished_at: datetime | None,
        *,
        documents: Sequence[StoredDocument] = (),
        spec: StoredSpec | None = None,
    ) -> None:
        """Store what was said of every item, in place of what was said before.

        ``spec`` is the specification it was judged by, where that is not the one
        the run began with. Raises ``EvidenceMissingError`` like ``save_captures``.
        """
        proofs = [p for each in findings.values() for f in each for p in f.evidence]
        digests = {d for p in proofs for d in (p.digest, p.screenshot) if d}
        sizes = self._evidence.sync(digests)
        with self._database.write() as connection:
            self._require(connection, run_id)
            save_evidence(connection, sizes)
            for table in (DOCUMENT, FINDING, VERDICT):
                connection.execute(delete(table).where(table.c.run_id == run_id))
            insert_all(connection, DOCUMENT, rows.from_documents(run_id, documents))
            first = next_id(connection, FINDING)
            numbered = rows.number_findings(first, findings)
            insert_all(connection, FINDING, rows.from_findings(run_id, numbered))
            insert_all(connection, PROOF, rows.from_proofs(numbered))
            insert_all(connection, VERDICT, rows.from_verdicts(run_id, verdicts))
            set_status(connection, run_id, status, finished_at)
            if spec is not None:
                save_spec(connection, spec)
                changed = RUN.update().where(RUN.c.id == run_id)
                connection.execute(changed.values(spec_digest=spec.digest))

    def finish_run(
        self, run_id: str, status: RunStatus, finished_at: datetime | None
    ) -> None:
        """Store how a run ended."""
        with self._database.write() as connection:
            self._require(connection, run_id)
            set_status(connection, run_id, status, finished_at)

    def mark_interrupted(self) -> tuple[str, ...]:
        """Mark running runs whose process is gone; give their ids.

        What they gathered stays. A run marked too early, since its process could
        not be seen from here, gets its true status when it ends.
        """
        running = select(RUN).where(RUN.c.status == RunStatus.RUNNING)
        with self._database.read() as connection:
            found = [rows.to_run(row) for row in connection.execute(running)]
        gone = tuple(run.run_id for run in found if not is_alive(run.owner))
        if gone:
            # One that finished in the meantime keeps its status.
            marked = RUN.update().where(
                RUN.c.id.in_(gone), RUN.c.status == RunStatus.RUNNING
            )
            with self._database.write() as connection:
                connection.execute(marked.values(status=RunStatus.INTERRUPTED))
        return gone

    def load_run(self, run_id: str) -> StoredRun:
        """Give one run. Raises ``UnknownRunError``."""
        with self._database.read() as connection:
            return self._require(connection, run_id)

    def last_run(
        self,
        agency_id: str | None = None,
        *,
        finished: bool = False,
        status: RunStatus | None = None,
    ) -> StoredRun | None:
        """Give the run that began last of those that ``list_runs`` gives."""
        runs = self.list_runs(agency_id, finished=finished, status=status, limit=1)
        return next(iter(runs), None)

    def list_runs(
        self,
        agency_id: str | None = None,
        *,
        finished: bool = False,
        status: RunStatus | None = None,
        until: datetime | None = None,
        limit: int | None = None,
    ) -> tuple[StoredRun, ...]:
        """Give runs, the last begun first.

        ``finished``: only those that went through to their verdicts; ``status``:
        only those of that status; ``until``: only those that began by then.
        """
        query = select(RUN).order_by(RUN.c.started_at.desc(), RUN.c.id.desc())
        if agency_id is not None:
            query = query.where(RUN.c.agency_id == agency_id)
        if finished:
            query = query.where(RUN.c.status.in_(sorted(FINISHED)))
        if status is not None:
            query = query.where(RUN.c.status == status)
        if until is not None:
            query = query.where(RUN.c.started_at <= until)
        with self._database.read() as connection:
            found = connection.execute(query.limit(limit))
            return tuple(rows.to_run(row) for row in found)

    def load_captures(self, run_id: str) -> tuple[Capture, ...]:
        """Give the captures of a run, in the order their URLs were first stored."""
        mine = CAPTURE.c.run_id == run_id
        query = select(CAPTURE).where(mine).order_by(CAPTURE.c.id)
        with self._database.read() as connection:
            self._require(connection, run_id)
            hops, attempts, references = (
                parts(connection, select(part).join(CAPTURE).where(mine), part)
                for part in (HOP, ATTEMPT, REFERENCE)
            )
            return tuple(
                rows.to_capture(
                    row,
                    hops=hops.get(row.id, ()),
                    attempts=attempts.get(row.id, ()),
                    references=references.get(row.id, ()),
                )
                for row in connection.execute(query)
            )

    def load_findings(self, run_id: str) -> dict[str, tuple[Finding, ...]]:
        """Give the findings of each judged item, in the order they were stored."""
        mine = FINDING.c.run_id == run_id
        query = select(FINDING).where(mine).order_by(FINDING.c.id)
        with self._database.read() as connection:
            proofs = parts(connection, select(PROOF).join(FINDING).where(mine), PROOF)
            found = dict[str, list[Finding]]()
            for verdict in self._verdicts(connection, run_id):
                found[verdict.item_id] = []
            for row in connection.execute(query):
                finding = rows.to_finding(row, proofs.get(row.id, ()))
                found.setdefault(row.item_id, []).append(finding)
        return {item_id: tuple(each) for item_id, each in found.items()}

    def load_documents(self, run_id: str) -> tuple[StoredDocument, ...]:
        """Give what was read in a run, by URL."""
        query = select(DOCUMENT).where(DOCUMENT.c.run_id == run_id)
        with self._database.read() as connection:
            self._require(connection, run_id)
            found = connection.execute(query.order_by(DOCUMENT.c.url))
            return tuple(rows.to_document(row) for row in found)

    def load_verdicts(self, run_id: str) -> tuple[StoredVerdict, ...]:
        """Give the verdicts of a run, in the order they were stored."""
        with self._database.read() as connection:
            return self._verdicts(connection, run_id)

    def load_verdicts_of(
        self, run_ids: Sequence[str]
    ) -> dict[str, tuple[StoredVerdict, ...]]:
        """Give the verdicts of several runs by run; a run without any is left out."""
        query = (
            select(VERDICT)
            .where(VERDICT.c.run_id.in_(each_of(run_ids)))
            .order_by(VERDICT.c.run_id, VERDICT.c.ordinal)
        )
        found: dict[str, list[StoredVerdict]] = {}
        with self._database.read() as connection:
            for row in connection.execute(query):
                found.setdefault(row.run_id, []).append(rows.to_verdict(row))
        return {run_id: tuple(verdicts) for run_id, verdicts in found.items()}

    def load_spec_text(self, digest: str) -> str | None:
        """Give the text of a specification; None where no run used it."""
        query = select(SPEC.c.text).where(SPEC.c.digest == digest)
        with self._database.read() as connection:
            return connection.scalar(query)

    def first_failed_at(
        self, agency_id: str, urls: Iterable[str], *, until: datetime | None = None
    ) -> dict[str, datetime]:
        """Tell since when each URL does not open, without a break.

        Gives the start of the oldest run of the unbroken line of runs that could
        not open it. A run that did not visit the URL breaks nothing; a URL that
        opened last time is left out. Later runs than ``until`` do not count.
        """
        query = failing_since(agency_id, urls, until)
        with self._database.read() as connection:
            return {row.url: row.since for row in connection.execute(query)}

    def url_histories(
        self,
        agency_id: str,
        urls: Iterable[str],
        *,
        until: datetime,
        silent: Iterable[str] = (),
    ) -> dict[str, UrlHistory]:
        """Tell how each URL fared in the agency's runs up to ``until``.

        Visits that ended in one of the ``silent`` statuses count as none.
        """
        query = histories(agency_id, urls, until, silent)
        with self._database.read() as connection:
            return {
                row.url: UrlHistory(
                    runs=row.runs,
                    failed_runs=row.failed_runs,
                    first_failed_at=row.first_failed_at,
                    last_worked_at=row.last_worked_at,
                    led_to=(row.led_to or row.url) if row.last_worked_at else None,
                )
                for row in connection.execute(query)
            }

    def _require(self, connection: Connection, run_id: str) -> StoredRun:
        """Give a run that has to be there."""
        row = connection.execute(select(RUN).where(RUN.c.id == run_id)).one_or_none()
        if row is None:
            raise UnknownRunError(self._database.path, detail=run_id)
        return rows.to_run(row)

    def _verdicts(
        self, connection: Connection, run_id: str
    ) -> tuple[StoredVerdict, ...]:
        """Give the verdicts of a run that has to be there."""
        self._require(connection, run_id)
        mine = VERDICT.c.run_id == run_id
        query = select(VERDICT).where(mine).order_by(VERDICT.c.ordinal)
        return tuple(rows.to_verdict(row) for row in connection.execute(query))
