"""What a check says: outcome, reason, facts and proof. No sentences here."""

from dataclasses import dataclass
from enum import StrEnum


class Outcome(StrEnum):
    """What a check says of one requirement."""

    PASSED = "passed"
    FAILED = "failed"
    INCONCLUSIVE = "inconclusive"
    NOT_APPLICABLE = "not_applicable"
    ERROR = "error"


class Reason(StrEnum):
    """Why: stored, counted and documented, so a member is never renamed."""

    # reachable
    OPENS = "opens"
    NO_URL = "no-url"
    GONE = "gone"
    UNSEEN = "unseen"
    HOST_DOWN = "host-down"
    # reachable-from-home
    LINKED = "linked"
    NOT_LINKED = "not-linked"
    # right-page
    TITLE_FITS = "title-fits"
    TITLE_OF_OTHER_ITEM = "title-of-other-item"
    TITLE_UNLIKE = "title-unlike"
    # placeholder
    SHOWS_CONTENT = "shows-content"
    # document, text and all that look for an element
    FOUND = "found"
    ABSENCE_STATED = "absence-stated"
    MISSING = "missing"
    EMPTY_PAGE = "empty-page"
    PLACEHOLDER = "placeholder"
    BROKEN_LINK = "broken-link"
    ONLY_PICTURES = "only-pictures"
    UNREADABLE_FILE = "unreadable-file"
    ELSEWHERE = "elsewhere"
    OTHER_DOCUMENT = "other-document"
    NEAR_WORDING = "near-wording"
    COLUMNS_MISSING = "columns-missing"
    EMPTY_TABLE = "empty-table"
    NO_CONTACT = "no-contact"
    NO_FIGURES = "no-figures"
    NOT_A_CHANNEL = "not-a-channel"
    BEHIND_LOGIN = "behind-login"
    # fiscal-year and months-covered
    CURRENT = "current"
    NOT_YET_DUE = "not-yet-due"
    STALE = "stale"
    NO_DATE = "no-date"
    YEARS_DISAGREE = "years-disagree"
    MONTHS_MISSING = "months-missing"
    # machine-readable
    OPEN_ENOUGH = "open-enough"
    NOT_OPEN_ENOUGH = "not-open-enough"
    # any check, said by the runner
    NOTHING_TO_JUDGE = "nothing-to-judge"
    ELEMENT_MISSING = "element-missing"
    CHECK_BROKE = "check-broke"


UNSEEN = frozenset({Reason.UNSEEN, Reason.HOST_DOWN, Reason.CHECK_BROKE})
"""Reasons that mean "we could not see"; other inconclusive ones mean "a person must
look"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """One proof of a finding: what was read, and where it stands."""

    url: str
    digest: str | None = None
    """sha256 of the stored bytes; None where the visit gave none."""
    quote: str = ""
    """The words themselves, at most 300 characters, cut at a whole character."""
    locator: str = ""
    """Where they stand, as ``str(Locator)`` writes it."""
    screenshot: str | None = None
    """sha256 of a stored picture of the page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """The outcome of one check for one requirement of one item."""

    outcome: Outcome
    reason: Reason
    facts: tuple[tuple[str, str], ...] = ()
    """Name and value of what the sentence for ``reason`` mentions."""
    evidence: tuple[Evidence, ...] = ()
    requirement: str = ""
    """Id of the requirement; filled in by ``checks.run``, as is ``check``."""
    check: str = ""
