"""How fast one host may be asked, and when to leave it alone.

One ``HostGate`` a host, shared by all that ask it: an even rate, a bound on
requests under way, waiting where the server says so, and a breaker that stops
asking a host which does not answer at all.
"""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from crawler.artifacts import TROUBLES, FetchStatus, Whose

FAILURES_TO_OPEN = 6
"""Failures in a row, with no answer between them, after which a host counts as down."""
FAILURES_AT_START = 3
"""The same, while the host has never answered."""
MAX_RETRY_AFTER = 30.0
"""Seconds we wait at a server's word within a run; beyond that the run goes on
without the page."""

_UNANSWERED = frozenset(
    {FetchStatus.TIMEOUT, FetchStatus.DNS_ERROR, FetchStatus.CONNECT_ERROR}
)


class HostGate:
    """Lets requests to one host through, evenly."""

    def __init__(
        self, rate_per_second: float, concurrency: int, jitter: Callable[[], float]
    ) -> None:
        """Take the limits, and a source of numbers from 0 to 1 for uneven gaps."""
        self._gap = 1.0 / rate_per_second
        self._slots = asyncio.Semaphore(concurrency)
        self._jitter = jitter
        self._next = 0.0
        self._failures = 0
        self._answered = False
        self.down_as: FetchStatus | None = None
        """How the host fails, once it counts as down."""

    @asynccontextmanager
    async def slot(self) -> AsyncIterator[None]:
        """Wait for a place and for the turn, then hold the place."""
        async with self._slots:
            loop = asyncio.get_running_loop()
            turn = max(loop.time(), self._next)
            # Gaps vary by a tenth around the rate, so that we are no metronome.
            self._next = turn + self._gap * (0.9 + 0.2 * self._jitter())
            if (wait := turn - loop.time()) > 0:
                await asyncio.sleep(wait)
            yield

    def hold(self, seconds: float) -> None:
        """Ask nothing of this host for so long."""
        now = asyncio.get_running_loop().time()
        self._next = max(self._next, now + min(seconds, MAX_RETRY_AFTER))

    def note(self, status: FetchStatus, *, answered: bool = False) -> None:
        """Learn from how a try ended; ``answered`` where there was any response."""
        if answered or status not in _UNANSWERED:
            self._failures = 0
            if TROUBLES[status].whose is not Whose.US:
                self._answered = True
            return
        self._failures += 1
        bound = FAILURES_TO_OPEN if self._answered else FAILURES_AT_START
        if self._failures >= bound:
            self.down_as = status

    def give_another_chance(self) -> None:
        """Close the breaker: the next failure opens it again."""
        self.down_as = None
        self._failures = FAILURES_TO_OPEN - 1


Gates = Callable[[str], HostGate]
"""Gives the gate of an authority (``host:port``)."""


class Politeness:
    """The gates of all hosts of a run."""

    def __init__(
        self, rate_per_second: float, concurrency: int, jitter: Callable[[], float]
    ) -> None:
        """Take the limits that hold for each host alone."""
        self._rate = rate_per_second
        self._concurrency = concurrency
        self._jitter = jitter
        self._gates: dict[str, HostGate] = {}

    def slow_down(self, rate_per_second: float, concurrency: int) -> None:
        """Ask hosts that were not met so far no faster than this."""
        self._rate = min(self._rate, rate_per_second)
        self._concurrency = min(self._concurrency, concurrency)

    def gate(self, authority: str) -> HostGate:
        """Give the gate of a host (``host:port``), always the same one."""
        if authority not in self._gates:
            self._gates[authority] = HostGate(
                self._rate, self._concurrency, self._jitter
            )
        return self._gates[authority]
