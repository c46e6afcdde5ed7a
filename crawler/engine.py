"""The crawl: waves of targets, polite tries, a second pass, every visit recorded."""

import asyncio
import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from crawler.artifacts import (
    BUDGET,
    CHECKED_ONLY,
    HOST_DOWN,
    NO_BROWSER,
    TROUBLES,
    Capture,
    FetchStatus,
    Purpose,
    Reference,
    Target,
    harms_citizens,
)
from crawler.calibration import Calibration, calibrate
from crawler.fetcher import Clock, Fetcher, Limits, Recorder, Renderer, Visit
from crawler.looks import names_in
from crawler.plan import Plan
from crawler.politeness import Politeness
from crawler.robots import Robots
from crawler.soft_errors import decode_head
from crawler.urls import identity, origin
from crawler.visiting import PROGRAM_ERROR, Tried, Visitor, skipped

SECOND_PASS_FACTOR = 2.0
"""How much longer a visit may take in the second pass."""

OTHERS_PER_SECOND = 4.0
OTHERS_AT_ONCE = 2
"""How other sites are asked at most: they are linked to, and asked for no audit."""

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
    max_run_seconds: float = 4 * 3600
    """After that nothing more is asked; what is left counts as over budget."""


class Engine:
    """Runs one crawl. An instance serves one run."""

    def __init__(
        self,
        settings: CrawlSettings,
        *,
        fetcher: Fetcher,
        renderer: Renderer | None = None,
        recorder: Recorder,
        progress: Progress,
        clock: Clock,
        jitter: Callable[[], float],
    ) -> None:
        """Take what fetches, what records, and the sources of time and chance.

        Without a ``renderer``, what a target asks to be rendered stays as it is.
        """
        self._settings = settings
        self._recorder = recorder
        self._progress = progress
        self._clock = clock
        robots = Robots(fetcher, settings.limits, settings.user_agent)
        politeness = Politeness(settings.rate_per_second, settings.concurrency, jitter)
        self._visitor = Visitor(
            fetcher=fetcher,
            politeness=politeness,
            robots=robots if settings.respect_robots else None,
            clock=clock,
            jitter=jitter,
            end=math.inf,
        )
        self._browser: Visitor | None = None
        if renderer is not None:
            self._browser = replace(
                self._visitor,
                fetcher=_Rendering(renderer, politeness),
                holds_slots=False,
            )
        self._calibration = Calibration()
        self._calibration_rendered: Calibration | None = None
        self._calibrating = asyncio.Lock()
        self._captures: dict[str, Capture] = {}
        self._seen_again: set[str] = set()
        self._confirmed: set[str] = set()
        self._names_wanted: set[str] = set()
        self.names: dict[str, frozenset[str]] = {}
        """The places (ids and names) of pages only looked at, by URL, where links to
        them ask for it and the page was seen whole."""

    async def crawl(self, plan: Plan, follow: Follow) -> tuple[Capture, ...]:
        """Fetch the plan and all that follows from it; give every capture.

        What the recorder or the body store raises ends the crawl.
        """
        loop = asyncio.get_running_loop()
        self._visitor.end = loop.time() + self._settings.max_run_seconds
        if self._browser is not None:
            self._browser.end = self._visitor.end
        self._plan = plan
        home = await self._begin(plan)
        await self._follow_all(follow, [home, *await self._fetch_all(plan.items)])
        # What a second look leads to may need its own.
        while again := await self._second_pass():
            await self._follow_all(follow, again)
        return tuple(self._captures.values())

    async def look_at(self, targets: Sequence[Target]) -> tuple[Capture, ...]:
        """See whether these open, once the crawl is over; give a capture of each.

        Nothing of them is kept. Each is looked at again before it counts as broken.
        """
        politeness = self._visitor.politeness
        politeness.slow_down(OTHERS_PER_SECOND, OTHERS_AT_ONCE)
        self._names_wanted |= {t.url for t in targets if t.names_wanted}
        await self._fetch_all(targets)
        while await self._second_pass():
            pass
        return tuple(self._captures[target.url] for target in targets)

    async def keep(self, capture: Capture) -> None:
        """Record what is known of a URL without a visit, or after it."""
        self._captures[capture.url] = capture
        await self._recorder.record(capture)

    async def _follow_all(self, follow: Follow, wave: list[Capture]) -> None:
        """Fetch what a wave leads to, and so on until nothing more is named."""
        while targets := list(await asyncio.to_thread(follow, wave)):
            wave = await self._fetch_all(await self._new(targets))

    async def _begin(self, plan: Plan) -> Capture:
        """Fetch the front page and the probe, and learn from them."""
        self._progress.planned(2)
        home = await self._first_look(plan.home)
        probe = await self._first_look(plan.probe)
        self._calibration = calibrate(plan.home_identities, home.visit, probe.visit)
        await self._keep(plan.probe, probe)
        return await self._keep(plan.home, home)

    async def _first_look(self, target: Target) -> Tried:
        limits = _limits(self._settings.limits, target.purpose)
        return await self._visitor.visit(target.url, limits, second_pass=False)

    async def _new(self, targets: Iterable[Target]) -> list[Target]:
        """Sort out what is fetched already: that only gains references."""
        fresh: dict[str, Target] = {}
        known = {identity(url): url for url in self._captures}
        for target in targets:
            key = identity(target.url)
            if key in fresh:
                old = fresh[key]
                merged = _merged(old.references, target.references)
                skip = old.skip and target.skip
                fresh[key] = replace(old, references=merged, skip=skip)
            elif key not in known:
                fresh[key] = target
            elif target.render:
                fresh[key] = _again(self._captures[known[key]], render=True)
            elif target.skip or not _left_out(self._captures[known[key]]):
                await self._refer(known[key], target.references)
            else:
                # One item's budget left it out, another's has room for it.
                old_references = self._captures[known[key]].references
                merged = _merged(old_references, target.references)
                fresh[key] = replace(target, url=known[key], references=merged)
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
            visit = skipped(target.url, FetchStatus.REFUSED, target.skip)
            return await self._keep(target, Tried(visit=visit))
        if target.render and target.url in self._captures:
            return await self._render(target.url)
        return await self._keep(target, await self._first_look(target))

    async def _render(self, url: str) -> Capture:
        """Look at a page again, with a browser; what it shows takes the old place.

        Where the browser shows nothing, that is no fact about the site: what plain
        HTTP gave stays.
        """
        await self._calibrate_rendered()
        before = self._captures[url]
        if self._browser is None or before.rendered:
            self._progress.fetched(before)
            return before
        limits = self._settings.limits
        tried = await self._browser.visit(url, limits, second_pass=False)
        return await self._keep_rendered(before, tried)

    async def _calibrate_rendered(self) -> None:
        """Learn once what the front page and a missing page look like in a browser."""
        async with self._calibrating:
            if self._calibration_rendered is not None or self._browser is None:
                return
            home, probe = await asyncio.gather(
                self._known_rendered(self._browser, self._plan.home.url),
                self._known_rendered(self._browser, self._plan.probe.url),
            )
            final = identity(self._captures[self._plan.home.url].final_url)
            self._calibration_rendered = calibrate(
                self._plan.home_identities | {final},
                home.visit,
                probe.visit,
                rendered=True,
            )
            for target, tried in ((self._plan.home, home), (self._plan.probe, probe)):
                if tried.attempts:
                    self._progress.planned(1)
                    await self._keep_rendered(self._captures[target.url], tried)

    async def _known_rendered(self, browser: Visitor, url: str) -> Tried:
        before = self._captures[url]
        if before.status is not FetchStatus.OK:
            return Tried(visit=skipped(url, before.status, before.detail))
        return await browser.visit(url, self._settings.limits, second_pass=False)

    async def _keep_rendered(self, before: Capture, tried: Tried) -> Capture:
        if tried.visit.detail.startswith(NO_BROWSER):
            self._progress.fetched(before)
            return before
        attempts = (*before.attempts, *tried.attempts)
        if tried.visit.status is FetchStatus.OK:
            tried = Tried(visit=tried.visit, attempts=attempts)
            return await self._keep(_again(before), tried, rendered=True)
        return await self._keep_as_it_is(replace(before, attempts=attempts))

    async def _keep_as_it_is(self, capture: Capture) -> Capture:
        self._captures[capture.url] = capture
        await self._recorder.record(capture)
        self._progress.fetched(capture)
        return capture

    async def _keep(
        self, target: Target, tried: Tried, *, rendered: bool = False
    ) -> Capture:
        visit, attempts = tried.visit, tried.attempts
        status, detail = visit.status, visit.detail
        if target.purpose is not Purpose.PROBE:
            shown = self._calibration_rendered if rendered else None
            known = shown or self._calibration
            status, detail = known.judge(target.url, visit)
        if visit.status is FetchStatus.OK and attempts:
            # The try was as good as what it is taken for.
            judged = replace(attempts[-1], status=status, detail=detail)
            attempts = (*attempts[:-1], judged)
        if target.url in self._names_wanted and status is FetchStatus.OK:
            await self._note_names(target.url, visit)
        glanced = target.purpose in CHECKED_ONLY
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
            size=0 if glanced else visit.size,
            detail=detail,
            hops=visit.hops,
            attempts=attempts,
            references=target.references,
            headers=visit.headers,
            rendered=rendered,
        )
        return await self._keep_as_it_is(capture)

    async def _note_names(self, url: str, visit: Visit) -> None:
        is_whole = visit.size <= len(visit.head)
        if is_whole and visit.looks is not None:
            named = await asyncio.to_thread(names_in, decode_head(visit.head))
            if named is not None:
                self.names[url] = named

    async def _second_pass(self) -> list[Capture]:
        """Look once more, later and longer, at all that may end differently.

        Hosts that are down get one visit each; if it fails, the rest is spared.
        """
        again = self._to_see_again()
        self._progress.planned(len(again))
        first = self._settings.limits
        limits = replace(
            first, timeout_seconds=first.timeout_seconds * SECOND_PASS_FACTOR
        )
        examples: list[Capture] = []
        for authority in {origin(capture.url).authority for capture in again}:
            gate = self._visitor.politeness.gate(authority)
            if gate.down_as is not None:
                gate.give_another_chance()
                example = next(c for c in again if origin(c.url).authority == authority)
                again.remove(example)
                examples.append(await self._once_more(example, limits))
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(self._once_more(c, limits)) for c in again]
        return [*examples, *(task.result() for task in tasks)]

    def _to_see_again(self) -> list[Capture]:
        """Choose what gets another look: each page one before it counts as broken."""
        found: list[Capture] = []
        for url, capture in self._captures.items():
            if capture.purpose is Purpose.PROBE or url in self._confirmed:
                continue
            if harms_citizens(capture.status):
                self._confirmed.add(url)
                found.append(capture)
            elif TROUBLES[capture.status].retry and url not in self._seen_again:
                self._seen_again.add(url)
                found.append(capture)
        return found

    async def _once_more(self, capture: Capture, limits: Limits) -> Capture:
        visitor = self._visitor
        if capture.rendered and self._browser is not None:
            visitor = self._browser
        limits = _limits(limits, capture.purpose)
        tried = await visitor.visit(capture.url, limits, second_pass=True)
        visit = tried.visit
        attempts = (*capture.attempts, *tried.attempts)
        if _tells_nothing(tried, capture):
            return await self._keep_as_it_is(replace(capture, attempts=attempts))
        tried = Tried(visit=visit, attempts=attempts)
        return await self._keep(_again(capture), tried, rendered=capture.rendered)


@dataclass(frozen=True, slots=True)
class _Rendering:
    """Has the browser visit a page, each of its requests at its host's turn."""

    renderer: Renderer
    politeness: Politeness

    async def fetch(self, url: str, limits: Limits) -> Visit:
        """Visit ``url``."""
        return await self.renderer.render(url, limits, self.politeness.gate)


def _limits(limits: Limits, purpose: Purpose) -> Limits:
    return replace(limits, glance=True) if purpose in CHECKED_ONLY else limits


def _again(capture: Capture, *, render: bool = False) -> Target:
    """Give the target that a capture was fetched for."""
    return Target(
        url=capture.url,
        purpose=capture.purpose,
        references=capture.references,
        render=render,
    )


def _left_out(capture: Capture) -> bool:
    """Tell whether a URL was never asked because there was no room for it."""
    never_asked = not capture.attempts and capture.status is FetchStatus.REFUSED
    return never_asked and capture.detail == BUDGET


def _tells_nothing(tried: Tried, before: Capture) -> bool:
    """Tell whether a second look added nothing to what the first one saw.

    What a citizen would meet never rests on one look alone: where the second could
    not be had, nothing is known.
    """
    if harms_citizens(before.status):
        return False
    detail = tried.visit.detail
    if detail == HOST_DOWN:
        return before.detail != HOST_DOWN
    return detail == BUDGET or detail.startswith(PROGRAM_ERROR)


def _merged(
    old: tuple[Reference, ...], new: tuple[Reference, ...]
) -> tuple[Reference, ...]:
    """Join two lists of references, one for each item and page it is found on."""
    kept: dict[tuple[str, str | None], Reference] = {}
    for reference in (*old, *new):
        kept.setdefault((reference.item_id, reference.found_on), reference)
    return tuple(kept.values())
