"""The morning message: at most one a person a working day, all plans and kinds joined."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from dialogues.messages import Notice
from plans import reminding
from plans.calendar import WorkCalendar
from plans.ground import local
from plans.model import Plan, PlanSettings, Round
from schedules import matters
from schedules.dates import Asking
from schedules.facts import ASKED, everybody
from schedules.matters import Dating, Matter
from schedules.windows import send_at
from storage import jobs, outbox
from storage.database import Unit

JOB = "morning:"
_MISSED = 31  # days looked back for mornings that were missed while the program was down


@dataclass(frozen=True)
class Morning:
    """A plan whose morning has come. `at` None: too late, only to be written down."""

    plan: Plan
    day: date
    at: datetime | None
    missed: tuple[date, ...]


def come(
    now: datetime,
    plans: Iterable[tuple[Plan, PlanSettings]],
    rounds: Sequence[Round],
    latest: Mapping[str, str],
    calendar: WorkCalendar,
) -> list[Morning]:
    """The plans whose morning of this day has come and was not yet seen to."""
    day = local(now).date()
    if not calendar.is_working(day):
        return []
    found = []
    for plan, settings in plans:
        last = latest.get(JOB + plan.id, "")
        if plan.started is None or last >= day.isoformat():
            continue
        mine = [one for one in rounds if one.plan == plan.id]
        urgent = any(reminding.is_last_day(one, day, settings, calendar) for one in mine)
        moment = reminding.morning_of(day, settings, calendar, due_that_day=urgent)
        if moment <= now:
            at = send_at(moment, now, settings, calendar) if plan.started <= moment else None
            found.append(Morning(plan, day, at, tuple(_missed(last, day, calendar))))
    return found


def _missed(last: str, day: date, calendar: WorkCalendar) -> Iterator[date]:
    """Working days since the last morning on which the program was down."""
    if last:
        first = max(date.fromisoformat(last), day - timedelta(days=_MISSED))
        days = (first + timedelta(days=n) for n in range(1, (day - first).days))
        yield from filter(calendar.is_working, days)


async def run(unit: Unit, mornings: Sequence[Morning], calendar: WorkCalendar) -> None:
    """Queue one notice a person, and write down the run of each plan in the same unit."""
    taken = [one for one in mornings if await _take(unit, one)]
    open_ = {one.plan.id: one.at for one in taken if one.at is not None}
    if not open_:
        return
    day = taken[0].day
    told = matters.due(await everybody(unit), day, calendar)
    notices, asked = [], set[tuple[int, date]]()
    for person, found in told.items():
        moments = [open_[plan] for plan in map(matters.plan_of, found) if plan in open_]
        if moments:
            notices.append(_notice(person, day, min(moments), found))
            asked |= {(o.duty.id, named(o)) for o in found if isinstance(o, Asking | Dating)}
    await outbox.notify(unit, notices)
    for duty, due in sorted(asked):
        await jobs.take(unit, f"{ASKED}{duty}", due.isoformat(), "done", day.isoformat())


async def _take(unit: Unit, one: Morning) -> bool:
    for day in one.missed:
        await jobs.take(unit, JOB + one.plan.id, day.isoformat(), "skipped")
    outcome = "skipped" if one.at is None else "done"
    return await jobs.take(unit, JOB + one.plan.id, one.day.isoformat(), outcome)


def named(asked: Asking | Dating) -> date:
    """The day by which a question to the coordinator is known again: asked once."""
    return asked.dates.due if isinstance(asked, Asking) else asked.term.ends


def _notice(person: int, day: date, at: datetime, found: Iterable[Matter]) -> Notice:
    return Notice(
        key=f"reminder:{day.isoformat()}:person {person}",
        composer="reminder",
        question={"day": day.isoformat()},
        person=person,
        not_before=at,
        pressing=any(matters.is_of_today(one) for one in found),
    )
