"""Is there a channel that citizens can use: a form, a system, a tracking page?"""

from collections.abc import Iterator, Sequence
from enum import StrEnum

from pydantic import Field

from checks.carriers import Standing, links_inside, section, standing_of
from checks.check import Worded, check
from checks.destinations import Destination, destination_of
from checks.element import scope_of, stated_absent
from checks.finding import Finding, Outcome, Reason
from checks.forms import asks_login, is_box, is_closed, is_form
from checks.labels import is_neutral
from checks.missing import element_missing, explain, said
from checks.naming import Mention, mentions
from checks.subject import Source, Subject, same_site, site_host
from checks.wanted import Wanted
from checks.wording import finds
from crawler.artifacts import FetchStatus, Purpose
from crawler.urls import identity
from documents.document import Block, Document, Kind, Role

NAME = "channel"
_APPLY = ("ยื่นคำ", "แบบยื่น", "แบบคำขอ", "แบบฟอร์มขอ", "สมัคร", "apply")
"""Words of a link that leads to where something is requested anew."""
_ENTRANCE = (
    "ระบบ",
    "เข้าใช้",
    "เข้าสู่",
    "คลิก",
    "กดที่นี่",
    "ลงทะเบียน",
    "ยื่น",
    "แบบฟอร์ม",
    "แบบสำรวจ",
    "แบบประเมิน",
    "แบบสอบถาม",
    "ออนไลน์",
    "online",
    "form",
    "http",
    "www.",
    "qr code",
    "สแกน",
    "กรอก",
    "ฟอร์ม",
    "แจ้ง",
    "ส่งเรื่อง",
    "ส่งข้อมูล",
    "submit",
)
"""Words of a link that leads into a system, under a heading that names the channel."""


class ChannelOptions(Worded):
    """What the channel is called."""

    any: tuple[str, ...] = Field(min_length=1)
    """Wordings of the channel: in labels or addresses of links, or in headings over a
    form."""
    lookup: bool = False
    """True: to look something up is what the channel is for; a search box will do."""


NOTICE = 3
"""So many lines over a form may say that it is closed."""


class Use(StrEnum):
    """What a citizen meets behind a mention, best first."""

    USABLE = "usable"
    PICTURE = "picture"
    ELSEWHERE = "elsewhere"
    UNSEEN = "unseen"
    LOGIN = "login"
    BROKEN = "broken"
    DESCRIBED = "described"


@check(NAME, options=ChannelOptions)
def channel(subject: Subject, options: ChannelOptions) -> Iterator[Finding]:
    """A form stands on the page, or a link leads to a form or system open to anyone.

    An embedded video, map or page of a social network is no form, nor is a link to one,
    unless its host is among the wordings.

    Why it matters: a page that only describes a service, or a form to print, is no
    online channel; one behind a login of the office's own is closed to citizens.
    Cannot tell when: the link leads to a page that was not read for the item, to the
    home page of another body by a label that says nothing, or only a picture, such as
    a QR code, shows the way.
    """
    scope = scope_of(subject, options.of)
    if options.of and not scope.mentions:
        yield element_missing(options)
        return
    wanted = Wanted(any=options.any, without=options.without, where="links")
    found = [m for m in mentions(subject, wanted) if scope.holds(m)]
    uses = [(_use(subject, options, mention), mention) for mention in found]
    facts = (("wordings", " / ".join(options.any[:3])),)
    usable = [mention for use, mention in uses if use is Use.USABLE]
    if len(usable) >= options.at_least:
        yield said(options, Outcome.PASSED, Reason.FOUND, usable[:3], facts)
        return
    stated = [m for m in stated_absent(subject, options.absence) if scope.holds(m)]
    if stated:
        yield said(options, Outcome.PASSED, Reason.ABSENCE_STATED, stated[:1], facts)
        return
    order = list(Use)
    use, mention = min(
        uses, key=lambda pair: order.index(pair[0]), default=(Use.DESCRIBED, None)
    )
    if mention is not None and (reason := _REASONS.get(use)):
        yield said(options, *reason, [mention], facts)
    else:
        described = [] if mention is None else [mention]
        reason_ = Reason.NOT_A_CHANNEL if described else Reason.MISSING
        yield explain(subject, options, scope, [], facts, reason_)


_REASONS: dict[Use, tuple[Outcome, Reason]] = {
    Use.PICTURE: (Outcome.INCONCLUSIVE, Reason.ONLY_PICTURES),
    Use.ELSEWHERE: (Outcome.INCONCLUSIVE, Reason.ELSEWHERE),
    Use.UNSEEN: (Outcome.INCONCLUSIVE, Reason.UNSEEN),
    Use.LOGIN: (Outcome.FAILED, Reason.BEHIND_LOGIN),
    Use.BROKEN: (Outcome.FAILED, Reason.BROKEN_LINK),
}


def _use(subject: Subject, options: ChannelOptions, mention: Mention) -> Use:
    """Tell what a citizen meets behind a mention."""
    block = mention.source.blocks[mention.index]
    if block.role in (Role.LINK, Role.FRAME):
        return _behind(subject, mention.source, block, options)
    if block.role is Role.IMAGE:
        link = _link_around(mention.source.blocks, mention.index)
        if link is None:
            return Use.PICTURE
        return _behind(subject, mention.source, link, options)
    blocks = mention.source.blocks
    if block.role is Role.FIELD:
        usable = is_form(blocks) and not is_closed(blocks)
        return Use.USABLE if usable else Use.DESCRIBED
    inside = links_inside(blocks, mention.index)
    below = inside or section(blocks, mention.index)
    entrances = [
        b
        for at, b in enumerate(below)
        if (_is_entrance(b) or _leads_to_form(subject, mention.source, b))
        and not _asks_anew(options, b)
        and not finds(options.without, f"{b.text} {b.href} {_line_of(below, at)}")
    ]
    uses: list[Use] = []
    if not inside and not _of_other_form(below, options):
        fields = _open_fields(below)
        if is_form(fields) or (options.lookup and is_box(fields)):
            above = blocks[max(0, mention.index - NOTICE) : mention.index]
            return Use.DESCRIBED if is_closed((*above, *below)) else Use.USABLE
        frames = [b for b in below if b.role is Role.FRAME]
        shown = [b for b in frames if not finds(options.without, b.text)]
        uses = [_behind(subject, mention.source, b, options) for b in shown]
        if asks_login(below):
            # Links beside a login lead into the same system, but for a form apart.
            apart = any(_is_form_service(b) for b in (*shown, *entrances))
            return Use.USABLE if apart else Use.LOGIN
    uses += [_behind(subject, mention.source, b, options) for b in entrances]
    if not uses and any(b.role is Role.IMAGE and finds(("qr",), b.text) for b in below):
        return Use.PICTURE
    return min(uses, key=list(Use).index, default=Use.DESCRIBED)


def _link_around(blocks: Sequence[Block], index: int) -> Block | None:
    """Give the link that a picture stands in, a button say."""
    nodes = blocks[index].nodes
    after = blocks[index + 1 : index + 3]
    links = (b for b in after if b.role is Role.LINK and b.nodes)
    return next((b for b in links if b.nodes[-1] in nodes[:-1]), None)


def _is_entrance(block: Block) -> bool:
    """Tell whether a link may lead into the system that a heading over it names."""
    if block.role is not Role.LINK:
        return False
    is_called_so = is_neutral(block.text) or finds(_ENTRANCE, block.text)
    return is_called_so or _is_form_service(block)


def _asks_anew(options: ChannelOptions, block: Block) -> bool:
    """Tell whether a link leads to a new request, where a sent one is looked up."""
    return (
        options.lookup
        and finds(_APPLY, block.text)
        and not finds(options.any, block.text)
    )


def _leads_to_form(subject: Subject, source: Source, block: Block) -> bool:
    """Tell whether a link leads to a page of the item on which there is a form."""
    target = subject.target(block) if block.role is Role.LINK else None
    return target is not None and target is not source and is_form(target.blocks)


def _is_form_service(block: Block) -> bool:
    is_web = block.href.startswith(("http://", "https://"))
    return is_web and destination_of(block.href) is Destination.FORM


def _open_fields(blocks: Sequence[Block]) -> list[Block]:
    """Give the fields that are in no form with a box for a password."""
    fields = [b for b in blocks if b.role is Role.FIELD]
    closed = {_form_around(b) for b in fields if asks_login([b])}
    return [b for b in fields if _form_around(b) not in closed]


def _form_around(field: Block) -> int:
    """Give the number of the form element that a field is in; 0 for none."""
    forms = (
        n for tag, n in zip(field.path, field.nodes, strict=False) if tag == "form"
    )
    return next(forms, 0)


def _line_of(blocks: tuple[Block, ...], at: int) -> str:
    """Give the line of text in which a link stands; empty where it stands alone."""
    nodes = blocks[at].nodes
    lines = (b for b in blocks if b.role is not Role.LINK and b.nodes)
    return next((b.text for b in lines if b.nodes[-1] in nodes), "")


def _of_other_form(below: tuple[Block, ...], options: ChannelOptions) -> bool:
    """Tell whether the words at a form show that it is for something else."""
    return any(
        finds(options.without, block.text)
        for at, block in enumerate(below)
        if block.role is not Role.LINK
        and any(b.role is Role.FIELD for b in below[at : at + 2])
    )


def _behind(
    subject: Subject, source: Source, block: Block, options: ChannelOptions
) -> Use:
    """Tell what a link leads to, or what an embedded page is."""
    if not block.href.startswith(("http://", "https://")):
        return Use.DESCRIBED
    target = subject.target(block)
    if target is source:
        return Use.DESCRIBED
    if target is not None:
        return _of_target(subject, target, options)
    here = source.capture.final_url
    if not same_site(block.href, here):
        return _elsewhere(block, options)
    itself = identity(block.href) == identity(here)
    return Use.DESCRIBED if itself else Use.ELSEWHERE


def _elsewhere(block: Block, options: ChannelOptions) -> Use:
    """Tell what a page of another site is, which was not read: by label and address."""
    is_wanted = finds(options.any, f"{block.text} {block.href}")
    match destination_of(block.href):
        case Destination.FORM:
            return Use.USABLE
        case Destination.SHOW:
            is_asked_for = finds(options.any, site_host(block.href))
            return Use.USABLE if is_asked_for else Use.DESCRIBED
        case Destination.HOME:
            return Use.USABLE if is_wanted else Use.ELSEWHERE
        case _:
            # A link names what it leads to; a frame may be there for any reason.
            is_link = block.role is Role.LINK
            usable = is_link or is_wanted or options.lookup
            return Use.USABLE if usable else Use.ELSEWHERE


def _of_target(subject: Subject, target: Source, options: ChannelOptions) -> Use:
    standing = standing_of(target)
    if standing is Standing.UNSEEN:
        # Where most of the site is closed to us, one closed page says nothing.
        return Use.UNSEEN
    if target.capture.status is FetchStatus.FORBIDDEN:
        return Use.LOGIN
    if standing is Standing.BROKEN:
        return Use.BROKEN
    if target.document is None or target.purpose is Purpose.ATTACHMENT:
        return Use.DESCRIBED
    return _of_page(subject, target, target.document, options)


def _of_page(
    subject: Subject, target: Source, document: Document, options: ChannelOptions
) -> Use:
    """Tell whether a page of the site is a form, or leads into a system."""
    blocks = document.blocks
    fields = _open_fields(blocks)
    entered = is_form(fields) or (options.lookup and is_box(fields))
    if document.kind is Kind.HTML and entered:
        useless = _of_other_form(blocks, options) or is_closed(blocks)
        return Use.DESCRIBED if useless else Use.USABLE
    ways = [
        b
        for at, b in enumerate(blocks)
        if (b.role is Role.FRAME or _is_entrance(b))
        and not finds(options.without, f"{b.text} {_line_of(blocks, at)}")
    ]
    if asks_login(blocks):
        return Use.USABLE if any(map(_is_form_service, ways)) else Use.LOGIN
    here = target.capture.final_url
    uses = [
        _elsewhere(b, options)
        for b in ways
        if b.href.startswith("http") and not same_site(b.href, here)
    ]
    embedded = [subject.target(b) for b in ways if b.role is Role.FRAME]
    if any(is_form(_open_fields(each.blocks)) for each in embedded if each):
        return Use.USABLE
    return min(uses, key=list(Use).index, default=Use.DESCRIBED)
