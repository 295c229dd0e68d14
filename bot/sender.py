"""The sender of one bot: takes outbox rows, says them, writes down what became of each."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import datetime, timedelta

import structlog

from bot import claims, outcomes
from bot.claims import Bounds, Claims, Compose
from bot.filesout import FilesOut
from bot.outcomes import Ended
from bot.platforms import base
from bot.rates import Gate
from bot.rides import Ride, Turns
from bot.wake import Bell, Callbacks
from plans.ground import Clock
from storage import chats, passing, sending
from storage.database import Database, StorageError, Unit
from storage.sending import OutRow

log = structlog.get_logger()

WRITE_SECONDS = 0.05  # with nothing else to send, an end waits so long to be written down
GATHER_SECONDS = 0.01  # while many are on the wire, the ends of some are written down together


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
        self._claims = Claims(platform.name, compose, bounds, clock, files)
        self._rates = bounds.rates
        self._gate = Gate(bounds.rates.limits.per_second)
        self._clock = clock
        self._meter = bounds.meter
        self.bell = Bell()
        self.passed_on = Callbacks()  # the senders of the bots that a notice may go to instead
        self._busy: dict[int, int] = {}  # chat -> row in flight
        self._ended: list[Ended] = []
        self._sends: asyncio.TaskGroup | None = None  # while `run` goes on

    async def start(self) -> None:
        """Take up what a killed process left, and remember what went out in the last minute."""
        now = self._clock.now()
        name = self._platform.name

        async def left(unit: Unit) -> tuple[int, list[tuple[int, bool, datetime]]]:
            again = await sending.found_sending(unit, name)
            self._claims.midway = await sending.midway(unit, name)
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
        try:
            await self._rounds()
        finally:
            if self._ended:  # what was said shortly before the end is not said again
                await self._db.work(self._clock.now(), self._last)

    async def _last(self, unit: Unit) -> None:
        await self._write_down(unit, self._ended)
        await unit.commit()

    async def _rounds(self) -> None:
        pause = 0.0
        async with asyncio.TaskGroup() as self._sends:
            while True:
                await self.bell.wait(pause)
                if len(self._busy) - len(self._ended) > claims.IN_FLIGHT // 2:
                    await asyncio.sleep(GATHER_SECONDS)
                    self.bell.hush()
                try:
                    pause = await self._round()
                except StorageError as error:
                    log.warning("outbox.storage", error=type(error).__name__)
                    pause = 1.0
                except Exception:  # ours; nothing was committed, so nothing is lost
                    log.exception("outbox.round")
                    pause = 5.0

    async def drain(self) -> float:
        """Say everything that may be said now; seconds until there may be more (tests, exit)."""
        while True:
            async with asyncio.TaskGroup() as self._sends:
                pause = await self._round()
            self._sends = None
            if not self._ended and pause > 0:
                return pause

    async def _round(self) -> float:
        """Write down what ended, claim what may go, and send it. Seconds until the next look."""
        ended, self._ended = self._ended, []
        busy = self._busy.keys() - {one.row.chat for one in ended}
        for one in ended:
            self._note_parts(one)

        async def turn(unit: Unit) -> tuple[list[tuple[OutRow, float]], float, bool]:
            await self._write_down(unit, ended)
            found = await self._claims.some(unit, busy)
            await unit.commit()
            return *found, unit.said > 0

        mark = self._meter.mark
        try:
            rows, pause, passed = await self._db.work(self._clock.now(), turn)
        except BaseException:
            self.put_back(ended)
            self._meter.go_back(mark)
            raise
        if passed:
            self.passed_on.ring()
        if any(one.row.say.once for one in ended):
            await self._files.tidy(self._db, self._clock.now())
        self.wrote(ended)
        self.launch(rows)
        return pause

    def ride(self) -> Ride:
        """A part in a unit that is about to begin; see `bot.rides`."""
        plain = [one for one in self._ended if one.plain]
        self._ended = [one for one in self._ended if not one.plain]
        gone = {one.row.chat for one in plain}
        # A count of messages is not taken back when a unit is undone.
        claims = self._sends is not None and not self._meter.limited
        taken = (lambda: (self._claims, self._busy.keys() - gone)) if claims else None
        return Ride(self._platform.name, plain, self, taken)

    def wrote(self, ended: Sequence[Ended]) -> None:
        """These stand in the store as ended."""
        for one in ended:
            self._note_parts(one)
            self._busy.pop(one.row.chat, None)

    def put_back(self, ended: Sequence[Ended]) -> None:
        self._ended = [*ended, *self._ended]

    def launch(self, rows: Turns) -> int:
        """Send what was claimed; how many that is."""
        for row, at in rows:
            self._busy[row.chat] = row.id
            if self._sends is not None:
                self._sends.create_task(self._attempt(row, at))
        return len(rows)

    def _note_parts(self, one: Ended) -> None:
        """Remember a message of which some parts are still to come."""
        if one.result.state != "queued":
            self._claims.midway.pop(one.row.chat, None)
        elif one.result.parts:
            self._claims.midway[one.row.chat] = one.row.id

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
        if ended.plain and not self._claims.more:  # the next unit of the inbox may take it along
            asyncio.get_running_loop().call_later(WRITE_SECONDS, self._ring_if_ended)
        else:
            self.bell.ring()

    def _ring_if_ended(self) -> None:
        if self._ended:
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
