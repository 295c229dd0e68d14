"""Delivery of updates to a bot's own web server, with retries, as many chats at once as the bot allows."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable

import aiohttp

from sandbox.limits import Limits
from sandbox.tasks import Tasks
from sandbox.telegram.updates import Update, Updates

DEFAULT_CONNECTIONS = 40


class Webhook:
    """One lane a chat: its updates go one after the other, lanes side by side up to `max_connections`."""

    def __init__(
        self,
        updates: Updates,
        limits: Limits,
        tasks: Tasks,
        stamp: Callable[[], int],
        *,
        url: str,
        secret: str = "",
        max_connections: int = DEFAULT_CONNECTIONS,
    ) -> None:
        self.url = url
        self.secret = secret
        self.max_connections = max_connections
        self.last_error_date = 0
        self.last_error_message = ""
        self._updates = updates
        self._limits = limits
        self._tasks = tasks
        self._stamp = stamp
        self._lanes: dict[int, deque[Update]] = {}
        self._running: set[asyncio.Task[None]] = set()
        self._slots = asyncio.Semaphore(max_connections)
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

    def stop(self) -> None:
        """Break off; what was not taken stays in the queue."""
        for task in self._running:
            task.cancel()
        session, self._session = self._session, None
        if session is not None and not session.closed:
            self._tasks.start(session.close())

    async def _drain(self, lane_id: int) -> None:
        lane = self._lanes[lane_id]
        while lane:
            await self._deliver(lane[0])
            self._updates.delivered(lane.popleft())
        del self._lanes[lane_id]

    async def _deliver(self, update: Update) -> None:
        pause = self._limits.webhook_retry_seconds
        while error := await self._try(update):
            self.last_error_date, self.last_error_message = self._stamp(), error
            await asyncio.sleep(pause)
            pause = min(2 * pause, self._limits.webhook_retry_most)

    async def _try(self, update: Update) -> str:
        """Empty when taken, else what went wrong in Telegram's words."""
        headers = {"Content-Type": "application/json"}
        if self.secret:
            headers["X-Telegram-Bot-Api-Secret-Token"] = self.secret
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
        async with self._session.post(self.url, data=body, headers=headers, allow_redirects=False) as response:
            await response.read()
            if 200 <= response.status < 300:
                return ""
            return f"Wrong response from the webhook: {response.status} {response.reason}"
