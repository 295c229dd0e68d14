"""Whom the coordinator enters for: checked against today's rights every time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from handlers.participation import Seat
from handlers.recording import missing_in
from handlers.rights import Right, may
from handlers.tasks import Mine
from handlers.turn import Turn
from plans.ground import Refusal
from plans.model import Agency, Duty, Part, Participant, Plan, Role, Round, RoundState
from plans.reminding import due_next
from storage import (
    agencies,
    entered,
    participants,
    people,
    plans,
    rounds,
    submissions,
    task_parts,
)
from storage.entered import Drafted
from storage.submissions import Sent

LEADING = (Part.LEAD, Part.COLEAD)


@dataclass(frozen=True)
class Place:
    """An agency of a plan, in the open round it is asked in; without one, for the plan alone.

    `stands`: its report that counts now; `desk`: what its own people have begun and not sent,
    as numbers of tasks, and since when. `key` names the place in sessions.
    """

    plan: Plan
    agency: Agency
    round: Round | None
    part: Participant | None
    leads: tuple[Mine, ...]
    supports: tuple[Duty, ...]
    stands: Sent | None = None
    desk: tuple[str, ...] = ()
    desk_at: datetime | None = None

    @property
    def key(self) -> str:
        return f"{self.plan.id}:{self.agency.id}"

    @property
    def own(self) -> bool:
        """The coordinating Sở itself: its lead tasks count, outside the list of the round."""
        return self.agency.id == self.plan.coordinator.id

    @property
    def late(self) -> bool:
        """The round is closed: only a document still counts for it, gửi sau thời hạn."""
        return self.round is not None and self.round.state is RoundState.CLOSED

    @property
    def seat(self) -> Seat | None:
        """Its place in the round, for a report."""
        if self.round is None or self.part is None:
            return None
        return Seat(self.plan, self.round, self.part, None)

    @property
    def missing(self) -> tuple[str, ...]:
        """Numbers of the lead tasks not updated in the round."""
        return self.part.missing if self.part else ()


@dataclass(frozen=True)
class Roll:
    """The agencies that may be entered for; `owing`: those shown as buttons."""

    round: Round | None
    agencies: tuple[Agency, ...]
    owing: tuple[Agency, ...]


async def plan_of(turn: Turn, plan_id: str) -> Plan:
    """The plan of a button or a session, if this person enters for its agencies."""
    plan = await plans.get(turn.unit, plan_id)
    if plan is None or not may(turn.person, Right.ENTER_FOR, plan):
        raise Refusal("entering.right_missing")
    return plan


async def place_of(turn: Turn, key: str) -> Place:
    """The place a session names. Raises Refusal where it is out of reach by now."""
    plan_id, _, agency_id = key.rpartition(":")
    if not agency_id.isdecimal() or len(agency_id) > 15:
        raise Refusal("press.unknown")
    plan = await plan_of(turn, plan_id)
    agency = await agencies.agency_by_id(turn.unit, int(agency_id))
    if agency is None or agency.province != plan.province:
        raise Refusal("entering.no_part", plan=plan, agency=None)
    return await _place(turn, plan, agency)


async def _place(turn: Turn, plan: Plan, agency: Agency) -> Place:
    found = await task_parts.duties(turn.unit, [agency.id], plan_id=plan.id)
    duties = [duty for _, duty in found]
    leads = tuple(Mine(agency, duty) for duty in duties if duty.part in LEADING)
    led = {one.task.id for one in leads}
    supports = tuple(d for d in duties if d.part is Part.SUPPORT and d.task.id not in led)
    round_, part = await _asked(turn, plan, agency)
    if agency.id == plan.coordinator.id and part is None and not leads:
        raise Refusal("entering.own_none", plan=plan, agency=agency)
    if round_ is None and not leads:
        code = "entering.no_round" if supports else "entering.no_part"
        raise Refusal(code, plan=plan, agency=agency)
    place = Place(plan, agency, round_, part, leads, supports)
    if round_ is not None:
        stands = await submissions.standing(turn.unit, round_.id, agency.id)
        place = replace(place, stands=stands.get(agency.id))
    return await _with_desk(turn, place)


async def _asked(
    turn: Turn, plan: Plan, agency: Agency
) -> tuple[Round | None, Participant | None]:
    """The open round due next in which the agency reports; where none runs, the last closed one,
    unless all that is left to say is of its lead tasks. The coordinating Sở is asked by nobody:
    what it enters of its own lead tasks belongs to the round due next.
    """
    running = await rounds.of_plan(turn.unit, plan.id, RoundState.OPEN)
    for round_ in due_next(running, turn.today):
        part = await missing_in(turn, round_, agency.id)
        if part is not None:
            return round_, part
    if agency.id == plan.coordinator.id:
        return next(iter(due_next(running, turn.today)), None), None
    if running:
        raise Refusal("entering.not_asked", agency=agency, round=running[-1] if running else None)
    over = await rounds.last_closed(turn.unit, plan.id)
    part = await missing_in(turn, over, agency.id) if over else None
    owed = part is not None and not (part.reported and part.leads)
    return (over, part) if owed else (None, None)


async def _with_desk(turn: Turn, place: Place) -> Place:
    own = await people.holding(turn.unit, place.plan.id, Role.FOCAL, place.agency.id)
    ids = [one.id for one in own if one.id != turn.me.id]
    begun = await entered.drafts(turn.unit, ids, ("update", "paste", "report"))
    found = [(names, one.updated) for one in begun if (names := _named(one, place))]
    if not found:
        return place
    numbers = dict.fromkeys(name for names, _ in found for name in names)
    return replace(place, desk=tuple(numbers), desk_at=found[0][1])


def _named(one: Drafted, place: Place) -> tuple[str, ...]:
    """The numbers of this agency's tasks that a draft is about; "" is the report itself."""
    leads = {lead.key: lead.task.number for lead in place.leads}
    if one.form == "update":
        return (leads[one.subject],) if one.subject in leads else ()
    if one.form == "paste":
        pieces: list[dict[str, Any]] = one.state.get("answers", {}).get("pieces", [])
        return tuple(leads[key] for piece in pieces for key in piece["keys"] if key in leads)
    of_round = f"{place.round.id}:{place.agency.id}" if place.round else ""
    return ("",) if one.subject == of_round else ()


async def roll_of(turn: Turn, plan: Plan) -> Roll:
    """Who may be entered for: those asked in the open rounds, else those with a part."""
    running = await rounds.of_plan(turn.unit, plan.id, RoundState.OPEN)
    if running:
        parts: dict[int, Participant] = {}
        for round_ in due_next(running, turn.today):
            for part in await participants.of_round(turn.unit, round_.id):
                parts.setdefault(part.agency.id, part)
        owing = tuple(one.agency for one in parts.values() if not one.reported)
        asked = tuple(one.agency for one in parts.values())
        return Roll(running[-1], _with_own(asked, plan), owing)
    leads = await _leads(turn, plan)
    over = await rounds.last_closed(turn.unit, plan.id)
    if over is None:
        return Roll(None, _with_own(leads, plan), leads)
    parts_ = await participants.of_round(turn.unit, over.id)
    asked = tuple(one.agency for one in parts_)
    known = (*asked, *(one for one in leads if one not in asked))
    return Roll(
        over, _with_own(known, plan), tuple(one.agency for one in parts_ if not one.reported)
    )


def _with_own(found: tuple[Agency, ...], plan: Plan) -> tuple[Agency, ...]:
    """With the coordinating Sở, which may be named and never owes."""
    own = plan.coordinator
    return found if own.id in {one.id for one in found} else (*found, own)


async def _leads(turn: Turn, plan: Plan) -> tuple[Agency, ...]:
    known = await agencies.of_province(turn.unit, plan.province)
    found = await task_parts.duties(
        turn.unit, [one.id for one in known], plan_id=plan.id, leading=True
    )
    leading = {agency for agency, _ in found} - {plan.coordinator.id}
    return tuple(one for one in known if one.id in leading)


def stood(place: Place) -> dict[str, Any]:
    """What stands of the agency: kept with what is shown, compared with what stands later."""
    part = place.part
    states = [(one.key, one.duty.state) for one in place.leads]
    return {
        "round": place.round.id if place.round else 0,
        "updates": {key: state.update if state else 0 for key, state in states},
        "sent": place.stands.id if place.stands else 0,
        "paper": part.paper.code if part and part.paper else "",
    }


def numbers_of(found: Sequence[Mine]) -> list[str]:
    """The numbers of tasks, as printed."""
    return [one.task.number for one in found]
