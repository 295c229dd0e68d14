"""The reports agencies sent: every lần gửi is kept, the last one that was not withdrawn counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select, update

from plans import merged
from plans.basis import from_json
from plans.group_questions import answers_from_json, answers_to_json
from plans.merged import Merged
from plans.model import EntryBasis, GroupAnswer
from storage import indicators
from storage.database import Unit
from storage.schema import plan, receipt, round_, submission


@dataclass(frozen=True)
class Sent:
    """A report as it was sent. `updates`: those it held then; `basis`: nhập thay, from what."""

    id: int
    round: int
    agency: int
    nth: int
    by: str
    post: str
    at: datetime
    # full, nothing, carried, merged (đã lồng ghép), or partial: entered, lead tasks still missing
    kind: str
    support: str
    late: bool
    updates: tuple[int, ...]
    receipt: str
    basis: EntryBasis | None
    answers: tuple[GroupAnswer, ...] = ()
    merged: Merged | None = None


def _ever() -> Any:
    return (
        select(submission, receipt.c.year, receipt.c.seq, plan.c.short)
        .join(receipt, receipt.c.id == submission.c.receipt_id)
        .join(round_, round_.c.id == submission.c.round_id)
        .join(plan, plan.c.id == round_.c.plan_id)
        .order_by(submission.c.id)
    )


def _reports() -> Any:
    return _ever().where(submission.c.withdrawn.is_(None))


async def standing(unit: Unit, round_id: int, agency_id: int | None = None) -> dict[int, Sent]:
    """Agency → its report that counts, in one query."""
    statement = _reports().where(submission.c.round_id == round_id)
    if agency_id is not None:
        statement = statement.where(submission.c.agency_id == agency_id)
    return {row.agency_id: _sent(row) for row in await unit.rows(statement)}


async def stood(unit: Unit, round_id: int, at: datetime) -> dict[int, list[Sent]]:
    """Agency → all its reports of a round that stood at a moment (UTC), oldest first."""
    gone = submission.c.withdrawn
    then = (submission.c.at <= at, gone.is_(None) | (gone > at))
    found: dict[int, list[Sent]] = {}
    for row in await unit.rows(_ever().where(submission.c.round_id == round_id, *then)):
        found.setdefault(row.agency_id, []).append(_sent(row))
    return found


async def under(unit: Unit, receipt_id: int) -> Sent | None:
    """The report of a mã ghi nhận, unless it was withdrawn."""
    row = await unit.first(_reports().where(submission.c.receipt_id == receipt_id))
    return _sent(row) if row else None


def _sent(row: Any) -> Sent:
    return Sent(
        id=row.id,
        round=row.round_id,
        agency=row.agency_id,
        nth=row.nth,
        by=row.person_name,
        post=row.person_post,
        at=row.at,
        kind=row.kind,
        support=row.support_text,
        late=row.late,
        updates=tuple(row.updates),
        receipt=f"{row.short}-{row.year}-{row.seq:03d}",
        basis=from_json(row.basis),
        answers=answers_from_json(row.answers),
        merged=merged.from_json(row.merged),
    )


async def add(unit: Unit, values: dict[str, Any]) -> int:
    """One more lần gửi of an agency; its number is returned."""
    earlier = select(func.count()).where(
        submission.c.round_id == values["round_id"],
        submission.c.agency_id == values["agency_id"],
    )
    nth = int(await unit.value(earlier)) + 1
    await unit.insert(submission, nth=nth, at=unit.now, **values)
    return nth


async def keep_answers(
    unit: Unit, round_id: int, agency_id: int, nth: int, answers: Sequence[GroupAnswer]
) -> None:
    """The answers to the round's questions, with the lần gửi that holds them."""
    mine = update(submission).where(
        submission.c.round_id == round_id,
        submission.c.agency_id == agency_id,
        submission.c.nth == nth,
    )
    await unit.run(mine.values(answers=answers_to_json(answers)))


async def withdraw(unit: Unit, round_id: int, agency_id: int, *, after: int = 0) -> bool:
    """Take back the report, those after the one named (it was accepted); all is kept."""
    mine = (
        submission.c.round_id == round_id,
        submission.c.agency_id == agency_id,
        submission.c.withdrawn.is_(None),
        submission.c.id > after,
    )
    done = await unit.run(update(submission).where(*mine).values(withdrawn=unit.now))
    await indicators.withdraw_with_reports(unit, round_id, agency_id)
    return done.rowcount > 0


async def last(unit: Unit, plan_id: str, agency_id: int, before: int) -> Any:
    """The newest report of an agency in an earlier round of the plan: (support text, at)."""
    statement = (
        select(submission.c.support_text, submission.c.at)
        .join(round_, round_.c.id == submission.c.round_id)
        .where(
            round_.c.plan_id == plan_id,
            submission.c.agency_id == agency_id,
            submission.c.round_id != before,
            submission.c.withdrawn.is_(None),
        )
        .order_by(submission.c.id.desc())
        .limit(1)
    )
    return await unit.first(statement)
