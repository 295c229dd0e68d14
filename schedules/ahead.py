"""What the clock will cause if nobody does anything more: the morning's own rules, day by day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from handlers.coming import Coming
from plans import reminding, undated
from plans.calendar import WorkCalendar
from plans.ground import local
from plans.model import (
    Agency,
    Person,
    Plan,
    PlanSettings,
    ReportingDuty,
    Role,
    Round,
    RoundState,
)
from plans.reminding import Quiet
from schedules import matters
from schedules.dates import Asking, Ends
from schedules.facts import Facts
from schedules.matters import Dating, Matter, Owed
from schedules.morning import named
from schedules.windows import at_clock
from storage.chats import Chat

Spared = tuple[tuple[Agency, Quiet | None], ...]


@dataclass(frozen=True)
class Telling:
    """People who will be told of one matter at one moment (aware UTC).

    `spared`: of the same round, who is left in peace and why; None: nobody there to be told.
    """

    at: datetime
    day: date
    matter: Matter
    people: tuple[Person, ...]
    spared: Spared = ()


@dataclass(frozen=True)
class Posting:
    """A digest, said if something changed since the last one."""

    at: datetime
    round: Round
    chat: Chat


@dataclass(frozen=True)
class Term:
    """The last safe day of a round, opened or not."""

    day: date
    plan: Plan
    period: Round | Coming
    opened: bool


def tellings(facts: Facts, now: datetime, days: int, calendar: WorkCalendar) -> Iterator[Telling]:
    """The mornings after `now`, in order. A question to the coordinator is asked once."""
    asked = dict(facts.asked)
    for day in _days(now, days):
        if not calendar.is_working(day):
            continue
        seen = replace(facts, asked=asked, people=_back(facts.people, day))
        told = matters.due(seen, day, calendar)
        if told:
            yield from _morning(seen, now, day, told, calendar)
        for one in (one for found in told.values() for one in found):
            if isinstance(one, Asking | Dating):
                asked.setdefault((one.duty.id, named(one)), day)


def _days(now: datetime, days: int) -> Iterator[date]:
    first = local(now).date()
    return (first + timedelta(days=n) for n in range(days + 1))


def _back(people: Sequence[Person], day: date) -> tuple[Person, ...]:
    """Who is away now is there again after the last day of the absence."""
    return tuple(
        replace(one, away=None) if one.away is not None and one.away < day else one
        for one in people
    )


def _morning(
    facts: Facts,
    now: datetime,
    day: date,
    told: Mapping[int, Sequence[Matter]],
    calendar: WorkCalendar,
) -> Iterator[Telling]:
    moments = {plan.id: _moment(facts, plan, day, calendar) for plan in facts.plans.values()}
    by_id = {one.id: one for one in facts.people}
    found: dict[tuple[datetime, object], tuple[Matter, list[Person]]] = {}
    for person, mine in told.items():
        # All plans of a person go out together, at the first of their moments.
        at = min(moments[matters.plan_of(one)] for one in mine)
        for one in mine if at > now else ():
            found.setdefault((at, _kind(one)), (one, []))[1].append(by_id[person])
    for at, kind in sorted(found, key=lambda key: key[0]):
        one, people = found[at, kind]
        spared = _spared(facts, one, day, calendar) if isinstance(one, Owed) else ()
        yield Telling(at, day, one, tuple(people), spared)


def _moment(facts: Facts, plan: Plan, day: date, calendar: WorkCalendar) -> datetime:
    settings = facts.settings[plan.id]
    mine = [one for one in facts.rounds_of(plan) if one.state is RoundState.OPEN]
    urgent = any(reminding.is_last_day(one, day, settings, calendar) for one in mine)
    return reminding.morning_of(day, settings, calendar, due_that_day=urgent)


def _kind(one: Matter) -> object:
    """What is the same matter for several people."""
    if isinstance(one, Owed):
        return one.place.round.id, one.reason
    if isinstance(one, Ends):
        return "Ends", one.plan.id, one.agency.id, one.due
    body = one.duty.id if isinstance(one, Asking | Dating) else one.round.id
    return type(one).__name__, body


def _spared(facts: Facts, owed: Owed, day: date, calendar: WorkCalendar) -> Spared:
    round_, plan = owed.place.round, owed.place.plan
    found: list[tuple[Agency, Quiet | None]] = []
    for place in facts.places(round_):
        agency, settings = place.part.agency, place.settings
        if agency.id == plan.coordinator.id:
            continue
        if reminding.reason(round_, place.part, day, settings, calendar) is None:
            why = reminding.quiet(place.part, day, settings, calendar)
            if why is not None:
                found.append((agency, why))
        elif not any(who.away is None for who in facts.holders(plan, Role.FOCAL, agency)):
            found.append((agency, None))
    return tuple(found)


def postings(
    facts: Facts, groups: Sequence[Chat], now: datetime, days: int, calendar: WorkCalendar
) -> Iterator[Posting]:
    """The hours after `now` at which an open round's digest may be posted."""
    for day in _days(now, days) if groups else ():
        for round_ in facts.rounds:
            settings = facts.settings[round_.plan]
            if not reminding.digest_on(round_, day, settings, calendar):
                continue
            at = at_clock(now + (day - local(now).date()), settings.digest_at)
            for chat in groups if at > now else ():
                if chat.plan == round_.plan:
                    yield Posting(at, round_, chat)


def terms(
    plan: Plan,
    settings: PlanSettings,
    duties: Sequence[ReportingDuty],
    known: Sequence[Round],
    now: datetime,
) -> Iterator[Term]:
    """The dates of open rounds, and of each duty the next one that nobody has opened."""
    day = local(now).date()
    running = [one for one in known if one.plan == plan.id and one.state is RoundState.OPEN]
    for round_ in running:
        if round_.last_day >= day:
            yield Term(round_.last_day, plan, round_, opened=True)
    begun = {(one.duty, one.due) for one in known if one.state is not RoundState.PROPOSED}
    for duty in duties:
        if duty.reporters == (plan.coordinator.name,):
            continue
        found = (*reminding.coming(duty, day, settings), *undated.given(duty, known, day))
        left = [one for one in found if (duty.id, one.due) not in begun]
        if left:
            dates = min(left, key=lambda one: one.due)
            yield Term(dates.last_day, plan, Coming(duty, dates), opened=False)
