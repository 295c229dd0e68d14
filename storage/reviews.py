"""What the Sở said of a report or of a task, and what the agency answered; never overwritten."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select

from plans.basis import paper_from_json
from plans.model import Paper
from storage.database import Unit
from storage.schema import person, review, submission, task

# Of a whole report
ACCEPTED = "accepted"  # tiếp nhận
MORE_ASKED = "more_asked"  # đề nghị bổ sung
ANSWERED = "answered"  # the agency's short answer to it
# Of one task
UNCLEAR = "unclear"  # chưa hoàn thành, đề nghị làm rõ
NOTED = "noted"  # đề nghị điều chỉnh: ghi nhận, chờ quyết định
DECIDED = "decided"  # đề nghị điều chỉnh: the decision, with its document


@dataclass(frozen=True)
class Review:
    """One such word, with who said it and when."""

    id: int
    round: int | None
    agency: int
    submission: int | None
    task: int | None
    what: str
    text: str
    paper: Paper | None
    person: int
    by: str
    at: datetime


def _reviews() -> Any:
    return (
        select(review, person.c.name.label("by"))
        .join(person, person.c.id == review.c.person_id)
        .order_by(review.c.id)
    )


def _review(row: Any) -> Review:
    return Review(
        id=row.id,
        round=row.round_id,
        agency=row.agency_id,
        submission=row.submission_id,
        task=row.task_id,
        what=row.what,
        text=row.text,
        paper=paper_from_json(row.paper) if row.paper else None,
        person=row.person_id,
        by=row.by,
        at=row.at,
    )


async def add(unit: Unit, what: str, agency_id: int, person_id: int, **more: Any) -> int:
    """Keep one word; `more`: round_id, submission_id, task_id, text, paper (as JSON)."""
    values = {"what": what, "agency_id": agency_id, "person_id": person_id, "text": "", **more}
    return await unit.insert(review, at=unit.now, **values)


async def get(unit: Unit, review_id: int) -> Review | None:
    row = await unit.first(_reviews().where(review.c.id == review_id))
    return _review(row) if row else None


async def of_report(unit: Unit, round_id: int, agency_id: int) -> list[Review]:
    """What was said of an agency's report in a round, oldest first."""
    mine = (review.c.round_id == round_id, review.c.agency_id == agency_id)
    rows = await unit.rows(_reviews().where(*mine, review.c.task_id.is_(None)))
    return [_review(row) for row in rows]


async def accepted(unit: Unit, round_id: int) -> dict[int, datetime]:
    """Agency → when its report in a round was last accepted."""
    last = func.max(review.c.at).label("last")
    statement = (
        select(review.c.agency_id, last)
        .where(review.c.round_id == round_id, review.c.what == ACCEPTED)
        .group_by(review.c.agency_id)
    )
    return {row.agency_id: row.last for row in await unit.rows(statement)}


async def accepted_report(unit: Unit, round_id: int, agency_id: int) -> int | None:
    """The report (submission) the Sở's last word accepted, if it still stands."""
    last = next(
        (
            one
            for one in reversed(await of_report(unit, round_id, agency_id))
            if one.what in {ACCEPTED, MORE_ASKED}
        ),
        None,
    )
    if last is None or last.what != ACCEPTED:
        return None
    stands = (submission.c.id == last.submission, submission.c.withdrawn.is_(None))
    found: int | None = await unit.value(select(submission.c.id).where(*stands))
    return found


async def of_tasks(unit: Unit, plan_id: str) -> dict[tuple[int, int], list[Review]]:
    """(task, agency) → what was said of it, oldest first; all tasks of a plan in one query."""
    mine = _reviews().join(task, task.c.id == review.c.task_id).where(task.c.plan_id == plan_id)
    found: dict[tuple[int, int], list[Review]] = {}
    for row in await unit.rows(mine):
        found.setdefault((row.task_id, row.agency_id), []).append(_review(row))
    return found
