"""Chỉ tiêu: what a plan measures, and the figures agencies gave for it, as frozen data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
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


class Doubt(StrEnum):
    """Why a figure is asked about once before it is taken."""

    SHARE = "share"  # a share below 0 or above 100
    JUMP = "jump"  # more than half as much again, or less than half, of the value before
    FELL = "fell"  # less than in an earlier round of the same year
    BELOW = "below"  # ước cả năm below what is done already


_JUMP = Decimal("0.5")
_HUNDRED = Decimal(100)


def doubt(
    unit: str | None,
    actual: Decimal | None,
    estimate: Decimal | None,
    before: tuple[Decimal | None, Decimal | None] | None,
    *,
    same_year: bool = False,
) -> Doubt | None:
    """Whether figures look mistyped: beside the value before them, beside each other.

    A share may fall; what is counted (ha, cơ sở) does not within a year.
    """
    share = (unit or "").startswith("%")
    if unit == "%" and any(n is not None and not 0 <= n <= _HUNDRED for n in (actual, estimate)):
        return Doubt.SHARE
    if actual is not None and estimate is not None and estimate < actual and not share:
        return Doubt.BELOW
    if before is None:
        return None
    done, year = before
    if same_year and not share and actual is not None and done is not None and actual < done:
        return Doubt.FELL
    pairs_ = ((actual, done if done is not None else year), (estimate, year or done))
    return Doubt.JUMP if any(_jumps(now, then) for now, then in pairs_) else None


def _jumps(now: Decimal | None, then: Decimal | None) -> bool:
    if now is None or not then:
        return False
    return abs(now - then) > abs(then) * _JUMP
