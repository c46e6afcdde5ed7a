"""A server on loopback that answers with exactly the bytes a test wants."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

Answer = Callable[[str, asyncio.StreamWriter], Awaitable[None]]


@dataclass
class Loopback:
    """What a test knows of its server."""

    port: int
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    """Path and headers (lower case) of every request, in order."""

    def url(self, path: str = "/") -> str:
        return f"http://127.0.0.1:{self.port}{path}"

    @property
    def authority(self) -> str:
        return f"127.0.0.1:{self.port}"

    def count(self, path: str) -> int:
        return sum(asked == path for asked, _ in self.asked)


def page(
    body: str | bytes,
    *,
    status: str = "200 OK",
    content_type: str = "text/html; charset=utf-8",
    headers: Mapping[str, str] | None = None,
) -> Answer:
    """Answer well: status line, length, body."""
    raw = body.encode() if isinstance(body, str) else body
    extra = "".join(f"{name}: {value}\r\n" for name, value in (headers or {}).items())
    head = (
        f"HTTP/1.1 {status}\r\nContent-Type: {content_type}\r\n"
        f"Content-Length: {len(raw)}\r\n{extra}\r\n"
    ).encode()
    return sends(head + raw)


def sends(raw: bytes) -> Answer:
    """Answer with these bytes and close."""

    async def answer(_: str, writer: asyncio.StreamWriter) -> None:
        writer.write(raw)
        await writer.drain()

    return answer


def redirect(to: str, status: str = "302 Found") -> Answer:
    """Send the visitor on."""
    return sends(
        f"HTTP/1.1 {status}\r\nLocation: {to}\r\nContent-Length: 0\r\n\r\n".encode()
    )


def in_turn(*answers: Answer) -> Answer:
    """Answer each request with the next of these; the last one stays."""
    left = list(answers)

    async def answer(path: str, writer: asyncio.StreamWriter) -> None:
        current = left.pop(0) if len(left) > 1 else left[0]
        await current(path, writer)

    return answer


async def never(_: str, __: asyncio.StreamWriter) -> None:
    """Take the request and say nothing."""
    await asyncio.Event().wait()


@asynccontextmanager
async def loopback(
    routes: Mapping[str, Answer], missing: Answer | None = None
) -> AsyncIterator[Loopback]:
    """Serve ``routes`` by path; all else gets ``missing``, a 404 by default."""
    other = missing or page("no such page", status="404 Not Found")
    site = Loopback(port=0)
    tasks: set[asyncio.Task[None]] = set()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        tasks.add(task)
        try:
            request = (
                (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
            )
            path = request[0].split(" ")[1]
            pairs = (line.partition(": ") for line in request[1:] if line)
            site.asked.append((path, {name.lower(): value for name, _, value in pairs}))
            await routes.get(path, other)(path, writer)
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        except asyncio.CancelledError:
            pass
        finally:
            tasks.discard(task)
            writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0, limit=1 << 20)
    site.port = server.sockets[0].getsockname()[1]
    try:
        yield site
    finally:
        server.close()
        for task in list(tasks):
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
