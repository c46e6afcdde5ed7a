"""Every kind of file that an agency uploads, good and broken, and what is said of it."""

import zlib
from dataclasses import dataclass
from pathlib import Path

import pytest

from documents.document import Document, Ground, Kind, Openness, Problem, SheetState
from documents.reader import read
from tests.support import files, office, old_office, packs

SAMPLES = Path(__file__).parents[3] / "shared" / "samples"
PLAN = "แผนปฏิบัติการประจำปี 2567"
LONG = f"{PLAN} ของสำนักงานเขตตัวอย่าง กรุงเทพมหานคร"
ROWS = (("ที่", "โครงการ", "งบประมาณ (บาท)"), ("1", "จ้างเหมาซ่อมทางเท้า", "1,250,000"),
        ("2", "จัดซื้อวัสดุสำนักงาน", "84,500"))  # fmt: skip
PHRASE = "จ้างเหมาซ่อมทางเท้า"
LAUGHS = '<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>'
RTF_TABLE = r"\trowd\intbl ที่\cell โครงการ\cell\row\trowd\intbl 1\cell จ้างเหมาซ่อมทางเท้า\cell\row\pard"


def lines(delimiter: str) -> str:
    return "\r\n".join(delimiter.join(f'"{cell}"' for cell in row) for row in ROWS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A file, and what must be said of it."""

    data: bytes
    kind: Kind
    openness: Openness
    grounds: tuple[Ground, ...]
    problems: tuple[Problem, ...] = ()
    phrase: str = ""
    """Must be found in the text; where empty, there must be no text."""
    name: str = ""
    """Of the file, as the address ends."""
    media_type: str = ""


def whole(
    data: bytes, kind: Kind, ground: Ground, *more: Ground, phrase: str = PLAN, name: str = ""
) -> Case:  # fmt: skip
    """Give a case of a file that is as open as its kind can be."""
    openness = {
        Ground.OPEN_FORMAT: Openness.OPEN,
        Ground.CELLS: Openness.STRUCTURED,
        Ground.WORDS: Openness.TEXT,
    }[ground]
    return Case(
        data=data,
        kind=kind,
        openness=openness,
        grounds=(ground, *more),
        phrase=phrase,
        name=name or f"f.{kind.value}",
    )


def renamed(case: Case, name: str = "", media_type: str = "") -> Case:
    """Give a file under another name: it is the same, but that its name is wrong."""
    grounds = (*case.grounds, Ground.WRONG_NAME)
    return Case(
        data=case.data,
        kind=case.kind,
        openness=case.openness,
        grounds=grounds,
        problems=(*case.problems, Problem.MISMATCH),
        phrase=case.phrase,
        name=name,
        media_type=media_type,
    )


def pictures(data: bytes, kind: Kind) -> Case:
    """Give a case of a file that holds only pictures."""
    return Case(
        data=data,
        kind=kind,
        openness=Openness.IMAGE,
        grounds=(Ground.ONLY_PICTURES,),
        problems=(Problem.SCANNED,),
        name=f"f.{kind.value}",
    )


def picture(data: bytes, name: str) -> Case:
    return Case(
        data=data,
        kind=Kind.IMAGE,
        openness=Openness.IMAGE,
        grounds=(Ground.PICTURE,),
        name=name,
    )


def unread(data: bytes, kind: Kind, problem: Problem, *grounds: Ground, name: str = "") -> Case:  # fmt: skip
    """Give a case of a file of which nothing is read."""
    return Case(
        data=data,
        kind=kind,
        openness=Openness.NONE,
        grounds=grounds,
        problems=(problem,),
        name=name or f"f.{kind.value}",
    )


PAGE = whole(
    f"<!doctype html><h1>{PLAN}</h1>".encode(), Kind.HTML, Ground.WORDS, name="f.html"
)
CSV = whole(lines(",").encode("utf-8-sig"), Kind.CSV, Ground.OPEN_FORMAT, phrase=PHRASE)
TSV = whole(lines("\t").encode(), Kind.TSV, Ground.OPEN_FORMAT, phrase=PHRASE)
XLSX = whole(files.xlsx({"งบ": ROWS}), Kind.XLSX, Ground.CELLS, phrase=PHRASE)
ODS = whole(files.ods(ROWS), Kind.ODS, Ground.CELLS, phrase=PHRASE)
PDF = whole(files.pdf([LONG] * 4), Kind.PDF, Ground.WORDS)
DOCX = whole(files.docx_file(PLAN), Kind.DOCX, Ground.WORDS)
DOC = whole(old_office.doc(f"{PLAN}\r"), Kind.DOC, Ground.WORDS, Ground.OLD_FORMAT)
RTF = whole(office.rtf(rf"{PLAN}\par"), Kind.RTF, Ground.WORDS)
TEXT = whole(LONG.encode(), Kind.TEXT, Ground.WORDS, name="f.txt")
JSON = whole(f'{{"แผน": ["{PLAN}"]}}'.encode(), Kind.JSON, Ground.OPEN_FORMAT)
XML = whole(
    f"<?xml version='1.0'?><a><b>{PLAN}</b></a>".encode(), Kind.XML, Ground.OPEN_FORMAT
)
ODT = whole(
    office.open_document("text", f"<text:h>{PLAN}</text:h>"), Kind.ODT, Ground.WORDS
)
ODP = whole(
    office.open_document(
        "presentation", f"<draw:page><text:p>{PLAN}</text:p></draw:page>"
    ),
    Kind.ODP,
    Ground.WORDS,
)
PPTX = whole(office.pptx(office.shape(PLAN)), Kind.PPTX, Ground.WORDS)
PPT = whole(old_office.ppt([[PLAN]]), Kind.PPT, Ground.WORDS, Ground.OLD_FORMAT)
LOCKED = (Problem.ENCRYPTED, Ground.PASSWORD)
DAMAGED = (Problem.BROKEN, Ground.BROKEN)
VOID = (Problem.EMPTY, Ground.NOTHING)
ALIEN = (Problem.UNSUPPORTED, Ground.NOT_READ)

SET: dict[str, Case] = {
    "page": PAGE,
    "page in TIS-620": whole(
        f"<html><p>{PLAN}".encode("cp874"), Kind.HTML, Ground.WORDS, name="f.html"
    ),
    "csv": CSV,
    "csv in Windows-874": whole(
        lines(";").encode("cp874"),
        Kind.CSV,
        Ground.OPEN_FORMAT,
        Ground.OLD_ENCODING,
        phrase=PHRASE,
    ),
    "csv in UTF-16": whole(
        lines(",").encode("utf-16"), Kind.CSV, Ground.OPEN_FORMAT, phrase=PHRASE
    ),
    "csv of values without a header": whole(
        b"1,2\n3,4\n5,6\n",
        Kind.CSV,
        Ground.OPEN_FORMAT,
        Ground.NO_HEADER,
        phrase="3 | 4",
    ),
    "tsv": TSV,
    "tsv saved as xls": renamed(TSV, "f.xls", "application/vnd.ms-excel"),
    "page saved as xls": renamed(PAGE, "f.xls", "application/vnd.ms-excel"),
    "xml saved as xls": renamed(XML, "f.xls"),
    "page in place of a pdf": renamed(PAGE, "f.pdf", "text/html"),
    "rich text called doc": whole(RTF.data, Kind.RTF, Ground.WORDS, name="f.doc"),
    "rich text called docx": renamed(RTF, "f.docx"),
    "docx called doc": renamed(DOCX, "f.doc", "application/msword"),
    "workbook called docx": renamed(XLSX, "f.docx"),
    "slides declared a pdf": renamed(PPTX, "f.pptx", "application/pdf"),
    "picture called pdf": renamed(picture(files.picture(), ""), "f.pdf"),
    "json": JSON,
    "json with a byte order mark": whole(
        b"\xef\xbb\xbf" + JSON.data, Kind.JSON, Ground.OPEN_FORMAT
    ),
    "json of nothing": unread(b"{}", Kind.JSON, *VOID),
    "json cut off": whole(JSON.data[:-2], Kind.TEXT, Ground.WORDS, name="f"),
    "xml": XML,
    "xml in TIS-620": whole(
        f'<?xml version="1.0" encoding="TIS-620"?><a ชื่อ="{PLAN}"/>'.encode("cp874"),
        Kind.XML,
        Ground.OPEN_FORMAT,
        Ground.OLD_ENCODING,
    ),
    "xml with entities": unread(
        f"<?xml version='1.0'?>{LAUGHS}<l>&b;</l>".encode(), Kind.XML, *DAMAGED
    ),
    "xml cut off": unread(b"<?xml version='1.0'?><a><b>x", Kind.XML, *DAMAGED),
    "text": TEXT,
    "text in Windows-874": whole(
        LONG.encode("cp874"), Kind.TEXT, Ground.WORDS, Ground.OLD_ENCODING, name="f.txt"
    ),
    "pdf": PDF,
    "pdf of scans": pictures(files.scan(), Kind.PDF),
    "pdf with a password": unread(files.pdf([LONG], password="x"), Kind.PDF, *LOCKED),
    "pdf of nothing more": unread(b"%PDF-1.7 no more", Kind.PDF, *DAMAGED),
    "docx": DOCX,
    "docx of pictures": pictures(files.docx_file(with_picture=True), Kind.DOCX),
    "docx of nothing": unread(files.docx_file(), Kind.DOCX, *VOID),
    "docx cut off": unread(DOCX.data[:5_000], Kind.DOCX, *DAMAGED),
    "docx with a password": unread(
        old_office.compound({"EncryptedPackage": bytes(9), "EncryptionInfo": bytes(9)}),
        Kind.UNKNOWN,
        *LOCKED,
        name="f.docx",
    ),
    "doc": DOC,
    "doc of narrow pieces": whole(
        old_office.doc(LONG.encode("cp874"), "\rต่อ\r", flags=0x200),
        Kind.DOC,
        Ground.WORDS,
        Ground.OLD_FORMAT,
    ),
    "doc of Word 6": whole(
        old_office.doc_6(LONG.encode("cp874")),
        Kind.DOC,
        Ground.WORDS,
        Ground.OLD_FORMAT,
    ),
    "doc of Word 6 in pieces": whole(
        old_office.doc_6(LONG.encode("cp874"), pieces=True),
        Kind.DOC,
        Ground.WORDS,
        Ground.OLD_FORMAT,
    ),
    "doc of a picture": pictures(old_office.doc("\x01\r"), Kind.DOC),
    "doc of nothing": unread(old_office.doc("\r"), Kind.DOC, *VOID),
    "doc with a password": unread(old_office.doc("x", flags=0x100), Kind.DOC, *LOCKED),
    "doc without a text": unread(
        old_office.compound({"WordDocument": bytes(9)}), Kind.DOC, *DAMAGED
    ),
    "doc without its pieces": unread(
        old_office.doc("x").replace("0Table".encode("utf-16-le"), b"x\0" * 6),
        Kind.DOC,
        *ALIEN,
    ),
    "doc cut off": unread(DOC.data[:600], Kind.UNKNOWN, *ALIEN, name="f"),
    "rtf": RTF,
    "rtf in Unicode": whole(
        office.rtf(r"\uc1\u3649?\u3612?\u3609? 2567\par"),
        Kind.RTF,
        Ground.WORDS,
        phrase="แผน 2567",
    ),
    "rtf with a table": whole(
        office.rtf(RTF_TABLE), Kind.RTF, Ground.WORDS, phrase=PHRASE
    ),
    "rtf of a picture": pictures(office.rtf(r"{\pict\pngblip 8950}\par"), Kind.RTF),
    "rtf of nothing": unread(office.rtf(r"\par"), Kind.RTF, *VOID),
    "rtf cut off": Case(
        data=RTF.data[:-1],
        kind=Kind.RTF,
        openness=Openness.TEXT,
        grounds=(Ground.WORDS, Ground.BROKEN),
        problems=(Problem.BROKEN,),
        phrase=PLAN,
    ),
    "odt": ODT,
    "odt of pictures": pictures(
        office.open_document("text", "<text:p/>", with_picture=True), Kind.ODT
    ),
    "odt of nothing": unread(office.open_document("text", ""), Kind.ODT, *VOID),
    "odt with a password": unread(
        office.open_document("text", "x", locked=True), Kind.ODT, *LOCKED
    ),
    "odt with entities": unread(
        files.archive(
            {
                "mimetype": "application/vnd.oasis.opendocument.text",
                "META-INF/manifest.xml": "<m/>",
                "content.xml": f"{LAUGHS}<l>&b;</l>",
            }
        ),
        Kind.ODT,
        *DAMAGED,
    ),
    "odt cut off": unread(ODT.data[:400], Kind.ODT, *DAMAGED),
    "odp": ODP,
    "pptx": PPTX,
    "pptx of pictures": pictures(office.pptx("", "", with_picture=[1, 2]), Kind.PPTX),
    "pptx of pictures in part": Case(
        data=office.pptx(office.shape(PLAN), "", with_picture=[2]),
        kind=Kind.PPTX,
        openness=Openness.TEXT,
        grounds=(Ground.WORDS, Ground.SOME_PICTURES),
        problems=(Problem.SCANNED,),
        phrase=PLAN,
    ),
    "pptx of nothing": unread(office.pptx(""), Kind.PPTX, *VOID),
    "pptx without slides": unread(
        files.archive({"ppt/presentation.xml": "<p/>"}), Kind.PPTX, *DAMAGED
    ),
    "ppt": PPT,
    "ppt of pictures": pictures(old_office.ppt([[]], with_picture=True), Kind.PPT),
    "ppt with a password": unread(
        old_office.ppt([[PLAN]], locked=True), Kind.PPT, *LOCKED
    ),
    "ppt of nothing": unread(old_office.ppt([[]]), Kind.PPT, *VOID),
    "xlsx": XLSX,
    "xlsx of a picture": pictures(files.xlsx({"งบ": []}, with_picture=True), Kind.XLSX),
    "xlsx of merged cells": whole(
        files.xlsx({"งบ": []}, merged=[(0, 0, 3, 4, PLAN), (4, 0, 9, 4, "ก")]),
        Kind.XLSX,
        Ground.CELLS,
        Ground.ONLY_MERGED,
    ),
    "xlsx without a header": whole(
        files.xlsx({"งบ": [[1, 2], [3, 4], [5, PLAN]]}),
        Kind.XLSX,
        Ground.CELLS,
        Ground.NO_HEADER,
    ),
    "xlsx of nothing": unread(files.xlsx({"งบ": []}), Kind.XLSX, *VOID),
    "xlsx cut off": unread(XLSX.data[:3_000], Kind.XLSX, *DAMAGED),
    "xlsx bomb": unread(
        files.archive({"xl/workbook.xml": bytes(30_000_000)}, packed=True),
        Kind.XLSX,
        *DAMAGED,
    ),
    "xls": whole(
        old_office.xls(ROWS), Kind.XLS, Ground.CELLS, Ground.OLD_FORMAT, phrase=PHRASE
    ),
    "xls that is none": unread(
        old_office.compound({"Workbook": bytes(5_000)}), Kind.XLS, *DAMAGED
    ),
    "ods": ODS,
    "zip of a workbook and a scan": whole(
        files.archive({"scan.pdf": files.scan(), "งบ.xlsx": XLSX.data}),
        Kind.ZIP,
        Ground.CELLS,
        Ground.PACKED,
        phrase=PHRASE,
    ),
    "zip of a table": whole(
        files.archive({"a/งบ.csv": CSV.data}, packed=True),
        Kind.ZIP,
        Ground.OPEN_FORMAT,
        Ground.PACKED,
        phrase=PHRASE,
    ),
    "zip named by Windows": whole(
        packs.zip_of_windows("แผน 2567.txt", LONG.encode()),
        Kind.ZIP,
        Ground.WORDS,
        Ground.PACKED,
        phrase="แผน 2567\n",
    ),
    "zip of pictures": Case(
        data=files.archive({"1.png": files.picture(), "2.jpg": files.picture("JPEG")}),
        kind=Kind.ZIP,
        openness=Openness.IMAGE,
        grounds=(Ground.ONLY_PICTURES, Ground.PACKED),
        problems=(Problem.SCANNED,),
    ),
    "zip of a zip": unread(
        files.archive({"a.zip": files.archive({"a.txt": "x"})}),
        Kind.ZIP,
        Problem.UNSUPPORTED,
        Ground.NOT_READ,
        Ground.PACKED,
    ),
    "zip of nothing": unread(files.archive({}), Kind.ZIP, *VOID),
    "zip of an empty file": unread(
        files.archive({"a.txt": ""}), Kind.ZIP, *VOID, Ground.PACKED
    ),
    "zip with a password": unread(
        packs.locked_zip({"a.txt": b"x"}), Kind.ZIP, *LOCKED, Ground.PACKED
    ),
    "zip cut off": unread(files.archive({"a.txt": LONG * 9})[:300], Kind.ZIP, *DAMAGED),
    "zip bomb": unread(
        files.archive({"a.txt": bytes(30_000_000)}, packed=True), Kind.ZIP, *DAMAGED
    ),
    "zip with a damaged file": Case(
        data=files.archive({"a.txt": PLAN, "b.txt": "y" * 99}).replace(
            b"y" * 99, b"z" * 99
        ),
        kind=Kind.ZIP,
        openness=Openness.TEXT,
        grounds=(Ground.WORDS, Ground.PACKED, Ground.BROKEN),
        problems=(Problem.BROKEN,),
        phrase=PLAN,
    ),
    "rar": unread(
        packs.rar_4(["แผน.pdf".encode("cp874")]),
        Kind.RAR,
        Problem.UNSUPPORTED,
        Ground.SPECIAL_PROGRAM,
    ),
    "rar 5": unread(
        packs.rar_5(["แผน.pdf"]),
        Kind.RAR,
        Problem.UNSUPPORTED,
        Ground.SPECIAL_PROGRAM,
    ),
    "rar with a password": unread(
        packs.rar_5(["แผน.pdf"], locked="names"),
        Kind.RAR,
        *LOCKED,
        Ground.SPECIAL_PROGRAM,
    ),
    "rar cut off": unread(
        packs.rar_5(["แผน.pdf"])[:30], Kind.RAR, *DAMAGED, Ground.SPECIAL_PROGRAM
    ),
    "7z": unread(
        packs.seven_zip({"แผน.pdf": b"x"}, packed=True),
        Kind.SEVEN_ZIP,
        Problem.UNSUPPORTED,
        Ground.SPECIAL_PROGRAM,
    ),
    "7z with a password": unread(
        packs.seven_zip({"a": b"x"}, locked=True),
        Kind.SEVEN_ZIP,
        *LOCKED,
        Ground.SPECIAL_PROGRAM,
    ),
    "7z cut off": unread(
        packs.seven_zip({"a": b"x"})[:40],
        Kind.SEVEN_ZIP,
        *DAMAGED,
        Ground.SPECIAL_PROGRAM,
    ),
    "png": picture(files.picture(), "f.png"),
    "jpeg": picture(files.picture("JPEG"), "f.jpg"),
    "svg": picture(b"<svg width='40px' height='30'></svg>", "f.svg"),
    "film": Case(
        data=b"\0\0\0\x18ftypmp42\0\0\0\0",
        kind=Kind.VIDEO,
        openness=Openness.NONE,
        grounds=(Ground.RECORDING,),
        problems=(Problem.UNSUPPORTED,),
        name="f.mp4",
    ),
    "sound": Case(
        data=b"ID3\x03\0\0\0",
        kind=Kind.AUDIO,
        openness=Openness.NONE,
        grounds=(Ground.RECORDING,),
        problems=(Problem.UNSUPPORTED,),
        name="f.mp3",
    ),
    "no bytes": unread(b"", Kind.UNKNOWN, *VOID, name="f.pdf"),
    "bytes of nothing known": unread(
        zlib.compress(LONG.encode()), Kind.UNKNOWN, *ALIEN, name="f"
    ),
}


def test_the_set_is_large_enough() -> None:
    assert len(SET) >= 60
    assert {case.kind for case in SET.values()} == set(Kind)
    assert {ground for case in SET.values() for ground in case.grounds} >= (
        set(Ground) - {Ground.GARBLED, Ground.CUT}
    )


@pytest.mark.parametrize("name", SET)
def test_each_file_is_told_for_what_it_is(name: str) -> None:
    case = SET[name]
    url = f"https://a.test/{case.name}" if case.name else ""
    document = read(case.data, url=url, media_type=case.media_type)
    assert (document.kind, document.openness) == (case.kind, case.openness)
    assert document.problems == case.problems
    assert document.grounds == case.grounds
    assert case.phrase in document.text
    assert bool(case.phrase) is bool(document.text)


def test_sheets_are_told_apart() -> None:
    data = files.xlsx(
        {"ว่าง": [], "งบ": [["รายงาน"], *ROWS]}, merged=[(0, 0, 1, 1, PLAN)]
    )
    sheets = read(data).sheets
    assert [(sheet.name, sheet.state, sheet.header) for sheet in sheets] == [
        ("ว่าง", SheetState.MERGED, 0),
        ("งบ", SheetState.FILLED, 2),
    ]


def test_files_in_an_archive_are_judged_one_by_one() -> None:
    data = files.archive(
        {
            "งบ.xls": TSV.data,
            "folder/": "",
            "__MACOSX/._a": "x",
            "a.pdf": files.scan(),
            "b.zip": files.archive({"c.txt": "x"}),
        }
    )
    document = read(data, url="https://a.test/f.zip")
    assert [(m.name, m.kind, m.openness, m.problems) for m in document.members] == [
        ("งบ.xls", Kind.TSV, Openness.OPEN, (Problem.MISMATCH,)),
        ("a.pdf", Kind.PDF, Openness.IMAGE, (Problem.SCANNED,)),
        ("b.zip", Kind.ZIP, Openness.NONE, (Problem.UNSUPPORTED,)),
    ]
    assert str(document.blocks[2].locator) == "member=งบ.xls;row=2"
    assert document.tables[0].locator.member == "งบ.xls"
    assert (document.tables[0].rows, document.images) == (ROWS, 2)


@pytest.mark.parametrize(
    "data",
    [
        packs.rar_4(["แผน.pdf".encode("cp874"), b"a\\b.txt"]),
        packs.rar_5(["แผน.pdf", "a/b.txt"]),
        packs.seven_zip({"แผน.pdf": b"abc", "a/b.txt": b"abc"}),
        packs.seven_zip({"แผน.pdf": b"abc", "a/b.txt": b"abc"}, packed=True),
    ],
    ids=["rar 4", "rar 5", "7z", "7z with a packed header"],
)
def test_files_in_an_archive_that_is_not_unpacked_are_named(data: bytes) -> None:
    members = [(member.name, member.size) for member in read(data).members]
    assert members == [("แผน.pdf", 3), ("a/b.txt", 3)]


@pytest.mark.parametrize(
    ("name", "size"),
    [
        ("PNG", (40, 30)),
        ("JPEG", (40, 30)),
        ("GIF", (40, 30)),
        ("BMP", (40, 30)),
        ("TIFF", (40, 30)),
        ("WEBP", (40, 30)),
    ],
)
def test_pictures_have_their_size(name: str, size: tuple[int, int]) -> None:
    document = read(files.picture(name))
    assert (document.width, document.height) == size


REAL: dict[str, tuple[Kind, Openness, tuple[Problem, ...], str]] = {
    "legacy.xls": (Kind.XLS, Openness.STRUCTURED, (), ""),
    "word.docx": (Kind.DOCX, Openness.TEXT, (), ""),
    "tis620_1.xml": (Kind.XML, Openness.OPEN, (), ""),
    "tis620_2.xml": (Kind.XML, Openness.OPEN, (), ""),
    "scan_1.pdf": (Kind.PDF, Openness.IMAGE, (Problem.SCANNED,), "งบประมาณ"),
    "scan_2.pdf": (Kind.PDF, Openness.IMAGE, (Problem.SCANNED,), ""),
    "text_2.pdf": (Kind.PDF, Openness.TEXT, (), ""),
    "text_word.pdf": (Kind.PDF, Openness.TEXT, (), ""),
    "text_pua_1.pdf": (Kind.PDF, Openness.TEXT, (), ""),
    "text_pua_2.pdf": (Kind.PDF, Openness.TEXT, (), ""),
    "text_pua_3.pdf": (Kind.PDF, Openness.TEXT, (), "หน้าที่"),
    "mixed_canva.pdf": (Kind.PDF, Openness.TEXT, (Problem.SCANNED,), "โรงพยาบาล"),
}


@pytest.mark.skipif(not SAMPLES.exists(), reason="real files are not here")
def test_every_real_file_has_its_expectations() -> None:
    found = {path.name for path in SAMPLES.iterdir() if path.suffix != ".md"}
    assert found == set(REAL)


@pytest.mark.skipif(not SAMPLES.exists(), reason="real files are not here")
@pytest.mark.parametrize("name", REAL)
def test_real_files_are_told_for_what_they_are(name: str) -> None:
    kind, openness, problems, phrase = REAL[name]
    document: Document = read(
        (SAMPLES / name).read_bytes(), url=f"https://a.test/{name}"
    )
    assert (document.kind, document.openness) == (kind, openness)
    assert document.problems == problems
    assert phrase in document.text
