"""The outbox: everything said is a row, written with what caused it and sent after the commit.

queued → sending → sent, failed, dropped or unknown. Order is kept within (chat, lane).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Text, bindparam, case, cast, func, select, update

from dialogues.messages import Choice, Lane, Notice, Outgoing, Say
from storage.database import Unit
from storage.schema import chat, contact, outbox
from storage.schema.base import Moment

BLANK_AFTER = timedelta(days=30)
_INSERT = outbox.insert()


@dataclass(frozen=True)
class OutRow:
    """A row on its way out, with the platform's name of its chat."""

    id: int
    chat: int
    address: str
    private: bool
    person: int | None
    lane: Lane
    say: Say
    compose: Mapping[str, Any] | None
    edits: str | None  # platform id of the message it replaces
    attempts: int
    unanswered: bool  # an earlier attempt got no answer


@dataclass(frozen=True)
class Result:
    """What became of one attempt. `state` queued means: again, not before `again`."""

    row: int
    state: str
    at: datetime
    message: str | None = None
    error: str | None = None
    again: datetime | None = None
    twice: bool = False


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


_edited = outbox.alias("edited")

_HEAD_COLUMNS = (
    outbox.c.id,
    outbox.c.chat_id,
    chat.c.platform_id,
    chat.c.private,
    outbox.c.person_id,
    outbox.c.lane,
    outbox.c.text,
    outbox.c.choices,
    outbox.c.compose,
    _edited.c.message,
    outbox.c.attempts,
    outbox.c.twice,
)


_OLDEST = (
    select(func.min(outbox.c.id))
    .where(outbox.c.state.in_(("queued", "sending")), outbox.c.bot == bindparam("of_bot"))
    .group_by(outbox.c.bot, outbox.c.chat_id, outbox.c.lane)
)
_HEADS = (
    select(*_HEAD_COLUMNS)
    .join(chat, chat.c.id == outbox.c.chat_id)
    .join(_edited, _edited.c.id == outbox.c.edits, isouter=True)
    .where(
        outbox.c.id.in_(_OLDEST),
        outbox.c.state == "queued",
        outbox.c.not_before <= bindparam("now", type_=Moment),
        outbox.c.chat_id.not_in(bindparam("busy", expanding=True)),
    )
    .order_by(case((outbox.c.lane == Lane.REPLY, 0), else_=1), outbox.c.id)
    .limit(bindparam("most"))
)


async def heads(unit: Unit, bot: str, *, busy: Collection[int], limit: int) -> list[OutRow]:
    """The oldest open row of each (chat, lane) that may go now: replies first, then by age."""
    values = {"of_bot": bot, "now": unit.now, "busy": list(busy), "most": limit}
    return [_out_row(row) for row in await unit.rows(_HEADS, values)]


def _out_row(row: Any) -> OutRow:
    choices = tuple(Choice(*one) for one in row.choices)
    return OutRow(
        id=row.id,
        chat=row.chat_id,
        address=row.platform_id,
        private=row.private,
        person=row.person_id,
        lane=Lane(row.lane),
        say=Say(row.text, choices),
        compose=row.compose,
        edits=row.message,
        attempts=row.attempts,
        unanswered=row.twice,
    )


async def next_due(unit: Unit, bot: str) -> datetime | None:
    """When the next row that waits for its hour may go."""
    waits = (outbox.c.state == "queued", outbox.c.bot == bot, outbox.c.not_before > unit.now)
    moment: datetime | None = await unit.value(select(func.min(outbox.c.not_before)).where(*waits))
    return moment


async def sending(unit: Unit, rows: Sequence[int]) -> None:
    """Mark rows as being sent; committed before the call."""
    if rows:
        changed = {"state": "sending", "attempts": outbox.c.attempts + 1}
        await unit.run(update(outbox).where(outbox.c.id.in_(rows)).values(changed))


async def composed(unit: Unit, row: int, say: Say) -> None:
    """Keep the text a notice was given at its first attempt."""
    choices = [[c.label, c.action, c.key] for c in say.choices]
    values = {"text": say.text, "choices": choices, "compose": None}
    await unit.run(update(outbox).where(outbox.c.id == row).values(values))


async def drop(unit: Unit, row: int, why: str) -> None:
    """There was nothing left to say."""
    await unit.run(update(outbox).where(outbox.c.id == row).values(state="dropped", error=why))


_SENT = (
    update(outbox)
    .where(outbox.c.id == bindparam("row"))
    .values(state="sent", error=None, sent=bindparam("at"), message=bindparam("as_message"))
)


async def finish(unit: Unit, results: Sequence[Result]) -> None:
    """Write down what became of attempts; the plain successes in one go."""
    sent = [one for one in results if one.state == "sent"]
    values = [{"row": one.row, "at": one.at, "as_message": one.message} for one in sent]
    await unit.run_many(_SENT, values)
    for one in results:
        if one.state != "sent":
            await _finish_otherwise(unit, one)


async def _finish_otherwise(unit: Unit, one: Result) -> None:
    values: dict[str, Any] = {"state": one.state, "error": one.error}
    if one.again is not None:
        values["not_before"] = one.again
    if one.twice:
        values["twice"] = True
    await unit.run(update(outbox).where(outbox.c.id == one.row).values(values))


async def found_sending(unit: Unit, bot: str) -> int:
    """At start: rows a killed process was sending go out once more, counted as possibly twice."""
    left = (outbox.c.bot == bot, outbox.c.state == "sending")
    again = update(outbox).where(*left).values(state="queued", twice=True)
    return (await unit.run(again)).rowcount


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


async def sent_since(unit: Unit, bot: str, since: datetime) -> list[tuple[int, bool, datetime]]:
    """(chat, private, moment) of what went out lately: fills the rate table at start."""
    statement = (
        select(outbox.c.chat_id, chat.c.private, outbox.c.sent)
        .join(chat, chat.c.id == outbox.c.chat_id)
        .where(outbox.c.bot == bot, outbox.c.sent >= since)
        .order_by(outbox.c.sent)
    )
    return [(row.chat_id, row.private, row.sent) for row in await unit.rows(statement)]


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
