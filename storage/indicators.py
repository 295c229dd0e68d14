"""Chỉ tiêu of plans in use and the figures given for them: none is overwritten."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import exists, func, select, update

from plans.basis import from_json
from plans.indicators import Indicator, IndicatorValue, pairs
from storage.agencies import AGENCY, agency_of
from storage.database import Unit
from storage.schema import agency, indicator, indicator_value, plan, round_, submission
from storage.updates import Author

_ALL = (
    select(indicator, plan.c.short, *AGENCY)
    .join(plan, plan.c.id == indicator.c.plan_id)
    .outerjoin(agency, agency.c.id == indicator.c.reporter_id)
    .order_by(indicator.c.position, indicator.c.id)
)
_VALUES = (
    select(indicator_value, indicator.c.key.label("of_key"), *AGENCY)
    .join(indicator, indicator.c.id == indicator_value.c.indicator_id)
    .join(agency, agency.c.id == indicator_value.c.agency_id)
    .order_by(indicator.c.position, indicator.c.id, agency.c.id, indicator_value.c.id)
)


@dataclass(frozen=True)
class Owed:
    """Numbers of the indicators an agency reports, and of those without a value in a round."""

    numbers: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()


@dataclass(frozen=True)
class Given:
    """What is to be written of one indicator; both figures None and no note: chưa có số liệu."""

    indicator: int
    agency: int
    actual: Decimal | None
    estimate: Decimal | None
    note: str = ""
    source: str = "chat"
    basis: Mapping[str, Any] | None = None


def _indicator(row: Any) -> Indicator:
    return Indicator(
        id=row.id,
        plan=row.plan_id,
        short=row.short,
        key=row.key,
        number=row.number,
        name=row.name,
        target=row.target,
        unit=row.unit,
        by=row.by,
        who=row.who,
        reporter=agency_of(row) if row.body_id is not None else None,
        removed=row.removed,
    )


def _value(row: Any) -> IndicatorValue:
    return IndicatorValue(
        id=row.id,
        indicator=row.indicator_id,
        key=row.of_key,
        agency=agency_of(row),
        round=row.round_id,
        actual=_exact(row.actual),
        estimate=_exact(row.estimate),
        note=row.note,
        at=row.at,
        by=row.person_name,
        post=row.person_post,
        source=row.source,
        basis=from_json(row.basis),
        replaces=row.replaces,
        receipt=row.receipt_id,
    )


def _exact(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


async def of_plan(unit: Unit, plan_id: str) -> list[Indicator]:
    """The indicators of a plan, in its own order, without those an amendment took out."""
    mine = _ALL.where(indicator.c.plan_id == plan_id, indicator.c.removed.is_(None))
    return [_indicator(row) for row in await unit.rows(mine)]


async def get(unit: Unit, indicator_id: int) -> Indicator | None:
    """Any indicator, also one that is no more in its plan."""
    row = await unit.first(_ALL.where(indicator.c.id == indicator_id))
    return _indicator(row) if row else None


async def values(unit: Unit, round_id: int, at: datetime | None = None) -> list[IndicatorValue]:
    """The last value of each (indicator, agency) in a round, in the plan's order.

    `at`: as it stood at that moment (UTC): what came later is left out, what was taken back later
    counts. None: as it stands now.
    """
    mine = _VALUES.where(indicator_value.c.round_id == round_id)
    gone = indicator_value.c.withdrawn
    if at is None:
        mine = mine.where(gone.is_(None))
    else:
        mine = mine.where(indicator_value.c.at <= at, gone.is_(None) | (gone > at))
    last = {(row.indicator_id, row.agency_id): row for row in await unit.rows(mine)}
    return [_value(row) for row in last.values()]


async def history(unit: Unit, round_id: int, indicator_id: int) -> list[IndicatorValue]:
    """Every value given for an indicator in a round and not withdrawn, oldest first."""
    mine = _VALUES.where(
        indicator_value.c.round_id == round_id,
        indicator_value.c.indicator_id == indicator_id,
        indicator_value.c.withdrawn.is_(None),
    )
    return [_value(row) for row in await unit.rows(mine)]


async def under(unit: Unit, receipt_id: int) -> list[IndicatorValue]:
    """The values of one mã ghi nhận that were not withdrawn, in the plan's order."""
    mine = indicator_value.c.receipt_id == receipt_id
    rows = await unit.rows(_VALUES.where(mine, indicator_value.c.withdrawn.is_(None)))
    return [_value(row) for row in rows]


async def before(unit: Unit, round_id: int) -> dict[int, IndicatorValue]:
    """Indicator → the last value with something in it, of an earlier round of the same plan."""
    this = select(round_.c.plan_id, round_.c.due).where(round_.c.id == round_id).subquery()
    told = (
        indicator_value.c.actual.is_not(None)
        | indicator_value.c.estimate.is_not(None)
        | (indicator_value.c.note != "")
    )
    earlier = (
        _VALUES.join(round_, round_.c.id == indicator_value.c.round_id)
        .join(this, this.c.plan_id == round_.c.plan_id)
        .where(round_.c.due < this.c.due, indicator_value.c.withdrawn.is_(None), told)
        .order_by(None)
        .order_by(round_.c.due, indicator_value.c.id)
    )
    return {row.indicator_id: _value(row) for row in await unit.rows(earlier)}


async def owed(
    unit: Unit, plan_id: str, round_id: int, agency_id: int | None = None
) -> dict[int, Owed]:
    """Agency → what it reports and what of that is missing in a round, in one query."""
    given = exists(
        select(indicator_value.c.id).where(
            indicator_value.c.indicator_id == indicator.c.id,
            indicator_value.c.agency_id == indicator.c.reporter_id,
            indicator_value.c.round_id == round_id,
            indicator_value.c.withdrawn.is_(None),
        )
    )
    mine = (
        select(indicator.c.reporter_id, indicator.c.number, given.label("given"))
        .where(indicator.c.plan_id == plan_id, indicator.c.removed.is_(None))
        .order_by(indicator.c.position, indicator.c.id)
    )
    who = indicator.c.reporter_id
    rows = await unit.rows(mine.where(who.is_not(None) if agency_id is None else who == agency_id))
    found: dict[int, list[Any]] = {}
    for row in rows:
        found.setdefault(row.reporter_id, []).append(row)
    return {
        agency_: Owed(
            tuple(row.number for row in some), tuple(row.number for row in some if not row.given)
        )
        for agency_, some in found.items()
    }


async def write(
    unit: Unit, round_id: int, given: Sequence[Given], author: Author, receipt_id: int | None
) -> None:
    """Keep what was given; each names the standing value of its agency that it replaces."""
    standing = {(one.indicator, one.agency.id): one.id for one in await values(unit, round_id)}
    rows = [
        {
            "round_id": round_id,
            "indicator_id": one.indicator,
            "agency_id": one.agency,
            "actual": None if one.actual is None else str(one.actual),
            "estimate": None if one.estimate is None else str(one.estimate),
            "note": one.note,
            "source": one.source,
            "basis": dict(one.basis) if one.basis else None,
            "person_id": author.person,
            "person_name": author.name,
            "person_post": author.post,
            "replaces": standing.get((one.indicator, one.agency)),
            "receipt_id": receipt_id,
            "at": unit.now,
        }
        for one in given
    ]
    await unit.run_many(indicator_value.insert(), rows)


async def withdraw(unit: Unit, receipt_id: int) -> None:
    """Thu hồi: what was given under a mã ghi nhận; the value before it stands again."""
    mine = (indicator_value.c.receipt_id == receipt_id, indicator_value.c.withdrawn.is_(None))
    await unit.run(update(indicator_value).where(*mine).values(withdrawn=unit.now))


async def withdraw_with_reports(unit: Unit, round_id: int, agency_id: int) -> None:
    """Take back what belongs to the reports of an agency that were taken back."""
    gone = select(submission.c.receipt_id).where(
        submission.c.round_id == round_id,
        submission.c.agency_id == agency_id,
        submission.c.withdrawn.is_not(None),
    )
    mine = (indicator_value.c.receipt_id.in_(gone), indicator_value.c.withdrawn.is_(None))
    await unit.run(update(indicator_value).where(*mine).values(withdrawn=unit.now))


async def assign(unit: Unit, indicator_id: int, agency_id: int | None) -> None:
    """Who gives its figures from now on; None: nobody yet."""
    mine = indicator.c.id == indicator_id
    await unit.run(update(indicator).where(mine).values(reporter_id=agency_id))


async def keep(unit: Unit, plan_id: str, entries: Sequence[Mapping[str, Any]]) -> None:
    """The indicators of a plan put into use or amended, in its order; those gone are marked.

    Each entry has number, name, target, unit, by, who and `reporter_id`, the one agency that `who`
    means. A known one keeps its row, key and figures, and its reporter unless the plan now prints
    another.
    """
    known = await of_plan(unit, plan_id)
    same = pairs([{"number": one.number, "name": one.name} for one in known], entries)
    ever = select(func.count()).where(indicator.c.plan_id == plan_id)
    used = int(await unit.value(ever) or 0)
    for at, entry in enumerate(entries):
        row = dict(entry) | {"position": at}
        if at not in same:
            used += 1
            await unit.insert(indicator, plan_id=plan_id, key=f"i{used}", **row)
            continue
        was = known[same[at]]
        if was.who == row["who"]:
            del row["reporter_id"]
        await unit.run(update(indicator).where(indicator.c.id == was.id).values(**row))
    gone = [one.id for n, one in enumerate(known) if n not in set(same.values())]
    mark = update(indicator).where(indicator.c.id.in_(gone))
    await unit.run(mark.values(removed=unit.now))
