"""Who may do what: one table. A right follows an appointment, for its plan and its province."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from plans.model import Appointment, Person, Plan, Role


class Right(StrEnum):
    """What may be done in chat."""

    SEE_DUTIES = "see_duties"
    UPDATE = "update"
    REPORT = "report"
    SEE_REMINDERS = "see_reminders"
    OPEN_ROUND = "open_round"
    SEE_ROUND = "see_round"
    NUDGE = "nudge"
    CONFIRM_PEOPLE = "confirm_people"
    TIE_GROUP = "tie_group"
    START_REMINDING = "start_reminding"


_FOCAL = frozenset({Role.FOCAL})
_COORDINATOR = frozenset({Role.COORDINATOR})
_SO = frozenset({Role.COORDINATOR, Role.PLAN_ADMIN})

RIGHTS: dict[Right, frozenset[Role]] = {
    Right.SEE_DUTIES: _FOCAL | _SO,
    Right.UPDATE: _FOCAL,
    Right.REPORT: _FOCAL,
    Right.SEE_REMINDERS: _FOCAL | _SO,
    Right.OPEN_ROUND: _COORDINATOR,
    Right.SEE_ROUND: _SO,
    Right.NUDGE: _COORDINATOR,
    Right.CONFIRM_PEOPLE: _SO,
    Right.TIE_GROUP: _SO,
    Right.START_REMINDING: _SO,
}


def held(person: Person | None, right: Right) -> list[Appointment]:
    """The appointments that give a person this right."""
    if person is None:
        return []
    return [one for one in person.appointments if one.role in RIGHTS[right]]


def may(person: Person | None, right: Right, plan: Plan, agency: int | None = None) -> bool:
    """Whether a person has a right for this plan (and this agency); never beyond the province."""
    return any(covers(one, plan, agency) for one in held(person, right))


def covers(appointment: Appointment, plan: Plan, agency: int | None = None) -> bool:
    """Whether an appointment reaches a plan and an agency."""
    return (
        appointment.agency.province == plan.province
        and appointment.plan in {None, plan.id}
        and (agency is None or appointment.agency.id == agency)
    )


def plans_with(person: Person | None, right: Right, plans: Iterable[Plan]) -> list[Plan]:
    """The plans for which a person has this right."""
    return [plan for plan in plans if may(person, right, plan)]
