"""Dates of a round and the ladder of its reminders. Days are local, in Asia/Ho_Chi_Minh."""

from __future__ import annotations

import calendar as months
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from plans.calendar import WorkCalendar
from plans.ground import Span
from plans.hours import is_quiet, next_open_moment, scheduled_moment
from plans.model import PlanSettings, ReportingDuty

__all__ = [
    "Dates",
    "Step",
    "StepKind",
    "dates_of",
    "in_office",
    "is_quiet",
    "ladder",
    "next_open_moment",
    "onward_duty",
    "scheduled_moment",
    "sign_dates",
]

_DATED = frozenset({"monthly", "quarterly", "semiannual", "annual", "midterm", "period_end"})
_MONTHS = {"monthly": 1, "quarterly": 3, "semiannual": 6}
# The Sở's own paper: so many working days before sending it is drafted, and goes to the signer.
_DRAFT_BEFORE, _SUBMIT_BEFORE = 7, 4


@dataclass(frozen=True)
class Dates:
    """The dates of one round of a duty.

    `due` is the printed day, `last_day` the last safe one. `period` and `cutoff` stay None: plans
    leave them out, and a person confirms them. `label_slots` are a frequency and numbers for the
    sentence. `understood`: only a month or year is printed, so its last day is meant. `part` is
    the month, quarter or half year in which `due` lies, by the duty's frequency; 0 otherwise.
    """

    year: int
    label_slots: Mapping[str, str | int]
    period: Span | None
    cutoff: date | None
    due: date
    last_day: date
    onward: date | None
    understood: bool = False
    part: int = 0


class StepKind(StrEnum):
    """Why a reminder goes out."""

    OPENING = "opening"
    AHEAD = "ahead"
    LAST_DAY = "last_day"
    OVERDUE = "overdue"


@dataclass(frozen=True)
class Step:
    """One day of the ladder; `working_days_left` to the last day, None once it has passed."""

    kind: StepKind
    day: date
    working_days_left: int | None


def dates_of(
    duty: ReportingDuty,
    year: int,
    *,
    month: int | None = None,
    onward: ReportingDuty | None = None,
    before_means_day_before: bool = True,
) -> Dates | None:
    """The dates of a duty's round in a year; None where the plan gives no date, or not that year.

    `month` picks the round of a monthly duty. A day that the month lacks is its last day (BLDS
    2015, Điều 148 khoản 4, by analogy); a month or a year alone ends with its last day (Điều 146).
    "Trước ngày 15/12" leaves 14/12 as the last safe day unless the plan's setting says otherwise.
    """
    due = _due(duty, year, month)
    if due is None:
        return None
    understood = duty.day is None
    early = duty.before and before_means_day_before
    slots: dict[str, str | int] = {"frequency": duty.frequency, "year": year}
    if duty.frequency in _MONTHS:
        slots["month"] = due.month
    return Dates(
        year=year,
        label_slots=slots,
        period=None,
        cutoff=None,
        due=due,
        last_day=due - timedelta(days=1) if early else due,
        onward=_onward(onward, due),
        understood=understood,
        part=(due.month - 1) // _MONTHS[duty.frequency] + 1 if duty.frequency in _MONTHS else 0,
    )


def in_office(dates: Dates, calendar: WorkCalendar) -> Dates:
    """The same dates, the last safe day being one on which offices work: "trước ngày 15/12" of
    2024, a Sunday, leaves Friday 13/12. A date printed without "trước" stays as it is.
    """
    if dates.last_day >= dates.due:
        return dates
    return replace(dates, last_day=calendar.previous_working(dates.last_day, include=True))


def _due(duty: ReportingDuty, year: int, month: int | None) -> date | None:
    if duty.frequency not in _DATED or (duty.year is not None and duty.year != year):
        return None
    if duty.day is None and (duty.before or duty.frequency == "monthly"):
        return None  # "trước năm 2025" and "hàng tháng" name no day
    at = duty.month or (month if duty.frequency == "monthly" else None)
    if at is None and (duty.day is not None or duty.year is None):
        return None
    at = at or 12
    last = months.monthrange(year, at)[1]
    return date(year, at, min(duty.day or last, last))


def _onward(duty: ReportingDuty | None, due: date) -> date | None:
    """The first date of the next level's duty that is not before ours."""
    if duty is None:
        return None
    years = (_due(duty, year, due.month) for year in (due.year, due.year + 1))
    return next((day for day in years if day is not None and day >= due), None)


def onward_duty(duty: ReportingDuty, duties: Iterable[ReportingDuty]) -> ReportingDuty | None:
    """The duty of the compiling agency that takes this one's reports further, if printed."""
    for other in duties:
        if duty.via and other.reporters == (duty.via,) and other.frequency == duty.frequency:
            return other
    return None


def ladder(
    last_day: date,
    settings: PlanSettings,
    calendar: WorkCalendar,
    *,
    opened: date,
    due: date | None = None,
) -> tuple[Step, ...]:
    """The days on which a round reminds, in order, at most one step a day.

    `due` is the printed date where it is later than the last safe day: "trước ngày 15/12" is
    first called late on the working day after 15/12, since offices take 15/12 itself for good.

    Opening; the settings' working days before the last safe day; that day itself, or the last
    working day before it; after it the next working day, then weekly, as often as set. Nothing
    before the opening, and nothing but the last day on the two days after Tết.
    """
    start = calendar.next_working(opened, include=True)
    steps = {start: Step(StepKind.OPENING, start, _left(calendar, start, last_day))}
    for step in (
        *_ahead(last_day, settings, calendar),
        *_overdue(max(last_day, due or last_day), start, settings, calendar),
    ):
        if step.day > start:
            steps.setdefault(step.day, step)
    return tuple(sorted(steps.values(), key=lambda step: step.day))


def _left(calendar: WorkCalendar, day: date, last_day: date) -> int | None:
    return calendar.working_days_left(day, last_day) if day <= last_day else None


def _ahead(last_day: date, settings: PlanSettings, calendar: WorkCalendar) -> list[Step]:
    """Most urgent first, so that of two steps on one day the urgent one stays."""
    safe = calendar.previous_working(last_day, include=True)
    steps = []
    for before in sorted(settings.ladder):
        day = calendar.add_working(safe, -before)
        while before and calendar.quiet_after_tet(day):
            day = calendar.previous_working(day)
        kind = StepKind.AHEAD if before else StepKind.LAST_DAY
        steps.append(Step(kind, day, _left(calendar, day, last_day)))
    return steps


def _overdue(due: date, start: date, settings: PlanSettings, calendar: WorkCalendar) -> list[Step]:
    first = calendar.next_working(max(due, start))
    days = []
    for week in range(settings.overdue_nudges):
        day = first + timedelta(days=week * settings.overdue_every_days)
        day = calendar.next_working(day, include=True)
        while calendar.quiet_after_tet(day):
            day = calendar.next_working(day)
        days.append(Step(StepKind.OVERDUE, day, None))
    return days


def sign_dates(
    onward: date, calendar: WorkCalendar, *, before: bool = True
) -> tuple[date, date, date]:
    """The Sở's own days for a report onward: dự thảo, trình, gửi, all working days.

    `onward` is the printed date; "trước 31/12" of 2023, a Sunday, is sent on Friday 29/12.
    """
    send = calendar.previous_working(onward, include=not before)
    draft = calendar.add_working(send, -_DRAFT_BEFORE)
    return draft, calendar.add_working(send, -_SUBMIT_BEFORE), send
