"""Chỉ tiêu: what a plan measures, and the figures agencies gave for it, as frozen data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from plans.model import Agency, EntryBasis
from plans.text import match_key

_LIKE = 60.0  # of 100: names so alike under one number are one indicator, put in other words


@dataclass(frozen=True)
class Indicator:
    """A target of a plan in use. `key` is stable: it outlives renumbering and is not reused.

    `by`: the year, or the day as YYYY-MM-DD, it is to be reached; `who`: as the plan prints it;
    `reporter`: who gives its figures, None: chưa giao cơ quan báo cáo.
    """

    id: int
    plan: str
    short: str
    key: str
    number: str
    name: str
    target: str | None
    unit: str | None
    by: str | None
    who: str | None
    reporter: Agency | None
    removed: datetime | None = None  # when an amendment took it out of the plan

    @property
    def label(self) -> str:
        """How people name it in chat: chỉ tiêu TTX (4)a."""
        return f"{self.short} {self.number}"

    @property
    def figures(self) -> bool:
        """Whether it is told in figures; what has neither target nor unit is told in words."""
        return self.target is not None or self.unit is not None


@dataclass(frozen=True)
class IndicatorValue:
    """What an agency gave for an indicator in a round; a later one replaces it, none is changed.

    `actual`: thực hiện đến ngày chốt; `estimate`: ước cả năm; None: chưa có số liệu. `note` holds
    the words of an indicator without figures. `at` is UTC.
    """

    id: int
    indicator: int
    key: str
    agency: Agency
    round: int
    actual: Decimal | None
    estimate: Decimal | None
    note: str
    at: datetime
    by: str  # name and post as they were then
    post: str
    source: str = "chat"  # or entered: nhập thay, with its basis
    basis: EntryBasis | None = None
    replaces: int | None = None
    receipt: int | None = None

    @property
    def empty(self) -> bool:
        """Chưa có số liệu: said so, which is an answer."""
        return self.actual is None and self.estimate is None and not self.note


Content = Mapping[str, Any]  # an indicator of a plan file's content


def pairs(old: Sequence[Content], new: Sequence[Content]) -> dict[int, int]:
    """Place in `new` → place in `old` of what is surely the same indicator after an amendment."""
    found: dict[int, int] = {}
    for same in (_unchanged, _renumbered, _reworded):
        for at, one in enumerate(new):
            taken = set(found.values())
            if at in found:
                continue
            like = [n for n, was in enumerate(old) if n not in taken and same(was, one)]
            if len(like) == 1:
                found[at] = like[0]
    return found


def _unchanged(a: Content, b: Content) -> bool:
    return _renumbered(a, b) and a["number"] == b["number"]


def _renumbered(a: Content, b: Content) -> bool:
    return match_key(a["name"]) == match_key(b["name"])


def _reworded(a: Content, b: Content) -> bool:
    from rapidfuzz import fuzz

    like = float(fuzz.ratio(match_key(a["name"]), match_key(b["name"])))
    return bool(a["number"] == b["number"] and like >= _LIKE)
