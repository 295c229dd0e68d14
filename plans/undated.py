"""Reports that a plan orders without a date: a person gives one, for one round at a time.

Nothing here makes up a date. Days are local, in Asia/Ho_Chi_Minh.
"""

from __future__ import annotations

import calendar as months
from collections.abc import Iterable
from datetime import date

from plans.calendar import WorkCalendar
from plans.model import PlanSettings, ReportingDuty, Round, RoundState
from plans.reminding import asking_day
from plans.rounds import Dates

_PERIODIC = frozenset({"monthly", "quarterly", "semiannual", "annual", "midterm", "period_end"})
# A year's data close on 14/12 (NĐ 09/2019/NĐ-CP, Điều 12): when to ask for a date, never a date.
_YEAR_CLOSES = (12, 14)
_INTO_NEXT_YEAR = (3, 31)  # a report of a year is sent in its first quarter at the latest


def undated(duty: ReportingDuty) -> bool:
    """Whether a report is due time and again and the plan names neither day, month nor year."""
    return duty.frequency in _PERIODIC and (duty.year, duty.month, duty.day) == (None,) * 3


def latest(year: int) -> date:
    """The last day that a report of a year may be asked for."""
    return date(year + 1, *_INTO_NEXT_YEAR)


def like(last: Round, year: int, calendar: WorkCalendar) -> date:
    """The date of an earlier round in another year: the same day, or the working day before."""
    at, month = last.due.year + year - last.year, last.due.month
    day = date(at, month, min(last.due.day, months.monthrange(at, month)[1]))
    return calendar.previous_working(day, include=True)


def given(duty: ReportingDuty, known: Iterable[Round], day: date) -> list[Dates]:
    """The dates that a person gave rounds of such a duty ahead of their opening."""
    if not undated(duty):
        return []
    waiting = (r for r in known if r.duty == duty.id and r.state is RoundState.PROPOSED)
    return [_dates(one) for one in waiting if one.due >= day]


def _dates(round_: Round) -> Dates:
    return Dates(
        year=round_.year,
        label_slots={"frequency": round_.frequency, "year": round_.year},
        period=None,
        cutoff=round_.cutoff,
        due=round_.due,
        last_day=round_.last_day,
        onward=round_.onward,
        part=round_.part,
    )


def first_asked(
    year: int, last: Round | None, settings: PlanSettings, calendar: WorkCalendar
) -> date:
    """When the coordinator is asked for the date of a yearly report: a month before last year's
    date, or before the year's data close.
    """
    about = like(last, year, calendar) if last else date(year, *_YEAR_CLOSES)
    return asking_day(about, settings, calendar)
