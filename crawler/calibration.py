"""What a site looks like where it has nothing to show, learnt once a run."""

from dataclasses import dataclass

from crawler import soft_errors
from crawler.artifacts import FetchStatus
from crawler.fetcher import Visit
from crawler.urls import identity, normalise

ENOUGH_LINES = 5
"""A page of fewer lines is too small to be known by its looks."""
HTML_TYPES = frozenset({"", "text/html", "application/xhtml+xml"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibration:
    """How to tell a page from the site's ways of saying that there is none."""

    home_identities: frozenset[str] = frozenset()
    home_looks: frozenset[str] = frozenset()
    probe_looks: frozenset[str] = frozenset()

    def judge(self, asked: str, visit: Visit) -> tuple[FetchStatus, str]:
        """Give the status of a visit that answered well, and what told it.

        The details are ``goes-back``, ``goes-home``, ``shows-home``,
        ``shows-not-found``, ``says-not-found`` and ``login``.
        """
        if visit.status is not FetchStatus.OK or visit.media_type not in HTML_TYPES:
            return visit.status, visit.detail
        if _went_home(asked, visit.final_url, self.home_identities):
            return FetchStatus.SOFT_NOT_FOUND, "goes-home"
        onward = soft_errors.onward(visit.head)
        if onward is not None and not onward.url:
            return FetchStatus.SOFT_NOT_FOUND, "goes-back"
        if soft_errors.is_login(asked, visit.final_url, visit.head):
            return FetchStatus.FORBIDDEN, "login"
        if soft_errors.says_not_found(visit.head):
            return FetchStatus.SOFT_NOT_FOUND, "says-not-found"
        if identity(asked) in self.home_identities:
            return FetchStatus.OK, ""
        looks = soft_errors.fingerprint(visit.head)
        if len(looks) >= ENOUGH_LINES and looks == self.probe_looks:
            return FetchStatus.SOFT_NOT_FOUND, "shows-not-found"
        if len(looks) >= ENOUGH_LINES and looks == self.home_looks:
            return FetchStatus.SOFT_NOT_FOUND, "shows-home"
        return FetchStatus.OK, ""


def calibrate(homes: frozenset[str], home: Visit, probe: Visit) -> Calibration:
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
        else frozenset(),
    )


def _looks(visit: Visit) -> frozenset[str]:
    is_page = visit.status is FetchStatus.OK and visit.media_type in HTML_TYPES
    return soft_errors.fingerprint(visit.head) if is_page else frozenset()


def _went_home(asked: str, final: str, homes: frozenset[str]) -> bool:
    if identity(asked) == identity(final) or identity(asked) in homes:
        return False
    # On a host we know nothing of, its root is its front page.
    return identity(final) in homes or identity(final) == identity(
        normalise("/", final)
    )
