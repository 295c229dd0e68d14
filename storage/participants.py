"""Where each agency stands in a round."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Date, bindparam, exists, select, update

from plans import merged
from plans.basis import from_json
from plans.ground import local
from plans.model import Paper, Participant, SubmissionState
from storage.absences import nobody_until
from storage.agencies import AGENCY, agency_of
from storage.database import Unit
from storage.schema import agency, call, official_document, participant, round_, submission


async def enrol(
    unit: Unit,
    round_id: int,
    asked: Sequence[tuple[int, int]],
    by_questions: Collection[int] = (),
) -> None:
    """(agency, how many tasks it leads), in the plan's order: the confirmed denominator.

    `by_questions`: agencies that answer the round's questions for what is given to all of them.
    """
    rows = [
        {
            "round_id": round_id,
            "agency_id": agency_id,
            "position": position,
            "leads": leads,
            "state": SubmissionState.NOTHING,
            "nudges": 0,
            "by_questions": agency_id in by_questions,
        }
        for position, (agency_id, leads) in enumerate(asked)
    ]
    await unit.run_many(unit.insert_new(participant).on_conflict_do_nothing(), rows)


# Nhập thay: what the report that counts was entered from.
_BASIS = (
    select(submission.c.basis)
    .where(
        submission.c.round_id == participant.c.round_id,
        submission.c.agency_id == participant.c.agency_id,
        submission.c.withdrawn.is_(None),
    )
    .order_by(submission.c.id.desc())
    .limit(1)
    .correlate(participant)
    .scalar_subquery()
)
_MERGED = (
    select(submission.c.merged)
    .where(
        submission.c.round_id == participant.c.round_id,
        submission.c.agency_id == participant.c.agency_id,
        submission.c.withdrawn.is_(None),
    )
    .order_by(submission.c.id.desc())
    .limit(1)
    .correlate(participant)
    .scalar_subquery()
)
# The day an agency named last was named in a call.
_BY_PHONE = exists(
    select(call.c.id).where(
        call.c.round_id == participant.c.round_id,
        call.c.agency_id == participant.c.agency_id,
        call.c.promised == participant.c.promised,
    )
).label("by_phone")
_PARTICIPANT = (
    participant.c.round_id,
    participant.c.leads,
    participant.c.state,
    participant.c.sent,
    participant.c.nothing_to_report,
    participant.c.carried_over,
    participant.c.promised,
    participant.c.with_leader_since,
    participant.c.nudges,
    participant.c.nudged_on,
    participant.c.promises,
    participant.c.by_questions,
    _BY_PHONE,
    official_document.c.number,
    official_document.c.symbol,
    official_document.c.dated,
    official_document.c.entered,
    official_document.c.at.label("paper_at"),
    round_.c.due,
    round_.c.last_day,
    round_.c.closed,
    _BASIS.label("basis"),
    _MERGED.label("merged"),
    *AGENCY,
)


_TODAY = bindparam("today", type_=Date)
_AWAY = nobody_until(_TODAY, participant.c.agency_id, round_.c.plan_id)
# In the plan's order; an agency added later stands behind the one whose place it shares.
_ALL = (
    select(*_PARTICIPANT, _AWAY.label("away"))
    .join(round_, round_.c.id == participant.c.round_id)
    .join(agency, agency.c.id == participant.c.agency_id)
    .join(official_document, official_document.c.id == participant.c.paper_id, isouter=True)
    .order_by(participant.c.round_id, participant.c.position, participant.c.agency_id)
)
# Of every answer: lists are expanded anew at every call.
_ONE = _ALL.where(
    participant.c.round_id == bindparam("round"), participant.c.agency_id == bindparam("agency")
)
_SOME = _ALL.where(participant.c.round_id.in_(bindparam("rounds", expanding=True)))
_OF_AGENCIES = _SOME.where(participant.c.agency_id.in_(bindparam("agencies", expanding=True)))


async def of_round(
    unit: Unit, round_id: int, *, agency_id: int | None = None
) -> list[Participant]:
    """Where the agencies of a round stand, in the plan's order."""
    if agency_id is not None:
        one = await get(unit, round_id, agency_id)
        return [] if one is None else [one]
    return (await in_rounds(unit, (round_id,))).get(round_id, [])


async def get(unit: Unit, round_id: int, agency_id: int) -> Participant | None:
    values = {"today": local(unit.now).date(), "round": round_id, "agency": agency_id}
    row = await unit.first(_ONE, values)
    return _participant(row) if row else None


def _participant(row: Any) -> Participant:
    paper = Paper(row.number, row.symbol, row.dated) if row.number else None
    return Participant(
        round=row.round_id,
        agency=agency_of(row),
        leads=row.leads,
        state=SubmissionState(row.state),
        sent=row.sent,
        nothing_to_report=row.nothing_to_report,
        carried_over=row.carried_over,
        paper=paper,
        paper_entered=bool(row.entered),
        paper_late=paper is not None and _late(row),
        entered=from_json(row.basis),
        promised=row.promised,
        with_leader_since=row.with_leader_since,
        nudges=row.nudges,
        away=row.away,
        nudged_on=row.nudged_on,
        promises=row.promises,
        by_phone=row.by_phone,
        by_questions=row.by_questions,
        merged=merged.from_json(row.merged),
    )


def _late(row: Any) -> bool:
    """Whether the document came gửi sau thời hạn, or into a round already closed."""
    after = row.closed is not None and row.paper_at >= row.closed
    return after or bool(row.dated > max(row.due, row.last_day))


async def change(unit: Unit, round_id: int, agency_id: int, **values: Any) -> None:
    mine = update(participant).where(
        participant.c.round_id == round_id, participant.c.agency_id == agency_id
    )
    await unit.run(mine.values(**values))


async def given(unit: Unit, round_id: int, agency_id: int) -> dict[str, Any] | None:
    """What was given to be shown to the leaders: kind, support, update ids; None: nothing."""
    mine = (participant.c.round_id == round_id) & (participant.c.agency_id == agency_id)
    found: dict[str, Any] | None = await unit.value(select(participant.c.for_leader).where(mine))
    return found


async def promise(unit: Unit, part: Participant, day: date) -> int:
    """Keep the day an agency named, in chat or in a call; how many days it has named so far."""
    count = part.promises + (day != part.promised)
    state = part.state
    if state is SubmissionState.WITH_LEADER:  # the later word counts
        state = SubmissionState.UPDATING
    values = {"promised": day, "promises": count, "state": state, "with_leader_since": None}
    await change(unit, part.round, part.agency.id, **values)
    return count


async def nudged(unit: Unit, round_id: int, agency_ids: Sequence[int], day: date) -> None:
    """These agencies are nudged on a local day, whoever pressed."""
    some = update(participant).where(
        participant.c.round_id == round_id, participant.c.agency_id.in_(agency_ids)
    )
    await unit.run(some.values(nudges=participant.c.nudges + 1, nudged_on=day))


async def register(
    unit: Unit,
    round_id: int,
    agency_id: int,
    paper: Paper,
    person_id: int,
    *,
    entered: bool = False,
) -> None:
    """[Đã có văn bản]: a later document replaces the earlier one, both are kept.

    `entered`: the Sở registers it for the agency.
    """
    mine = (participant.c.round_id == round_id) & (participant.c.agency_id == agency_id)
    before = await unit.value(select(participant.c.paper_id).where(mine))
    new = await unit.insert(
        official_document,
        agency_id=agency_id,
        round_id=round_id,
        number=paper.number,
        symbol=paper.symbol,
        dated=paper.dated,
        person_id=person_id,
        at=unit.now,
        replaces=before,
        entered=entered,
    )
    await change(unit, round_id, agency_id, paper_id=new)


async def in_rounds(
    unit: Unit, round_ids: Collection[int], agency_ids: Collection[int] | None = None
) -> dict[int, list[Participant]]:
    """Where agencies (all, or those named) stand in several rounds, in one query."""
    values: dict[str, Any] = {"today": local(unit.now).date(), "rounds": list(round_ids)}
    if agency_ids is not None:
        values["agencies"] = list(agency_ids)
    statement = _SOME if agency_ids is None else _OF_AGENCIES
    found: dict[int, list[Participant]] = {}
    for row in await unit.rows(statement, values):
        found.setdefault(row.round_id, []).append(_participant(row))
    return found
