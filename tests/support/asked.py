"""One question about one page: the shortest way from content to a finding."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from checks.finding import Finding
from tests.support.files import scan
from tests.support.sites import NOW, Thing, item, judged, portal_page, spec_of

PATH = "/page/sub/1/x"
PLAN = "{id: plan, check: document, element: แผน, element_en: Plan, any: [แผนปฏิบัติการ]}"
"""A document that questions may be asked ``of``."""
SCAN = scan()


def asked(
    question: str,
    content: str,
    things: Mapping[str, Thing] | None = None,
    *,
    before: Sequence[str] = (),
    others: Sequence[str] = (),
    title: str = "ข้อมูลที่เผยแพร่",
    now: datetime = NOW,
) -> Finding:
    """Judge a page with this content by one requirement.

    ``things``: what else the site serves, by path below the base. ``before``: other
    requirements of the item. ``others``: other items of the spec.
    """
    spec = spec_of(item("O8", "ข้อมูล", [PATH[1:]], *before, question), *others)
    pages: dict[str, Thing] = {PATH: portal_page(title, content), **(things or {})}
    return judged(spec, pages, now=now).findings["O8"][-1]


def link(name: str, text: str) -> str:
    """A link to a file of the site, in a line of its own."""
    return f'<p><a href="/tuayang/files/{name}">{text}</a></p>'


def table(*rows: Sequence[str]) -> str:
    """A table of HTML whose first row is its header."""
    head, *body = rows
    lines = ["".join(f"<th>{cell}</th>" for cell in head)]
    lines += ["".join(f"<td>{cell}</td>" for cell in row) for row in body]
    return f"<table>{''.join(f'<tr>{line}</tr>' for line in lines)}</table>"
