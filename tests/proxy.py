"""A small forward proxy on 127.0.0.1, as an office has one: CONNECT and plain HTTP."""

from __future__ import annotations

import asyncio
import base64
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from urllib.parse import urlsplit

_PAGE = b"<html><body>Chan boi quan tri mang</body></html>"
_CHUNK = 64 * 1024
Streams = tuple[asyncio.StreamReader, asyncio.StreamWriter]
Serve = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


@dataclass
class Proxy:
    """What it lets through. `account` is user:password; `heard` has "METHOD target" lines."""

    host: str = ""
    account: str | None = None
    refuses: bool = False
    heard: list[str] = field(default_factory=list)
    turned_away: int = 0

    @property
    def url(self) -> str:
        return f"http://{self.host}"

    def with_account(self, account: str) -> str:
        return f"http://{account}@{self.host}"

    async def serve(self, client: asyncio.StreamReader, back: asyncio.StreamWriter) -> None:
        head = (await client.readuntil(b"\r\n\r\n")).decode().split("\r\n")
        method, target, _ = head[0].split(" ")
        status = self._status(head)
        if status:
            self.turned_away += 1
            back.write(f"HTTP/1.1 {status}\r\nContent-Type: text/html\r\n".encode())
            back.write(
                f"Content-Length: {len(_PAGE)}\r\nConnection: close\r\n\r\n".encode() + _PAGE
            )
            await back.drain()
            return
        self.heard.append(f"{method} {target}")
        if method == "CONNECT":
            await self._tunnel(target, (client, back))
        else:
            await self._forward(head, (client, back))

    def _status(self, head: list[str]) -> str:
        if self.refuses:
            return "403 Forbidden"
        if self.account is None:
            return ""
        word = base64.b64encode(self.account.encode()).decode()
        given = f"proxy-authorization: basic {word}".lower() in [one.lower() for one in head]
        return "" if given else "407 Proxy Authentication Required"

    async def _tunnel(self, target: str, client: Streams) -> None:
        host, _, port = target.rpartition(":")
        far = await asyncio.open_connection(host, int(port))
        client[1].write(b"HTTP/1.1 200 Connection established\r\n\r\n")
        await both_ways(client, far)

    async def _forward(self, head: list[str], client: Streams) -> None:
        """One request a connection: the rest of the head goes on as it came."""
        method, target, version = head[0].split(" ")
        url = urlsplit(target)
        far = await asyncio.open_connection(url.hostname, url.port)
        path = url.path + (f"?{url.query}" if url.query else "")
        kept = [one for one in head[1:-2] if not one.lower().startswith("proxy-")]
        lines = [f"{method} {path} {version}", *kept, "Connection: close", "", ""]
        far[1].write("\r\n".join(lines).encode())
        await both_ways(client, far)


async def both_ways(one: Streams, other: Streams) -> None:
    """Carry bytes both ways until the far side has said all."""
    up = asyncio.get_running_loop().create_task(_carry(one[0], other[1]))
    try:
        await _carry(other[0], one[1])
    finally:
        up.cancel()
        await asyncio.gather(up, return_exceptions=True)
        other[1].close()


async def _carry(source: asyncio.StreamReader, to: asyncio.StreamWriter) -> None:
    with suppress(ConnectionError, ssl.SSLError):
        while data := await source.read(_CHUNK):
            to.write(data)
            await to.drain()


@asynccontextmanager
async def listening(serve: Serve, tls: ssl.SSLContext | None = None) -> AsyncIterator[int]:
    """Serve connections on a free port; whatever still runs at the end is ended."""
    running: set[asyncio.Task[None]] = set()

    async def each(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        running.add(task)
        try:
            with suppress(ConnectionError, asyncio.IncompleteReadError, ssl.SSLError):
                await serve(reader, writer)
        except asyncio.CancelledError:
            pass  # the end of the test
        finally:
            running.discard(task)
            writer.close()

    server = await asyncio.start_server(each, "127.0.0.1", 0, ssl=tls)
    try:
        yield int(server.sockets[0].getsockname()[1])
    finally:
        server.close()
        for task in list(running):
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)


@asynccontextmanager
async def proxying(account: str | None = None) -> AsyncIterator[Proxy]:
    """A proxy that asks for an account, or lets everybody through."""
    proxy = Proxy(account=account)
    async with listening(proxy.serve) as port:
        proxy.host = f"127.0.0.1:{port}"
        yield proxy
