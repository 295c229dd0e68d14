"""What one person is told on the morning of a day: decided here, by the tick and by the sender."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from plans import reminding, undated
from plans.calendar import WorkCalendar
from plans.model import Participant, Plan, ReportingDuty, Role, Round, RoundState
from plans.reminding import Own, Quiet, Reason
from plans.rounds import in_office
from schedules.dates import Asking, Ends, ends, own_reports
from schedules.facts import Facts, Place


@dataclass(frozen=True)
class Owed:
    """A focal point: this agency's report of this round."""

    place: Place
    reason: Reason


@dataclass(frozen=True)
class Dating:
    """A coordinator: a report that the plan orders without a date waits for one."""

    plan: Plan
    duty: ReportingDuty
    term: undated.Term
    last: Round | None  # whose date the Sở gave too

    @property
    def frequency(self) -> str:
        return self.duty.frequency

    @property
    def year(self) -> int:
        return self.term.year

    @property
    def part(self) -> int:
        return self.term.part


@dataclass(frozen=True)
class OwnDate:
    """A coordinator: the Sở's own date for its report to UBND tỉnh."""

    plan: Plan
    round: Round
    kind: Own
    dates: tuple[date, date, date]  # dự thảo, trình, gửi


@dataclass(frozen=True)
class Late:
    """A coordinator: the date has passed, these owe. `phone`: nudging is over."""

    plan: Plan
    round: Round
    owing: tuple[tuple[Place, Quiet | None], ...]
    phone: bool


@dataclass(frozen=True)
class Broken:
    """A coordinator: the day these agencies named went by without a report."""

    plan: Plan
    round: Round
    parts: tuple[Participant, ...]


Matter = Owed | Asking | Dating | OwnDate | Late | Broken | Ends


def plan_of(matter: Matter) -> str:
    """The plan a matter belongs to."""
    return matter.place.plan.id if isinstance(matter, Owed) else matter.plan.id


def is_of_today(matter: Matter) -> bool:
    """Whether it comes too late on any other day; what is ahead can wait where little is left."""
    return not isinstance(matter, Owed) or matter.reason is not Reason.AHEAD


def due(facts: Facts, day: date, calendar: WorkCalendar) -> dict[int, list[Matter]]:
    """Person → all that person is told on the morning of this day, of every plan and kind."""
    if not calendar.is_working(day):
        return {}
    told: dict[int, list[Matter]] = {}
    for plan in facts.plans.values():
        for person, matter in _of_plan(facts, plan, day, calendar):
            told.setdefault(person, []).append(matter)
    return told


def _of_plan(
    facts: Facts, plan: Plan, day: date, calendar: WorkCalendar
) -> Iterator[tuple[int, Matter]]:
    for one in _owed(facts, plan, day, calendar):
        for person in facts.holders(plan, Role.FOCAL, one.place.part.agency):
            if person.away is None:
                yield person.id, one
    for ending in ends(facts, plan, day, calendar):
        for person in facts.holders(plan, Role.FOCAL, ending.agency):
            if person.away is None:
                yield person.id, ending
    mine = [*_asking(facts, plan, day, calendar), *_dating(facts, plan, day, calendar)]
    mine += own_reports(facts, plan, day, calendar)
    mine += [*_own_dates(facts, plan, day, calendar), *_late(facts, plan, day, calendar)]
    for person in facts.holders(plan, Role.COORDINATOR) if mine else ():
        for matter in mine:
            yield person.id, matter


def _owed(facts: Facts, plan: Plan, day: date, calendar: WorkCalendar) -> Iterator[Owed]:
    settings = facts.settings[plan.id]
    for round_ in facts.rounds_of(plan):
        if round_.state is not RoundState.OPEN:
            continue
        for place in facts.places(round_):
            why = reminding.reason(round_, place.part, day, settings, calendar)
            if why is not None:
                yield Owed(place, why)


def _asking(facts: Facts, plan: Plan, day: date, calendar: WorkCalendar) -> Iterator[Matter]:
    """Asked once: on the day itself, or the first morning after it that was not missed."""
    settings = facts.settings[plan.id]
    begun = {(r.duty, r.due) for r in facts.rounds_of(plan) if r.state is not RoundState.PROPOSED}
    for duty in facts.duties.get(plan.id, ()):
        if duty.reporters == (plan.coordinator.name,):
            continue  # the Sở reports by its own dates
        given = undated.given(duty, facts.rounds_of(plan), day)
        for dates in (*reminding.coming(duty, day, settings), *given):
            first = reminding.asking_day(dates.due, settings, calendar)
            asked = facts.asked.get((duty.id, dates.due), day)
            waits = (duty.id, dates.due) not in begun and not calendar.quiet_after_tet(day)
            followed = plan.followed_from is None or plan.followed_from <= dates.due
            if waits and followed and first <= day <= dates.last_day and asked == day:
                yield Asking(plan, duty, in_office(dates, calendar))


def _dating(facts: Facts, plan: Plan, day: date, calendar: WorkCalendar) -> Iterator[Matter]:
    """Once a term, where nobody has given its report a date yet."""
    duties = [d for d in facts.duties.get(plan.id, ()) if d.reporters != (plan.coordinator.name,)]
    yearly = any(one.frequency == "annual" for one in duties)
    for duty in duties:
        for term in undated.terms(duty, day.year, yearly=yearly):
            followed = plan.followed_from is None or plan.followed_from <= term.ends
            if followed and day <= term.ends and not calendar.quiet_after_tet(day):
                yield from _term(facts, Dating(plan, duty, term, None), day, calendar)


def _term(facts: Facts, one: Dating, day: date, calendar: WorkCalendar) -> Iterator[Matter]:
    mine = [
        round_
        for round_ in facts.rounds_of(one.plan)
        if (round_.duty, round_.part) == (one.duty.id, one.part)
    ]
    asked = facts.asked.get((one.duty.id, one.term.ends), day)
    if asked != day or any(_has_date(round_, day) for round_ in mine):
        return
    last = max((r for r in mine if r.year < day.year), key=lambda r: r.due, default=None)
    if undated.first_asked(one.term, last, facts.settings[one.plan.id], calendar) <= day:
        yield replace(one, last=last)


def _has_date(round_: Round, day: date) -> bool:
    """Whether this year's report has begun, or has a date that is still to come."""
    return round_.year == day.year and (
        round_.state is not RoundState.PROPOSED or round_.due >= day
    )


def _own_dates(facts: Facts, plan: Plan, day: date, calendar: WorkCalendar) -> Iterator[Matter]:
    for round_ in facts.rounds_of(plan):
        onward = facts.onward_of(round_)
        before = onward is None or onward.before
        found = reminding.own_day(round_, day, calendar, before=before)
        if found is not None:
            yield OwnDate(plan, round_, *found)


def _late(facts: Facts, plan: Plan, day: date, calendar: WorkCalendar) -> Iterator[Matter]:
    settings = facts.settings[plan.id]
    for round_ in facts.rounds_of(plan):
        if round_.state is not RoundState.OPEN:
            continue
        phone = day == reminding.phoning_day(round_, settings, calendar)
        if phone or day in reminding.chasing_days(round_, settings, calendar):
            found = owing(facts, round_, day, calendar)
            if found:
                yield Late(plan, round_, found, phone)
                continue  # a day gone by stands there as the reason known
        broken = [one.part for one in facts.places(round_) if _breaks(one, day, calendar)]
        if broken:
            yield Broken(plan, round_, tuple(broken))


def _breaks(place: Place, day: date, calendar: WorkCalendar) -> bool:
    ours = place.part.agency.id == place.plan.coordinator.id
    return not ours and reminding.breaks(place.part, day, calendar)


def owing(
    facts: Facts, round_: Round, day: date, calendar: WorkCalendar
) -> tuple[tuple[Place, Quiet | None], ...]:
    """Who has not reported, with the reason known; the Sở itself stands outside."""
    found = []
    for place in facts.places(round_):
        why = reminding.quiet(place.part, day, place.settings, calendar)
        ours = place.part.agency.id == place.plan.coordinator.id
        if not ours and why not in {Quiet.PAPER, Quiet.SENT}:
            found.append((place, why))
    return tuple(found)
