"""Delivery of updates to a bot's own web server, with retries."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

import aiohttp

from sandbox.limits import Limits
from sandbox.tasks import Tasks
from sandbox.telegram.updates import Update

DEFAULT_CONNECTIONS = 40


@dataclass(frozen=True, slots=True)
class Hook:
    """Where to deliver. `secret` comes back in a header of every delivery."""

    url: str
    secret: str = ""
    max_connections: int = DEFAULT_CONNECTIONS
    header: str = "X-Telegram-Bot-Api-Secret-Token"


class Taken(Protocol):
    """A queue that is told what a webhook took."""

    def delivered(self, update: Update) -> None:
        """It is with the bot."""


class Webhook:
    """One lane a chat, in order; lanes run side by side up to `max_connections`."""

    def __init__(
        self,
        updates: Taken,
        limits: Limits,
        tasks: Tasks,
        stamp: Callable[[], int],
        hook: Hook,
    ) -> None:
        self.hook = hook
        self._error: dict[str, Any] = {}
        self._updates = updates
        self._limits = limits
        self._tasks = tasks
        self._stamp = stamp
        self._lanes: dict[int, deque[Update]] = {}
        self._running: set[asyncio.Task[None]] = set()
        self._slots = asyncio.Semaphore(hook.max_connections)
        self._session: aiohttp.ClientSession | None = None

    def offer(self, update: Update) -> None:
        """Deliver after everything older in its chat. Needs a running loop."""
        lane = self._lanes.get(update.lane)
        if lane is not None:
            lane.append(update)
            return
        self._lanes[update.lane] = deque((update,))
        task = self._tasks.start(self._drain(update.lane))
        self._running.add(task)
        task.add_done_callback(self._running.discard)

    def last_error(self) -> dict[str, Any]:
        """As getWebhookInfo tells it; empty while all went well."""
        return self._error

    def stop(self) -> None:
        """Break off; what was not taken stays in the queue."""
        for task in self._running:
            task.cancel()
        session, self._session = self._session, None
        if session is not None and not session.closed:
            self._tasks.finish(session.close())

    async def _drain(self, lane_id: int) -> None:
        lane = self._lanes[lane_id]
        while lane:
            await self._deliver(lane[0])
            self._updates.delivered(lane.popleft())
        del self._lanes[lane_id]

    async def _deliver(self, update: Update) -> None:
        pause = self._limits.webhook_retry_seconds
        while error := await self._try(update):
            self._error = {"last_error_date": self._stamp(), "last_error_message": error}
            await asyncio.sleep(pause)
            pause = min(2 * pause, self._limits.webhook_retry_most)

    async def _try(self, update: Update) -> str:
        """Empty when taken, else what went wrong in Telegram's words."""
        headers = {"Content-Type": "application/json"}
        if self.hook.secret:
            headers[self.hook.header] = self.hook.secret
        async with self._slots:
            try:
                return await self._send(update.body, headers)
            except TimeoutError:
                return "Read timeout expired"
            except aiohttp.ClientConnectorError:
                return "Connection refused"
            except (aiohttp.ClientError, OSError):
                return "Connection reset by peer"

    async def _send(self, body: bytes, headers: dict[str, str]) -> str:
        if self._session is None:
            timeout = aiohttp.ClientTimeout(total=self._limits.webhook_timeout)
            self._session = aiohttp.ClientSession(timeout=timeout)
        async with self._session.post(
            self.hook.url, data=body, headers=headers, allow_redirects=False
        ) as response:
            await response.read()
            if 200 <= response.status < 300:
                return ""
            return f"Wrong response from the webhook: {response.status} {response.reason}"
