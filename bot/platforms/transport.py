"""python-telegram-bot's own hook for another HTTP client: aiohttp.

Its default transport is the slowest part of an answer (docs/decisions), and a long poll must not
share a limit with sends.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from http import HTTPStatus
from typing import Any, cast
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

import aiohttp
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData

_CHUNK = 64 * 1024
_JSON = "application/json"


class NothingSent(NetworkError):
    """The connection could not be made: the platform never saw the request."""


class ProxyRefused(NothingSent):
    """The proxy did not let the request through; `status` as it answered (407: a password)."""

    def __init__(self, status: int) -> None:
        super().__init__(f"proxy {status}")
        self.status = status


class NotTheApi(NothingSent):
    """Something on the way answered in the platform's place: a proxy's or a firewall's page."""


class TooLarge(NetworkError):
    """What was to be fetched is larger than its bound."""


class AiohttpRequest(BaseRequest):
    """One aiohttp session. Time-outs in seconds; `proxy` is an http:// URL or None."""

    def __init__(self, *, limit: int, read_timeout: float, proxy: str | None = None) -> None:
        self._limit = limit
        self._read_timeout = read_timeout
        self._proxy = proxy
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float:
        return self._read_timeout

    async def initialize(self) -> None:
        if self._session is None:
            connector = aiohttp.TCPConnector(limit=self._limit, keepalive_timeout=55)
            self._session = aiohttp.ClientSession(connector=connector)

    async def shutdown(self) -> None:
        if self._session is not None:
            await self._session.close()
            self._session = None

    def _way(self, url: str) -> str | None:
        """The proxy for a URL: the one that was set, or that of the environment."""
        if self._proxy is not None:
            return self._proxy
        there = urlsplit(url)
        return _environment_proxy(there.scheme, there.netloc)

    async def fetch(self, url: str, most: int, seconds: float) -> tuple[int, bytes]:
        """GET a file: status and body. Raises TooLarge where it is longer than `most` bytes."""
        if self._session is None:
            raise NothingSent("the transport is closed")
        timeout = aiohttp.ClientTimeout(total=seconds, sock_connect=min(seconds, 10))
        try:
            async with self._session.get(url, proxy=self._way(url), timeout=timeout) as response:
                body = bytearray()
                async for chunk in response.content.iter_chunked(_CHUNK):
                    body += chunk
                    if len(body) > most:
                        raise TooLarge("too large")
                return response.status, bytes(body)
        except (TimeoutError, aiohttp.ClientError) as error:  # asked again, nothing is done twice
            raise NothingSent(type(error).__name__) from error

    async def call(self, url: str, fields: Mapping[str, Any]) -> Any:
        """Call a method with plain JSON; errors as the library's own calls raise them.

        For what is said a hundred times a second: `Bot.send_message` builds objects from the
        fields and the answer, at more than the cost of the rest of sending.
        """
        return await self.post(url, cast("RequestData", _Json(fields)))

    async def do_request(  # noqa: PLR0913, PLR0917 - python-telegram-bot's signature
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = BaseRequest.DEFAULT_NONE,
        write_timeout: Any = BaseRequest.DEFAULT_NONE,
        connect_timeout: Any = BaseRequest.DEFAULT_NONE,
        pool_timeout: Any = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        del write_timeout, connect_timeout, pool_timeout  # one bound on the whole call is enough
        if self._session is None:
            raise NothingSent("the transport is closed")
        seconds = read_timeout if isinstance(read_timeout, int | float) else self._read_timeout
        body, headers = _body(request_data)
        try:
            async with self._session.request(
                method,
                url,
                data=body,
                headers=headers,
                proxy=self._way(url),
                timeout=aiohttp.ClientTimeout(total=seconds, sock_connect=min(seconds, 10)),
            ) as response:
                _from_the_api(response)
                return response.status, await response.read()
        except aiohttp.ClientHttpProxyError as error:
            raise ProxyRefused(error.status) from error
        except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError) as error:
            raise NothingSent(type(error).__name__) from error
        except (TimeoutError, aiohttp.ClientError) as error:  # it may have got through
            raise TimedOut(type(error).__name__) from error


@cache
def _environment_proxy(scheme: str, host: str) -> str | None:
    """Read once a host: aiohttp's `trust_env` asks a thread again at every request."""
    return None if proxy_bypass(host) else getproxies().get(scheme)


def _from_the_api(response: aiohttp.ClientResponse) -> None:
    """A "403" of an office's proxy must not be read as "this person blocked the bot"."""
    if response.status == HTTPStatus.PROXY_AUTHENTICATION_REQUIRED:
        raise ProxyRefused(response.status)
    if response.status >= HTTPStatus.BAD_REQUEST and response.content_type != _JSON:
        raise NotTheApi(f"HTTP {response.status}")


class _Json:
    """Fields that need no encoding but JSON, where the library has its own request data."""

    def __init__(self, fields: Mapping[str, Any]) -> None:
        self.body = json.dumps(fields, ensure_ascii=False, separators=(",", ":")).encode()


def _body(data: RequestData | _Json | None) -> tuple[Any, dict[str, str] | None]:
    if data is None:
        return None, None
    if isinstance(data, _Json):
        return data.body, {"Content-Type": _JSON}
    if not data.multipart_data:
        return dict(data.json_parameters), None
    form = aiohttp.FormData(data.json_parameters, quote_fields=False)
    for name, (filename, content, mime) in data.multipart_data.items():
        form.add_field(name, content, filename=filename, content_type=mime)
    return form, None
