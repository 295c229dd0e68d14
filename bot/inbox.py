"""The inbox workers: rows in, one unit of work each, what is said out, all in one commit.

Rows that wait together are handled in one transaction (group commit). When anything in it fails,
all of it is undone and each row is handled alone, so that a fault touches only its own row.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

import structlog
from sqlalchemy.exc import InterfaceError, OperationalError

from bot.platforms.base import Platform, SendFault
from bot.rides import Ride
from bot.wake import Bell, Callbacks
from dialogues.markup import to_plain
from dialogues.messages import Incoming, Outgoing
from plans.ground import Clock
from plans.secrecy import perhaps_stamped, stamp_within
from storage import inbox, outbox
from storage.database import Database, Unit
from storage.inbox import Arrived, InboxRow, Talk

log = structlog.get_logger()

BATCH = 64
IDLE_SECONDS = 20.0
MAX_PARK = 60.0

Respond = Callable[[Unit, Incoming, int], Awaitable[Sequence[Outgoing]]]
"""What the program says to one incoming (and its inbox row), decided within the unit of work."""

Apologise = Callable[[Unit, Incoming | None, InboxRow], Awaitable[Sequence[Outgoing]]]
"""What is said when our own fault left a row undone."""

SURROUNDINGS = (OperationalError, InterfaceError, OSError)
"""Storage, network, disk: never the row's fault, so the row is tried again."""


@dataclass
class Parked:
    """A conversation that waits for its surroundings to mend; monotonic seconds."""

    until: float
    wait: float


@dataclass(frozen=True)
class Heard:
    """An update that was handled, and a word for who pressed."""

    incoming: Incoming
    toast: str = ""

    @staticmethod
    def of(incoming: Incoming, said: Sequence[Outgoing]) -> Heard:
        toasts = [to_plain(one.say.text) for one in said if one.toast]
        return Heard(incoming, " ".join(toasts))


@dataclass(frozen=True)
class Batch:
    """What one transaction did; how many messages it `said`."""

    rows: list[InboxRow]
    heard: list[Heard]
    said: int
    asked: bool


class Inbox:
    """Keeps what arrives and handles it, for all the bots of this process."""

    def __init__(
        self,
        db: Database,
        platforms: Mapping[str, Platform],
        respond: Respond,
        apologise: Apologise,
        clock: Clock,
    ) -> None:
        self._db = db
        self._platforms = platforms
        self._respond = respond
        self._apologise = apologise
        self._clock = clock
        self._parked: dict[Talk, Parked] = {}
        self._answers: asyncio.TaskGroup | None = None  # of presses, while `run` goes on
        self.bell = Bell()
        self.rides: list[Callable[[], Ride]] = []
        self.said = Callbacks()
        self.asked = Callbacks()

    async def keep(self, bot: str, arrived: Sequence[Arrived]) -> None:
        """On disk when this returns."""

        async def kept(unit: Unit) -> None:
            await inbox.keep(unit, bot, arrived)
            await unit.commit()

        await self._db.work(self._clock.now(), kept)
        self.bell.ring()

    async def take(self, bot: str, arrived: Sequence[Arrived]) -> None:
        """On disk when this returns, and mostly handled in the same commit.

        What cannot be handled so is kept alone, for `run` to try as it tries everything.
        """
        if not arrived:
            return
        try:
            rows = await self._batch(bot, arrived)
        except Exception as error:
            log.info("inbox.kept_only", error=type(error).__name__)
            await self.keep(bot, arrived)
            return
        if len(rows) >= BATCH:
            self.bell.ring()

    async def run(self) -> None:
        async with asyncio.TaskGroup() as self._answers:
            while True:
                try:
                    handled = await self.once()
                except SURROUNDINGS as error:
                    log.warning("inbox.storage", error=type(error).__name__)
                    await self.bell.wait(1.0)
                    continue
                if not handled:
                    await self.bell.wait(self._idle())

    async def once(self) -> int:
        """Handle what waits, up to one batch; how many rows were taken."""
        try:
            rows = await self._batch()
        except SURROUNDINGS as error:
            log.warning("inbox.surroundings", error=type(error).__name__)
            rows = await self._singly()
        except Exception as error:
            log.info("inbox.singly", error=type(error).__name__)
            rows = await self._singly()
        return len(rows)

    def _idle(self) -> float:
        now = self._clock.monotonic()
        waits = [one.until - now for one in self._parked.values()]
        return max(0.05, min([IDLE_SECONDS, *waits]))

    async def _waiting(self, unit: Unit) -> list[InboxRow]:
        now = self._clock.monotonic()
        parked = [name for name, one in self._parked.items() if one.until > now]
        return await inbox.waiting(unit, list(self._platforms), limit=BATCH, parked=parked)

    async def _batch(self, bot: str = "", arrived: Sequence[Arrived] = ()) -> list[InboxRow]:
        """What waits, behind what has just arrived: all of it, or nothing and the error."""
        rides = [ride() for ride in self.rides]
        job = partial(self._all, bot, arrived, rides)
        try:
            done = await self._db.work(self._clock.now(), job)
        except BaseException:
            for one in rides:
                one.undone()
            raise
        gone = sum(one.done() for one in rides)
        if done.rows:
            self._after(done.heard, said=done.said > gone, asked=done.asked)
        return done.rows

    async def _all(
        self, bot: str, arrived: Sequence[Arrived], rides: Sequence[Ride], unit: Unit
    ) -> Batch:
        heard: list[Heard] = []
        said: list[Outgoing] = []
        for ride in rides:
            await ride.begin(unit)
        await inbox.keep(unit, bot, arrived)
        rows = await self._waiting(unit)
        for row in rows:
            one, answers = await self._handle(unit, row)
            heard.append(one)
            said += answers
        await outbox.reply_all(unit, said)
        await inbox.done(unit, [row.id for row in rows])
        bots = {row.bot for row in rows} if said else ()
        for ride in rides:
            if ride.bot in bots:
                await ride.claim(unit)
        if rows or arrived or any(ride.ended for ride in rides):
            await unit.commit()
        return Batch(rows, heard, unit.said, asked=unit.asked)

    async def _singly(self) -> list[InboxRow]:
        async with self._db.reading(self._clock.now()) as unit:
            rows = await self._waiting(unit)
        stuck: set[Talk] = set()
        for row in rows:
            if row.talk not in stuck and not await self._alone(row):
                stuck.add(row.talk)
        return rows

    async def _alone(self, row: InboxRow) -> bool:
        """False when the rows behind it in the conversation must wait."""
        try:
            async with self._db.unit(self._clock.now()) as unit:
                heard, said = await self._handle(unit, row)
                await outbox.reply(unit, said)
                await inbox.done(unit, [row.id])
                await unit.commit()
            self._parked.pop(row.talk, None)
            self._after([heard], said=unit.said > 0, asked=unit.asked)
        except SURROUNDINGS as error:
            self._park(row, error)
            return False
        except Exception as error:  # ours
            log.exception("inbox.aside", row=row.id)
            await self._set_aside(row, error)
        return True

    async def _handle(self, unit: Unit, row: InboxRow) -> tuple[Heard, Sequence[Outgoing]]:
        incoming = self._read(row)
        said = await self._respond(unit, incoming, row.id)
        if _stamped(row):
            await inbox.blank(unit, row.id)
        return Heard.of(incoming, said), [one for one in said if not one.toast]

    def _park(self, row: InboxRow, error: Exception) -> None:
        before = self._parked.get(row.talk)
        wait = min(before.wait * 2, MAX_PARK) if before else 0.5
        self._parked[row.talk] = Parked(self._clock.monotonic() + wait, wait)
        log.warning("inbox.parked", row=row.id, error=type(error).__name__, seconds=wait)

    async def _set_aside(self, row: InboxRow, error: Exception) -> None:
        """Kept for a mend first; the apology is a unit of its own, since it may fail alike."""
        async with self._db.unit(self._clock.now()) as unit:
            await inbox.set_aside(unit, row.id, f"{type(error).__name__}: {error}"[:500])
            if _stamped(row):
                await inbox.blank(unit, row.id)
            await unit.commit()
        try:
            async with self._db.unit(self._clock.now()) as unit:
                said = await self._apologise(unit, self._try_read(row), row)
                await outbox.reply(unit, said)
                await unit.commit()
        except SURROUNDINGS:
            raise
        except Exception:
            log.exception("inbox.apology", row=row.id)
        self._after([], said=True)

    def _read(self, row: InboxRow) -> Incoming:
        incoming = self._platforms[row.bot].translate(json.loads(row.raw))
        return replace(incoming, received=row.received)

    def _try_read(self, row: InboxRow) -> Incoming | None:
        try:
            return self._read(row)
        except Exception:  # the very reason it is set aside
            return None

    def _after(self, heard: Sequence[Heard], *, said: bool, asked: bool = False) -> None:
        """After the commit: wake the senders, tell the platforms which presses were heard."""
        if said:
            self.said.ring()
        if asked:
            self.asked.ring()
        if self._answers is not None:
            for one in heard:
                if one.incoming.callback:
                    self._answers.create_task(self._answer(one.incoming, one.toast))

    async def _answer(self, incoming: Incoming, toast: str) -> None:
        try:
            await self._platforms[incoming.bot].answer(incoming.callback, toast)
        except SendFault as fault:  # too old or not sent: nobody is harmed
            log.info("press.answer", fault=type(fault).__name__)


def _stamped(row: InboxRow) -> bool:
    """Whether a secrecy stamp stands anywhere in an update: also in a message it answers."""
    return perhaps_stamped(row.raw) and stamp_within(json.loads(row.raw)) is not None
