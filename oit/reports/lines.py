"""A run in words, ready for any format: one line for each item, finding, link and file.

Everything here is text in the language asked for, or a plain value; what a format
adds is only its own shape.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from checks.finding import Finding, Outcome
from checks.sentences import (
    MONTHS,
    Lang,
    fix,
    message,
    openness_word,
    problem_words,
    trouble_words,
)
from checks.verdict import Verdict
from config.spec import Item, Spec
from crawler.artifacts import Capture, FetchStatus
from crawler.urls import normalise, shown
from documents.document import Kind, Openness
from documents.thai.display import cut
from oit.judging import BANGKOK
from oit.reports.link_words import link_fix, link_trouble
from oit.reports.look import KINDS, place_words
from oit.reports.model import ItemReport, RunReport, own_pages
from oit.reports.words import requirement_name, todo, verdict_word, why
from storage.records import StoredDocument

QUOTE = 300
"""Characters of a quote that are shown."""
GROUPS: dict[str, tuple[str, str]] = {
    "9.1.1": ("ข้อมูลพื้นฐาน", "Basic information"),
    "9.1.2": (
        "การประชาสัมพันธ์และการปฏิสัมพันธ์ข้อมูล",
        "Public relations and interaction",
    ),
    "9.2.1": ("แผนดำเนินงาน", "Action plans"),
    "9.2.2": ("การปฏิบัติงาน", "Operations"),
    "9.2.3": ("การให้บริการ", "Services"),
    "9.2.4": ("การอนุมัติ อนุญาต และการจัดเก็บรายได้", "Permits and revenue"),
    "9.3.1": ("แผนการใช้จ่ายงบประมาณประจำปี", "Annual spending plan"),
    "9.3.2": ("การจัดซื้อจัดจ้างหรือการจัดหาพัสดุ", "Procurement"),
    "9.4.1": ("การบริหารและพัฒนาทรัพยากรบุคคล", "Human resources"),
    "9.5.1": ("การส่งเสริมความโปร่งใส", "Transparency"),
    "10.1.1": ("เจตจำนงสุจริตของผู้บริหาร", "Integrity of executives"),
    "10.1.2": ("การป้องกันและลดโอกาสการทุจริต", "Prevention of corruption"),
    "10.1.3": ("ระบบการรักษาทรัพย์สินของราชการ", "Care of official property"),
    "10.2.1": (
        "มาตรการภายในเพื่อส่งเสริมความโปร่งใสและป้องกันการทุจริต",
        "Internal measures against corruption",
    ),
}
"""The indicator groups, as the assessors name them."""
OUTCOMES: dict[Outcome, tuple[str, str]] = {
    Outcome.PASSED: ("พบ", "found"),
    Outcome.FAILED: ("ไม่ครบ", "not met"),
    Outcome.INCONCLUSIVE: ("ตัดสินไม่ได้", "undecided"),
    Outcome.ERROR: ("ตัดสินไม่ได้", "undecided"),
    Outcome.NOT_APPLICABLE: ("ไม่เกี่ยวข้อง", "does not apply"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ProofLine:
    """One proof of a finding."""

    url: str
    quote: str
    place: str
    """Where in the page or file, in words; may be empty."""
    digest: str
    """sha256 of the stored bytes; empty where the visit gave none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingLine:
    """One requirement of an item: what was asked, what was found, what to do."""

    requirement: str
    name: str
    """The element, or what the check looks at."""
    check: str
    outcome: Outcome
    outcome_word: str
    reason: str
    message: str
    fix: str
    proofs: tuple[ProofLine, ...]
    alike: int = 1
    """So many requirements say exactly this."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UrlLine:
    """One URL as the agency enters it."""

    url: str
    """As the spec has it, joined to the site."""
    note: str
    """The agency's explanation."""
    opened: bool | None
    """None where the run did not come to it."""
    trouble: str
    """How the visit ended, in words; empty where it opened."""
    openness: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemLine:
    """One item, as the assessors' own table has it, and more."""

    item_id: str
    title: str
    group: str
    group_title: str
    owner: str
    citation: str
    verdict: Verdict
    verdict_word: str
    score: int | None
    why: str
    todo: str
    urls: tuple[UrlLine, ...]
    findings: tuple[FindingLine, ...]
    """Worst first; what does not apply is left out."""
    met: int
    asked: int
    """Findings that passed, and all that apply."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkLine:
    """One address that did not open, on one page that links to it."""

    url: str
    trouble: str
    fix: str
    http_status: int | None
    found_on: str
    anchor_text: str
    items: tuple[str, ...]
    owners: tuple[str, ...]
    since: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentLine:
    """One page or file that was read."""

    url: str
    kind: str
    openness: Openness
    openness_word: str
    problems: tuple[str, ...]
    items: tuple[str, ...]


def item_lines(report: RunReport, lang: Lang) -> tuple[ItemLine, ...]:
    """Give every item of a run."""
    openness = report.openness
    return tuple(_item(each, report.spec, openness, lang) for each in report.items)


def _item(
    each: ItemReport, spec: Spec, openness: Mapping[str, str], lang: Lang
) -> ItemLine:
    item, en = each.item, lang == "en"
    applying = [f for f in each.findings if f.outcome is not Outcome.NOT_APPLICABLE]
    passed = tuple(f for f in applying if f.outcome is Outcome.PASSED)
    return ItemLine(
        item_id=item.id,
        title=item.title,
        group=item.group,
        group_title=GROUPS.get(item.group, (item.group,) * 2)[en],
        owner=item.owner,
        citation=item.citation,
        verdict=each.verdict,
        verdict_word=verdict_word(each.verdict, lang),
        score=each.score,
        why=why(each, lang),
        todo=todo(each, lang),
        urls=_urls(each, spec, openness, lang),
        findings=_alike(
            [_finding(item, f, lang) for f in (*each.open_findings, *passed)]
        ),
        met=len(passed),
        asked=len(applying),
    )


def _urls(
    each: ItemReport, spec: Spec, openness: Mapping[str, str], lang: Lang
) -> tuple[UrlLine, ...]:
    visits = {capture.url: capture for capture in own_pages(each)}
    lines = []
    for entered in each.item.urls:
        url = normalise(spec.absolute(entered.url))
        visit = visits.get(url)
        level = openness.get(url, "")
        lines.append(
            UrlLine(
                url=url,
                note=entered.note or "",
                opened=visit.status is FetchStatus.OK if visit else None,
                trouble=_trouble(visit, lang)[0],
                openness=openness_word(level, lang) if level else "",
            )
        )
    return tuple(lines)


def _trouble(capture: Capture | None, lang: Lang) -> tuple[str, str]:
    if capture is None:
        return trouble_words("", lang)
    if capture.status is FetchStatus.OK:
        return ("", "")
    return trouble_words(capture.status.value, lang)


def _finding(item: Item, finding: Finding, lang: Lang) -> FindingLine:
    return FindingLine(
        requirement=finding.requirement,
        name=requirement_name(item, finding.requirement, lang),
        check=finding.check,
        outcome=finding.outcome,
        outcome_word=OUTCOMES[finding.outcome][lang == "en"],
        reason=finding.reason.value,
        message=message(finding, lang),
        fix="" if finding.outcome is Outcome.PASSED else fix(finding, lang),
        proofs=tuple(
            ProofLine(
                url=proof.url,
                quote=cut(" ".join(proof.quote.split()), QUOTE),
                place=place_words(proof.locator, lang) if proof.locator else "",
                digest=proof.digest or "",
            )
            for proof in finding.evidence
        ),
    )


def _alike(lines: Sequence[FindingLine]) -> tuple[FindingLine, ...]:
    """Say once what several requirements say alike: a page that is gone, mostly."""
    found: dict[object, list[FindingLine]] = {}
    for line in lines:
        said = (line.outcome, line.message, line.fix)
        key = line.requirement if line.outcome is Outcome.PASSED else said
        found.setdefault(key, []).append(line)
    return tuple(
        same[0] if len(same) == 1 else _merged(same) for same in found.values()
    )


def _merged(same: Sequence[FindingLine]) -> FindingLine:
    first = same[0]
    return FindingLine(
        requirement=first.requirement,
        name=", ".join(dict.fromkeys(line.name for line in same)),
        check=first.check,
        outcome=first.outcome,
        outcome_word=first.outcome_word,
        reason=first.reason,
        message=first.message,
        fix=first.fix,
        proofs=first.proofs,
        alike=len(same),
    )


def link_lines(report: RunReport, lang: Lang) -> tuple[LinkLine, ...]:
    """Give every address that did not open, in order of the page it stands on."""
    owners = {each.item.id: each.item.owner for each in report.items}
    lines = [
        LinkLine(
            url=link.capture.url,
            trouble=link_trouble(link.capture, lang),
            fix=link_fix(link.capture, lang),
            http_status=link.capture.http_status,
            found_on=link.found_on or "",
            anchor_text=link.anchor_text,
            items=link.items,
            owners=tuple(dict.fromkeys(owners[i] for i in link.items if i in owners)),
            since=link.first_failed_at,
        )
        for link in report.links
    ]
    return tuple(sorted(lines, key=lambda line: (line.found_on, line.url)))


def document_lines(report: RunReport, lang: Lang) -> tuple[DocumentLine, ...]:
    """Give every page and file that was read, the least open first."""
    items: dict[str, list[str]] = {}
    for each in report.items:
        for capture in each.captures:
            items.setdefault(capture.url, []).append(each.item.id)
    lines = [
        _document(document, tuple(items[document.url]), lang)
        for document in report.documents
        if document.url in items
    ]
    return tuple(sorted(lines, key=lambda line: (line.openness.rank, line.url)))


def _document(
    document: StoredDocument, items: tuple[str, ...], lang: Lang
) -> DocumentLine:
    return DocumentLine(
        url=document.url,
        kind=KINDS[Kind(document.kind)][lang == "en"],
        openness=Openness(document.openness),
        openness_word=openness_word(document.openness, lang),
        problems=tuple(problem_words(p, lang) for p in document.problems),
        items=items,
    )


def time_words(moment: datetime | None, lang: Lang) -> str:
    """Write a moment as people in Bangkok do; empty for none."""
    if moment is None:
        return ""
    at = moment.astimezone(BANGKOK)
    if lang == "en":
        return f"{at.day} {at:%b %Y %H:%M}"
    return f"{at.day} {MONTHS[at.month - 1]} {at.year + 543} เวลา {at:%H:%M} น."


def day_words(moment: datetime | None, lang: Lang) -> str:
    """Write a day as people in Bangkok do; empty for none."""
    if moment is None:
        return ""
    at = moment.astimezone(BANGKOK)
    if lang == "en":
        return f"{at.day} {at:%b %Y}"
    return f"{at.day} {MONTHS[at.month - 1]} {at.year + 543}"


def link_text(url: str) -> str:
    """Write a URL for people, at most so long that it can be taken in."""
    return cut(shown(url), 200)
