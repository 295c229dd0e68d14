"""The outbox: everything said is a row, written with what caused it and sent after the commit.

queued → sending → sent, failed, dropped or unknown. Order is kept within (chat, lane).
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import Text, bindparam, cast, func, select, update

from dialogues.messages import Choice, Lane, Notice, Outgoing, Say
from storage.database import Unit
from storage.schema import chat, contact, outbox

BLANK_AFTER = timedelta(days=30)
_INSERT = outbox.insert()


async def reply(unit: Unit, outgoing: Sequence[Outgoing]) -> list[int]:
    """Store what is said now; ids in the order given."""
    ids = [await unit.insert(outbox, **await _reply_values(unit, one)) for one in outgoing]
    unit.said = unit.said or bool(ids)
    return ids


async def reply_all(unit: Unit, outgoing: Sequence[Outgoing]) -> None:
    """As `reply`, for many at once, whose ids nobody asks for."""
    values = [await _reply_values(unit, one) for one in outgoing]
    await unit.run_many(_INSERT, values)
    unit.said = unit.said or bool(values)


async def _reply_values(unit: Unit, one: Outgoing) -> dict[str, Any]:
    if one.edits is not None:
        await _drop_unsent_edit(unit, one.edits)
    if one.bot and one.chat is not None:
        return _values(unit, one, (one.bot, one.chat))
    return _values(unit, one, await _address(unit, one.chat, one.person))


async def _address(unit: Unit, to_chat: int | None, person: int | None) -> tuple[str, int | None]:
    """The bot and chat row of an address; a person is reached at the newest contact."""
    if to_chat is not None:
        statement = select(chat.c.bot, chat.c.id).where(chat.c.id == to_chat)
    else:
        statement = (
            select(chat.c.bot, chat.c.id)
            .join(contact, contact.c.chat_id == chat.c.id)
            .where(contact.c.person_id == person)
            .order_by(chat.c.lost.is_not(None), contact.c.id.desc())
        )
    row = await unit.first(statement)
    return (row.bot, row.id) if row else ("", None)


def _values(unit: Unit, one: Outgoing, where: tuple[str, int | None]) -> dict[str, Any]:
    reached = where[1] is not None
    return {
        "bot": where[0],
        "chat_id": where[1],
        "person_id": one.person,
        "lane": one.lane,
        "text": one.say.text,
        "choices": [[c.label, c.action, c.key] for c in one.say.choices],
        "edits": one.edits,
        "state": "queued" if reached else "failed",
        "error": None if reached else "no_contact",
        "created": unit.now,
        "not_before": unit.now,
        "attempts": 0,
        "twice": False,
    }


def _notice_row(unit: Unit, one: Notice, where: tuple[str, int | None]) -> dict[str, Any]:
    reached = where[1] is not None
    return {
        "bot": where[0],
        "chat_id": where[1],
        "person_id": one.person,
        "lane": Lane.NOTICE,
        "key": one.key,
        "compose": {"composer": one.composer, **one.question},
        "text": "",
        "choices": [],
        "state": "queued" if reached else "failed",
        "error": None if reached else "no_contact",
        "created": unit.now,
        "not_before": one.not_before or unit.now,
        "attempts": 0,
        "twice": False,
    }


async def _drop_unsent_edit(unit: Unit, edits: int) -> None:
    unsent = (outbox.c.edits == edits) & (outbox.c.state == "queued")
    await unit.run(update(outbox).where(unsent).values(state="dropped", error="replaced"))


_SHOWN = (
    select(outbox.c.id, outbox.c.text, outbox.c.choices)
    .where(
        outbox.c.chat_id == bindparam("to_chat"),
        outbox.c.sent.is_not(None),
        cast(outbox.c.choices, Text) != "[]",
    )
    .order_by(outbox.c.sent.desc(), outbox.c.id.desc())
    .limit(1)
)


async def last_shown(unit: Unit, to_chat: int) -> tuple[int, Say] | None:
    """The last message with choices that was sent in a chat: what a typed key answers."""
    row = await unit.first(_SHOWN, {"to_chat": to_chat})
    return (row.id, Say(row.text, tuple(Choice(*one) for one in row.choices))) if row else None


async def tidy(unit: Unit) -> None:
    """Blank texts older than 30 days; who was told what kind of thing, and when, stays."""
    old = outbox.c.created < unit.now - BLANK_AFTER
    ended = outbox.c.state.not_in(("queued", "sending"))
    await unit.run(update(outbox).where(old, ended, outbox.c.text != "").values(text=""))


async def counts(unit: Unit) -> dict[str, int]:
    """How many rows stand in each state."""
    rows = await unit.rows(select(outbox.c.state, func.count()).group_by(outbox.c.state))
    return {row[0]: row[1] for row in rows}


async def notify(unit: Unit, notices: Sequence[Notice]) -> int:
    """Store notices not stored before (by natural key); how many were new.

    A fixed number of statements, however many people are told.
    """
    keys = [one.key for one in notices]
    known = {
        row.key for row in await unit.rows(select(outbox.c.key).where(outbox.c.key.in_(keys)))
    }
    fresh = {one.key: one for one in notices if one.key not in known}
    people = await _reached(unit, {one.person for one in fresh.values() if one.person is not None})
    groups = await _bots(unit, {one.chat for one in fresh.values() if one.chat is not None})
    values = []
    for one in fresh.values():
        found = groups.get(one.chat) if one.chat is not None else people.get(one.person)
        values.append(_notice_row(unit, one, found or ("", None)))
    await unit.run_many(_INSERT, values)
    unit.said = unit.said or bool(values)
    return len(values)


async def _reached(unit: Unit, persons: Collection[int]) -> dict[int | None, tuple[str, int]]:
    """Person → (bot, chat row) of the newest contact that still works."""
    statement = (
        select(contact.c.person_id, chat.c.bot, chat.c.id)
        .join(chat, contact.c.chat_id == chat.c.id)
        .where(contact.c.person_id.in_(persons))
        .order_by(chat.c.lost.is_(None), contact.c.id)
    )
    return {row.person_id: (row.bot, row.id) for row in await unit.rows(statement)}


async def _bots(unit: Unit, chat_ids: Collection[int]) -> dict[int, tuple[str, int]]:
    rows = await unit.rows(select(chat.c.id, chat.c.bot).where(chat.c.id.in_(chat_ids)))
    return {row.id: (row.bot, row.id) for row in rows}


async def keys_like(unit: Unit, prefix: str) -> list[str]:
    """The natural keys of notices that begin so."""
    known = select(outbox.c.key).where(outbox.c.key.startswith(prefix, autoescape=True))
    return [row.key for row in await unit.rows(known)]


async def told(unit: Unit, prefix: str) -> list[int]:
    """The people to whom notices whose natural keys begin so were sent."""
    sent = select(outbox.c.person_id).where(
        outbox.c.key.startswith(prefix, autoescape=True),
        outbox.c.sent.is_not(None),
        outbox.c.person_id.is_not(None),
    )
    return sorted({row.person_id for row in await unit.rows(sent)})
