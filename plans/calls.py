"""A telephone call as somebody notes it: who spoke, and when."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta

from plans.dates import around, written
from plans.ground import VIETNAM, Refusal, local, utc
from plans.model import Call
from plans.text import bare, clean

_BEFORE = r"(?:(?<!\w)(?:luc|vao|hoi|ngay|khoang)\s+)*"
_CLOCK = re.compile(
    rf"{_BEFORE}(?<![\w:.,/-])(?P<hour>[01]?\d|2[0-3])(?::(?P<colon>[0-5]\d)"
    r"|\s?(?:h|gio)\s?(?P<minute>[0-5]\d)?)(?![\w:])"
)
_DAYS = {"hom nay": 0, "hom qua": -1, "hom kia": -2, "nay": 0, "qua": -1}
_SPOKEN = re.compile(
    rf"{_BEFORE}(?<!\w)(?:(?P<day>hom (?:nay|qua|kia))|(?:sang|trua|chieu|toi) (?P<part>nay|qua))"
    r"(?!\w)"
)
_LIKE_CLOCK = re.compile(r"(?<![\w:.,/-])\d{1,2}:\d{2}(?![\w:])")
_AT = re.compile(rf"{_BEFORE}$")
_EDGES = " \n,;:.-–"


def parse_call(text: str, now: datetime) -> Call:
    """ "Ông A, Phó Trưởng phòng, 16:00 12/12/2023": the moment is taken out, the rest is who.

    Without a time it is `now`; a time without a day is today's (Asia/Ho_Chi_Minh). Raises Refusal
    call.no_who, call.no_time (a day alone), call.bad_time (text), call.bad_date (text) and
    call.future (at).
    """
    text = clean(text)
    key, today = bare(text), local(now).date()
    clock, day = _CLOCK.search(key), _day(text, today)
    if clock is None and (wrong := _LIKE_CLOCK.search(key)):
        raise Refusal("call.bad_time", text=text[wrong.start() : wrong.end()])
    if day is not None and clock is None:
        raise Refusal("call.no_time")
    spans = [span for span in (clock and clock.span(), day and day[1]) if span]
    who = _without(text, spans)
    if not who or not any(char.isalpha() for char in who):
        raise Refusal("call.no_who")
    if clock is None:
        return Call(who, utc(now))
    at = datetime.combine(day[0] if day else today, _time(clock), tzinfo=VIETNAM)
    if at > now:
        raise Refusal("call.future", at=utc(at))
    return Call(who, utc(at))


def _time(found: re.Match[str]) -> time:
    return time(int(found["hour"]), int(found["colon"] or found["minute"] or 0))


def _day(text: str, today: date) -> tuple[date, tuple[int, int]] | None:
    """The day named in a text and its place."""
    key, found = bare(text), written(text)
    if found:
        day = next(around(found[0], today), None)
        if day is None:
            raise Refusal("call.bad_date", text=text[found[0].start : found[0].end])
        before = _AT.search(key[: found[0].start])
        return day, (before.start() if before else found[0].start, found[0].end)
    spoken = _SPOKEN.search(key)
    if spoken is None:
        return None
    return today + timedelta(days=_DAYS[spoken["day"] or spoken["part"]]), spoken.span()


def _without(text: str, spans: list[tuple[int, int]]) -> str:
    for start, end in sorted(spans, reverse=True):
        text = f"{text[:start].rstrip(_EDGES)} {text[end:].lstrip(_EDGES)}"
    return text.strip(_EDGES)
