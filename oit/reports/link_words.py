"""What is wrong with a link and what to do about it, in Thai and English."""

from checks.sentences import Lang
from crawler.artifacts import HOST_DOWN, TROUBLES, Capture, FetchStatus
from crawler.links import BAD_ADDRESS, BAD_MAIL, BAD_PHONE, NO_PLACE, is_private
from oit.suggest import Ground

_WORDS: dict[str, tuple[str, str]] = {
    BAD_MAIL: ("ที่อยู่อีเมลในลิงก์ไม่ถูกต้อง", "no valid e-mail address"),
    BAD_PHONE: ("หมายเลขโทรศัพท์ในลิงก์ไม่ถูกต้อง", "no valid telephone number"),
    BAD_ADDRESS: (
        "ที่อยู่เขียนผิดรูปแบบ เบราว์เซอร์เปิดไม่ได้",
        "no address that a browser can open",
    ),
    NO_PLACE: (
        "หน้าเปิดได้ แต่ไม่มีตำแหน่งที่ลิงก์ระบุหลัง #",
        "the page opens but has no such place (after #)",
    ),
    HOST_DOWN: ("ทั้งเว็บไซต์นี้ติดต่อไม่ได้", "nothing at that site answers"),
}
_FIXES: dict[str, tuple[str, str]] = {
    BAD_MAIL: (
        "แก้ลิงก์เป็น mailto: ตามด้วยที่อยู่อีเมลที่ถูกต้อง",
        "Write mailto: and a valid address.",
    ),
    BAD_PHONE: (
        "แก้ลิงก์เป็น tel: ตามด้วยหมายเลขโทรศัพท์",
        "Write tel: and the telephone number.",
    ),
    BAD_ADDRESS: (
        "ใส่ที่อยู่เต็มที่ขึ้นต้นด้วย https:// หรืออัปโหลดไฟล์ขึ้นเว็บไซต์แล้วลิงก์ใหม่",
        "Give a whole address (https://…), or upload the file and link to that.",
    ),
    NO_PLACE: (
        "แก้ชื่อหลัง # ให้ตรงกับ id ในหน้า หรือลบส่วนนั้นออก",
        "Use an id that the page has, or drop what follows the #.",
    ),
    HOST_DOWN: (
        "ตรวจชื่อเว็บไซต์ในลิงก์ ถ้าเลิกใช้แล้วให้ลบหรือเปลี่ยนลิงก์",
        "Check the host name; remove or change the link if the site is gone.",
    ),
}
_PRIVATE = (
    "เป็นที่อยู่ในเครือข่ายภายใน ประชาชนเปิดไม่ได้",
    "is inside an internal network, where the public cannot go",
)
_PRIVATE_FIX = (
    "เปลี่ยนเป็นที่อยู่สาธารณะของหน้าหรือไฟล์นี้",
    "Use the public address of the page or file.",
)
_LINK_FIXES: dict[FetchStatus, tuple[str, str]] = {
    FetchStatus.TIMEOUT: (
        "เปิดดูด้วยเบราว์เซอร์ ถ้าไม่ขึ้นเช่นกันให้แจ้งเจ้าของเว็บไซต์หรือเปลี่ยนลิงก์",
        "Look with a browser; if it does not come up there, tell its owner or change"
        " the link.",
    ),
    FetchStatus.DNS_ERROR: (
        "ตรวจตัวสะกดของชื่อเว็บไซต์ ถ้าเลิกใช้แล้วให้ลบหรือเปลี่ยนลิงก์",
        "Check the spelling of the host name; remove the link if the site is gone.",
    ),
}
_LINK_FIXES[FetchStatus.CONNECT_ERROR] = _LINK_FIXES[FetchStatus.TIMEOUT]
_GROUNDS: dict[Ground, tuple[str, str]] = {
    Ground.REDIRECT: ("เคยส่งต่อไปที่นี่", "it used to lead there"),
    Ground.SAME_ID: ("หน้าเลขเดียวกัน", "the page of the same number"),
    Ground.SAME_NAME: ("ไฟล์ชื่อเดียวกัน", "a file of the same name"),
    Ground.SAME_TITLE: ("ชื่อเรื่องเดียวกัน", "the same title"),
}


def link_trouble(capture: Capture, lang: Lang) -> str:
    """Say what a visitor meets."""
    status = capture.status
    told = (TROUBLES[status].th, TROUBLES[status].en)
    if status is FetchStatus.REFUSED and is_private(capture.final_url):
        told = _PRIVATE
    return _WORDS.get(capture.detail, told)[lang == "en"]


def link_fix(capture: Capture, lang: Lang) -> str:
    """Say what to do about a link."""
    status = capture.status
    told = _LINK_FIXES.get(status, (TROUBLES[status].fix_th, TROUBLES[status].fix_en))
    if status is FetchStatus.REFUSED and is_private(capture.final_url):
        told = _PRIVATE_FIX
    return _FIXES.get(capture.detail, told)[lang == "en"]


def ground_words(ground: Ground, lang: Lang) -> str:
    """Say why something is suggested."""
    return _GROUNDS[ground][lang == "en"]
