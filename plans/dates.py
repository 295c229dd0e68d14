"""Days as people type them; day first, always."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from plans.ground import Refusal
from plans.text import bare, clean

_BEFORE = r"(?<![\w/.,-])"
_AFTER = r"(?!\w|[/.,-]\d)"
_DAY = r"(?P<day>\d{1,2})"
_FORMS = tuple(
    re.compile(_BEFORE + form + _AFTER)
    for form in (
        rf"{_DAY}\s+thang\s+(?P<month>\d{{1,2}})(?:\s*,?\s*nam\s+(?P<year>\d{{4}}))?",
        rf"{_DAY}\s?(?P<sep>[/.-])\s?(?P<month>\d{{1,2}})\s?(?P=sep)\s?(?P<year>\d{{4}}|\d{{2}})",
        rf"{_DAY}[/-](?P<month>\d{{1,2}})",
    )
)
_WORDS = {"hom qua": -1, "hom nay": 0, "ngay mai": 1, "mai": 1, "ngay kia": 2}
# What may stand around such a word: "sáng mai em gửi", "báo cáo ký hôm nay"; "mai kia" is no day.
_FILLERS = (
    "trong|vao|ngay|sang|trua|chieu|toi|hen|gui|se|em|xin|a|nhe|ky|ban hanh|bao cao|van ban|so"
)
_AROUND = rf"(?:\W|\b(?:{_FILLERS})\b)*"
_WORD = re.compile(
    rf"{_AROUND}\b(?P<word>{'|'.join(sorted(_WORDS, key=len, reverse=True))})\b{_AROUND}"
)
_LONGEST = 60  # characters of an answer that is such a word
_FIRST_YEAR, _LAST_YEAR = 1976, 2100  # offices of this name and form exist since 1976


@dataclass(frozen=True)
class Written:
    """A day as written: its figures, perhaps impossible, and its place in the text."""

    day: int
    month: int
    year: int | None
    start: int
    end: int

    def on(self, year: int) -> date | None:
        """The day in that year, or None when there is none such."""
        try:
            return date(year, self.month, self.day)
        except ValueError:
            return None

    @property
    def full(self) -> date | None:
        """The day when its year is written and it exists."""
        return self.on(self.year) if self.year is not None else None


def written(text: str) -> tuple[Written, ...]:
    """Every day written in figures, in the order of the text; `text` has been cleaned."""
    key, found = bare(text), list[Written]()
    for form in _FORMS:
        for hit in form.finditer(key):
            if not any(hit.start() < one.end and one.start < hit.end() for one in found):
                found.append(_written(hit))
    return tuple(sorted(found, key=lambda one: one.start))


def _written(hit: re.Match[str]) -> Written:
    year = hit.groupdict().get("year")
    full = None if year is None else int(year) + (2000 if len(year) == 2 else 0)
    return Written(int(hit["day"]), int(hit["month"]), full, hit.start(), hit.end())


def spoken(text: str, today: date) -> date | None:
    """The day meant when the whole answer is "hôm nay", "sáng mai" and the like, or None."""
    found = _WORD.fullmatch(bare(text)[:_LONGEST])
    return today + timedelta(days=_WORDS[found["word"]]) if found else None


def around(one: Written, today: date) -> Iterator[date]:
    """The days it may mean, nearest to today first: one where the year is written."""
    if one.year is not None:
        days = [one.full] if _FIRST_YEAR <= one.year <= _LAST_YEAR else []
    else:
        # Eight years, for 29/02; the nearest is asked for first.
        days = [one.on(today.year + shift) for shift in range(-4, 5)]
    sensible = (day for day in days if day is not None)
    return iter(sorted(sensible, key=lambda day: abs((day - today).days)))


def parse_date(text: str, today: date) -> date:
    """A day somebody promises: dd/mm/yyyy, dd/mm (the nearest such day), "ngày 5 tháng 12", "mai".

    Today is accepted. Raises Refusal date.unreadable (also for two days in one answer, or a day
    that does not exist) and date.past (field `date`).
    """
    text = clean(text)
    found = written(text)
    day = spoken(text, today) if not found else None
    if len(found) == 1:
        day = next(around(found[0], today), None)
    if day is None:
        raise Refusal("date.unreadable", text=text)
    if day < today:
        raise Refusal("date.past", date=day)
    return day
