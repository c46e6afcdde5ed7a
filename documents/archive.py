"""Looks into ZIP files without unpacking them, and refuses the dangerous ones."""

import io
import re
import zipfile

from documents.thai.encoding import decode

MAX_UNPACKED = 200_000_000
"""Bytes that the members of one file may unpack to."""
MAX_RATIO = 200
"""How many times its packed size a large member may unpack to."""
RATIO_ABOVE = 10_000_000
"""Bytes from which on the ratio counts."""
_MAX_MEMBERS = 10_000
_NAME_IS_UTF_8 = 0x800
_THAI = re.compile("[ก-ฺเ-๛]{3}")
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


def read_member(
    archive: zipfile.ZipFile, member: zipfile.ZipInfo, most: int
) -> bytes | None:
    """Give the bytes of a member; None where it is not read.

    That is: it is locked, packed in a rare way, or has more than ``most`` bytes,
    whatever size it claims. Raises what ``zipfile`` raises for a damaged member.
    """
    is_plain = member.compress_type in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
    if not is_plain or is_locked(member) or member.file_size > most:
        return None
    with archive.open(member) as file:
        # With a number, no more than that is unpacked at a time.
        content = file.read(most + 1)
    return content if len(content) <= most else None


def is_locked(member: zipfile.ZipInfo) -> bool:
    """Tell whether a password is needed to unpack a member."""
    return bool(member.flag_bits & 1)


def member_name(member: zipfile.ZipInfo) -> str:
    """Give the name of a member as it was written.

    Windows wrote names in its own encoding without saying so, which ``zipfile`` takes
    for that of the first personal computers.
    """
    if member.flag_bits & _NAME_IS_UTF_8:
        return member.filename
    try:
        raw = member.filename.encode("cp437")
    except UnicodeEncodeError:
        return member.filename
    return decoded_name(raw)


def decoded_name(raw: bytes) -> str:
    """Decode a name, which is so short that Thai may pass for UTF-8."""
    text, thai = decode(raw)[0], raw.decode("cp874", "replace")
    is_thai = _THAI.search(thai) and not _THAI.search(text)
    return thai if is_thai and "\ufffd" not in thai else text


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
