"""The main job on the demo portal, whole: on any day it agrees with the truth."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from config.spec import load_spec, with_crawl
from crawler.artifacts import FetchStatus, HopKind
from oit.audit import Audit, item_ids_of, recheck, run_audit, spec_of
from oit.demo import SPEC, DemoPortal, load_truth
from oit.progress import Silent
from oit.reports.as_json import render_json
from oit.reports.model import RunReport, load_report
from storage.database import open_database
from storage.evidence import EvidenceStore
from storage.repository import Repository

DAYS = {
    "first of October": date(2026, 10, 1),
    "November": date(2026, 11, 23),
    "leap day": date(2028, 2, 29),
    "end of March": date(2027, 3, 31),
    "end of September": date(2027, 9, 30),
}


@dataclass
class Audited:
    repository: Repository
    evidence: EvidenceStore
    run_id: str

    @property
    def report(self) -> RunReport:
        run = self.repository.load_run(self.run_id)
        return load_report(run, spec_of(run, self.repository), self.repository)


async def audited(
    folder: Path, day: date, repository: Repository, evidence: EvidenceStore
) -> Audited:
    noon = datetime(day.year, day.month, day.day, 5, tzinfo=UTC)
    with DemoPortal(today=day) as portal:
        spec = with_crawl(
            load_spec(SPEC), portal.base_url, allow_private=(portal.host,)
        )
        audit = Audit(
            spec=spec,
            item_ids=tuple(item.id for item in spec.items),
            now=lambda: noon,
            new_id=lambda: "run",
            jitter=lambda: 0.0,
        )
        run_id = await run_audit(audit, repository, evidence, Silent())
    return Audited(repository, evidence, run_id)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[tuple[Repository, EvidenceStore]]:
    path = tmp_path / "oit.db"
    with open_database(path) as database, EvidenceStore.beside(path) as evidence:
        yield Repository(database, evidence), evidence


@pytest.mark.parametrize("name", DAYS)
async def test_the_audit_agrees_with_the_truth(
    name: str, tmp_path: Path, store: tuple[Repository, EvidenceStore]
) -> None:
    done = await audited(tmp_path, DAYS[name], *store)
    truth = load_truth()
    report = done.report
    verdicts = {i.item.id: i.verdict.value for i in report.items}
    assert verdicts == {item_id: each.verdict for item_id, each in truth.items()}
    for each in report.items:
        failing = {f.check for f in each.findings if f.outcome.value == "failed"}
        if expected := truth[each.item.id].check:
            assert expected in failing, (each.item.id, failing)
    assert report.score.oit_low == report.score.oit_high == 66.67


async def test_judging_again_gives_the_same_to_the_letter(
    tmp_path: Path, store: tuple[Repository, EvidenceStore]
) -> None:
    done = await audited(tmp_path, DAYS["November"], *store)
    before = render_json(done.report, "th")
    run = done.repository.load_run(done.run_id)
    recheck(run, spec_of(run, done.repository), done.repository, done.evidence)
    assert render_json(done.report, "th") == before
    assert item_ids_of(run, spec_of(run, done.repository))[0] == "O1"


async def test_every_finding_of_the_demo_carries_its_proof(
    tmp_path: Path, store: tuple[Repository, EvidenceStore]
) -> None:
    done = await audited(tmp_path, DAYS["November"], *store)
    for each in done.report.items:
        for finding in each.findings:
            if finding.outcome.value in ("passed", "failed"):
                assert finding.evidence, (each.item.id, finding.requirement)
            for proof in finding.evidence:
                if proof.digest:
                    assert done.evidence.read(proof.digest)
    captures = {c.url: c for c in done.repository.load_captures(done.run_id)}
    lost = [c for c in captures.values() if c.status is FetchStatus.SOFT_NOT_FOUND]
    assert [hop.kind for capture in lost for hop in capture.hops] == [
        HopKind.META_REFRESH
    ]
    broken = done.report.links
    assert {link.items for link in broken if not link.template} == {
        ("O5",),
        ("O14",),
        ("O19",),
    }
    # Each page's menu names O14's page, and that has gone.
    (menu,) = (link for link in broken if link.template)
    assert "/page/sub/31401/" in menu.capture.url
