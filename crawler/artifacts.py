"""What the crawler hands on: facts about the web, no opinion.

Every later stage takes these types and only these from the crawler. They are
frozen, hold no open handles, and mean the same whether they come fresh from the
network or out of the database.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import assert_never


class FetchStatus(StrEnum):
    """How a visit to a URL ended. A closed list: stored, counted, documented."""

    OK = "ok"
    NOT_FOUND = "not_found"
    SOFT_NOT_FOUND = "soft_not_found"
    FORBIDDEN = "forbidden"
    BLOCKED = "blocked"
    SERVER_ERROR = "server_error"
    TIMEOUT = "timeout"
    DNS_ERROR = "dns_error"
    CONNECT_ERROR = "connect_error"
    TLS_ERROR = "tls_error"
    REDIRECT_LOOP = "redirect_loop"
    TOO_LARGE = "too_large"
    TRUNCATED = "truncated"
    ROBOTS = "robots"
    REFUSED = "refused"


class Whose(StrEnum):
    """Whose trouble a status is: who has to act."""

    NOBODY = "nobody"
    SITE = "site"
    NETWORK = "network"
    US = "us"


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """What a status means for the people who read it."""

    retry: bool
    """True where another try, later, can end differently."""
    whose: Whose
    th: str
    """What happened, in Thai, to follow a URL."""
    en: str
    fix_th: str
    """What to do about it; empty where there is nothing to do."""
    fix_en: str


TROUBLES: dict[FetchStatus, Trouble] = {
    FetchStatus.OK: Trouble(
        retry=False,
        whose=Whose.NOBODY,
        th="เปิดได้",
        en="opens",
        fix_th="",
        fix_en="",
    ),
    FetchStatus.NOT_FOUND: Trouble(
        retry=False,
        whose=Whose.SITE,
        th="ไม่มีอยู่แล้ว",
        en="does not exist any more",
        fix_th="นำหน้าหรือไฟล์กลับมา หรือแก้ลิงก์ให้ชี้ไปยังที่อยู่ใหม่",
        fix_en="Put the page or file back, or point the link to its new address.",
    ),
    FetchStatus.SOFT_NOT_FOUND: Trouble(
        retry=False,
        whose=Whose.SITE,
        th="เปิดได้ แต่แสดงหน้าแรกหรือหน้า “ไม่พบข้อมูล” แทน",
        en="answers as if it existed but shows the home page or a not-found page",
        fix_th="ตรวจเลขหน้าใน URL แล้วแก้ให้ตรงกับหน้าที่มีอยู่จริง",
        fix_en="Check the page number in the URL and use that of a page that exists.",
    ),
    FetchStatus.FORBIDDEN: Trouble(
        retry=False,
        whose=Whose.SITE,
        th="ต้องเข้าสู่ระบบหรือไม่อนุญาตให้เปิด",
        en="asks for a login or denies access",
        fix_th="เปิดให้ประชาชนทั่วไปเข้าถึงได้โดยไม่ต้องเข้าสู่ระบบ",
        fix_en="Let the public open it without logging in.",
    ),
    FetchStatus.BLOCKED: Trouble(
        retry=True,
        whose=Whose.NETWORK,
        th="ระบบป้องกันบอตของเว็บไซต์กั้นโปรแกรมตรวจไว้",
        en="was kept from the auditor by the site's bot protection",
        fix_th="เปิดดูด้วยเบราว์เซอร์ หรือขอให้ผู้ดูแลเว็บอนุญาตโปรแกรมตรวจนี้",
        fix_en="Look with a browser, or have the webmaster allow this auditor.",
    ),
    FetchStatus.SERVER_ERROR: Trouble(
        retry=True,
        whose=Whose.SITE,
        th="เซิร์ฟเวอร์ของเว็บไซต์ขัดข้อง",
        en="fails with an error of the web server",
        fix_th="แจ้งผู้ดูแลเว็บไซต์ให้แก้ข้อผิดพลาดของหน้านี้",
        fix_en="Ask the webmaster to mend the error of this page.",
    ),
    FetchStatus.TIMEOUT: Trouble(
        retry=True,
        whose=Whose.NETWORK,
        th="ไม่ตอบภายในเวลาที่กำหนด",
        en="did not answer in time",
        fix_th="ตรวจซ้ำอีกครั้งเมื่อเครือข่ายปกติ",
        fix_en="Audit again when the network is well.",
    ),
    FetchStatus.DNS_ERROR: Trouble(
        retry=True,
        whose=Whose.NETWORK,
        th="หาที่อยู่ของเว็บไซต์จากชื่อโดเมนไม่พบ",
        en="has a host name that could not be resolved",
        fix_th="ตรวจชื่อโดเมนใน URL และการเชื่อมต่ออินเทอร์เน็ตของเครื่องที่ตรวจ",
        fix_en="Check the host name in the URL and this machine's connection.",
    ),
    FetchStatus.CONNECT_ERROR: Trouble(
        retry=True,
        whose=Whose.NETWORK,
        th="เชื่อมต่อกับเว็บไซต์ไม่ได้",
        en="could not be connected to",
        fix_th="ตรวจซ้ำอีกครั้ง ถ้ายังเป็นอยู่ให้แจ้งผู้ดูแลเว็บไซต์",
        fix_en="Audit again; if it stays so, tell the webmaster.",
    ),
    FetchStatus.TLS_ERROR: Trouble(
        retry=True,
        whose=Whose.SITE,
        th="ใบรับรองความปลอดภัย (HTTPS) ใช้ไม่ได้ เบราว์เซอร์จะเตือนประชาชน",
        en="has an invalid HTTPS certificate, which browsers warn of",
        fix_th="ต่ออายุหรือติดตั้งใบรับรองของเว็บไซต์ให้ครบทั้งสาย",
        fix_en="Renew the certificate, or install its whole chain.",
    ),
    FetchStatus.REDIRECT_LOOP: Trouble(
        retry=False,
        whose=Whose.SITE,
        th="ส่งต่อวนไปมาไม่สิ้นสุด",
        en="redirects in a circle",
        fix_th="แก้การส่งต่อ (redirect) ของหน้านี้",
        fix_en="Mend the redirects of this page.",
    ),
    FetchStatus.TOO_LARGE: Trouble(
        retry=False,
        whose=Whose.US,
        th="ใหญ่เกินขนาดที่โปรแกรมรับได้",
        en="is larger than the auditor accepts",
        fix_th="แบ่งไฟล์ให้เล็กลง หรือเพิ่มค่า crawl.max_bytes",
        fix_en="Split the file, or raise crawl.max_bytes.",
    ),
    FetchStatus.TRUNCATED: Trouble(
        retry=True,
        whose=Whose.NETWORK,
        th="ส่งข้อมูลมาไม่ครบ",
        en="arrived incomplete",
        fix_th="ตรวจซ้ำอีกครั้ง ถ้ายังเป็นอยู่ให้อัปโหลดไฟล์ใหม่",
        fix_en="Audit again; if it stays so, upload the file anew.",
    ),
    FetchStatus.ROBOTS: Trouble(
        retry=False,
        whose=Whose.US,
        th="robots.txt ของเว็บไซต์ไม่ให้โปรแกรมเปิด",
        en="is closed to programs by the site's robots.txt",
        fix_th="เปิดดูด้วยเบราว์เซอร์ หรือแก้ robots.txt ให้อนุญาต",
        fix_en="Look with a browser, or allow it in robots.txt.",
    ),
    FetchStatus.REFUSED: Trouble(
        retry=False,
        whose=Whose.US,
        th="เป็นที่อยู่ที่โปรแกรมไม่เปิดเพื่อความปลอดภัย",
        en="is an address that the auditor does not open, for safety",
        fix_th="ใช้ URL สาธารณะ (http หรือ https) หรือระบุใน crawl.allow_private หรือ OIT_ALLOW_PRIVATE",
        fix_en="Use a public http(s) URL, or list it in crawl.allow_private or OIT_ALLOW_PRIVATE.",
    ),
}


def harms_citizens(status: FetchStatus) -> bool | None:
    """Tell whether a citizen would meet the trouble too.

    True: a fact about the site, which may fail an item. False: no trouble.
    None: we could not see, which proves nothing. ``dns_error`` is None here;
    whether a name is firmly gone needs the whole run (``Capture.detail``).
    """
    match status:
        case FetchStatus.OK:
            return False
        case (
            FetchStatus.NOT_FOUND
            | FetchStatus.SOFT_NOT_FOUND
            | FetchStatus.FORBIDDEN
            | FetchStatus.TLS_ERROR
            | FetchStatus.REDIRECT_LOOP
            | FetchStatus.SERVER_ERROR
        ):
            return True
        case (
            FetchStatus.BLOCKED
            | FetchStatus.TIMEOUT
            | FetchStatus.DNS_ERROR
            | FetchStatus.CONNECT_ERROR
            | FetchStatus.TOO_LARGE
            | FetchStatus.TRUNCATED
            | FetchStatus.ROBOTS
            | FetchStatus.REFUSED
        ):
            return None
        case _:
            assert_never(status)


class Purpose(StrEnum):
    """Why a URL is fetched. Where several hold, the first listed here counts."""

    ITEM = "item"
    """The spec names it: it is what is entered into ITAP."""
    SUBPAGE = "subpage"
    """A page one step from an item's page."""
    ATTACHMENT = "attachment"
    """A file linked from an item's page or sub-page."""
    HOME = "home"
    """The site's front page: shows the template, and what "goes home" means."""
    PROBE = "probe"
    """A page that cannot exist: shows how the site says "not found"."""
    SAMPLE = "sample"
    """A page of the site fetched only to learn its template."""
    LINK = "link"
    """What a page of an item leads to, looked at only to see whether it opens."""
    MENU = "menu"
    """The same of what the site's template leads to, on each page alike."""


CHECKED_ONLY = frozenset({Purpose.LINK, Purpose.MENU})
"""Nothing is read of these, and they say nothing about an item."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """That a URL belongs to an item, and how one gets there."""

    item_id: str
    """Empty for what is of no item: links of the site's template."""
    purpose: Purpose
    found_on: str | None = None
    """URL of the page that links to it; None where the spec names it."""
    anchor_text: str = ""
    """Text of that link, as shown."""
    depth: int = 0
    """Steps from the item's own page: 0 is that page itself."""
    locator: str = ""
    """Where on that page the link stands, as ``documents`` writes it: ``css=…``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """One URL to fetch and why."""

    url: str
    """Absolute, normalised by ``crawler.urls.normalise``."""
    purpose: Purpose
    references: tuple[Reference, ...] = ()
    skip: str = ""
    """Why it is not to be fetched but only recorded, such as ``BUDGET``."""
    render: bool = False
    """True where plain HTTP showed too little of it: look with a browser."""
    names_wanted: bool = False
    """True where links lead to places within it (``#name``)."""


class HopKind(StrEnum):
    """What sent the visitor from one URL to the next."""

    HTTP = "http"
    META_REFRESH = "meta_refresh"
    SCRIPT = "script"


@dataclass(frozen=True, slots=True, kw_only=True)
class Hop:
    """One redirect: the URL that sent us on."""

    url: str
    http_status: int
    kind: HopKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """One try at a URL, whatever came of it."""

    status: FetchStatus
    http_status: int | None
    started_at: datetime
    elapsed_ms: int
    """Milliseconds by the monotonic clock."""
    detail: str = ""
    second_pass: bool = False
    """True for the tries at the end of the run, with longer limits."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Capture:
    """What one visit to a URL gave."""

    url: str
    """The URL asked for, normalised."""
    final_url: str
    """Where the redirects ended."""
    status: FetchStatus
    purpose: Purpose
    fetched_at: datetime
    """Aware, UTC."""
    http_status: int | None = None
    """Of the last response; None where there was none."""
    media_type: str = ""
    """As the server declares it, lower case, without parameters."""
    charset: str = ""
    """As the server declares it, lower case."""
    digest: str | None = None
    """sha256 of the decoded body, hexadecimal; None where no body was kept."""
    size: int = 0
    """Bytes of the decoded body."""
    detail: str = ""
    """One of the codes below, or the text of the error."""
    hops: tuple[Hop, ...] = ()
    attempts: tuple[Attempt, ...] = ()
    references: tuple[Reference, ...] = ()
    headers: tuple[tuple[str, str], ...] = ()
    """The few that matter later: etag, last-modified, content-disposition, ..."""
    rendered: bool = False
    """True where the body is what a browser showed, not what the server sent."""


NXDOMAIN = "nxdomain"
"""``Capture.detail`` where the name server answered that the name does not exist."""
HOST_DOWN = "host-down"
"""``Capture.detail`` of targets skipped because their whole host did not answer."""
BUDGET = "budget"
"""``Capture.detail`` of links that an item's budget left no room for."""
NO_BROWSER = "no-browser"
"""What the detail begins with where a browser was asked for and none is to be had."""
