"""Feeds XML from an office file to a reader part by part, within limits.

The tree is never built: what a few bytes can blow up to would not fit into memory.
"""

import zipfile
from typing import Protocol

MAX_PART = 100_000_000
"""Bytes read of one part of an office file."""
_CHUNK = 65_536


class Target(Protocol):
    """What is told of each element and text, in their order."""

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Be told that an element begins; names are ``{namespace}name``."""

    def end(self, tag: str) -> None:
        """Be told that an element ends."""

    def data(self, text: str) -> None:
        """Be told a part of a text."""


def feed(
    archive: zipfile.ZipFile, name: str, target: Target, most: int = MAX_PART
) -> bool:
    """Tell a target what a part says; gives False where it has more than ``most`` bytes.

    Raises what ``zipfile`` and the parser raise for a broken part; declarations of
    entities are refused.
    """
    from defusedxml.ElementTree import DefusedXMLParser

    parser = DefusedXMLParser(target=target)
    left = most
    with archive.open(name) as part:
        while left > 0 and (chunk := part.read(_CHUNK)):
            parser.feed(chunk)
            left -= len(chunk)
        if left <= 0:
            return False
    parser.close()
    return True


def relations(archive: zipfile.ZipFile, name: str) -> dict[str, tuple[str, str]]:
    """Give type and target of the relations of a part, by their ids."""
    folder, _, file = name.rpartition("/")
    found = _Relations()
    path = f"{folder}/_rels/{file}.rels"
    if path in archive.NameToInfo:
        feed(archive, path, found)
    return found.found


class _Relations:
    def __init__(self) -> None:
        self.found: dict[str, tuple[str, str]] = {}

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag.endswith("}Relationship"):
            self.found[attributes.get("Id", "")] = (
                attributes.get("Type", "").rsplit("/", 1)[-1],
                attributes.get("Target", ""),
            )

    def end(self, tag: str) -> None:
        pass

    def data(self, text: str) -> None:
        pass
