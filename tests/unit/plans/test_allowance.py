"""What is kept of a month's messages, and when the next month begins."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from plans.allowance import Allowance, month_of, next_month


@pytest.mark.parametrize(
    ("sent", "pressing", "allowed"),
    [
        (0, False, True), (2_699, False, True), (2_700, False, False),
        (2_700, True, True), (2_999, True, True), (3_000, True, False), (9_999, True, False),
    ],
)  # fmt: skip
def test_the_last_share_is_kept(sent: int, pressing: bool, allowed: bool) -> None:
    assert Allowance().allows(sent, pressing=pressing) is allowed


def test_near_its_end() -> None:
    assert (Allowance().near_people, Allowance().near_messages) == (40, 2_400)
    one = Allowance(people=1, messages=1)
    assert (one.near_people, one.near_messages, one.kept) == (1, 1, 1)
    assert not one.allows(0, pressing=False)
    assert one.allows(0, pressing=True)


@pytest.mark.parametrize(
    ("now", "month", "after"),
    [
        (datetime(2023, 12, 8, 1, tzinfo=UTC), "2023-12", datetime(2024, 1, 1, 0, tzinfo=UTC)),
        # 17:00 UTC is midnight in Hà Nội: the next month has begun.
        (datetime(2023, 11, 30, 17, tzinfo=UTC), "2023-12", datetime(2024, 1, 1, 0, tzinfo=UTC)),
        (datetime(2023, 11, 30, 16, 59, tzinfo=UTC), "2023-11", datetime(2023, 12, 1, tzinfo=UTC)),
        (datetime(2024, 1, 31, tzinfo=UTC), "2024-01", datetime(2024, 2, 1, tzinfo=UTC)),
    ],
)
def test_months_are_those_of_hanoi(now: datetime, month: str, after: datetime) -> None:
    assert month_of(now) == month
    assert next_month(now) == after
