"""What is stored about one person; and its deletion when they leave."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import delete, exists, func, or_, select, tuple_, update

from plans.ground import local
from plans.model import Agency, Role
from storage.agencies import AGENCY, agency_of
from storage.database import Unit
from storage.schema import (
    absence,
    agency,
    appointment,
    contact,
    conversation,
    delegation,
    join_request,
    person,
    plan,
    session,
    task_update,
)


@dataclass(frozen=True)
class Post:
    """A post, as its holder is told of it."""

    role: Role
    agency: Agency
    short: str  # of the plan; empty: every plan
    since: date
    division: str
    confirmed: bool


@dataclass(frozen=True)
class Record:
    """All that is stored about a person. `accounts`: (bot, since)."""

    name: str
    post: str
    phone: str
    posts: tuple[Post, ...]
    accounts: tuple[tuple[str, datetime], ...]
    updates: int
    last: datetime | None

    @property
    def division(self) -> str:
        return next((one.division for one in self.posts if one.division), "")


async def of(unit: Unit, person_id: int) -> Record:
    """What is stored now; posts that have ended are left out."""
    who = await unit.first(select(person).where(person.c.id == person_id))
    said = select(func.count(), func.max(task_update.c.at)).where(
        task_update.c.person_id == person_id
    )
    counted = await unit.first(said)
    mine = select(contact.c.bot, contact.c.since).where(contact.c.person_id == person_id)
    accounts = await unit.rows(mine.order_by(contact.c.id))
    return Record(
        name=who.name,
        post=who.post,
        phone=who.phone,
        posts=tuple(await _posts(unit, person_id)),
        accounts=tuple((row.bot, row.since) for row in accounts),
        updates=counted[0],
        last=counted[1],
    )


def _lasting(day: date) -> Any:
    return or_(appointment.c.to_day.is_(None), appointment.c.to_day >= day)


async def _posts(unit: Unit, person_id: int) -> list[Post]:
    statement = (
        select(appointment, plan.c.short, *AGENCY)
        .join(agency, agency.c.id == appointment.c.agency_id)
        .join(plan, plan.c.id == appointment.c.plan_id, isouter=True)
        .where(appointment.c.person_id == person_id, _lasting(local(unit.now).date()))
        .order_by(appointment.c.id)
    )
    return [
        Post(
            Role(row.role),
            agency_of(row),
            row.short or "",
            row.from_day,
            row.division,
            row.confirmed is not None,
        )
        for row in await unit.rows(statement)
    ]


async def correct(unit: Unit, person_id: int, values: Mapping[str, str]) -> None:
    """Name, post, phone and division as they are now; what was written before keeps its own."""
    own = {name: values[name] for name in ("name", "post", "phone")}
    await unit.run(update(person).where(person.c.id == person_id).values(own))
    held = (appointment.c.person_id == person_id, _lasting(local(unit.now).date()))
    post = {"post": values["post"], "division": values["division"]}
    await unit.run(update(appointment).where(*held).values(post))


async def forget(unit: Unit, person_id: int) -> None:
    """Delete account, phone, drafts; name and post stay for what was written under them."""
    accounts = select(contact.c.bot, contact.c.user).where(contact.c.person_id == person_id)
    found = [(row.bot, row.user) for row in await unit.rows(accounts)]
    await _forget_accounts(unit, found)
    drafts = select(session.c.id).where(session.c.owner == f"p{person_id}")
    waits = update(conversation).where(conversation.c.session_id.in_(drafts))
    await unit.run(waits.values(session_id=None))
    await unit.run(delete(session).where(session.c.owner == f"p{person_id}"))
    await unit.run(delete(contact).where(contact.c.person_id == person_id))
    await unit.run(update(person).where(person.c.id == person_id).values(phone=""))
    gone = or_(absence.c.person_id == person_id, absence.c.stand_in_id == person_id)
    runs = update(absence).where(gone, absence.c.ended.is_(None))
    await unit.run(runs.values(ended=unit.now))


async def _forget_accounts(unit: Unit, found: list[tuple[str, str]]) -> None:
    """The accounts where they stand beside other things."""
    if not found:
        return
    asked = tuple_(delegation.c.bot, delegation.c.user).in_(found)
    await unit.run(update(delegation).where(asked).values(bot=None, user=None))
    joining = tuple_(join_request.c.bot, join_request.c.user).in_(found)
    await unit.run(update(join_request).where(joining).values(phone="", user=""))


async def left_before(unit: Unit, day: date) -> list[int]:
    """People with an account whose last post ended before a local day."""
    any_post = exists().where(appointment.c.person_id == person.c.id)
    lasts = exists().where(appointment.c.person_id == person.c.id, _lasting(day))
    known = exists().where(contact.c.person_id == person.c.id)
    statement = select(person.c.id).where(any_post, ~lasts, known).order_by(person.c.id)
    return [row.id for row in await unit.rows(statement)]
