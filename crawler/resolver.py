"""The way our guard gets between the HTTP client and the name server."""

import socket

from aiohttp.abc import AbstractResolver, ResolveResult

from crawler.guard import Guard


class GuardedResolver(AbstractResolver):
    """Lets aiohttp connect only to addresses that the guard has seen."""

    def __init__(self, guard: Guard) -> None:
        """Take what decides."""
        self._guard = guard

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        """Resolve a name; raises the guard's errors."""
        pairs = await self._guard.resolve(host, port, family)
        return [
            ResolveResult(
                hostname=host,
                host=address,
                port=port,
                family=found,
                proto=0,
                flags=socket.AI_NUMERICHOST,
            )
            for found, address in pairs
        ]

    async def close(self) -> None:
        """Nothing is held."""
