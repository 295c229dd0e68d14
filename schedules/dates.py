"""What a plan's own dates cause beside the ladder of a round."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from plans import reminding
from plans.calendar import WorkCalendar
from plans.model import Agency, Duty, Plan, ReportingDuty, RoundState, Status, Task
from plans.rounds import Dates, onward_duty
from schedules.facts import Facts

_NEAR = timedelta(days=45)  # a report due so near tells of the tasks that end


@dataclass(frozen=True)
class Asking:
    """A coordinator: a round should be opened now."""

    plan: Plan
    duty: ReportingDuty
    dates: Dates

    @property
    def frequency(self) -> str:
        return self.duty.frequency

    @property
    def year(self) -> int:
        return self.dates.year

    @property
    def part(self) -> int:
        """Which month, quarter or half of the year, as rounds count them."""
        return reminding.part_of(self.duty.frequency, self.dates.due)


@dataclass(frozen=True)
class OwnReport(Asking):
    """A coordinator: a dated report of the Sở itself to which no round leads (sơ kết năm 2025)."""


@dataclass(frozen=True)
class Ends:
    """A focal point: tasks its agency leads by name end soon, and no round is open to say it."""

    plan: Plan
    agency: Agency
    tasks: tuple[Task, ...]
    due: date
    last_day: date  # the last working day up to it

    @property
    def whens(self) -> tuple[str, ...]:
        """The plan's own words for that date."""
        return tuple(dict.fromkeys(one.when for one in self.tasks if one.when))


def ends(facts: Facts, plan: Plan, day: date, calendar: WorkCalendar) -> Iterator[Ends]:
    """Once, the first step of the ladder before the date; in a round it is a line of its own."""
    if any(one.state is RoundState.OPEN for one in facts.rounds_of(plan)):
        return
    mine = {one.id for one in facts.duties.get(plan.id, ())}
    asked = [due for duty, due in facts.asked if duty in mine]
    ahead = max(facts.settings[plan.id].ladder)
    for agency in facts.bodies(plan):
        ending: dict[date, list[Task]] = {}
        for duty in facts.led.get((plan.id, agency.id), ()):
            if duty.task.due is not None and day <= duty.task.due and _runs_out(duty):
                ending.setdefault(duty.task.due, []).append(duty.task)
        for due, found in ending.items():
            last = calendar.previous_working(due, include=True)
            if any(abs(one - due) <= _NEAR for one in asked):
                continue  # the round that is asked for tells it
            # Counted back from the date: a plan's dates may be ten years away.
            if day <= last and calendar.add_working(last, -ahead) == day:
                yield Ends(plan, agency, tuple(found), due, last)


def _runs_out(duty: Duty) -> bool:
    """A task led by name, not done, that its date can end."""
    done = duty.state is not None and duty.state.status is Status.DONE
    return not duty.collective and not done and duty.task.recurs is None


def own_reports(
    facts: Facts, plan: Plan, day: date, calendar: WorkCalendar
) -> Iterator[OwnReport]:
    """Told once, as early as a round is asked for; onward reports have dates of their own."""
    duties, settings = facts.duties.get(plan.id, ()), facts.settings[plan.id]
    onward = [onward_duty(one, duties) for one in duties]
    for duty in duties:
        if duty.reporters != (plan.coordinator.name,) or duty in onward:
            continue
        for dates in reminding.coming(duty, day, settings):
            first = reminding.asking_day(dates.due, settings, calendar)
            asked = facts.asked.get((duty.id, dates.due), day)
            followed = plan.followed_from is None or plan.followed_from <= dates.due
            if followed and asked == day and first <= day <= dates.due:
                yield OwnReport(plan, duty, dates)
