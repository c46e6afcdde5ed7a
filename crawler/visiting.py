"""One URL, visited politely until another try is of no use."""

import asyncio
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass, field

from crawler.artifacts import (
    BUDGET,
    HOST_DOWN,
    TROUBLES,
    Attempt,
    FetchStatus,
    harms_citizens,
)
from crawler.fetcher import BodyStoreError, Clock, Fetcher, Limits, Visit
from crawler.politeness import HostGate, Politeness
from crawler.robots import Robots
from crawler.urls import origin

TRIES = 3
TRIES_AFTER_TIMEOUT = 1
"""In the first pass: a slow page gets its long second look at the end of the run."""
TRIES_IN_SECOND_PASS = 2
"""Of what we could not see; what a citizen would meet is confirmed by one."""
BACKOFF_SECONDS = 0.4
PROGRAM_ERROR = "program error"
"""What ``Visit.detail`` begins with where our own code failed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """The last visit of several, and all of them."""

    visit: Visit
    attempts: tuple[Attempt, ...] = ()


@dataclass(slots=True, kw_only=True)
class Visitor:
    """Makes the visits of one run."""

    fetcher: Fetcher
    politeness: Politeness
    robots: Robots | None
    """None where robots.txt is set aside."""
    clock: Clock
    jitter: Callable[[], float]
    end: float
    """By the event loop's clock: when no more is to be asked."""
    holds_slots: bool = True
    """False where the fetcher waits for the host's turn by itself, at each request."""
    _robots_locks: dict[str, asyncio.Lock] = field(default_factory=dict)

    async def visit(self, url: str, limits: Limits, *, second_pass: bool) -> Tried:
        """Visit until it is worth no further try, or the run's time is over.

        Raises nothing for what a fetcher does, so that one target cannot end the
        run, but what the body store raises: without evidence there is no audit.
        """
        if self.over:
            return Tried(visit=skipped(url, FetchStatus.REFUSED, BUDGET))
        series = _Series(url=url, limits=limits, second_pass=second_pass)
        try:
            async with asyncio.timeout_at(self.end) as bound:
                visit = await self._tries(series)
        except BodyStoreError as error:
            cause = error.__cause__ or error
            raise cause from cause.__cause__
        except Exception as error:  # noqa: BLE001 - see above
            if isinstance(error, TimeoutError) and bound.expired():
                visit = series.last or skipped(url, FetchStatus.REFUSED, BUDGET)
            else:
                visit = _broken(url, error)
        return Tried(visit=visit, attempts=tuple(series.attempts))

    @property
    def over(self) -> bool:
        """Tell whether the run's time is over."""
        return asyncio.get_running_loop().time() >= self.end

    async def _tries(self, series: "_Series") -> Visit:
        gate = self.politeness.gate(origin(series.url).authority)
        if not await self._may_fetch(series.url, gate):
            return skipped(series.url, FetchStatus.ROBOTS, "")
        while True:
            if gate.down_as is not None:
                return skipped(series.url, gate.down_as, HOST_DOWN)
            visit = await self._once(series, gate)
            tries = len(series.attempts)
            if not series.goes_on(visit) or gate.down_as is not None:
                return visit
            pause = BACKOFF_SECONDS * 2 ** (tries - 1) * (0.5 + self.jitter())
            if visit.retry_after is not None:
                gate.hold(visit.retry_after)
            await asyncio.sleep(pause)

    async def _once(self, series: "_Series", gate: HostGate) -> Visit:
        loop = asyncio.get_running_loop()
        async with gate.slot() if self.holds_slots else nullcontext():
            if gate.down_as is not None:
                return skipped(series.url, gate.down_as, HOST_DOWN)
            started_at, began = self.clock(), loop.time()
            visit = await self.fetcher.fetch(series.url, series.limits)
        gate.note(visit.status, answered=visit.http_status is not None)
        series.last = visit
        series.attempts.append(
            Attempt(
                status=visit.status,
                http_status=visit.http_status,
                started_at=started_at,
                elapsed_ms=round((loop.time() - began) * 1000),
                detail=visit.detail,
                second_pass=series.second_pass,
            )
        )
        return visit

    async def _may_fetch(self, url: str, gate: HostGate) -> bool:
        if self.robots is None:
            return True
        authority = origin(url).authority
        async with self._robots_locks.setdefault(authority, asyncio.Lock()):
            if not self.robots.known(authority):
                async with gate.slot():
                    visit = await self.robots.load(authority, url)
                gate.note(visit.status, answered=visit.http_status is not None)
        return self.robots.allows(url)


@dataclass(slots=True, kw_only=True)
class _Series:
    """The tries at one URL, as far as they have got."""

    url: str
    limits: Limits
    second_pass: bool
    attempts: list[Attempt] = field(default_factory=list)
    last: Visit | None = None

    def goes_on(self, visit: Visit) -> bool:
        """Answer the one question about trying again."""
        tries = len(self.attempts)
        most = TRIES_IN_SECOND_PASS if self.second_pass else TRIES
        if not TROUBLES[visit.status].retry or tries >= most:
            return False
        if self.second_pass and harms_citizens(visit.status):
            return False
        if self.limits.glance and not self.second_pass and visit.retry_after is None:
            # There are many links, and each that failed gets its second look.
            return False
        match visit.status:
            case FetchStatus.BLOCKED:
                return visit.retry_after is not None
            case FetchStatus.TLS_ERROR:
                return tries < 2
            case FetchStatus.TIMEOUT:
                return tries < TRIES_AFTER_TIMEOUT
            case FetchStatus.CONNECT_ERROR:
                # An answer that finds fault with our request will do so again.
                return visit.http_status is None
            case _:
                return True


def skipped(url: str, status: FetchStatus, detail: str) -> Visit:
    """Give what stands for a visit that was not made."""
    return Visit(final_url=url, status=status, detail=detail)


def _broken(url: str, error: Exception) -> Visit:
    text = f"{PROGRAM_ERROR}: {type(error).__name__}: {error}"[:200]
    return skipped(url, FetchStatus.REFUSED, text)
