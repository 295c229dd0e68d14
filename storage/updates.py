"""Updates: never overwritten. A correction is a new row that names the one it replaces."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import bindparam, delete, func, select, update

from plans.basis import from_json
from plans.ground import local
from plans.model import EntryBasis, Status
from storage.database import Unit
from storage.schema import plan, receipt, task, task_state, task_update


@dataclass(frozen=True)
class Said:
    """What is to be written about one task."""

    task: int
    agency: int
    status: Status
    text: str
    papers: Sequence[dict[str, Any]] = ()
    done_on: date | None = None
    round: int | None = None
    source: str = "chat"
    basis: Mapping[str, Any] | None = None  # what it was written from


@dataclass(frozen=True)
class Author:
    """Who says it; name and post as they are now, kept for good."""

    person: int | None
    name: str
    post: str


@dataclass(frozen=True)
class Receipt:
    """Mã ghi nhận: not a registration number of the office."""

    id: int
    code: str
    at: datetime
    plan: str


@dataclass(frozen=True)
class Kept:
    """An update as stored."""

    id: int
    task: int
    agency: int
    label: str
    status: Status
    text: str
    papers: list[dict[str, Any]]
    person: int | None
    person_name: str
    at: datetime
    withdrawn: datetime | None
    round: int | None
    person_post: str = ""
    source: str = "chat"
    basis: EntryBasis | None = None  # of an entered one


_TAKEN = select(func.coalesce(func.max(receipt.c.seq), 0)).where(
    receipt.c.plan_id == bindparam("of_plan"), receipt.c.year == bindparam("in_year")
)
_BEFORE = select(task_state.c.update_id).where(
    task_state.c.task_id == bindparam("of_task"), task_state.c.agency_id == bindparam("by_agency")
)


async def new_receipt(unit: Unit, plan_id: str, short: str) -> Receipt:
    """The next number of a plan in the year (Asia/Ho_Chi_Minh): VLXD-2023-017."""
    year = local(unit.now).year
    seq = int(await unit.value(_TAKEN, {"of_plan": plan_id, "in_year": year})) + 1
    new = await unit.insert(receipt, plan_id=plan_id, year=year, seq=seq, at=unit.now)
    return Receipt(new, f"{short}-{year}-{seq:03d}", unit.now, plan_id)


async def write(unit: Unit, said: Said, author: Author, receipt_id: int | None) -> int:
    """Write one update and make it the state of (task, agency)."""
    before = await unit.value(_BEFORE, {"of_task": said.task, "by_agency": said.agency})
    new = await unit.insert(
        task_update,
        task_id=said.task,
        agency_id=said.agency,
        round_id=said.round,
        person_id=author.person,
        person_name=author.name,
        person_post=author.post,
        status=said.status,
        text=said.text,
        papers=list(said.papers),
        done_on=said.done_on,
        source=said.source,
        basis=dict(said.basis) if said.basis else None,
        replaces=before,
        receipt_id=receipt_id,
        at=unit.now,
    )
    await _set_state(unit, said.task, said.agency, new)
    return new


async def _set_state(unit: Unit, task_id: int, agency_id: int, update_id: int) -> None:
    await unit.upsert(
        task_state,
        ("task_id", "agency_id"),
        task_id=task_id,
        agency_id=agency_id,
        update_id=update_id,
        confirmed=None,
        confirmed_by=None,
    )


def _kept(row: Any) -> Kept:
    return Kept(
        id=row.id,
        task=row.task_id,
        agency=row.agency_id,
        label=f"{row.short} {row.number}",
        status=Status(row.status),
        text=row.text,
        papers=row.papers,
        person=row.person_id,
        person_name=row.person_name,
        at=row.at,
        withdrawn=row.withdrawn,
        round=row.round_id,
        person_post=row.person_post,
        source=row.source,
        basis=from_json(row.basis),
    )


def _updates() -> Any:
    return (
        select(task_update, task.c.number, plan.c.short)
        .join(task, task.c.id == task_update.c.task_id)
        .join(plan, plan.c.id == task.c.plan_id)
    )


async def get(unit: Unit, update_id: int) -> Kept | None:
    row = await unit.first(_updates().where(task_update.c.id == update_id))
    return _kept(row) if row else None


async def some(unit: Unit, update_ids: Collection[int]) -> dict[int, Kept]:
    """Updates by their ids, in one query."""
    rows = await unit.rows(_updates().where(task_update.c.id.in_(update_ids)))
    return {row.id: _kept(row) for row in rows}


async def under(unit: Unit, receipt_id: int) -> list[Kept]:
    """The updates of one receipt, in the plan's order."""
    rows = await unit.rows(
        _updates().where(task_update.c.receipt_id == receipt_id).order_by(task.c.position)
    )
    return [_kept(row) for row in rows]


async def history(unit: Unit, task_id: int, agency_id: int) -> list[Kept]:
    """All updates of an agency on a task, newest first."""
    mine = (task_update.c.task_id == task_id, task_update.c.agency_id == agency_id)
    rows = await unit.rows(_updates().where(*mine).order_by(task_update.c.id.desc()))
    return [_kept(row) for row in rows]


async def withdraw(unit: Unit, update_id: int) -> bool:
    """Thu hồi: the update before it, if any, is the state again. False when already withdrawn."""
    kept = await get(unit, update_id)
    if kept is None or kept.withdrawn is not None:
        return False
    mark = update(task_update).where(task_update.c.id == update_id).values(withdrawn=unit.now)
    await unit.run(mark)
    await _step_back(unit, kept)
    return True


async def _step_back(unit: Unit, gone: Kept) -> None:
    """Where the update gone was the state, the newest one left is; else the state stands."""
    if await unit.value(select(task_state.c.task_id).where(task_state.c.update_id == gone.id)):
        left = [one for one in await history(unit, gone.task, gone.agency) if not one.withdrawn]
        if left:
            await _set_state(unit, gone.task, gone.agency, left[0].id)
        else:
            await unit.run(delete(task_state).where(task_state.c.update_id == gone.id))


async def receipt_by_id(unit: Unit, receipt_id: int) -> Receipt | None:
    statement = (
        select(receipt, plan.c.short)
        .join(plan, plan.c.id == receipt.c.plan_id)
        .where(receipt.c.id == receipt_id)
    )
    row = await unit.first(statement)
    if row is None:
        return None
    return Receipt(row.id, f"{row.short}-{row.year}-{row.seq:03d}", row.at, row.plan_id)
