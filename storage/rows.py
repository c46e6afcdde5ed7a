"""Rows made from dataclasses, and dataclasses made from rows. No database here."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Row

from checks.finding import Evidence, Finding, Outcome, Reason
from crawler.artifacts import (
    Attempt,
    Capture,
    FetchStatus,
    Hop,
    HopKind,
    Purpose,
    Reference,
)
from storage.owner import Owner
from storage.records import (
    RunStart,
    RunStatus,
    StoredDocument,
    StoredRun,
    StoredVerdict,
)
from storage.text import storable

Values = dict[str, Any]
"""The columns of one row by name."""
NumberedCaptures = Sequence[tuple[int, Capture]]
NumberedFindings = Sequence[tuple[int, str, int, Finding]]
"""Row number, item, place among the item's findings, finding."""


def from_start(start: RunStart) -> Values:
    """Give the row of a run that begins."""
    return {
        "id": start.run_id,
        "agency_id": start.agency_id,
        "agency_name": start.agency_name,
        "spec_digest": start.spec_digest,
        "program_version": start.program_version,
        "fiscal_year": start.fiscal_year,
        "options": start.options,
        "status": RunStatus.RUNNING,
        "started_at": start.started_at,
        "finished_at": None,
        "owner_pid": start.owner.pid,
        "owner_born": start.owner.born,
        "owner_machine": start.owner.machine,
    }


def to_run(row: Row[Any]) -> StoredRun:
    """Give the run of a row."""
    return StoredRun(
        run_id=row.id,
        agency_id=row.agency_id,
        agency_name=row.agency_name,
        spec_digest=row.spec_digest,
        program_version=row.program_version,
        started_at=row.started_at,
        finished_at=row.finished_at,
        status=RunStatus(row.status),
        fiscal_year=row.fiscal_year,
        owner=Owner(pid=row.owner_pid, born=row.owner_born, machine=row.owner_machine),
        options=tuple((name, value) for name, value in row.options),
    )


def from_capture(number: int, run_id: str, capture: Capture) -> Values:
    """Give the row of a capture."""
    return {
        "id": number,
        "run_id": run_id,
        "url": capture.url,
        "final_url": (
            None if capture.final_url == capture.url else storable(capture.final_url)
        ),
        "status": str(capture.status),
        "purpose": str(capture.purpose),
        "fetched_at": capture.fetched_at,
        "http_status": capture.http_status,
        "media_type": storable(capture.media_type),
        "charset": storable(capture.charset),
        "digest": capture.digest,
        "size": capture.size,
        "detail": storable(capture.detail),
        "headers": capture.headers,
        "rendered": capture.rendered,
    }


def to_capture(
    row: Row[Any],
    *,
    hops: Iterable[Row[Any]],
    attempts: Iterable[Row[Any]],
    references: Iterable[Row[Any]],
) -> Capture:
    """Give the capture of a row and of the rows that belong to it."""
    return Capture(
        url=row.url,
        final_url=row.url if row.final_url is None else row.final_url,
        status=FetchStatus(row.status),
        purpose=Purpose(row.purpose),
        fetched_at=row.fetched_at,
        http_status=row.http_status,
        media_type=row.media_type,
        charset=row.charset,
        digest=row.digest,
        size=row.size,
        detail=row.detail,
        hops=tuple(map(to_hop, hops)),
        attempts=tuple(map(to_attempt, attempts)),
        references=tuple(map(to_reference, references)),
        headers=tuple((name, value) for name, value in row.headers),
        rendered=row.rendered,
    )


def from_hops(captures: NumberedCaptures) -> list[Values]:
    """Give the rows of all redirects."""
    return [
        {
            "capture_id": number,
            "ordinal": ordinal,
            "url": storable(hop.url),
            "http_status": hop.http_status,
            "kind": hop.kind,
        }
        for number, capture in captures
        for ordinal, hop in enumerate(capture.hops)
    ]


def to_hop(row: Row[Any]) -> Hop:
    """Give the redirect of a row."""
    return Hop(url=row.url, http_status=row.http_status, kind=HopKind(row.kind))


def from_attempts(captures: NumberedCaptures) -> list[Values]:
    """Give the rows of all tries."""
    return [
        {
            "capture_id": number,
            "ordinal": ordinal,
            "status": str(attempt.status),
            "http_status": attempt.http_status,
            "started_at": attempt.started_at,
            "elapsed_ms": attempt.elapsed_ms,
            "detail": storable(attempt.detail),
            "second_pass": attempt.second_pass,
        }
        for number, capture in captures
        for ordinal, attempt in enumerate(capture.attempts)
    ]


def to_attempt(row: Row[Any]) -> Attempt:
    """Give the try of a row."""
    return Attempt(
        status=FetchStatus(row.status),
        http_status=row.http_status,
        started_at=row.started_at,
        elapsed_ms=row.elapsed_ms,
        detail=row.detail,
        second_pass=row.second_pass,
    )


def from_references(captures: NumberedCaptures) -> list[Values]:
    """Give the rows of all references."""
    return [
        {
            "capture_id": number,
            "ordinal": ordinal,
            "item_id": reference.item_id,
            "purpose": str(reference.purpose),
            "found_on": reference.found_on,
            "anchor_text": storable(reference.anchor_text),
            "depth": reference.depth,
            "locator": storable(reference.locator),
        }
        for number, capture in captures
        for ordinal, reference in enumerate(capture.references)
    ]


def to_reference(row: Row[Any]) -> Reference:
    """Give the reference of a row."""
    return Reference(
        item_id=row.item_id,
        purpose=Purpose(row.purpose),
        found_on=row.found_on,
        anchor_text=row.anchor_text,
        depth=row.depth,
        locator=row.locator,
    )


def number_findings(
    first: int, findings: Mapping[str, Sequence[Finding]]
) -> NumberedFindings:
    """Give each finding a number of its own, from ``first`` on."""
    flat = [
        (item_id, ordinal, finding)
        for item_id, of_item in findings.items()
        for ordinal, finding in enumerate(of_item)
    ]
    return [(number, *each) for number, each in enumerate(flat, first)]


def from_findings(run_id: str, findings: NumberedFindings) -> list[Values]:
    """Give the rows of findings."""
    return [
        {
            "id": number,
            "run_id": run_id,
            "item_id": item_id,
            "ordinal": ordinal,
            "requirement": finding.requirement,
            "check": finding.check,
            "outcome": finding.outcome,
            "reason": finding.reason,
            "facts": finding.facts,
        }
        for number, item_id, ordinal, finding in findings
    ]


def to_finding(row: Row[Any], proofs: Iterable[Row[Any]]) -> Finding:
    """Give the finding of a row and of the rows of its proofs."""
    return Finding(
        requirement=row.requirement,
        check=row.check,
        outcome=Outcome(row.outcome),
        reason=Reason(row.reason),
        facts=tuple((name, value) for name, value in row.facts),
        evidence=tuple(map(to_proof, proofs)),
    )


def from_proofs(findings: NumberedFindings) -> list[Values]:
    """Give the rows of all proofs."""
    return [
        {
            "finding_id": number,
            "ordinal": ordinal,
            "url": storable(proof.url),
            "digest": proof.digest,
            "quote": storable(proof.quote),
            "locator": storable(proof.locator),
            "screenshot": proof.screenshot,
        }
        for number, _, _, finding in findings
        for ordinal, proof in enumerate(finding.evidence)
    ]


def to_proof(row: Row[Any]) -> Evidence:
    """Give the proof of a row."""
    return Evidence(
        url=row.url,
        digest=row.digest,
        quote=row.quote,
        locator=row.locator,
        screenshot=row.screenshot,
    )


def from_documents(run_id: str, documents: Sequence[StoredDocument]) -> list[Values]:
    """Give the rows of documents."""
    return [
        {
            "run_id": run_id,
            "url": document.url,
            "kind": document.kind,
            "openness": document.openness,
            "problems": list(document.problems),
        }
        for document in documents
    ]


def to_document(row: Row[Any]) -> StoredDocument:
    """Give the document of a row."""
    return StoredDocument(
        url=row.url,
        kind=row.kind,
        openness=row.openness,
        problems=tuple(row.problems),
    )


def from_verdicts(run_id: str, verdicts: Sequence[StoredVerdict]) -> list[Values]:
    """Give the rows of verdicts."""
    return [
        {
            "run_id": run_id,
            "item_id": verdict.item_id,
            "ordinal": ordinal,
            "verdict": verdict.verdict,
            "score": verdict.score,
        }
        for ordinal, verdict in enumerate(verdicts)
    ]


def to_verdict(row: Row[Any]) -> StoredVerdict:
    """Give the verdict of a row."""
    return StoredVerdict(item_id=row.item_id, verdict=row.verdict, score=row.score)
