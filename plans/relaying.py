"""Chuyển tiếp vào nhóm: who is asked to carry a digest on, when again, and when somebody else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time

from plans.calendar import WorkCalendar
from plans.ground import VIETNAM, local
from plans.hours import next_open_moment
from plans.model import PlanSettings

TWICE = 2  # how often one person is asked

Times = tuple[tuple[int, int], ...]
"""(person, how often asked), in the order of asking."""


@dataclass(frozen=True)
class Step:
    """What comes next: `person` asked for the `nth` time; None: nobody is left."""

    person: int | None
    nth: int = 1


def next_ask(asked: datetime, settings: PlanSettings, calendar: WorkCalendar) -> datetime:
    """When one working day has gone by since the asking: at the digest's hour, aware UTC."""
    day = calendar.next_working(local(asked).date())
    at = datetime.combine(day, time.fromisoformat(settings.digest_at), tzinfo=VIETNAM)
    return next_open_moment(at, settings, calendar)


def next_step(times: Times, there: Sequence[int]) -> Step:
    """The same person once more, then the next coordinator; `there`: who is reached, in order."""
    if times and times[-1][1] < TWICE and times[-1][0] in there:
        return Step(times[-1][0], times[-1][1] + 1)
    known = {person for person, _ in times}
    return Step(next((one for one in there if one not in known), None))


def told(times: Times, step: Step) -> Times:
    """The times with one more asking."""
    if step.person is None:
        return times
    others = tuple(one for one in times if one[0] != step.person)
    return (*others, (step.person, step.nth))
