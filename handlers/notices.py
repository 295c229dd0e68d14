"""Notices that handlers cause, composed when they are about to go."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from dialogues.messages import Choice, Later, Say
from handlers import (
    absence_notices,
    adhoc_notices,
    asking_more,
    broadcast_notices,
    confirming,
    coordinating,
    handover_notices,
    indicator_reporters,
    join,
    near,
    nudges,
    obstacle_notices,
    relaying,
    requests_in,
    returning,
    room,
    tasks,
)
from handlers.drafting import amend_notices, date_notices
from handlers.entering import notices as entered
from handlers.hours import put_off
from handlers.turn import Tools, lettered
from plans.model import Duty, Part, Participant, Role, Round, RoundState
from plans.undated import undated
from storage import indicators, participants, people, plans, rounds, task_parts
from storage.database import Unit

Composer = Callable[[Unit, dict[str, Any], int | None, Tools], Awaitable[Say | Later | None]]


async def opening(
    unit: Unit, question: dict[str, Any], person: int | None, tools: Tools
) -> Say | Later | None:
    """Model message #2: the round is open; what is asked of each of this person's agencies."""
    round_ = await rounds.get(unit, question["round"])
    if round_ is None or round_.state is not RoundState.OPEN or person is None:
        return None
    asked = await _asked(unit, round_, person)
    plan = await plans.get(unit, round_.plan)
    if not asked or plan is None:
        return None
    later = put_off(unit.now, [await plans.settings(unit, plan.id)], tools.calendar)
    if later is not None:
        return later
    duty = await plans.duty_by_id(unit, round_.duty)
    slots = {"plan": plan, "round": round_, "duty": duty, "dated": not undated(duty)}
    text = tools.texts.say("opening.notice", asked=asked, **slots)
    see = Choice(tools.texts.plain("button.duties"), "dv")
    received = Choice(tools.texts.plain("button.received"), f"nhan:{round_.id}")
    return Say(text, lettered([see, received, *_at_once(tools, round_, asked)]))


def _at_once(tools: Tools, round_: Round, asked: list[dict[str, Any]]) -> list[Choice]:
    """Who leads nothing may answer the one question at once."""
    if len(asked) != 1 or asked[0]["leads"]:
        return []
    if asked[0]["by_questions"]:
        return [
            Choice(
                tools.texts.plain("questions.answer"), f"bc:{round_.id}:{asked[0]['agency'].id}"
            )
        ]
    key = f"{round_.id}:{asked[0]['agency'].id}"
    paper = Choice(tools.texts.plain("button.paper"), f"vb:{key}")
    return [paper, Choice(tools.texts.plain("button.nothing"), f"kps:{key}")]


async def _asked(unit: Unit, round_: Round, person_id: int) -> list[dict[str, Any]]:
    """This person's agencies in the round that have not reported yet, with their duties."""
    person = await people.get(unit, person_id)
    held = person.appointments if person else ()
    mine = {
        one.agency.id: one.agency
        for one in held
        if one.role is Role.FOCAL and one.plan in {None, round_.plan}
    }
    asked = []
    for agency in mine.values():
        part = await participants.get(unit, round_.id, agency.id)
        if part is not None and not part.reported:
            found = await task_parts.duties(unit, [agency.id], plan_id=round_.plan)
            owed = (await indicators.owed(unit, round_.plan, round_.id, agency.id)).get(agency.id)
            duties = _duties(part, [duty for _, duty in found])
            asked.append({**duties, "indicators": owed.numbers if owed else ()})
    return asked


def _duties(part: Participant, duties: list[Duty]) -> dict[str, Any]:
    led = [d for d in duties if d.part in {Part.LEAD, Part.COLEAD}]
    leads = [d.task.number for d in led if not (part.by_questions and d.collective)]
    other = [d for d in duties if d.part is Part.SUPPORT and d not in led]
    supports = tasks.by_role(other)
    slots = {"agency": part.agency, "leads": leads, "supports": supports}
    return {**slots, "by_questions": part.by_questions}


COMPOSERS: Mapping[str, Composer] = {
    "opening": opening,
    **join.COMPOSERS,
    **entered.COMPOSERS,
    **nudges.COMPOSERS,
    **asking_more.COMPOSERS,
    **confirming.COMPOSERS,
    **broadcast_notices.COMPOSERS,
    **amend_notices.COMPOSERS,
    **date_notices.COMPOSERS,
    **adhoc_notices.COMPOSERS,
    **returning.COMPOSERS,
    **absence_notices.COMPOSERS,
    **handover_notices.COMPOSERS,
    **coordinating.COMPOSERS,
    **obstacle_notices.COMPOSERS,
    **requests_in.COMPOSERS,
    **relaying.COMPOSERS,
    **room.COMPOSERS,
    **near.COMPOSERS,
    **indicator_reporters.COMPOSERS,
}
