"""Đột xuất in the words of the coordinating Sở, and its table for the one who asked."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from dialogues.catalogue import Catalogue
from dialogues.messages import Choice, Later, Notice, Say
from handlers.audience import plan_order
from handlers.hours import put_off
from handlers.rights import Right, may
from handlers.turn import Tools, lettered
from plans.ground import local
from plans.model import Agency, Plan
from reports import replies
from reports.replies import Reply, Table
from storage import agencies, people, plans, requests
from storage.database import Unit
from storage.requests import AdHocRequest, Answer

Composer = Callable[[Unit, dict[str, Any], int | None, Tools], Awaitable[Say | Later | None]]

LONG = 600  # characters of an answer shown in the table; the whole is one press away
_WHOLE = 6  # buttons for such answers


def request_text(
    texts: Catalogue,
    plan: Plan,
    question: str,
    due: datetime,
    *,
    urgent: bool,
    again: bool = False,
) -> str:
    """What arrives at an agency."""
    slots = {"plan": plan, "question": question, "due": due, "urgent": urgent, "again": again}
    return texts.say("adhoc.notice", **slots)


async def asked(
    unit: Unit, question: dict[str, Any], person: int | None, tools: Tools
) -> Say | Later | None:
    """The request to one person, with a [Trả lời] for each agency that has not answered."""
    one = await requests.get(unit, question["id"])
    plan = await plans.get(unit, one.plan) if one else None
    who = await people.get(unit, person) if person is not None else None
    if one is None or plan is None or who is None or one.closed is not None:
        return None
    answered = await requests.answers(unit, one.id)
    waits = [
        agency
        for agency in await requests.asked(unit, one.id)
        if agency.id not in answered and may(who, Right.REPORT, plan, agency.id)
    ]
    if not waits:
        return None
    later = put_off(unit.now, [await plans.settings(unit, plan.id)], tools.calendar)
    if later is not None and not one.urgent:
        return later
    again = bool(question.get("again"))
    text = request_text(tools.texts, plan, one.question, one.due, urgent=one.urgent, again=again)
    return Say(text, lettered(answer_choices(tools.texts, one, waits)))


def answer_choices(
    texts: Catalogue, one: AdHocRequest, agencies: Sequence[Agency]
) -> list[Choice]:
    """[Trả lời]; of several agencies each its own."""
    several = len(agencies) > 1
    return [
        Choice(
            texts.plain("adhoc.reply_for", agency=agency)
            if several
            else texts.plain("adhoc.reply"),
            f"dxt:{one.id}:{agency.id}",
        )
        for agency in agencies
    ]


async def hour_has_come(
    unit: Unit, question: dict[str, Any], person: int | None, tools: Tools
) -> Say | None:
    """At the hour asked for: the table as it stands, once."""
    one = await requests.get(unit, question["id"])
    plan = await plans.get(unit, one.plan) if one else None
    who = await people.get(unit, person) if person is not None else None
    if one is None or plan is None or one.closed is not None:
        return None
    if not may(who, Right.ASK_NOW, plan):
        return None
    found = await replies.table(unit, one, await plan_order(unit, plan))
    return table_say(tools.texts, plan, found, unit.now, due=True)


def table_say(
    texts: Catalogue, plan: Plan, found: Table, now: datetime, *, due: bool = False
) -> Say:
    """The table as one text that can be copied, with what can be done about it."""
    one = found.request
    text = texts.say(
        "adhoc.table",
        plan=plan,
        one=one,
        f=found,
        due=due,
        now=now,
        lines=[_line(texts, one, nth, reply) for nth, reply in enumerate(found.replies, 1)],
        yes=found.count(replies.YES),
        no=found.count(replies.NO),
    )
    return Say(text, lettered(_choices(texts, found)))


def _line(texts: Catalogue, one: AdHocRequest, nth: int, reply: Reply) -> str:
    said = answer_words(texts, one, reply.answer.text) if reply.answer else ""
    return texts.say("adhoc.line", nth=nth, reply=reply, said=said[:LONG], cut=len(said) > LONG)


def answer_words(texts: Catalogue, one: AdHocRequest, text: str) -> str:
    """An answer as shown: as typed, or có, không."""
    return texts.plain(f"adhoc.{text}") if one.kind == "yes_no" else text


def _choices(texts: Catalogue, found: Table) -> list[Choice]:
    one = found.request
    long = [o for o in found.answered if o.answer and len(o.answer.text) > LONG]
    choices = [
        Choice(texts.plain("adhoc.whole", agency=o.agency), f"dxx:{one.id}:{o.agency.id}")
        for o in long[:_WHOLE]
    ]
    if one.closed is not None:
        return choices
    choices.insert(0, Choice(texts.plain("adhoc.refresh"), f"dxb:{one.id}"))
    if found.missing:
        choices.append(Choice(texts.plain("adhoc.nudge"), f"dxn:{one.id}"))
    choices.append(Choice(texts.plain("adhoc.enter"), f"dxe:{one.id}"))
    return [*choices, Choice(texts.plain("adhoc.close"), f"dxk:{one.id}")]


def to_people(
    one: AdHocRequest, persons: Sequence[int], at: datetime, nth: int = 0
) -> list[Notice]:
    """The request, or with `nth` a reminder of it, one a person."""
    mark = f"again {nth}:" if nth else ""
    return [
        Notice(
            key=f"{one.prefix}{mark}person {person}",
            composer="adhoc",
            question={"id": one.id, "again": nth},
            person=person,
            not_before=at,
            pressing=one.urgent or local(one.due).date() == local(at).date(),
        )
        for person in persons
    ]


def at_the_hour(one: AdHocRequest, persons: Sequence[int]) -> list[Notice]:
    """The table at the hour, to the plan's coordinators."""
    return [
        Notice(
            key=f"{one.prefix}due:person {person}",
            composer="adhoc_due",
            question={"id": one.id},
            person=person,
            not_before=one.due,
            pressing=True,
        )
        for person in persons
    ]


def entered_for(answer: int, persons: Sequence[int], at: datetime) -> list[Notice]:
    """What was entered for an agency, to its own people; it goes even where the request ends."""
    return [
        Notice(
            key=f"adhoc_entered:{answer}:person {person}",
            composer="adhoc_entered",
            question={"answer": answer},
            person=person,
            not_before=at,
        )
        for person in persons
    ]


async def entered(
    unit: Unit, question: dict[str, Any], person: int | None, tools: Tools
) -> Say | Later | None:
    """An answer entered for an agency, unless a later one counts by now."""
    found = await requests.answer_by_id(unit, question["answer"])
    one = await requests.get(unit, found.request) if found else None
    plan = await plans.get(unit, one.plan) if one else None
    agency = await agencies.agency_by_id(unit, found.agency) if found else None
    who = await people.get(unit, person) if person is not None else None
    if found is None or one is None or plan is None or agency is None:
        return None
    if not may(who, Right.REPORT, plan, agency.id) or await _replaced(unit, one, found):
        return None
    later = put_off(unit.now, [await plans.settings(unit, plan.id)], tools.calendar)
    if later is not None:
        return later
    said = answer_words(tools.texts, one, found.text)
    slots = {"plan": plan, "one": one, "agency": agency, "answer": found, "said": said}
    label = tools.texts.plain("adhoc.answer_again")
    again = [] if one.closed else [Choice(label, f"dxt:{one.id}:{agency.id}")]
    return Say(tools.texts.say("adhoc.entered", **slots), lettered(again))


async def _replaced(unit: Unit, one: AdHocRequest, answer: Answer) -> bool:
    return (await requests.answers(unit, one.id))[answer.agency][-1].id != answer.id


COMPOSERS: Mapping[str, Composer] = {
    "adhoc": asked,
    "adhoc_due": hour_has_come,
    "adhoc_entered": entered,
}
