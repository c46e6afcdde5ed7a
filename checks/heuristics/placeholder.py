"""Does every page that was entered show something of its own?"""

from collections.abc import Iterator

from checks.check import Options, check
from checks.finding import Finding, Outcome, Reason
from checks.placeholder import empty_tables, placeholder
from checks.subject import Source, Subject, has_pictures, is_blank
from documents.document import Block, Document, Problem, Role

NAME = "placeholder"


@check(NAME, options=Options)
def no_placeholder(subject: Subject, _: Options) -> Iterator[Finding]:
    """No page is blank, under construction, sample text, or a table without entries.

    Why it matters: each URL entered is opened; one that shows nothing costs the item,
    however good the others are.
    Pictures count as something: whether they are enough is asked by the other checks.
    Cannot tell when: none of the pages was read.
    """
    pages = [page for page in subject.own_pages if page.document is not None]
    for page in pages:
        finding = _nothing(page, page.document) if page.document else None
        if finding is not None:
            yield finding
            return
    if not pages:
        yield Finding(
            outcome=Outcome.NOT_APPLICABLE,
            reason=Reason.NOTHING_TO_JUDGE,
            evidence=tuple(page.evidence() for page in subject.own_pages[:1]),
        )
        return
    yield Finding(
        outcome=Outcome.PASSED,
        reason=Reason.SHOWS_CONTENT,
        facts=(("count", str(len(pages))),),
        evidence=tuple(page.evidence(*_first(page.document)) for page in pages),
    )


def _nothing(page: Source, document: Document) -> Finding | None:
    """Say that a page shows nothing of its own, where it does not."""
    if promise := placeholder(document):
        return _failed(page, Reason.PLACEHOLDER, promise)
    if Problem.EMPTY in document.problems or (
        is_blank(document) and not has_pictures(document)
    ):
        first = document.blocks[0] if document.blocks else None
        return _failed(page, Reason.EMPTY_PAGE, first)
    if empty := empty_tables(document):
        return _failed(page, Reason.EMPTY_TABLE, empty)
    return None


def _failed(page: Source, reason: Reason, block: Block | None) -> Finding:
    return Finding(
        outcome=Outcome.FAILED,
        reason=reason,
        facts=(("url", page.capture.url),),
        evidence=(page.evidence(block.text if block else "", block),),
    )


def _first(document: Document | None) -> tuple[str, Block | None]:
    """Give the first words that are more than a heading."""
    blocks = document.blocks if document else ()
    shown = (b for b in blocks if b.text and b.role is not Role.HEADING)
    block = next(shown, None)
    return (block.text if block else "", block)
