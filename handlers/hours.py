"""The hours at which a notice may be said, looked at again when it is about to go."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from dialogues.messages import Later
from plans.calendar import WorkCalendar
from plans.hours import next_open_moment
from plans.model import PlanSettings


def put_off(
    now: datetime, settings: Iterable[PlanSettings], calendar: WorkCalendar
) -> Later | None:
    """The end of the quiet hours a notice was delayed into, or None when it may go now.

    Of several plans the first to open decides. `now` is aware UTC.
    """
    at = min(next_open_moment(now, one, calendar) for one in settings)
    return Later(at) if at > now else None
