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

_PRIVATE = tuple(
    map(
        ipaddress.ip_network,
        # Of no public web server, though the standard library finds some global:
        # protocol assignments, IPv4 in IPv6 (old, local NAT64), site-local.
        ("192.0.0.0/24", "::/96", "64:ff9b:1::/48", "fec0::/10"),
    )
)
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")


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
        for each in (address, *_embedded(address)):
            if not _is_public(each):
                raise RefusedAddressError(
                    f"{place.host} is at the private address {each};"
                    f" allow it with crawl.allow_private: [{place.authority!r}]"
                )


def _embedded(
    address: ipaddress.IPv4Address | ipaddress.IPv6Address,
) -> list[ipaddress.IPv4Address]:
    """Give the IPv4 addresses that an IPv6 address leads on to."""
    if isinstance(address, ipaddress.IPv4Address):
        return []
    found = [address.ipv4_mapped, address.sixtofour]
    if address in _NAT64:
        found.append(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF))
    return [each for each in found if each is not None]


def _is_public(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
    known = any(
        address in network for network in _PRIVATE if network.version == address.version
    )
    return address.is_global and not address.is_multicast and not known


def _literal(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(host.strip("[]"))
    except ValueError:
        return None
