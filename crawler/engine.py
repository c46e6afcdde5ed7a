"""The crawl: waves of targets, polite tries, a second pass, every visit recorded."""

import asyncio
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from crawler.artifacts import (
    HOST_DOWN,
    TROUBLES,
    Attempt,
    Capture,
    FetchStatus,
    Purpose,
    Reference,
    Target,
)
from crawler.calibration import Calibration, calibrate
from crawler.fetcher import Clock, Fetcher, Limits, Recorder, Visit
from crawler.plan import Plan
from crawler.politeness import HostGate, Politeness
from crawler.robots import Robots
from crawler.urls import identity, origin

TRIES = 3
TRIES_AFTER_TIMEOUT = 1
"""In the first pass: a slow page gets its long second look at the end of the run."""
TRIES_IN_SECOND_PASS = 2
BACKOFF_SECONDS = 0.4
SECOND_PASS_FACTOR = 2.0
"""How much longer a visit may take in the second pass."""

Follow = Callable[[Sequence[Capture]], Iterable[Target]]
"""Given the captures of the last wave, say what to fetch next. Runs in a thread."""


class Progress(Protocol):
    """Hears how far the crawl is."""

    def planned(self, count: int) -> None:
        """``count`` more targets are going to be fetched."""
        ...

    def fetched(self, capture: Capture) -> None:
        """One target is done."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class CrawlSettings:
    """How to visit; the spec's ``crawl`` section in the engine's own terms."""

    rate_per_second: float
    concurrency: int
    limits: Limits
    user_agent: str
    respect_robots: bool = True


class Engine:
    """Runs one crawl. An instance serves one run."""

    def __init__(
        self,
        settings: CrawlSettings,
        *,
        fetcher: Fetcher,
        recorder: Recorder,
        progress: Progress,
        clock: Clock,
        jitter: Callable[[], float],
    ) -> None:
        """Take what fetches, what records, and the sources of time and chance."""
        self._settings = settings
        self._fetcher = fetcher
        self._recorder = recorder
        self._progress = progress
        self._clock = clock
        self._jitter = jitter
        self._politeness = Politeness(
            settings.rate_per_second, settings.concurrency, jitter
        )
        self._robots = Robots(fetcher, settings.limits, settings.user_agent)
        self._robots_locks: dict[str, asyncio.Lock] = {}
        self._calibration = Calibration()
        self._captures: dict[str, Capture] = {}

    async def crawl(self, plan: Plan, follow: Follow) -> tuple[Capture, ...]:
        """Fetch the plan and all that follows from it; give every capture."""
        home = await self._begin(plan)
        await self._follow_all(follow, [home, *await self._fetch_all(plan.items)])
        await self._follow_all(follow, await self._second_pass())
        return tuple(self._captures.values())

    async def _follow_all(self, follow: Follow, wave: list[Capture]) -> None:
        """Fetch what a wave leads to, and so on until nothing more is named."""
        while targets := list(await asyncio.to_thread(follow, wave)):
            wave = await self._fetch_all(await self._new(targets))

    async def _begin(self, plan: Plan) -> Capture:
        """Fetch the front page and the probe, and learn from them."""
        self._progress.planned(2)
        limits = self._settings.limits
        home, attempts = await self._try(plan.home.url, limits, second_pass=False)
        probe, probe_attempts = await self._try(
            plan.probe.url, limits, second_pass=False
        )
        self._calibration = calibrate(plan.home_identities, home, probe)
        await self._keep(plan.probe, probe, probe_attempts)
        return await self._keep(plan.home, home, attempts)

    async def _new(self, targets: Iterable[Target]) -> list[Target]:
        """Sort out what is fetched already: that only gains references."""
        fresh: dict[str, Target] = {}
        known = {identity(url): url for url in self._captures}
        for target in targets:
            key = identity(target.url)
            if key in known:
                await self._refer(known[key], target.references)
            elif key in fresh:
                old = fresh[key]
                merged = _merged(old.references, target.references)
                skip = old.skip and target.skip
                fresh[key] = replace(old, references=merged, skip=skip)
            else:
                fresh[key] = target
        return list(fresh.values())

    async def _refer(self, url: str, references: tuple[Reference, ...]) -> None:
        capture = self._captures[url]
        merged = _merged(capture.references, references)
        if merged != capture.references:
            self._captures[url] = replace(capture, references=merged)
            await self._recorder.record(self._captures[url])

    async def _fetch_all(self, targets: Sequence[Target]) -> list[Capture]:
        self._progress.planned(len(targets))
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(self._target(target)) for target in targets]
        return [task.result() for task in tasks]

    async def _target(self, target: Target) -> Capture:
        if target.skip:
            skipped = _skipped(target.url, FetchStatus.REFUSED, target.skip)
            return await self._keep(target, skipped, ())
        try:
            visit, attempts = await self._try(
                target.url, self._settings.limits, second_pass=False
            )
        except Exception as error:  # noqa: BLE001 - one target must not end the run
            visit, attempts = _broken(target.url, error), ()
        return await self._keep(target, visit, attempts)

    async def _keep(
        self, target: Target, visit: Visit, attempts: tuple[Attempt, ...]
    ) -> Capture:
        status, detail = visit.status, visit.detail
        if target.purpose is not Purpose.PROBE:
            status, detail = self._calibration.judge(target.url, visit)
        capture = Capture(
            url=target.url,
            final_url=visit.final_url,
            status=status,
            purpose=target.purpose,
            fetched_at=self._clock(),
            http_status=visit.http_status,
            media_type=visit.media_type,
            charset=visit.charset,
            digest=visit.digest,
            size=visit.size,
            detail=detail,
            hops=visit.hops,
            attempts=attempts,
            references=target.references,
            headers=visit.headers,
        )
        self._captures[target.url] = capture
        await self._recorder.record(capture)
        self._progress.fetched(capture)
        return capture

    async def _try(
        self, url: str, limits: Limits, *, second_pass: bool
    ) -> tuple[Visit, tuple[Attempt, ...]]:
        """Visit until it is worth no further try."""
        gate = self._politeness.gate(origin(url).authority)
        if not await self._may_fetch(url, gate):
            return _skipped(url, FetchStatus.ROBOTS, ""), ()
        attempts: list[Attempt] = []
        while True:
            if gate.down_as is not None:
                return _skipped(url, gate.down_as, HOST_DOWN), tuple(attempts)
            visit = await self._visit(url, gate, limits, attempts, second_pass)
            tries = len(attempts)
            if not _should_retry(visit, tries, second_pass) or gate.down_as is not None:
                return visit, tuple(attempts)
            pause = BACKOFF_SECONDS * 2 ** (tries - 1) * (0.5 + self._jitter())
            if visit.retry_after is not None:
                gate.hold(visit.retry_after)
            await asyncio.sleep(pause)

    async def _visit(
        self,
        url: str,
        gate: HostGate,
        limits: Limits,
        attempts: list[Attempt],
        second_pass: bool,
    ) -> Visit:
        loop = asyncio.get_running_loop()
        async with gate.slot():
            if gate.down_as is not None:
                return _skipped(url, gate.down_as, HOST_DOWN)
            started_at, began = self._clock(), loop.time()
            visit = await self._fetcher.fetch(url, limits)
        gate.note(visit.status)
        attempts.append(
            Attempt(
                status=visit.status,
                http_status=visit.http_status,
                started_at=started_at,
                elapsed_ms=round((loop.time() - began) * 1000),
                detail=visit.detail,
                second_pass=second_pass,
            )
        )
        return visit

    async def _may_fetch(self, url: str, gate: HostGate) -> bool:
        if not self._settings.respect_robots:
            return True
        authority = origin(url).authority
        async with self._robots_locks.setdefault(authority, asyncio.Lock()):
            if not self._robots.known(authority):
                async with gate.slot():
                    gate.note(await self._robots.load(authority, url))
        return self._robots.allows(url)

    async def _second_pass(self) -> list[Capture]:
        """Look once more, later and longer, at all that may end differently.

        Hosts that are down get one visit each; if it fails, the rest is spared.
        """
        again = [c for c in self._captures.values() if TROUBLES[c.status].retry]
        self._progress.planned(len(again))
        first = self._settings.limits
        limits = replace(
            first, timeout_seconds=first.timeout_seconds * SECOND_PASS_FACTOR
        )
        for authority in {origin(capture.url).authority for capture in again}:
            gate = self._politeness.gate(authority)
            if gate.down_as is not None:
                gate.give_another_chance()
                example = next(c for c in again if origin(c.url).authority == authority)
                again.remove(example)
                again.insert(0, example)
                await self._once_more(example, limits)
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(self._once_more(c, limits)) for c in again]
        return [task.result() for task in tasks]

    async def _once_more(self, capture: Capture, limits: Limits) -> Capture:
        if capture is not self._captures[capture.url]:
            return self._captures[capture.url]
        visit, attempts = await self._try(capture.url, limits, second_pass=True)
        target = Target(
            url=capture.url, purpose=capture.purpose, references=capture.references
        )
        if visit.detail == HOST_DOWN and capture.detail != HOST_DOWN:
            visit = replace(visit, detail=capture.detail, status=capture.status)
        return await self._keep(target, visit, (*capture.attempts, *attempts))


def _should_retry(visit: Visit, tries: int, second_pass: bool) -> bool:
    """Answer the one question about trying again."""
    most = TRIES_IN_SECOND_PASS if second_pass else TRIES
    if not TROUBLES[visit.status].retry or tries >= most:
        return False
    if visit.status is FetchStatus.BLOCKED:
        return visit.retry_after is not None
    if visit.status is FetchStatus.TLS_ERROR:
        return tries < 2
    return visit.status is not FetchStatus.TIMEOUT or tries < TRIES_AFTER_TIMEOUT


def _merged(
    old: tuple[Reference, ...], new: tuple[Reference, ...]
) -> tuple[Reference, ...]:
    """Join two lists of references, one for each item and page it is found on."""
    kept: dict[tuple[str, str | None], Reference] = {}
    for reference in (*old, *new):
        kept.setdefault((reference.item_id, reference.found_on), reference)
    return tuple(kept.values())


def _skipped(url: str, status: FetchStatus, detail: str) -> Visit:
    return Visit(final_url=url, status=status, detail=detail)


def _broken(url: str, error: Exception) -> Visit:
    text = f"program error: {type(error).__name__}: {error}"[:200]
    return Visit(final_url=url, status=FetchStatus.REFUSED, detail=text)
