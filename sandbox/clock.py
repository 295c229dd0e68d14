"""The clock of the program behind the bot: asked and moved over HTTP, on this machine only."""

from __future__ import annotations

from typing import Any

import aiohttp

from sandbox.guard import is_loopback
from sandbox.pages import sentence

_SECONDS = aiohttp.ClientTimeout(total=60)


class FarClock:
    """GET gives {"now", "label"}; POST {"advance": ...} or {"to": ...} moves it."""

    def __init__(self, url: str | None) -> None:
        if url is not None and not is_loopback(url):
            raise ValueError(url)
        self._url = url

    async def read(self) -> tuple[int, dict[str, Any]]:
        """HTTP status and body to pass on to the page."""
        return await self._ask("GET", None)

    async def move(self, wish: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        """As `read`; the program checks the wish."""
        return await self._ask("POST", wish)

    async def _ask(self, method: str, wish: dict[str, Any] | None) -> tuple[int, dict[str, Any]]:
        if self._url is None:
            return 503, {"error": sentence("no_clock")}
        try:
            async with (
                aiohttp.ClientSession(timeout=_SECONDS) as session,
                session.request(method, self._url, json=wish) as answer,
            ):
                body = await answer.json(content_type=None)
                return answer.status, body if isinstance(body, dict) else {}
        except (aiohttp.ClientError, OSError, TimeoutError, ValueError):
            return 503, {"error": sentence("clock_silent")}
