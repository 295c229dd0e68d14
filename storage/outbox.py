"""The outbox: everything said is a row, written with what caused it and sent after the commit.

queued → sending → sent, failed, dropped or unknown. Order is kept within (chat, lane).
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import JSON, Text, bindparam, case, cast, func, select, update

from dialogues.messages import Choice, Lane, Notice, Outgoing, Say
from plans.ground import local
from plans.leave import Absence
from storage import absences
from storage.database import Unit
from storage.quota import HELD
from storage.schema import chat, contact, outbox
from storage.schema.base import Moment

BLANK_AFTER = timedelta(days=30)
_INSERT = outbox.insert()


async def reply(unit: Unit, outgoing: Sequence[Outgoing]) -> list[int]:
    """Store what is said now; ids in the order given."""
    ids = [await unit.insert(outbox, **await _reply_values(unit, one)) for one in outgoing]
    unit.said += len(ids)
    return ids


async def reply_all(unit: Unit, outgoing: Sequence[Outgoing]) -> None:
    """As `reply`, for many at once, whose ids nobody asks for."""
    values = [await _reply_values(unit, one) for one in outgoing]
    await unit.run_many(_INSERT, values)
    unit.said += len(values)


async def _reply_values(unit: Unit, one: Outgoing) -> dict[str, Any]:
    if one.edits is not None:
        await _drop_unsent_edit(unit, one.edits)
    if one.bot and one.chat is not None:
        return _values(unit, one, (one.bot, one.chat))
    return _values(unit, one, await _address(unit, one.chat, one.person))


async def _address(unit: Unit, to_chat: int | None, person: int | None) -> tuple[str, int | None]:
    """The bot and chat row of an address; a person at the preferred or newest contact."""
    if to_chat is not None:
        statement = select(chat.c.bot, chat.c.id).where(chat.c.id == to_chat)
    else:
        statement = (
            select(chat.c.bot, chat.c.id)
            .join(contact, contact.c.chat_id == chat.c.id)
            .where(contact.c.person_id == person)
            .order_by(chat.c.lost.is_not(None), contact.c.preferred.desc(), contact.c.id.desc())
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
        "attachment_id": one.say.attachment,
        "once": one.say.once,
        "link": one.say.link or None,
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
        "compose": {"composer": one.composer, **_pressing(one), **one.question},
        "text": "",
        "choices": [],
        "state": "queued" if reached else "failed",
        "error": None if reached else "no_contact",
        "created": unit.now,
        "not_before": one.not_before or unit.now,
        "attempts": 0,
        "twice": False,
    }


def _pressing(one: Notice) -> dict[str, bool]:
    return {"pressing": True} if one.pressing else {}


async def _drop_unsent_edit(unit: Unit, edits: int) -> None:
    unsent = (outbox.c.edits == edits) & (outbox.c.state == "queued")
    await unit.run(update(outbox).where(unsent).values(state="dropped", error="replaced"))


_SHOWN = (
    select(outbox.c.id, outbox.c.text, outbox.c.choices)
    .where(
        outbox.c.chat_id == bindparam("to_chat"),
        outbox.c.sent <= bindparam("seen", type_=Moment),
        cast(outbox.c.choices, Text) != "[]",
    )
    .order_by(outbox.c.sent.desc(), outbox.c.id.desc())
    .limit(bindparam("most"))
)


async def shown(unit: Unit, to_chat: int, seen: datetime, most: int = 1) -> list[Say]:
    """The last messages with choices sent in a chat up to that moment, newest first.

    A typed key answers the newest: what was sent after it was typed, nobody had read.
    """
    rows = await unit.rows(_SHOWN, {"to_chat": to_chat, "seen": seen, "most": most})
    return [Say(row.text, tuple(Choice(*one) for one in row.choices)) for row in rows]


async def tidy(unit: Unit) -> None:
    """Blank what was said and offered more than 30 days ago, and what was never said.

    Who was told what kind of thing, and when, stays; so do the keys of the choices, since a typed
    letter answers the last message shown, however old.
    """
    old = outbox.c.created < unit.now - BLANK_AFTER
    ended = outbox.c.state.not_in(("queued", "sending"))
    written = (outbox.c.text != "") | (cast(outbox.c.compose, Text) != "null")
    rows = await unit.rows(select(outbox.c.id, outbox.c.choices).where(old, ended, written))
    values = [
        {"row": row.id, "unnamed": [["", action, key] for _, action, key in row.choices]}
        for row in rows
    ]
    blank = {
        "text": "",
        "compose": None,
        "veiled": None,
        "choices": bindparam("unnamed", type_=JSON),
    }
    await unit.run_many(
        update(outbox).where(outbox.c.id == bindparam("row")).values(blank), values
    )


async def forget(unit: Unit, words: str, since: datetime) -> None:
    """Blank what was said since a moment with these words in it: a code that was used."""
    said = (outbox.c.created >= since, outbox.c.text.contains(words, autoescape=True))
    ended = outbox.c.state.not_in(("queued", "sending"))
    await unit.run(update(outbox).where(*said, ended).values(text=""))


async def counts(unit: Unit) -> dict[str, int]:
    """How many rows stand in each state."""
    rows = await unit.rows(select(outbox.c.state, func.count()).group_by(outbox.c.state))
    return {row[0]: row[1] for row in rows}


async def notify(unit: Unit, notices: Sequence[Notice]) -> int:
    """Store notices not stored before (by natural key); how many were new.

    A fixed number of statements, however many people are told.
    """
    notices = await _followed(unit, notices)
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
    unit.said += len(values)
    return len(values)


async def _followed(unit: Unit, notices: Sequence[Notice]) -> list[Notice]:
    """What is for somebody away goes to who stands in on that day; never twice to one of them."""
    who = {one.person for one in notices if one.person is not None and not one.personal}
    found = await absences.followed(unit, who) if who else []
    return [_to_stand_in(unit, one, found) for one in notices] if found else list(notices)


def _to_stand_in(unit: Unit, one: Notice, found: Sequence[Absence]) -> Notice:
    day = local(max(one.not_before or unit.now, unit.now)).date()
    for away in found:
        if one.person == away.person and not one.personal and day in away.days:
            key = one.key.removesuffix(f"person {one.person}")
            ours = f"{key}person {away.stand_in}" if key != one.key else one.key
            return replace(one, key=ours, person=away.stand_in)
    return one


async def _reached(unit: Unit, persons: Collection[int]) -> dict[int | None, tuple[str, int]]:
    """Person → (bot, chat row) of the contact that still works: the preferred, or the newest."""
    statement = (
        select(contact.c.person_id, chat.c.bot, chat.c.id)
        .join(chat, contact.c.chat_id == chat.c.id)
        .where(contact.c.person_id.in_(persons))
        .order_by(chat.c.lost.is_(None), contact.c.preferred, contact.c.id)
    )
    return {row.person_id: (row.bot, row.id) for row in await unit.rows(statement)}


async def _bots(unit: Unit, chat_ids: Collection[int]) -> dict[int, tuple[str, int]]:
    rows = await unit.rows(select(chat.c.id, chat.c.bot).where(chat.c.id.in_(chat_ids)))
    return {row.id: (row.bot, row.id) for row in rows}


async def keys_like(unit: Unit, prefix: str) -> list[str]:
    """The natural keys of notices that begin so."""
    known = select(outbox.c.key).where(outbox.c.key.startswith(prefix, autoescape=True))
    return [row.key for row in await unit.rows(known)]


@dataclass(frozen=True)
class Sending:
    """Where a notice stands; `to`: the person, None for a group. Begun, it counts as sending."""

    key: str
    to: int | None
    state: str
    not_before: datetime
    error: str | None = None

    @property
    def held(self) -> bool:
        """Whether it waits for the next month's messages."""
        return self.state == "queued" and self.error == HELD


async def of_notices(unit: Unit, prefix: str) -> list[Sending]:
    """Where the notices stand whose natural keys begin so."""
    some = outbox.c.key.startswith(prefix, autoescape=True)
    begun = (outbox.c.state == "queued") & (outbox.c.parts_sent > 0)
    state = case((begun, "sending"), else_=outbox.c.state)
    columns = (outbox.c.key, outbox.c.person_id, state, outbox.c.not_before, outbox.c.error)
    statement = select(*columns).where(some)
    return [Sending(*row) for row in await unit.rows(statement.order_by(outbox.c.id))]


async def withdraw(unit: Unit, prefix: str, why: str) -> int:
    """Drop the notices of such keys that are not on their way yet; how many."""
    some = outbox.c.key.startswith(prefix, autoescape=True)
    waits = (outbox.c.state == "queued", outbox.c.parts_sent == 0)
    dropped = update(outbox).where(some, *waits).values(state="dropped", error=why)
    return (await unit.run(dropped)).rowcount
