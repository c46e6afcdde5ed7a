"""One URL looked at by itself, before it is entered anywhere. Nothing is kept.

plan -> crawl (bytes in a folder that goes) -> judge
"""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from checks.check import REGISTER, Ask, Options, bind
from checks.finding import Finding, Outcome
from checks.run import judge_item
from checks.subject import NEEDS_BROWSER, Source, Subject, is_broken, site_host
from checks.verdict import Verdict
from config.spec import Item, Spec, SubmittedUrl, join, with_crawl
from crawler.artifacts import Capture, Purpose, Reference
from crawler.engine import Progress
from crawler.plan import Plan, plan_of
from crawler.urls import BadUrlError, front_page, identity, normalise, origin
from documents.document import Document
from oit.audit import Audit, Keeping, gather
from oit.judging import Moment, judge_run, moment_of
from oit.library import Library
from oit.rendering import pages_of_scripts
from storage.evidence import EvidenceStore

SHOWS = "placeholder"
"""The check that asks whether a page shows anything of its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What was seen at one URL, and what it is worth for an item."""

    capture: Capture
    document: Document | None
    """Its main content; None where nothing was read."""
    broken: bool | None
    """True: a citizen cannot open it either. False: it opened. None: unseen."""
    unseen_because: str = ""
    """``NEEDS_BROWSER``, where it opened and only a browser would show it."""
    item: Item | None = None
    verdict: Verdict | None = None
    """None without an item."""
    findings: tuple[Finding, ...] = ()
    """Without an item: that it shows nothing of its own, where it does not."""


def address_of(spec: Spec, text: str) -> str:
    """Give the normalised URL that somebody means by ``text``.

    A relative one is joined to the agency's ``base_url``. ``BadUrlError`` where it
    is none, or looks like one that lacks its ``https://``.
    """
    text = text.strip()
    is_web = text.lower().startswith(("http://", "https://"))
    if not text or (not is_web and (text.startswith(("//", "www.")) or "://" in text)):
        raise BadUrlError(f"not a web address: {text[:200]!r}")
    return normalise(join(spec.agency.base_url, text))


@contextmanager
def passing_evidence() -> Iterator[EvidenceStore]:
    """Give a store of bodies that is gone with the context."""
    with (
        TemporaryDirectory(prefix="oit-check-", ignore_cleanup_errors=True) as folder,
        EvidenceStore(Path(folder) / "evidence") as evidence,
    ):
        yield evidence


async def look_at(
    audit: Audit, url: str, evidence: EvidenceStore, progress: Progress
) -> Look:
    """Fetch a normalised URL and judge it for the one item of ``audit``, if it has one.

    It is judged as the audit would, were it all that is submitted for that item:
    what it leads to is read too. Raises ``SpecError`` before anything is fetched,
    and ``StorageError``.
    """
    item_id = next(iter(audit.item_ids), None)
    spec = _with_only(_at_site(audit.spec, url), item_id, url)
    asks = bind(spec)
    moment = moment_of(spec, audit.now())
    library = Library(evidence.read, spec.content_selector)
    keeping = Keeping(bodies=evidence, recorder=_Unrecorded(), library=library)
    asked = replace(audit, spec=spec)
    captures = await gather(asked, _plan(spec, item_id, url), keeping, progress)
    judgement = await asyncio.to_thread(
        judge_run,
        spec,
        asks,
        audit.item_ids,
        captures,
        library,
        moment,
    )
    capture = next(c for c in captures if c.url == url)
    is_shell = url in pages_of_scripts(captures, library)
    document = library.main(capture)
    return Look(
        capture=capture,
        document=document,
        broken=is_broken(
            capture,
            frozenset(),
            names_resolve=any(c.http_status is not None for c in captures),
        ),
        unseen_because=NEEDS_BROWSER if is_shell else "",
        item=spec.item(item_id) if item_id else None,
        verdict=judgement.verdicts[item_id] if item_id else None,
        findings=judgement.findings[item_id]
        if item_id
        else _shows_nothing(spec, capture, None if is_shell else document, moment),
    )


def _shows_nothing(
    spec: Spec, capture: Capture, document: Document | None, moment: Moment
) -> tuple[Finding, ...]:
    """Say that a page is blank or only promises, as the check of every item would."""
    subject = Subject(
        # Whose page it would be makes no difference to this check.
        item=spec.items[0],
        sources=(Source(capture=capture, purpose=Purpose.ITEM, document=document),),
        today=moment.today,
        fiscal_year=moment.fiscal_year,
    )
    ask = Ask(requirement=SHOWS, check=REGISTER[SHOWS], options=Options())
    found = judge_item((ask,), subject)
    return tuple(finding for finding in found if finding.outcome is Outcome.FAILED)


def _plan(spec: Spec, item_id: str | None, url: str) -> Plan:
    """Plan the one visit; only what belongs to an item is followed any further."""
    of_item = (
        [Reference(item_id=item_id, purpose=Purpose.ITEM)]
        if item_id is not None
        else []
    )
    return plan_of(spec.agency.base_url, {url: of_item})


def _with_only(spec: Spec, item_id: str | None, url: str) -> Spec:
    """Give the spec in which this is the only URL of an item.

    The other items keep theirs: their titles tell whose page a wrong one is.
    """
    items = tuple(
        item.model_copy(update={"urls": (_submitted(spec, item, url),)})
        if item.id == item_id
        else item
        for item in spec.items
    )
    return spec.model_copy(update={"items": items})


def _submitted(spec: Spec, item: Item, url: str) -> SubmittedUrl:
    """Give the URL as the spec has it already, with its title, or as a new one."""
    for submitted in item.urls:
        if identity(normalise(spec.absolute(submitted.url))) == identity(url):
            return submitted.model_copy(update={"url": url})
    return SubmittedUrl(url=url)


def _at_site(spec: Spec, url: str) -> Spec:
    """Give the spec with the site that a URL is of, which may be another agency's.

    Its front page and samples are what tells menu from content there.
    """
    base = normalise(spec.agency.base_url)
    front = front_page(url)
    is_below = f"{identity(url)}/".startswith(f"{identity(base)}/")
    is_root = identity(front) == identity(normalise("/", url))
    if is_below or (is_root and site_host(url) == site_host(base)):
        return spec
    # The headers may be secrets of the agency's own site.
    own_host = origin(url) == origin(base)
    return with_crawl(spec, front, headers=spec.crawl.headers if own_host else {})


class _Unrecorded:
    """Records nothing: the captures are judged and forgotten."""

    async def record(self, capture: Capture) -> None:
        """Let a capture pass."""
