"""How the people of a plan are reached, or why not."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select

from plans.ground import local
from plans.model import Agency, Role
from storage import absences, seats
from storage.agencies import AGENCY, agency_of
from storage.database import Unit
from storage.people import in_force
from storage.schema import agency, appointment, chat, contact, person


@dataclass(frozen=True)
class Way:
    """An account of a person; `lost_why`: the bot does not reach it any more."""

    bot: str
    lost_why: str | None


@dataclass(frozen=True)
class Reach:
    """How a person is reached, or why not."""

    person: int
    name: str
    post: str
    agency: Agency
    phone: str
    connected: bool
    lost_why: str | None
    away: date | None = None  # the last day of an absence
    alone: bool = False  # nobody stands in whom the bot reaches
    main: bool = True  # đầu mối chính of agency and plan
    division: str = ""
    stand_in_lost: bool = False  # somebody stands in, and is not reached
    ways: tuple[Way, ...] = ()  # the accounts, oldest first

    @property
    def halved(self) -> bool:
        """Whether one of several accounts, or more, gets nothing: each is named then."""
        return len(self.ways) > 1 and any(one.lost_why is not None for one in self.ways)

    @property
    def there(self) -> bool:
        """Whether a message reaches somebody who works today: this person or a stand-in."""
        return self.connected and not self.alone


async def reach(unit: Unit, plan: str, role: Role) -> list[Reach]:
    """The people of a plan in one role, and whether the bot can reach them."""
    today = local(unit.now).date()
    statement = (
        select(
            person.c.id,
            person.c.name,
            appointment.c.post,
            person.c.phone,
            appointment.c.division,
            func.max(chat.c.id).label("chat"),
            func.min(chat.c.lost_why).label("why"),
            func.count(chat.c.id).filter(chat.c.lost.is_(None)).label("alive"),
            absences.away_until(today, person.c.id).label("away"),
            absences.alone_until(today, person.c.id).label("alone"),
            absences.stand_in_lost_on(today, person.c.id).label("stand_in_lost"),
            appointment.c.main,
            *AGENCY,
        )
        .join(appointment, appointment.c.person_id == person.c.id)
        .join(agency, agency.c.id == appointment.c.agency_id)
        .join(contact, contact.c.person_id == person.c.id, isouter=True)
        .join(chat, chat.c.id == contact.c.chat_id, isouter=True)
        .where(appointment.c.role == role, in_force(today))
        .where(seats.for_plan(plan))
        .group_by(person.c.id, appointment.c.id, agency.c.id)
        .order_by(agency.c.id, appointment.c.main.desc(), person.c.id)
    )
    rows = await unit.rows(statement)
    ways = await _ways(unit, {row.id for row in rows})
    return [
        Reach(
            row.id,
            row.name,
            row.post,
            agency_of(row),
            row.phone,
            row.alive > 0,
            row.why if row.alive == 0 else None,
            row.away,
            row.alone is not None,
            row.main,
            row.division,
            row.stand_in_lost is not None,
            ways.get(row.id, ()),
        )
        for row in rows
    ]


async def _ways(unit: Unit, persons: Collection[int]) -> dict[int, tuple[Way, ...]]:
    """Person → their accounts, oldest first."""
    statement = (
        select(contact.c.person_id, chat.c.bot, chat.c.lost, chat.c.lost_why)
        .join(chat, chat.c.id == contact.c.chat_id)
        .where(contact.c.person_id.in_(persons))
        .order_by(contact.c.id)
    )
    found: dict[int, tuple[Way, ...]] = {}
    for row in await unit.rows(statement):
        why = None if row.lost is None else row.lost_why or "lost"
        found[row.person_id] = (*found.get(row.person_id, ()), Way(row.bot, why))
    return found
