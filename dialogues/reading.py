"""Numbers and days as people type them in Vietnam."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from plans.dates import around, spoken, written
from plans.ground import Refusal, local
from plans.text import clean

Reader = Callable[[str, Mapping[str, Any], Mapping[str, Any], datetime], Any]

_GROUPED = r"[0-9]{1,3}(?:[. ][0-9]{3})+"
_NUMBER = re.compile(rf"(?P<sign>[-+−]?)\s?(?P<whole>{_GROUPED}|[0-9]+)(?P<part>[,.][0-9]+)?\s?%?")
_MINUS = re.compile(r"âm\s+|am\s+", re.IGNORECASE)
_NOTE = re.compile(r"[^\W\d_]|\(|[,;]\s*(?:[^\W\d_]|\()")  # no "10-15", no "3/12"
_MULTIPLE = re.compile(
    r"(?:trăm|tram|nghìn|ngàn|nghin|ngan|triệu|trieu|tỷ|tỉ|ty|ti)\b", re.IGNORECASE
)
_MOST_DIGITS = 15  # beyond, a float would not give back what was typed


def read_number(text: str) -> int | float:
    """ "1.234,5" → 1234.5, "70%" → 70. Raises Refusal number.unreadable (typed)."""
    exact = read_exact(text)
    return int(exact) if exact.as_tuple().exponent == 0 else float(exact)


def read_exact(text: str) -> Decimal:
    """As `read_number`, with the decimals as typed: for what is summed."""
    typed = clean(text)
    found = _NUMBER.fullmatch(typed)
    if not found or sum(char.isdigit() for char in typed) > _MOST_DIGITS:
        raise Refusal("number.unreadable", typed=typed)
    whole, part = found["whole"], found["part"] or ""
    if whole.startswith("0.") and not part:
        whole, part = "0", whole[1:]  # "0.125": no group of thousands begins with 0
    whole = re.sub("[. ]", "", whole)
    sign = "-" if found["sign"] in {"-", "−"} else ""
    return Decimal(f"{sign}{whole}.{part[1:]}" if part else f"{sign}{whole}")


@dataclass(frozen=True)
class Figure:
    """A figure with what was typed behind it: its unit, a remark."""

    value: Decimal
    share: bool
    note: str


def read_figure(text: str) -> Figure:
    """ "12 cơ sở, 2 lò đã dừng" is 12 with a note; "âm 5" is -5.

    Raises Refusal number.unreadable, number.negative ("-5": a count is none), number.words
    ("1,2 triệu": the sum must not guess).
    """
    typed = clean(text)
    minus = _MINUS.match(typed)
    found = _NUMBER.match(typed, minus.end() if minus else 0)
    note = typed[found.end() :].strip() if found else ""
    if not found or (note and not _NOTE.match(note)):
        raise Refusal("number.unreadable", typed=typed)
    value = read_exact(found[0])
    if value < 0:
        raise Refusal("number.negative", typed=typed)
    if _MULTIPLE.match(note):
        raise Refusal("number.words", typed=typed)
    return Figure(-value if minus else value, "%" in found[0], note.lstrip(" ,;"))


def number_between(low: float, high: float) -> Reader:
    """A reader of numbers from `low` to `high`, both included; else Refusal number.range."""

    def read(text: str, *_: object) -> int | float:
        value = read_number(text)
        if not low <= value <= high:
            raise Refusal("number.range", typed=clean(text), low=low, high=high)
        return value

    return read


def read_day(text: str, now: datetime) -> str:
    """One day, past or to come, in any form people write it: "5/12" → "2023-12-05".

    Without a year it is the nearest such day. Raises Refusal date.unreadable (text).
    """
    text = clean(text)
    today = local(now).date()
    found = written(text)
    day = spoken(text, today) if not found else None
    if len(found) == 1:
        day = next(around(found[0], today), None)
    if day is None:
        raise Refusal("date.unreadable", text=text)
    return day.isoformat()
