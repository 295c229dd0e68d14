"""What becomes of a stranger's wish to join: the coordinators are asked, the stranger hears."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dialogues.messages import Choice, Notice, Say
from handlers import room, welcome
from handlers.bringing import GOOD_FOR
from handlers.rights import Right, may
from handlers.shelf import numbers
from handlers.turn import Tools, Turn, lettered
from plans.codes import new_code
from plans.ground import Refusal
from plans.hours import next_open_moment
from plans.model import Plan, Role
from storage import audit, invitations, join_requests, people, plans
from storage.database import Unit
from storage.join_requests import JoinRequest


async def announce(turn: Turn, plan: Plan, request: int) -> None:
    """Ask whoever confirms people for this plan, in working hours."""
    settings = await plans.settings(turn.unit, plan.id)
    moment = next_open_moment(turn.now, settings, turn.tools.calendar)
    await turn.notify(
        [
            Notice(
                key=f"join_request:{request}:person {person}",
                composer="join_request",
                question={"request": request},
                person=person,
                not_before=moment,
            )
            for person in await welcome.confirmers(turn.unit, plan)
        ]
    )


async def compose_asked(
    unit: Unit, question: dict[str, Any], person: int | None, tools: Tools
) -> Say | None:
    """To a coordinator: who asks; nothing once it is settled."""
    one = await join_requests.get(unit, question["request"])
    plan = await plans.get(unit, one.plan) if one else None
    if one is None or plan is None or one.decided is not None:
        return None
    if person not in await welcome.confirmers(unit, plan):
        return None
    choices = [
        Choice(tools.texts.plain("ask_in.approve"), f"xtgx:{one.id}"),
        Choice(tools.texts.plain("ask_in.turn_away"), f"xtgk:{one.id}"),
    ]
    return Say(tools.texts.say("ask_in.asked", one=one, plan=plan), lettered(choices))


async def compose_refused(
    unit: Unit, question: dict[str, Any], _person: int | None, tools: Tools
) -> Say | None:
    """To the stranger: no, politely, and whom to ask."""
    one = await join_requests.get(unit, question["request"])
    return Say(tools.texts.say("ask_in.refused", one=one)) if one else None


async def approve(turn: Turn, arguments: Sequence[str]) -> None:
    """[Đồng ý]: from now on the person is a focal point of that agency."""
    one, _ = await _open(turn, arguments)
    unit = turn.unit
    person = await join_requests.account(unit, one.bot, one.user)
    if person is None:
        await room.refuse_more(unit, turn.tools, one.bot, "room.full_for")
    await _decide(turn, one, "approved")
    if person is None:
        person = await people.add(unit, one.name, one.post, one.phone)
        await people.connect(unit, person, one.bot, one.user, one.chat)
        await room.one_more(unit, turn.tools, one.bot, person)
    elif not getattr(await people.get(unit, person), "appointments", ()):
        await people.rename(unit, person, one.name, one.post)
    # An appointment follows from an invitation: this one was given and taken at once.
    code = turn.tools.hash_code(new_code(turn.tools.ids))
    made = await invitations.invite(
        unit, code, one.agency.id, one.plan, Role.FOCAL, unit.now + GOOD_FOR
    )
    await invitations.use(unit, made, person)
    invited = await invitations.invitation_of(unit, invitation_id=made)
    if invited is not None:
        appointment = await people.appoint(unit, person, invited, one.post)
        await welcome.confirm(turn, [str(appointment)])


async def turn_away(turn: Turn, arguments: Sequence[str]) -> None:
    """[Không phải đầu mối]: nothing was shown, and nothing is."""
    one, plan = await _open(turn, arguments)
    await _decide(turn, one, "refused")
    key = f"join_request_refused:{one.id}"
    await turn.notify([Notice(key, "join_request_refused", {"request": one.id}, chat=one.chat)])
    turn.say("ask_in.you_refused", one=one, plan=plan)


async def _open(turn: Turn, arguments: Sequence[str]) -> tuple[JoinRequest, Plan]:
    (request,) = numbers(arguments, 1)
    one = await join_requests.get(turn.unit, request)
    plan = await plans.get(turn.unit, one.plan) if one else None
    if one is None or plan is None or not may(turn.person, Right.CONFIRM_PEOPLE, plan):
        raise Refusal("join.not_yours")
    if one.decided is not None:
        by = await people.get(turn.unit, one.decided_by) if one.decided_by else None
        raise Refusal("ask_in.settled", one=one, by=by, mine=one.decided_by == turn.me.id)
    return one, plan


async def _decide(turn: Turn, one: JoinRequest, outcome: str) -> None:
    if not await join_requests.decide(turn.unit, one.id, turn.me.id, outcome):
        raise Refusal("join.settled")
    subject = f"join_request:{one.id}"
    await audit.note(turn.unit, turn.me.id, "join_answered", subject, "waiting", outcome)


COMPOSERS = {"join_request": compose_asked, "join_request_refused": compose_refused}
