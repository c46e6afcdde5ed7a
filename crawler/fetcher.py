"""What the engine asks of a fetcher and of the place that keeps bytes."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from crawler.artifacts import Capture, FetchStatus, Hop
from crawler.looks import Looks
from crawler.politeness import Gates


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much one visit may take."""

    timeout_seconds: float = 30.0
    """For the whole visit, redirects and body included."""
    max_bytes: int = 52_428_800
    """Of the decoded body."""
    max_hops: int = 10
    glance: bool = False
    """True where it is enough to see that there is a body: its start is read, and
    nothing of it is kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """What one try at a URL gave, before anyone thinks about it."""

    final_url: str
    status: FetchStatus
    http_status: int | None = None
    headers: tuple[tuple[str, str], ...] = ()
    """Names in lower case."""
    media_type: str = ""
    charset: str = ""
    digest: str | None = None
    size: int = 0
    head: bytes = b""
    """The first bytes of the decoded body, at most ``HEAD_BYTES``."""
    looks: Looks | None = None
    """Of a web page that answered well; the fetcher parses it, nobody else does."""
    hops: tuple[Hop, ...] = ()
    detail: str = ""
    retry_after: float | None = None
    """Seconds the server asks us to wait; None where it does not."""


HEAD_BYTES = 1_000_000
"""How much of a body is kept in memory to recognise not-found pages and walls."""


class BodyStoreError(Exception):
    """The body store failed, which is no fault of a site. The cause says how."""


class Fetcher(Protocol):
    """Visits one URL once. Never raises for anything the web does.

    Raises ``BodyStoreError`` where the place that keeps bodies fails.
    """

    async def fetch(self, url: str, limits: Limits) -> Visit:
        """Visit ``url`` and follow its redirects."""
        ...


class Renderer(Protocol):
    """Visits one URL once, in a browser. Raises no more than a ``Fetcher`` does."""

    async def render(self, url: str, limits: Limits, gates: Gates) -> Visit:
        """Visit ``url``; each of its requests waits for its turn at ``gates``."""
        ...


class BodyWriter(Protocol):
    """Takes the bytes of one body."""

    def write(self, data: bytes) -> None:
        """Add bytes."""
        ...

    def commit(self) -> tuple[str, int]:
        """Keep what was written; give its sha256 and size."""
        ...

    def abort(self) -> None:
        """Forget what was written."""
        ...


class BodyStore(Protocol):
    """Keeps bodies by their digest."""

    def writer(self) -> BodyWriter:
        """Begin a body."""
        ...


class Recorder(Protocol):
    """Takes captures as they come, so that nothing gathered is lost."""

    async def record(self, capture: Capture) -> None:
        """Keep a capture; a later one of the same URL replaces it."""
        ...


class Clock(Protocol):
    """Tells the time of day."""

    def __call__(self) -> datetime:
        """Give the time now, aware, UTC."""
        ...
