"""What an item must show, as a table for the terminal: element, proof, period, form."""

from collections.abc import Iterable, Sequence

from rich import box
from rich.table import Table
from rich.text import Text

from checks.check import Ask, Element
from checks.heuristics.fiscal_year import FiscalYearOptions, Period
from checks.heuristics.machine_readable import MachineReadableOptions
from checks.heuristics.months_covered import MonthsCoveredOptions
from checks.heuristics.people import PeopleOptions
from checks.heuristics.table_columns import TableColumnsOptions
from checks.sentences import Lang, openness_word, plain_wording
from documents.thai.display import break_lines

SHARES = (28, 40, 32)
"""How the width is shared by element, proof, and period with form, in per cent."""
WORDINGS = 3
PROOFS: dict[str, tuple[str, str]] = {
    "document": ("เอกสารหรือหัวข้อที่มีเนื้อหาอยู่จริง", "a document or section with content"),
    "text": ("ข้อความในเนื้อหา", "words in the content"),
    "table-columns": ("ตารางที่มีข้อมูลและคอลัมน์", "a table with entries and the columns"),
    "people": ("ชื่อบุคคลพร้อมตำแหน่ง", "names of people with their posts"),
    "contact": ("ช่องทางติดต่อในเนื้อหา", "the contact itself, in the content"),
    "channel": (
        "แบบฟอร์มหรือลิงก์เข้าระบบที่ประชาชนใช้ได้",
        "a form or system that citizens can use",
    ),
    "statistics": ("หัวข้อพร้อมตัวเลข", "the label with its figures"),
    "procedure": ("ขั้นตอนของแต่ละงาน", "the steps of each service"),
    "bilingual": ("ฉบับภาษาอังกฤษ", "the English version"),
    "links-out": ("ลิงก์ไปยังคลิปหรือระบบภายนอก", "links to clips or systems elsewhere"),
}
"""What shows an element, by check; for others the first line of their docstring."""
_PERIODS: dict[Period, tuple[str, str]] = {
    Period.THIS_FISCAL_YEAR: ("ปีงบประมาณปัจจุบัน", "this fiscal year"),
    Period.LAST_FISCAL_YEAR: ("ปีงบประมาณที่แล้ว", "last fiscal year"),
    Period.COVERS: ("แผนที่ครอบคลุมปีงบประมาณปัจจุบัน", "a plan that covers this fiscal year"),
}


def render_requirements(asks: Sequence[Ask], lang: Lang, width: int) -> Table:
    """Draw what an item must show, one row an element, ``width`` cells wide."""
    heads = (
        ("ต้องมี", "สิ่งที่นับว่ามี", "ช่วงเวลาและรูปแบบ")
        if lang == "th"
        else ("Element", "What shows it", "Period and form")
    )
    table = Table(box=box.ROUNDED, header_style="bold")
    for head in heads:
        table.add_column(head, no_wrap=True)
    rooms = [max(14, (width - 10) * share // 100) for share in SHARES]
    for row in _rows(asks, lang):
        cells = zip(row, rooms, strict=True)
        table.add_row(*(Text(_wrapped(text, room)) for text, room in cells))
    return table


def _rows(asks: Sequence[Ask], lang: Lang) -> Iterable[tuple[str, str, str]]:
    for ask in asks:
        if isinstance(ask.options, Element):
            about = "\n".join(_about(asks, ask.requirement, lang))
            proof = _proof(ask, lang) + _within(asks, ask.options, lang)
            yield _element(ask.options, lang), proof, about
    if whole := "\n".join(_about(asks, "", lang)):
        yield ("(the whole item)" if lang == "en" else "(ทั้งข้อ)"), "", whole


def _element(options: Element, lang: Lang) -> str:
    name = options.element_en if lang == "en" else options.element
    count = getattr(options, "at_least", 1)
    if count == 1:
        return name
    return f"{name} (at least {count})" if lang == "en" else f"{name} (อย่างน้อย {count})"


def _proof(ask: Ask, lang: Lang) -> str:
    options, en = ask.options, lang == "en"
    proof = PROOFS.get(ask.check.name, (ask.check.doc.split("\n")[0],) * 2)[en]
    if isinstance(options, TableColumnsOptions):
        names = [column.name_en if en else column.name for column in options.columns]
        return f"{proof}: {', '.join(names)}"
    if isinstance(options, PeopleOptions) and options.contact:
        proof += " and telephone or e-mail" if en else " และโทรศัพท์หรืออีเมล"
    wordings = getattr(options, "any", ()) or getattr(options, "posts", ())
    if wordings:
        listed = plain_wording(" / ".join(wordings[:WORDINGS]), lang)
        proof += f", such as {listed}" if en else f" เช่น {listed}"
    return proof


def _within(asks: Iterable[Ask], options: Element, lang: Lang) -> str:
    """Say in which document the element must stand; empty for anywhere."""
    for ask in asks:
        if ask.requirement == options.of and isinstance(ask.options, Element):
            if lang == "en":
                return f" (within: {ask.options.element_en})"
            return f" (ต้องอยู่ใน “{ask.options.element}”)"
    return ""


def _about(asks: Iterable[Ask], of: str, lang: Lang) -> Iterable[str]:
    """Say of which time an element must be, and how open."""
    for ask in asks:
        match ask.options:
            case FiscalYearOptions(of=element) as told if element == of:
                yield _due(_PERIODS[told.period][lang == "en"], told.lag_days, lang)
            case MonthsCoveredOptions(of=element, first_half=half) as told if (
                element == of
            ):
                yield _months(told.lag_days, lang, first_half=half)
            case MachineReadableOptions(of=element, level=level) if element == of:
                word = openness_word(level.value, lang)
                yield f"at least {word}" if lang == "en" else f"อย่างน้อยเป็น{word}"


def _due(period: str, lag_days: int, lang: Lang) -> str:
    if lang == "en":
        return f"{period}, due {lag_days} days after 1 October"
    return f"{period} ครบกำหนด {lag_days} วันหลัง 1 ต.ค."


def _months(lag_days: int, lang: Lang, *, first_half: bool) -> str:
    if first_half:
        half = "October to March" if lang == "en" else "6 เดือนแรก (ต.ค. ถึง มี.ค.)"
        return _due(half, lag_days, lang)
    if lang == "en":
        return f"every month, due {lag_days} days after its end"
    return f"ทุกเดือน ครบกำหนด {lag_days} วันหลังสิ้นเดือน"


def _wrapped(text: str, width: int) -> str:
    return "\n".join(break_lines(text, width))
