"""Quá hạn is computed, never typed: the four numbers used above the province, and no date."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from plans.model import Status, Timeliness


def timeliness(
    status: Status | None,
    done_on: date | None,
    due: date | None,
    today: date,
    recurs: str | None,
) -> Timeliness:
    """Where a task stands against its own date; days are local.

    A task without a date, or one that recurs, is never late. The due day itself is in time. A task
    that is done without a known day is judged by today, the day its agency says so.
    """
    if due is None or recurs is not None:
        return Timeliness.NO_DUE
    if status is Status.DONE:
        in_time = (done_on or today) <= due
        return Timeliness.DONE_IN_TIME if in_time else Timeliness.DONE_LATE
    return Timeliness.RUNNING if today <= due else Timeliness.OVERDUE


def count(found: Iterable[Timeliness]) -> dict[Timeliness, int]:
    """How many of each, every kind present, in the order offices print them."""
    counts = dict.fromkeys(Timeliness, 0)
    for one in found:
        counts[one] += 1
    return counts
