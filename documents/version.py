"""The version of reading: it changes by itself whenever reading may change."""

import hashlib
import sys
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

LIBRARIES = (
    "ada-url",
    "defusedxml",
    "lxml",
    "pypdfium2",
    "python-calamine",
    "python-docx",
    "selectolax",
)
"""The distributions that parse for us, by their names."""


@cache
def reader_version() -> str:
    """Give 16 hexadecimal digits that stand for this very way of reading.

    Made of the source of this package, the versions of the libraries that it parses
    with, and that of Python, which brings the tables of Unicode and several parsers.
    A number to be raised by hand would be forgotten once. Takes about 5 ms.
    """
    folder = Path(__file__).parent
    digest = hashlib.sha256(sys.version.encode())
    for name in LIBRARIES:
        digest.update(f"\0{name} {_version(name)}".encode())
    for file in sorted(folder.rglob("*.py")):
        digest.update(f"\0{file.relative_to(folder).as_posix()}\0".encode())
        digest.update(file.read_bytes())
    return digest.hexdigest()[:16]


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""
