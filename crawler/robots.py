"""robots.txt: asked once a host, obeyed where it could be read.

A host whose robots.txt cannot be read is asked for its pages all the same: the
audit is the site owner's own, at a low rate, and a lost robots.txt must not turn
thirty items unseen.
"""

from protego import Protego

from crawler import soft_errors
from crawler.artifacts import FetchStatus
from crawler.fetcher import Fetcher, Limits, Visit
from crawler.urls import origin, without_route

MAX_ROBOTS_BYTES = 512_000


class Robots:
    """The rules of all hosts of a run."""

    def __init__(self, fetcher: Fetcher, limits: Limits, user_agent: str) -> None:
        """Take what asks, and as whom."""
        self._fetcher = fetcher
        self._limits = Limits(
            timeout_seconds=limits.timeout_seconds, max_bytes=MAX_ROBOTS_BYTES
        )
        self._user_agent = user_agent
        self._rules: dict[str, Protego | None] = {}

    async def load(self, authority: str, example: str) -> Visit:
        """Ask a host for its rules; ``example`` is any URL of it."""
        place = origin(example)
        # An IPv6 address needs its brackets back.
        host = f"[{place.host}]" if ":" in place.host else place.host
        visit = await self._fetcher.fetch(
            f"{place.scheme}://{host}:{place.port}/robots.txt", self._limits
        )
        text = soft_errors.decode_head(visit.head) if visit.head else ""
        is_rules = visit.status is FetchStatus.OK and "<html" not in text[:2000].lower()
        self._rules[authority] = Protego.parse(text) if is_rules else None
        return visit

    def known(self, authority: str) -> bool:
        """Tell whether a host was asked already."""
        return authority in self._rules

    def allows(self, url: str) -> bool:
        """Tell whether the host's rules let us fetch ``url``."""
        rules = self._rules.get(origin(url).authority)
        return rules is None or bool(
            rules.can_fetch(without_route(url), self._user_agent)
        )
