"""Thời gian chốt số liệu by NĐ 09/2019/NĐ-CP, Điều 12, as field rules print it."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from plans.cutoffs import end_of, read_period, usual
from plans.ground import Refusal, Span

TODAY = date(2023, 11, 15)
DUE = date(2023, 12, 15)


@pytest.mark.parametrize(
    ("frequency", "ends", "first", "last"),
    [
        ("monthly", date(2023, 5, 20), date(2023, 4, 15), date(2023, 5, 14)),
        ("monthly", date(2024, 1, 5), date(2023, 11, 15), date(2023, 12, 14)),
        ("quarterly", date(2023, 3, 20), date(2022, 12, 15), date(2023, 3, 14)),
        ("semiannual", date(2023, 6, 20), date(2022, 12, 15), date(2023, 6, 14)),
        ("semiannual", date(2023, 12, 20), date(2023, 6, 15), date(2023, 12, 14)),
        ("annual", date(2023, 12, 15), date(2022, 12, 15), date(2023, 12, 14)),
        ("annual", date(2024, 1, 15), date(2022, 12, 15), date(2023, 12, 14)),
    ],
)
def test_period_of_the_decree(frequency: str, ends: date, first: date, last: date) -> None:
    assert usual(frequency, ends) == Span(first, last)


@pytest.mark.parametrize(
    ("frequency", "ends"),
    [
        ("annual", date(2018, 10, 15)),  # closes two months after the report is due
        ("quarterly", date(2023, 3, 6)),
        ("period_end", date(2030, 12, 15)),
        ("adhoc", date(2023, 12, 15)),
    ],
)
def test_nothing_is_offered_where_the_decree_does_not_say(frequency: str, ends: date) -> None:
    assert usual(frequency, ends) is None


def test_typed_days() -> None:
    assert read_period("14/12", DUE, TODAY) == (None, date(2023, 12, 14))
    period = (date(2022, 12, 15), date(2023, 12, 14))
    assert read_period("từ 15/12/2022 đến hết 14/12/2023", DUE, TODAY) == period
    assert read_period("15/12/2022-14/12/2023", DUE, TODAY) == period


@pytest.mark.parametrize("text", ["", "cuối năm", "1/1, 2/2, 3/3", "31/02/2023"])
def test_words_without_a_day_are_refused(text: str) -> None:
    with pytest.raises(Refusal) as refused:
        read_period(text, DUE, TODAY)
    assert refused.value.code == "cutoff.unreadable"


def test_last_moment_of_a_day_is_local() -> None:
    assert end_of(date(2023, 12, 14)) == datetime(2023, 12, 14, 16, 59, 59, 999999, UTC)
