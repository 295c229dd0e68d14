"""When may the next message go out: a small pure table of what went out lately.

Own code because the usual limiters let a double burst through in the first second and forget
everything at a restart (docs/decisions). All times are monotonic seconds.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from math import ceil

FOREVER = 10.0**9
_HAIR = 0.995
NOTICE_EVERY = 10  # of so many messages one is a notice, however many replies wait


@dataclass
class Bucket:
    """`burst` messages at once, then one every `every` seconds."""

    every: float
    burst: int
    level: float = 0.0  # how full, in messages
    at: float = 0.0

    def free(self, now: float) -> float:
        """The earliest moment at which one more fits."""
        level = self._drained(now)
        return now if level <= self.burst - 1 else now + (level - self.burst + 1) * self.every

    def put(self, now: float) -> None:
        self.level = self._drained(now) + 1
        self.at = now

    def _drained(self, now: float) -> float:
        return max(0.0, self.level - max(0.0, now - self.at) / self.every)


@dataclass(frozen=True)
class Limits:
    """What a platform lets one bot send; Telegram's published figures, with a little room."""

    per_second: float = 28.7
    chat_every: float = 1.0
    chat_burst: int = 4
    group_every: float = 4.0  # 20 a minute
    group_burst: int = 5


@dataclass
class Gate:
    """The last door before the platform: what was planned evenly may come in a burst after the
    machine has stalled, and one message too many silences the whole bot.

    What was late may catch up, two messages never closer than half their usual gap, but no 30 of
    them leave sooner than 30 evenly spaced ones would, but for a hair: at 28.7 a second the 31st
    leaves 1.04 s after the first, and 40 ms may be lost on the way before a second holds 31.
    """

    per_second: float
    _left: deque[float] = field(default_factory=deque)

    def opens(self) -> float:
        """When one more may leave."""
        if not self._left:
            return 0.0
        soonest = self._left[-1] + 0.5 / self.per_second
        if len(self._left) < self._most:
            return soonest
        return max(soonest, self._left[0] + _HAIR * self._most / self.per_second)

    def left(self, now: float) -> None:
        """One leaves now."""
        self._left.append(now)
        if len(self._left) > self._most:
            self._left.popleft()

    @property
    def _most(self) -> int:
        return ceil(self.per_second) + 1


@dataclass
class Rates:
    """The rates of one bot."""

    limits: Limits
    _next: float = 0.0
    _replies: int = 0  # in a row, since the last notice
    _chats: dict[int, Bucket] = field(default_factory=dict)

    def next_free(self, chat: int, now: float, *, private: bool) -> float:
        """When a message to this chat may go; `now` when it may go at once."""
        return max(now, self._next, self._bucket(chat, private).free(now))

    def closed(self, now: float) -> float:
        """Seconds until anything at all may go."""
        return max(0.0, self._next - now)

    def took(self, chat: int, now: float, *, private: bool, notice: bool = False) -> None:
        """A message to this chat goes out now: evenly spaced, never in a burst over all chats."""
        self._next = max(now, self._next) + 1 / self.limits.per_second
        self._replies = 0 if notice else self._replies + 1
        self._bucket(chat, private).put(now)

    @property
    def notice_due(self) -> bool:
        """Whether the next slot is one kept for notices: replies alone could fill them all."""
        return self._replies >= NOTICE_EVERY - 1

    def hold(self, until: float) -> None:
        """The platform asked the whole bot to wait."""
        self._next = max(self._next, until)

    def forget(self, now: float) -> None:
        """Drop chats that are quiet again."""
        quiet = [chat for chat, bucket in self._chats.items() if bucket.at + 60 < now]
        for chat in quiet:
            del self._chats[chat]

    def _bucket(self, chat: int, private: bool) -> Bucket:
        if chat not in self._chats:
            limits = self.limits
            every = limits.chat_every if private else limits.group_every
            burst = limits.chat_burst if private else limits.group_burst
            self._chats[chat] = Bucket(every, burst)
        return self._chats[chat]
