import io
import struct

import pytest
from PIL import Image

from documents.picture import read_picture


def webp(*, lossless: bool = False, clear: bool = False) -> bytes:
    target = io.BytesIO()
    colour = "RGBA" if clear else "RGB"
    Image.new(colour, (40, 30)).save(target, "WEBP", lossless=lossless, exact=clear)
    return target.getvalue()


TIFF = struct.pack("<4sIH", b"II*\0", 8, 2)
ENTRIES = struct.pack("<HHIHHHHII", 256, 3, 1, 40, 0, 257, 4, 1, 30)


@pytest.mark.parametrize(
    ("data", "size"),
    [
        (webp(), (40, 30)),
        (webp(lossless=True), (40, 30)),
        (b"RIFF\0\0\0\0WEBPVP8X" + bytes(8) + b"\x27\0\0\x1d\0\0", (40, 30)),
        (b"RIFF\0\0\0\0WEBPnone", (0, 0)),
        (TIFF + ENTRIES, (40, 30)),
        (b"MM\0*\0\0\0\x08\0\0", (0, 0)),
        (b"\xff\xd8\xff\xff\xff\xc0\0\x0b\x08\0\x1e\0\x28", (40, 30)),
        (b"\xff\xd8\xff\xe0\0\x02\xff\xc0\0\x0b\x08\0\x1e\0\x28", (40, 30)),
        (b"\xff\xd8\0\0\0", (0, 0)),
        (b"\xff\xd8" + b"\xff\xe0\0\0" * 999, (0, 0)),
        (b"\x89PNG", (0, 0)),
        (b"<svg width='40px' height='30.5'>", (40, 30)),
        (b"<svg width='100%' viewBox='0 0 40 30'>", (40, 30)),
        (b"<svg width='1.2.3' height='4'>", (0, 0)),
        (b"<svg>", (0, 0)),
        (b"8BPS", (0, 0)),
    ],
)
def test_the_size_is_read_from_the_header(data: bytes, size: tuple[int, int]) -> None:
    document = read_picture(data)
    assert (document.width, document.height) == size
