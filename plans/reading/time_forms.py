"""Times as plans print them, form by form: dates, months, quarters, years, and ranges of them.

Patterns run on text without accents (`plans.text.bare`), whose places are those of the text.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from plans.draft import Note

_FIRST, _LAST = 1976, 2100
_YEAR = r"(?:19|20)\d\d"
_TO = r"\s*(?:-|–|—|÷|~|den(?:\s+het)?|toi)\s*(?:nam\s+|het\s+nam\s+)?"
_QUARTER = r"(?:quy|qui|q\.?)\s*(?:thu\s+)?(?P<{0}>iv|iii|ii|i|[1-4])\b"
_ROMANS = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_OF_YEAR = rf"\s*(?:[/.-]\s*|,?\s*(?:cua\s+)?nam\s+)(?P<year>{_YEAR})"


@dataclass(frozen=True)
class Time:
    """What a phrase says: `first` and `due` of a written range or date, `recurs` of a habit."""

    first: int | date | None = None
    due: date | None = None
    recurs: str | None = None
    start: int = 0  # where the phrase stands in the text
    end: int = 0
    notes: tuple[Note, ...] = ()


def _quarter(text: str) -> int:
    return _ROMANS[text] if text in _ROMANS else int(text)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if _FIRST <= year <= _LAST else None
    except ValueError:
        return None


def _end_of(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


def _backwards(hit: re.Match[str]) -> Time:
    return Time(notes=(Note("time.backwards", {"text": hit[0].strip()}),))


def _year_range(hit: re.Match[str]) -> Time:
    first, last = int(hit["first"]), int(hit["last"])
    if last < first:
        return _backwards(hit)
    return Time(first, date(last, 12, 31))


def _quarter_range(hit: re.Match[str]) -> Time:
    year, first, last = int(hit["year"]), _quarter(hit["one"]), _quarter(hit["two"])
    begun = int(hit["begun"] or year)
    start, due = date(begun, first * 3 - 2, 1), _end_of(year, last * 3)
    return Time(start, due) if start <= due else _backwards(hit)


def _month_range(hit: re.Match[str]) -> Time:
    year, first, last = int(hit["year"]), int(hit["one"]), int(hit["two"])
    begun = int(hit["begun"] or year)
    if not (1 <= first <= 12 and 1 <= last <= 12):
        return _no_day(hit)
    start, due = date(begun, first, 1), _end_of(year, last)
    return Time(start, due) if start <= due else _backwards(hit)


def _no_day(hit: re.Match[str]) -> Time:
    return Time(due=None, notes=(Note("time.no_day", {"text": hit[0].strip()}),))


def _full_date(hit: re.Match[str]) -> Time:
    day = _day(int(hit["year"]), int(hit["month"]), int(hit["day"]))
    return Time(due=day) if day else _no_day(hit)


def _date_range(hit: re.Match[str]) -> Time:
    first = _day(int(hit["begun"] or hit["year"]), int(hit["m1"]), int(hit["d1"]))
    last = _day(int(hit["year"]), int(hit["month"]), int(hit["day"]))
    if not first or not last:
        return _no_day(hit)
    return Time(first, last) if first <= last else _backwards(hit)


def _month(hit: re.Match[str]) -> Time:
    month = int(hit["month"])
    if not 1 <= month <= 12:
        return _no_day(hit)
    before = hit.groupdict().get("before")
    year = int(hit["year"])
    return Time(due=_day_before(year, month) if before else _end_of(year, month))


def _day_before(year: int, month: int) -> date:
    return date.fromordinal(date(year, month, 1).toordinal() - 1)


def _one_quarter(hit: re.Match[str]) -> Time:
    year, quarter = int(hit["year"]), _quarter(hit["quarter"])
    if hit["before"]:
        return Time(due=_day_before(year, quarter * 3 - 2))
    return Time(due=_end_of(year, quarter * 3))


def _half(hit: re.Match[str]) -> Time:
    year = int(hit["year"])
    return Time(due=date(year, 6, 30) if hit["part"] == "dau" else date(year, 12, 31))


def _part_of_year(hit: re.Match[str]) -> Time:
    """Bộ luật Dân sự 2015, Điều 146, by analogy: shown as such."""
    year = int(hit["year"])
    month, day = {"dau": (1, 1), "giua": (6, 30), "cuoi": (12, 31)}[hit["part"]]
    due = date(year, month, day)
    note = Note("time.understood", {"text": hit[0].strip(), "day": due.isoformat()})
    return Time(due=due, notes=(note,))


def _one_year(hit: re.Match[str]) -> Time:
    year = int(hit["year"])
    if hit["after"]:
        return Time()
    if hit["before"]:
        return Time(due=date(year - 1, 12, 31))
    return Time(due=date(year, 12, 31))


_BEFORE = r"(?P<before>truoc\s+)?"
_D, _M = r"(?P<day>\d{1,2})", r"(?P<month>\d{1,2})"
_Y = rf"(?P<year>{_YEAR})"
_BEGUN = rf"(?:\s*(?:/|nam)\s*(?P<begun>{_YEAR}))?"
_AND = r"\s*(?:-|–|den|,|va|÷)\s*(?:het\s+)?"
_NUMERAL = r"(?:iv|iii|ii|i|[1-4])"
_FROM_DAY = rf"(?P<d1>\d{{1,2}})\s*/\s*(?P<m1>\d{{1,2}})(?:\s*/\s*(?P<begun>{_YEAR}))?"
_Made = Callable[[re.Match[str]], Time]
_RULES: tuple[tuple[str, _Made], ...] = (
    (rf"{_FROM_DAY}{_TO}(?:ngay\s+)?{_D}\s*/\s*{_M}\s*/\s*{_Y}", _date_range),
    (rf"\b{_D}\s*(?P<sep>[/.-])\s*{_M}\s*(?P=sep)\s*{_Y}\b", _full_date),
    (rf"\bngay\s+{_D}\s+thang\s+{_M}\s*(?:,?\s*nam\s*|/\s*){_Y}", _full_date),
    (
        (
            rf"{_QUARTER.format('one')}{_BEGUN}{_AND}(?:(?:quy|qui|q)\.?\s*)?"
            rf"(?P<two>{_NUMERAL}){_OF_YEAR}"
        ),
        _quarter_range,
    ),
    (rf"{_BEFORE}{_QUARTER.format('quarter')}{_OF_YEAR}", _one_quarter),
    (
        rf"\bthang\s*(?P<one>\d{{1,2}}){_BEGUN}{_AND}(?:thang\s*)?(?P<two>\d{{1,2}}){_OF_YEAR}",
        _month_range,
    ),
    (rf"{_BEFORE}\bthang\s*{_M}{_OF_YEAR}", _month),
    (rf"(?<![\d/]){_M}\s*/\s*{_Y}\b", _month),
    (rf"\b(?:6|06|sau)\s+thang\s+(?P<part>dau|cuoi)\s+nam\s+{_Y}", _half),
    (rf"\b(?P<part>dau|giua|cuoi)\s+nam\s+{_Y}", _part_of_year),
    (rf"(?<![\d/.-])(?P<first>{_YEAR}){_TO}(?P<last>{_YEAR})(?![\d/])", _year_range),
    (rf"{_BEFORE}(?P<after>sau\s+)?(?:nam\s+)?(?<![\d/.-]){_Y}(?![\d/]|-\w)", _one_year),
)
_FORMS = tuple((re.compile(form), made) for form, made in _RULES)
_SHORT_YEAR = re.compile(
    r"\b((?:quy|qui|q\.?)\s*(?:iv|iii|ii|i|[1-4])|thang\s*\d{1,2}|"
    r"\d{1,2}/\d{1,2})(?!\s*/?\s*\d|\w|\s*nam\s+\d)"
)


def spans(key: str, year: int | None) -> Iterator[Time]:
    """Every time written with its year, leftmost and longest forms first."""
    taken: list[tuple[int, int]] = []
    for form, made in _FORMS:
        for hit in form.finditer(key):
            if all(hit.end() <= a or hit.start() >= b for a, b in taken):
                taken.append(hit.span())
                yield replace(_noted(made(hit)), start=hit.start(), end=hit.end())
    if not taken and year is not None and not re.search(r"(?:hang|moi)\s+(?:nam|quy|thang)", key):
        yield from _of_plan_year(key, year)


def _noted(time: Time) -> Time:
    """A time with a note only would be passed over: it stays, with a day nobody takes."""
    return replace(time, due=date.min) if time.notes and time.due is None else time


def _of_plan_year(key: str, year: int) -> Iterator[Time]:
    hits = list(_SHORT_YEAR.finditer(key))
    if hits:
        sep = "/" if not hits[-1][0].endswith("/") else ""
        whole = key[: hits[-1].end()] + f"{sep}{year}" + key[hits[-1].end() :]
        for one in spans(whole, None):
            yield replace(
                one,
                end=min(one.end, hits[-1].end()),
                notes=(*one.notes, Note("time.plan_year", {"text": hits[-1][0], "year": year})),
            )
