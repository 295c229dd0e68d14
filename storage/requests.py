"""Đề nghị báo cáo đột xuất: who was asked what, and every answer, none overwritten."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select, update

from plans.basis import from_json
from plans.model import Agency, EntryBasis
from storage.agencies import AGENCY, agency_of
from storage.database import Unit
from storage.schema import agency, person, request, request_answer, request_to


@dataclass(frozen=True)
class AdHocRequest:
    """A sudden request. `kind`: text, number or yes_no; moments are UTC."""

    id: int
    plan: str
    seq: int
    by: str  # the name of who asked
    at: datetime
    question: str
    kind: str
    due: datetime
    urgent: bool  # Khẩn: passes quiet hours
    closed: datetime | None

    @property
    def subject(self) -> str:
        """Its name in audit and natural keys."""
        return f"request:{self.id}"

    @property
    def prefix(self) -> str:
        """How the natural keys of all its notices begin."""
        return f"{self.subject}:"


@dataclass(frozen=True)
class Answer:
    """What an agency answered; `nth`: lần trả lời, the last one counts; `basis`: nhập thay."""

    id: int
    request: int
    agency: int
    person: str  # name and post as they were then
    post: str
    text: str
    at: datetime
    nth: int
    basis: EntryBasis | None = None


def _requests() -> Any:
    asker = person.c.id == request.c.person_id
    return select(request, person.c.name.label("by")).join(person, asker)


def _request(row: Any) -> AdHocRequest:
    return AdHocRequest(
        id=row.id,
        plan=row.plan_id,
        seq=row.seq,
        by=row.by,
        at=row.at,
        question=row.question,
        kind=row.kind,
        due=row.due,
        urgent=row.urgent,
        closed=row.closed,
    )


async def add(unit: Unit, values: dict[str, Any], agencies: Sequence[int]) -> AdHocRequest:
    """Keep a request to these agencies; it gets the next number of its plan."""
    mine = request.c.plan_id == values["plan_id"]
    last = await unit.value(select(func.max(request.c.seq)).where(mine))
    new = await unit.insert(request, seq=(last or 0) + 1, at=unit.now, **values)
    rows = [{"request_id": new, "agency_id": one} for one in agencies]
    await unit.run_many(request_to.insert(), rows)
    return _request(await unit.first(_requests().where(request.c.id == new)))


async def get(unit: Unit, request_id: int) -> AdHocRequest | None:
    row = await unit.first(_requests().where(request.c.id == request_id))
    return _request(row) if row else None


async def latest(unit: Unit, plan_id: str, most: int) -> list[AdHocRequest]:
    """The last requests of a plan: those still open first, then the newest."""
    mine = _requests().where(request.c.plan_id == plan_id)
    ordered = mine.order_by(request.c.closed.is_not(None), request.c.seq.desc())
    return [_request(row) for row in await unit.rows(ordered.limit(most))]


async def asked(unit: Unit, request_id: int) -> list[Agency]:
    """The agencies asked, in the province's order."""
    statement = (
        select(*AGENCY)
        .join(request_to, request_to.c.agency_id == agency.c.id)
        .where(request_to.c.request_id == request_id)
        .order_by(agency.c.id)
    )
    return [agency_of(row) for row in await unit.rows(statement)]


async def open_for(unit: Unit, agency_ids: Collection[int]) -> list[tuple[AdHocRequest, Agency]]:
    """The open requests to these agencies, the one due first first."""
    statement = (
        _requests()
        .add_columns(*AGENCY)
        .join(request_to, request_to.c.request_id == request.c.id)
        .join(agency, agency.c.id == request_to.c.agency_id)
        .where(request_to.c.agency_id.in_(agency_ids), request.c.closed.is_(None))
        .order_by(request.c.due, request.c.id, agency.c.id)
    )
    return [(_request(row), agency_of(row)) for row in await unit.rows(statement)]


async def answers(unit: Unit, request_id: int) -> dict[int, list[Answer]]:
    """Agency → its answers, oldest first."""
    mine = select(request_answer).where(request_answer.c.request_id == request_id)
    found: dict[int, list[Answer]] = {}
    for row in await unit.rows(mine.order_by(request_answer.c.id)):
        some = found.setdefault(row.agency_id, [])
        some.append(_answer(row, len(some) + 1))
    return found


async def answer_by_id(unit: Unit, answer_id: int) -> Answer | None:
    """One answer, with its place among those of its agency."""
    row = await unit.first(select(request_answer).where(request_answer.c.id == answer_id))
    if row is None:
        return None
    some = (await answers(unit, row.request_id))[row.agency_id]
    return next(one for one in some if one.id == answer_id)


def _answer(row: Any, nth: int) -> Answer:
    return Answer(
        id=row.id,
        request=row.request_id,
        agency=row.agency_id,
        person=row.person_name,
        post=row.person_post,
        text=row.text,
        at=row.at,
        nth=nth,
        basis=from_json(row.basis),
    )


async def answer(unit: Unit, values: dict[str, Any]) -> int:
    """One more answer of an agency; `replaces` names the one before."""
    return await unit.insert(request_answer, at=unit.now, **values)


async def close(unit: Unit, request_id: int) -> bool:
    """[Kết thúc]; False when it was closed before."""
    runs = update(request).where(request.c.id == request_id, request.c.closed.is_(None))
    return (await unit.run(runs.values(closed=unit.now))).rowcount == 1
