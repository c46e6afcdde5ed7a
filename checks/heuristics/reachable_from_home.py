"""Can citizens find each page from the site itself, without being told its address?"""

from collections.abc import Iterator

from checks.check import Options, check
from checks.finding import Finding, Outcome, Reason
from checks.subject import Source, Subject
from crawler.urls import identity

NAME = "reachable-from-home"
ENOUGH_PAGES = 10
"""With fewer pages at hand, one that nothing links to says nothing."""
MOST = 0.8
"""Below this share of linked pages it is our view of the menu that is poor."""


@check(NAME, options=Options, reads=False)
def reachable_from_home(subject: Subject, _: Options) -> Iterator[Finding]:
    """The site's front page or another page that was read links to each page entered.

    Why it matters: information must be reachable from the main website; a page
    taken out of the menu still opens, but nobody finds it.
    Cannot tell when: nothing that was read links to it: some page not read may.
    """
    links = subject.links
    pages = [page for page in subject.own_pages if page.broken is False]
    if links is None or links.pages < ENOUGH_PAGES or links.share < MOST or not pages:
        yield _finding(Outcome.NOT_APPLICABLE, Reason.NOTHING_TO_JUDGE, pages[:1])
        return
    hidden = [page for page in pages if not _found_on(subject, page)]
    if hidden:
        yield _finding(Outcome.INCONCLUSIVE, Reason.NOT_LINKED, hidden)
    else:
        found = _found_on(subject, pages[0])
        yield _finding(Outcome.PASSED, Reason.LINKED, pages, found)


def _found_on(subject: Subject, page: Source) -> str:
    """Give the address of a page that links to this one; empty where none does."""
    found = subject.links.found_on if subject.links else {}
    addresses = (page.capture.url, page.capture.final_url)
    return next((found[key] for key in map(identity, addresses) if key in found), "")


def _finding(
    outcome: Outcome, reason: Reason, pages: list[Source], found_on: str = ""
) -> Finding:
    return Finding(
        outcome=outcome,
        reason=reason,
        facts=(
            ("url", pages[0].capture.url if pages else ""),
            ("found_on", found_on),
        ),
        evidence=tuple(page.evidence() for page in pages),
    )
