"""The inbox: raw updates as received, unique per (bot, update id), handled in order."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import bindparam, delete, func, select, tuple_, update

from storage.database import Unit
from storage.schema import inbox
from storage.schema.base import Moment

GIVE_UP_ID_AFTER = timedelta(days=7)  # platforms start their numbers anew after an idle week
BLANK_AFTER = timedelta(days=30)


@dataclass(frozen=True)
class Arrived:
    """A raw update before it has a row. `conversation` is the platform's chat and user."""

    update: str
    conversation: str
    raw: str  # JSON as received


Talk = tuple[str, str]
"""A bot and a conversation of its platform: two bots may know chats of one number."""


@dataclass(frozen=True)
class InboxRow:
    """A row that waits, or was set aside."""

    id: int
    bot: str
    conversation: str
    raw: str
    attempts: int
    error: str | None
    received: datetime

    @property
    def talk(self) -> Talk:
        return self.bot, self.conversation


async def keep(unit: Unit, bot: str, arrived: Sequence[Arrived]) -> None:
    """Store updates; one already here is passed over."""
    values = [
        {
            "bot": bot,
            "update_id": one.update,
            "conversation": one.conversation,
            "raw": one.raw,
            "received": unit.now,
            "state": "new",
            "attempts": 0,
        }
        for one in arrived
    ]
    await unit.run_many(unit.insert_new(inbox).on_conflict_do_nothing(), values)


def _row(row: object) -> InboxRow:
    return InboxRow(*row)  # type: ignore[misc]


_COLUMNS = (
    inbox.c.id,
    inbox.c.bot,
    inbox.c.conversation,
    inbox.c.raw,
    inbox.c.attempts,
    inbox.c.error,
    inbox.c.received,
)


_WAITING = (
    select(*_COLUMNS)
    .where(inbox.c.state == "new", inbox.c.bot.in_(bindparam("bots", expanding=True)))
    .order_by(inbox.c.id)
    .limit(bindparam("most"))
)


async def waiting(
    unit: Unit, bots: Collection[str], *, limit: int, parked: Collection[Talk] = ()
) -> list[InboxRow]:
    """The oldest rows not yet handled, leaving out conversations that wait for a mend."""
    statement = _WAITING
    if parked:
        talk = tuple_(inbox.c.bot, inbox.c.conversation)
        statement = statement.where(talk.not_in(parked))
    found = await unit.rows(statement, {"bots": list(bots), "most": limit})
    return [_row(row) for row in found]


_DONE = (
    update(inbox)
    .where(inbox.c.id.in_(bindparam("rows", expanding=True)))
    .values(state="done", done=bindparam("at", type_=Moment))
)


async def done(unit: Unit, ids: Sequence[int]) -> None:
    """Mark rows handled, in the same commit as what they caused."""
    if ids:
        await unit.run(_DONE, {"rows": list(ids), "at": unit.now})


async def set_aside(unit: Unit, row: int, error: str) -> None:
    """Keep a row that our own fault could not handle; the rows behind it go on."""
    changed = {"state": "aside", "error": error, "attempts": inbox.c.attempts + 1}
    await unit.run(update(inbox).where(inbox.c.id == row).values(changed))


async def aside(unit: Unit) -> list[InboxRow]:
    """Rows set aside, oldest first."""
    statement = select(*_COLUMNS).where(inbox.c.state == "aside").order_by(inbox.c.id)
    return [_row(row) for row in await unit.rows(statement)]


async def retry(unit: Unit, rows: Collection[int] | None = None) -> int:
    """Put rows set aside (all, or those named) back in the queue; how many there were."""
    statement = update(inbox).where(inbox.c.state == "aside").values(state="new")
    if rows is not None:
        statement = statement.where(inbox.c.id.in_(rows))
    return (await unit.run(statement)).rowcount


async def blank(unit: Unit, row: int) -> None:
    """Forget what was typed: a join code was used, or the secrecy guard struck."""
    await unit.run(update(inbox).where(inbox.c.id == row).values(raw="{}"))


async def tidy(unit: Unit) -> None:
    """Give up old update ids, blank old texts."""
    old: datetime = unit.now - GIVE_UP_ID_AFTER
    finished = inbox.c.state == "done"
    left = (inbox.c.state == "aside") & (inbox.c.received < old)
    given_up = update(inbox).where((finished & (inbox.c.done < old)) | left)
    await unit.run(given_up.where(inbox.c.update_id.is_not(None)).values(update_id=None))
    await unit.run(delete(inbox).where(finished, inbox.c.done < unit.now - BLANK_AFTER))


async def counts(unit: Unit) -> dict[str, int]:
    """How many rows stand in each state."""
    rows = await unit.rows(select(inbox.c.state, func.count()).group_by(inbox.c.state))
    return {row[0]: row[1] for row in rows}


async def latest(unit: Unit) -> datetime | None:
    """When the last update came in, UTC."""
    moment: datetime | None = await unit.value(select(func.max(inbox.c.received)))
    return moment
