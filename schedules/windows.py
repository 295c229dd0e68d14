"""When a job of a day may still run: at its moment, late once the same day, or no more."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from plans.calendar import WorkCalendar
from plans.ground import VIETNAM, local
from plans.hours import next_open_moment
from plans.model import PlanSettings


def send_at(
    moment: datetime, now: datetime, settings: PlanSettings, calendar: WorkCalendar
) -> datetime | None:
    """When what was due at `moment` goes out, seen now; None when that is too late.

    Late is: on another day, or more than the settings' hours after its moment. Aware UTC.
    """
    at = next_open_moment(max(now, moment), settings, calendar)
    latest = moment + timedelta(hours=settings.max_lateness_hours)
    same_day = local(at).date() == local(moment).date()
    return at if same_day and at <= latest else None


def at_clock(now: datetime, clock: str) -> datetime:
    """A time of the present day in Asia/Ho_Chi_Minh."""
    return datetime.combine(local(now).date(), time.fromisoformat(clock), tzinfo=VIETNAM)
