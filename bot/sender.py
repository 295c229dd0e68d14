"""The sender of one bot: takes outbox rows, says them, writes down what became of each."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import structlog

from bot import outcomes
from bot.filesout import FilesOut
from bot.meter import Meter
from bot.outcomes import Ended
from bot.platforms import base
from bot.rates import Gate, Rates
from bot.wake import Bell, Callbacks
from dialogues.messages import Lane, Later, Say
from plans.ground import Clock
from storage import chats, passing, sending
from storage.database import Database, StorageError, Unit
from storage.sending import OutRow, Result

log = structlog.get_logger()

Compose = Callable[[Unit, OutRow], Awaitable[Say | Later | None]]
"""Gives a notice its text at the first attempt; None when nothing is left to say, `Later` when
this is no hour to say it.
"""

IN_FLIGHT = 32
LOOK_AHEAD = 64
AHEAD_SECONDS = 0.12  # rows whose turn comes so soon share one commit; each still waits for it
LEAST_DELAY = timedelta(minutes=1)  # a composer that defers to now would be asked for ever
IDLE_SECONDS = 30.0


@dataclass(frozen=True)
class Bounds:
    """What a bot may say: how fast, and how much a month."""

    rates: Rates
    meter: Meter


class Sender:
    """Serves one bot. `once` does one round; `run` goes on until cancelled."""

    def __init__(
        self,
        db: Database,
        platform: base.Platform,
        compose: Compose,
        bounds: Bounds,
        clock: Clock,
        files: FilesOut,
    ) -> None:
        self._db = db
        self._files = files
        self._platform = platform
        self._compose = compose
        self._rates = bounds.rates
        self._gate = Gate(bounds.rates.limits.per_second)
        self._clock = clock
        self._meter = bounds.meter
        self.bell = Bell()
        self.passed_on = Callbacks()  # the senders of the bots that a notice may go to instead
        self._busy: dict[int, int] = {}  # chat -> row in flight
        self._midway: dict[int, int] = {}  # chat -> row partly sent: parts are never interleaved
        self._ended: list[Ended] = []

    async def start(self) -> None:
        """Take up what a killed process left, and remember what went out in the last minute."""
        now = self._clock.now()
        name = self._platform.name

        async def left(unit: Unit) -> tuple[int, list[tuple[int, bool, datetime]]]:
            again = await sending.found_sending(unit, name)
            self._midway = await sending.midway(unit, name)
            lately = await sending.sent_since(unit, name, now - timedelta(minutes=1))
            await self._meter.start(unit)
            await unit.commit()
            return again, lately

        again, lately = await self._db.work(now, left)
        await self._files.tidy(self._db, now)
        for chat, private, sent in lately:
            ago = (now - sent).total_seconds()
            self._rates.took(chat, self._clock.monotonic() - ago, private=private)
        if again:
            log.warning("outbox.sent_again", rows=again)

    async def run(self) -> None:
        await self.start()
        pause = 0.0
        async with asyncio.TaskGroup() as sends:
            while True:
                await self.bell.wait(pause)
                try:
                    pause = await self._round(sends)
                except StorageError as error:
                    log.warning("outbox.storage", error=type(error).__name__)
                    pause = 1.0
                except Exception:  # ours; nothing was committed, so nothing is lost
                    log.exception("outbox.round")
                    pause = 5.0

    async def drain(self) -> float:
        """Say everything that may be said now; seconds until there may be more (tests, exit)."""
        while True:
            async with asyncio.TaskGroup() as sends:
                pause = await self._round(sends)
            if not self._ended and pause > 0:
                return pause

    async def _round(self, sends: asyncio.TaskGroup) -> float:
        """Write down what ended, claim what may go, and send it. Seconds until the next look."""
        ended, self._ended = self._ended, []
        busy = self._busy.keys() - {one.row.chat for one in ended}
        for one in ended:
            self._note_parts(one)

        async def turn(unit: Unit) -> tuple[list[tuple[OutRow, float]], float, bool]:
            await self._write_down(unit, ended)
            found = await self._claim(unit, busy)
            await unit.commit()
            return *found, unit.said

        mark = self._meter.mark
        try:
            rows, pause, passed = await self._db.work(self._clock.now(), turn)
        except BaseException:
            self._ended = ended + self._ended
            self._meter.go_back(mark)
            raise
        if passed:
            self.passed_on.ring()
        if any(one.row.say.once for one in ended):
            await self._files.tidy(self._db, self._clock.now())
        for one in ended:
            self._busy.pop(one.row.chat, None)
        for row, at in rows:
            self._busy[row.chat] = row.id
            sends.create_task(self._attempt(row, at))
        return pause

    def _note_parts(self, one: Ended) -> None:
        """Remember a message of which some parts are still to come."""
        if one.result.state != "queued":
            self._midway.pop(one.row.chat, None)
        elif one.result.parts:
            self._midway[one.row.chat] = one.row.id

    async def _write_down(self, unit: Unit, ended: list[Ended]) -> None:
        await sending.finish(unit, [one.result for one in ended])
        over = [one.row for one in ended if one.row.say.once and one.result.state != "queued"]
        if over:
            await sending.forget(unit, over)
        self._meter.back(sum(not one.went_out for one in ended))
        for one in ended:
            if one.lost is not None:
                await chats.lose(unit, one.row.chat, one.lost)
                await passing.after_loss(unit, one.row.id)
            if one.moved is not None:
                name = self._platform.name
                await chats.migrate(unit, name, one.row.address, one.moved)

    async def _claim(
        self, unit: Unit, busy: Collection[int]
    ) -> tuple[list[tuple[OutRow, float]], float]:
        """Rows that may go now or in a moment, each with its turn (monotonic), and a pause.

        Composing a notice and marking it belong to one commit.
        """
        if len(busy) >= IN_FLIGHT:
            return [], IDLE_SECONDS
        closed = self._rates.closed(self._clock.monotonic()) - AHEAD_SECONDS / 2
        if closed > 0:  # in a broadcast most looks would find nothing that may go
            return [], closed
        heads = await sending.heads(unit, self._platform.name, busy=busy, limit=LOOK_AHEAD)
        picked: dict[int, tuple[OutRow, float]] = {}
        wait = IDLE_SECONDS
        for head in self._in_turn(heads):
            if head.chat in picked or len(busy) + len(picked) >= IN_FLIGHT:
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
        await sending.sending(unit, [row.id for row, _ in picked.values()])
        await self._meter.took(unit, len(picked))
        if picked or not wait:  # each attempt that ends brings another look
            return list(picked.values()), wait
        return [], await self._pause(unit, wait)

    async def _held_up(self, unit: Unit, head: OutRow) -> bool:
        """Whether parts of another message are still to come in this chat."""
        begun = self._midway.get(head.chat, head.id)
        if begun == head.id:
            return False
        if await sending.is_open(unit, begun):
            return True
        del self._midway[head.chat]  # somebody stopped it midway
        return False

    def _in_turn(self, heads: Sequence[OutRow]) -> Iterator[OutRow]:
        """Replies before notices, but for the slots kept for notices."""
        replies = deque(one for one in heads if one.lane is Lane.REPLY)
        notices = deque(one for one in heads if one.lane is Lane.NOTICE)
        while replies or notices:
            first = notices if notices and (not replies or self._rates.notice_due) else replies
            yield first.popleft()

    async def _pause(self, unit: Unit, wait: float) -> float:
        due = await sending.next_due(unit, self._platform.name)
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

    async def _attempt(self, row: OutRow, turn: float) -> None:
        try:
            whole = await self._files.loaded(row)
            await self._leave(turn)
            sent = await self._platform.send(whole)
            ended = outcomes.arrived(row, sent, self._clock.now())
        except base.SendFault as fault:
            log.info("outbox.fault", row=row.id, fault=type(fault).__name__)
            if isinstance(fault, base.TooFast | base.TokenRefused):
                self._hold(fault)
            ended = outcomes.faulted(row, fault, self._clock.now())
        except Exception as error:
            log.exception("outbox.fault", row=row.id)
            ended = outcomes.broken(row, error, self._clock.now())
        self._ended.append(ended)
        self.bell.ring()

    async def _leave(self, turn: float) -> None:
        """Wait for this row's turn, and for the gate."""
        while True:
            now = self._clock.monotonic()
            wait = max(turn, self._gate.opens()) - now
            if wait <= 0:
                self._gate.left(now)
                return
            await asyncio.sleep(wait)

    def _hold(self, fault: base.TooFast | base.TokenRefused) -> None:
        """The whole bot waits: as long as the platform says, or a minute for a wrong token."""
        seconds = fault.seconds if isinstance(fault, base.TooFast) else 60.0
        self._rates.hold(self._clock.monotonic() + seconds)
        if isinstance(fault, base.TokenRefused):
            log.error("bot.token_refused", bot=self._platform.name)
