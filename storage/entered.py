"""Nhập thay: what an agency's own people have on their desks, and an entry taken back."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select, update

from storage.database import Unit
from storage.schema import official_document, participant, session, submission, task_update


@dataclass(frozen=True)
class Drafted:
    """A draft somebody of the agency has begun; what is in it stays theirs."""

    form: str
    subject: str
    state: dict[str, Any]
    updated: datetime


async def drafts(unit: Unit, people: Collection[int], forms: Collection[str]) -> list[Drafted]:
    """What these people have begun in these forms and not sent, newest first."""
    mine = (session.c.owner.in_([f"p{one}" for one in people]), session.c.form.in_(forms))
    columns = (session.c.form, session.c.subject, session.c.state, session.c.updated)
    rows = await unit.rows(select(*columns).where(*mine).order_by(session.c.updated.desc()))
    return [Drafted(row.form, row.subject, row.state, row.updated) for row in rows if row.state]


async def withdraw_sent(unit: Unit, sent: int) -> None:
    """Thu hồi of one report; those before it stay as they are."""
    mine = update(submission).where(submission.c.id == sent)
    await unit.run(mine.values(withdrawn=unit.now))


async def unregister(unit: Unit, round_id: int, agency_id: int) -> bool:
    """Take back the document that the Sở registered last; the one before it, if any, counts."""
    mine = (participant.c.round_id == round_id) & (participant.c.agency_id == agency_id)
    row = await unit.first(
        select(official_document.c.id, official_document.c.replaces)
        .join(participant, participant.c.paper_id == official_document.c.id)
        .where(mine, official_document.c.entered.is_(True))
    )
    if row is None:
        return False
    gone = update(official_document).where(official_document.c.id == row.id)
    await unit.run(gone.values(withdrawn=unit.now))
    await unit.run(update(participant).where(mine).values(paper_id=row.replaces))
    return True


async def spoke(unit: Unit, round_id: int, agency_id: int) -> bool:
    """Whether some update of an agency stands in a round."""
    mine = select(task_update.c.id).where(
        task_update.c.round_id == round_id,
        task_update.c.agency_id == agency_id,
        task_update.c.withdrawn.is_(None),
    )
    return await unit.value(mine.limit(1)) is not None
