"""The main job: one spec, one agency, one moment. Readable in a minute.

plan -> crawl (every capture stored as it comes) -> judge -> store
"""

import asyncio
import random
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime

from checks.check import Ask, bind
from checks.verdict import points
from config.spec import Spec, parse_spec
from crawler.artifacts import Capture
from crawler.chromium import NoChromiumError
from crawler.engine import CrawlSettings, Engine, Progress
from crawler.fetcher import BodyStore, Limits, Recorder
from crawler.guard import Guard
from crawler.plan import Plan, build_plan
from crawler.urls import normalise, origin
from oit.follow import Follower
from oit.judging import BANGKOK, Judgement, judge_run, moment_of
from oit.library import BodyReader, DocumentStore, Library
from oit.links import MAX_LINKS, LinkCheck
from oit.recording import BatchRecorder
from oit.version import VERSION
from storage.errors import StorageError
from storage.evidence import EvidenceStore
from storage.owner import current_owner
from storage.records import (
    FINISHED,
    RunStart,
    RunStatus,
    StoredDocument,
    StoredRun,
    StoredSpec,
    StoredVerdict,
)
from storage.repository import Repository

PROCESSES = 8
"""Beyond so many, judging waits for the longest item."""


def utc_now() -> datetime:
    """Give the time now, aware, UTC."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Audit:
    """What one audit is asked to do, and the sources of time, names and chance."""

    spec: Spec
    item_ids: tuple[str, ...]
    allow_private: tuple[str, ...] = ()
    """``host:port``, beside what the spec allows."""
    render: bool = True
    """Whether to look with a browser where plain HTTP shows too little."""
    chromium: str = ""
    """The browser to use; empty: any that is found."""
    max_links: int = MAX_LINKS
    """So many addresses are looked at, at most, only to see whether they open."""
    on_no_browser: Callable[[NoChromiumError], None] = lambda _: None
    """Hears once that a browser was needed and why there is none."""
    now: Callable[[], datetime] = utc_now
    new_id: Callable[[], str] = lambda: uuid.uuid4().hex[:12]
    jitter: Callable[[], float] = random.random


class StoppedError(Exception):
    """The audit began and could not go on; what was gathered is stored."""

    def __init__(self, cause: StorageError) -> None:
        """Take what stopped it, in both languages."""
        super().__init__(cause.en)
        self.th = cause.th
        self.en = cause.en


def today_in_bangkok() -> date:
    """Give the day it is in Bangkok."""
    return utc_now().astimezone(BANGKOK).date()


def check(audit: Audit) -> None:
    """Raise ``SpecError`` or ``BadUrlError`` for what could not be audited."""
    bind(audit.spec)
    build_plan(audit.spec, audit.item_ids)


async def run_audit(
    audit: Audit,
    repository: Repository,
    evidence: EvidenceStore,
    progress: Progress,
    documents: DocumentStore | None = None,
) -> str:
    """Audit, store everything, and give the run's id.

    ``documents``: what earlier runs have read, and where this one adds to it.

    Raises ``SpecError`` before anything is fetched, and ``StorageError``. However
    it ends, what was gathered is stored.
    """
    asks = bind(audit.spec)
    plan = build_plan(audit.spec, audit.item_ids)
    started_at = audit.now()
    repository.mark_interrupted()
    run_id = repository.start_run(_run_start(audit, started_at))
    try:
        library = Library(evidence.read, audit.spec.content_selector, documents)
        fetching = _Fetching(repository, evidence, run_id, library)
        captures = await _crawl(audit, plan, fetching, progress)
        judgement = await asyncio.to_thread(
            judge_run,
            audit.spec,
            asks,
            audit.item_ids,
            captures,
            library,
            moment_of(audit.spec, started_at),
        )
    except BaseException:
        repository.finish_run(run_id, RunStatus.INTERRUPTED, audit.now())
        raise
    _save(repository, run_id, judgement, audit.now())
    return run_id


def _single(error: BaseException) -> BaseException:
    """Give the one trouble in a group of tasks that stopped each other."""
    while isinstance(error, BaseExceptionGroup):
        error = error.exceptions[0]
    return error


def recheck(
    run: StoredRun,
    spec: Spec,
    repository: Repository,
    evidence: EvidenceStore,
    documents: DocumentStore | None = None,
) -> None:
    """Judge a run's stored evidence again, at the moment it was gathered.

    No network. The new judgement takes the place of the old one. A run that was
    cut off stays ``interrupted``: judging it does not gather what it lacks.
    """
    asks: Mapping[str, tuple[Ask, ...]] = bind(spec)
    item_ids = item_ids_of(run, spec)
    judgement = judge_run(
        spec,
        asks,
        item_ids,
        repository.load_captures(run.run_id),
        Library(evidence.read, spec.content_selector, documents),
        moment_of(spec, run.started_at),
        cut_off=run.status not in FINISHED,
        processes=PROCESSES,
    )
    stored = StoredSpec(digest=spec.digest, text=spec.text)
    status = RunStatus.INTERRUPTED if run.status not in FINISHED else None
    _save(repository, run.run_id, judgement, run.finished_at, stored, status)


def spec_of(run: StoredRun, repository: Repository) -> Spec:
    """Give the spec that a run was judged by."""
    text = repository.load_spec_text(run.spec_digest)
    return parse_spec(text or "", f"(spec of run {run.run_id})")


def item_ids_of(run: StoredRun, spec: Spec) -> tuple[str, ...]:
    """Give the items that a run was asked to audit."""
    asked = str(dict(run.options).get("items", "")).split(",")
    return tuple(item.id for item in spec.items if item.id in asked)


def _run_start(audit: Audit, started_at: datetime) -> RunStart:
    spec = audit.spec
    return RunStart(
        run_id=audit.new_id(),
        agency_id=spec.agency.id,
        agency_name=spec.agency.name,
        spec_digest=spec.digest,
        spec_text=spec.text,
        program_version=VERSION,
        started_at=started_at,
        fiscal_year=moment_of(spec, started_at).fiscal_year.be,
        owner=current_owner(),
        options=(("items", ",".join(audit.item_ids)),),
    )


def _save(
    repository: Repository,
    run_id: str,
    judgement: Judgement,
    finished_at: datetime | None,
    spec: StoredSpec | None = None,
    status: RunStatus | None = None,
) -> None:
    verdicts = [
        StoredVerdict(item_id=item_id, verdict=verdict.value, score=points(verdict))
        for item_id, verdict in judgement.verdicts.items()
    ]
    documents = [
        StoredDocument(
            url=url,
            kind=document.kind.value,
            openness=document.openness.value,
            problems=tuple(problem.value for problem in document.problems),
        )
        for url, document in judgement.documents.items()
    ]
    went_through = RunStatus.DEGRADED if judgement.degraded else RunStatus.COMPLETE
    repository.save_judgement(
        run_id,
        judgement.findings,
        verdicts,
        status or went_through,
        finished_at,
        documents=documents,
        spec=spec,
    )


@dataclass(frozen=True, slots=True)
class _Fetching:
    """Where one run puts what it fetches, and what reads it back."""

    repository: Repository
    evidence: EvidenceStore
    run_id: str
    library: Library


async def _crawl(
    audit: Audit, plan: Plan, fetching: _Fetching, progress: Progress
) -> tuple[Capture, ...]:
    recorder = BatchRecorder(fetching.repository, fetching.run_id)
    keeping = Keeping(
        bodies=fetching.evidence,
        recorder=recorder,
        library=fetching.library,
        read_body=fetching.evidence.read,
    )
    try:
        return await gather(audit, plan, keeping, progress)
    finally:
        await recorder.flush()


@dataclass(frozen=True, slots=True, kw_only=True)
class Keeping:
    """Where a crawl puts what it fetches, and what reads it back."""

    bodies: BodyStore
    recorder: Recorder
    library: Library
    """Reads what ``bodies`` keeps."""
    read_body: BodyReader | None = None
    """Gives what ``bodies`` keeps; None where no links are to be looked at."""


async def gather(
    audit: Audit, plan: Plan, keeping: Keeping, progress: Progress
) -> tuple[Capture, ...]:
    """Fetch what is planned and all that follows from it; give every capture.

    Raises what the recorder and the body store raise, and nothing for the web.
    """
    # The HTTP libraries are slow to load, and judging again needs none.
    from crawler.browser_fetcher import BrowserFetcher
    from crawler.http_fetcher import HttpFetcher

    crawl = audit.spec.crawl
    settings = CrawlSettings(
        rate_per_second=crawl.rate_per_second,
        concurrency=crawl.concurrency,
        limits=Limits(timeout_seconds=crawl.timeout_seconds, max_bytes=crawl.max_bytes),
        user_agent=crawl.user_agent,
        respect_robots=crawl.respect_robots,
    )
    guard = Guard(frozenset((*crawl.allow_private, *audit.allow_private)))
    owner = origin(normalise(audit.spec.agency.base_url)).authority
    fetcher = HttpFetcher(
        bodies=keeping.bodies,
        guard=guard,
        clock=audit.now,
        user_agent=crawl.user_agent,
        owner_headers=crawl.headers,
        owner_authority=owner,
    )
    browser = BrowserFetcher(
        bodies=keeping.bodies,
        guard=guard,
        clock=audit.now,
        user_agent=crawl.user_agent,
        owner_headers=crawl.headers,
        owner_authority=owner,
        chromium=audit.chromium,
    )
    follower = Follower(
        plan,
        keeping.library,
        max_depth=crawl.max_depth,
        max_pages_per_item=crawl.max_pages_per_item,
        render=audit.render,
    )
    async with fetcher, browser:
        engine = Engine(
            settings,
            fetcher=fetcher,
            renderer=browser if audit.render else None,
            recorder=keeping.recorder,
            progress=progress,
            clock=audit.now,
            jitter=audit.jitter,
        )
        try:
            return await _crawled(audit, engine, plan, follower, keeping)
        except BaseExceptionGroup as group:
            raise _single(group) from group
        finally:
            if browser.unavailable is not None:
                audit.on_no_browser(browser.unavailable)


async def _crawled(
    audit: Audit, engine: Engine, plan: Plan, follower: Follower, keeping: Keeping
) -> tuple[Capture, ...]:
    captures = await engine.crawl(plan, follower)
    if keeping.read_body is not None:
        every = {item.id for item in audit.spec.items}
        links = LinkCheck(
            engine,
            keeping.library,
            keeping.read_body,
            now=audit.now,
            max_links=audit.max_links,
            menu=every.issubset(audit.item_ids),
        )
        await links.run(captures)
    return captures
