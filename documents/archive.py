"""Looks into ZIP files without unpacking them, and refuses the dangerous ones."""

import io
import zipfile

MAX_UNPACKED = 200_000_000
"""Bytes that the members of one file may unpack to."""
MAX_RATIO = 200
"""How many times its packed size a large member may unpack to."""
RATIO_ABOVE = 10_000_000
"""Bytes from which on the ratio counts."""
_MAX_MEMBERS = 10_000
_PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".bmp", ".tif", ".tiff", ".emf", ".wmf")


def open_archive(data: bytes) -> zipfile.ZipFile | None:
    """Open a ZIP file; None where its directory cannot be read."""
    try:
        return zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return None


def is_safe(archive: zipfile.ZipFile, size: int) -> bool:
    """Tell whether the members may be unpacked; ``size`` is that of the whole file.

    Refused are files that unpack to too much, and those whose members overlap.
    """
    members = archive.infolist()
    unpacked = sum(member.file_size for member in members)
    packed = sum(member.compress_size for member in members)
    if len(members) > _MAX_MEMBERS or unpacked > MAX_UNPACKED or packed > size:
        return False
    return not any(
        member.file_size > RATIO_ABOVE
        and member.file_size > MAX_RATIO * max(1, member.compress_size)
        for member in members
    )


def has_pictures(archive: zipfile.ZipFile) -> bool:
    """Tell whether an office file holds pictures."""
    return any(name.lower().endswith(_PICTURES) for name in archive.namelist())


def office_title(archive: zipfile.ZipFile) -> str:
    """Title property of an office file; empty where it has none."""
    from defusedxml.common import DefusedXmlException
    from defusedxml.ElementTree import ParseError, fromstring

    for name in ("docProps/core.xml", "meta.xml"):
        try:
            root = fromstring(archive.read(name))
        except (KeyError, ParseError, DefusedXmlException, zipfile.BadZipFile):
            continue
        found = root.find(".//{http://purl.org/dc/elements/1.1/}title")
        if found is not None and found.text:
            return str(found.text)
    return ""
