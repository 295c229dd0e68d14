"""Strangers who ask to join: kept until a coordinator says yes or no."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select, update

from plans.model import Agency
from storage.agencies import AGENCY, agency_of
from storage.database import Unit
from storage.schema import agency, contact, join_request


@dataclass(frozen=True)
class JoinRequest:
    """Who asks, from which account, for which agency and plan; `outcome`: approved, refused."""

    id: int
    bot: str
    user: str
    chat: int
    plan: str
    agency: Agency
    name: str
    post: str
    phone: str
    decided: datetime | None
    decided_by: int | None
    outcome: str | None


async def add(unit: Unit, **values: Any) -> int:
    return await unit.insert(join_request, at=unit.now, **values)


def _requests() -> Any:
    return (
        select(join_request, *AGENCY)
        .join(agency, agency.c.id == join_request.c.agency_id)
        .order_by(join_request.c.id)
    )


def _request(row: Any) -> JoinRequest:
    return JoinRequest(
        id=row.id,
        bot=row.bot,
        user=row.user,
        chat=row.chat_id,
        plan=row.plan_id,
        agency=agency_of(row),
        name=row.name,
        post=row.post,
        phone=row.phone,
        decided=row.decided,
        decided_by=row.decided_by,
        outcome=row.outcome,
    )


async def get(unit: Unit, request: int) -> JoinRequest | None:
    row = await unit.first(_requests().where(join_request.c.id == request))
    return _request(row) if row else None


async def open_of(unit: Unit, bot: str, user: str) -> list[JoinRequest]:
    """What an account asked for and nobody answered yet."""
    mine = (join_request.c.bot == bot, join_request.c.user == user)
    waits = _requests().where(*mine, join_request.c.decided.is_(None))
    return [_request(row) for row in await unit.rows(waits)]


async def waiting(unit: Unit, plan: str) -> int:
    """How many ask for a plan and have no answer yet."""
    mine = (join_request.c.plan_id == plan, join_request.c.decided.is_(None))
    return int(await unit.value(select(func.count()).select_from(join_request).where(*mine)) or 0)


async def decide(unit: Unit, request: int, by: int, outcome: str) -> bool:
    """False when somebody else was quicker."""
    waits = (join_request.c.id == request, join_request.c.decided.is_(None))
    values = {"decided": unit.now, "decided_by": by, "outcome": outcome}
    return (await unit.run(update(join_request).where(*waits).values(values))).rowcount == 1


async def account(unit: Unit, bot: str, user: str) -> int | None:
    """The person of an account, where it has one by now."""
    known = select(contact.c.person_id).where(contact.c.bot == bot, contact.c.user == user)
    person: int | None = await unit.value(known)
    return person
