"""The working calendar: days off of Vietnam, with an override file that wins over the library.

BLLĐ 2019 Điều 112 names the holidays; swaps and the second day of 2/9 are announced each year.
Days are plain dates in Asia/Ho_Chi_Minh.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from plans.fields import Day, Many, Strict, Text
from plans.yamlfile import load, validated

_ONE = timedelta(days=1)
_FIRST_OF_TET = "Tết Nguyên Đán"


class _Override(Strict):
    date: Day
    working: bool
    source: Text


class _OverrideFile(Strict):
    days: Many[_Override] = ()


@dataclass(frozen=True)
class _Year:
    off: frozenset[date]
    worked_weekends: frozenset[date]
    tet: date | None  # mùng một


class WorkCalendar:
    """Monday to Friday, less days off, plus Saturdays worked in exchange.

    `overrides` says of single days whether they are worked; it wins over the library `holidays`,
    whose years are loaded when first asked for.
    """

    def __init__(self, overrides: Mapping[date, bool] | None = None) -> None:
        self._overrides = dict(overrides or {})
        self._years: dict[int, _Year] = {}

    def is_working(self, day: date) -> bool:
        """Whether offices work that day."""
        if day in self._overrides:
            return self._overrides[day]
        year = self._year(day.year)
        if day.weekday() >= 5:
            return day in year.worked_weekends
        return day not in year.off

    def next_working(self, day: date, *, include: bool = False) -> date:
        """The first working day after `day`, or `day` itself with `include`."""
        return self._walk(day, _ONE, include=include)

    def previous_working(self, day: date, *, include: bool = False) -> date:
        """The last working day before `day`, or `day` itself with `include`."""
        return self._walk(day, -_ONE, include=include)

    def add_working(self, day: date, n: int) -> date:
        """`n` working days after `day` (before, when negative); 0 is `day` itself.

        The day counted from is not counted (BLDS 2015, Điều 147).
        """
        for _ in range(abs(n)):
            day = self._walk(day, _ONE if n > 0 else -_ONE, include=False)
        return day

    def working_days_left(self, today: date, last_day: date) -> int:
        """Working days after today up to and with the last day; negative when it has passed."""
        first, last = sorted((today, last_day))
        days = (first + _ONE * n for n in range(1, (last - first).days + 1))
        count = sum(map(self.is_working, days))
        return count if last_day >= today else -count

    def quiet_after_tet(self, day: date) -> bool:
        """Whether the day is one of the first two working days after Tết."""
        tet = self._year(day.year).tet
        if tet is None:
            return False
        first = self.next_working(tet)
        return day in {first, self.next_working(first)}

    def _walk(self, day: date, step: timedelta, *, include: bool) -> date:
        if not include:
            day += step
        while not self.is_working(day):
            day += step
        return day

    def _year(self, year: int) -> _Year:
        if year not in self._years:
            self._years[year] = _load_year(year)
        return self._years[year]


def _load_year(year: int) -> _Year:
    from holidays import country_holidays

    days = country_holidays("VN", years=year, language="vi")
    tet = min((day for day, name in days.items() if name == _FIRST_OF_TET), default=None)
    worked = frozenset(getattr(days, "weekend_workdays", ()))
    return _Year(frozenset(days), worked, tet)


def load_overrides(data: bytes, name: str) -> dict[date, bool]:
    """Read an override file (`days`: date, working yes or no, source).

    Raises PlanFileInvalid with every problem and its line; one day stands only once.
    """
    located = load(data, name)
    file = validated(_OverrideFile, located)
    days: dict[date, bool] = {}
    for at, row in enumerate(file.days if file else ()):
        if row.date in days:
            located.problem(("days", at, "date"), "file.duplicate_day", date=row.date)
        days[row.date] = row.working
    located.stop_if_wrong()
    return days
