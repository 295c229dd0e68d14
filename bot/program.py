"""The running program: inbox, senders, polls and the tick, over parts that are passed in."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.child import Child
from bot.claims import Bounds
from bot.files import Files
from bot.filesout import FilesOut
from bot.heavy import Far, HeavyWork
from bot.inbox import Inbox
from bot.links import Links
from bot.meter import Meter
from bot.outage import Outage
from bot.platforms import base
from bot.rates import Limits, Rates
from bot.sender import Sender
from bot.wake import Bell
from dialogues.messages import Incoming, Later, Outgoing, Say
from handlers import near, respond, veiling
from handlers.notices import COMPOSERS
from handlers.turn import Tools
from plans.ground import Clock, Refusal
from schedules import composers as scheduled
from schedules.tick import tick
from storage.database import Database, Unit
from storage.sending import OutRow

log = structlog.get_logger()

POLL_SECONDS = 25
POLL_AGAIN_SECONDS = 3.0


@dataclass(frozen=True)
class Parts:
    """What a program is made of; the clock, the ids and the far side are passed in."""

    db: Database
    platforms: Sequence[base.Platform]
    tools: Tools
    clock: Clock
    limits: Limits
    files: Files
    child: Child = field(default_factory=Child)
    slower: Mapping[str, Limits] = field(default_factory=dict)  # of bots with limits of their own
    links: Links | None = None  # files by signed links, where the settings allow it
    delivered: frozenset[str] = frozenset()  # bots with a webhook; the others are polled
    tick_seconds: float = 20.0


class Program:
    """One program serving its bots. `pump` does all that can be done now (tests, shutdown)."""

    def __init__(self, parts: Parts) -> None:
        self.parts = parts
        self.db = parts.db
        self.platforms: Mapping[str, base.Platform] = {one.name: one for one in parts.platforms}
        self.inbox = Inbox(
            parts.db,
            self.platforms,
            partial(_respond, parts.tools),
            partial(respond.apologise, tools=parts.tools),
            parts.clock,
        )
        composing = partial(_compose, parts.tools)
        self.senders = [
            Sender(
                parts.db,
                one,
                composing,
                self._bounds(one.name),
                parts.clock,
                FilesOut(parts.files, one.name),
            )
            for one in parts.platforms
        ]
        far = Far(self.platforms, parts.files, parts.child)
        self.heavy = HeavyWork(parts.db, far, parts.tools, parts.clock)
        self.inbox.asked.add(self.heavy.bell)
        for sender in self.senders:
            self.inbox.rides.append(sender.ride)
            self.inbox.said.add(sender.bell)
            self.heavy.said.add(sender.bell)
            for other in self.senders:
                sender.passed_on.add(other.bell)
        self._polled = [one for one in parts.platforms if one.name not in parts.delivered]
        self._time = Bell()

    def _bounds(self, bot: str) -> Bounds:
        parts, tools = self.parts, self.parts.tools
        nearing = partial(near.of_messages, tools)
        meter = Meter(bot, tools.doors.allowances.get(bot), nearing)
        return Bounds(Rates(parts.slower.get(bot, parts.limits)), meter)

    async def open(self) -> None:
        for platform in self.parts.platforms:
            await platform.open()

    async def close(self) -> None:
        self.heavy.close()
        for platform in self.parts.platforms:
            await platform.close()
        await self.db.close()

    async def run(self) -> None:
        """Serve until cancelled."""
        scheduler = AsyncIOScheduler(timezone="UTC")
        scheduler.add_job(
            self._time_passed,
            "interval",
            id="tick",
            seconds=self.parts.tick_seconds,
            coalesce=True,
            max_instances=1,
            misfire_grace_time=None,
        )
        scheduler.start()
        try:
            async with asyncio.TaskGroup() as tasks:
                tasks.create_task(self.inbox.run())
                tasks.create_task(self._ticks())
                tasks.create_task(self.heavy.run())
                for sender in self.senders:
                    tasks.create_task(sender.run())
                for platform in self._polled:
                    tasks.create_task(self._poll(platform))
        finally:
            scheduler.shutdown(wait=False)

    async def _time_passed(self) -> None:
        """The scheduler only rings: its own tasks would be cut off at the end, unawaited."""
        self._time.ring()

    async def _ticks(self) -> None:
        while True:
            await self._time.wait(None)
            await self.tick()

    async def tick(self) -> None:
        """Let time pass: what became due is queued. A fault is logged and tried again."""
        try:
            said = await tick(self.db, self.parts.clock.now(), self.parts.tools)
        except Exception:
            log.exception("tick.fault")
            return
        if said:
            self.inbox.said.ring()

    async def _poll(self, platform: base.Platform) -> None:
        outage = Outage(platform.name, self.parts.clock)
        while True:
            try:
                await platform.poll(self.inbox.take, wait=POLL_SECONDS)
                outage.over()
            except base.SendFault as fault:
                outage.failed(type(fault).__name__)
                await asyncio.sleep(_patience(fault))
            except Exception:
                log.exception("poll.fault", bot=platform.name)
                await asyncio.sleep(POLL_AGAIN_SECONDS)

    async def pump(self) -> None:
        """Fetch, handle and send until nothing is left to do now."""
        await self._take()
        await self._drain()
        while await self._take():
            await self._drain()

    async def _take(self) -> int:
        """Fetch and handle what there is; how much that was."""
        taken = 0
        for platform in self._polled:
            taken += await platform.poll(self.inbox.take, wait=0)
        while number := await self.inbox.once():
            taken += number
        while await self.heavy.once():
            taken += 1
        return taken

    async def _drain(self) -> None:
        for sender in self.senders * min(len(self.senders), 2):
            await sender.drain()  # the second time, what another could not say


def _patience(fault: base.SendFault) -> float:
    return fault.seconds if isinstance(fault, base.TooFast) else POLL_AGAIN_SECONDS


async def _respond(tools: Tools, unit: Unit, incoming: Incoming, row: int) -> Sequence[Outgoing]:
    return await respond.respond(unit, incoming, row, tools)


async def _compose(tools: Tools, unit: Unit, row: OutRow) -> Say | Later | None:
    """The text of a notice, made when it is about to go; a refusal means: nothing to say."""
    question = dict(row.compose or {})
    question.pop("pressing", None)
    composer = {**COMPOSERS, **scheduled.COMPOSERS}.get(question.pop("composer", ""))
    if composer is None:
        log.error("notice.no_composer", row=row.id)
        return None
    with suppress(Refusal):
        say = await composer(unit, question, row.person, tools)
        if not isinstance(say, Say):
            return say
        return await veiling.veil(unit, row, say, tools)
    return None
