"""Heavy work on files, as rows: asked for in a turn, done by the child after the commit."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, func, select, update

from storage import attachments
from storage.attachments import Attachment
from storage.database import Unit
from storage.schema import chat, heavy_job
from storage.schema.base import Moment


@dataclass(frozen=True)
class HeavyJob:
    """A piece of work, and the conversation that waits for it. `attempts`: begun so often."""

    id: int
    kind: str
    question: Mapping[str, Any]
    attachment: int | None
    person: int
    bot: str
    platform_id: str
    private: bool
    user: str
    attempts: int


async def ask(  # noqa: PLR0913 - whose conversation goes on is person, chat and user
    unit: Unit,
    kind: str,
    question: Mapping[str, Any],
    *,
    person: int,
    chat: int,
    user: str,
    attachment: int | None = None,
) -> int:
    """Queue work of one kind of handlers.heavy.HEAVY; the answer goes to this conversation."""
    unit.asked = True
    return await unit.insert(
        heavy_job,
        kind=kind,
        question=dict(question),
        attachment_id=attachment,
        person_id=person,
        chat_id=chat,
        user=user,
        state="waiting",
        not_before=unit.now,
        at=unit.now,
    )


_COLUMNS = (
    heavy_job.c.id,
    heavy_job.c.kind,
    heavy_job.c.question,
    heavy_job.c.attachment_id,
    heavy_job.c.person_id,
    chat.c.bot,
    chat.c.platform_id,
    chat.c.private,
    heavy_job.c.user,
    heavy_job.c.attempts,
)


_NEXT_WAITING = (
    select(*_COLUMNS)
    .join(chat, chat.c.id == heavy_job.c.chat_id)
    .where(
        heavy_job.c.state == "waiting",
        chat.c.bot.in_(bindparam("bots", expanding=True)),
        heavy_job.c.not_before <= bindparam("now", type_=Moment),
    )
    .order_by(heavy_job.c.id)
    .limit(1)
)


async def next_waiting(unit: Unit, bots: Collection[str]) -> HeavyJob | None:
    """The oldest job of these bots that may be worked on now."""
    row = await unit.first(_NEXT_WAITING, {"bots": list(bots), "now": unit.now})
    return HeavyJob(*row) if row else None


async def last_of(unit: Unit, kind: str, attachment: int) -> HeavyJob | None:
    """The newest job of a kind on a file that did not fail."""
    statement = (
        select(*_COLUMNS)
        .join(chat, chat.c.id == heavy_job.c.chat_id)
        .where(heavy_job.c.kind == kind, heavy_job.c.attachment_id == attachment)
        .where(heavy_job.c.state != "failed")
        .order_by(heavy_job.c.id.desc())
        .limit(1)
    )
    row = await unit.first(statement)
    return HeavyJob(*row) if row else None


async def next_due(unit: Unit) -> datetime | None:
    """When the next job that was put off may be tried."""
    waits = (heavy_job.c.state == "waiting", heavy_job.c.not_before > unit.now)
    moment: datetime | None = await unit.value(
        select(func.min(heavy_job.c.not_before)).where(*waits)
    )
    return moment


async def begun(unit: Unit, job: int) -> None:
    """One more attempt; committed first, so that a job that kills its reader ends some day."""
    await _set(unit, job, attempts=heavy_job.c.attempts + 1)


async def later(unit: Unit, job: int, not_before: datetime, error: str) -> None:
    """Its surroundings failed: again, not before this moment."""
    await _set(unit, job, not_before=not_before, error=error)


async def done(unit: Unit, job: int, made: Sequence[int] = ()) -> None:
    """In the commit that says the result; `made`: the attachments that came of it."""
    await _set(unit, job, state="done", done=unit.now, error=None, made=list(made))


async def made_of(
    unit: Unit, round_id: int, without: Collection[str]
) -> list[tuple[Attachment, datetime]]:
    """The files made for a round and when (aware UTC), the newest first, save by these kinds."""
    jobs = (
        select(heavy_job.c.question, heavy_job.c.made, heavy_job.c.done)
        .where(heavy_job.c.state == "done", heavy_job.c.kind.not_in(without))
        .where(heavy_job.c.attachment_id.is_(None))
        .order_by(heavy_job.c.id.desc())
    )
    numbers = [
        (number, row.done)
        for row in await unit.rows(jobs)
        if row.question.get("round") == round_id
        for number in row.made or ()
    ]
    found = [(await attachments.get(unit, number), done) for number, done in numbers]
    return [(one, done) for one, done in found if one is not None and one.state == "stored"]


async def failed(unit: Unit, job: int, error: str) -> None:
    """In the commit that says why not."""
    await _set(unit, job, state="failed", done=unit.now, error=error)


async def _set(unit: Unit, job: int, **values: Any) -> None:
    await unit.run(update(heavy_job).where(heavy_job.c.id == job).values(**values))
