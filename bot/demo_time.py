"""The demo's clock: moved by the page, passing every moment at which the bot speaks by itself."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

from bot.demo_ahead import DAYS, Ahead, foresee, next_moment
from bot.ground import MovableClock
from bot.program import Program
from plans.ground import local
from plans.hours import is_quiet, scheduled_moment
from plans.model import PlanSettings
from storage import ahead, rounds

_PATIENCE = 6.0  # real seconds that one moment's messages are waited for (faults may hold them)
_LOOK = 0.03
_YEAR = timedelta(days=365)
_STEPS = {"hour": timedelta(hours=1), "year": _YEAR}

Hand = Callable[[], Awaitable[bool]]
"""Somebody who may act after each moment; True when something was done."""


class DemoTime:
    """A jump over a morning would lose its reminders, so a move walks from moment to moment."""

    def __init__(self, program: Program, clock: MovableClock, hand: Hand | None = None) -> None:
        self._program = program
        self._clock = clock
        self._hand = hand
        self._one = asyncio.Lock()
        self._silent: list[datetime] = []  # moments passed by the last move without a word

    def now(self) -> datetime:
        """Of Hà Nội."""
        return local(self._clock.now())

    def label(self) -> str:
        """What the hour means for the bot."""
        tools = self._program.parts.tools
        quiet = is_quiet(self._clock.now(), PlanSettings(), tools.calendar)
        return tools.texts.plain("demo.clock_quiet" if quiet else "demo.clock_open")

    def note(self) -> str:
        """What the last move passed without a word, and why; or nothing."""
        texts = self._program.parts.tools.texts
        return texts.plain("demo.clock_silent", passed=self._silent) if self._silent else ""

    async def ahead(self) -> Ahead:
        """What will happen next, as things stand."""
        tools = self._program.parts.tools
        return await foresee(self._program.db, self._clock.now(), tools)

    async def move(self, wish: Mapping[str, Any]) -> datetime | None:
        """Forward as wished; None where the wish makes no sense. One move at a time."""
        async with self._one:
            await self._act(self._clock.now())  # what is to come may hang on it
            self._silent = []
            if wish.get("advance") == "next_event":
                return await self._to_words()
            to = await self._wished(wish)
            if to is None:
                return None
            await self._walk(to)
            return self.now()

    async def _to_words(self) -> datetime | None:
        """On until something is said: a digest of which nothing changed is not. None: nothing."""
        until = self._clock.now() + timedelta(days=DAYS)
        moved = None
        while (at := await self._next(until)) is not None:
            await self._reach(at)
            moved = self.now()
            async with self._program.db.reading(self._clock.now()) as unit:
                if await ahead.spoken(unit, at):
                    break
            self._silent.append(at)
        return moved

    async def _walk(self, to: datetime) -> None:
        while True:
            at = await self._next(to)
            if at is None:
                break
            await self._reach(at)
        await self._reach(to)

    async def _next(self, until: datetime) -> datetime | None:
        program, now = self._program, self._clock.now()
        return await next_moment(program.db, now, until, program.parts.tools)

    async def _reach(self, moment: datetime) -> None:
        since = self._clock.now()
        self._clock.jump(moment)
        await self._program.tick()
        self._program.inbox.said.ring()
        await self._said(since)
        await self._act(since)

    async def _act(self, since: datetime) -> None:
        if self._hand is not None and await self._hand():
            await self._said(since)

    async def _said(self, since: datetime) -> None:
        """Wait until what is due was sent: a reminder composed on another day says nothing."""
        until = time.monotonic() + _PATIENCE
        while time.monotonic() < until and await self._unsaid(since):  # noqa: ASYNC110 - no bell
            await asyncio.sleep(_LOOK)

    async def _unsaid(self, since: datetime) -> int:
        async with self._program.db.reading(self._clock.now()) as unit:
            return await ahead.unsaid(unit, since)

    async def _wished(self, wish: Mapping[str, Any]) -> datetime | None:
        now, step = self._clock.now(), wish.get("advance")
        if step in _STEPS:
            return now + _STEPS[step]
        if step == "next_morning":
            return self._next_morning(now)
        if step == "next_due":
            return await self._next_due(now)
        return _named(wish.get("to"), now)

    def _next_morning(self, now: datetime) -> datetime:
        """The moment of the next morning's message, so that whatever is due goes out at once."""
        calendar = self._program.parts.tools.calendar
        day = calendar.next_working(local(now).date())
        return scheduled_moment(day, PlanSettings(), due_that_day=False, calendar=calendar)

    async def _next_due(self, now: datetime) -> datetime | None:
        async with self._program.db.reading(now) as unit:
            days = [one.last_day for one in await rounds.open_rounds(unit)]
        ahead_ = [day for day in days if day > local(now).date()]
        if not ahead_:
            return None
        calendar = self._program.parts.tools.calendar
        return scheduled_moment(min(ahead_), PlanSettings(), due_that_day=True, calendar=calendar)


def _named(to: object, now: datetime) -> datetime | None:
    """A moment named by the page: ahead, and not more than a year."""
    try:
        moment = datetime.fromisoformat(str(to))
    except ValueError:
        return None
    return moment if moment.tzinfo is not None and now <= moment <= now + _YEAR else None
