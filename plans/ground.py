"""What every room stands on: the clock, randomness, and refusals that carry a code."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, Protocol
from zoneinfo import ZoneInfo

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")


class Clock(Protocol):
    """The only source of time."""

    def now(self) -> datetime:
        """The present moment, aware, in UTC."""
        ...

    def monotonic(self) -> float:
        """Seconds that never run backwards; for back-off, leases and rates only."""
        ...


class Ids(Protocol):
    """The only source of randomness."""

    def text(self, alphabet: str, length: int) -> str:
        """Return an unpredictable text of `length` characters of `alphabet`."""
        ...


class Refusal(Exception):
    """An expected refusal: a code and its fields; the sentence is chosen where it is said."""

    def __init__(self, code: str, **fields: Any) -> None:
        super().__init__(code, fields)
        self.code = code
        self.fields = fields


@dataclass(frozen=True)
class Span:
    """A stretch of days, both ends included."""

    first: date
    last: date

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last


def local(moment: datetime) -> datetime:
    """The same moment in Asia/Ho_Chi_Minh."""
    return moment.astimezone(VIETNAM)


def utc(moment: datetime) -> datetime:
    """The same moment in UTC; refuses a naive datetime, whose zone nobody knows."""
    if moment.tzinfo is None:
        raise ValueError("naive datetime")
    return moment.astimezone(UTC)
