"""The program behind the bot, on this machine: its clock, what it foresees, its rehearsals."""

from __future__ import annotations

from typing import Any

import aiohttp

from sandbox.guard import is_loopback
from sandbox.pages import sentence

_SECONDS = aiohttp.ClientTimeout(total=300)  # a whole year may be walked in one move


class FarClock:
    """GET gives {"now", "label"}; POST {"advance": ...} or {"to": ...} moves it.

    Beside the clock's URL the program may serve `ahead` (what will happen next) and `rehearsal`.
    """

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

    async def beside(
        self, name: str, wish: dict[str, Any] | None = None
    ) -> tuple[int, dict[str, Any]]:
        """Ask (or with a wish, tell) what the program serves beside its clock."""
        return await self._ask("GET" if wish is None else "POST", wish, name)

    async def _ask(
        self, method: str, wish: dict[str, Any] | None, beside: str = ""
    ) -> tuple[int, dict[str, Any]]:
        if self._url is None:
            return 503, {"error": sentence("no_clock")}
        url = self._url.rpartition("/")[0] + f"/{beside}" if beside else self._url
        try:
            async with (
                aiohttp.ClientSession(timeout=_SECONDS) as session,
                session.request(method, url, json=wish) as answer,
            ):
                body = await answer.json(content_type=None)
                return answer.status, body if isinstance(body, dict) else {}
        except (aiohttp.ClientError, OSError, TimeoutError, ValueError):
            silent = f"{beside}_silent" if beside and wish is not None else "clock_silent"
            return 503, {"error": sentence(silent)}
