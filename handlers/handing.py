"""A handover taking effect: post, drafts, what divisions were asked; the old one leaves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from dialogues.messages import Notice
from handlers import desk_drafts
from handlers.hours import put_off
from handlers.turn import Tools
from plans.calendar import WorkCalendar
from plans.ground import local
from plans.model import Duty, Plan, Role, RoundState
from storage import (
    appointments,
    audit,
    delegations,
    handovers,
    obstacles,
    outbox,
    participants,
    people,
    plans,
    rounds,
    task_parts,
)
from storage.chats import StoredSession
from storage.database import Unit
from storage.delegations import Delegation
from storage.handovers import Handover

_BEHIND_THE_RECEIPT = timedelta(seconds=5)


@dataclass(frozen=True)
class Pack:
    """Danh mục bàn giao: what goes with the post of an agency for a plan."""

    leads: tuple[Duty, ...]
    drafts: tuple[StoredSession, ...]
    promised: tuple[date, ...]
    obstacles: tuple[Any, ...]
    passed: tuple[Delegation, ...]  # asked of divisions, not yet sent


async def pack_of(unit: Unit, one: Handover) -> Pack:
    """What there is to hand over, or was handed over, now."""
    owner = f"p{one.to}" if one.moved is not None and one.to is not None else f"p{one.giver}"
    agency = one.agency.id
    led = await task_parts.duties(unit, [agency], plan_id=one.plan, leading=True)
    open_ = await delegations.open_ones(unit, [agency])
    return Pack(
        leads=tuple(duty for _, duty in led),
        drafts=tuple(await desk_drafts.of_desk(unit, owner, one.plan, agency)),
        promised=tuple(await _promised(unit, one.plan, agency)),
        obstacles=tuple(
            each for each in await obstacles.waiting(unit, one.plan) if each.agency.id == agency
        ),
        passed=tuple(each for each in open_ if each.plan == one.plan),
    )


async def _promised(unit: Unit, plan: str, agency: int) -> list[date]:
    found = []
    for round_ in await rounds.of_plan(unit, plan, RoundState.OPEN):
        part = await participants.get(unit, round_.id, agency)
        if part is not None and part.promised is not None and not part.reported:
            found.append(part.promised)
    return sorted(found)


async def take_effect(unit: Unit, one: Handover, calendar: WorkCalendar) -> None:
    """The new one takes over, the old one loses access with the same commit."""
    plan = await plans.get(unit, one.plan)
    to = await people.get(unit, one.to) if one.to is not None else None
    if plan is None or to is None or not await handovers.mark_moved(unit, one.id):
        return
    main = await leave(unit, one.giver, plan, Role.FOCAL, one.agency.id)
    post = {"post": to.post, "confirmed_by": one.by, "main": main}
    await appointments.begin(unit, to.id, plan.id, Role.FOCAL, one.agency.id, **post)
    giver, agency = f"p{one.giver}", one.agency.id
    for draft in await desk_drafts.hand_on(unit, giver, f"p{to.id}", plan.id, agency):
        await _pass_words(unit, one, draft, to.id, calendar)
    asked = await delegations.open_ones(unit, [one.agency.id])
    ours = [each.id for each in asked if each.plan == plan.id and each.person == one.giver]
    await delegations.hand_on(unit, ours, to.id)
    subject = f"handover:{one.id}"
    await audit.note(unit, one.by, "handed_over", subject, one.giver, to.id)
    to_tell = [one.giver, *await coordinators(unit, plan)]
    await tell(unit, one, "handover_done", to_tell, calendar)


async def _pass_words(
    unit: Unit, one: Handover, draft: StoredSession, to: int, calendar: WorkCalendar
) -> None:
    """The new one writes the same already: hers stays, and she reads what the old one wrote."""
    later = put_off(unit.now, [await plans.settings(unit, one.plan)], calendar)
    notice = Notice(
        key=f"handover_words:{draft.id}:person {to}",
        composer="handover_words",
        question={"handover": one.id, "form": draft.form, "words": draft.words},
        person=to,
        not_before=later.until if later else unit.now + _BEHIND_THE_RECEIPT,
        personal=True,
    )
    await outbox.notify(unit, [notice])


async def leave(unit: Unit, person: int, plan: Plan, role: Role, agency: int) -> bool:
    """End a post for one plan only; whether it was the main one."""
    others = [
        each.id
        for each in await plans.every(unit)
        if each.province == plan.province and each.id != plan.id
    ]
    return await appointments.end(unit, person, plan.id, role, agency, others)


async def coordinators(unit: Unit, plan: Plan) -> list[int]:
    return [one.id for one in await people.holding(unit, plan.id, Role.COORDINATOR)]


async def tell(
    unit: Unit, one: Handover, composer: str, to: Sequence[int], calendar: WorkCalendar
) -> datetime | None:
    """Say it in working hours, to each once; when, where that is not at once."""
    later = put_off(unit.now, [await plans.settings(unit, one.plan)], calendar)
    await outbox.notify(
        unit,
        [
            Notice(
                key=f"{composer}:{one.id}:person {person}",
                composer=composer,
                question={"handover": one.id},
                person=person,
                not_before=later.until if later else None,
                personal=True,
            )
            for person in dict.fromkeys(to)
        ],
    )
    return later.until if later else None


async def joined(unit: Unit, appointment: int, person: int, tools: Tools) -> None:
    """Somebody new, confirmed by the coordinator, joined by the code of a handover."""
    one = await handovers.of_appointment(unit, appointment)
    if one is None:
        return
    await handovers.set_to(unit, one.id, person)
    await tell(unit, one, "handover", [person], tools.calendar)
    await come_due(unit, tools)


async def come_due(unit: Unit, tools: Tools) -> None:
    """Let those take effect whose day has come."""
    for one in await handovers.due(unit, local(unit.now).date()):
        await take_effect(unit, one, tools.calendar)
