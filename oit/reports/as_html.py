"""A run as one web page that stands alone: no network, no file beside it.

Style, script and font are in the page, and its policy lets the browser take nothing
else, so that what a portal wrote can neither run nor call anywhere.
"""

import base64
import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from itertools import groupby
from types import MappingProxyType
from urllib.parse import urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from checks.finding import Outcome
from checks.sentences import Lang, fiscal_year_words
from checks.verdict import Score, Verdict, score
from crawler.urls import named
from documents.document import Openness
from documents.thai.display import cut
from oit.reports.labels import labels
from oit.reports.lines import (
    DocumentLine,
    ItemLine,
    day_words,
    document_lines,
    item_lines,
    link_lines,
    link_text,
    time_words,
)
from oit.reports.model import PastRun, RunReport, own_pages
from oit.reports.table import MARKS, degraded_sentence
from oit.reports.words import VERDICTS, refusal_words, refused_addresses, verdict_word
from storage.records import RunStatus

PROOFS = 3
"""Proofs of one finding that are shown."""
NIGHTS = 60
"""Runs whose verdicts are drawn item by item."""
SHORT = 90
OUTCOME_MARKS: dict[Outcome, str] = {
    Outcome.PASSED: "✓",
    Outcome.FAILED: "✗",
    Outcome.INCONCLUSIVE: "?",
    Outcome.ERROR: "?",
    Outcome.NOT_APPLICABLE: "–",
}
COLOURS: dict[Outcome, str] = {
    Outcome.PASSED: "pass",
    Outcome.FAILED: "fail",
    Outcome.INCONCLUSIVE: "review",
    Outcome.ERROR: "unknown",
    Outcome.NOT_APPLICABLE: "waived",
}
LEVELS: tuple[tuple[float, str, str], ...] = (
    (
        95,
        "คะแนนนี้เอื้อให้ได้ระดับ “ผ่านดีเยี่ยม” หากผล IIT และ EIT ถึง 95 ด้วย",
        "With this score the top level is in reach, if IIT and EIT reach 95 as well.",
    ),
    (
        85,
        "คะแนนนี้เอื้อให้ได้ระดับ “ผ่านดี” หากผล IIT และ EIT ถึง 85 ด้วย (ระดับ “ผ่านดีเยี่ยม” ต้องได้ 95)",
        "With this score the second level is in reach, if IIT and EIT reach 85 as well"
        " (the top one needs 95).",
    ),
    (
        62.5,
        "คะแนนนี้ทำให้ผลรวม ITA ได้อย่างมากระดับ “ผ่าน” แม้ IIT และ EIT จะเต็ม (ระดับ “ผ่านดี” ต้องได้ 85)",
        "With this score the third level (“pass”) is the best that ITA can reach; the"
        " second needs 85.",
    ),
    (
        0,
        "คะแนนนี้ทำให้ผลรวม ITA ไม่ถึงระดับ “ผ่าน” แม้ IIT และ EIT จะเต็ม (ต้องได้ 62.50 ขึ้นไป)",
        "With this score ITA cannot pass, even with full marks elsewhere; 62.50 is"
        " needed.",
    ),
)
"""OIT weighs 40 % of ITA; levels as the assessors publish them from 2566 on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Past:
    """One earlier run, as the charts need it."""

    day: str
    low: float
    high: float
    verdicts: dict[str, str]
    words: dict[str, str]


def render_html(report: RunReport, history: Sequence[PastRun], lang: Lang) -> str:
    """Write a run as one page; ``history``: runs of the agency, oldest first."""
    run, t = report.run, labels(lang)
    items = item_lines(report, lang)
    documents = document_lines(report, lang)
    style, script = _style(), _source("report.js")
    page = _environment().get_template("report.html")
    return page.render(
        lang=lang,
        t=t,
        day=lambda moment: day_words(moment, lang),
        style=Markup(style),  # noqa: S704 - our own file
        script=Markup(script),  # noqa: S704 - our own file
        policy=_policy(style, script),
        run=run,
        year=fiscal_year_words(run.fiscal_year, lang),
        started=time_words(run.started_at, lang),
        finished=time_words(run.finished_at, lang),
        partly=_partly(report, lang),
        notes=list(_notes(report, lang)),
        score=report.score,
        span=span(report.score),
        level=_level(report.score, lang),
        counts=list(_counts(report.score, lang)),
        groups=[
            (group, list(members))
            for group, members in groupby(items, lambda item: item.group)
        ],
        filters=_filters(items, lang),
        items=items,
        links=link_lines(report, lang),
        documents=documents,
        levels=_levels(documents),
        troubled=[line for line in documents if line.problems],
        history=[_past(past, lang) for past in history],
        nights_shown=NIGHTS,
        proofs_shown=PROOFS,
        marks=MARKS,
        outcome_marks=OUTCOME_MARKS,
        colours=COLOURS,
    )


def span(of: Score) -> str:
    """Write a score as one number, or as a range where something is undecided."""
    low, high = f"{of.oit_low:.2f}", f"{of.oit_high:.2f}"
    return low if low == high else f"{low}–{high}"


def _level(of: Score, lang: Lang) -> str:
    return next(
        (en if lang == "en" else th for least, th, en in LEVELS if of.oit_low >= least)
    )


def _partly(report: RunReport, lang: Lang) -> str:
    part, whole = len(report.items), report.spec_items
    if part == whole:
        return ""
    if lang == "en":
        return f"only {part} of {whole} items"
    return f"เฉพาะ {part} จาก {whole} ข้อ"


def _notes(report: RunReport, lang: Lang) -> Iterator[str]:
    if report.run.status is RunStatus.INTERRUPTED:
        yield (
            "The audit was interrupted; this is what was gathered until then."
            if lang == "en"
            else "การตรวจครั้งนี้หยุดกลางคัน รายงานนี้แสดงเท่าที่เก็บข้อมูลได้"
        )
    if refused := refused_addresses(c for i in report.items for c in own_pages(i)):
        yield refusal_words(refused, lang)
    elif report.run.status is RunStatus.DEGRADED:
        yield degraded_sentence(report, lang)


def _counts(of: Score, lang: Lang) -> Iterator[tuple[Verdict, str, int]]:
    counts = {
        Verdict.PASS: of.passed,
        Verdict.FAIL: of.failed,
        Verdict.REVIEW: of.review,
        Verdict.UNKNOWN: of.unknown,
        Verdict.WAIVED: of.waived,
    }
    for verdict, count in counts.items():
        if count:
            yield verdict, verdict_word(verdict, lang), count


def _filters(
    items: Sequence[ItemLine], lang: Lang
) -> list[tuple[str, str, dict[str, str]]]:
    """Give name, label and choices of what the items can be chosen by."""
    t = labels(lang)
    found: list[tuple[str, str, dict[str, str]]] = [
        ("verdict", t.verdict, {i.verdict.value: i.verdict_word for i in items}),
        ("owner", t.owner, {i.owner: i.owner for i in items}),
        ("group", t.group, {i.group: f"{i.group} {i.group_title}" for i in items}),
    ]
    return [(name, label, values) for name, label, values in found if len(values) > 1]


def _levels(documents: Sequence[DocumentLine]) -> list[tuple[str, str, int]]:
    found: dict[Openness, list[DocumentLine]] = {}
    for line in documents:
        found.setdefault(line.openness, []).append(line)
    return [
        (level.value, lines[0].openness_word, len(lines))
        for level, lines in found.items()
    ]


def _past(past: PastRun, lang: Lang) -> _Past:
    of = score(past.verdicts)
    return _Past(
        day=day_words(past.run.started_at, lang),
        low=of.oit_low,
        high=of.oit_high,
        verdicts={item: verdict.value for item, verdict in past.verdicts.items()},
        words={v.value: words[lang == "en"] for v, words in VERDICTS.items()},
    )


def _policy(style: str, script: str) -> str:
    """Let the page use what is in it, and nothing else."""
    return (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}';"
        " font-src data:; base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode()).digest()
    return "sha256-" + base64.b64encode(digest).decode()


@lru_cache(maxsize=1)
def _style() -> str:
    faces = (("Sarabun-Regular.ttf", 400), ("Sarabun-Bold.ttf", 700))
    return "".join(_face(*face) for face in faces) + _source("report.css")


def _face(name: str, weight: int) -> str:
    font = resources.files("oit").joinpath("fonts", name).read_bytes()
    return (
        f'@font-face {{ font-family: "Sarabun"; font-weight: {weight};'
        f" src: url(data:font/ttf;base64,{base64.b64encode(font).decode()}); }}\n"
    )


def _source(name: str) -> str:
    files = resources.files("oit").joinpath("reports", "templates", name)
    return files.read_text(encoding="utf-8")


@lru_cache(maxsize=1)
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("oit.reports"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= MappingProxyType(
        {
            "readable": link_text,
            "name": lambda url: cut(named(url), SHORT),
            "short": lambda text: cut(" ".join(text.split()), SHORT),
            "is_web": lambda url: urlsplit(url).scheme in ("http", "https"),
        }
    )
    return environment
