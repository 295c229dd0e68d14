"""Who joined is confirmed by the coordinator before anything is shown; everybody is told."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from dialogues.messages import Choice, Notice, Say
from handlers import handing
from handlers.adhoc_notices import to_people
from handlers.rights import RIGHTS, Right, may
from handlers.shelf import numbers
from handlers.turn import Tools, Turn, lettered
from plans.ground import Refusal
from plans.hours import next_open_moment
from plans.model import Appointment, Plan, Role, RoundState
from storage import agencies, audit, people, plans, requests, rounds, task_parts
from storage.database import Unit
from storage.people import Waiting


async def confirmers(unit: Unit, plan: Plan) -> list[int]:
    """Who may say who joined a plan: its coordinators and plan administrators, each once."""
    found: dict[int, None] = {}
    for role in sorted(RIGHTS[Right.CONFIRM_PEOPLE]):
        for one in await people.holding(unit, plan.id, role):
            if may(one, Right.CONFIRM_PEOPLE, plan):
                found[one.id] = None
    return list(found)


async def announce(turn: Turn, plan: Plan, appointment: int | None = None) -> None:
    """Ask the confirmers about one who waits (None: about all), each of them once."""
    waiting = await people.awaiting(turn.unit, plan.id, appointment_id=appointment)
    to = await confirmers(turn.unit, plan)
    await turn.notify(
        [
            Notice(
                key=f"join_waiting:{one.appointment}:person {person}",
                composer="join_waiting",
                question={"appointment": one.appointment},
                person=person,
            )
            for one in waiting
            for person in to
        ]
    )


async def confirm(turn: Turn, arguments: Sequence[str]) -> None:
    """[Xác nhận]: from now on the person sees the plan; a coordinator hears who else waits."""
    one, plan = await _asked_about(turn, arguments)
    await people.confirm(turn.unit, one.appointment, turn.me.id)
    await _settle(turn, one, "confirm", "confirmed")
    await handing.joined(turn.unit, one.appointment, one.person, turn.tools)
    turn.say("join.you_confirmed", one=one, plan=plan)
    if one.role is Role.FOCAL:
        await _tell_of_rounds(turn, plan, one.person)
        await _tell_of_requests(turn, plan, one)
    if one.role in RIGHTS[Right.CONFIRM_PEOPLE]:
        await announce(turn, plan)


async def _tell_of_rounds(turn: Turn, plan: Plan, person: int) -> None:
    """Who joins after the opening hears of it all the same; the composer asks if it is theirs."""
    settings = await plans.settings(turn.unit, plan.id)
    moment = next_open_moment(turn.now, settings, turn.tools.calendar)
    running = await rounds.of_plan(turn.unit, plan.id, RoundState.OPEN)
    await turn.notify(
        [
            Notice(
                key=f"opening:{one.id}:person {person}",
                composer="opening",
                question={"round": one.id},
                person=person,
                not_before=moment,
            )
            for one in running
        ]
    )


async def _tell_of_requests(turn: Turn, plan: Plan, one: Waiting) -> None:
    """Who joins while a sudden request to the agency is open is asked too."""
    settings = await plans.settings(turn.unit, plan.id)
    moment = next_open_moment(turn.now, settings, turn.tools.calendar)
    for request, _ in await requests.open_for(turn.unit, [one.agency.id]):
        if request.plan == plan.id:
            at = turn.now if request.urgent else moment
            await turn.notify(to_people(request, [one.person], at))


async def turn_away(turn: Turn, arguments: Sequence[str]) -> None:
    """[Không đúng người]: the appointment ends before it began; the used code stays used."""
    one, plan = await _asked_about(turn, arguments)
    await people.turn_away(turn.unit, one.appointment)
    await _settle(turn, one, "turn_away", "refused")
    turn.say("join.you_turned_away", one=one, plan=plan)


async def _asked_about(turn: Turn, arguments: Sequence[str]) -> tuple[Waiting, Plan]:
    """The one who waits, if this person may settle it; of a settled one who did, and when."""
    (appointment,) = numbers(arguments, 1)
    found = await people.awaiting(turn.unit, appointment_id=appointment, settled=True)
    plan = await plans.get(turn.unit, found[0].plan) if found else None
    if plan is None:
        raise Refusal("join.settled")
    if not may(turn.person, Right.CONFIRM_PEOPLE, plan):
        raise Refusal("join.not_yours")
    if not await people.awaiting(turn.unit, appointment_id=appointment):
        raise await _settled(turn, found[0])
    return found[0], plan


async def _settled(turn: Turn, one: Waiting) -> Refusal:
    """Who decided first, and when, as far as a person did."""
    for what in ("confirm", "turn_away"):
        done = await audit.times(turn.unit, what, f"appointment:{one.appointment}")
        if done:
            mine = done[-1].person == turn.me.id
            yes = what == "confirm"
            return Refusal("join.settled_by", one=one, done=done[-1], mine=mine, yes=yes)
    return Refusal("join.settled")


async def _settle(turn: Turn, one: Waiting, what: str, outcome: str) -> None:
    """Write down who decided, and tell the person."""
    subject = f"appointment:{one.appointment}"
    await audit.note(turn.unit, turn.me.id, what, subject, "waiting", outcome)
    question = {
        "appointment": one.appointment,
        "agency": one.agency.id,
        "plan": one.plan,
        "role": one.role,
    }
    composer, key = f"join_{outcome}", f"join_{outcome}:{one.appointment}"
    await turn.notify([Notice(key, composer, question, person=one.person, personal=True)])


def duties_button(turn: Turn, held: Iterable[Appointment]) -> list[Choice]:
    """[Nhiệm vụ của cơ quan], for those who may see them."""
    return _duties(turn.tools, held)


def _duties(tools: Tools, held: Iterable[Appointment]) -> list[Choice]:
    if any(one.role in RIGHTS[Right.SEE_DUTIES] for one in held):
        return [Choice(tools.texts.plain("button.duties"), "dv")]
    return []


async def compose_waiting(
    unit: Unit, question: dict[str, Any], person: int | None, tools: Tools
) -> Say | None:
    """To a coordinator: who joined; nothing once it is settled or no longer theirs to settle."""
    waiting = await people.awaiting(unit, appointment_id=question["appointment"])
    plan = await plans.get(unit, waiting[0].plan) if waiting else None
    if plan is None or person not in await confirmers(unit, plan):
        return None
    one = waiting[0]
    choices = [
        Choice(tools.texts.plain("join.confirm"), f"xn:{one.appointment}"),
        Choice(tools.texts.plain("join.turn_away"), f"kxn:{one.appointment}"),
    ]
    return Say(tools.texts.say("join.waiting", one=one, plan=plan), lettered(choices))


async def compose_confirmed(
    unit: Unit, question: dict[str, Any], person: int | None, tools: Tools
) -> Say | None:
    """To the person: confirmed, and what to do next."""
    found = await people.get(unit, person) if person is not None else None
    held = (
        [one for one in found.appointments if one.id == question["appointment"]] if found else []
    )
    plan = await plans.get(unit, question["plan"])
    if not held or plan is None:
        return None
    agency = held[0].agency.id
    led = await task_parts.duties(unit, [agency], plan_id=plan.id, leading=True)
    text = tools.texts.say("join.confirmed", plan=plan, one=held[0], leads=bool(led))
    return Say(text, lettered(_duties(tools, held)))


async def compose_refused(
    unit: Unit, question: dict[str, Any], _person: int | None, tools: Tools
) -> Say | None:
    """To the person: not confirmed, politely, and whom to ask."""
    plan = await plans.get(unit, question["plan"])
    agency = await agencies.agency_by_id(unit, question["agency"])
    if plan is None or agency is None:
        return None
    role = question["role"]
    return Say(tools.texts.say("join.turned_away", plan=plan, agency=agency, role=role))


COMPOSERS = {
    "join_waiting": compose_waiting,
    "join_confirmed": compose_confirmed,
    "join_refused": compose_refused,
}
