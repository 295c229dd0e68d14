"""Invitations: codes known only by their hash, and the tries that count against guessing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select, update

from plans.model import Agency, Role
from storage.agencies import AGENCY, agency_of
from storage.database import Unit
from storage.schema import agency, invitation, join_try


@dataclass(frozen=True)
class Invitation:
    """A code, known here only by its hash."""

    id: int
    agency: Agency
    plan: str
    role: Role
    expires: datetime
    used: datetime | None


async def invite(
    unit: Unit, code_hash: str, agency_id: int, plan: str, role: Role, expires: datetime
) -> int:
    """Keep an invitation; the code itself is kept nowhere."""
    return await unit.insert(
        invitation,
        code_hash=code_hash,
        agency_id=agency_id,
        plan_id=plan,
        role=role,
        created=unit.now,
        expires=expires,
    )


async def invitation_of(
    unit: Unit, code_hash: str | None = None, *, invitation_id: int | None = None
) -> Invitation | None:
    statement = select(invitation, *AGENCY).join(agency, agency.c.id == invitation.c.agency_id)
    if invitation_id is None:
        statement = statement.where(invitation.c.code_hash == code_hash)
    else:
        statement = statement.where(invitation.c.id == invitation_id)
    row = await unit.first(statement)
    if row is None:
        return None
    role = Role(row.role)
    return Invitation(row.id, agency_of(row), row.plan_id, role, row.expires, row.used)


async def use(unit: Unit, invitation_id: int, by: int) -> bool:
    """Take a code; False when somebody else was quicker."""
    free = update(invitation).where(invitation.c.id == invitation_id, invitation.c.used.is_(None))
    return (await unit.run(free.values(used=unit.now, used_by=by))).rowcount == 1


async def note_try(unit: Unit, bot: str, chat_id: int) -> None:
    await unit.insert(join_try, bot=bot, chat_id=chat_id, at=unit.now)


async def tries(unit: Unit, bot: str, since: datetime, chat_id: int | None = None) -> int:
    """How many codes were tried on a bot (in one chat) since a moment."""
    statement = select(func.count()).where(join_try.c.bot == bot, join_try.c.at >= since)
    if chat_id is not None:
        statement = statement.where(join_try.c.chat_id == chat_id)
    return int(await unit.value(statement))
