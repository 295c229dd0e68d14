"""The queue of one bot's updates: kept until confirmed, read by one long poll at a time."""

from __future__ import annotations

import asyncio
import json
from collections import deque
from collections.abc import Callable
from itertools import islice
from typing import Any, NamedTuple

from sandbox.telegram.refusals import OTHER_POLL, RefusedError

FIRST_ID = 410_000_001
MOST_SECONDS = 50
UNASKED = frozenset({"chat_member", "message_reaction", "message_reaction_count"})


class Update(NamedTuple):
    """`lane` is the chat whose order must be kept; `body` the JSON object."""

    id: int
    lane: int
    body: bytes


class Updates:
    """
    Ids grow by one. What a bot asked for with allowed_updates counts from then on, not backwards.
    `on_push` hands updates to a webhook while one is set.
    """

    def __init__(self) -> None:
        self._queue: deque[Update] = deque()
        self._delivered: set[int] = set()
        self._poll: asyncio.Future[str] | None = None
        self.next_id = FIRST_ID
        self.allowed: frozenset[str] | None = None
        self.on_push: Callable[[Update], None] | None = None

    @property
    def pending(self) -> int:
        """Updates not yet confirmed."""
        return len(self._queue) - len(self._delivered)

    def push(self, kind: str, content: dict[str, Any], lane: int) -> None:
        """Queue an update if the bot wants its kind."""
        wanted = kind in self.allowed if self.allowed is not None else kind not in UNASKED
        if wanted:
            self._append({"update_id": self.next_id, kind: content}, lane)

    def push_raw(self, update: dict[str, Any]) -> int:
        """Queue anything, even what no parser takes. Its own update_id must not go back."""
        update_id = update.get("update_id", self.next_id)
        if update_id < self.next_id:
            raise ValueError(update_id)
        self.next_id = update_id
        self._append({"update_id": update_id, **update}, 0)
        return int(update_id)

    def restart_ids(self, first: int) -> None:
        """After a week without updates Telegram picks a new, even a lower, id."""
        if self.pending:
            raise ValueError(self.pending)
        self._queue.clear()
        self._delivered.clear()
        self.next_id = first

    def waiting(self) -> list[Update]:
        """Everything not yet confirmed, oldest first."""
        return [update for update in self._queue if update.id not in self._delivered]

    def delivered(self, update: Update) -> None:
        """A webhook took it; the queue lets go as soon as nothing older waits."""
        self._delivered.add(update.id)
        while self._queue and self._queue[0].id in self._delivered:
            self._delivered.discard(self._queue.popleft().id)

    def settle(self) -> None:
        """A webhook is gone: only what it did not take is left for polls."""
        self._queue = deque(self.waiting())
        self._delivered.clear()

    def drop_all(self) -> None:
        """Forget what waits."""
        self._queue.clear()
        self._delivered.clear()

    def take(self, offset: int, limit: int) -> list[bytes]:
        """Confirm what is below `offset`, give what is next. A negative one keeps the last."""
        queue = self._queue
        if offset < 0:
            while len(queue) > -offset:
                queue.popleft()
        elif offset <= self.next_id + 10:
            # One from the far future is from before the ids started anew: it confirms nothing.
            while queue and queue[0].id < offset:
                queue.popleft()
        return [update.body for update in islice(queue, limit)]

    async def poll(self, offset: int, limit: int, seconds: float) -> list[bytes]:
        """The next updates, waiting up to `seconds`. Ends refused when another comes."""
        self.end_poll(OTHER_POLL)
        found = self.take(offset, limit)
        if found or seconds <= 0:
            return found
        waiter = self._poll = asyncio.get_running_loop().create_future()
        try:
            refusal = await asyncio.wait_for(waiter, min(seconds, MOST_SECONDS))
        except TimeoutError:
            return []
        finally:
            if self._poll is waiter:
                self._poll = None
        if refusal:
            raise RefusedError(409, refusal)
        return self.take(0, limit)

    def end_poll(self, refusal: str = "") -> None:
        """Let the waiting poll go: with a refusal, or with what there is."""
        if self._poll is not None and not self._poll.done():
            self._poll.set_result(refusal)

    def _append(self, update: dict[str, Any], lane: int) -> None:
        body = json.dumps(update, separators=(",", ":")).encode()
        queued = Update(self.next_id, lane, body)
        self.next_id += 1
        self._queue.append(queued)
        if self.on_push is not None:
            self.on_push(queued)
        else:
            self.end_poll()
