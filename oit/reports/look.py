"""One URL for the terminal: what it is, and what it is worth for an item."""

import re
from collections.abc import Iterable, Iterator

from rich.console import Console
from rich.text import Text

from checks.finding import Evidence, Finding, Outcome
from checks.sentences import (
    Lang,
    fix,
    message,
    openness_word,
    problem_words,
    trouble_words,
)
from crawler.urls import identity, named, shown
from documents.document import Document, Kind, Problem, Role
from documents.thai.display import break_lines, cells, cut
from oit.one_url import Look
from oit.reports.model import ItemReport
from oit.reports.table import COLOURS, MARKS
from oit.reports.words import (
    STANDING,
    refusal_words,
    refused_addresses,
    verdict_word,
)

WIDEST = 110
"""Longer lines are hard to read, however wide the terminal is."""
FIRST_LINES = 12
QUOTE = 110
STEPS = 3
"""Last elements of a path of tags that are told."""
KINDS: dict[Kind, tuple[str, str]] = {
    Kind.HTML: ("หน้าเว็บ", "web page"),
    Kind.PDF: ("PDF", "PDF"),
    Kind.XLSX: ("ตาราง Excel (XLSX)", "Excel workbook (XLSX)"),
    Kind.XLS: ("ตาราง Excel รุ่นเก่า (XLS)", "old Excel workbook (XLS)"),
    Kind.ODS: ("ตาราง OpenDocument (ODS)", "OpenDocument sheet (ODS)"),
    Kind.CSV: ("ตาราง CSV", "CSV table"),
    Kind.DOCX: ("เอกสาร Word (DOCX)", "Word document (DOCX)"),
    Kind.DOC: ("เอกสาร Word รุ่นเก่า (DOC)", "old Word document (DOC)"),
    Kind.PPTX: ("สไลด์ PowerPoint (PPTX)", "PowerPoint slides (PPTX)"),
    Kind.ODT: ("เอกสาร OpenDocument (ODT)", "OpenDocument text (ODT)"),
    Kind.JSON: ("ข้อมูล JSON", "JSON data"),
    Kind.XML: ("ข้อมูล XML", "XML data"),
    Kind.TEXT: ("ไฟล์ข้อความ", "plain text"),
    Kind.ZIP: ("ไฟล์บีบอัด", "archive"),
    Kind.IMAGE: ("รูปภาพ", "picture"),
    Kind.VIDEO: ("วิดีโอ", "video"),
    Kind.UNKNOWN: ("ชนิดที่ไม่รู้จัก", "unknown kind"),
}
_OUTCOMES: dict[Outcome, tuple[str, str]] = {
    Outcome.PASSED: ("✓", "green"),
    Outcome.FAILED: ("✗", "bold red"),
    Outcome.INCONCLUSIVE: ("?", "yellow"),
    Outcome.ERROR: ("?", "magenta"),
    Outcome.NOT_APPLICABLE: ("–", "dim"),
}
_CONTROLS = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
"""What a page could steer a terminal with."""
_PLACES = {
    "page": ("หน้า", "page"),
    "sheet": ("ชีต", "sheet"),
    "row": ("แถว", "row"),
    "paragraph": ("ย่อหน้า", "paragraph"),
}


def print_look(look: Look, lang: Lang, console: Console) -> None:
    """Print what was seen at a URL to a console, as wide as that is."""
    width = min(console.width, WIDEST)
    for line in _lines(look, lang, width):
        # Lines are broken already, where Thai may be.
        console.print(line, soft_wrap=True)


def _lines(look: Look, lang: Lang, width: int) -> Iterator[Text]:
    rows = list(_facts(look, lang))
    label_width = max(cells(label) for label, _, _ in rows) + 2
    for label, text, style in rows:
        label += " " * (label_width - cells(label))
        yield from _hung(Text(label, style="dim"), text, width, style)
    if look.item:
        yield from _judged(look, lang, width)
        return
    if look.findings:
        yield Text()
        yield from _findings(look.findings, look, lang, width)
    yield from _shown(look, lang, width)


def _facts(look: Look, lang: Lang) -> Iterator[tuple[str, str, str]]:
    """Give label, text and style of what the block at the top says."""
    capture, document, en = look.capture, look.document, lang == "en"
    yield "URL", shown(capture.url), "bold"
    if capture.final_url != capture.url:
        yield ("Leads to" if en else "ไปจบที่"), shown(capture.final_url), ""
    if document and (title := _title(document)):
        yield ("Title" if en else "ชื่อ"), title, ""
    opened, todo = trouble_words(look.unseen_because or capture.status.value, lang)
    code = f" (HTTP {capture.http_status})" if capture.http_status else ""
    yield ("Visit" if en else "การเปิด"), opened + code, _colour(look)
    if refused := refused_addresses([capture]):
        yield "", f"→ {refusal_words(refused, lang)}", ""
    elif todo and look.item is None:
        yield "", f"→ {todo}", ""
    if document:
        kind = KINDS[document.kind][en]
        yield ("Kind" if en else "ชนิด"), kind, ""
        word = openness_word(document.openness.value, lang)
        yield ("Openness" if en else "รูปแบบ"), word, ""
        if troubles := [problem_words(p.value, lang) for p in _problems(document)]:
            yield ("Note" if en else "หมายเหตุ"), ", ".join(troubles), "yellow"


def _problems(document: Document) -> Iterable[Problem]:
    """Give the problems worth a word: that a blank page is blank is seen below."""
    is_page = document.kind is Kind.HTML
    return [p for p in document.problems if not (is_page and p is Problem.EMPTY)]


def _title(document: Document) -> str:
    headings = (b.text for b in document.blocks if b.role is Role.HEADING)
    return document.title or next(headings, "")


def _colour(look: Look) -> str:
    if look.unseen_because or look.broken is None:
        return "magenta"
    return "bold red" if look.broken else "green"


def _shown(look: Look, lang: Lang, width: int) -> Iterator[Text]:
    """Give the first lines of the main content."""
    if look.document is None:
        return
    yield Text()
    text = look.document.text
    if not text.strip():
        none = "(no text of its own)" if lang == "en" else "(ไม่มีข้อความที่เป็นเนื้อหา)"
        yield Text(none, style="dim")
        return
    lines = _broken(text, width)
    yield from map(Text, lines[:FIRST_LINES])
    if len(lines) > FIRST_LINES:
        count = f"{len(text):,}"
        more = (
            f"… {count} characters in all"
            if lang == "en"
            else f"… ทั้งหมด {count} ตัวอักษร"
        )
        yield Text(more, style="dim")


def _judged(look: Look, lang: Lang, width: int) -> Iterator[Text]:
    """Give the verdict and what was found, the worst first, each sentence once."""
    if look.item is None or look.verdict is None:
        return
    yield Text()
    word = f"{MARKS[look.verdict]} {verdict_word(look.verdict, lang)}"
    mark = Text(f"{look.item.id}  ", style="bold")
    mark.append(f"{word}  ", style=COLOURS[look.verdict])
    yield from _hung(mark, look.item.title, width)
    yield Text()
    order = ItemReport(
        item=look.item,
        verdict=look.verdict,
        score=None,
        findings=look.findings,
        captures=(),
    ).open_findings
    passed = (f for f in look.findings if f.outcome is Outcome.PASSED)
    aside = (f for f in look.findings if f.outcome is Outcome.NOT_APPLICABLE)
    yield from _findings((*order, *passed, *aside), look, lang, width)


def _findings(
    findings: Iterable[Finding], look: Look, lang: Lang, width: int
) -> Iterator[Text]:
    """Give findings, those that say the same as one with its number."""
    alike: dict[tuple[Outcome, str, str], list[Finding]] = {}
    for each in findings:
        said = (each.outcome, message(each, lang), fix(each, lang))
        alike.setdefault(said, []).append(each)
    for same in alike.values():
        yield from _finding(same[0], len(same), look, lang, width)


def _finding(
    finding: Finding, count: int, look: Look, lang: Lang, width: int
) -> Iterator[Text]:
    mark, style = _OUTCOMES[finding.outcome]
    said = message(finding, lang)
    if count > 1:
        said += f" ({count} requirements)" if lang == "en" else f" ({count} ข้อย่อย)"
    if finding.outcome is Outcome.NOT_APPLICABLE:
        if count == 1 and finding.check in STANDING:
            said = f"{STANDING[finding.check][lang == 'en']}: {said}"
        yield from _hung(Text(f"{mark} ", style=style), said, width, style)
        return
    yield from _hung(Text(f"{mark} ", style=style), said, width)
    todo = fix(finding, lang) if finding.outcome is not Outcome.PASSED else ""
    if todo:
        yield from _hung(Text("  → "), todo, width)
    if finding.evidence and (proof := _proof(finding.evidence[0], said, look, lang)):
        yield from _hung(Text("  "), proof, width, "dim")


def _proof(evidence: Evidence, said: str, look: Look, lang: Lang) -> str:
    """Quote what was read, unless the sentence does, and say where it stands."""
    quote = " ".join(evidence.quote.split())
    parts = [f"“{cut(quote, QUOTE)}”"] if quote and quote not in said else []
    if identity(evidence.url) != identity(look.capture.final_url):
        parts.append(named(evidence.url))
    if evidence.locator:
        parts.append(place_words(evidence.locator, lang))
    return " · ".join(parts)


def place_words(locator: str, lang: Lang) -> str:
    """Write a locator for people; of a path of tags its end tells most."""
    words = []
    for part in locator.split(";"):
        name, _, value = part.partition("=")
        if name in _PLACES:
            words.append(f"{_PLACES[name][lang == 'en']} {value}")
        else:
            steps = (value or part).replace(":nth-of-type(1)", "").split(">")
            words.append(" > ".join(["…", *steps[-STEPS:]]))
    return ", ".join(words)


def _broken(text: str, width: int) -> list[str]:
    return break_lines(_CONTROLS.sub(" ", text), max(20, width))


def _hung(head: Text, text: str, width: int, style: str = "") -> Iterator[Text]:
    """Put a text behind its head; further lines stand below the text."""
    indent = cells(head.plain)
    first, *rest = _broken(text, width - indent)
    yield Text.assemble(head, (first, style))
    for line in rest:
        yield Text.assemble(" " * indent, (line, style))
