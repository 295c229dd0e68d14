"""Delegations: one task of an agency asked of one of its phòng, chi cục, đơn vị trực thuộc."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select, update

from plans.model import Agency, Status
from storage.agencies import AGENCY, agency_of
from storage.database import Unit
from storage.schema import agency, delegation, task


@dataclass(frozen=True)
class Delegation:
    """A task asked of a division. `name`, `post`: who answers, an account without a post here.

    `settled`: the focal point sent the answer or dropped it.
    """

    id: int
    task: int
    plan: str
    agency: Agency
    person: int  # the focal point to whom the answer returns
    division: str
    at: datetime
    expires: datetime
    account: tuple[str, str] | None  # (bot, user)
    name: str
    post: str
    status: Status | None
    text: str
    answered: datetime | None
    settled: datetime | None
    withdrawn: datetime | None

    def open(self, now: datetime) -> bool:
        """Whether its code still leads somewhere."""
        return self.withdrawn is None and self.settled is None and now < self.expires


_ALL = (
    select(delegation, task.c.plan_id, *AGENCY)
    .join(task, task.c.id == delegation.c.task_id)
    .join(agency, agency.c.id == delegation.c.agency_id)
    .order_by(delegation.c.id)
)


def _delegation(row: Any) -> Delegation:
    return Delegation(
        id=row.id,
        task=row.task_id,
        plan=row.plan_id,
        agency=agency_of(row),
        person=row.person_id,
        division=row.division,
        at=row.at,
        expires=row.expires,
        account=(row.bot, row.user) if row.user else None,
        name=row.name,
        post=row.post,
        status=Status(row.status) if row.status else None,
        text=row.text,
        answered=row.answered,
        settled=row.settled,
        withdrawn=row.withdrawn,
    )


async def delegate(unit: Unit, values: Mapping[str, Any]) -> int:
    """Keep a delegation; of its code only the hash."""
    return await unit.insert(delegation, at=unit.now, **values)


async def get(unit: Unit, delegation_id: int) -> Delegation | None:
    row = await unit.first(_ALL.where(delegation.c.id == delegation_id))
    return _delegation(row) if row else None


async def of_code(unit: Unit, code_hash: str) -> Delegation | None:
    row = await unit.first(_ALL.where(delegation.c.code_hash == code_hash))
    return _delegation(row) if row else None


async def of_agency(unit: Unit, agency_id: int, plan: str | None = None) -> list[Delegation]:
    """All that were ever made in an agency (for one plan), oldest first."""
    statement = _ALL.where(delegation.c.agency_id == agency_id)
    if plan is not None:
        statement = statement.where(task.c.plan_id == plan)
    return [_delegation(row) for row in await unit.rows(statement)]


async def open_ones(unit: Unit, agency_ids: Sequence[int]) -> list[Delegation]:
    """Those of these agencies whose code still leads somewhere, oldest first."""
    statement = _ALL.where(
        delegation.c.agency_id.in_(agency_ids),
        delegation.c.withdrawn.is_(None),
        delegation.c.settled.is_(None),
        delegation.c.expires > unit.now,
    )
    return [_delegation(row) for row in await unit.rows(statement)]


async def last_by(unit: Unit, bot: str, user: str) -> Delegation | None:
    """The last one an account answered: its name is asked once."""
    mine = _ALL.where(delegation.c.bot == bot, delegation.c.user == user)
    rows = await unit.rows(mine)
    return _delegation(rows[-1]) if rows else None


async def answer(
    unit: Unit, one: Delegation, account: tuple[str, str], values: Mapping[str, Any]
) -> bool:
    """Take the code for an account and keep its answer; False when it is another's or over."""
    bot, user = account
    mine = delegation.c.user.is_(None) | ((delegation.c.bot == bot) & (delegation.c.user == user))
    waits = (delegation.c.settled.is_(None), delegation.c.withdrawn.is_(None))
    changed = update(delegation).where(delegation.c.id == one.id, mine, *waits)
    taken = {"bot": bot, "user": user, "answered": unit.now, **values}
    return (await unit.run(changed.values(taken))).rowcount == 1


async def withdraw(unit: Unit, delegation_id: int) -> bool:
    """Thu hồi mã; False when it was over before."""
    return await _end(unit, delegation_id, withdrawn=unit.now)


async def end_code(unit: Unit, delegation_id: int) -> bool:
    """Thu hồi mã once an answer is there: the code ends, the answer stays; False when over."""
    waits = (delegation.c.settled.is_(None), delegation.c.withdrawn.is_(None))
    alive = update(delegation).where(
        delegation.c.id == delegation_id, delegation.c.expires > unit.now, *waits
    )
    return (await unit.run(alive.values(expires=unit.now))).rowcount == 1


async def settle(unit: Unit, delegation_id: int) -> bool:
    """The focal point sent the answer, or dropped it; False when it was over before."""
    return await _end(unit, delegation_id, settled=unit.now)


async def _end(unit: Unit, delegation_id: int, **values: datetime) -> bool:
    waits = (delegation.c.settled.is_(None), delegation.c.withdrawn.is_(None))
    changed = update(delegation).where(delegation.c.id == delegation_id, *waits)
    return (await unit.run(changed.values(**values))).rowcount == 1


async def hand_on(unit: Unit, ids: Sequence[int], to: int) -> None:
    """Answers return to somebody else from now on."""
    await unit.run(update(delegation).where(delegation.c.id.in_(ids)).values(person_id=to))
