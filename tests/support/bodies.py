"""Keeps bodies in memory, for tests of what fetches them."""

import hashlib
from dataclasses import dataclass, field


@dataclass
class MemoryWriter:
    kept: dict[str, bytes]
    aborted: list[int]
    data: bytearray = field(default_factory=bytearray)

    def write(self, data: bytes) -> None:
        self.data += data

    def commit(self) -> tuple[str, int]:
        digest = hashlib.sha256(self.data).hexdigest()
        self.kept[digest] = bytes(self.data)
        return digest, len(self.data)

    def abort(self) -> None:
        self.aborted.append(len(self.data))


@dataclass
class MemoryBodies:
    kept: dict[str, bytes] = field(default_factory=dict)
    aborted: list[int] = field(default_factory=list)

    def writer(self) -> MemoryWriter:
        return MemoryWriter(self.kept, self.aborted)
