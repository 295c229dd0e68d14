"""The settings a plan's coordinator may change: kinds, bounds, reading, and the quiet promise.

Times are local (Asia/Ho_Chi_Minh). Whatever is set, the bot speaks by itself in working hours
only: nothing before 07:00 or from 18:00, nothing from 16:30 on a Friday, nothing on days off.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import time
from enum import StrEnum
from typing import Any

from plans import vocabulary
from plans.ground import Refusal
from plans.hours import FRIDAY, FRIDAY_END
from plans.model import PlanSettings
from plans.text import clean, fold

Spans = tuple[tuple[str, str], ...]

_OPENS, _SHUTS = 7 * 60, 18 * 60  # minutes of the day between which the bot may speak at all
_LEAST_OPEN = 60  # minutes a day that the quiet hours must leave
_MOST_SPANS = 5
_DAY = 24 * 60
_CLOCK = re.compile(r"(\d{1,2})\s*(?:[:.h]|giờ|gio)\s*(\d{1,2})?(?:\s*(?:phút|phut|p))?")
_SPAN_SIGN = re.compile(r"\s*(?:-|–|—|đến|den|tới|toi)\s*")
_NUMBER = re.compile(r"\d{1,4}")


class Kind(StrEnum):
    """How a value is typed and read."""

    CLOCK = "clock"
    WEEKDAY = "weekday"
    NUMBER = "number"
    NUMBERS = "numbers"
    YES_NO = "yes_no"
    SPANS = "spans"


@dataclass(frozen=True)
class Setting:
    """One field of PlanSettings. `low` and `high` bound a number; `most`, how many there are."""

    name: str
    kind: Kind
    low: int = 0
    high: int = 0
    most: int = 1

    @property
    def default(self) -> Any:
        return getattr(PlanSettings(), self.name)


SETTINGS: tuple[Setting, ...] = (
    Setting("remind_at", Kind.CLOCK),
    Setting("monday_at", Kind.CLOCK),
    Setting("quiet", Kind.SPANS, most=_MOST_SPANS),
    Setting("ladder", Kind.NUMBERS, low=0, high=60, most=5),
    Setting("ask_to_open_days", Kind.NUMBER, low=7, high=90),
    Setting("overdue_nudges", Kind.NUMBER, low=0, high=3),
    Setting("overdue_every_days", Kind.NUMBER, low=3, high=30),
    Setting("with_leader_quiet_days", Kind.NUMBER, low=1, high=10),
    Setting("digest_weekday", Kind.WEEKDAY),
    Setting("digest_at", Kind.CLOCK),
    Setting("before_means_day_before", Kind.YES_NO),
    Setting("max_lateness_hours", Kind.NUMBER, low=1, high=12),
    Setting("relay_focal", Kind.YES_NO),
    Setting("relay_internal", Kind.YES_NO),
    Setting("no_content", Kind.YES_NO),
    Setting("open_in_chat", Kind.YES_NO),
    Setting("file_links", Kind.YES_NO),
)
NOT_IN_CHAT = frozenset({"extra"})
"""Fields that no dialogue changes."""


def find(name: str) -> Setting | None:
    """The setting of a field, if it may be changed in chat."""
    return next((one for one in SETTINGS if one.name == name), None)


def read(setting: Setting, typed: str) -> Any:
    """A typed value as JSON keeps it; raises Refusal setting.<kind>, setting.range, setting.many.

    Its sentence says how the value is typed.
    """
    text = clean(typed)
    match setting.kind:
        case Kind.CLOCK:
            return _clock(text)
        case Kind.WEEKDAY:
            return _weekday(text)
        case Kind.YES_NO:
            return _yes_no(text)
        case Kind.NUMBER:
            return _number(setting, text)
        case Kind.NUMBERS:
            return _numbers(setting, text)
        case Kind.SPANS:
            return _spans(setting, text)


def _clock(text: str) -> str:
    found = _CLOCK.fullmatch(text.casefold())
    hour, minute = (int(found[1]), int(found[2] or 0)) if found else (24, 0)
    if hour > 23 or minute > 59:
        raise Refusal("setting.clock", typed=text)
    return f"{hour:02d}:{minute:02d}"


def _weekday(text: str) -> int:
    for day, names in enumerate(vocabulary.WORKING_DAYS):
        if fold(text) in map(fold, names):
            return day
    raise Refusal("setting.weekday", typed=text)


def _yes_no(text: str) -> bool:
    for value, names in ((True, vocabulary.YES), (False, vocabulary.NO)):
        if fold(text) in map(fold, names):
            return value
    raise Refusal("setting.yes_no", typed=text)


def _number(setting: Setting, text: str) -> int:
    found = _NUMBER.match(text)
    if not found or any(sign.isdigit() for sign in text[found.end() :]):
        raise Refusal("setting.number", typed=text, low=setting.low, high=setting.high)
    return _within(setting, int(found[0]))


def _within(setting: Setting, value: int) -> int:
    if not setting.low <= value <= setting.high:
        raise Refusal("setting.range", typed=str(value), low=setting.low, high=setting.high)
    return value


def _numbers(setting: Setting, text: str) -> list[int]:
    """Each once, the largest first."""
    words = [one for one in re.split(r"[\s,;]+|và", text) if one]
    if not words or any(not _NUMBER.fullmatch(one) for one in words):
        raise Refusal("setting.numbers", typed=text, low=setting.low, high=setting.high)
    values = sorted({_within(setting, int(one)) for one in words}, reverse=True)
    if len(values) > setting.most:
        raise Refusal("setting.many", count=len(values), most=setting.most)
    return values


def _spans(setting: Setting, text: str) -> list[list[str]]:
    spans = []
    for one in filter(None, re.split(r"\s*[,;\n]\s*", text)):
        ends = _SPAN_SIGN.split(one)
        try:
            first, last = map(_clock, ends)
        except (Refusal, ValueError):
            raise Refusal("setting.spans", typed=text) from None
        if first == last:
            raise Refusal("setting.spans", typed=text)
        spans.append([first, last])
    if not spans:
        raise Refusal("setting.spans", typed=text)
    if len(spans) > setting.most:
        raise Refusal("setting.many", count=len(spans), most=setting.most)
    return spans


def changed(settings: PlanSettings, setting: Setting, value: Any) -> PlanSettings:
    """The settings with one value changed; raises Refusal where the quiet promise would break."""
    kept: Any = tuple(map(tuple, value)) if setting.kind is Kind.SPANS else value
    if setting.kind is Kind.NUMBERS:
        kept = tuple(value)
    new = replace(settings, **{setting.name: kept})
    _check_spans(new.quiet)
    _check_clocks(new, setting)
    return new


def _check_spans(quiet: Spans) -> None:
    closed = _closed(quiet)
    if not all(closed[minute] for minute in (*range(_OPENS), *range(_SHUTS, _DAY))):
        raise Refusal("setting.night", opens=_shown(_OPENS), shuts=_shown(_SHUTS))
    if closed.count(False) < _LEAST_OPEN:
        raise Refusal("setting.no_hour")


def _check_clocks(new: PlanSettings, setting: Setting) -> None:
    """The hours of messages must lie outside the quiet, whichever of the two was changed."""
    closed = _closed(new.quiet)
    for one in SETTINGS:
        at = getattr(new, one.name)
        if one.kind is not Kind.CLOCK or not closed[_minute(at)]:
            continue
        code = "setting.in_quiet" if one.name == setting.name else "setting.shuts_out"
        raise Refusal(code, name=one.name, at=at, quiet=new.quiet)
    if new.digest_weekday == FRIDAY and time.fromisoformat(new.digest_at) >= FRIDAY_END:
        raise Refusal("setting.friday", at=new.digest_at)


def _closed(quiet: Sequence[Sequence[str]]) -> list[bool]:
    """For every minute of a day, whether it is quiet."""
    closed = [False] * _DAY
    for first, last in quiet:
        begin, end = _minute(first), _minute(last)
        past_midnight = end if end > begin else end + _DAY
        for minute in range(begin, past_midnight):
            closed[minute % _DAY] = True
    return closed


def _minute(clock: str) -> int:
    at = time.fromisoformat(clock)
    return at.hour * 60 + at.minute


def _shown(minute: int) -> str:
    return f"{minute // 60:02d}:{minute % 60:02d}"
