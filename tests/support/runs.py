"""Stored runs of many items, with as much or as hostile content as a test wants."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

from checks.finding import Evidence, Finding, Outcome, Reason
from checks.verdict import Verdict, points
from config.spec import Spec, load_spec
from crawler.artifacts import FetchStatus, Reference
from crawler.urls import normalise
from storage.records import RunStatus, StoredDocument, StoredVerdict
from storage.repository import Repository
from tests.storage.samples import NOON, capture, start

SPEC = load_spec()
ITEMS = tuple(item.id for item in SPEC.items)
HOSTILE = (
    "</script><script>document.title='owned'</script>",
    '"><img src=x onerror="document.title=\'owned\'">',
    '=HYPERLINK("https://evil.example/","กด")',
    "\u202egnp.exe\u202c กลับด้าน",
    "ยาว" * 1300,
    "{{ 7*7 }} {% raw %} &lt;b&gt;",
    "javascript:alert(1)",
)
"""Texts that a portal or a spec might hold; none of them may do anything."""
_FOUND = {
    Verdict.PASS: (Outcome.PASSED, Reason.FOUND),
    Verdict.FAIL: (Outcome.FAILED, Reason.MISSING),
    Verdict.REVIEW: (Outcome.INCONCLUSIVE, Reason.ONLY_PICTURES),
    Verdict.UNKNOWN: (Outcome.INCONCLUSIVE, Reason.UNSEEN),
    Verdict.WAIVED: (Outcome.FAILED, Reason.MISSING),
}


def page_of(item_id: str) -> str:
    """Give the first URL of an item of the shipped spec."""
    return normalise(SPEC.absolute(SPEC.item(item_id).urls[0].url))


def store_run(
    repository: Repository,
    run_id: str = "r1",
    *,
    verdicts: Mapping[str, Verdict] | None = None,
    days: int = 0,
    text: str = "แผนปฏิบัติราชการ ปีงบประมาณ 2569",
    files: int = 0,
    pages: bool = True,
    fetched: FetchStatus = FetchStatus.OK,
    status: RunStatus = RunStatus.COMPLETE,
    spec: Spec = SPEC,
) -> str:
    """Store a finished run in which every item quotes ``text`` and has ``files`` files.

    Items without a verdict pass; the first file of a failing item is gone. Without
    ``pages`` nothing but the verdicts is there. ``fetched``: how visits to pages end.
    """
    said = dict.fromkeys(ITEMS, Verdict.PASS) | dict(verdicts or {})
    repository.start_run(
        replace(
            start(run_id, days=days),
            spec_digest=spec.digest,
            spec_text=spec.text,
            options=(("items", ",".join(ITEMS)),),
        )
    )
    captures, documents = [], []
    for item_id, verdict in said.items() if pages else ():
        page = page_of(item_id)
        mine = Reference(item_id=item_id, purpose=capture().purpose)
        captures.append(replace(capture(page, status=fetched), references=(mine,)))
        documents.append(
            StoredDocument(url=page, kind="html", openness="text", problems=())
        )
        for number in range(files):
            url = f"https://example.org/files/{item_id}-{number}.pdf"
            gone = verdict is Verdict.FAIL and number == 0
            captures.append(
                replace(
                    capture(url, status=FetchStatus.NOT_FOUND)
                    if gone
                    else capture(url),
                    references=(
                        replace(mine, found_on=page, anchor_text=text[:200], depth=1),
                    ),
                )
            )
            if not gone:
                scanned = number % 3 == 0
                documents.append(
                    StoredDocument(
                        url=url,
                        kind="pdf",
                        openness="image" if scanned else "text",
                        problems=("scanned",) if scanned else (),
                    )
                )
    repository.save_captures(run_id, captures)
    repository.save_judgement(
        run_id,
        {i: [_finding(i, v, text)] if pages else [] for i, v in said.items()},
        [
            StoredVerdict(item_id=item_id, verdict=v.value, score=points(v))
            for item_id, v in said.items()
        ],
        status,
        NOON + timedelta(days=days, minutes=9),
        documents=documents,
    )
    return run_id


def _finding(item_id: str, verdict: Verdict, text: str) -> Finding:
    outcome, reason = _FOUND[verdict]
    page = page_of(item_id)
    return Finding(
        outcome=outcome,
        reason=reason,
        requirement="plan",
        check="document",
        facts=(("element", text[:300]), ("element_en", "Plan"), ("url", page)),
        evidence=(
            Evidence(url=page, quote=text[:300], locator="css=html>body>main>p"),
            Evidence(url="javascript:alert(1)", quote="", locator="page=3"),
        ),
    )
