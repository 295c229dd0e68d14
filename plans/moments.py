"""An hour and its day as people type them: "10:00 ngày mai", "16h30", "8 giờ 18/12/2023"."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta

from plans.dates import around, spoken, written
from plans.ground import VIETNAM, Refusal, local, utc
from plans.text import bare, clean

_LONGEST = 80  # characters of such an answer
_MARK = r"\s?(?:[:.](?=\d{2}(?!\d))|h|g|gio)\s?"
_CLOCK = re.compile(
    rf"(?<![\w/.,-])(?P<hour>\d{{1,2}}){_MARK}(?P<minute>\d{{2}})?(?:\s?phut)?(?![\w/-]|\.\d)"
    r"(?:\s+(?P<part>sang|trua|chieu|toi)\b)?(?:\s+nay\b)?"
)
_AFTERNOON = frozenset({"chieu", "toi"})
_LEADING = re.compile(r"\s*(?:truoc|den|luc|vao)\s+")
_FURTHEST = timedelta(days=60)  # what lies further off is a round, or a slip of the pen


def parse_moment(text: str, now: datetime) -> datetime:
    """The moment somebody names, aware UTC; an hour alone is today's, in Asia/Ho_Chi_Minh.

    Raises Refusal moment.unreadable (text), moment.past (moment) and moment.too_far (moment).
    """
    typed = clean(text)
    moment = _read(typed, local(now).date())
    if moment is None:
        raise Refusal("moment.unreadable", text=typed)
    if moment <= now:
        raise Refusal("moment.past", moment=moment)
    if moment - now > _FURTHEST:
        raise Refusal("moment.too_far", moment=moment)
    return utc(moment)


def _read(typed: str, today: date) -> datetime | None:
    key = bare(typed)
    hours = list(_CLOCK.finditer(key))
    if len(hours) != 1 or len(typed) > _LONGEST:
        return None
    clock = _clock(hours[0])
    rest = typed[: hours[0].start()] + " " + typed[hours[0].end() :]
    day = _day(rest, today)
    if clock is None or day is None:
        return None
    return datetime.combine(day, clock, tzinfo=VIETNAM)


def _clock(hit: re.Match[str]) -> time | None:
    hour, minute = int(hit["hour"]), int(hit["minute"] or 0)
    if hit["part"] in _AFTERNOON and hour < 12:
        hour += 12
    return time(hour, minute) if hour < 24 and minute < 60 else None


def _day(rest: str, today: date) -> date | None:
    """The day in what stands around the hour: today where nothing does."""
    leading = _LEADING.match(bare(rest))
    rest = rest[leading.end() :] if leading else rest
    if not rest.strip(" ,."):
        return today
    found = written(rest)
    if len(found) == 1:
        return next(around(found[0], today), None)
    return spoken(rest, today) if not found else None
