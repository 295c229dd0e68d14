"""Every half hour of working days, odd hours of nights and days off, and what people do then."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from plans.ground import local
from storage import plans
from tests.schedules.world import Told
from tests.year.desk import Desk, answer
from tests.year.office import BDKH, VLXD, Office, on

FIRST = date(2023, 2, 1)
STARTED = date(2023, 3, 1)  # [Bắt đầu nhắc]
_HALVES = tuple(f"{hour:02d}:{half}" for hour in range(7, 19) for half in ("00", "30"))
_ODD = ("02:30", "09:00", "14:30", "22:00")
_FEW = ("02:30", "08:30", "12:00", "15:00")
_ROUNDS = (1, 11, 12)
_AT_WORK = "15:00"  # when people answer what they were told


@dataclass
class Year:
    """A walk through one or more years; `office.told` is what came of it.

    `thorough`: half hours all the year, else only in the months in which rounds run.
    """

    office: Office
    thorough: bool = True
    reminded: Counter[tuple[int, int]] = field(default_factory=Counter)  # person, year
    inbox: list[Told] = field(default_factory=list)

    async def walk(self, years: int = 1) -> None:
        last = date(FIRST.year + years, 1, 31)
        for province in (VLXD, BDKH):
            await self.office.load(on(FIRST, "07:40"), *province)
        day = FIRST
        while day <= last:
            if day == STARTED:
                await self._start()
            for clock in self._clocks(day):
                await self._at(on(day, clock), working=clock == _AT_WORK)
            day += timedelta(days=1)

    def _clocks(self, day: date) -> Iterator[str]:
        if not self.office.tools.calendar.is_working(day):
            yield from _ODD
        elif self.thorough or day.month in _ROUNDS:
            yield from ("02:30", *_HALVES, "22:00")
        else:
            yield from _FEW

    async def _start(self) -> None:
        """The coordinators press [Bắt đầu nhắc]; until then nothing may have been said."""
        assert self.office.told == []
        async with self.office.db.reading(on(STARTED, "08:00")) as unit:
            known = await plans.every(unit)
        for plan in known:
            who = self.office.coordinator_of(plan.id)
            await self.office.hears(who, on(STARTED, "08:00"), action=f"bdx:{plan.id}")

    async def _at(self, moment: datetime, *, working: bool) -> None:
        self.inbox += await self.office.pass_to(moment)
        if working and self.office.tools.calendar.is_working(local(moment).date()):
            waiting, self.inbox = self.inbox, []
            for told in waiting:
                await self._read(told, moment)
            self.inbox += await self.office.deliver(moment)

    async def _read(self, told: Told, moment: datetime) -> None:
        who = self.office.staff.get(told.to or 0)
        if who is None or told.key.startswith("opening:"):
            return
        key = (who.person, told.day.year)
        before = self.reminded[key]
        self.reminded[key] += 1
        await answer(Desk(self.office, who, moment, told.say), told, before)
