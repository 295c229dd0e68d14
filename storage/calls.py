"""Gọi rồi, hẹn …: who phoned an agency about a round, and the day it named."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from storage.database import Unit
from storage.schema import call, person


@dataclass(frozen=True)
class Phoned:
    """One call made; `promised` None: không hẹn."""

    agency: int
    by: str
    promised: date | None
    at: datetime


async def note(
    unit: Unit, round_id: int, agency_id: int, person_id: int, promised: date | None
) -> int:
    values = {"round_id": round_id, "agency_id": agency_id, "person_id": person_id}
    return await unit.insert(call, **values, promised=promised, at=unit.now)


async def last(unit: Unit, round_id: int) -> dict[int, Phoned]:
    """Agency → the last call about a round, in one query."""
    statement = (
        select(call.c.agency_id, person.c.name, call.c.promised, call.c.at)
        .join(person, person.c.id == call.c.person_id)
        .where(call.c.round_id == round_id)
        .order_by(call.c.id)
    )
    return {row.agency_id: Phoned(*row) for row in await unit.rows(statement)}
