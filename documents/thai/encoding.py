"""Decodes the bytes of Thai pages and files, whatever their labels say."""

import codecs
import re
from typing import Final

from documents.thai.garbage import garbage_share
from documents.thai.letters import CONSONANT

_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_THAI_LABEL: Final = re.compile(
    r"(?:x-)?(?:windows|dos|ms|ibm|cp)[-_]?874|(?:iso[-_]?8859[-_]11|tis[-_]?620\S*)(?::\d+)?",
    re.IGNORECASE,
)
# Codecs of web pages and office files. Others are not text, or cost more than they say.
_CODEC: Final = re.compile(
    r"cp\d+|iso8859-\d+|koi8-\w|gb\w+|big5\w*|shift_jis\w*|euc_\w+|mac-\w+|ascii|utf-(?:8|16|32)\S*"
)
_UTF_16: Final = ("utf-16-le", "utf-16-be")


def _codec(label: str) -> str:
    """Name Python's codec for a charset label, or "" where it is unknown or no text."""
    label = label.strip(" \t\r\n\"';")
    if _THAI_LABEL.fullmatch(label):
        return "cp874"
    try:
        name = codecs.lookup(label).name
    except (LookupError, ValueError):
        return ""
    return name if _CODEC.fullmatch(name) else ""


def _try(data: bytes, codec: str) -> str | None:
    try:
        return data.decode(codec)
    except UnicodeError:
        return None


def _thai_share(text: str) -> float:
    """Tell what share of the characters beyond ASCII is Thai."""
    return len(re.findall("[\u0e01-\u0e5b]", text)) / (
        len(re.findall(r"[^\x00-\x7f]", text)) or 1
    )


def _is_thai(text: str) -> bool:
    """Tell whether an 8-bit reading gave Thai words, not accents of another language."""
    thai = len(re.findall("[\u0e01-\u0e5b]", text))
    consonants = len(re.findall(rf"[{CONSONANT}]", text))
    usual = 0.4 <= consonants / (thai or 1) <= (0.9 if thai > 8 else 1)
    return usual and garbage_share(text) < 0.05


def _is_utf_16(text: str) -> bool:
    """Tell whether a UTF-16 reading gave Thai or English, not pairs of bytes."""
    sense = len(re.findall(r"[\t\n\r -~\u00a0-\u00ff\u0e01-\u0e5b\u2010-\u2026]", text))
    return bool(text) and sense > 0.8 * len(text)


def decode(data: bytes, declared: str = "", meta: str = "") -> tuple[str, str]:
    """Decode bytes of a Thai site; gives the text and the codec that was used.

    Never fails. A byte order mark decides; then the bytes, where they are UTF-8; then
    the label ``declared`` by the server and the one in the page (``meta``), where the
    bytes do not speak against it; then Windows-874 with replacement characters.
    """
    for mark, codec in _BOMS:
        if data.startswith(mark):
            body = data[len(mark) :]
            if codec == "utf-8":
                return _decode_8_bit(body, "utf-8", "")
            return body.decode(codec, "replace"), codec
    labels = [codec for codec in (_codec(declared), _codec(meta)) if codec]
    if b"\0" in data[:4096] or any(name.startswith("utf-16") for name in labels):
        for codec in sorted(_UTF_16, key=lambda name: name not in labels):
            text = _try(data[: len(data) // 2 * 2], codec)
            if text is not None and _is_utf_16(text):
                return text, codec
    return _decode_8_bit(data, *labels[:2])


def _decode_8_bit(data: bytes, *labels: str) -> tuple[str, str]:
    thai = _try(data, "cp874")
    text = _try(data, "utf-8")
    if text is not None:
        # A few bytes of Windows-874 can be valid UTF-8 by chance: rare letters then.
        rare = re.search(r"[^\x00-\xff\u2010-\u2026\u20ac]", text)
        chance = "cp874" in labels and rare and not _thai_share(text)
        if chance and thai is not None and _is_thai(thai):
            return thai, "cp874"
        return text, "utf-8"
    text = data.decode("utf-8", "replace")
    if _thai_share(text) > 0.5 or ("utf-8" in labels and text.count("\ufffd") < 2):
        return text, "utf-8"
    if thai is not None and _is_thai(thai):
        return thai, "cp874"
    for codec in labels:
        if codec == "cp874":
            break
        if not codec.startswith("utf"):
            text = _try(data, codec)
            if text is not None:
                return text, codec
    return data.decode("cp874", "replace"), "cp874"
