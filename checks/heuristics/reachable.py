"""Does every URL entered for the item open for a citizen?"""

from collections.abc import Iterator

from checks.check import Options, check
from checks.finding import Finding, Outcome, Reason
from checks.subject import Source, Subject
from crawler.artifacts import HOST_DOWN

NAME = "reachable"


@check(NAME, options=Options, reads=False)
def reachable(subject: Subject, _: Options) -> Iterator[Finding]:
    """Each of the item's own URLs opens, without login, and shows a page of its own.

    Why it matters: assessors open the URLs as members of the public; the item is
    judged from those URLs alone.
    Cannot tell when: a visit ended for a reason that citizens may not meet (no
    network, a bot wall, a time-out).
    """
    pages = subject.own_pages
    broken = [page for page in pages if page.broken]
    unseen = [page for page in pages if page.broken is None]
    if not subject.item.urls:
        yield _finding(Outcome.FAILED, Reason.NO_URL, ())
    elif broken:
        yield _finding(Outcome.FAILED, Reason.GONE, broken)
    elif unseen:
        down = all(page.capture.detail == HOST_DOWN for page in unseen)
        reason = Reason.HOST_DOWN if down else Reason.UNSEEN
        yield _finding(Outcome.INCONCLUSIVE, reason, unseen)
    else:
        yield _finding(Outcome.PASSED, Reason.OPENS, pages)


def _finding(
    outcome: Outcome, reason: Reason, pages: tuple[Source, ...] | list[Source]
) -> Finding:
    first = pages[0] if pages else None
    return Finding(
        outcome=outcome,
        reason=reason,
        facts=(
            ("count", str(len(pages))),
            ("url", first.capture.url if first else ""),
            ("status", first.trouble if first else ""),
            ("http_status", str(first.capture.http_status or "") if first else ""),
        ),
        evidence=tuple(page.evidence() for page in pages),
    )
