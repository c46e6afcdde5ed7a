"""A run as a table for the terminal: item, verdict, why, what to do."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from rich import box
from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from checks.sentences import MONTHS, Lang, fiscal_year_words
from checks.verdict import Verdict
from crawler.artifacts import FetchStatus
from documents.thai.display import break_lines, cut
from oit.judging import BANGKOK
from oit.reports.model import ItemReport, RunReport, own_pages, visited
from oit.reports.words import (
    refusal_words,
    refused_addresses,
    todo,
    verdict_word,
    why,
)
from storage.records import RunStatus

COLOURS: dict[Verdict, str] = {
    Verdict.PASS: "green",
    Verdict.FAIL: "bold red",
    Verdict.REVIEW: "yellow",
    Verdict.UNKNOWN: "magenta",
    Verdict.WAIVED: "cyan",
}
MARKS: dict[Verdict, str] = {
    Verdict.PASS: "✓",
    Verdict.FAIL: "✗",
    Verdict.REVIEW: "?",
    Verdict.UNKNOWN: "–",
    Verdict.WAIVED: "~",
}
NARROW = 100
"""Below this width what to do goes under the reason rather than beside it."""
SENTENCE = 220
USUAL_NAME = 4
"""Cells of the heading over the ids; a range of ids takes more."""


def render_table(
    report: RunReport, lang: Lang, evidence: str, width: int
) -> RenderableType:
    """Draw a run ``width`` cells wide; ``evidence`` says where the proof lies."""
    parts: list[RenderableType] = [
        Text(_title(report, lang), style="bold"),
        _items(report, lang, width),
        _summary(report, lang),
    ]
    if refused := refused_addresses(c for i in report.items for c in own_pages(i)):
        parts.append(Text(refusal_words(refused, lang), style="bold yellow"))
    elif report.run.status is RunStatus.DEGRADED:
        parts.append(Text(degraded_sentence(report, lang), style="bold yellow"))
    label = "หลักฐาน" if lang == "th" else "Evidence"
    parts.append(Text(f"{label}: {evidence}", style="dim"))
    return Group(*parts)


def print_table(report: RunReport, lang: Lang, evidence: str, console: Console) -> None:
    """Print a run to a console, as wide as that is."""
    console.print(render_table(report, lang, evidence, console.width), soft_wrap=False)


def _title(report: RunReport, lang: Lang) -> str:
    run = report.run
    at = run.started_at.astimezone(BANGKOK)
    year = fiscal_year_words(run.fiscal_year, lang)
    if lang == "en":
        when = f"{at.day} {at:%b %Y %H:%M}"
        return f"{run.agency_name}: OIT items, {year} (run {run.run_id}, {when})"
    when = f"{at.day} {MONTHS[at.month - 1]} {at.year + 543} เวลา {at:%H:%M} น."
    return f"{run.agency_name} – ผลตรวจ OIT {year} (รหัส {run.run_id} เมื่อ {when})"


def _items(report: RunReport, lang: Lang, width: int) -> Table:
    wide = width >= NARROW
    groups = list(_unseen_together(report.items, lang))
    widest = max((len(_name(alike)) for alike in groups), default=0)
    room = width - (32 if wide else 28) - max(0, widest - USUAL_NAME)
    why_width = room * 55 // 100 if wide else room
    heads = (
        ("ข้อ", "ผล", "เหตุผล", "สิ่งที่ต้องทำ")
        if lang == "th"
        else ("Item", "Verdict", "Why", "What to do")
    )
    table = Table(box=box.ROUNDED, header_style="bold")
    table.add_column(heads[0], no_wrap=True)
    table.add_column(heads[1], no_wrap=True)
    table.add_column(heads[2], no_wrap=True)
    if wide:
        table.add_column(heads[3], no_wrap=True)
    for alike in groups:
        each = alike[0]
        reason = _wrapped(why(each, lang), why_width)
        to_do = todo(each, lang)
        cells: list[Text] = [Text(_name(alike)), _verdict(each, lang), Text(reason)]
        if wide:
            cells.append(Text(_wrapped(to_do, room - why_width)))
        elif to_do:
            cells[2].append("\n" + _wrapped("→ " + to_do, why_width), style="dim")
        table.add_row(*cells)
    return table


def _unseen_together(
    items: Iterable[ItemReport], lang: Lang
) -> Iterator[list[ItemReport]]:
    """Give items in groups: a row of unknown ones for the same reason is one."""
    for key, same in groupby(items, lambda i: (i.verdict, why(i, lang), todo(i, lang))):
        group = list(same)
        if key[0] is Verdict.UNKNOWN and group[0].worst is not None:
            yield group
        else:
            yield from ([each] for each in group)


def _name(alike: list[ItemReport]) -> str:
    first, last = alike[0].item.id, alike[-1].item.id
    return first if first == last else f"{first}–{last}"


def _verdict(each: ItemReport, lang: Lang) -> Text:
    text = f"{MARKS[each.verdict]} {verdict_word(each.verdict, lang)}"
    return Text(text, style=COLOURS[each.verdict])


def _wrapped(text: str, width: int) -> str:
    return "\n".join(break_lines(cut(text, SENTENCE), max(20, width)))


def _summary(report: RunReport, lang: Lang) -> Text:
    score = report.score
    low, high = f"{score.oit_low:.2f}", f"{score.oit_high:.2f}"
    span = low if low == high else f"{low}–{high}"
    counts = [
        (Verdict.PASS, score.passed),
        (Verdict.FAIL, score.failed),
        (Verdict.REVIEW, score.review),
        (Verdict.UNKNOWN, score.unknown),
        (Verdict.WAIVED, score.waived),
    ]
    text = Text("คะแนน OIT " if lang == "th" else "OIT score ", style="bold")
    text.append(span + "  ", style="bold")
    if len(report.items) < report.spec_items:
        part, whole = len(report.items), report.spec_items
        text.append(
            f"(เฉพาะ {part} จาก {whole} ข้อ) "
            if lang == "th"
            else f"({part} of {whole} items) "
        )
    for verdict, count in counts:
        if count:
            text.append(
                f" {verdict_word(verdict, lang)} {count} ", style=COLOURS[verdict]
            )
    pages = visited(report)
    text.append(
        f"  ({pages} URL)" if lang == "th" else f"  ({pages} URLs)", style="dim"
    )
    return text


def degraded_sentence(report: RunReport, lang: Lang) -> str:
    """Say once why a run saw so little, instead of thirty times."""
    return _SENTENCES[_why(report)][lang == "en"]


def _why(report: RunReport) -> str:
    if report.site_answered:
        return "site"
    return "name" if report.mostly is FetchStatus.DNS_ERROR else "network"


_SENTENCES: dict[str, tuple[str, str]] = {
    "site": (
        "เว็บไซต์ส่วนใหญ่ขัดข้องเหมือนกันหมด จึงไม่ตัดสินรายข้อจากเหตุนี้ โปรดตรวจซ้ำเมื่อเว็บไซต์กลับมาปกติ",
        "Most of the website failed in the same way, so no item was judged by it."
        " Audit again when the site is well.",
    ),
    "name": (
        "หาที่อยู่ของเว็บไซต์จากชื่อโดเมนไม่พบเลย โปรดตรวจการเชื่อมต่ออินเทอร์เน็ตของเครื่องนี้"
        " หรือตรวจว่าพิมพ์ base_url ถูก ผลนี้ไม่ได้แปลว่าเว็บไซต์บกพร่อง",
        "This machine got no answer from any address: no host name could be resolved."
        " Check its own network connection, or the spelling of base_url. It says"
        " nothing about the website.",
    ),
    "network": (
        "เครื่องที่ใช้ตรวจติดต่อที่อยู่ใดไม่ได้เลย โปรดตรวจการเชื่อมต่ออินเทอร์เน็ตของเครื่องนี้"
        " ผลนี้ไม่ได้แปลว่าเว็บไซต์บกพร่อง",
        "This machine got no answer from any address: check its own network"
        " connection. It says nothing about the website.",
    ),
}
