"""Reports that a plan orders without a date: a person gives one, for one round at a time.

Nothing here makes up a date. Days are local, in Asia/Ho_Chi_Minh.
"""

from __future__ import annotations

import calendar as months
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from plans.calendar import WorkCalendar
from plans.model import PlanSettings, ReportingDuty, Round, RoundState
from plans.reminding import asking_day
from plans.rounds import Dates

_PERIODIC = frozenset({"monthly", "quarterly", "semiannual", "annual", "midterm", "period_end"})
# A year's data close on 14/12 (NĐ 09/2019/NĐ-CP, Điều 12): when to ask for a date, never a date.
_YEAR_CLOSES = (12, 14)
_HALF_CLOSES = (6, 14)  # the same article: the first six months
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


@dataclass(frozen=True)
class Term:
    """A part of the year after which a report without a date is due; days are local."""

    year: int
    part: int  # half of the year; 0: the whole year
    closes: date  # its data, by NĐ 09/2019/NĐ-CP, Điều 12
    ends: date


def terms(duty: ReportingDuty, year: int, *, yearly: bool) -> tuple[Term, ...]:
    """The terms of a duty for which a person is asked for a date.

    `yearly`: the plan orders a report of the year too, which takes the place of the second half.
    """
    whole = Term(year, 0, date(year, *_YEAR_CLOSES), date(year, 12, 31))
    first = Term(year, 1, date(year, *_HALF_CLOSES), date(year, 6, 30))
    if not undated(duty) or duty.frequency not in {"annual", "semiannual"}:
        return ()
    if duty.frequency == "annual":
        return (whole,)
    return (first,) if yearly else (first, replace(whole, part=2))


def first_asked(
    term: Term, last: Round | None, settings: PlanSettings, calendar: WorkCalendar
) -> date:
    """When the coordinator is asked for the date of a report: a month before last year's date, or
    before its data close.
    """
    about = like(last, term.year, calendar) if last else term.closes
    return asking_day(about, settings, calendar)
