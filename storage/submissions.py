"""The reports agencies sent: every lần gửi is kept, the last one that was not withdrawn counts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from plans.basis import from_json
from plans.model import EntryBasis
from storage.database import Unit
from storage.schema import plan, receipt, round_, submission


@dataclass(frozen=True)
class Sent:
    """A report as it was sent. `updates`: those it held then; `basis`: nhập thay, from what."""

    id: int
    round: int
    agency: int
    nth: int
    by: str
    post: str
    at: datetime
    kind: str  # full, nothing, carried, partial; partial: entered with lead tasks still missing
    support: str
    late: bool
    updates: tuple[int, ...]
    receipt: str
    basis: EntryBasis | None


def _reports() -> Any:
    return (
        select(submission, receipt.c.year, receipt.c.seq, plan.c.short)
        .join(receipt, receipt.c.id == submission.c.receipt_id)
        .join(round_, round_.c.id == submission.c.round_id)
        .join(plan, plan.c.id == round_.c.plan_id)
        .where(submission.c.withdrawn.is_(None))
        .order_by(submission.c.id)
    )


async def standing(unit: Unit, round_id: int, agency_id: int | None = None) -> dict[int, Sent]:
    """Agency → its report that counts, in one query."""
    statement = _reports().where(submission.c.round_id == round_id)
    if agency_id is not None:
        statement = statement.where(submission.c.agency_id == agency_id)
    return {row.agency_id: _sent(row) for row in await unit.rows(statement)}


async def under(unit: Unit, receipt_id: int) -> Sent | None:
    """The report of a mã ghi nhận, unless it was withdrawn."""
    row = await unit.first(_reports().where(submission.c.receipt_id == receipt_id))
    return _sent(row) if row else None


def _sent(row: Any) -> Sent:
    return Sent(
        id=row.id,
        round=row.round_id,
        agency=row.agency_id,
        nth=row.nth,
        by=row.person_name,
        post=row.person_post,
        at=row.at,
        kind=row.kind,
        support=row.support_text,
        late=row.late,
        updates=tuple(row.updates),
        receipt=f"{row.short}-{row.year}-{row.seq:03d}",
        basis=from_json(row.basis),
    )
