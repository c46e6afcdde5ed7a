"""Repairs Thai text, makes match keys of it, measures, wraps and decodes it."""

import codecs
import re
import unicodedata
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Final

_CONSONANT: Final = "\u0e01-\u0e2e"
_LEAD: Final = "\u0e40-\u0e44"
"""Vowels written before their consonant."""
_TONE: Final = "\u0e48-\u0e4b"
_MARK: Final = "\u0e31\u0e34-\u0e3a\u0e47-\u0e4e"
_TAIL: Final = f"{_MARK}\u0e30\u0e32\u0e33\u0e45\u0e2f\u0e46\u0300-\u036f\u200d\ufe0f"
"""What never begins a line: marks, following vowels, repetition and abbreviation."""
_AM: Final = "\u0e33"
_AA: Final = "\u0e32"
_NIKHAHIT: Final = "\u0e4d"

# Private-use code points of Thai fonts from F700 (Windows) and F884 (Macintosh), in
# the order in which HarfBuzz's Thai shaper lists them.
_WINDOWS: Final = (
    "\u0e10\u0e34\u0e35\u0e36\u0e37\u0e48\u0e49\u0e4a\u0e4b\u0e4c\u0e48\u0e49\u0e4a\u0e4b"
    "\u0e4c\u0e0d\u0e31\u0e4d\u0e47\u0e48\u0e49\u0e4a\u0e4b\u0e4c\u0e38\u0e39\u0e3a"
)
_MAC: Final = (
    "\u0e31\u0e34\u0e35\u0e36\u0e37\u0e47\u0e48\u0e48\u0e48\u0e49\u0e49\u0e49\u0e4a\u0e4a"
    "\u0e4a\u0e4b\u0e4b\u0e4b\u0e4c\u0e4c\u0e4c\u0e4d\u0e0d\u0e38\u0e39\u0e3a\u0e10"
)
_PRIVATE: Final = "\uf700-\uf71a\uf884-\uf89e"
_NEAR: Final = f"\u0e01-\u0e5b{_PRIVATE}"
_WIDE_SPACE: Final = "\u00a0\u2000-\u200a\u202f\u3000"
_INVISIBLE: Final = "\u0000\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff"
_PLAIN: Final = (
    {chr(0xF700 + i): c for i, c in enumerate(_WINDOWS)}
    | {chr(0xF884 + i): c for i, c in enumerate(_MAC)}
    | {chr(0xFF01 + i): chr(0x21 + i) for i in range(94)}
    | dict.fromkeys(
        ["\u00a0", "\u202f", "\u3000", *map(chr, range(0x2000, 0x200B))], " "
    )
)

_Rule = tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]]


def _plain(match: re.Match[str]) -> str:
    return _PLAIN.get(match[0], "")


def _sort_marks(match: re.Match[str]) -> str:
    return "".join(sorted(match[0], key=lambda mark: "\u0e48" <= mark <= "\u0e4c"))


# Order matters. No Thai word begins with a following vowel or a mark, so a space
# before one is never right; an icon font's private-use character stands alone and
# is left as it is.
_REPAIRS: Final[tuple[_Rule, ...]] = (
    (
        re.compile(
            rf"(?<=[{_NEAR}])[{_PRIVATE}]|[{_PRIVATE}](?=[{_NEAR}])"
            rf"|[{_WIDE_SPACE}{_INVISIBLE}\uff01-\uff5e]"
        ),
        _plain,
    ),
    (re.compile(rf"([{_MARK}])\1+"), r"\1"),
    (re.compile(rf"{_AM}{_AM}+|{_AM}+(?: *{_AA})+"), _AM),
    (re.compile(rf"([{_TONE}]*){_NIKHAHIT}([{_TONE}]*) *[{_AA}{_AM}]+"), rf"\1\2{_AM}"),
    (re.compile(rf"([{_CONSONANT}][{_TONE}]?) +{_AA}"), rf"\1{_AM}"),
    (re.compile(rf"(?<=[{_CONSONANT}{_MARK}]) +(?=[{_MARK}{_AM}])"), ""),
    (re.compile(rf"{_AM}([{_TONE}]+){_AM}*"), rf"\1{_AM}"),
    (re.compile(rf"(?<=[{_CONSONANT}]){_AA}([{_TONE}]+)"), rf"\1{_AA}"),
    (re.compile(rf"[{_MARK}]{{2,}}"), _sort_marks),
    (re.compile("\u0e40\u0e40"), "\u0e41"),
)

# Spellings that are both in use; the key takes the second. Misspellings stay out.
_TWINS: Final = {
    "ดุลยพินิจ": "ดุลพินิจ",
    "ทะเบียนราษฎร์": "ทะเบียนราษฎร",
    "อินเตอร์เน็ต": "อินเทอร์เน็ต",
    "อีเมล์": "อีเมล",
    "ดิจิตอล": "ดิจิทัล",
    "แอพพลิเคชัน": "แอปพลิเคชัน",
    "แอพพลิเคชั่น": "แอปพลิเคชัน",
    "แอปพลิเคชั่น": "แอปพลิเคชัน",
    "เฟสบุ๊ค": "เฟซบุ๊ก",
    "เฟสบุ๊ก": "เฟซบุ๊ก",
    "เฟซบุ๊ค": "เฟซบุ๊ก",
}
_DIGITS: Final = {chr(0x0E50 + i): str(i) for i in range(10)}
_KEY: Final = (
    _DIGITS
    | {_AM: _AA, "\u2026": "..."}
    | dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63", "-")
    | dict.fromkeys("\u2018\u2019\u201a\u201b\u2032\u00b4`", "'")
    | dict.fromkeys("\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb", '"')
)


def _key_character(match: re.Match[str]) -> str:
    return _KEY.get(match[0]) or match[0].casefold()


_FOLDS: Final[tuple[_Rule, ...]] = (
    (re.compile(r"\s+"), ""),
    (
        re.compile(rf"[A-Z`{_AM}\u0e50-\u0e59]|[^\x00-\x7f\u0e00-\u0e7f]"),
        _key_character,
    ),
    (re.compile("|".join(sorted(_TWINS, reverse=True))), lambda m: _TWINS[m[0]]),
)


def _until_stable(rules: tuple[_Rule, ...], text: str) -> str:
    before = None
    while before != text:
        before = text
        for pattern, replacement in rules:
            text = pattern.sub(replacement, text)
    return text


def repair(text: str) -> str:
    """Undo what fonts, word processors and PDF extraction do to Thai.

    Right text stays as it is, and so do line breaks; repairing twice is repairing
    once. Full-width Latin letters and digits become ASCII.
    """
    if text.isascii() and "\0" not in text:
        return text
    return _until_stable(_REPAIRS, text)


def arabic_digits(text: str) -> str:
    """Write Thai digits as 0 to 9; every other character keeps its place."""
    return text.translate(_THAI_DIGITS)


_THAI_DIGITS: Final = str.maketrans(_DIGITS)


def fold(text: str) -> str:
    """Make the key under which different writings of the same words are equal.

    Repaired, without white space, with Arabic digits, lower-case Latin, plain dashes
    and quotes, one of each pair of twin spellings, and without the difference
    between sara am and sara aa, which PDF extraction loses. Folding twice is folding
    once.
    """
    return _until_stable((*_FOLDS, *_REPAIRS), repair(text))


def _replace_tracked(
    rule: _Rule, text: str, offsets: list[int]
) -> tuple[str, list[int]]:
    pattern, replacement = rule
    pieces: list[str] = []
    kept: list[int] = []
    end = 0
    for match in pattern.finditer(text):
        start, stop = match.span()
        new = replacement(match) if callable(replacement) else match.expand(replacement)
        pieces += text[end:start], new
        kept += offsets[end:start]
        kept += (offsets[min(start + i, stop - 1)] for i in range(len(new)))
        end = stop
    if not end:
        return text, offsets
    return "".join((*pieces, text[end:])), kept + offsets[end:]


def fold_with_offsets(text: str) -> tuple[str, tuple[int, ...]]:
    """Fold, and tell for each character of the key where it stood.

    The offsets are ascending positions in ``repair(text)``, one a character of the
    key: a match ``key[a:b]`` is the quote ``repaired[offsets[a]:offsets[b - 1] + 1]``,
    give or take a mark of its last character.
    """
    key = repair(text)
    offsets = list(range(len(key)))
    before = None
    while before != key:
        before = key
        for rule in (*_FOLDS, *_REPAIRS):
            key, offsets = _replace_tracked(rule, key, offsets)
    return key, tuple(offsets)


_CLUSTER: Final = re.compile(rf"\s|[{_LEAD}]*[^{_LEAD}{_TAIL}\s]?[{_TAIL}]*")


def _clusters(text: str) -> Iterator[str]:
    return (match[0] for match in _CLUSTER.finditer(text) if match[0])


def cut(text: str, limit: int) -> str:
    """Shorten to at most ``limit`` characters, "…" included, at a whole cluster."""
    if len(text) <= limit:
        return text
    if limit < 1:
        return ""
    length = 0
    for cluster in _clusters(text):
        if length + len(cluster) > limit - 1:
            break
        length += len(cluster)
    return text[:length].rstrip() + "…"


def cells(text: str) -> int:
    """Count the terminal cells of one line: marks take none, wide characters two."""
    if text.isascii() and text.isprintable():
        return len(text)
    return sum(
        0
        if unicodedata.category(c) in {"Mn", "Me", "Cf", "Cc"}
        else 2
        if unicodedata.east_asian_width(c) in {"W", "F"}
        else 1
        for c in text
    )


# Where a line may end, best first, and how much of it must be full by then. Words and
# numbers in Latin script are split only where nothing else is left.
_ANY, _THAI, _LEADING, _SPACE = range(4)
_BREAKS: Final = (
    (_SPACE, 0.3),
    (_LEADING, 0.5),
    (_THAI, 0.5),
    (_SPACE, 0),
    (_LEADING, 0),
    (_THAI, 0),
    (_ANY, 0),
)
_LETTER: Final = re.compile(rf"[{_CONSONANT}{_LEAD}{_TAIL}]")


def _rank(before: str, after: str) -> int:
    """Tell how good a place between two clusters is for a line to end."""
    if before.isspace() or after.isspace():
        return _SPACE
    if not _LETTER.match(before[-1]) or after[0] in ")]}”’,.;:!?%":
        return _THAI if _LETTER.match(after[0]) and before[-1] not in "([{“‘" else _ANY
    return _LEADING if re.match(rf"[{_LEAD}]", after) else _THAI


def _split(line: list[str], width: int) -> int:
    """Tell how many clusters of an overfull line stay on it, at least one."""
    ranks = [0, *(_rank(a, b) for a, b in pairwise(line))]
    filled = [0]
    for cluster in line:
        filled.append(filled[-1] + cells(cluster))
    for rank, share in _BREAKS:
        for i in range(len(line) - 1, 0, -1):
            if ranks[i] >= rank and share * width <= filled[i] <= width:
                return i
    return 1


def break_lines(text: str, width: int) -> list[str]:
    """Wrap for a terminal of ``width`` cells; existing line breaks stay.

    Never splits a cluster, so one wider than ``width`` stands alone on too long a
    line. White space at a break is dropped. An empty text is one empty line.
    """
    lines: list[str] = []
    for paragraph in text.splitlines() or [""]:
        line: list[str] = []
        used = 0
        for cluster in _clusters(paragraph.rstrip()):
            line.append(cluster)
            used += cells(cluster)
            while used > width and len(line) > 1 and not cluster.isspace():
                stay = _split(line, width)
                lines.append("".join(line[:stay]).rstrip())
                line = line[stay:]
                while line and line[0].isspace():
                    del line[0]
                used = cells("".join(line))
        lines.append("".join(line).rstrip())
    return lines


# A byte of Thai read as Latin-1, Windows-1252 or Mac Roman is one of these.
_HIGH: Final = (
    "\u00a1-\u00ff\u0152\u0153\u0178\u0192\u02c6\u02d8-\u02dd\u0131\u2020-\u2021\u2030"
    "\u2039\u203a\u2044\u2122\u2202\u2206\u220f\u2211\u221a\u221e\u222b\u2248\u2260"
    "\u2264\u2265\u25ca\u03a9\u03c0\ufb01\ufb02"
)
_HIGH_LETTER: Final = re.compile(rf"[{_HIGH}]")
_NONSENSE: Final = re.compile(
    "|".join(
        (
            r"\(cid:\d+\)",
            rf"[{_HIGH}]{{3,}}",
            # UTF-8 Thai read as Latin-1 or Windows-1252, and read as Windows-874.
            r"(?:\u00e0[\u00b8\u00b9]\S?)+",
            r"(?:\u0e40[\u0e18\u0e19][^\s\u0e30-\u0e3a\u0e47-\u0e4e]?){3,}",
            r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufffd-\uffff\ud800-\udfff]",
            r"[\ue000-\uf8ff\U000f0000-\U0010ffff]",
            # Phonetic, African and spacing-modifier letters: glyph numbers, not words.
            r"[\u0180-\u02c5\u02de-\u036f]",
            # Marks and following vowels with nothing to stand on, and obsolete letters.
            rf"(?<![{_CONSONANT}{_MARK}])[{_MARK}]+",
            rf"(?<![{_CONSONANT}{_MARK}\u0e32])[\u0e30{_AM}]",
            rf"(?<![{_CONSONANT}{_MARK}]){_AA}",
            rf"[{_LEAD}](?![{_CONSONANT}])",
            r"(?<=[\u0e31\u0e34-\u0e39])[\u0e31\u0e34-\u0e39]",
            rf"(?<=[{_TONE}\u0e4c])[{_TONE}\u0e4c]",
            "[\u0e03\u0e05]",
            rf"[{_CONSONANT}]{{12,}}",
            r"(?<![A-Za-z0-9])[b-df-hj-np-tv-xz]{7,}(?![A-Za-z0-9])",
            r"(?:([!-/:-@\[-`{-~])(?!\1)){5,}",
        )
    )
)


def garbage_share(text: str) -> float:
    """Tell how much of a text makes no sense as Thai or English, from 0 to 1.

    The share is of the characters that are not white space: wrongly decoded bytes,
    glyph numbers, control and private-use characters, and marks out of place. Text
    in another language counts as sense.
    """
    repaired = repair(text)
    total = sum(map(len, repaired.split()))
    if not total:
        return 0.0
    if len(_HIGH_LETTER.findall(repaired)) > 0.2 * total:
        # More of them than any language has: the lonely ones are nonsense as well.
        repaired = _HIGH_LETTER.sub("\ufffd", repaired)
    return sum(map(_nonsense, repaired.split())) / total


def _nonsense(word: str) -> int:
    """Count the characters of a word that make no sense: all, where they are dense."""
    bad = sum(len(match[0]) for match in _NONSENSE.finditer(word))
    return len(word) if bad * 8 > len(word) else bad


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
    consonants = len(re.findall(rf"[{_CONSONANT}]", text))
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
