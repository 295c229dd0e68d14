"""What happens because time passes. Called every few seconds; tests call it with any moment."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import partial

from handlers import handing, myself
from handlers.turn import Tools
from plans.ground import local
from plans.hours import is_quiet
from plans.model import PlanSettings, Round, RoundState
from schedules import digests, freezing, morning, relays, silence
from schedules.digests import Posting
from schedules.morning import Morning
from schedules.relays import Handing
from storage import chats, endings, inbox, jobs, outbox, passing, plans, rounds
from storage.database import Database, Unit
from storage.relays import Relay

_TIDY = "tidy"
_HANDING = "handovers"
_TIDY_AT = time(2, 0)
_LOOK_BACK = timedelta(days=60)


@dataclass(frozen=True)
class Work:
    """What has come due and was not yet seen to."""

    mornings: list[Morning]
    postings: list[Posting]
    handing: bool  # the first look of a day: handovers whose day has come
    tidy: bool
    handings: list[Handing]
    relays: list[Relay]  # asked for a working day ago
    down: list[str]  # bots whose notices go to other accounts now
    freezing: list[Round]  # rounds whose data set is to be kept

    def __bool__(self) -> bool:
        said = self.mornings or self.postings or self.handings or self.relays or self.down
        return self.handing or self.tidy or bool(said or self.freezing)


async def tick(db: Database, now: datetime, tools: Tools) -> bool:
    """Do what came due; True when something was queued.

    Looking costs seven queries; each run is a row written with its output, so that a second tick,
    or a second program, does nothing.
    """
    async with db.reading(now) as unit:
        if not await _work(unit, tools):
            return False
    return await db.work(now, partial(_do, tools))


async def _do(tools: Tools, unit: Unit) -> bool:
    """Looked at anew: another program may have done some of it. Off the loop: it may be much."""
    work = await _work(unit, tools)
    if work.handing:
        await _hand_over(unit, tools)
    await freezing.run(unit, work.freezing)
    await morning.run(unit, work.mornings, tools.calendar)
    await digests.run(unit, work.postings, tools.calendar)
    await relays.go_on(unit, work.relays, tools)
    await relays.run(unit, work.handings, tools)
    await passing.away_from(unit, work.down)
    if work.tidy:
        await _tidy(unit, tools)
    await unit.commit()
    return unit.said > 0


async def _work(unit: Unit, tools: Tools) -> Work:
    now, calendar = unit.now, tools.calendar
    day = local(now).date()
    latest = await jobs.latest(unit, (day - _LOOK_BACK).isoformat())
    settings = await plans.every_settings(unit)
    started = [one for one in await plans.every(unit) if one.started is not None]
    known = await rounds.of_every_plan(unit, day)
    running = [one for one in known if one.state is RoundState.OPEN]
    groups = await chats.tied(unit)
    pairs = [(one, settings[one.id]) for one in started]
    return Work(
        mornings=morning.come(now, pairs, running, latest, calendar),
        postings=digests.come(now, pairs, running, groups, latest, calendar),
        handing=latest.get(_HANDING, "") < day.isoformat(),
        handings=relays.come(now, pairs, running, latest, calendar),
        relays=await relays.due(unit, settings, calendar),
        down=[] if is_quiet(now, PlanSettings(), calendar) else await passing.down(unit),
        freezing=freezing.come(now, known),
        tidy=_night(now) and latest.get(_TIDY, "") < day.isoformat(),
    )


def _night(now: datetime) -> bool:
    return local(now).time() >= _TIDY_AT


async def _hand_over(unit: Unit, tools: Tools) -> None:
    """Once a local day, before anything is said: who serves from this day on."""
    if await jobs.take(unit, _HANDING, local(unit.now).date().isoformat(), "done"):
        await handing.come_due(unit, tools)


async def _tidy(unit: Unit, tools: Tools) -> None:
    """Once a local day, at night: old texts are blanked, old update ids given up, obstacles that
    were answered and left at that are ended, people who left long ago are forgotten.
    """
    if await jobs.take(unit, _TIDY, local(unit.now).date().isoformat(), "done"):
        await inbox.tidy(unit)
        await outbox.tidy(unit)
        await endings.tidy(unit)
        await myself.tidy(unit)
        await silence.end(unit, tools.calendar)
