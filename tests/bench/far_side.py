"""A Bot API that costs next to nothing: the same for every bot measured.

It refuses nothing and keeps nothing but moments; the practice room is the strict one.
"""

from __future__ import annotations

import asyncio
import json
import time
from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl

from aiohttp import web

TOKEN = "7000000001:bench-token-of-no-real-bot-whatsoever"
_TRUE = b'{"ok":true,"result":true}'
_ME = {"id": 7000000001, "is_bot": True, "first_name": "Bench", "username": "bench_bot"}


@dataclass
class FarSide:
    """Updates out, replies in. Moments are monotonic seconds."""

    base: str = ""
    extra: int = 0  # messages nobody waited for
    uncounted: set[int] = field(default_factory=set)  # chats whose waiting is not measured
    polled: asyncio.Event = field(default_factory=asyncio.Event)
    buttons: dict[int, list[str]] = field(default_factory=dict)  # chat -> data under the last one
    _queue: deque[tuple[int, int, bytes]] = field(default_factory=deque)  # id, chat, body
    _served: dict[int, float] = field(default_factory=dict)  # chat -> when its update went out
    _waited: set[int] = field(default_factory=set)
    _came: asyncio.Event = field(default_factory=asyncio.Event)
    _all: asyncio.Event = field(default_factory=asyncio.Event)
    _latencies: list[float] = field(default_factory=list)
    _first: float = 0.0
    _last: float = 0.0
    _next_id: int = 1
    _next_message: int = 1

    def offer(self, chat: int, update: dict[str, Any]) -> None:
        """Queue an update of a chat that waits for no other reply."""
        body = json.dumps({"update_id": self._next_id, **update}, separators=(",", ":"))
        self._queue.append((self._next_id, chat, body.encode()))
        self._next_id += 1
        self._waited.add(chat)
        self._all.clear()
        self._came.set()

    def waits(self, chat: int) -> bool:
        """Whether a chat's update has no reply yet."""
        return chat in self._waited

    async def answered(self, seconds: float) -> None:
        """Until every update offered has its reply; TimeoutError after so many seconds."""
        async with asyncio.timeout(seconds):
            await self._all.wait()

    def begin(self) -> None:
        """Forget the moments of what went before."""
        self._latencies, self._first, self._last, self.extra = [], 0.0, 0.0, 0

    def reckon(self) -> tuple[list[float], float]:
        """Seconds from served to replied, and from the first served to the last replied."""
        return self._latencies, self._last - self._first

    async def handle(self, request: web.BaseRequest) -> web.StreamResponse:
        method = request.path.rpartition("/")[2]
        params = dict(request.query) or fields(request.content_type, await request.read())
        match method:
            case "sendMessage":
                body = self.sent(params)
            case "getUpdates":
                body = await self._updates(params)
            case "getMe":
                body = _result(_ME)
            case _:
                body = _TRUE
        return web.Response(body=body, content_type="application/json")

    def sent(self, params: dict[str, Any]) -> bytes:
        now = time.monotonic()
        chat = int(params["chat_id"])
        if chat in self._waited:
            self._waited.discard(chat)
            seconds = now - self._served.pop(chat)
            if chat not in self.uncounted:
                self._latencies.append(seconds)
                self._last = now
        else:
            self.extra += 1
        if "reply_markup" in params:
            markup = params["reply_markup"]
            rows = (json.loads(markup) if isinstance(markup, str) else markup)["inline_keyboard"]
            self.buttons[chat] = [one["callback_data"] for row in rows for one in row]
        if not self._waited:
            self._all.set()
        self._next_message += 1
        return _result(
            {"message_id": self._next_message, "date": 1, "text": "x",
             "chat": {"id": chat, "type": "private", "first_name": "x"}}
        )  # fmt: skip

    async def _updates(self, params: dict[str, str]) -> bytes:
        """The offset confirms; what is left goes out, waited for as long as asked."""
        offset, limit = int(params.get("offset", 0)), int(params.get("limit", 100))
        while self._queue and self._queue[0][0] < offset:
            self._queue.popleft()
        self.polled.set()
        if not self._queue:
            self._came.clear()
            await self._wait(min(float(params.get("timeout", 0)), 50.0))
        now = time.monotonic()
        batch = [self._queue[place] for place in range(min(limit, len(self._queue)))]
        for _, chat, _ in batch:
            if chat in self._waited:
                self._served.setdefault(chat, now)
        if batch and not self._first:
            self._first = now
        return b'{"ok":true,"result":[' + b",".join(body for _, _, body in batch) + b"]}"

    async def _wait(self, seconds: float) -> None:
        try:
            await asyncio.wait_for(self._came.wait(), seconds)
        except TimeoutError:
            return


def fields(kind: str, body: bytes) -> dict[str, Any]:
    """The platform takes a form as well as JSON."""
    if kind == "application/json":
        fields: dict[str, Any] = json.loads(body)
        return fields
    return dict(parse_qsl(body.decode()))


def _result(value: dict[str, Any]) -> bytes:
    return b'{"ok":true,"result":' + json.dumps(value, separators=(",", ":")).encode() + b"}"


@asynccontextmanager
async def serving() -> AsyncIterator[FarSide]:
    """A far side on a free port of 127.0.0.1."""
    far = FarSide()
    async with served(far):
        yield far


@asynccontextmanager
async def served(far: FarSide) -> AsyncIterator[None]:
    """Serve it, and say where."""
    runner = web.ServerRunner(web.Server(far.handle, access_log=None), shutdown_timeout=1.0)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    far.base = f"http://127.0.0.1:{runner.addresses[0][1]}"
    try:
        yield
    finally:
        far._came.set()
        await runner.cleanup()
