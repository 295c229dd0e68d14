"""/lichnhac: when I am reminded next, and why; or why not. The clock asks the same rules."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from handlers.coming import Coming, next_of
from handlers.participation import Seat, seats
from handlers.rights import Right, may
from handlers.turn import Turn
from plans import reminding
from plans.calendar import WorkCalendar
from plans.ground import Refusal
from plans.model import Plan, PlanSettings, Round, RoundState
from plans.reminding import Own, Quiet, Reason
from storage import chats, plans, rounds

_AHEAD = 45  # days looked ahead for what the bot will do by itself


@dataclass(frozen=True)
class Schedule:
    """An agency in a round: the coming days of reminding, or why it is quiet now."""

    seat: Seat
    quiet: Quiet | None
    until: date | None  # of đang trình lãnh đạo
    lapsed: bool  # the day promised has gone by
    days: tuple[tuple[date, Reason], ...]


@dataclass(frozen=True)
class Course:
    """What a coordinator may expect in an open round."""

    round: Round
    chasing: tuple[date, ...]
    phoning: date | None
    digests: tuple[date, ...]
    own: tuple[tuple[Own, date], ...]


async def command(turn: Turn, _rest: str) -> None:
    """For each of my agencies, then for each plan I compile."""
    compiled = await turn.plans_with(Right.SEE_ROUND)
    mine = await seats(turn)
    if not compiled and not await turn.plans_with(Right.SEE_REMINDERS):
        raise Refusal("right.missing")
    for one in mine:
        turn.say("schedule.agency", one=await _schedule(turn, one))
    if not mine and not compiled:
        turn.say("schedule.nothing")
    for plan in compiled:
        await _compiling(turn, plan)


async def _schedule(turn: Turn, one: Seat) -> Schedule:
    calendar = turn.tools.calendar
    settings = await plans.settings(turn.unit, one.plan.id)
    days = []
    named = calendar.next_working(one.part.promised or turn.today, include=True)
    last = max(one.round.ends, named)
    for day in _days(turn.today, last):
        why = reminding.reason(one.round, one.part, day, settings, calendar)
        if why is not None and one.plan.started is not None:
            days.append((day, why))
    return Schedule(
        one,
        reminding.quiet(one.part, turn.today, settings, calendar),
        reminding.quiet_until(one.part, settings, calendar),
        reminding.lapsed(one.part, turn.today),
        tuple(days),
    )


def _days(after: date, last: date) -> Iterator[date]:
    """The days after one, up to and with the last."""
    return (after + timedelta(days=n) for n in range(1, (last - after).days + 1))


async def _compiling(turn: Turn, plan: Plan) -> None:
    settings = await plans.settings(turn.unit, plan.id)
    running = await rounds.of_plan(turn.unit, plan.id, RoundState.OPEN)
    groups = await chats.groups(turn.unit, plan.id)
    coming = await next_of(turn, plan)
    turn.say(
        "schedule.plan",
        plan=plan,
        settings=settings,
        courses=[_course(turn, one, settings) for one in reversed(running)],
        coming=coming,
        asking=_asking(turn, coming, settings),
        groups=len(groups),
        opens=may(turn.person, Right.OPEN_ROUND, plan),
    )


def _asking(turn: Turn, coming: Coming | None, settings: PlanSettings) -> date | None:
    """When the coordinator is asked to open; None where the day has passed."""
    if coming is None:
        return None
    day = reminding.asking_day(coming.dates.due, settings, turn.tools.calendar)
    return day if day > turn.today else None


def _course(turn: Turn, round_: Round, settings: PlanSettings) -> Course:
    calendar = turn.tools.calendar
    chasing = reminding.chasing_days(round_, settings, calendar)
    phoning = reminding.phoning_day(round_, settings, calendar)
    ahead = list(_days(turn.today, turn.today + timedelta(days=_AHEAD)))
    posts = [day for day in ahead if reminding.digest_on(round_, day, settings, calendar)]
    return Course(
        round_,
        tuple(day for day in chasing if day > turn.today),
        phoning if phoning and phoning > turn.today else None,
        tuple(posts[:3]),
        tuple(_own(round_, ahead, calendar)),
    )


def _own(round_: Round, ahead: list[date], calendar: WorkCalendar) -> Iterator[tuple[Own, date]]:
    for day in ahead:
        found = reminding.own_day(round_, day, calendar, before=True)
        if found is not None:
            yield found[0], day
