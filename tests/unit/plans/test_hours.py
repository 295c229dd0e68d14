from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from plans.ground import VIETNAM, local
from plans.hours import is_quiet, next_open_moment, scheduled_moment
from plans.model import PlanSettings

SETTINGS = PlanSettings()
FRIDAY, SATURDAY, MONDAY = date(2023, 12, 8), date(2023, 12, 9), date(2023, 12, 11)


def here(day, clock):
    return datetime.fromisoformat(f"{day.isoformat()}T{clock}").replace(tzinfo=VIETNAM)


@pytest.mark.parametrize(
    ("day", "due", "wanted"),
    [
        (FRIDAY, False, here(FRIDAY, "08:30")),
        (MONDAY, False, here(MONDAY, "13:45")),
        (MONDAY, True, here(MONDAY, "08:30")),
        (SATURDAY, False, here(MONDAY, "13:45")),
        (date(2023, 1, 20), False, here(date(2023, 1, 27), "08:30")),
    ],
)
def test_the_scheduled_moment(calendar, day, due, wanted):
    moment = scheduled_moment(day, SETTINGS, due_that_day=due, calendar=calendar)
    assert moment == wanted
    assert moment.tzinfo is UTC


@pytest.mark.parametrize("remind_at", ["16:45", "23:00", "12:00", "05:00"])
def test_a_reminder_set_into_the_quiet_is_moved_out_of_it(calendar, remind_at):
    settings = replace(SETTINGS, remind_at=remind_at)
    moment = scheduled_moment(FRIDAY, settings, due_that_day=False, calendar=calendar)
    assert not is_quiet(moment, settings, calendar)
    assert local(moment).date() in {FRIDAY, MONDAY}


@pytest.mark.parametrize(
    ("day", "clock", "open_again"),
    [
        (FRIDAY, "07:29", here(FRIDAY, "07:30")),
        (FRIDAY, "11:30", here(FRIDAY, "13:30")),
        (FRIDAY, "16:30", here(MONDAY, "07:30")),
        (MONDAY, "17:00", here(date(2023, 12, 12), "07:30")),
        (SATURDAY, "10:00", here(MONDAY, "07:30")),
        (date(2023, 1, 19), "23:59", here(date(2023, 1, 27), "07:30")),
    ],
)
def test_quiet_ends_at_the_next_open_moment(calendar, day, clock, open_again):
    moment = here(day, clock)
    assert is_quiet(moment, SETTINGS, calendar)
    assert next_open_moment(moment, SETTINGS, calendar) == open_again


@pytest.mark.parametrize(
    ("day", "clock"), [(FRIDAY, "16:29"), (MONDAY, "16:59"), (MONDAY, "07:30")]
)
def test_open_moments_stay(calendar, day, clock):
    moment = here(day, clock)
    assert not is_quiet(moment, SETTINGS, calendar)
    assert next_open_moment(moment, SETTINGS, calendar) == moment


def test_settings_that_are_always_quiet_are_an_error(calendar):
    always = replace(SETTINGS, quiet=(("00:00", "12:00"), ("12:00", "00:00")))
    with pytest.raises(ValueError, match="every moment"):
        next_open_moment(here(MONDAY, "10:00"), always, calendar)


def test_a_naive_moment_is_refused(calendar):
    with pytest.raises(ValueError, match="naive"):
        next_open_moment(datetime(2023, 12, 8, 9), SETTINGS, calendar)  # noqa: DTZ001
