"""A Bot API that enforces 30 messages a second to the letter, and fails as it is told to."""

from __future__ import annotations

import asyncio
import random
import time
from collections import Counter, deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

from tests.bench.far_side import FarSide, fields, served

PER_SECOND, HOLD_SECONDS = 30, 3
ON_THE_WIRE = 0.05  # seconds a send takes over there
_HELD = {
    "ok": False,
    "error_code": 429,
    "description": f"Too Many Requests: retry after {HOLD_SECONDS}",
    "parameters": {"retry_after": HOLD_SECONDS},
}
_BROKEN = {"ok": False, "error_code": 500, "description": "Internal Server Error"}


@dataclass(frozen=True)
class Faults:
    """Shares of the sends: refused with 429, with 500, or taken and never answered."""

    held: float = 0.0
    broken: float = 0.0
    unanswered: float = 0.0


@dataclass
class StrictSide(FarSide):
    """Counts what is said with `mark` in it; the rest are replies people wait for."""

    mark: str = "\0"
    teller: int = 0  # who has it sent: sees it in previews
    faults: Faults = field(default_factory=Faults)
    dice: random.Random = field(default_factory=lambda: random.Random(1))
    got: Counter[int] = field(default_factory=Counter)  # chat -> copies that arrived
    lost_replies: set[int] = field(default_factory=set)
    moments: list[float] = field(default_factory=list)  # of every send taken
    marked: list[int] = field(default_factory=list)  # places of moments, about
    too_fast: int = 0  # 429 for going over the limit: ours
    documents: int = 0
    _second: deque[float] = field(default_factory=deque)
    _held_until: float = 0.0

    async def handle(self, request: web.BaseRequest) -> web.StreamResponse:
        method = request.path.rpartition("/")[2]
        if method == "sendDocument":
            await request.read()
            self.documents += 1
            return web.json_response({"ok": True, "result": _message(1)})
        if method != "sendMessage":
            return await super().handle(request)
        params = dict(request.query) or fields(request.content_type, await request.read())
        return await self._send(params)

    async def _send(self, params: dict[str, Any]) -> web.StreamResponse:
        now = time.monotonic()
        if self._over(now):
            self.too_fast += 1
            return web.json_response(_HELD, status=429)
        lot = self.dice.random()
        if lot < self.faults.held:
            self._held_until = now + HOLD_SECONDS
            return web.json_response(_HELD, status=429)
        if lot < self.faults.held + self.faults.broken:
            return web.json_response(_BROKEN, status=500)
        self.moments.append(now)
        self._second.append(now)
        silent = lot < self.faults.held + self.faults.broken + self.faults.unanswered
        return await self._taken(params, silent=silent)

    async def _taken(self, params: dict[str, Any], *, silent: bool) -> web.StreamResponse:
        chat = int(params["chat_id"])
        await asyncio.sleep(ON_THE_WIRE)
        if self.mark not in params["text"] or chat == self.teller:
            return web.Response(body=self.sent(params), content_type="application/json")
        self.got[chat] += 1
        self.marked.append(len(self.moments) - 1)
        if silent:
            self.lost_replies.add(chat)
            await asyncio.sleep(3600)
        return web.json_response({"ok": True, "result": _message(chat)})

    def _over(self, now: float) -> bool:
        """One send too many silences the whole bot for three seconds."""
        while self._second and self._second[0] <= now - 1.0:
            self._second.popleft()
        if now < self._held_until:
            return True
        if len(self._second) < PER_SECOND:
            return False
        self._held_until = now + HOLD_SECONDS
        return True

    def rate(self) -> float:
        """Sends a second, of all kinds, from the first marked one to the last."""
        first, last = min(self.marked), max(self.marked)
        return (last - first) / (self.moments[last] - self.moments[first])

    def most_in_a_second(self) -> int:
        """The most sends taken in any sliding second."""
        most, first = 0, 0
        for last, moment in enumerate(self.moments):
            while self.moments[first] <= moment - 1.0:
                first += 1
            most = max(most, last - first + 1)
        return most


def _message(chat: int) -> dict[str, Any]:
    return {"message_id": chat, "date": 1, "chat": {"id": chat, "type": "private"}, "text": "x"}


@asynccontextmanager
async def strict(
    mark: str = "\0", teller: int = 0, faults: Faults = Faults()
) -> AsyncIterator[StrictSide]:
    """A strict far side on a free port."""
    far = StrictSide(mark=mark, teller=teller, faults=faults)
    async with served(far):
        yield far
