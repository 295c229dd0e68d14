from dataclasses import replace
from datetime import date

import pytest

from plans.model import PlanSettings, ReportingDuty
from plans.rounds import StepKind, dates_of, ladder, onward_duty, sign_dates

YEARLY = ReportingDuty(
    id=3,
    plan="vlxd",
    frequency="annual",
    reporters=("Sở Tài chính",),
    receivers=("UBND tỉnh",),
    via="Sở Xây dựng",
    month=12,
    day=15,
    year=None,
    before=True,
    quote="trước ngày 15/12 hàng năm",
)
ONWARD = replace(YEARLY, id=1, reporters=("Sở Xây dựng",), via=None, day=31)
SETTINGS = PlanSettings()
OPENING, AHEAD, LAST, OVERDUE = StepKind


def days(steps):
    return [(step.kind, step.day.isoformat(), step.working_days_left) for step in steps]


def test_the_yearly_round_of_vlxd():
    dates = dates_of(YEARLY, 2023, onward=onward_duty(YEARLY, [YEARLY, ONWARD]))
    assert dates is not None
    assert (dates.due, dates.last_day) == (date(2023, 12, 15), date(2023, 12, 14))
    assert dates.onward == date(2023, 12, 31)
    assert (dates.period, dates.cutoff, dates.understood) == (None, None, False)
    assert dates.label_slots == {"frequency": "annual", "year": 2023}


def test_before_may_be_set_to_mean_the_day_itself():
    dates = dates_of(YEARLY, 2023, before_means_day_before=False)
    assert dates is not None
    assert dates.last_day == dates.due == date(2023, 12, 15)


def test_onward_of_the_next_january():
    dates = dates_of(YEARLY, 2023, onward=replace(ONWARD, month=1, day=10))
    assert dates is not None
    assert dates.onward == date(2024, 1, 10)


@pytest.mark.parametrize(
    "duty",
    [
        replace(YEARLY, month=None, day=None),
        replace(YEARLY, frequency="adhoc"),
        replace(YEARLY, frequency="monthly", month=None, day=None, before=False),
        replace(YEARLY, frequency="quarterly", month=None),
        replace(YEARLY, frequency="period_end", month=None, day=None, year=2023, before=True),
        replace(YEARLY, frequency="midterm", month=None, day=None, year=2025, before=False),
    ],
)
def test_no_date_is_ever_invented(duty):
    assert dates_of(duty, 2023) is None


@pytest.mark.parametrize(
    ("duty", "month", "due", "understood"),
    [
        (replace(YEARLY, frequency="monthly", month=None, day=31), 2, date(2023, 2, 28), False),
        (replace(YEARLY, frequency="monthly", month=None, day=18), 5, date(2023, 5, 18), False),
        (replace(YEARLY, frequency="semiannual", month=6, day=10), None, date(2023, 6, 10), False),
        (
            replace(YEARLY, frequency="midterm", month=None, day=None, year=2023, before=False),
            None,
            date(2023, 12, 31),
            True,
        ),
        (replace(YEARLY, month=2, day=29), None, date(2023, 2, 28), False),
    ],
)
def test_other_shapes_of_duties(duty, month, due, understood):
    dates = dates_of(duty, 2023, month=month)
    assert dates is not None
    assert (dates.due, dates.understood) == (due, understood)


@pytest.mark.parametrize(
    ("frequency", "part"), [("monthly", 6), ("quarterly", 2), ("semiannual", 1), ("annual", 0)]
)
def test_the_part_of_the_year_is_that_of_the_due_day(frequency, part):
    dates = dates_of(replace(YEARLY, frequency=frequency, month=6, day=10), 2023)
    assert dates is not None
    assert dates.part == part


def test_the_ladder_of_vlxd(calendar):
    steps = ladder(
        date(2023, 12, 14), SETTINGS, calendar, opened=date(2023, 11, 15), due=date(2023, 12, 15)
    )
    assert days(steps) == [
        (OPENING, "2023-11-15", 21),
        (AHEAD, "2023-11-30", 10),
        (AHEAD, "2023-12-11", 3),
        (LAST, "2023-12-14", 0),
        (OVERDUE, "2023-12-18", None),
        (OVERDUE, "2023-12-25", None),
        (OVERDUE, "2024-01-02", None),
    ]


def test_a_last_day_on_sunday_is_reminded_on_friday(calendar):
    steps = ladder(date(2023, 12, 31), SETTINGS, calendar, opened=date(2023, 12, 1))
    assert days(steps)[-4:] == [
        (LAST, "2023-12-29", 0),
        (OVERDUE, "2024-01-02", None),
        (OVERDUE, "2024-01-09", None),
        (OVERDUE, "2024-01-16", None),
    ]


def test_a_late_opening_leaves_out_what_has_passed(calendar):
    steps = ladder(date(2023, 12, 14), SETTINGS, calendar, opened=date(2023, 12, 13))
    assert [step.kind for step in steps] == [OPENING, LAST, OVERDUE, OVERDUE, OVERDUE]
    after = ladder(date(2023, 12, 14), SETTINGS, calendar, opened=date(2023, 12, 20))
    assert days(after)[:2] == [(OPENING, "2023-12-20", None), (OVERDUE, "2023-12-21", None)]


def test_steps_of_one_day_are_merged_into_the_urgent_one(calendar):
    steps = ladder(
        date(2023, 12, 14),
        replace(SETTINGS, ladder=(0, 0, 3, 3), overdue_nudges=0),
        calendar,
        opened=date(2023, 12, 11),
    )
    assert days(steps) == [(OPENING, "2023-12-11", 3), (LAST, "2023-12-14", 0)]


def test_nothing_but_the_last_day_falls_on_the_days_after_tet(calendar):
    steps = ladder(date(2023, 2, 1), SETTINGS, calendar, opened=date(2023, 1, 3))
    assert days(steps)[1:4] == [
        (AHEAD, "2023-01-11", 10),
        (AHEAD, "2023-01-19", 4),
        (LAST, "2023-02-01", 0),
    ]
    on_it = ladder(date(2023, 1, 27), SETTINGS, calendar, opened=date(2023, 1, 3))
    assert (LAST, "2023-01-27", 0) in days(on_it)
    assert (OVERDUE, "2023-01-31", None) in days(on_it)


@pytest.mark.parametrize("last", [date(2023, 12, 14), date(2024, 2, 15), date(2026, 1, 4)])
def test_no_step_falls_on_a_day_off(calendar, last):
    steps = ladder(last, SETTINGS, calendar, opened=date(2023, 9, 2))
    assert all(calendar.is_working(step.day) for step in steps)
    assert len({step.day for step in steps}) == len(steps)


@pytest.mark.parametrize(
    ("onward", "wanted"),
    [
        (date(2023, 12, 31), (date(2023, 12, 20), date(2023, 12, 25), date(2023, 12, 29))),
        (date(2018, 10, 15), (date(2018, 10, 3), date(2018, 10, 8), date(2018, 10, 12))),
    ],
)
def test_the_own_dates_of_the_so(calendar, onward, wanted):
    assert sign_dates(onward, calendar) == wanted
