"""What a site looks like where it has nothing to show, learnt once a run."""

from dataclasses import dataclass

from crawler import soft_errors
from crawler.artifacts import FetchStatus
from crawler.fetcher import Visit
from crawler.looks import Looks
from crawler.urls import has_route, identity, normalise, origin

ENOUGH_LINES = 5
"""A page of fewer lines is too small to be known by its looks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibration:
    """How to tell a page from the site's ways of saying that there is none."""

    home_identities: frozenset[str] = frozenset()
    home_looks: Looks | None = None
    probe_looks: Looks | None = None
    rendered: bool = False
    """True where it was learnt, and is used, of what a browser showed."""

    def judge(self, asked: str, visit: Visit) -> tuple[FetchStatus, str]:
        """Give the status of a visit that answered well, and what told it.

        The details are ``goes-back``, ``goes-home``, ``shows-home``,
        ``shows-not-found``, ``says-not-found`` and ``login``.
        """
        looks = visit.looks
        if visit.status is not FetchStatus.OK or looks is None:
            return visit.status, visit.detail
        final = visit.final_url
        if _went_home(asked, final, self.home_identities):
            return FetchStatus.SOFT_NOT_FOUND, "goes-home"
        if looks.onward is not None and not looks.onward.url:
            return FetchStatus.SOFT_NOT_FOUND, "goes-back"
        if soft_errors.is_login(asked, final, asks_password=looks.asks_password):
            return FetchStatus.FORBIDDEN, "login"
        if looks.says_not_found:
            return FetchStatus.SOFT_NOT_FOUND, "says-not-found"
        if identity(asked) in self.home_identities:
            return FetchStatus.OK, ""
        if has_route(asked) and not self.rendered:
            # Without its scripts such a page looks like any other.
            return FetchStatus.OK, ""
        if _alike(looks, self.probe_looks):
            return FetchStatus.SOFT_NOT_FOUND, "shows-not-found"
        if _alike(looks, self.home_looks):
            return FetchStatus.SOFT_NOT_FOUND, "shows-home"
        return FetchStatus.OK, ""


def calibrate(
    homes: frozenset[str], home: Visit, probe: Visit, *, rendered: bool = False
) -> Calibration:
    """Learn from the front page and from a page that cannot exist."""
    identities = set(homes)
    if home.status is FetchStatus.OK:
        identities.add(identity(home.final_url))
    return Calibration(
        home_identities=frozenset(identities),
        home_looks=_looks(home),
        # A probe that was sent home looks like home; that is told by where it went.
        probe_looks=_looks(probe)
        if identity(probe.final_url) not in identities
        else None,
        rendered=rendered,
    )


def _looks(visit: Visit) -> Looks | None:
    return visit.looks if visit.status is FetchStatus.OK else None


def _alike(looks: Looks, known: Looks | None) -> bool:
    return known is not None and len(looks.lines) >= ENOUGH_LINES and looks.like(known)


def _went_home(asked: str, final: str, homes: frozenset[str]) -> bool:
    if identity(asked) == identity(final) or identity(asked) in homes:
        return False
    if identity(final) in homes:
        return True
    # On a host we know nothing of, its root is its front page. Sent there from
    # another host, one may well be where one was to go: a short link does that.
    at_root = identity(final) == identity(normalise("/", final))
    return at_root and _site(asked) == _site(final)


def _site(url: str) -> str:
    return origin(url).host.removeprefix("www.")
