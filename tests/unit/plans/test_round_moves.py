"""Dates of a round after the plan's date of reports changed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from plans.model import PlanSettings, Round, RoundState
from plans.round_moves import limit_moves, new_dates
from tests.transcripts.ground import CALENDAR
from tests.unit.plans.test_rounds import ONWARD, YEARLY

ROUND = Round(
    7, "vlxd", "VLXD", YEARLY.id, "annual", 2023, 0, None, date(2023, 12, 15), date(2023, 12, 14),
    None, date(2023, 12, 31), None, RoundState.OPEN, None,
)  # fmt: skip


def test_the_same_date_is_no_move() -> None:
    assert new_dates(ROUND, (YEARLY, ONWARD), PlanSettings(), CALENDAR) is None


def test_another_day_and_the_last_safe_one_in_the_office() -> None:
    moved = new_dates(ROUND, (replace(YEARLY, day=25), ONWARD), PlanSettings(), CALENDAR)
    assert moved is not None
    assert (moved.due, moved.last_day) == (date(2023, 12, 25), date(2023, 12, 22))
    assert limit_moves(ROUND, moved)


def test_only_the_date_onward() -> None:
    moved = new_dates(ROUND, (YEARLY, replace(ONWARD, day=29)), PlanSettings(), CALENDAR)
    assert moved is not None
    assert not limit_moves(ROUND, moved)


def test_a_duty_that_gives_no_date_or_is_no_more_moves_nothing() -> None:
    undated = replace(YEARLY, month=None, day=None, before=True)
    assert new_dates(ROUND, (undated, ONWARD), PlanSettings(), CALENDAR) is None
    assert new_dates(ROUND, (ONWARD,), PlanSettings(), CALENDAR) is None


def test_a_monthly_round_stays_in_its_month() -> None:
    monthly = replace(YEARLY, frequency="monthly", month=None, day=18, before=False)
    october = replace(
        ROUND, frequency="monthly", part=10, due=date(2023, 10, 15), last_day=date(2023, 10, 15)
    )
    moved = new_dates(october, (monthly,), PlanSettings(), CALENDAR)
    assert moved is not None
    assert (moved.due, moved.part) == (date(2023, 10, 18), 10)
