"""Chỉ tiêu beside KH VLXD: three with figures, one in words, two of them of Sở TN&MT."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from plans.indicators import Indicator, IndicatorValue
from storage import indicators
from storage.indicators import Given
from storage.updates import Author
from tests.transcripts.play import Play
from tests.transcripts.worlds import VLXD, agency_of, opened

_HA: dict[str, Any] = {"target": "đạt 17.000 ha", "unit": "ha"}
_SHARE: dict[str, Any] = {"target": "đạt 37%", "unit": "%"}
ENTRIES: list[dict[str, Any]] = [
    {"number": "(1)", "name": "Tỷ lệ độ che phủ rừng", **_SHARE},
    {"number": "(2)a", "name": "Diện tích rừng có chứng chỉ", **_HA},
    {"number": "(2)b", "name": "Tỷ lệ nước thải được xử lý", **_SHARE},
    {"number": "(3)", "name": "Ban hành Đề án tổng thể", "target": None, "unit": None},
]


async def measured(play: Play, *codes: str | None, year: int | None = None) -> int:
    """KH VLXD has indicators, reported by these agencies; its round is open (its id)."""
    async with play.store() as unit:
        await keep(unit, codes)
    return await opened(play) if year is None else await opened(play, ("stnmt",), year)


async def keep(unit: Any, codes: tuple[str | None, ...]) -> None:
    """KH VLXD gets its indicators, each with the agency that reports it."""
    rows = []
    for place, entry in enumerate(ENTRIES):
        code = codes[place] if place < len(codes) else None
        body = (await agency_of(unit, code)).id if code else None
        rows.append({**entry, "by": "2030", "who": None, "reporter_id": body})
    await indicators.keep(unit, VLXD, rows)


async def known(play: Play) -> list[Indicator]:
    async with play.store() as unit:
        return await indicators.of_plan(unit, VLXD)


async def values_of(play: Play, round_: int) -> dict[str, tuple[str, str]]:
    """Number of an indicator → its figures as kept, or its words."""
    async with play.store() as unit:
        numbers = {one.id: one.number for one in await indicators.of_plan(unit, VLXD)}
        found = await indicators.values(unit, round_)
    return {numbers[one.indicator]: _told(one) for one in found}


def _told(one: IndicatorValue) -> tuple[str, str]:
    if one.note:
        return one.note, ""
    return str(one.actual), str(one.estimate)


async def gave(play: Play, round_: int, number: str, actual: str, estimate: str) -> None:
    """What Sở TN&MT gave for an indicator, as kept."""
    async with play.store() as unit:
        (one,) = [o for o in await indicators.of_plan(unit, VLXD) if o.number == number]
        body = (await agency_of(unit, "stnmt")).id
        given = Given(one.id, body, Decimal(actual), Decimal(estimate))
        await indicators.write(unit, round_, [given], Author(None, "Ánh", ""), None)
