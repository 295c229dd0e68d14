"""Rows of the outbox on their way: queued, sending, then sent, failed, dropped or unknown."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, case, func, select, update

from dialogues.messages import Choice, Lane, Say
from storage.database import Unit
from storage.schema import attachment, chat, outbox
from storage.schema.base import Moment


@dataclass(frozen=True)
class OutFile:
    """A file on its way out: known to the platform as `remote`, or lying in files/."""

    id: int
    name: str
    mime: str
    sha256: str | None
    remote: str
    data: bytes | None = None  # read when it is sent


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
    attempts: int  # of the part that is next
    unanswered: bool  # an earlier attempt of that part got no answer
    parts_sent: int = 0  # of a message cut in several
    file: OutFile | None = None


@dataclass(frozen=True)
class Result:
    """What became of one attempt. `state` queued means: again, not before `again`.

    `parts` is how many parts of the message have gone out by now, where one just did.
    """

    row: int
    state: str
    at: datetime
    message: str | None = None
    error: str | None = None
    again: datetime | None = None
    twice: bool = False
    parts: int | None = None


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
    outbox.c.parts_sent,
    outbox.c.attachment_id,
    outbox.c.once,
    outbox.c.link,
)


# A row that waits for its hour holds nobody up: what is khẩn passes a nudge queued for after
# lunch. One that was tried already does, so that a retry is not overtaken.
_OLDEST = (
    select(func.min(outbox.c.id))
    .where(
        outbox.c.state.in_(("queued", "sending")),
        outbox.c.bot == bindparam("of_bot"),
        (outbox.c.not_before <= bindparam("now", type_=Moment)) | (outbox.c.attempts > 0),
    )
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
_NOTICES = _HEADS.where(outbox.c.lane == Lane.NOTICE)
_SOME = 8  # notices looked at beside a full hand of replies


async def heads(unit: Unit, bot: str, *, busy: Collection[int], limit: int) -> list[OutRow]:
    """The oldest open row of each (chat, lane) that may go now: replies first, then by age.

    Where replies alone reach the limit some notices come behind them, so that they are seen.
    """
    values = {"of_bot": bot, "now": unit.now, "busy": list(busy), "most": limit}
    rows = list(await unit.rows(_HEADS, values))
    if len(rows) == limit and rows[-1].lane == Lane.REPLY:
        rows += await unit.rows(_NOTICES, values | {"most": _SOME})
    return [_out_row(row) for row in rows]


def _out_row(row: Any) -> OutRow:
    choices = tuple(Choice(*one) for one in row.choices)
    return OutRow(
        id=row.id,
        chat=row.chat_id,
        address=row.platform_id,
        private=row.private,
        person=row.person_id,
        lane=Lane(row.lane),
        say=Say(row.text, choices, row.attachment_id, row.once, row.link or ""),
        compose=row.compose,
        edits=row.message,
        attempts=row.attempts,
        unanswered=row.twice and row.attempts > 0,
        parts_sent=row.parts_sent,
    )


async def file_of(unit: Unit, bot: str, attachment_id: int) -> OutFile | None:
    """The file of a row, as this bot may send it; None when it is nowhere any more."""
    row = await unit.first(select(attachment).where(attachment.c.id == attachment_id))
    if row is None:
        return None
    remote = row.remote if row.bot == bot else ""
    sha256 = row.sha256 if row.state == "stored" else None
    if not remote and sha256 is None:
        return None
    return OutFile(row.id, row.name, row.mime, sha256, remote)


_NEXT_DUE = select(func.min(outbox.c.not_before)).where(
    outbox.c.state == "queued",
    outbox.c.bot == bindparam("of_bot"),
    outbox.c.not_before > bindparam("now", type_=Moment),
)


async def next_due(unit: Unit, bot: str) -> datetime | None:
    """When the next row that waits for its hour may go."""
    moment: datetime | None = await unit.value(_NEXT_DUE, {"of_bot": bot, "now": unit.now})
    return moment


_SENDING = (
    update(outbox)
    .where(outbox.c.id.in_(bindparam("rows", expanding=True)))
    .values(
        state="sending",
        attempts=outbox.c.attempts + 1,
        first_tried=func.coalesce(outbox.c.first_tried, bindparam("now", type_=Moment)),
    )
)


async def sending(unit: Unit, rows: Sequence[int]) -> None:
    """Mark rows as being sent; committed before the call."""
    if rows:
        await unit.run(_SENDING, {"rows": list(rows), "now": unit.now})


async def composed(unit: Unit, row: int, say: Say) -> None:
    """Keep the text a notice was given at its first attempt."""
    choices = [[c.label, c.action, c.key] for c in say.choices]
    values: dict[str, Any] = {"text": say.text, "choices": choices, "compose": None}
    if say.attachment is not None or say.once:
        values |= {"attachment_id": say.attachment, "once": say.once, "link": say.link or None}
    await unit.run(update(outbox).where(outbox.c.id == row).values(values))


async def defer(unit: Unit, row: int, until: datetime) -> None:
    """Put a notice back: it is composed and decided again at that moment."""
    later = update(outbox).where(outbox.c.id == row).values(not_before=until)
    await unit.run(later)


async def midway(unit: Unit, bot: str) -> dict[int, int]:
    """At start: chat → the row of which some parts went out, and the others did not."""
    begun = (outbox.c.state.in_(("queued", "sending")), outbox.c.parts_sent > 0)
    statement = select(outbox.c.chat_id, outbox.c.id).where(outbox.c.bot == bot, *begun)
    return {row.chat_id: row.id for row in await unit.rows(statement)}


async def is_open(unit: Unit, row: int) -> bool:
    """Whether a row is still to go, whole or in part."""
    state = await unit.value(select(outbox.c.state).where(outbox.c.id == row))
    return state in {"queued", "sending"}


async def drop(unit: Unit, row: int, why: str) -> None:
    """There was nothing left to say."""
    await unit.run(update(outbox).where(outbox.c.id == row).values(state="dropped", error=why))


_SENT = (
    update(outbox)
    .where(outbox.c.id == bindparam("row"))
    .values(
        state="sent",
        error=None,
        sent=bindparam("at"),
        message=bindparam("as_message"),
        parts_sent=bindparam("parts"),
    )
)


async def finish(unit: Unit, results: Sequence[Result]) -> None:
    """Write down what became of attempts; the plain successes in one go."""
    sent = [one for one in results if one.state == "sent"]
    values = [
        {"row": one.row, "at": one.at, "as_message": one.message, "parts": one.parts or 1}
        for one in sent
    ]
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
    if one.parts is not None:  # the part behind it begins its attempts anew
        values |= {"parts_sent": one.parts, "attempts": 0}
    await unit.run(update(outbox).where(outbox.c.id == one.row).values(values))


async def forget(unit: Unit, rows: Sequence[OutRow]) -> None:
    """Blank texts that were to be said once, now that they were, or cannot be; files go too."""
    ids = [row.id for row in rows]
    await unit.run(update(outbox).where(outbox.c.id.in_(ids)).values(text=""))
    files = [row.file.id for row in rows if row.file is not None]
    await unit.run(update(attachment).where(attachment.c.id.in_(files)).values(state="gone"))


async def found_sending(unit: Unit, bot: str) -> int:
    """At start: rows a killed process was sending go out once more, counted as possibly twice."""
    left = (outbox.c.bot == bot, outbox.c.state == "sending")
    again = update(outbox).where(*left).values(state="queued", twice=True)
    return (await unit.run(again)).rowcount


async def sent_since(unit: Unit, bot: str, since: datetime) -> list[tuple[int, bool, datetime]]:
    """(chat, private, moment) of every part that went out lately: fills the rate table."""
    statement = (
        select(outbox.c.chat_id, chat.c.private, outbox.c.sent, outbox.c.parts_sent)
        .join(chat, chat.c.id == outbox.c.chat_id)
        .where(outbox.c.bot == bot, outbox.c.sent >= since)
        .order_by(outbox.c.sent)
    )
    return [
        (row.chat_id, row.private, row.sent)
        for row in await unit.rows(statement)
        for _ in range(max(1, row.parts_sent))
    ]
