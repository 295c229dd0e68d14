"""Who is asked to relay a digest, when again, and when somebody else."""

from __future__ import annotations

from datetime import datetime

import pytest

from plans.calendar import WorkCalendar
from plans.ground import VIETNAM, local
from plans.model import PlanSettings
from plans.relaying import Step, Times, next_ask, next_step, told

CALENDAR = WorkCalendar({})


@pytest.mark.parametrize(
    ("times", "there", "step"),
    [
        ((), [7, 8], Step(7, 1)),
        ((), [], Step(None)),
        (((7, 1),), [7, 8], Step(7, 2)),
        (((7, 2),), [7, 8], Step(8, 1)),
        (((7, 1),), [8], Step(8, 1)),  # the first has left
        (((7, 2), (8, 1)), [7, 8], Step(8, 2)),
        (((7, 2), (8, 2)), [7, 8], Step(None)),
        (((7, 2), (8, 2)), [7, 8, 9], Step(9, 1)),
    ],
)
def test_who_is_next(times: Times, there: list[int], step: Step) -> None:
    assert next_step(times, there) == step


def test_askings_are_counted_by_person() -> None:
    times: Times = ()
    for _ in range(6):
        times = told(times, next_step(times, [7, 8]))
    assert times == ((7, 2), (8, 2))


@pytest.mark.parametrize(
    ("asked", "again"),
    [
        ("2023-11-17 14:30", "2023-11-20 14:30"),  # Friday, then Monday
        ("2023-11-16 08:00", "2023-11-17 14:30"),
        ("2023-12-29 14:30", "2024-01-02 14:30"),  # Tết dương lịch between them
    ],
)
def test_again_after_one_working_day(asked: str, again: str) -> None:
    at = datetime.fromisoformat(asked).replace(tzinfo=VIETNAM)
    found = next_ask(at, PlanSettings(), CALENDAR)
    assert local(found).strftime("%Y-%m-%d %H:%M") == again
