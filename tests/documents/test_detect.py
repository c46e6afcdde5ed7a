import pytest

from documents.detect import detect
from documents.document import Kind
from documents.openness import extension, is_mismatch
from tests.support import files

MP4 = b"\0\0\0\x18ftypmp42\0\0\0\0"


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"", Kind.UNKNOWN),
        (b" \r\n ", Kind.UNKNOWN),
        (b"%PDF-1.7 ...", Kind.PDF),
        (b"\xef\xbb\xbf\n junk %PDF-1.4", Kind.PDF),
        (files.xlsx({"a": [["x"]]}), Kind.XLSX),
        (files.docx_file("x"), Kind.DOCX),
        (files.ods([["x"]]), Kind.ODS),
        (files.archive({"ppt/presentation.xml": "x"}), Kind.PPTX),
        (
            files.archive({"mimetype": "application/vnd.oasis.opendocument.text"}),
            Kind.ODT,
        ),
        (files.archive({"a.pdf": "%PDF"}), Kind.ZIP),
        (files.xlsx({"a": [["x"]]})[:2_000], Kind.XLSX),
        (files.ole("WordDocument", "1Table"), Kind.DOC),
        (files.ole("Workbook"), Kind.XLS),
        (files.ole("PowerPoint Document"), Kind.PPT),
        (files.ole("__properties_version1.0"), Kind.UNKNOWN),
        (files.archive({"word/a.txt": "x"}), Kind.ZIP),
        (files.archive({"mimetype": "x", "a": "y"})[:60], Kind.ZIP),
        (files.picture("PNG"), Kind.IMAGE),
        (files.picture("JPEG"), Kind.IMAGE),
        (files.picture("GIF"), Kind.IMAGE),
        (files.picture("BMP"), Kind.IMAGE),
        (files.picture("TIFF"), Kind.IMAGE),
        (files.picture("WEBP"), Kind.IMAGE),
        (b"<svg xmlns='http://www.w3.org/2000/svg'></svg>", Kind.IMAGE),
        (MP4, Kind.VIDEO),
        (b"\x1aE\xdf\xa3webm", Kind.VIDEO),
        (b"FLV\x01", Kind.VIDEO),
        (b"RIFF\0\0\0\0AVI ", Kind.VIDEO),
        (b"RIFF\0\0\0\0WAVE", Kind.AUDIO),
        (b"RIFF\0\0\0\0none", Kind.UNKNOWN),
        (b"OggS" + bytes(24) + b"\x01vorbis", Kind.AUDIO),
        (b"OggS" + bytes(24) + b"\x80theora", Kind.VIDEO),
        (b"ID3\x03", Kind.AUDIO),
        (b"FORM\0\0\0\0AIFF", Kind.AUDIO),
        (b"\xff\xfb\x90\x44" + bytes(99), Kind.AUDIO),
        (b"\0\0\0\x18ftypM4A \0\0\0\0", Kind.AUDIO),
        (b"\0\0\0\x18ftypheic\0\0\0\0", Kind.IMAGE),
        (b"BM is no picture", Kind.TEXT),
        (b"%!PS-Adobe-3.0 EPSF", Kind.UNKNOWN),
        (b"\x1f\x8b\x08 gzip", Kind.UNKNOWN),
        (b"Rar!\x1a\x07\x00", Kind.RAR),
        (b"Rar!\x1a\x07\x01\x00", Kind.RAR),
        (b"7z\xbc\xaf\x27\x1c\0\4", Kind.SEVEN_ZIP),
        (b"{\\rtf1 x}", Kind.RTF),
        (bytes(range(256)), Kind.UNKNOWN),
        (b"<!DOCTYPE html><p>x", Kind.HTML),
        (b"\xef\xbb\xbf  <!-- c --><html>", Kind.HTML),
        (b"<?xml version='1.0'?><!DOCTYPE html><html xmlns='x'></html>", Kind.HTML),
        (b"<div>x</div>", Kind.HTML),
        (b"Warning: x in y.php\n<html><body>x</body></html>", Kind.HTML),
        ("<html>สวัสดี".encode("utf-16"), Kind.HTML),
        (b"<?xml version='1.0'?><a>x</a>", Kind.XML),
        (b"<?xml version='1.0'?><rss><channel/></rss>", Kind.XML),
        (b"<feed><entry>x</entry></feed>", Kind.XML),
        (b'{"a": [1]}', Kind.JSON),
        (b"[1, 2]", Kind.JSON),
        (b"[1] a footnote", Kind.TEXT),
        (b"a,b\n1,2\n3,4\n", Kind.CSV),
        ("ที่;ชื่อ;บาท\n1;ก;2\n".encode("cp874"), Kind.CSV),
        (b"a\tb\n1\t2\n", Kind.TSV),
        (b"a|b|c\n1|2|3\n", Kind.CSV),
        (b'a,"b,\nc"\n1,2\n3,4\n', Kind.CSV),
        ("บรรทัดหนึ่ง\nบรรทัดสอง, มีจุลภาค\nสาม".encode(), Kind.TEXT),
        (b"one line, only", Kind.TEXT),
    ],
)
def test_kinds_are_told_from_the_bytes(data: bytes, kind: Kind) -> None:
    assert detect(data) is kind


def test_plain_text_served_as_a_page_is_a_page() -> None:
    assert detect(b"Under construction", "text/html") is Kind.HTML
    assert detect(b"%PDF-1.4", "text/html") is Kind.PDF


def test_an_embedded_workbook_does_not_make_a_letter_a_workbook() -> None:
    data = files.ole("WordDocument")
    assert detect(data + "Workbook".encode("utf-16-le")) is Kind.DOC


@pytest.mark.parametrize(
    ("kind", "url", "media_type", "expected"),
    [
        (Kind.HTML, "https://a.test/f.pdf", "", True),
        (Kind.HTML, "https://a.test/f.PDF?x=1", "application/pdf", True),
        (Kind.PDF, "https://a.test/f.pdf", "application/octet-stream", False),
        (Kind.PDF, "https://a.test/f.pdf", "text/html", True),
        (Kind.PDF, "https://a.test/download.php?id=1", "", False),
        (Kind.PDF, "https://a.test/%E0%B8%81.docx", "", True),
        (Kind.XLSX, "https://a.test/f.xls", "", True),
        (Kind.XLSX, "https://a.test/f.xlsx", "application/vnd.ms-excel", False),
        (Kind.CSV, "https://a.test/f.csv", "application/vnd.ms-excel", False),
        (Kind.CSV, "https://a.test/f.csv", "text/plain; charset=x", False),
        (Kind.TEXT, "https://a.test/f.csv", "text/csv", False),
        (Kind.DOCX, "https://a.test/f.docx", "application/msword", False),
        (Kind.DOCX, "https://a.test/f.docx", "application/zip", False),
        (Kind.DOCX, "", "application/vnd.ms-excel", True),
        (Kind.UNKNOWN, "https://a.test/f.pdf", "", True),
        (Kind.UNKNOWN, "https://a.test/f.doc", "application/msword", True),
        (Kind.HTML, "https://a.test/f.xls", "application/vnd.ms-excel", True),
        (Kind.TSV, "https://a.test/f.xls", "application/vnd.ms-excel", True),
        (Kind.TSV, "https://a.test/f.tsv", "text/tab-separated-values", False),
        (Kind.RTF, "https://a.test/f.doc", "application/msword", False),
        (Kind.RTF, "https://a.test/f.docx", "", True),
        (Kind.ODT, "", "application/vnd.oasis.opendocument.text", False),
        (Kind.PPTX, "https://a.test/f.ppt", "", True),
        (Kind.ODP, "", "application/vnd.oasis.opendocument.presentation", False),
        (Kind.ZIP, "https://a.test/f.rar", "", True),
        (Kind.RAR, "https://a.test/f.zip", "application/zip", True),
        (Kind.AUDIO, "https://a.test/f.mp3", "audio/mpeg", False),
        (Kind.HTML, "https://a.test/f.mp4", "video/mp4", True),
        (Kind.DOC, "", "application/vnd.ms-fontobject", False),
        (Kind.IMAGE, "https://a.test/f.pdf", "image/jpeg", True),
        (Kind.IMAGE, "https://a.test/f.jpg", "image/png", False),
        (Kind.HTML, "https://a.test/v1.2/page", "text/html", False),
        (Kind.HTML, "http://[bad/f.pdf", "", False),
        (Kind.PDF, "", "", False),
    ],
)
def test_mismatch(kind: Kind, url: str, media_type: str, expected: bool) -> None:
    assert is_mismatch(kind, url, media_type) is expected


def test_extension() -> None:
    assert extension("https://a.test/x.y/แผน.ปี.PDF") == "pdf"
    assert extension("https://a.test/x.y/แผน") == ""
