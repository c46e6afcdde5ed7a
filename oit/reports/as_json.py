"""The JSON of the contract, schema version 1."""

import json
from collections.abc import Mapping
from datetime import datetime

from checks.finding import Finding
from checks.sentences import Lang, fix, message
from crawler.artifacts import Capture
from documents.thai.display import cut
from oit.judging import BANGKOK
from oit.one_url import Look
from oit.reports.broken import BrokenLink, Links
from oit.reports.link_words import link_fix, link_trouble
from oit.reports.model import ItemReport, RunReport
from storage.records import StoredRun

SCHEMA_VERSION = 1
TEXT = 2000
"""Characters of the main content that are told of one URL."""


def render_json(report: RunReport, lang: Lang) -> str:
    """Write a run as one JSON document; sentences are in ``lang``."""
    run, score, openness = report.run, report.score, report.openness
    document = {
        "schema_version": SCHEMA_VERSION,
        "run": _run(run),
        "score": {
            "oit_low": score.oit_low,
            "oit_high": score.oit_high,
            "passed": score.passed,
            "failed": score.failed,
            "review": score.review,
            "unknown": score.unknown,
            "waived": score.waived,
        },
        "items": [_item(each, openness, lang) for each in report.items],
        "links": [render_link(link, lang) for link in report.links],
    }
    return json.dumps(document, ensure_ascii=False, indent=2)


def _run(run: StoredRun) -> dict[str, object]:
    return {
        "id": run.run_id,
        "agency": run.agency_id,
        "spec_digest": run.spec_digest,
        "program_version": run.program_version,
        "started_at": _time(run.started_at),
        "finished_at": _time(run.finished_at),
        "status": run.status.value,
    }


def _item(
    each: ItemReport, openness: Mapping[str, str], lang: Lang
) -> dict[str, object]:
    return {
        "id": each.item.id,
        "title": each.item.title,
        "group": each.item.group,
        "owner": each.item.owner,
        "verdict": each.verdict.value,
        "score": each.score,
        "findings": [render_finding(finding, lang) for finding in each.findings],
        "urls": [_url(capture, openness) for capture in each.captures],
    }


def render_look(look: Look, lang: Lang) -> str:
    """Write what was seen at one URL as one JSON document."""
    capture, document = look.capture, look.document
    found: dict[str, object] = {
        "url": capture.url,
        "final_url": capture.final_url,
        "fetch_status": capture.status.value,
        "http_status": capture.http_status,
        "media_type": capture.media_type,
        "kind": document.kind.value if document else None,
        "openness": document.openness.value if document else None,
        "text": cut(document.text, TEXT) if document else "",
        "findings": [render_finding(finding, lang) for finding in look.findings],
    }
    if look.verdict is not None:
        found["verdict"] = look.verdict.value
    return json.dumps(found, ensure_ascii=False, indent=2)


def render_finding(finding: Finding, lang: Lang) -> dict[str, object]:
    """Give one finding as the contract has it."""
    return {
        "requirement": finding.requirement,
        "check": finding.check,
        "outcome": finding.outcome.value,
        "reason": finding.reason.value,
        "message": message(finding, lang),
        "fix": fix(finding, lang),
        "evidence": [
            {
                "url": proof.url,
                "digest": proof.digest,
                "quote": proof.quote,
                "locator": proof.locator,
                "screenshot": proof.screenshot,
            }
            for proof in finding.evidence
        ],
    }


def _url(capture: Capture, openness: Mapping[str, str]) -> dict[str, object]:
    return {
        "url": capture.url,
        "final_url": capture.final_url,
        "fetch_status": capture.status.value,
        "http_status": capture.http_status,
        "media_type": capture.media_type,
        "openness": openness.get(capture.url),
    }


def render_link(link: BrokenLink, lang: Lang) -> dict[str, object]:
    """Give one broken link as the contract has it, and what more is known of it."""
    suggestion = link.suggestion
    return {
        "url": link.capture.url,
        "fetch_status": link.capture.status.value,
        "http_status": link.capture.http_status,
        "found_on": link.found_on,
        "anchor_text": link.anchor_text,
        "items": list(link.items),
        "first_failed_at": _time(link.first_failed_at),
        "suggestion": suggestion.url if suggestion else None,
        "suggestion_ground": suggestion.ground.value if suggestion else None,
        "locator": link.locator,
        "template": link.template,
        "last_worked_at": _time(link.last_worked_at),
        "runs": link.runs,
        "failed_runs": link.failed_runs,
        "why": link_trouble(link.capture, lang),
        "fix": link_fix(link.capture, lang),
    }


def render_links(run: StoredRun, links: Links, lang: Lang) -> str:
    """Write what a run says of links as one JSON document."""
    document = {
        "schema_version": SCHEMA_VERSION,
        "run": _run(run),
        "links": [render_link(link, lang) for link in links.broken],
        "unsure": [
            {
                "url": capture.url,
                "fetch_status": capture.status.value,
                "http_status": capture.http_status,
                "found_on": capture.references[0].found_on,
            }
            for capture in links.unsure
        ],
        "seen": links.seen,
        "left_out": links.left_out,
    }
    return json.dumps(document, ensure_ascii=False, indent=2)


def _time(moment: datetime | None) -> str | None:
    return moment.astimezone(BANGKOK).isoformat(timespec="seconds") if moment else None
