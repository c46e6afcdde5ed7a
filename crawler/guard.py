"""Which addresses may be fetched at all: public web servers, and what the spec lists.

The dashboard lets people enter URLs, and every page is full of links, so an
address inside the office's own network must never be asked on their behalf. The
name is resolved once; the addresses checked are the ones connected to.
"""

import asyncio
import ipaddress
import socket
from dataclasses import dataclass

from crawler.urls import Origin, origin

RESOLVE_SECONDS = 10.0
WEB_PORTS = frozenset({80, 443, 8000, 8008, 8080, 8081, 8443, 8888, 9080, 9443})


class RefusedAddressError(OSError):
    """Our own guard: an address that must not be fetched."""


class NameNotFoundError(OSError):
    """The name server says that the name does not exist."""


@dataclass(frozen=True, slots=True)
class Guard:
    """Decides by host, port and address."""

    allowed: frozenset[str] = frozenset()
    """``host:port`` of private addresses that may be fetched."""

    def check(self, url: str) -> None:
        """Refuse what needs no look-up: odd ports, private literal addresses."""
        place = origin(url)
        if place.authority in self.allowed:
            return
        if place.port not in WEB_PORTS:
            raise RefusedAddressError(f"port {place.port} is not one of the web's")
        if literal := _literal(place.host):
            self._check_address(place, literal)

    async def resolve(
        self, host: str, port: int, family: int = socket.AF_UNSPEC
    ) -> list[tuple[int, str]]:
        """Resolve a name to (family, address) pairs, each of them allowed."""
        loop = asyncio.get_running_loop()
        try:
            async with asyncio.timeout(RESOLVE_SECONDS):
                found = await loop.getaddrinfo(
                    host, port, type=socket.SOCK_STREAM, family=family
                )
        except socket.gaierror as error:
            if error.errno in (socket.EAI_NONAME, getattr(socket, "EAI_NODATA", None)):
                raise NameNotFoundError(f"no such host: {host}") from error
            raise
        place = Origin("http", host, port)
        pairs = [(int(item[0]), str(item[4][0])) for item in found]
        if place.authority not in self.allowed:
            for _, address in pairs:
                self._check_address(place, ipaddress.ip_address(address.split("%")[0]))
        return pairs

    def _check_address(
        self, place: Origin, address: ipaddress.IPv4Address | ipaddress.IPv6Address
    ) -> None:
        inner = getattr(address, "ipv4_mapped", None) or getattr(
            address, "sixtofour", None
        )
        for each in (address, inner):
            if each is not None and (not each.is_global or each.is_multicast):
                raise RefusedAddressError(
                    f"{place.host} is at the private address {each};"
                    f" allow it with crawl.allow_private: [{place.authority!r}]"
                )


def _literal(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(host.strip("[]"))
    except ValueError:
        return None
