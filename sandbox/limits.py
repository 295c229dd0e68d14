"""The platform's rates as a strict model.

core.telegram.org/bots/faq names 30/s, 1/s a chat with short bursts, 20/min a group.
"""

from __future__ import annotations

import math
from collections import deque
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """All times in seconds. With `enforce` off nothing is refused, as on a quiet day."""

    per_second: int = 30
    per_chat_burst: int = 20
    per_group_minute: int = 20
    hold_seconds: int = 3
    enforce: bool = False
    callback_seconds: float = 60.0
    webhook_retry_seconds: float = 1.0
    webhook_retry_most: float = 60.0
    webhook_timeout: float = 60.0


class Rates:
    """How long a bot must wait before a send. Times are monotonic seconds."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._second: deque[float] = deque()
        self._held_until = 0.0
        self._groups: dict[int, deque[float]] = {}
        self._buckets: dict[int, tuple[float, float]] = {}

    def wait(self, chat_id: int, now: float) -> int:
        """Whole seconds until this send may be tried; a send that may go is counted."""
        if not self._limits.enforce:
            return 0
        if now < self._held_until:
            return math.ceil(self._held_until - now)
        if wait := self._everybody(now):
            return wait
        wait = self._group(chat_id, now) if chat_id < 0 else self._chat(chat_id, now)
        if not wait:
            self._second.append(now)
        return wait

    def _everybody(self, now: float) -> int:
        _forget(self._second, now - 1.0)
        if len(self._second) < self._limits.per_second:
            return 0
        # One send too many silences the whole bot, not only that chat.
        self._held_until = now + self._limits.hold_seconds
        return self._limits.hold_seconds

    def _group(self, chat_id: int, now: float) -> int:
        sent = self._groups.setdefault(chat_id, deque())
        _forget(sent, now - 60.0)
        if len(sent) >= self._limits.per_group_minute:
            return max(1, math.ceil(sent[0] + 60.0 - now))
        sent.append(now)
        return 0

    def _chat(self, chat_id: int, now: float) -> int:
        """A bucket of `per_chat_burst` that fills by one a second."""
        full = float(self._limits.per_chat_burst)
        level, before = self._buckets.get(chat_id, (full, now))
        level = min(full, level + now - before)
        if level < 1.0:
            self._buckets[chat_id] = (level, now)
            return max(1, math.ceil(1.0 - level))
        self._buckets[chat_id] = (level - 1.0, now)
        return 0


def _forget(times: deque[float], before: float) -> None:
    while times and times[0] <= before:
        times.popleft()
