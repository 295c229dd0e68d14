"""Pictures that people sent, fetched from the address Zalo gives: never from a private one.

The address comes from outside, so the machine behind it is looked at before every request, also
after a redirect, and the connection goes to the very address that was looked at.
"""

from __future__ import annotations

import asyncio
import ipaddress
import socket
from collections.abc import Awaitable, Callable, Sequence
from urllib.parse import urljoin, urlsplit

import httpx

from bot.platforms import base

SECONDS = 60.0
MOST_REDIRECTS = 3
_BEGINNINGS = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF8", b"RIFF")
_CARRIED = tuple(map(ipaddress.ip_network, ("64:ff9b::/96", "2002::/16", "2001::/32")))

Lookup = Callable[[str, int], Awaitable[Sequence[str]]]
"""The addresses of a host. Raises OSError."""


async def look_up(host: str, port: int) -> Sequence[str]:
    """As the machine resolves names."""
    loop = asyncio.get_running_loop()
    found = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(one[4][0]) for one in found]


class Photos:
    """`near` allows this machine's own loopback: the practice room is there."""

    def __init__(
        self,
        *,
        near: bool = False,
        proxy: str | None = None,
        lookup: Lookup = look_up,
        transport: httpx.AsyncBaseTransport | None = None,
    ) -> None:
        self._near = near
        self._proxy = proxy
        self._lookup = lookup
        self._transport = transport

    async def fetch(self, url: str, most: int) -> bytes:
        """A JPEG, PNG, GIF or WebP of at most so many bytes. Raises `base.SendFault`."""
        try:
            async with asyncio.timeout(SECONDS), self._client() as client:
                return await self._followed(client, url, most)
        except (TimeoutError, httpx.TransportError, OSError) as error:
            raise base.NotSent(type(error).__name__) from None
        except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
            raise base.Rejected(type(error).__name__) from None

    def _client(self) -> httpx.AsyncClient:
        timeout = httpx.Timeout(SECONDS, connect=10.0)
        return httpx.AsyncClient(
            timeout=timeout, proxy=self._proxy, transport=self._transport, trust_env=False
        )

    async def _followed(self, client: httpx.AsyncClient, url: str, most: int) -> bytes:
        for _ in range(MOST_REDIRECTS + 1):
            request = await self._request(client, url)
            answer = await client.send(request, stream=True)
            try:
                if not answer.has_redirect_location:
                    return await _body(answer, most)
                url = urljoin(url, answer.headers["location"])
            finally:
                await answer.aclose()
        raise base.Rejected("redirects")

    async def _request(self, client: httpx.AsyncClient, url: str) -> httpx.Request:
        """Addressed to the machine that was looked at, under the name that was given."""
        parts = urlsplit(url)
        host = parts.hostname or ""
        if parts.scheme != "https" and not (self._near and parts.scheme == "http"):
            raise base.Rejected("scheme")
        port = parts.port or (443 if parts.scheme == "https" else 80)
        found = await self._lookup(host, port)
        if not found or not all(map(self._allowed, found)):
            raise base.Rejected("private address")
        if self._proxy is not None:  # the proxy resolves the name itself
            return client.build_request("GET", url)
        to = httpx.URL(url).copy_with(host=found[0])
        extensions = {"sni_hostname": host}
        headers = {"Host": parts.netloc.rpartition("@")[2]}
        return client.build_request("GET", to, headers=headers, extensions=extensions)

    def _allowed(self, address: str) -> bool:
        found = ipaddress.ip_address(address.partition("%")[0])
        if isinstance(found, ipaddress.IPv6Address):
            if any(found in one for one in _CARRIED):  # another address hides within
                return False
            found = found.ipv4_mapped or found
        if self._near and found.is_loopback:
            return True
        return found.is_global and not found.is_multicast


async def _body(answer: httpx.Response, most: int) -> bytes:
    if answer.status_code != httpx.codes.OK:
        gone = answer.is_client_error
        raise base.Rejected(str(answer.status_code)) if gone else base.NotSent("status")
    if not answer.headers.get("content-type", "").lower().startswith("image/"):
        raise base.Rejected("no picture")
    body = bytearray()
    async for chunk in answer.aiter_bytes():
        body += chunk
        if len(body) > most:
            raise base.TooBig
    if not bytes(body).startswith(_BEGINNINGS):
        raise base.Rejected("no picture")
    return bytes(body)
