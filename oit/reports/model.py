"""All that a report says of a run, gathered from the database alone."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from checks.finding import UNSEEN, Finding, Outcome, Reason
from checks.verdict import Score, Verdict, score
from config.spec import Item, Spec
from crawler.artifacts import Capture, FetchStatus, Purpose
from oit.judging import of_items
from oit.reports.broken import BrokenLink, load_links
from storage.records import StoredDocument, StoredRun
from storage.repository import Repository


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemReport:
    """One item: verdict, findings, and what was visited for it."""

    item: Item
    verdict: Verdict
    score: int | None
    findings: tuple[Finding, ...]
    captures: tuple[Capture, ...]
    """The item's own pages first, then what they lead to."""

    @property
    def worst(self) -> Finding | None:
        """The finding that explains the verdict; None where all is well."""
        return next(iter(self.open_findings), None)

    @property
    def open_findings(self) -> tuple[Finding, ...]:
        """The findings that keep the item from passing, worst first."""
        return tuple(sorted((f for f in self.findings if _rank(f) < _FINE), key=_rank))


@dataclass(frozen=True, slots=True, kw_only=True)
class RunReport:
    """One run, ready to be written in any format."""

    run: StoredRun
    score: Score
    items: tuple[ItemReport, ...]
    links: tuple[BrokenLink, ...]
    """The broken ones."""
    documents: tuple[StoredDocument, ...]
    """What was read, by URL."""
    spec: Spec
    """What the run was judged by."""
    site_answered: bool
    """False where not one visit of the run got an answer: our side, most likely."""
    mostly: FetchStatus
    """How most of the item pages ended."""

    @property
    def spec_items(self) -> int:
        """Items of the spec; more than ``items`` where only some were asked for."""
        return len(self.spec.items)

    @property
    def openness(self) -> dict[str, str]:
        """Openness by URL, for what was read."""
        return {document.url: document.openness for document in self.documents}


@dataclass(frozen=True, slots=True, kw_only=True)
class PastRun:
    """One finished run of an agency, in short."""

    run: StoredRun
    verdicts: Mapping[str, Verdict]


_FINE = 4


def _rank(finding: Finding) -> int:
    match finding.outcome:
        case Outcome.FAILED:
            # A page that is gone explains the rest, so it is said first.
            return 0 if finding.reason in (Reason.GONE, Reason.NO_URL) else 1
        case Outcome.INCONCLUSIVE:
            return 3 if finding.reason in UNSEEN else 2
        case Outcome.ERROR:
            return 3
        case Outcome.PASSED | Outcome.NOT_APPLICABLE:
            return _FINE


def load_report(run: StoredRun, spec: Spec, repository: Repository) -> RunReport:
    """Gather a run. Items without a verdict, of a run cut off, are unknown."""
    everything = repository.load_captures(run.run_id)
    captures = of_items(everything)
    findings = repository.load_findings(run.run_id)
    verdicts = {v.item_id: v for v in repository.load_verdicts(run.run_id)}
    asked = str(dict(run.options).get("items", "")).split(",")
    items = tuple(
        ItemReport(
            item=item,
            verdict=Verdict(verdicts[item.id].verdict)
            if item.id in verdicts
            else Verdict.UNKNOWN,
            score=verdicts[item.id].score if item.id in verdicts else None,
            findings=findings.get(item.id, ()),
            captures=_of_item(captures, item.id),
        )
        for item in spec.items
        if item.id in asked
    )
    return RunReport(
        run=run,
        score=score({each.item.id: each.verdict for each in items}),
        items=items,
        links=load_links(run, spec, everything, repository).broken,
        documents=repository.load_documents(run.run_id),
        spec=spec,
        site_answered=any(c.http_status is not None for c in captures),
        mostly=_most_common(captures),
    )


def load_history(
    run: StoredRun, repository: Repository, limit: int
) -> tuple[PastRun, ...]:
    """Give this run and the finished ones of its agency before it, oldest first."""
    runs = [
        past
        for past in repository.list_runs(
            run.agency_id, finished=True, until=run.started_at, limit=limit
        )
        if past.run_id != run.run_id
    ]
    verdicts = repository.load_verdicts_of([run.run_id, *(p.run_id for p in runs)])
    return tuple(
        PastRun(
            run=past,
            verdicts={v.item_id: Verdict(v.verdict) for v in verdicts[past.run_id]},
        )
        for past in (*reversed(runs), run)
        if verdicts.get(past.run_id)
    )


def _most_common(captures: Sequence[Capture]) -> FetchStatus:
    statuses = Counter(c.status for c in captures if c.purpose is Purpose.ITEM)
    return statuses.most_common(1)[0][0] if statuses else FetchStatus.OK


def _of_item(captures: Sequence[Capture], item_id: str) -> tuple[Capture, ...]:
    found: list[tuple[int, int, Capture]] = []
    for position, capture in enumerate(captures):
        depths = [r.depth for r in capture.references if r.item_id == item_id]
        if depths:
            found.append((min(depths), position, capture))
    return tuple(capture for _, _, capture in sorted(found, key=lambda each: each[:2]))


def visited(report: RunReport) -> int:
    """Count the different addresses visited for the items."""
    return len({c.url for each in report.items for c in each.captures})


def own_pages(each: ItemReport) -> tuple[Capture, ...]:
    """Give the captures of the URLs that the spec names for an item."""
    return tuple(
        c
        for c in each.captures
        if any(
            r.item_id == each.item.id and r.purpose is Purpose.ITEM
            for r in c.references
        )
    )
