"""Notices that one account does not get go to the person's other account, once, never twice.

A row is moved, not copied: its natural key stays one. What may have arrived is left where it is.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import timedelta
from typing import Any

from sqlalchemy import bindparam, exists, or_, select, update

from dialogues.messages import Lane
from storage.database import Unit
from storage.schema import chat, contact, outbox
from storage.schema.base import Moment

DOWN_AFTER = timedelta(hours=1)

_OTHER = (
    select(chat.c.bot, chat.c.id)
    .join(contact, contact.c.chat_id == chat.c.id)
    .where(
        contact.c.person_id == bindparam("of_person"),
        chat.c.id != bindparam("not_chat"),
        chat.c.lost.is_(None),
        chat.c.bot.not_in(bindparam("not_bots", expanding=True)),
    )
    .order_by(contact.c.preferred.desc(), contact.c.id.desc())
    .limit(1)
)
_NOTICE = (
    outbox.c.lane == Lane.NOTICE,
    outbox.c.person_id.is_not(None),
    outbox.c.passed_on.is_(False),
    outbox.c.once.is_(False),
)


async def after_loss(unit: Unit, row_id: int) -> bool:
    """A notice failed since nobody is reached there any more; whether it goes elsewhere now."""
    failed = select(outbox).where(outbox.c.id == row_id, outbox.c.state == "failed", *_NOTICE)
    row = await unit.first(failed)
    return row is not None and await _pass_on(unit, row, ())


async def down(unit: Unit) -> list[str]:
    """Bots whose sends have failed for an hour, none of them having gone out meanwhile."""
    since = unit.now - DOWN_AFTER
    tried = select(outbox.c.bot).where(
        outbox.c.state.in_(("queued", "sending")),
        outbox.c.first_tried <= bindparam("since", type_=Moment),
    )
    bots = [row.bot for row in await unit.rows(tried.distinct(), {"since": since})]
    return [bot for bot in bots if not await _went_out(unit, bot, since)]


async def _went_out(unit: Unit, bot: str, since: Any) -> bool:
    sent = exists().where(outbox.c.bot == bot, outbox.c.sent > since)
    return bool(await unit.value(select(sent)))


async def away_from(unit: Unit, bots: Collection[str]) -> int:
    """Notices that are due at bots that are down go to who has another account; how many did."""
    due = or_(outbox.c.not_before <= unit.now, outbox.c.attempts > 0)
    waits = select(outbox).where(
        outbox.c.bot.in_(bots),
        outbox.c.state == "queued",
        outbox.c.parts_sent == 0,
        outbox.c.twice.is_(False),
        due,
        *_NOTICE,
    )
    found = await unit.rows(waits.order_by(outbox.c.id))
    return sum([await _pass_on(unit, row, bots) for row in found])


async def from_chat(unit: Unit, person: int, chat_id: int) -> None:
    """The account was unlinked: what waits there for the person goes where they are reached."""
    waits = select(outbox).where(
        outbox.c.chat_id == chat_id,
        outbox.c.person_id == person,
        outbox.c.state == "queued",
        outbox.c.lane == Lane.NOTICE,
    )
    for row in await unit.rows(waits.order_by(outbox.c.id)):
        await _pass_on(unit, row, (), counted=False)


async def _pass_on(
    unit: Unit, row: Any, not_bots: Collection[str], *, counted: bool = True
) -> bool:
    values = {"of_person": row.person_id, "not_chat": row.chat_id, "not_bots": list(not_bots)}
    other = await unit.first(_OTHER, values)
    if other is None:
        return False
    moved = update(outbox).where(outbox.c.id == row.id)
    await unit.run(
        moved.values(
            bot=other.bot,
            chat_id=other.id,
            state="queued",
            not_before=max(row.not_before, unit.now) if not row.attempts else unit.now,
            attempts=0,
            parts_sent=0,
            first_tried=None,
            passed_on=counted,
        )
    )
    unit.said += 1
    return True
