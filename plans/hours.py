"""The hours at which the bot may speak by itself: never at night, at lunch or on days off."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from plans.calendar import WorkCalendar
from plans.ground import VIETNAM, local, utc
from plans.model import PlanSettings

FRIDAY, FRIDAY_END = 4, time(16, 30)
_MONDAY = 0
_TURNS = 1000  # more changes of quiet and open than any two months have


def scheduled_moment(
    day: date, settings: PlanSettings, *, due_that_day: bool, calendar: WorkCalendar
) -> datetime:
    """When the scheduled message of a day goes out, aware UTC.

    08:30 local; on Monday 13:45, after chào cờ and giao ban, unless something is due that day. A
    day off or a quiet hour moves it to the next open moment.
    """
    day = calendar.next_working(day, include=True)
    late = day.weekday() == _MONDAY and not due_that_day
    at = _time(settings.monday_at if late else settings.remind_at)
    moment = next_open_moment(_at(day, at), settings, calendar)
    moved = local(moment).date()
    if moved == day:
        return moment
    return scheduled_moment(moved, _open_at_start(settings), due_that_day=False, calendar=calendar)


def is_quiet(moment: datetime, settings: PlanSettings, calendar: WorkCalendar) -> bool:
    """Whether nothing scheduled may be said: night, lunch, Friday from 16:30, days off."""
    return _quiet_until(local(moment), settings, calendar) is not None


def next_open_moment(moment: datetime, settings: PlanSettings, calendar: WorkCalendar) -> datetime:
    """The moment itself, or the end of the quiet it falls into; aware UTC.

    Raises ValueError when the settings leave no open moment.
    """
    here = local(utc(moment))
    for _ in range(_TURNS):
        until = _quiet_until(here, settings, calendar)
        if until is None:
            return utc(here)
        here = until
    raise ValueError("the quiet hours of the settings cover every moment")


def _quiet_until(
    here: datetime, settings: PlanSettings, calendar: WorkCalendar
) -> datetime | None:
    """The end of the quiet a local moment stands in, or None."""
    if not calendar.is_working(here.date()):
        return _at(calendar.next_working(here.date()), time())
    clock = here.time()
    if here.weekday() == FRIDAY and clock >= FRIDAY_END:
        return _at(here.date() + timedelta(days=1), time())
    for first, last in settings.quiet:
        begin, end = _time(first), _time(last)
        if begin <= clock < end or (end < begin and clock < end):
            return _at(here.date(), end)
        if end < begin <= clock:
            return _at(here.date() + timedelta(days=1), end)
    return None


def _open_at_start(settings: PlanSettings) -> PlanSettings:
    """Settings whose hour lies in the quiet would push the message on for ever."""
    return PlanSettings(quiet=settings.quiet)


def _time(text: str) -> time:
    return time.fromisoformat(text)


def _at(day: date, clock: time) -> datetime:
    return datetime.combine(day, clock, tzinfo=VIETNAM)
