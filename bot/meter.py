"""How much of a month's messages one bot has left: counted anew at start, kept while it sends."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime

from dialogues.messages import Lane
from plans.allowance import Allowance, month_of, next_month
from storage import quota
from storage.database import Unit
from storage.sending import OutRow

Near = Callable[[Unit, str, str], Awaitable[None]]
"""What is done when a bot (by name) nears the end of a month's messages; may be asked again."""


@dataclass(frozen=True)
class _Count:
    """Messages of a month, and whether somebody was told that its end is near."""

    month: str = ""
    sent: int = 0
    told: bool = False


class Meter:
    """Counts messages from the moment they are claimed; what did not go out is given back."""

    def __init__(self, bot: str, allowance: Allowance | None, near: Near) -> None:
        self._bot = bot
        self._allowance = allowance  # None: as many as one likes
        self._near = near
        self._now = _Count()

    async def start(self, unit: Unit) -> None:
        """Count what stands in the store; rows held back are looked at again."""
        if self._allowance is not None:
            await quota.release(unit, self._bot)
            sent = (await quota.used(unit, self._bot)).messages
            self._now = _Count(month_of(unit.now), sent)

    @property
    def limited(self) -> bool:
        return self._allowance is not None

    @property
    def mark(self) -> _Count:
        """Where it stands: to go back to where a unit was undone."""
        return self._now

    def go_back(self, mark: _Count) -> None:
        self._now = mark

    async def lets(self, unit: Unit, row: OutRow, ahead: int) -> bool:
        """Whether a row may go now, so many before it; else it waits for the next month."""
        if self._allowance is None:
            return True
        sent = self._of_month(unit.now).sent + ahead
        if self._allowance.allows(sent, pressing=_pressing(row)):
            return True
        await quota.hold(unit, row.id, next_month(unit.now))
        return False

    async def took(self, unit: Unit, count: int) -> None:
        """So many messages are on their way; from 80% on somebody is told, once a month."""
        if self._allowance is None or not count:
            return
        now = self._of_month(unit.now)
        near = now.sent + count >= self._allowance.near_messages
        if near and not now.told:
            await self._near(unit, self._bot, now.month)
        self._now = _Count(now.month, now.sent + count, near)

    def back(self, count: int) -> None:
        """So many did not go out after all."""
        now = self._now
        self._now = _Count(now.month, max(0, now.sent - count), now.told)

    def _of_month(self, moment: datetime) -> _Count:
        month = month_of(moment)
        return self._now if month == self._now.month else _Count(month)


def _pressing(row: OutRow) -> bool:
    """Replies, what was begun, and notices whose day is today go before the rest."""
    begun = row.attempts > 0 or row.parts_sent > 0
    return row.lane is Lane.REPLY or begun or bool((row.compose or {}).get("pressing"))
