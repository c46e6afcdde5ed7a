"""Foreign exceptions of a visit, translated once into our words."""

import socket
import ssl
from collections.abc import Iterator

import aiohttp

from crawler.artifacts import NXDOMAIN, FetchStatus
from crawler.guard import NameNotFoundError, RefusedAddressError

FOREIGN_ERRORS = (aiohttp.ClientError, OSError, ValueError)
"""What may come out of the client beside its own exceptions."""


def _causes(error: BaseException) -> Iterator[BaseException]:
    """Walk an exception and all that it came from, aiohttp's own links included."""
    waiting: list[BaseException | None] = [error]
    seen: set[int] = set()
    while waiting:
        each = waiting.pop()
        if each is None or id(each) in seen:
            continue
        seen.add(id(each))
        yield each
        waiting += [each.__cause__, each.__context__]
        inner = getattr(each, "os_error", None)
        waiting.append(inner if isinstance(inner, BaseException) else None)


def classified(error: BaseException) -> tuple[FetchStatus, str]:
    """Say what a foreign exception means: a status, and a detail for people."""
    causes = list(_causes(error))

    def first(*kinds: type[BaseException]) -> BaseException | None:
        return next((each for each in causes if isinstance(each, kinds)), None)

    if found := first(RefusedAddressError):
        return FetchStatus.REFUSED, str(found)
    if first(NameNotFoundError):
        return FetchStatus.DNS_ERROR, NXDOMAIN
    if found := first(socket.gaierror, aiohttp.ClientConnectorDNSError):
        return FetchStatus.DNS_ERROR, _short(found)
    if found := first(ssl.SSLError, ssl.CertificateError, aiohttp.ClientSSLError):
        return _tls(found)
    if first(aiohttp.ClientPayloadError):
        return FetchStatus.TRUNCATED, "body cut off"
    if first(TimeoutError):
        return FetchStatus.TIMEOUT, "no answer"
    if first(aiohttp.ClientResponseError):
        return FetchStatus.CONNECT_ERROR, "not HTTP"
    return FetchStatus.CONNECT_ERROR, _short(error)


def _tls(error: BaseException) -> tuple[FetchStatus, str]:
    """Tell the site's fault, its certificate, from a handshake cut off on the way."""
    text = _short(error)
    reason = getattr(error, "reason", "") or ""
    cut_off = isinstance(error, ssl.SSLEOFError | ssl.SSLZeroReturnError)
    if cut_off or reason in ("UNEXPECTED_EOF_WHILE_READING", "WRONG_VERSION_NUMBER"):
        return FetchStatus.CONNECT_ERROR, text
    return FetchStatus.TLS_ERROR, text


def _short(error: BaseException) -> str:
    text = " ".join(str(error).split()) or type(error).__name__
    return text[:200]
