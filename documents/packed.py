"""Reads archives: which files are in them, and what the readable ones say."""

import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import PurePosixPath

from documents.archive import (
    is_locked,
    is_safe,
    member_name,
    open_archive,
    read_member,
)
from documents.document import (
    Block,
    Document,
    Kind,
    Locator,
    Member,
    Openness,
    Problem,
    Role,
    Table,
)
from documents.listing import Listing, list_7z, list_rar

MAX_MEMBERS = 1_000
"""Members listed of one archive."""
MAX_READ = 50
"""Members read of one archive."""
MAX_BYTES = 25_000_000
"""Bytes that one member may have to be read."""
MAX_TOTAL = 100_000_000
"""Bytes that the members read may have together."""
MAX_BLOCKS = 50_000
_ARCHIVES = frozenset({Kind.ZIP, Kind.RAR, Kind.SEVEN_ZIP})
_CLUTTER = ("__MACOSX/", ".DS_Store", "Thumbs.db", "desktop.ini")

Read = Callable[[bytes, str], Document]
"""Reads the bytes of a member by its name."""


def read_zip(data: bytes, detect: Callable[[bytes], Kind], read: Read) -> Document:
    """Read the members of a ZIP file, each as any file, within limits.

    An archive in an archive is named but not opened. The whole is as open as its most
    open member.
    """
    archive = open_archive(data)
    if archive is None:
        return _unread(Kind.ZIP, Problem.BROKEN)
    with archive:
        if not is_safe(archive, len(data)):
            return _unread(Kind.ZIP, Problem.BROKEN)
        infos = [info for info in archive.infolist() if _is_file(info)]
        if infos and all(map(is_locked, infos)):
            members = tuple(
                Member(
                    name=member_name(info),
                    size=info.file_size,
                    problems=(Problem.ENCRYPTED,),
                )
                for info in infos[:MAX_MEMBERS]
            )
            return replace(_unread(Kind.ZIP, Problem.ENCRYPTED), members=members)
        found = list(_members(archive, infos[:MAX_MEMBERS], detect, read))
    return _document(found, len(infos))


def read_listed(data: bytes, kind: Kind) -> Document:
    """Name the members of a RAR or 7z file, whose bytes are not unpacked."""
    listing: Listing = (list_rar if kind is Kind.RAR else list_7z)(data)
    problem = Problem.UNSUPPORTED
    if listing.is_locked:
        problem = Problem.ENCRYPTED
    elif listing.is_broken:
        problem = Problem.BROKEN
    members = tuple(
        Member(name=name, size=size, problems=(problem,))
        for name, size in listing.files[:MAX_MEMBERS]
    )
    return replace(_unread(kind, problem), members=members)


def _unread(kind: Kind, problem: Problem) -> Document:
    return Document(kind=kind, openness=Openness.NONE, problems=(problem,))


def _is_file(info: zipfile.ZipInfo) -> bool:
    return not info.is_dir() and not any(part in info.filename for part in _CLUTTER)


def _members(
    archive: zipfile.ZipFile,
    infos: list[zipfile.ZipInfo],
    detect: Callable[[bytes], Kind],
    read: Read,
) -> Iterator[tuple[Member, Document | None]]:
    """Judge each member; None for those that were not read."""
    count, left = 0, MAX_TOTAL
    for info in infos:
        member = Member(name=member_name(info), size=info.file_size)
        if count >= MAX_READ:
            yield replace(member, problems=(Problem.CUT,)), None
            continue
        try:
            content = read_member(archive, info, min(MAX_BYTES, left))
        except (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError):
            yield replace(member, problems=(Problem.BROKEN,)), None
            continue
        if content is None:
            problem = Problem.ENCRYPTED if is_locked(info) else Problem.CUT
            yield replace(member, problems=(problem,)), None
            continue
        count += 1
        left -= len(content)
        kind = detect(content)
        if kind in _ARCHIVES:
            member = replace(member, kind=kind, problems=(Problem.UNSUPPORTED,))
            yield member, None
            continue
        document = read(content, member.name)
        yield (
            replace(
                member,
                kind=document.kind,
                openness=document.openness,
                problems=document.problems,
            ),
            document,
        )


def _document(
    found: list[tuple[Member, Document | None]], members_in_all: int
) -> Document:
    """Join what the members say."""
    blocks: list[Block] = []
    tables: list[Table] = []
    for member, document in found:
        if document is None or not document.blocks:
            continue
        blocks += _heading(member)
        for block in document.blocks[: max(0, MAX_BLOCKS - len(blocks))]:
            locator = replace(block.locator, member=member.name)
            # Elements are numbered anew in each member, and no page is shown.
            blocks.append(replace(block, locator=locator, path=(), nodes=()))
        for table in document.tables:
            locator = replace(table.locator, member=member.name)
            tables.append(replace(table, locator=locator, node=0))
    problems = list(_problems(found, members_in_all, len(blocks)))
    best = max(
        (member.openness for member, _ in found),
        key=lambda level: level.rank,
        default=Openness.NONE,
    )
    return Document(
        kind=Kind.ZIP,
        openness=best,
        blocks=tuple(blocks),
        tables=tuple(tables),
        images=sum(document.images for _, document in found if document is not None),
        members=tuple(member for member, _ in found),
        problems=tuple(problems),
    )


def _heading(member: Member) -> list[Block]:
    """Let the name of a member head what it says, as its link would on a page."""
    stem = " ".join(PurePosixPath(member.name).stem.replace("_", " ").split())
    locator = Locator(member=member.name)
    return [Block(text=stem, role=Role.HEADING, level=1, locator=locator)]


def _problems(
    found: list[tuple[Member, Document | None]], members_in_all: int, blocks: int
) -> Iterator[Problem]:
    """Say of the whole what keeps parts of it from being read."""
    if not found:
        yield Problem.EMPTY
        return
    of_members = {problem for member, _ in found for problem in member.problems}
    levels = {member.openness for member, _ in found}
    if of_members == {Problem.EMPTY} and levels == {Openness.NONE}:
        yield Problem.EMPTY
    if levels == {Openness.IMAGE}:
        yield Problem.SCANNED
    for problem in (Problem.ENCRYPTED, Problem.BROKEN, Problem.UNSUPPORTED):
        if problem in of_members:
            yield problem
    if Problem.CUT in of_members or members_in_all > len(found) or blocks >= MAX_BLOCKS:
        yield Problem.CUT
