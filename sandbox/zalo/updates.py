"""The queue of one Zalo bot: one update a poll, gone once handed out; no offset, no way back."""

from __future__ import annotations

import asyncio
import json
from collections import deque
from collections.abc import Callable
from typing import Any

from sandbox.telegram.updates import Update

MOST_SECONDS = 60


class Queue:
    """`on_push` hands updates to a webhook while one is set; `wrapped` as it then writes them."""

    def __init__(self) -> None:
        self._waiting: deque[Update] = deque()
        self._poll: asyncio.Future[None] | None = None
        self._number = 0
        self.wrapped = True
        self.on_push: Callable[[Update], None] | None = None

    def push(self, event: Any, lane: int) -> None:
        """Queue an event, or whatever a test wants to see come in."""
        self._number += 1
        whole = {"ok": True, "result": event} if self.wrapped and self.on_push else event
        update = Update(self._number, lane, json.dumps(whole).encode())
        self._waiting.append(update)
        if self.on_push is not None:
            self.on_push(update)
        else:
            self.end_poll()

    def waiting(self) -> list[Update]:
        """What nobody has taken yet, oldest first."""
        return list(self._waiting)

    def delivered(self, update: Update) -> None:
        """A webhook took it."""
        self._waiting = deque(one for one in self._waiting if one.id != update.id)

    def drop_all(self) -> None:
        """Forget what waits."""
        self._waiting.clear()

    async def poll(self, seconds: float) -> bytes | None:
        """The next update, waiting so long for it; None when there is none (HTTP 408)."""
        self.end_poll()
        if not self._waiting and seconds > 0:
            waiter = self._poll = asyncio.get_running_loop().create_future()
            try:
                await asyncio.wait_for(waiter, min(seconds, MOST_SECONDS))
            except TimeoutError:
                return None
        return self._waiting.popleft().body if self._waiting else None

    def end_poll(self) -> None:
        """Let the waiting poll go, with what there is."""
        if self._poll is not None and not self._poll.done():
            self._poll.set_result(None)
