"""Reads PPT files of PowerPoint 97 to 2003: the texts of their slides.

The structures are those of Microsoft's [MS-PPT]: a stream of records, some of which
hold records.
"""

import re
from collections.abc import Iterator

from documents.document import Block, Document, Kind, Locator, Openness, Problem
from documents.ole import read_stream, root_streams
from documents.thai.text import repair

MAX_RECORDS = 500_000
"""Records looked at in one file."""
MAX_BLOCKS = 50_000
_SLIDE, _SLIDE_LIST, _SLIDE_IN_LIST = 0x03EE, 0x0FF0, 0x03F3
_CHARACTERS, _BYTES = 0x0FA0, 0x0FA8
_OF_MASTERS, _OF_NOTES = 1, 2
_UNSHOWN = frozenset({0x03F0, 0x03F8, 0x0FC9})
"""Notes, masters and handouts."""
_LOCKED = 0xF3D1C4DF
"""In the stream "Current User": the presentation is encrypted."""
_LINE_END = re.compile("[\r\n\x0b]+")


def read_slides_97(data: bytes) -> Document:
    """Read a PPT file: a block a paragraph; of pictures only whether there are any.

    A file saved in haste keeps old versions of its slides: their texts are read too.
    """
    stream = read_stream(data, "PowerPoint Document")
    user = read_stream(data, "Current User")
    if int.from_bytes(user[12:16], "little") == _LOCKED:
        return _unread(Problem.ENCRYPTED)
    if not stream:
        return _unread(Problem.BROKEN)
    blocks: list[Block] = []
    seen: set[str] = set()
    slide, slides = 0, 0
    for kind, content in _records(stream):
        if kind == _SLIDE_IN_LIST:
            slide += 1
        elif kind == _SLIDE:
            slides += 1
            slide = 0
        else:
            codec = "utf-16-le" if kind == _CHARACTERS else "latin-1"
            for line in _LINE_END.split(content.decode(codec, "replace")):
                text = " ".join(repair(line.replace("\0", "")).split())
                # Texts stand in the list of slides, and some in the slide again.
                if text and text not in seen and len(blocks) < MAX_BLOCKS:
                    seen.add(text)
                    blocks.append(Block(text=text, locator=Locator(page=slide)))
    has_pictures = "Pictures" in root_streams(data)
    problems = [Problem.CUT] if len(blocks) == MAX_BLOCKS else []
    if not blocks:
        problems.append(Problem.SCANNED if has_pictures else Problem.EMPTY)
    unread = Openness.IMAGE if has_pictures else Openness.NONE
    return Document(
        kind=Kind.PPT,
        openness=Openness.TEXT if blocks else unread,
        blocks=tuple(blocks),
        images=slides if has_pictures and not blocks else 0,
        pages=slides,
        problems=tuple(problems),
    )


def _unread(problem: Problem) -> Document:
    return Document(kind=Kind.PPT, openness=Openness.NONE, problems=(problem,))


def _records(stream: bytes) -> Iterator[tuple[int, bytes]]:
    """Give the records of texts, and empty ones where a slide begins."""
    at = 0
    for _ in range(MAX_RECORDS):
        head = stream[at : at + 8]
        if len(head) < 8:
            return
        version, kind = head[0] & 15, int.from_bytes(head[2:4], "little")
        instance = int.from_bytes(head[:2], "little") >> 4
        size = int.from_bytes(head[4:8], "little")
        at += 8
        if kind in {_CHARACTERS, _BYTES}:
            yield kind, stream[at : at + size]
        elif kind in {_SLIDE, _SLIDE_IN_LIST}:
            yield kind, b""
        listed = kind == _SLIDE_LIST and instance in {_OF_MASTERS, _OF_NOTES}
        is_container = version == 15 and kind not in _UNSHOWN and not listed
        if not is_container:
            at += size
