"""Links: which are worth a look, and which of them lead nowhere. Pure."""

import ipaddress
import re
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import unquote, urlsplit

from crawler.artifacts import BUDGET, HOST_DOWN, Capture, FetchStatus
from crawler.urls import BadUrlError, normalise, origin, portal_key, without_route

BAD_MAIL = "bad-mail"
"""``Capture.detail`` of a ``mailto:`` link that no mail program can use."""
BAD_PHONE = "bad-phone"
"""The same of a ``tel:`` link."""
BAD_ADDRESS = "bad-address"
"""The same of a link that no browser can follow, such as ``file:///C:/``."""
NO_PLACE = "no-such-place"
"""The same of a link to a place (``#name``) that its page does not have."""
LONGEST = 2_000

_SCHEME = re.compile(r"([a-zA-Z][a-zA-Z0-9+.-]*):")
_LOCAL = re.compile(r"file:|[a-zA-Z]:(?:[\\/]|%5[cC])|\\\\")
_MEANT_HTTP = re.compile(r"ht{1,3}p?s?|ttps?|hhtt?ps?|http\w")
_MAIL = re.compile(r"[^\s@,;<>\"]+@(?:[^\s@,;<>\".]+\.)+[^\s@,;<>\".]{2,}")
_PHONE = re.compile(r"\+?[\d\s().*#,/-]{3,}", re.ASCII)
_PHONE_WORDS = re.compile(r"ต่อ|ext\.?|x", re.IGNORECASE)
_SHARES = re.compile(
    r"(?:facebook\.com/(?:sharer|share\.php|dialog/)|(?:twitter|x)\.com/(?:intent|share)"
    r"|line\.me/(?:r/msg|lineit/share)|linkedin\.com/(?:share|cws)"
    r"|pinterest\.\w+/pin/create|(?:wa\.me|api\.whatsapp\.com)/(?:send)?\?"
    r"|(?:t|telegram)\.me/share|translate\.google\.)",
    re.IGNORECASE,
)


class LinkKind(StrEnum):
    """What following a link would do."""

    WEB = "web"
    TROUBLE = "trouble"
    """Nothing: it is written wrong."""
    OTHER = "other"
    """Something that is not looked into: mail, a call, a script, an app."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadLink:
    """A link as a page has it, read."""

    kind: LinkKind
    url: str = ""
    """Normalised, without its fragment; as written where it is wrong."""
    name: str = ""
    """The place within the page that is meant, as written; empty where none is."""
    trouble: str = ""
    """What is wrong: one of the codes above."""


def read_link(href: str, base: str, *, rendered: bool = False) -> ReadLink:
    """Read an address as found in a page at ``base``.

    ``rendered``: a browser showed the page, so what looks like a route is one.
    """
    address = href.strip()
    scheme = _SCHEME.match(address)
    name = scheme[1].lower() if scheme else ""
    if _LOCAL.match(address):
        return _wrong(address, BAD_ADDRESS)
    match name:
        case "mailto":
            return _other(address, BAD_MAIL if _is_bad_mail(address[7:]) else "")
        case "tel":
            return _other(address, BAD_PHONE if _is_bad_phone(address[4:]) else "")
        case "" | "http" | "https":
            pass
        case _ if _MEANT_HTTP.fullmatch(name):
            return _wrong(address, BAD_ADDRESS)
        case _:
            # Scripts, apps ("line:", "sms:") and what browsers hand on ("ftp:").
            return ReadLink(kind=LinkKind.OTHER)
    try:
        url = normalise(address, base)
    except BadUrlError:
        return _wrong(address, BAD_ADDRESS)
    place = address.partition("#")[2]
    if rendered and "#" in url:
        return ReadLink(kind=LinkKind.WEB, url=url)
    url = without_route(url)
    if place.startswith(("/", "!", ":~:")) or unquote(place).lower() == "top":
        place = ""
    return ReadLink(kind=LinkKind.WEB, url=url, name=place)


def _wrong(address: str, trouble: str) -> ReadLink:
    return ReadLink(kind=LinkKind.TROUBLE, url=address[:LONGEST], trouble=trouble)


def _other(address: str, trouble: str) -> ReadLink:
    return _wrong(address, trouble) if trouble else ReadLink(kind=LinkKind.OTHER)


def _is_bad_mail(rest: str) -> bool:
    """Tell whether no address, or a wrong one, is given; one may stand in ``to=``."""
    people, _, more = rest.partition("?")
    if not people:
        return "to=" not in more.lower() and "subject=" not in more.lower()
    listed = [part.strip() for part in re.split(r"[,;]", unquote(people))]
    return not all(_MAIL.fullmatch(_bare(part)) for part in listed if part) or not any(
        listed
    )


def _bare(address: str) -> str:
    """Give the address in ``Name <address>``."""
    inside = re.search(r"<([^<>]+)>\s*$", address)
    return inside[1] if inside else address


def _is_bad_phone(rest: str) -> bool:
    number, _, _ = unquote(rest).strip().partition(";")
    number = _PHONE_WORDS.sub(" ", number)
    digits = sum(character.isdigit() for character in number)
    return not _PHONE.fullmatch(number) or digits < 3  # 191, 1555


def names_place(names: frozenset[str], name: str) -> bool:
    """Tell whether a page with these places has the one that a link names."""
    return name in names or unquote(name) in names


def link_key(url: str) -> str:
    """Give the key under which two links need one look only.

    The portal finds its pages by number. Elsewhere any difference counts: a
    trailing slash may be what is wrong.
    """
    return portal_key(url) or url


def only_shares(url: str) -> bool:
    """Tell whether a link only offers the page itself to others."""
    return _SHARES.search(url) is not None


def is_private(url: str) -> bool:
    """Tell whether an address is of no use outside the network it is in."""
    host = urlsplit(url).hostname or ""
    if host == "localhost" or host.endswith((".local", ".localhost", ".lan")):
        return True
    try:
        return not ipaddress.ip_address(host).is_global
    except ValueError:
        return False


def is_domain(url: str) -> bool:
    """Tell whether only a name server knows where an address is."""
    host = urlsplit(url).hostname or ""
    last = host.rpartition(".")[2]
    return "." in host and not last.isdecimal() and last != "localhost"


def _never_resolves(url: str) -> bool:
    """Tell whether a host has a name that is nobody's, whatever name servers say."""
    host = urlsplit(url).hostname or ""
    return "." not in host or host.endswith((".invalid", ".test", ".example"))


class Standing(StrEnum):
    """What is said of a link."""

    WORKS = "works"
    BROKEN = "broken"
    UNSURE = "unsure"
    """It could not be seen, or may well open for people."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """What a run as a whole tells of each of its links."""

    own: frozenset[str]
    """Hosts (with ports) that are the site itself."""
    answered: bool
    """False where nothing answered at all: our own network, most likely."""
    names_resolve: bool = True
    """False where no host was reached by a name that a name server had to tell."""
    scripted: frozenset[str] = frozenset()
    """Hosts whose pages only a browser shows, so that all look alike to us."""


def standing(capture: Capture, sight: Sight) -> Standing:
    """Say whether a link that was looked at is broken.

    Broken is what a visitor with a browser would meet as well. A wall, a login or
    robots.txt prove nothing, and nor does a denial by another site.
    """
    match capture.status:
        case FetchStatus.OK | FetchStatus.TOO_LARGE:
            return Standing.WORKS
        case FetchStatus.BLOCKED | FetchStatus.ROBOTS:
            return Standing.UNSURE
        case FetchStatus.NOT_FOUND | FetchStatus.REDIRECT_LOOP:
            return Standing.BROKEN
        case FetchStatus.SERVER_ERROR | FetchStatus.TLS_ERROR | FetchStatus.TRUNCATED:
            return Standing.BROKEN
        case FetchStatus.SOFT_NOT_FOUND:
            hidden = capture.detail.startswith("shows-") and not capture.rendered
            scripted = _authority(capture.final_url) in sight.scripted
            return Standing.UNSURE if hidden and scripted else Standing.BROKEN
        case FetchStatus.FORBIDDEN:
            denied = capture.http_status == 403 and capture.detail != "login"
            own = _authority(capture.final_url) in sight.own
            return Standing.BROKEN if denied and own else Standing.UNSURE
        case FetchStatus.REFUSED:
            ours = capture.detail == BUDGET or not is_private(capture.final_url)
            return Standing.UNSURE if ours else Standing.BROKEN
        case FetchStatus.TIMEOUT | FetchStatus.DNS_ERROR | FetchStatus.CONNECT_ERROR:
            own_host = _authority(capture.url) in sight.own
            spared = capture.detail == HOST_DOWN and own_host
            # An answer that finds fault with our request may be meant for us alone.
            faulted = capture.http_status is not None and (
                capture.status is FetchStatus.CONNECT_ERROR
                and not (own_host and 400 <= capture.http_status < 500)
            )
            nameless = capture.status is FetchStatus.DNS_ERROR and not (
                sight.names_resolve or _never_resolves(capture.final_url)
            )
            seen = sight.answered and not (spared or faulted or nameless)
            return Standing.BROKEN if seen else Standing.UNSURE


def _authority(url: str) -> str:
    return origin(url).authority if url.startswith("http") else ""
