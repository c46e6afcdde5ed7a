"""The body of a response: decoded and counted on its way into the store."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from crawler.artifacts import FetchStatus
from crawler.body import BodyError, Decoder
from crawler.fetcher import HEAD_BYTES, BodyStore, BodyStoreError, BodyWriter


class UnusableBodyError(Exception):
    """The body cannot be had whole; nothing of it is kept."""

    def __init__(self, status: FetchStatus, detail: str) -> None:
        """Take the status that a good answer gets for it, and what happened."""
        super().__init__(detail)
        self.status = status
        self.detail = detail


@dataclass(slots=True)
class Reception:
    """Receives one body. What it holds of it is there even where it fails."""

    store: BodyStore
    max_bytes: int
    enough: int = 0
    """Bytes after which no more is read; nothing is kept then. 0: all is."""
    head: bytearray = field(default_factory=bytearray)
    digest: str | None = None
    size: int = 0

    async def receive(
        self, chunks: AsyncIterator[bytes], encoding: str, declared: str
    ) -> None:
        """Take all of it, and keep it.

        ``encoding`` and ``declared`` are Content-Encoding and Content-Length as
        sent. Raises ``UnusableBodyError``, ``BodyStoreError``, and what ``chunks``
        raises.
        """
        if self.enough:
            await self._glance(chunks, encoding)
            return
        length = int(declared[:18]) if declared.isdecimal() else 0
        if not encoding and length > self.max_bytes:
            raise UnusableBodyError(FetchStatus.TOO_LARGE, f"{length:,} bytes")
        with _stored():
            writer = self.store.writer()
        try:
            await self._write(writer, chunks, Decoder(encoding))
            with _stored():
                self.digest, self.size = await asyncio.to_thread(writer.commit)
        except BodyError as error:
            raise UnusableBodyError(FetchStatus.TRUNCATED, str(error)) from error
        finally:
            if self.digest is None:
                with _stored():
                    writer.abort()

    async def _glance(self, chunks: AsyncIterator[bytes], encoding: str) -> None:
        """Take the start. Where there is more, ``size`` is more than ``head`` has."""
        try:
            decoder = Decoder(encoding)
            async for chunk in chunks:
                for piece in decoder.decode(chunk):
                    self.size += len(piece)
                    self.head += piece[: self.enough - len(self.head)]
                    if self.size > self.enough:
                        return
        except BodyError as error:
            raise UnusableBodyError(FetchStatus.TRUNCATED, str(error)) from error
        if not decoder.complete:
            raise UnusableBodyError(FetchStatus.TRUNCATED, "compressed body cut off")

    async def _write(
        self, writer: BodyWriter, chunks: AsyncIterator[bytes], decoder: Decoder
    ) -> None:
        async for chunk in chunks:
            for piece in decoder.decode(chunk):
                self.size += len(piece)
                if self.size > self.max_bytes:
                    raise UnusableBodyError(
                        FetchStatus.TOO_LARGE, f"over {self.max_bytes:,} bytes"
                    )
                self.head += piece[: HEAD_BYTES - len(self.head)]
                with _stored():
                    writer.write(piece)
            await asyncio.sleep(0)
        if not decoder.complete:
            raise UnusableBodyError(FetchStatus.TRUNCATED, "compressed body cut off")


@contextmanager
def _stored() -> Iterator[None]:
    """Keep what the store raises apart from what the network raises."""
    try:
        yield
    except Exception as error:
        raise BodyStoreError(f"the body store failed: {error}") from error
