"""Invitations: codes known only by their hash, and the tries that count against guessing."""

from __future__ import annotations

from collections.abc import Collection
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
    withdrawn: datetime | None = None
    person: int | None = None  # whom a list names
    division: str = ""
    main: bool | None = None  # None: whoever joins first is


@dataclass(frozen=True)
class Named:
    """What a list says of the person a code is for; `by`: who had the code made."""

    person: int | None = None
    division: str = ""
    main: bool | None = None
    by: int | None = None


async def invite(  # noqa: PLR0913, PLR0917 - a code is for somebody, somewhere, until a day
    unit: Unit,
    code_hash: str,
    agency_id: int,
    plan: str,
    role: Role,
    expires: datetime,
    named: Named = Named(),
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
        person_id=named.person,
        division=named.division,
        main=named.main,
        made_by=named.by,
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
    return Invitation(
        id=row.id,
        agency=agency_of(row),
        plan=row.plan_id,
        role=role,
        expires=row.expires,
        used=row.used,
        withdrawn=row.withdrawn,
        person=row.person_id,
        division=row.division,
        main=row.main,
    )


async def use(unit: Unit, invitation_id: int, by: int) -> bool:
    """Take a code; False when somebody else was quicker."""
    waits = (invitation.c.used.is_(None), invitation.c.withdrawn.is_(None))
    free = update(invitation).where(invitation.c.id == invitation_id, *waits)
    return (await unit.run(free.values(used=unit.now, used_by=by))).rowcount == 1


async def withdraw(unit: Unit, ids: Collection[int]) -> None:
    """Other codes were made in their place: from now on these are good for nothing."""
    old = update(invitation).where(invitation.c.id.in_(ids), invitation.c.used.is_(None))
    await unit.run(old.values(withdrawn=unit.now))


async def note_try(unit: Unit, bot: str, chat_id: int) -> None:
    await unit.insert(join_try, bot=bot, chat_id=chat_id, at=unit.now)


async def tries(unit: Unit, bot: str, since: datetime, chat_id: int | None = None) -> int:
    """How many codes were tried on a bot (in one chat) since a moment."""
    statement = select(func.count()).where(join_try.c.bot == bot, join_try.c.at >= since)
    if chat_id is not None:
        statement = statement.where(join_try.c.chat_id == chat_id)
    return int(await unit.value(statement))


async def unused(unit: Unit) -> int:
    """How many codes may still be used to join."""
    open_ = (invitation.c.used.is_(None), invitation.c.withdrawn.is_(None))
    waits = select(func.count()).where(*open_, invitation.c.expires > unit.now)
    return int(await unit.value(waits) or 0)
