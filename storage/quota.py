"""What a bot has used of its platform's plan, counted from what stands in the store; and what
waits for the next month because of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Executable, bindparam, case, exists, func, or_, select, update

from plans.ground import local
from storage.database import Unit
from storage.schema import appointment, chat, contact, outbox
from storage.schema.base import Moment

HELD = "quota"  # the reason that stands with a row which waits for the next month


@dataclass(frozen=True)
class Used:
    """People known to a bot, and messages it sent this month (each part is one)."""

    people: int
    messages: int


@dataclass(frozen=True)
class Held:
    """Messages that wait for the next month, and from when on they go."""

    count: int
    until: datetime


async def used(unit: Unit, bot: str) -> Used:
    """Up to now; the month is that of Asia/Ho_Chi_Minh.

    What may have gone out counts as gone out, and a part as soon as it has.
    """
    over = case((outbox.c.state.in_(("sent", "unknown")), 1), else_=0)
    parts = case((outbox.c.parts_sent > over, outbox.c.parts_sent), else_=over)
    again = case((outbox.c.twice, 1), else_=0)
    since = func.coalesce(outbox.c.sent, outbox.c.not_before)
    mine = (outbox.c.bot == bot, since >= bindparam("since", type_=Moment))
    sent = select(func.coalesce(func.sum(parts + again), 0)).where(*mine)
    found = await unit.value(sent, {"since": _month(unit.now)})
    return Used(await people(unit, bot), int(found))


async def people(unit: Unit, bot: str) -> int:
    """How many people are tied to an account that this bot knows."""
    return int(await unit.value(_PEOPLE, {"of_bot": bot}))


_PEOPLE = select(func.count()).select_from(contact).where(contact.c.bot == bindparam("of_bot"))


def _month(now: datetime) -> datetime:
    return local(now).replace(day=1, hour=0, minute=0, second=0, microsecond=0)


_HOLD = update(outbox).where(outbox.c.id == bindparam("row"))


async def hold(unit: Unit, row: int, until: datetime) -> None:
    """A row waits for the next month, and says why."""
    values = {"not_before": until, "error": HELD}
    await unit.run(_HOLD.values(values), {"row": row})


async def release(unit: Unit, bot: str) -> None:
    """At start everything that waits is looked at anew: the office may have a larger plan now."""
    mine = (outbox.c.bot == bot, *_WAITS, outbox.c.not_before > unit.now)
    await unit.run(update(outbox).where(*mine).values(not_before=unit.now, error=None))


_WAITS = (outbox.c.state == "queued", outbox.c.error == HELD)
_COUNTED = select(func.count(), func.min(outbox.c.not_before)).where(
    *_WAITS, outbox.c.not_before > bindparam("now", type_=Moment)
)


async def held(unit: Unit, bot: str) -> Held | None:
    """What a bot keeps for the next month; None where that is nothing."""
    return await _held(unit, _COUNTED.where(outbox.c.bot == bot))


async def held_of(unit: Unit, plan: str) -> Held | None:
    """The same of one plan: for its people and its groups."""
    serves = exists().where(
        appointment.c.person_id == outbox.c.person_id,
        or_(appointment.c.plan_id == plan, appointment.c.plan_id.is_(None)),
    )
    tied = exists().where(chat.c.id == outbox.c.chat_id, chat.c.plan_id == plan)
    return await _held(unit, _COUNTED.where(or_(serves, tied)))


async def _held(unit: Unit, statement: Executable) -> Held | None:
    row = await unit.first(statement, {"now": unit.now})
    return Held(row[0], row[1]) if row[0] else None
