"""What entries of the audit are about: every subject of one plan, found by its kind.

A subject is "kind:id", or "kind:id:agency".
"""

from __future__ import annotations

from functools import cache
from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
    ColumnElement,
    Select,
    Subquery,
    Text,
    bindparam,
    cast,
    func,
    literal,
    null,
    or_,
    select,
    union,
)

from storage.schema import (
    absence,
    agency,
    appointment,
    broadcast,
    delegation,
    handover,
    invitation,
    join_request,
    obstacle,
    participant,
    person,
    plan,
    relay,
    request,
    request_to,
    round_,
    task,
    task_role,
    task_update,
)

KINDS = (
    "plan", "province", "round", "task", "appointment", "invitation", "join_request", "obstacle",
    "broadcast", "request", "handover", "delegation", "absence", "person", "relay",
)  # fmt: skip
"""Kinds of subjects whose plan is known from the store."""
PLAN = bindparam("of_plan", type_=Text)
"""The plan a statement is asked about."""


@cache
def subjects() -> Subquery:
    """Every subject of a plan once, with what it is about."""
    lines = [
        _line("plan", plan).where(plan.c.id == PLAN),
        _line("province", plan, by=plan.c.province).where(plan.c.id == PLAN),
        _of(_line("round", round_, round_=round_.c.id), round_),
        _line("round", participant, by=participant.c.round_id, each=True,
              agency_=participant.c.agency_id, round_=participant.c.round_id)
        .join(round_, round_.c.id == participant.c.round_id).where(round_.c.plan_id == PLAN),
        _of(_line("task", task, task_=task.c.id), task),
        _of_task(_line("task", task_role, by=task_role.c.task_id, each=True,
                       agency_=task_role.c.agency_id, task_=task_role.c.task_id), task_role),
        _of_task(_line("task", task_update, by=task_update.c.task_id, each=True,
                       agency_=task_update.c.agency_id, task_=task_update.c.task_id), task_update),
        _of(_line("appointment", appointment, agency_=appointment.c.agency_id,
                  about=person.c.name), appointment, appointment.c.person_id),
        _of(_line("invitation", invitation, agency_=invitation.c.agency_id), invitation),
        _of(_line("join_request", join_request, agency_=join_request.c.agency_id,
                  about=join_request.c.name), join_request),
        _of(_line("obstacle", obstacle, agency_=obstacle.c.agency_id, task_=obstacle.c.task_id,
                  seq=obstacle.c.seq), obstacle),
        _of(_line("relay", relay, round_=relay.c.round_id), relay),
        _of(_line("broadcast", broadcast, seq=broadcast.c.seq), broadcast),
        _of(_line("request", request, seq=request.c.seq), request),
        _line("request", request_to, by=request_to.c.request_id, each=True,
              agency_=request_to.c.agency_id, seq=request.c.seq)
        .join(request, request.c.id == request_to.c.request_id).where(request.c.plan_id == PLAN),
        _of(_line("handover", handover, agency_=handover.c.agency_id, about=person.c.name),
            handover, handover.c.from_person_id),
        _of_task(_line("delegation", delegation, agency_=delegation.c.agency_id,
                       task_=delegation.c.task_id, about=delegation.c.division), delegation),
        _of_people("absence", absence, absence.c.person_id),
        _of_people("person", person, person.c.id),
    ]  # fmt: skip
    return union(*lines).subquery("subject_of_plan")


def _line(  # noqa: PLR0913 - what an entry can be about
    kind: str,
    table: Any,
    *,
    by: Column[Any] | None = None,
    each: bool = False,
    agency_: Any = None,
    task_: Any = None,
    round_: Any = None,
    seq: Any = None,
    about: Any = None,
) -> Select[Any]:
    """The subjects "kind:id" of a table's rows; `each`: "kind:id:agency"."""
    subject: ColumnElement[str] = literal(f"{kind}:") + cast(
        table.c.id if by is None else by, Text
    )
    if each:
        subject = subject + literal(":") + cast(agency_, Text)
    numbers = {"of_agency": agency_, "of_task": task_, "of_round": round_, "seq": seq}
    columns: list[Any] = [
        subject.label("subject"),
        *(cast(null() if one is None else one, BigInteger).label(n) for n, one in numbers.items()),
        cast(null() if about is None else about, Text).label("about"),
    ]
    return select(*columns)


def _of(line: Select[Any], table: Any, who: Any = None) -> Select[Any]:
    """The rows of a table that knows its plan; `who` is the person they are about."""
    if who is not None:
        line = line.join(person, person.c.id == who)
    return line.where(table.c.plan_id == PLAN)


def _of_task(line: Select[Any], table: Any) -> Select[Any]:
    """The rows of a table that knows its task."""
    return line.join(task, task.c.id == table.c.task_id).where(task.c.plan_id == PLAN)


def _of_people(kind: str, table: Any, who: Any) -> Select[Any]:
    """What concerns a person belongs to every plan in which the person holds a post."""
    here = or_(appointment.c.plan_id == PLAN, appointment.c.plan_id.is_(None))
    there = select(plan.c.province).where(plan.c.id == PLAN).scalar_subquery()
    line = _line(kind, table, agency_=func.min(agency.c.id), about=func.min(person.c.name))
    if table is not person:
        line = line.join(person, person.c.id == who)
    return (
        line.join(appointment, appointment.c.person_id == person.c.id)
        .join(agency, agency.c.id == appointment.c.agency_id)
        .where(here, agency.c.province == there)
        .group_by(table.c.id)
    )
