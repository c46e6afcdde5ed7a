"""Undoing Content-Encoding with a limit on what comes out.

HTTP clients decode a whole wire chunk at once, however large the result, and take
a gzip stream that was cut off for a whole one. Both would let one page hurt an
audit or falsify it.
"""

import zlib
from collections.abc import Iterator

STEP_BYTES = 1 << 18
MAX_MEMBERS = 100
CODINGS = frozenset({"gzip", "x-gzip", "deflate"})
"""All we ask for, and all we take; one at most."""


class BodyError(Exception):
    """The body cannot be decoded: an unknown coding, or bytes that are not of it."""


class Decoder:
    """Decodes one body in bounded steps."""

    def __init__(self, content_encoding: str) -> None:
        """Take the header as sent; ``BodyError`` for what we did not ask for."""
        codings = [c for c in content_encoding.lower().replace(" ", "").split(",") if c]
        codings = [coding for coding in codings if coding != "identity"]
        if len(codings) > 1 or not CODINGS.issuperset(codings):
            raise BodyError(
                f"content-encoding {content_encoding[:60]!r} was not asked for"
            )
        self._coding = codings[0] if codings else ""
        self._inflate = zlib.decompressobj(47)
        self._members = 1
        self._began = False

    def decode(self, data: bytes) -> Iterator[bytes]:
        """Give what ``data`` decodes to, at most ``STEP_BYTES`` at a time."""
        if not self._coding:
            yield data
            return
        while data:
            if self._inflate.eof:
                # Another gzip member may follow; anything else is padding, which
                # browsers ignore as well.
                if not data.startswith(b"\x1f\x8b") or self._members >= MAX_MEMBERS:
                    return
                self._members += 1
                self._inflate = zlib.decompressobj(47)
            yield self._step(data)
            data = self._inflate.unconsumed_tail or self._inflate.unused_data

    def _step(self, data: bytes) -> bytes:
        try:
            piece = self._inflate.decompress(data, STEP_BYTES)
        except zlib.error as error:
            if self._began or self._coding != "deflate":
                raise BodyError(f"broken {self._coding} data: {error}") from error
            # "deflate" is sent with and without the zlib header.
            self._inflate = zlib.decompressobj(-15)
            try:
                piece = self._inflate.decompress(data, STEP_BYTES)
            except zlib.error as second:
                raise BodyError(f"broken deflate data: {second}") from second
        self._began = True
        return piece

    @property
    def complete(self) -> bool:
        """False where the stream was cut off before its own end."""
        return not self._coding or self._inflate.eof or not self._began
