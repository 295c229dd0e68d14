"""Thời gian chốt số liệu: what the decree gives where a plan is silent, for a person to confirm;
and the moment from which a round's data set is kept.

Days are local, in Asia/Ho_Chi_Minh.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta

from plans.dates import around, written
from plans.ground import VIETNAM, Refusal, Span
from plans.model import Round
from plans.text import clean

_LENGTHS = {"monthly": 1, "quarterly": 3, "semiannual": 6, "annual": 12}  # months of a period
_LAST, _FIRST = 14, 15  # days of the month on which a period ends and begins
_NEAR = timedelta(days=45)  # a report is due soon after its data close, or they are not its data
_FAR = timedelta(days=183)
_GLUED = re.compile(r"(\d{4})[-–](?=\d)")


def usual(frequency: str, ends: date) -> Span | None:
    """The data period of a report due on a day, its last day the cut-off.

    Nghị định 09/2019/NĐ-CP, Điều 12: month, 15 of the month before to 14; quarter, 15 of the month
    before it to 14 of its last month; half-year, 15/12 to 14/6 and 15/6 to 14/12; year, 15/12 to
    14/12. None for other reports, and where no such period closes in the 45 days before the day:
    the body that orders the report says it then.
    """
    months = _LENGTHS.get(frequency)
    if months is None:
        return None
    for last in _closings(months, ends.year):
        if last <= ends <= last + _NEAR:
            return Span(_first(last, months), last)
    return None


def _closings(months: int, year: int) -> Iterator[date]:
    """The days on which data close, newest first: of this year, then of the one before."""
    for at in (year, year - 1):
        for month in range(12, 0, -months):
            yield date(at, month, _LAST)


def _first(last: date, months: int) -> date:
    at = last.year * 12 + last.month - 1 - months
    return date(at // 12, at % 12 + 1, _FIRST)


def read_period(text: str, ends: date, today: date) -> tuple[date | None, date]:
    """ "14/12" is a cut-off, "15/12/2022 - 14/12/2023" the data period it ends.

    `ends`: the day on which the report is due. Raises Refusal cutoff.unreadable, cutoff.backwards,
    cutoff.after_due (no report holds data of days after it) and cutoff.range: further from that
    day than half a year is no cut-off of its report.
    """
    text = _GLUED.sub(r"\1 - ", clean(text))
    days = [next(around(one, ends), None) for one in written(text)]
    if len(days) not in {1, 2} or days[-1] is None or days[0] is None:
        raise Refusal("cutoff.unreadable", text=text)
    last, first = days[-1], days[0] if len(days) == 2 else None
    if first is not None and first >= last:
        raise Refusal("cutoff.backwards", first=first, last=last)
    if last > ends:
        raise Refusal("cutoff.after_due", day=last, ends=ends)
    if abs(last - ends) > _FAR or last < today - _NEAR:
        raise Refusal("cutoff.range", day=last, ends=ends)
    return first, last


def end_of(day: date) -> datetime:
    """The last moment of a local day, in UTC."""
    midnight = datetime.combine(day + timedelta(days=1), time(), VIETNAM)
    return midnight.astimezone(UTC) - timedelta(microseconds=1)


def freezes(round_: Round) -> tuple[datetime, str] | None:
    """The moment whose data set is kept, and why: cutoff, or closed, whichever comes first.

    A round opened once its cut-off was over waits for its closing.
    """
    found = [(round_.closed, "closed")] if round_.closed else []
    if round_.cutoff and round_.opened and round_.opened <= end_of(round_.cutoff):
        found.append((end_of(round_.cutoff), "cutoff"))
    return min(found, default=None)
