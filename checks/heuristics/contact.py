"""Can citizens reach the office: address, telephone, e-mail, map, social network?"""

import re
from collections.abc import Callable, Iterator
from enum import StrEnum

from checks.check import Element, check
from checks.element import scope_of
from checks.finding import Finding, Outcome, Reason
from checks.missing import element_missing, explain, said
from checks.naming import Mention
from checks.subject import Subject
from checks.wording import finds, finds_in_key, folded
from documents.document import WRITTEN, Block, Role

NAME = "contact"
LINES = 5
"""An address is written on at most so many lines."""

_PLACES = (
    ("ถนน", "ถ.", "ซอย", "ซ.", "หมู่", "เลขที่", "road", "rd.", "soi", "street"),
    ("แขวง", "เขต", "sub-district", "district", "khwaeng", "khet"),
    ("กรุงเทพ", "กทม", "bangkok"),
)
_MAKERS = ("พัฒนาเว็บ", "ผู้พัฒนา", "ออกแบบเว็บ", "จัดทำเว็บ", "webmaster", "powered by")
"""Whoever made the site is not the office."""
_POSTAL_CODE = re.compile(r"(?<!\d)10\d{3}(?!\d)")
_MAPS = (
    "google.com/maps",
    "google.co.th/maps",
    "maps.google",
    "goo.gl/maps",
    "maps.app.goo.gl",
    "g.page/",
    "openstreetmap",
    "longdo",
    "bing.com/maps",
    "แผนที่",
    "google map",
    "พิกัด",
)
_SOCIAL = re.compile(
    r"(facebook\.com|fb\.com|fb\.me|m\.me|line\.me|lin\.ee|twitter\.com|//x\.com"
    r"|instagram\.com|tiktok\.com|youtube\.com|youtu\.be)/(?!sharer|share|intent|dialog)\S",
    re.IGNORECASE,
)


class Part(StrEnum):
    """What of a contact is asked for."""

    ADDRESS = "address"
    PHONE = "phone"
    EMAIL = "email"
    MAP = "map"
    SOCIAL = "social"


class ContactOptions(Element):
    """Which part of a contact."""

    part: Part
    """``address``, ``phone``, ``email``, ``map`` or ``social``."""


@check(NAME, options=ContactOptions)
def contact(subject: Subject, options: ContactOptions) -> Iterator[Finding]:
    """The content shows that part of a contact: in words, as a link, or embedded.

    Why it matters: each part is ticked for itself; the footer of every page does not
    count as the page for contacts.
    Cannot tell when: it may be in a picture.
    """
    scope = scope_of(subject, options.of)
    if options.of and not scope.mentions:
        yield element_missing(options)
        return
    shows = _SHOWS[options.part]
    for passage in scope.passages:
        for at, block in enumerate(passage.blocks):
            if shows(passage.blocks, at):
                mention = Mention(
                    source=passage.source, block=block, text=block.text or block.href
                )
                yield said(options, Outcome.PASSED, Reason.FOUND, [mention])
                return
    yield explain(subject, options, scope, ())


def _address(blocks: tuple[Block, ...], at: int) -> bool:
    """Tell whether an address begins here: street, district, city or postal code."""
    if blocks[at].role not in WRITTEN or not finds(_PLACES[0], blocks[at].text):
        return False
    lines = [b.text for b in blocks[at : at + LINES] if b.role in WRITTEN]
    whole = folded(" ".join(lines))
    code = bool(_POSTAL_CODE.search(whole))
    city = finds_in_key(_PLACES[2], whole)
    if city and code:
        # Street, city and postal code will do without the district.
        return True
    return finds_in_key(_PLACES[1], whole) and (city or code)


def _phone(blocks: tuple[Block, ...], at: int) -> bool:
    block = blocks[at]
    return finds(("<phone>",), block.text) or block.href.startswith("tel:")


def _email(blocks: tuple[Block, ...], at: int) -> bool:
    """E-mail; the portal's spam guard writes "email protected" in its place."""
    block = blocks[at]
    if finds(_MAKERS, block.text):
        return False
    if block.href.startswith("mailto:") and "@" in block.href:
        return True
    return finds(("<email>", "email protected"), block.text)


def _map(blocks: tuple[Block, ...], at: int) -> bool:
    block = blocks[at]
    if block.role in (Role.LINK, Role.FRAME, Role.IMAGE):
        return finds(_MAPS, f"{block.text} {block.href}")
    following = blocks[at + 1 : at + 3]
    pictured = any(b.role in (Role.IMAGE, Role.FRAME) for b in following)
    return pictured and len(block.text) <= 80 and finds(_MAPS, block.text)


def _social(blocks: tuple[Block, ...], at: int) -> bool:
    block = blocks[at]
    if block.href:
        return bool(_SOCIAL.search(block.href))
    return block.role in WRITTEN and bool(
        _SOCIAL.search(block.text) or _SOCIAL_ID.search(folded(block.text))
    )


_SOCIAL_ID = re.compile(
    r"(?:line(?:id|oa|official)?|ไลน์(?:ไอดี|id)?)[:=]*@?[a-z0-9._-]{3,}"
    r"|(?:facebook|fb|เฟซบุ๊ก|เฟสบุ๊ค|เพจ)[:=]+\S{4,}"
)

_SHOWS: dict[Part, Callable[[tuple[Block, ...], int], bool]] = {
    Part.ADDRESS: _address,
    Part.PHONE: _phone,
    Part.EMAIL: _email,
    Part.MAP: _map,
    Part.SOCIAL: _social,
}
