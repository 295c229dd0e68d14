"""What one bot says next: rows that may go now, with their turns."""

from __future__ import annotations

from collections import deque
from collections.abc import Awaitable, Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

import structlog

from bot.filesout import FilesOut
from bot.meter import Meter
from bot.rates import Rates
from dialogues.messages import Lane, Later, Say
from plans.ground import Clock
from storage import sending
from storage.database import StorageError, Unit
from storage.sending import OutRow, Result

log = structlog.get_logger()

Compose = Callable[[Unit, OutRow], Awaitable[Say | Later | None]]
"""Gives a notice its text at the first attempt; None when nothing is left to say, `Later` when
this is no hour to say it.
"""

IN_FLIGHT = 32
SPARE = 8  # chats looked at beyond the free hands: some must still wait for their own turn
LOOK_AHEAD = 64  # chats looked at when all of those had to wait
AHEAD_SECONDS = 0.12  # rows whose turn comes so soon share one commit; each still waits for it
LEAST_DELAY = timedelta(minutes=1)  # a composer that defers to now would be asked for ever
IDLE_SECONDS = 30.0


@dataclass(frozen=True)
class Bounds:
    """What a bot may say: how fast, and how much a month."""

    rates: Rates
    meter: Meter


class Claims:
    """Takes rows of one bot in turn; `midway`: chat → the row of which parts are still to come."""

    def __init__(
        self, bot: str, compose: Compose, bounds: Bounds, clock: Clock, files: FilesOut
    ) -> None:
        self._bot = bot
        self._compose = compose
        self._rates = bounds.rates
        self._meter = bounds.meter
        self._clock = clock
        self._files = files
        self.midway: dict[int, int] = {}  # parts of a message are never interleaved
        self.more = True  # whether the last look may have left something that could go soon

    async def some(
        self, unit: Unit, busy: Collection[int]
    ) -> tuple[list[tuple[OutRow, float]], float]:
        """Rows that may go now or in a moment, each with its turn (monotonic), and a pause.

        Composing a notice and marking it belong to one commit.
        """
        self.more = True
        if len(busy) >= IN_FLIGHT:
            return [], IDLE_SECONDS
        closed = self._rates.closed(self._clock.monotonic()) - AHEAD_SECONDS / 2
        if closed > 0:  # in a broadcast most looks would find nothing that may go
            return [], closed
        free = IN_FLIGHT - len(busy)
        soon = min(free, int(AHEAD_SECONDS * self._rates.limits.per_second) + 1)
        for limit in (soon + SPARE, LOOK_AHEAD):
            heads = await sending.heads(unit, self._bot, busy=busy, limit=limit)
            picked, wait = await self._pick(unit, heads, free)
            if picked or not wait or len(heads) < limit:
                break
        self.more = len(heads) > len(picked)
        await sending.sending(unit, [row.id for row, _ in picked])
        await self._meter.took(unit, len(picked))
        if picked or not wait:  # each attempt that ends brings another look
            return picked, wait
        return [], await self._pause(unit, wait)

    async def _pick(
        self, unit: Unit, heads: Sequence[OutRow], free: int
    ) -> tuple[list[tuple[OutRow, float]], float]:
        """As many as there are hands free for; the pause until one that was passed over may go."""
        picked: dict[int, tuple[OutRow, float]] = {}
        wait = IDLE_SECONDS
        for head in self._in_turn(heads):
            if head.chat in picked or len(picked) >= free:
                continue
            if await self._held_up(unit, head):
                continue
            now = self._clock.monotonic()
            turn = self._rates.next_free(head.chat, now, private=head.private)
            if turn > now + AHEAD_SECONDS:
                wait = min(wait, turn - now)
                continue
            lets = await self._meter.lets(unit, head, ahead=len(picked))
            row = await self._composed(unit, head) if lets else None
            if row is None:
                wait = 0.0
                continue
            notice = head.lane is Lane.NOTICE
            self._rates.took(head.chat, turn, private=head.private, notice=notice)
            picked[head.chat] = (row, turn)
        return list(picked.values()), wait

    async def _held_up(self, unit: Unit, head: OutRow) -> bool:
        """Whether parts of another message are still to come in this chat."""
        begun = self.midway.get(head.chat, head.id)
        if begun == head.id:
            return False
        if await sending.is_open(unit, begun):
            return True
        del self.midway[head.chat]  # somebody stopped it midway
        return False

    def _in_turn(self, heads: Sequence[OutRow]) -> Iterator[OutRow]:
        """Replies before notices, but for the slots kept for notices."""
        replies = deque(one for one in heads if one.lane is Lane.REPLY)
        notices = deque(one for one in heads if one.lane is Lane.NOTICE)
        while replies or notices:
            first = notices if notices and (not replies or self._rates.notice_due) else replies
            yield first.popleft()

    async def _pause(self, unit: Unit, wait: float) -> float:
        due = await sending.next_due(unit, self._bot)
        if due is None:
            return wait
        return max(0.01, min(wait, (due - unit.now).total_seconds()))

    async def _composed(self, unit: Unit, row: OutRow) -> OutRow | None:
        if row.compose is None:
            return await self._files.found(unit, row)
        try:
            async with unit.savepoint():
                say = await self._compose(unit, row)
        except StorageError:
            raise
        except Exception as error:  # ours: this notice ends, the others go out
            log.exception("notice.fault", row=row.id)
            failed = Result(row.id, "failed", unit.now, error=type(error).__name__)
            await sending.finish(unit, [failed])
            return None
        if say is None:
            await sending.drop(unit, row.id, "nothing_to_say")
            return None
        if isinstance(say, Later):
            await sending.defer(unit, row.id, max(say.until, unit.now + LEAST_DELAY))
            return None
        await sending.composed(unit, row.id, say)
        return await self._files.found(unit, replace(row, say=say, compose=None))
