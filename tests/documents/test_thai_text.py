"""Repair, match keys, wrapping, garbage and decoding of Thai text."""

from itertools import pairwise
from pathlib import Path
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.thai.text import (
    arabic_digits,
    break_lines,
    cells,
    cut,
    decode,
    fold,
    fold_with_offsets,
    garbage_share,
    repair,
)

SAMPLES = Path(__file__).parents[2].parent / "shared" / "samples"
PROSE = (
    "สำนักงานเขตมีอำนาจหน้าที่ตามระเบียบของทางราชการ ดำเนินการจัดซื้อจัดจ้างประจำปีงบประมาณ "
    "พ.ศ. ๒๕๖๗ จำนวน ๑๒ โครงการ ให้เป็นไปด้วยความโปร่งใส ตรวจสอบได้ และประชาชนมีส่วนร่วม "
    "ทั้งนี้ ผู้อำนวยการเขตได้ประกาศนโยบายไม่รับของขวัญ (No Gift Policy) แล้ว ฯลฯ ต่าง ๆ"
)
ENGLISH = (
    "The office publishes its annual procurement plan, the monthly summary and "
    "statistics of complaints; see https://example.org/a?b=1&c=2 (page 3)."
)
# Letters that the rules are about, so that hypothesis meets them together.
thai = st.text(
    st.sampled_from(
        "กขนสดจปม เแไาำะ\u0e31\u0e34\u0e35\u0e38\u0e39\u0e47\u0e48\u0e49\u0e4a\u0e4b\u0e4c"
        '\u0e4d\u0e4e\n\r\u200b\u00a0\uf70b\uf701\uf70f\uf88e๕ฯๆA１Ａ‘–"\0é'
    ),
    max_size=40,
)
texts = thai | st.text(max_size=40)


@pytest.mark.parametrize(
    ("broken", "right"),
    [
        ("ข\uf70bอกําหนด", "ข้อกำหนด"),
        ("เจ\uf70bาหน\uf70bาที่", "เจ้าหน้าที่"),
        ("ประจําป\uf702งบประมาณ", "ประจำปีงบประมาณ"),
        ("เป\uf712นส\uf70aวน", "เป็นส่วน"),
        ("\uf700านข\uf70bอมูล", "ฐานข้อมูล"),
        ("\uf70fาติ", "ญาติ"),
        ("ข\uf88eอ ป\uf886 ท\uf88b", "ข้อ ปี ท่"),
        ("สำ\u200bนัก\u00adงาน", "สำนักงาน"),
        ("เขต\u00a0บางแค", "เขต บางแค"),
        ("สำ\0นัก\ufeffงาน", "สำนักงาน"),
        ("ที่่นี้้", "ที่นี้"),
        ("สำำนักงาน", "สำนักงาน"),
        ("สำานักงาน", "สำนักงาน"),
        ("ส\u0e4d\u0e32นักงาน", "สำนักงาน"),
        ("น\u0e4d\u0e49\u0e32", "น้ำ"),
        ("น\u0e49\u0e4d\u0e32", "น้ำ"),
        ("น\u0e33\u0e49", "น้ำ"),
        ("ส านักงาน ด าเนินการ", "สำนักงาน ดำเนินการ"),
        ("ส ำเร็จ", "สำเร็จ"),
        ("ส ํานัก", "สำนัก"),
        ("ข ้อ ม ูล", "ข้อ มูล"),
        ("ดา้น สรา้ง", "ด้าน สร้าง"),
        ("ท\u0e48\u0e35", "ที่"),
        ("เเผนปฏิบัติ", "แผนปฏิบัติ"),
        ("ＯＩＴ２５６７", "OIT2567"),
    ],
)
def test_repair_mends(broken: str, right: str) -> None:
    assert repair(broken) == right


@pytest.mark.parametrize(
    "right",
    [
        PROSE,
        ENGLISH,
        "",
        "น้ำ ก็ กู้ ปุ๋ย สิทธิ์ เกาะ โต๊ะ ฤๅษี",
        "บรรทัดหนึ่ง\r\nบรรทัดสอง\n\nบรรทัดสี่",
        "ก\nา",
        "สำ นักงาน",
        "เมนู \uf0c9 ค้นหา",
        "café naïve ½ ﬁ",
        "คอลัมน์\tอื่น  มี  ช่องว่าง",
    ],
)
def test_repair_leaves_alone(right: str) -> None:
    assert repair(right) == right


@given(texts)
def test_repairing_twice_is_repairing_once(text: str) -> None:
    assert repair(repair(text)) == repair(text)


@given(texts)
def test_repair_keeps_line_breaks(text: str) -> None:
    assert repair(text).count("\n") == text.count("\n")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ดุลยพินิจ", "ดุลพินิจ"),
        ("สำ นักงาน", "สํานักงาน"),
        ("สานักงาน", "สำนักงาน"),
        ("ส า นั ก ง า น", "สำนักงาน"),
        ("น ้า", "น้ำ"),
        ("หม\r\n่\r\nู", "หมู่"),
        ("พ.ศ. ๒๕๖๗", "พ.ศ.2567"),
        ("No Gift  POLICY", "nogiftpolicy"),
        ("๒๕๖๖–๒๕๗๐", "2566 - 2570"),
        ("“งบ”", '"งบ"'),
        ("อีเมล์", "อีเมล"),
        ("งานทะเบียนราษฎร์", "งานทะเบียนราษฎร"),
    ],
)
def test_fold_makes_equal(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("แผน", "ผล"),
        ("ที่", "ที"),
        ("ฯลฯ", "ลฯ"),
        ("ต่างๆ", "ต่าง"),
        ("2566", "2567"),
        ("ปฏิบัติ", "ปฎิบัติ"),
        ("ข้อ", "ขอ"),
    ],
)
def test_fold_keeps_apart(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@given(texts)
def test_folding_twice_is_folding_once(text: str) -> None:
    key = fold(text)
    assert fold(key) == key
    assert fold(repair(text)) == key
    assert not any(c.isspace() for c in key)


@given(texts)
def test_offsets_belong_to_the_key(text: str) -> None:
    key, offsets = fold_with_offsets(text)
    assert key == fold(text)
    assert len(offsets) == len(key)
    assert all(a <= b for a, b in pairwise(offsets))
    assert all(0 <= offset < len(repair(text)) for offset in offsets)


def test_a_match_in_the_key_is_a_quote() -> None:
    text = "รายงาน\nผลการ ด าเนินงาน ประจ าปี ๒๕๖๗"
    key, offsets = fold_with_offsets(text)
    wanted = fold("ผลการดำเนินงาน")
    at = key.index(wanted)
    quote = repair(text)[offsets[at] : offsets[at + len(wanted) - 1] + 1]
    assert quote == "ผลการ ดำเนินงาน"


def test_repair_and_fold_are_fast() -> None:
    text = PROSE * (1_000_000 // len(PROSE.encode()))
    start = perf_counter()
    assert repair(text) == text
    fold(text)
    assert perf_counter() - start < 5  # a machine under load; alone it takes 0.4 s


@pytest.mark.parametrize("unit", ["ำ่", "่ิ", "ก า", "ํ่", "กา่", "ำ ", " ", "เ", "\uf70a"])
def test_no_text_is_slow_to_repair(unit: str) -> None:
    start = perf_counter()
    fold("ก" + unit * 20_000)
    assert perf_counter() - start < 2


def test_arabic_digits() -> None:
    assert arabic_digits("๐๑๒๓๔๕๖๗๘๙ 0-9 ก") == "0123456789 0-9 ก"


@pytest.mark.parametrize(
    ("text", "limit", "wanted"),
    [
        ("ข้อมูล", 6, "ข้อมูล"),
        ("ข้อมูล", 5, "ข้อ…"),
        ("ที่นี่", 3, "…"),
        ("ที่นี่", 4, "ที่…"),
        ("เป็นเขต", 6, "เป็น…"),
        ("ก แผน", 4, "ก…"),
        ("จำนวน", 4, "จำน…"),
        ("จำนวน", 2, "…"),
        ("plain words", 6, "plain…"),
        ("", 0, ""),
        ("ก", 0, ""),
    ],
)
def test_cut(text: str, limit: int, wanted: str) -> None:
    assert cut(text, limit) == wanted


@given(texts, st.integers(0, 30))
def test_cut_keeps_clusters(text: str, limit: int) -> None:
    short = cut(text, limit)
    assert len(short) <= limit
    if short.endswith("…") and short != text:
        kept = short[:-1]
        assert text.startswith(kept)
        rest = text[len(kept) :]
        if "ก" <= rest[:1] <= "ฮ":
            assert not kept.endswith(tuple("เแโใไ"))
        if kept:
            assert not "\u0e30" <= rest[:1] <= "\u0e3a"
            assert not "\u0e47" <= rest[:1] <= "\u0e4e"


def test_cells() -> None:
    assert cells("กิ่งแก้ว") == 5
    assert cells("น้ำ") == 2
    assert cells("abc\u200b") == 3
    assert cells("中文") == 4


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("เขต บางแค", 5, ["เขต", "บางแค"]),
        ("การเปิดเผย", 5, ["การ", "เปิด", "เผย"]),
        ("ที่นี่ที่นั่น", 3, ["ที่นี่ที่", "นั่น"]),
        ("one two three", 7, ["one two", "three"]),
        ("ปี averylongword", 12, ["ปี", "averylongwor", "d"]),
        ("งบ 2567", 5, ["งบ", "2567"]),
        ("ก\nข", 10, ["ก", "ข"]),
        ("", 10, [""]),
    ],
)
def test_break_lines(text: str, width: int, lines: list[str]) -> None:
    assert break_lines(text, width) == lines


@given(texts, st.integers(1, 12))
def test_broken_lines_fit_and_lose_nothing(text: str, width: int) -> None:
    lines = break_lines(text, width)
    assert "".join("".join(lines).split()) == "".join(text.split())
    for line in lines:
        alone = len(break_lines(line, 1)) == 1
        assert alone or cells(line) <= width


@pytest.mark.parametrize(
    "sense",
    [
        PROSE,
        ENGLISH,
        "",
        "   \n",
        "๑. .................... ลงชื่อ ______________ (นาย................)",
        "☐ มี ☑ ไม่มี • ข้อ ๑ → ข้อ ๒ “หมายเหตุ” – 25°C ± 3 %",
        "Café Müller, façade, São Paulo, naïve",
        "02-123-4567 | 2,567.00 | 12/2567 | https://a.example/x_y-z",
        "อีเมล saraban@example.go.th",
        "ส านักงาน ประจ าปี ข ้อม ูล",
        "หน\uf70bาที่",
        "中文内容",
    ],
)
def test_sense_is_no_garbage(sense: str) -> None:
    assert garbage_share(sense) < 0.05


@pytest.mark.parametrize(
    "garbage",
    [
        "¡ÃØ§à·¾",
        PROSE.encode("cp874").decode("latin-1"),
        PROSE.encode("cp874").decode("cp1252", "replace"),
        PROSE.encode("cp874").decode("mac-roman"),
        PROSE.encode().decode("latin-1"),
        PROSE.encode().decode("cp1252", "replace"),
        PROSE.encode().decode("cp874", "replace"),
        "\ufffd\ufffd\ufffd ก \ufffd\ufffd",
        "\ue001\ue002\ue003\ue004 abc",
        "\x01\x02\x03\x04\x05 \x06\x07",
        "(cid:12)(cid:40)(cid:7) (cid:3)(cid:9)",
        "่ ้ ิ ี ุ ู ์ ็ ั",
        "ะาำเเแโ้้่า์ิีาะำ็็เเโไใ",
        "!\"#$%&'()*+,-./ $#%&'(*)!",
    ],
)
def test_garbage_is_seen(garbage: str) -> None:
    assert garbage_share(garbage) > 0.3


@given(texts)
def test_garbage_share_is_a_share(text: str) -> None:
    assert 0 <= garbage_share(text) <= 1


@pytest.mark.parametrize(
    "label",
    [
        *("tis-620", "TIS-620", "tis620", "windows-874", "x-windows-874", "dos-874"),
        *("iso-8859-11", "cp874", "", "utf-8", "iso-8859-1", "windows-1252"),
        *("windows-1251", "gbk", "utf-16", "zlib_codec", "unicode_escape", "idna"),
        *("undefined", "no-such-charset", "a\0b", "ü", " 'tis-620' ", "x" * 300),
    ],
)
def test_thai_bytes_survive_every_label(label: str) -> None:
    assert decode(PROSE.encode("cp874"), label) == (PROSE, "cp874")
    assert decode(PROSE.encode("cp874"), "", label) == (PROSE, "cp874")
    assert decode(PROSE.encode(), label) == (PROSE, "utf-8")
    assert decode(PROSE.encode(), "", label) == (PROSE, "utf-8")


@pytest.mark.parametrize(
    ("data", "declared", "wanted"),
    [
        (b"", "", ("", "utf-8")),
        (b"plain", "tis-620", ("plain", "utf-8")),
        ("ไทย".encode("utf-8-sig"), "tis-620", ("ไทย", "utf-8")),
        ("ไทย".encode("utf-16"), "", ("ไทย", "utf-16-le")),
        (b"\xfe\xff" + "ไทย".encode("utf-16-be"), "", ("ไทย", "utf-16-be")),
        ("ไทย".encode("utf-16-le"), "utf-16", ("ไทย", "utf-16-le")),
        ("ไทย".encode("utf-16-be"), "utf-16be", ("ไทย", "utf-16-be")),
        ("<p>ไทย".encode("utf-16-le"), "", ("<p>ไทย", "utf-16-le")),
        (b"<p>plain</p>", "utf-16", ("<p>plain</p>", "utf-8")),
        ("เขต".encode("cp874"), "windows-874", ("เขต", "cp874")),
        ("café".encode(), "tis-620", ("café", "utf-8")),
        ("© ไม่".encode(), "tis-620", ("© ไม่", "utf-8")),
        (b"caf\xe9", "iso-8859-1", ("café", "iso8859-1")),
        ("España".encode("latin-1"), "latin1", ("España", "iso8859-1")),
        ("Привет, мир".encode("cp1251"), "windows-1251", ("Привет, мир", "cp1251")),
        ("กข".encode("cp874") + b"\xff", "", ("กข\ufffd", "cp874")),
    ],
)
def test_decode(data: bytes, declared: str, wanted: tuple[str, str]) -> None:
    assert decode(data, declared) == wanted


@pytest.mark.parametrize("label", ["", "utf-8", "tis-620", "iso-8859-1"])
def test_broken_utf8_stays_utf8(label: str) -> None:
    data = PROSE.encode()
    for broken in (data[:-1], data[1:], data[:90] + b"\xff\xe0" + data[92:]):
        text, used = decode(broken, label)
        assert used == "utf-8"
        assert "จัดซื้อจัดจ้าง" in text


@given(st.binary(max_size=60), st.text(max_size=12), st.text(max_size=12))
def test_decode_never_fails(data: bytes, declared: str, meta: str) -> None:
    text, used = decode(data, declared, meta)
    assert isinstance(text, str)
    data.decode(used, "replace")


@pytest.mark.parametrize("name", ["tis620_1.xml", "tis620_2.xml"])
def test_real_tis620(name: str) -> None:
    path = SAMPLES / name
    if not path.exists():
        pytest.skip("no samples here")
    for label in ("", "tis-620", "iso-8859-1", "utf-8"):
        text, used = decode(path.read_bytes(), label)
        assert used == "cp874"
        assert garbage_share(text) < 0.05


def test_real_pdf_with_private_use_glyphs() -> None:
    path = SAMPLES / "text_pua_3.pdf"
    if not path.exists():
        pytest.skip("no samples here")
    pdfium = pytest.importorskip("pypdfium2")
    with pdfium.PdfDocument(path) as pdf:
        raw = "\n".join(page.get_textpage().get_text_range() for page in pdf)
    assert raw.count("หน้าที่") == 0
    assert repair(raw).count("หน้าที่") == 61
    assert fold(raw).count(fold("หน้าที่")) == 61
    assert garbage_share(raw) < 0.05
