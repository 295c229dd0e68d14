"""Days away as people type them; who can stand in for whom."""

from __future__ import annotations

from datetime import date

import pytest

from plans.ground import Refusal, Span
from plans.leave import Absence, WhyNot, own_leave, parse_days, stood_for, why_not

TODAY = date(2023, 11, 15)
XMAS = Span(date(2023, 12, 22), date(2023, 12, 26))


@pytest.mark.parametrize(
    "typed",
    [
        "22/12 - 26/12/2023", "22/12-26/12/2023", "22-26/12/2023", "22 - 26/12", "22/12 – 26/12",
        "từ 22/12 đến hết ngày 26/12/2023", "Tu ngay 22/12 den 26/12", "22/12/2023 tới 26/12/2023",
        "22-12-2023 - 26-12-2023", "tôi nghỉ từ ngày 22 tháng 12 đến ngày 26 tháng 12 năm 2023",
    ],
)  # fmt: skip
def test_a_stretch_of_days_in_many_forms(typed: str) -> None:
    assert parse_days(typed, TODAY) == XMAS


@pytest.mark.parametrize(
    ("typed", "first", "last"),
    [
        ("ngày mai", "2023-11-16", "2023-11-16"),
        ("hôm nay", "2023-11-15", "2023-11-15"),
        ("25/12", "2023-12-25", "2023-12-25"),
        ("05/01", "2024-01-05", "2024-01-05"),
        ("28/12 - 03/01", "2023-12-28", "2024-01-03"),
        ("28/12 - 03/01/2024", "2023-12-28", "2024-01-03"),
        ("từ ngày mai đến 20/11", "2023-11-16", "2023-11-20"),
        ("22-12-2023", "2023-12-22", "2023-12-22"),
        ("14/11 - 17/11", "2023-11-14", "2023-11-17"),  # begun yesterday
        ("01/11 - 15/11/2023", "2023-11-01", "2023-11-15"),
    ],
)
def test_one_day_and_stretches_over_the_new_year(typed: str, first: str, last: str) -> None:
    found = Span(date.fromisoformat(first), date.fromisoformat(last))
    assert parse_days(typed, TODAY) == found


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("26/12/2023 - 22/12/2023", "leave.reversed"),
        ("26/12 - 22/12", "leave.reversed"),
        ("14/11/2023", "date.past"),
        ("01/11 - 14/11/2023", "date.past"),
        ("hôm qua", "date.past"),
        ("15/11/2023 - 13/02/2024", "leave.too_long"),
        ("tuần sau", "leave.unreadable"),
        ("30/02/2024", "leave.unreadable"),
        ("22 - 23", "leave.unreadable"),
        ("1/12 - 2/12 - 3/12", "leave.unreadable"),
        ("22/12 và 26/12", "leave.unreadable"),
        ("-", "leave.unreadable"),
    ],
)
def test_what_cannot_be_is_refused(typed: str, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        parse_days(typed, TODAY)
    assert refused.value.code == code


def test_ninety_days_are_the_most() -> None:
    assert parse_days("15/11/2023 - 12/02/2024", TODAY).last == date(2024, 2, 12)


def _away(person: int, first: int, last: int, stand_in: int | None = None) -> Absence:
    days = Span(date(2023, 12, first), date(2023, 12, last))
    return Absence(person * 10, person, f"người {person}", days, stand_in, "")


def test_who_can_stand_in() -> None:
    known = [_away(2, 24, 25, 1), _away(3, 26, 28, 4), _away(5, 27, 29)]
    assert why_not(XMAS, 1, 1, known) is WhyNot.ONESELF
    assert why_not(XMAS, 1, 2, known) is WhyNot.CIRCLE
    assert why_not(XMAS, 1, 3, known) is WhyNot.AWAY
    assert why_not(XMAS, 1, 4, known) is None
    assert why_not(XMAS, 1, 5, known) is None  # away only afterwards


def test_what_stands_in_the_way_of_an_absence() -> None:
    known = [_away(1, 20, 22), _away(2, 26, 26, 1)]
    assert own_leave(XMAS, 1, known) == known[0]
    assert stood_for(XMAS, 1, known) == known[1]
    later = Span(date(2023, 12, 27), date(2023, 12, 30))
    assert own_leave(later, 1, known) is None
    assert stood_for(later, 1, known) is None
