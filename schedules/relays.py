"""Digests for groups where the bot may not post: a coordinator is asked to carry them on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from dialogues.cut import cut
from handlers import nudges, relaying, summary
from handlers.turn import Tools
from plans import relaying as rules
from plans import reminding
from plans.calendar import WorkCalendar
from plans.ground import local
from plans.hours import next_open_moment
from plans.model import Plan, PlanSettings, Role, Round, RoundState
from plans.relaying import Step
from reports import digest, news
from reports.digest import Figures
from schedules.windows import at_clock, send_at
from storage import audit, jobs, outbox, plans, reaching, relays, rounds
from storage.database import Unit
from storage.relays import Relay

PIECE = 1700  # UTF-16 units: one Zalo message, with room for the mark of the practice room
PURPOSES = ("internal", "focal")


@dataclass(frozen=True)
class Handing:
    """A digest to be relayed whose hour has come. `at` None: too late, only written down."""

    plan: Plan
    round: Round
    purpose: str
    day: date
    at: datetime | None

    @property
    def job(self) -> str:
        return f"relay:{self.round.id}:{self.purpose}"


def come(
    now: datetime,
    plans_: Iterable[tuple[Plan, PlanSettings]],
    running: Sequence[Round],
    latest: Mapping[str, str],
    calendar: WorkCalendar,
) -> list[Handing]:
    """Those of this day not yet seen to, at the hour of the digest."""
    day = local(now).date()
    found = []
    for plan, settings in plans_:
        moment = at_clock(now, settings.digest_at)
        wanted = [one for one in PURPOSES if getattr(settings, f"relay_{one}")]
        for round_ in running if moment <= now and wanted else ():
            if round_.plan == plan.id and reminding.digest_on(round_, day, settings, calendar):
                at = send_at(moment, now, settings, calendar)
                found += [Handing(plan, round_, one, day, at) for one in wanted]
    return [one for one in found if latest.get(one.job, "") < day.isoformat()]


async def due(unit: Unit, settings: Mapping[str, PlanSettings], at: WorkCalendar) -> list[Relay]:
    """Those asked for a working day ago and not relayed; nobody is asked for them any more."""
    return [
        one
        for one in await relays.waiting(unit)
        if one.person is not None and rules.next_ask(one.asked, settings[one.plan], at) <= unit.now
    ]


async def run(unit: Unit, handings: Sequence[Handing], tools: Tools) -> None:
    """Make them where something has changed, and ask the first coordinator."""
    for one in handings:
        period = one.day.isoformat()
        if one.at is None:
            await jobs.take(unit, one.job, period, "skipped")
            continue
        found = await digest.gather(unit, one.plan, one.round, one.day, tools.calendar)
        told = news.fingerprint(found, one.purpose)
        before = await jobs.last(unit, one.job)
        if news.same(before, told):
            await jobs.take(unit, one.job, period, "unchanged")
        elif await jobs.take(unit, one.job, period, "done", told):
            pieces = await _pieces(unit, tools, one, found, before)
            made = await relays.make(unit, one.plan.id, one.round.id, one.purpose, one.day, pieces)
            await _ask(unit, made, one.at)


async def _pieces(
    unit: Unit, tools: Tools, one: Handing, found: Figures, before: object
) -> list[str]:
    """What the group would have been told, each piece fit for one message."""
    settings = await plans.settings(unit, one.plan.id)
    if one.purpose == "internal" and not settings.no_content:
        press = await nudges.to_nudge(unit, one.plan, one.round, tools)
        known = before if isinstance(before, dict) else None
        return cut(summary.internal(tools, found, known, press).text, PIECE)
    return cut(summary.focal(tools, found).text, PIECE)


async def go_on(unit: Unit, waiting: Sequence[Relay], tools: Tools) -> None:
    """Ask once more, or somebody else; what has lost its round or its setting ends."""
    for one in waiting:
        settings = await plans.settings(unit, one.plan)
        round_ = await rounds.get(unit, one.round)
        wanted = getattr(settings, f"relay_{one.purpose}")
        if not wanted or round_ is None or round_.state is not RoundState.OPEN:
            await relays.end(unit, one.id, relays.CLOSED)
        else:
            await _ask(unit, one, next_open_moment(unit.now, settings, tools.calendar))


async def _ask(unit: Unit, one: Relay, at: datetime) -> None:
    """The named coordinator is the main one of the Sở; then the others, in their order."""
    found = await reaching.reach(unit, one.plan, Role.COORDINATOR)
    there = list(dict.fromkeys(who.person for who in found if who.there))
    step = rules.next_step(one.times, there)
    await relays.ask(unit, one, step, at)
    await _note(unit, one, step)
    if step.person is not None:
        asked = replace(one, times=rules.told(one.times, step))
        await outbox.notify(unit, relaying.notices(asked, step.person, step.nth, at))


async def _note(unit: Unit, one: Relay, step: Step) -> None:
    before = {"plan": one.plan, "asked": len(one.times)}
    after = {"plan": one.plan, "purpose": one.purpose, "nth": step.nth} if step.person else None
    await audit.note(unit, None, "relay_asked", f"relay:{one.id}", before, after)
