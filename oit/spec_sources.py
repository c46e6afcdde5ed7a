"""Where a spec has its URLs from, and what in it will hardly be meant."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from config.located import Located, read_yaml
from config.spec import FOLDER, Item, Spec, load_spec

ALL = tuple(f"O{number}" for number in range(1, 31))


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """What a spec says itself, and what it takes over from the file it extends."""

    spec: Spec
    own: frozenset[str]
    """Ids of the items whose URLs stand in the file itself."""
    parent: str
    """Name of the file it extends; empty for none."""
    elsewhere: bool
    """True where the website is another than that of the file it extends."""

    @classmethod
    def of(cls, file: Path, spec: Spec) -> Self:
        """Read who gives what; the file is known to be a spec that loads."""
        source = read_yaml(file)
        extends = _key(source, "extends")
        parent = str(extends.value) if extends else ""
        items = _key(source, "items")
        own = {
            str(item.at("id").value)
            for item in (
                items.value if items and isinstance(items.value, tuple) else ()
            )
            if _key(item, "urls")
        }
        return cls(
            spec=spec,
            own=frozenset(own),
            parent=parent,
            elsewhere=bool(parent)
            and _base_url(file.parent, parent) != spec.agency.base_url.rstrip("/"),
        )

    def origins(self) -> Iterator[tuple[str, str]]:
        """Say how many URLs come from where, in Thai and English."""
        given = [i for i in self.spec.items if i.urls and i.id in self.own]
        taken = self._taken()
        yield (
            f"  URL ที่เขียนในไฟล์นี้: {_urls(given)} ({_ids(given, 'ข้อ')})",
            f"  URLs given in this file: {_urls(given)} ({_ids(given, 'items')})",
        )
        if self.parent:
            yield (
                f"  URL ที่ใช้ตาม {self.parent}: {_urls(taken)} ({_ids(taken, 'ข้อ')})",
                f"  URLs taken from {self.parent}: {_urls(taken)}"
                f" ({_ids(taken, 'items')})",
            )

    def warnings(self) -> Iterator[tuple[str, str]]:
        """Say what will hardly be meant, in Thai and English."""
        if self.elsewhere and (taken := self._taken()):
            yield (
                f"เว็บไซต์เป็นของหน่วยงานอื่น แต่ {_ids(taken, 'ข้อ')} ยังใช้เลขหน้าตาม"
                f" {self.parent} ซึ่งมักไม่ใช่หน้าของข้อนั้น โปรดใส่ urls ของแต่ละข้อ",
                f"the website is another's, but {_ids(taken, 'items')} have the page"
                f" numbers of {self.parent}, which are hardly right here; give their"
                " urls",
            )
        if bare := [item for item in self.spec.items if not item.urls]:
            yield (
                f"{_ids(bare, 'ข้อ')} ยังไม่มี URL จึงจะไม่ผ่าน โปรดใส่ urls",
                f"{_ids(bare, 'items')}: no URL, so they will fail; give their urls",
            )
        known = {item.id for item in self.spec.items}
        if absent := [name for name in ALL if name not in known]:
            yield (
                f"ไม่มีข้อ {_ranges(absent)} ในสเปก คะแนนจึงไม่ครบ 30 ข้อ",
                f"no items {_ranges(absent)}, so the score is not of all thirty",
            )

    def _taken(self) -> list[Item]:
        return [i for i in self.spec.items if i.urls and i.id not in self.own]


def _key(node: Located, name: str) -> Located | None:
    return node.value.get(name) if isinstance(node.value, dict) else None


def _base_url(folder: Path, parent: str) -> str:
    """Give the website of the file that is extended, found as the spec finds it."""
    found = next(p for p in (folder / parent, FOLDER / parent) if p.is_file())
    return load_spec(found).agency.base_url.rstrip("/")


def _urls(items: Iterable[Item]) -> int:
    return sum(len(item.urls) for item in items)


def _ids(items: Sequence[Item], word: str) -> str:
    return f"{word} {_ranges([item.id for item in items])}" if items else "–"


def _ranges(ids: Sequence[str]) -> str:
    """List ids, three and more in a row by first and last: ``O1, O3–O9``."""
    rows: list[list[int]] = []
    for number in sorted(int(name[1:]) for name in ids):
        if rows and rows[-1][-1] == number - 1:
            rows[-1].append(number)
        else:
            rows.append([number])
    return ", ".join(
        f"O{row[0]}–O{row[-1]}" if len(row) > 2 else ", ".join(f"O{n}" for n in row)
        for row in rows
    )
