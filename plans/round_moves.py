"""Dates of a round that a new version of its plan orders: other ones than it was made with."""

from __future__ import annotations

from collections.abc import Sequence

from plans.calendar import WorkCalendar
from plans.model import PlanSettings, ReportingDuty, Round
from plans.rounds import Dates, dates_of, in_office, onward_duty


def new_dates(
    round_: Round, duties: Sequence[ReportingDuty], settings: PlanSettings, calendar: WorkCalendar
) -> Dates | None:
    """What the duty orders for this round now; None where that is what it has, or no date at all.

    `duties`: all of the plan as it stands. A date that a person gave stands where the plan still
    gives none.
    """
    duty = next((one for one in duties if one.id == round_.duty), None)
    if duty is None:
        return None
    found = dates_of(
        duty,
        round_.year,
        month=round_.part or None,
        onward=onward_duty(duty, duties),
        before_means_day_before=settings.before_means_day_before,
    )
    if found is None:
        return None
    dates = in_office(found, calendar)
    same = (dates.due, dates.last_day, dates.onward) == (
        round_.due,
        round_.last_day,
        round_.onward,
    )
    return None if same else dates


def limit_moves(round_: Round, dates: Dates) -> bool:
    """Whether the agencies' own date is another; else only the Sở's own to UBND tỉnh is."""
    return (dates.due, dates.last_day) != (round_.due, round_.last_day)
