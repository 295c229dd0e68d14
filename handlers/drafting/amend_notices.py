"""Each agency is told exactly its own changes, once; the others hear nothing."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any

from dialogues.catalogue import Catalogue
from dialogues.messages import Choice, Later, Notice, Say
from handlers.hours import put_off
from handlers.rights import Right, may
from handlers.shelf import numbers
from handlers.turn import Tools, Turn, lettered
from plans.amending import TaskChange
from plans.calendar import WorkCalendar
from plans.ground import Refusal
from plans.hours import next_open_moment
from plans.model import Agency, Person, Plan, Role
from storage import (
    acknowledgements,
    agencies,
    amendments,
    attachments,
    outbox,
    people,
    plans,
)
from storage.amendments import Amendment
from storage.database import Unit

Composer = Callable[[Unit, dict[str, Any], int | None, Tools], Awaitable[Say | Later | None]]
_LINES = 6  # tasks told in one message; the others are counted
_PAPERS = (".docx", ".pdf")


def changes_of(one: Amendment) -> list[TaskChange]:
    """Its changes, task by task."""
    return [TaskChange(c["before"], c["after"], tuple(c["what"])) for c in one.changes]


def lines_of(texts: Catalogue, plan: Plan, changes: Sequence[TaskChange]) -> list[str]:
    """One line a task."""
    return [texts.say("amend.line", plan=plan, one=one) for one in changes]


async def tell(unit: Unit, plan: Plan, one: Amendment, calendar: WorkCalendar) -> int:
    """Queue a notice for every focal point of the agencies touched; how many people."""
    if plan.started is None:
        return 0  # nothing leaves before [Bắt đầu nhắc]
    at = next_open_moment(unit.now, await plans.settings(unit, plan.id), calendar)
    found = await people.holding(unit, plan.id, Role.FOCAL)
    mine = {int(agency) for agency in one.told}
    notices = [
        Notice(
            key=f"{one.prefix}person {person.id}",
            composer="amended",
            question={"id": one.id, "plan": plan.id},
            person=person.id,
            not_before=at,
        )
        for person in found
        if person.id != one.person and _agencies(person, plan) & mine
    ]
    return await outbox.notify(unit, notices)


def _agencies(person: Person, plan: Plan) -> set[int]:
    return {
        one.agency.id
        for one in person.appointments
        if one.role is Role.FOCAL and may(person, Right.REPORT, plan, one.agency.id)
    }


async def notice(
    unit: Unit, question: dict[str, Any], person: int | None, tools: Tools
) -> Say | Later | None:
    """What changed for the agencies this person answers for now; nothing for anybody else."""
    one = await amendments.get(unit, question["id"])
    plan = await plans.get(unit, one.plan) if one else None
    who = await people.get(unit, person) if person is not None else None
    if one is None or plan is None or who is None:
        return None
    mine = _agencies(who, plan)
    keys = {key for agency, keys in one.told.items() if int(agency) in mine for key in keys}
    if not keys:
        return None
    later = put_off(unit.now, [await plans.settings(unit, plan.id)], tools.calendar)
    if later is not None:
        return later
    changes = [change for change in changes_of(one) if change.key in keys]
    choices = [Choice(tools.texts.plain("button.received"), f"kdn:{one.id}")]
    if await _paper(unit, one) is not None:
        choices.append(Choice(tools.texts.plain("broadcast.see_file"), f"kdv:{one.id}"))
    sheet = tools.texts.plain("sheet_of.button")
    told = sorted(int(agency) for agency in one.told if int(agency) in mine)
    choices.append(Choice(sheet, f"tr:{plan.id}:{told[0]}"))
    return Say(notice_text(tools.texts, plan, one, changes), lettered(choices))


def notice_text(
    texts: Catalogue, plan: Plan, one: Amendment, changes: Sequence[TaskChange]
) -> str:
    """Model message #9 where one date changed; else a line a task."""
    alone = changes[0] if len(changes) == 1 and changes[0].what == ("due",) else None
    return texts.say(
        "amend.notice",
        plan=plan,
        paper=one.paper,
        alone=alone,
        lines=lines_of(texts, plan, changes[:_LINES]),
        more=max(len(changes) - _LINES, 0),
        numbers=[change.number for change in changes],
    )


async def _paper(unit: Unit, one: Amendment) -> int | None:
    file = await attachments.get(unit, one.attachment) if one.attachment else None
    paper = file is not None and file.sha256 and file.name.lower().endswith(_PAPERS)
    return file.id if file is not None and paper else None


async def _mine(turn: Turn, arguments: Sequence[str], right: Right) -> tuple[Amendment, Plan]:
    (number,) = numbers(arguments, 1)
    one = await amendments.get(turn.unit, number)
    plan = await plans.get(turn.unit, one.plan) if one else None
    if one is None or plan is None or not may(turn.person, right, plan):
        raise Refusal("amend.not_yours")
    return one, plan


async def received(turn: Turn, arguments: Sequence[str]) -> None:
    """[Đã nhận]."""
    one, plan = await _mine(turn, arguments, Right.REPORT)
    new = await acknowledgements.add(turn.unit, one.subject, turn.me.id)
    turn.say("amend.received" if new else "amend.received_before", plan=plan, paper=one.paper)


async def see(turn: Turn, arguments: Sequence[str]) -> None:
    """[Xem văn bản]."""
    one, plan = await _mine(turn, arguments, Right.REPORT)
    file = await _paper(turn.unit, one)
    if file is None:
        raise Refusal("amend.no_file")
    turn.hand_over(file, "amend.file", plan=plan, paper=one.paper)


async def standing(turn: Turn, arguments: Sequence[str]) -> None:
    """[Xem ai đã nhận]: by agency; one person suffices for an agency."""
    one, plan = await _mine(turn, arguments, Right.LOAD_PLAN)
    said = await acknowledgements.of(turn.unit, one.subject)
    bodies = {body.id: body for body in await agencies.of_province(turn.unit, plan.province)}
    told: dict[Agency, bool] = {}
    for person in await people.holding(turn.unit, plan.id, Role.FOCAL):
        for agency in _agencies(person, plan) & {int(key) for key in one.told}:
            body = bodies[agency]
            told[body] = told.get(body, False) or person.id in said
    nobody = [bodies[int(key)] for key in one.told if bodies[int(key)] not in told]
    turn.say(
        "amend.standing",
        plan=plan,
        paper=one.paper,
        received=[body.name for body, got in told.items() if got],
        waiting=[body.name for body, got in told.items() if not got],
        nobody=[body.name for body in nobody],
    )


COMPOSERS: Mapping[str, Composer] = {"amended": notice}
