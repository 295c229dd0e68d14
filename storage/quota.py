"""What a bot has used of its platform's plan: counted from what stands in the store."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import case, func, select

from plans.ground import local
from storage.database import Unit
from storage.schema import contact, outbox


@dataclass(frozen=True)
class Used:
    """People known to a bot, and messages it sent this month (each part is one)."""

    people: int
    messages: int


async def used(unit: Unit, bot: str) -> Used:
    """Up to now; the month is that of Asia/Ho_Chi_Minh."""
    people = select(func.count()).select_from(contact).where(contact.c.bot == bot)
    parts = case((outbox.c.parts_sent > 1, outbox.c.parts_sent), else_=1)
    since = _month(unit.now)
    sent = select(func.coalesce(func.sum(parts), 0)).where(
        outbox.c.bot == bot, outbox.c.sent >= since
    )
    return Used(int(await unit.value(people)), int(await unit.value(sent)))


def _month(now: datetime) -> datetime:
    return local(now).replace(day=1, hour=0, minute=0, second=0, microsecond=0)
