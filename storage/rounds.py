"""Rounds and where each agency stands in them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

from sqlalchemy import exists, func, select, update

from plans.basis import from_json
from plans.ground import local
from plans.model import Agency, Paper, Participant, Round, RoundState, SubmissionState
from storage.absences import nobody_until
from storage.agencies import AGENCY, agency_of
from storage.database import Unit
from storage.schema import (
    acknowledgement,
    agency,
    call,
    official_document,
    participant,
    plan,
    reporting_duty,
    round_,
    submission,
)


def _rounds() -> Any:
    return (
        select(round_, plan.c.short, reporting_duty.c.frequency)
        .join(plan, plan.c.id == round_.c.plan_id)
        .join(reporting_duty, reporting_duty.c.id == round_.c.duty_id)
    )


def _round(row: Any) -> Round:
    request = None
    if row.request_number:
        request = Paper(row.request_number, row.request_symbol, row.request_dated)
    return Round(
        id=row.id,
        plan=row.plan_id,
        short=row.short,
        duty=row.duty_id,
        frequency=row.frequency,
        year=row.year,
        part=row.part,
        cutoff=row.cutoff,
        due=row.due,
        last_day=row.last_day,
        internal=row.internal,
        onward=row.onward,
        request=request,
        state=RoundState(row.state),
        opened=row.opened,
        closed=row.closed,
    )


async def get(unit: Unit, round_id: int) -> Round | None:
    row = await unit.first(_rounds().where(round_.c.id == round_id))
    return _round(row) if row else None


async def of_plan(unit: Unit, plan_id: str, state: RoundState | None = None) -> list[Round]:
    """The rounds of a plan, newest first."""
    statement = _rounds().where(round_.c.plan_id == plan_id)
    if state is not None:
        statement = statement.where(round_.c.state == state)
    return [_round(row) for row in await unit.rows(statement.order_by(round_.c.due.desc()))]


async def open_rounds(unit: Unit) -> list[Round]:
    """Every open round of every plan whose reminders were started."""
    running = _rounds().where(round_.c.state == RoundState.OPEN, plan.c.started.is_not(None))
    return [_round(row) for row in await unit.rows(running.order_by(round_.c.id))]


async def propose(unit: Unit, values: dict[str, Any]) -> int | None:
    """Keep a round to be asked of the coordinator; None when it is there already."""
    return await unit.insert_once(round_, state=RoundState.PROPOSED, **values)


async def redate(unit: Unit, round_id: int, due: date) -> bool:
    """Another date for a round that nobody opened yet, as a person gave it; False once open."""
    waits = update(round_).where(round_.c.id == round_id, round_.c.state == RoundState.PROPOSED)
    return (await unit.run(waits.values(due=due, last_day=due))).rowcount == 1


async def open_(unit: Unit, round_id: int, by: int, request: Paper, internal: date | None) -> bool:
    """Open a proposed round; False when it was opened before."""
    waits = update(round_).where(round_.c.id == round_id, round_.c.state == RoundState.PROPOSED)
    opened = {
        "state": RoundState.OPEN,
        "opened": unit.now,
        "opened_by": by,
        "request_number": request.number,
        "request_symbol": request.symbol,
        "request_dated": request.dated,
        "internal": internal,
    }
    return (await unit.run(waits.values(opened))).rowcount == 1


async def close(unit: Unit, round_id: int) -> bool:
    runs = update(round_).where(round_.c.id == round_id, round_.c.state == RoundState.OPEN)
    return (await unit.run(runs.values(state=RoundState.CLOSED, closed=unit.now))).rowcount == 1


async def last_closed(unit: Unit, plan_id: str) -> Round | None:
    """The round of a plan that was closed last: it can be opened again, late documents are its."""
    over = _rounds().where(round_.c.plan_id == plan_id, round_.c.state == RoundState.CLOSED)
    row = await unit.first(over.order_by(round_.c.closed.desc(), round_.c.id.desc()).limit(1))
    return _round(row) if row else None


async def reopen(unit: Unit, round_id: int) -> bool:
    """Take a closing back; False when the round is not closed."""
    over = update(round_).where(round_.c.id == round_id, round_.c.state == RoundState.CLOSED)
    return (await unit.run(over.values(state=RoundState.OPEN, closed=None))).rowcount == 1


async def enrol(unit: Unit, round_id: int, asked: Sequence[tuple[int, int]]) -> None:
    """(agency, how many tasks it leads), in the plan's order: the confirmed denominator."""
    rows = [
        {
            "round_id": round_id,
            "agency_id": agency_id,
            "position": position,
            "leads": leads,
            "state": SubmissionState.NOTHING,
            "nudges": 0,
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
    *AGENCY,
)


def _participants(unit: Unit) -> Any:
    away = nobody_until(local(unit.now).date(), participant.c.agency_id, round_.c.plan_id)
    return (
        select(*_PARTICIPANT, away.label("away"))
        .join(round_, round_.c.id == participant.c.round_id)
        .join(agency, agency.c.id == participant.c.agency_id)
        .join(official_document, official_document.c.id == participant.c.paper_id, isouter=True)
    )


# In the plan's order; an agency added later stands behind the one whose place it shares.
_ORDER = (participant.c.round_id, participant.c.position, participant.c.agency_id)


async def participants(
    unit: Unit, round_id: int, *, agency_id: int | None = None
) -> list[Participant]:
    """Where the agencies of a round stand, in the plan's order."""
    mine = _participants(unit).where(participant.c.round_id == round_id)
    statement = mine.order_by(*_ORDER)
    if agency_id is not None:
        statement = statement.where(participant.c.agency_id == agency_id)
    return [_participant(row) for row in await unit.rows(statement)]


async def participant_in(unit: Unit, round_id: int, agency_id: int) -> Participant | None:
    found = await participants(unit, round_id, agency_id=agency_id)
    return found[0] if found else None


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
    )


def _late(row: Any) -> bool:
    """Whether the document came gửi sau thời hạn, or into a round already closed."""
    after = row.closed is not None and row.paper_at >= row.closed
    return after or bool(row.dated > max(row.due, row.last_day))


async def set_participant(unit: Unit, round_id: int, agency_id: int, **values: Any) -> None:
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
    await set_participant(unit, part.round, part.agency.id, **values)
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
    await set_participant(unit, round_id, agency_id, paper_id=new)


async def submit(unit: Unit, values: dict[str, Any]) -> int:
    """One more lần gửi of an agency; its number is returned."""
    earlier = select(func.count()).where(
        submission.c.round_id == values["round_id"],
        submission.c.agency_id == values["agency_id"],
    )
    nth = int(await unit.value(earlier)) + 1
    await unit.insert(submission, nth=nth, at=unit.now, **values)
    return nth


async def withdraw_submission(
    unit: Unit, round_id: int, agency_id: int, *, after: int = 0
) -> bool:
    """Take back the report, those after the one named (it was accepted); all is kept."""
    mine = (
        submission.c.round_id == round_id,
        submission.c.agency_id == agency_id,
        submission.c.withdrawn.is_(None),
        submission.c.id > after,
    )
    done = await unit.run(update(submission).where(*mine).values(withdrawn=unit.now))
    return done.rowcount > 0


async def last_submission(unit: Unit, plan_id: str, agency_id: int, before: int) -> Any:
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


async def acknowledge(unit: Unit, subject: str, person_id: int) -> bool:
    """ "Đã nhận"; False when it was said before."""
    new = await unit.insert_once(
        acknowledgement, subject=subject, person_id=person_id, at=unit.now
    )
    return new is not None


async def of_agency(unit: Unit, agency_ids: Sequence[int]) -> list[tuple[Round, Agency]]:
    """The open rounds these agencies are in."""
    statement = (
        _rounds()
        .add_columns(*AGENCY)
        .join(participant, participant.c.round_id == round_.c.id)
        .join(agency, agency.c.id == participant.c.agency_id)
        .where(participant.c.agency_id.in_(agency_ids), round_.c.state == RoundState.OPEN)
        .order_by(round_.c.due)
    )
    return [(_round(row), agency_of(row)) for row in await unit.rows(statement)]


async def of_every_plan(unit: Unit, since: date) -> list[Round]:
    """The rounds of all plans, in one query: those still open, and those due since a day."""
    recent = (round_.c.due >= since) | (round_.c.state == RoundState.OPEN)
    return [_round(row) for row in await unit.rows(_rounds().where(recent).order_by(round_.c.id))]


async def in_rounds(
    unit: Unit, round_ids: Collection[int], agency_ids: Collection[int] | None = None
) -> dict[int, list[Participant]]:
    """Where agencies (all, or those named) stand in several rounds, in one query."""
    statement = _participants(unit).where(participant.c.round_id.in_(round_ids))
    if agency_ids is not None:
        statement = statement.where(participant.c.agency_id.in_(agency_ids))
    found: dict[int, list[Participant]] = {}
    for row in await unit.rows(statement.order_by(*_ORDER)):
        found.setdefault(row.round_id, []).append(_participant(row))
    return found


async def acknowledged(unit: Unit, subject: str) -> set[int]:
    """Who said "Đã nhận"."""
    said = select(acknowledgement.c.person_id).where(acknowledgement.c.subject == subject)
    return {row.person_id for row in await unit.rows(said)}
