"""The Zalo Bot API over httpx: each method, and each kind of failure under a name of its own.

Own code because the packages there are lose errors (docs/decisions/zalo-client.md). Nothing here
logs, and no error carries the address called: it holds the token.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

import httpx

CONNECT_SECONDS = 10.0
POLL_GRACE = 15.0  # seconds that a long poll may take beyond what was asked
CONNECTIONS = 64


class ZaloError(Exception):
    """A call that did not do what was asked; `str` is the platform's own word for it."""


class NothingSent(ZaloError):
    """The connection could not be made: Zalo never saw the request."""


class NoAnswer(ZaloError):
    """Zalo may have done it: no answer came, or one that nobody can read."""


class NothingNew(ZaloError):
    """408: a long poll that found nothing; of any other method, an outcome nobody knows."""


class BadCall(ZaloError):
    """400: a parameter or a method that Zalo does not take."""


class TokenUnknown(ZaloError):
    """401: Zalo does not know this token."""


class NotFound(ZaloError):
    """404: no such thing: a chat, a webhook, a method. Says nothing about the token."""


class ServerTrouble(ZaloError):
    """403 (which Zalo calls "Internal server error") and 5xx: Zalo says itself that it failed."""


class TooMany(ZaloError):
    """429: too fast, or over the month's quota. `seconds` to wait, where Zalo says so."""

    def __init__(self, said: str, seconds: float | None) -> None:
        super().__init__(said)
        self.seconds = seconds


_BY_CODE: dict[int, type[ZaloError]] = {
    400: BadCall,
    401: TokenUnknown,
    403: ServerTrouble,
    404: NotFound,
    408: NothingNew,
}


class ZaloClient:
    """One bot. Time-outs are seconds of a whole call; `proxy` is an http:// URL or None."""

    def __init__(
        self,
        api: str,
        token: str,
        *,
        send_seconds: float = 15.0,
        proxy: str | None = None,
        transport: httpx.AsyncBaseTransport | None = None,
    ) -> None:
        self._base = f"{api.rstrip('/')}/bot{token}/"
        self._seconds = send_seconds
        self._proxy = proxy
        self._transport = transport
        self._http: httpx.AsyncClient | None = None

    async def open(self) -> None:
        """Make ready to call; nothing is sent yet."""
        if self._http is None:
            self._http = httpx.AsyncClient(
                proxy=self._proxy,
                transport=self._transport,
                limits=httpx.Limits(max_connections=CONNECTIONS),
                verify=self._base.startswith("https:"),  # certificates take long to load
            )

    async def close(self) -> None:
        """Let go of the connections."""
        if self._http is not None:
            await self._http.aclose()
            self._http = None

    async def get_me(self) -> Mapping[str, Any]:
        """{"id", "account_name", "account_type", "can_join_groups"}"""
        return _object(await self.call("getMe", {}))

    async def get_updates(self, wait: int) -> Any:
        """The next update, gone from Zalo once answered. Raises NothingNew after `wait` s."""
        return await self.call("getUpdates", {"timeout": str(wait)}, wait + POLL_GRACE)

    async def send_message(self, chat: str, text: str) -> str:
        """Plain text of 1 to 2000 characters; the id of the message."""
        sent = _object(await self.call("sendMessage", {"chat_id": chat, "text": text}))
        return str(sent.get("message_id", ""))

    async def set_webhook(self, url: str, secret: str) -> None:
        """Zalo tries the address at once; only https is taken."""
        await self.call("setWebhook", {"url": url, "secret_token": secret})

    async def delete_webhook(self) -> None:
        """Long polls are answered again; without a webhook there is nothing to take away."""
        try:
            await self.call("deleteWebhook", {})
        except NotFound:
            return

    async def webhook(self) -> str:
        """The address updates are sent to, or "" (Zalo says 404 then)."""
        try:
            return str(_object(await self.call("getWebhookInfo", {})).get("url") or "")
        except NotFound:
            return ""

    async def call(
        self, method: str, fields: Mapping[str, Any], seconds: float | None = None
    ) -> Any:
        """The result of a method. Raises the ZaloError that fits."""
        if self._http is None:
            raise NothingSent("closed")
        most = seconds or self._seconds
        timeout = httpx.Timeout(most, connect=min(most, CONNECT_SECONDS))
        try:
            async with asyncio.timeout(most):
                answer = await self._http.post(self._base + method, json=fields, timeout=timeout)
        except (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout) as error:
            raise NothingSent(type(error).__name__) from None
        except (TimeoutError, httpx.HTTPError) as error:
            raise NoAnswer(type(error).__name__) from None
        return _result(answer)


def _result(answer: httpx.Response) -> Any:
    """What stands in the envelope; an `ok` that is not true is an error, whatever the status."""
    try:
        said = json.loads(answer.content)
    except ValueError:
        said = None
    if not isinstance(said, dict):
        if not answer.is_client_error:  # a page of some gateway: it may have been done
            raise NoAnswer(f"HTTP {answer.status_code}")
        said = {}
    if said.get("ok") is True and answer.is_success:
        return said.get("result")
    raise _error(said, answer)


def _error(said: Mapping[str, Any], answer: httpx.Response) -> ZaloError:
    code = said.get("error_code", said.get("errorCode", answer.status_code))
    words = str(said.get("description", ""))[:200] or f"HTTP {answer.status_code}"
    if code == HTTPStatus.TOO_MANY_REQUESTS:
        return TooMany(words, _seconds(said, answer))
    if isinstance(code, int) and code >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return ServerTrouble(words)
    return _BY_CODE.get(code, BadCall)(words)


def _seconds(said: Mapping[str, Any], answer: httpx.Response) -> float | None:
    """Zalo documents none; where one stands it is honoured."""
    named = said.get("parameters")
    wish = named.get("retry_after") if isinstance(named, dict) else None
    try:
        return max(0.0, float(wish or answer.headers.get("retry-after", "")))
    except (TypeError, ValueError):
        return None


def _object(result: Any) -> Mapping[str, Any]:
    return result if isinstance(result, dict) else {}
