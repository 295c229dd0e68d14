"""Đi công tác, nghỉ: the days as people type them, and who can stand in for whom."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from plans.dates import Written, around, spoken, written
from plans.ground import Refusal, Span
from plans.text import bare, clean

LONGEST = timedelta(days=90)

# "22/12 - 26/12/2023", "22-26/12", "từ ngày mai đến hết ngày 26/12": never the "-" of 22-12-2023.
_BETWEEN = re.compile(
    r"\s+[-\u2013\u2014]\s*|\s*[\u2013\u2014]\s*|(?<=\d)\s*-\s*(?=\d{1,2}/)|\s+(?:den|toi)\s+"
)
_FROM = re.compile(r"\s*(?:(?:toi|em|nghi|di cong tac|vang mat)\s+)*(?:tu\s+)?")
_DAY_ALONE = re.compile(r"\D*(\d{1,2})\s*")
_UNTIL = re.compile(r"\s*(?:het\s+)?")


@dataclass(frozen=True)
class Absence:
    """Somebody away from a day to a day, both included; who follows the work meanwhile, if any."""

    id: int
    person: int
    name: str  # of who is away
    days: Span
    stand_in: int | None
    stand_in_name: str


class WhyNot(StrEnum):
    """Why somebody cannot stand in."""

    ONESELF = "oneself"
    CIRCLE = "circle"  # is away meanwhile, and I stand in
    AWAY = "away"  # is away meanwhile


def overlap(one: Span, other: Span) -> bool:
    """Whether two stretches share a day."""
    return one.first <= other.last and other.first <= one.last


def own_leave(days: Span, me: int, known: Iterable[Absence]) -> Absence | None:
    """An absence of mine that shares a day with these."""
    return next((one for one in known if one.person == me and overlap(one.days, days)), None)


def stood_for(days: Span, me: int, known: Iterable[Absence]) -> Absence | None:
    """Somebody for whom I stand in on one of these days: two in a row would reach nobody."""
    return next((one for one in known if one.stand_in == me and overlap(one.days, days)), None)


def why_not(days: Span, me: int, other: int, known: Iterable[Absence]) -> WhyNot | None:
    """Why the other cannot stand in for me on these days, or None."""
    if other == me:
        return WhyNot.ONESELF
    theirs = own_leave(days, other, known)
    if theirs is None:
        return None
    return WhyNot.CIRCLE if theirs.stand_in == me else WhyNot.AWAY


def parse_days(text: str, today: date) -> Span:
    """The days somebody is away: "22/12 - 26/12/2023", "22-26/12", "ngày mai", "25/12".

    Raises Refusal date.unreadable, date.past (the last day has gone by), leave.reversed,
    leave.too_long.
    """
    text = clean(text)
    first, last = _ends(text)
    found = _span(first, last, today) if last else _one_day(first, today)
    if found is None:
        raise Refusal("leave.unreadable", text=text)
    if found.last < found.first:
        raise Refusal("leave.reversed", first=found.first, last=found.last)
    if found.last < today:
        raise Refusal("date.past", date=found.last)
    if found.last - found.first >= LONGEST:
        raise Refusal("leave.too_long", limit=LONGEST.days)
    return found


def _ends(text: str) -> tuple[str, str]:
    """Both ends as typed, folded; the second empty where there is one day only."""
    key = bare(text)
    parts = _BETWEEN.split(key[_leading(_FROM, key) :])
    if len(parts) == 1:
        return parts[0], ""
    last = parts[1] if len(parts) == 2 else "?"  # three days are none
    return parts[0], last[_leading(_UNTIL, last) :]


def _leading(words: re.Pattern[str], text: str) -> int:
    found = words.match(text)
    return found.end() if found else 0


def _day(text: str, today: date) -> Written | date | None:
    found = written(text)
    if len(found) == 1:
        return found[0]
    return None if found else spoken(text, today)


def _one_day(text: str, today: date) -> Span | None:
    found = _day(text, today)
    day = next(around(found, today), None) if isinstance(found, Written) else found
    return Span(day, day) if day else None


def _span(first: str, last: str, today: date) -> Span | None:
    end = _day(last, today)
    begin = _day(first, today)
    alone = _DAY_ALONE.fullmatch(first)
    if begin is None and alone and isinstance(end, Written):
        begin = Written(int(alone[1]), end.month, end.year, 0, 0)
    if begin is None or end is None:
        return None
    pairs = [Span(one, other) for one in _days(begin, today) for other in _days(end, today)]
    # The year left out is the one that makes a stretch of days; else the nearest one.
    good = [one for one in pairs if timedelta() <= one.last - one.first < LONGEST]
    ahead = [one for one in good if one.last >= today]
    return next(iter(ahead or good or pairs), None)


def _days(one: Written | date, today: date) -> Iterator[date]:
    return around(one, today) if isinstance(one, Written) else iter((one,))
