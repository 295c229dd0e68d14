"""Numbers and days as people type them in Vietnam."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

from plans.dates import around, spoken, written
from plans.ground import Refusal, local
from plans.text import clean

Reader = Callable[[str, Mapping[str, Any], Mapping[str, Any], datetime], Any]

_GROUPED = r"[0-9]{1,3}(?:[. ][0-9]{3})+"
_NUMBER = re.compile(rf"(?P<sign>[-+−]?)\s?(?P<whole>{_GROUPED}|[0-9]+)(?P<part>[,.][0-9]+)?\s?%?")
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
