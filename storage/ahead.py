"""What is still to be said, for a clock that jumps (demo), and whose account is whose."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, func, or_, select

from storage.database import Unit
from storage.schema import chat, contact, outbox


@dataclass(frozen=True)
class Waiting:
    """A queued notice. `account` is the platform's id of the chat; `at` aware UTC."""

    at: datetime
    composer: str
    person: int | None
    account: str
    title: str


async def accounts(unit: Unit) -> dict[int, str]:
    """Person → the account of the newest contact, on whatever platform."""
    newest = select(contact.c.person_id, contact.c.user).order_by(contact.c.id)
    rows = await unit.rows(newest)
    return {row.person_id: row.user for row in rows}


async def waiting(unit: Unit) -> list[Waiting]:
    """Notices queued for a later moment, in order."""
    rows = await unit.rows(
        select(
            outbox.c.not_before,
            outbox.c.compose,
            outbox.c.person_id,
            chat.c.platform_id,
            chat.c.title,
        )
        .join(chat, chat.c.id == outbox.c.chat_id)
        .where(outbox.c.state == "queued", outbox.c.not_before > unit.now)
        .order_by(outbox.c.not_before, outbox.c.id)
    )
    return [
        Waiting(
            row.not_before,
            (row.compose or {}).get("composer", ""),
            row.person_id,
            row.platform_id,
            row.title,
        )
        for row in rows
    ]


async def spoken(unit: Unit, since: datetime) -> bool:
    """Whether anything due at a moment or later was said, or at least tried."""
    tried = outbox.c.state.not_in(("queued", "dropped"))
    found = select(outbox.c.id).where(tried, outbox.c.not_before >= since).limit(1)
    return await unit.value(found) is not None


async def unsaid(unit: Unit, since: datetime) -> int:
    """How many rows due since a moment ought to have been said by now."""
    due = and_(outbox.c.state == "queued", outbox.c.not_before <= unit.now)
    late = outbox.c.not_before >= since
    counted = select(func.count()).where(or_(outbox.c.state == "sending", due), late)
    return int(await unit.value(counted.select_from(outbox)) or 0)
