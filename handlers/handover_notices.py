"""What the new focal point, the old one and the coordinator are told of a handover."""

from __future__ import annotations

from collections import Counter
from typing import Any

from dialogues.messages import Choice, Say
from handlers.handing import Pack, pack_of
from handlers.turn import Tools, lettered
from plans.ground import local
from plans.model import Duty
from storage import handovers, people, plans
from storage.database import Unit
from storage.handovers import Handover


def lead_names(leads: tuple[Duty, ...]) -> list[tuple[str, int]]:
    """Each item with how many contents it holds, where it holds several: lines of one task, or
    the tasks that are its contents, 8.10a.1 to 8.10a.5.
    """
    found: dict[str, int] = {}
    items = Counter(_item(duty.task.number) for duty in leads)
    for duty in leads:
        item, lines = _item(duty.task.number), duty.task.title.splitlines()
        number = item if items[item] > 1 else duty.task.number
        found[number] = found.get(number, 0) + sum(1 for line in lines if line.strip())
    return [(number, count if count > 1 else 0) for number, count in found.items()]


def _item(number: str) -> str:
    """The item of a content: 8.10a of "8.10a.5", 2.2 of "2.2.1"; a number such as 1.2 is one."""
    head, _, last = number.rpartition(".")
    return head if last.isdigit() and not head.isdigit() and head else number


async def compose_offer(
    unit: Unit, question: dict[str, Any], person: int | None, tools: Tools
) -> Say | None:
    """Model message #12."""
    one = await handovers.get(unit, question["handover"])
    if one is None or one.to != person or one.withdrawn is not None or one.objected is not None:
        return None
    plan = await plans.get(unit, one.plan)
    pack = await pack_of(unit, one)
    since = max(one.from_day, local(one.moved).date()) if one.moved else one.from_day
    text = tools.texts.say("handover.offer", one=one, plan=plan, since=since, **in_short(pack))
    return Say(text, lettered(_buttons(tools, one)))


def in_short(pack: Pack) -> dict[str, object]:
    """The figures of #12."""
    return {
        "leads": lead_names(pack.leads),
        "drafts": len(pack.drafts),
        "promised": pack.promised,
        "obstacles": len(pack.obstacles),
        "passed": len(pack.passed),
    }


def _buttons(tools: Tools, one: Handover) -> list[Choice]:
    named = (("handover.accept", "bg"), ("handover.see", "bgd"), ("handover.wrong", "bgk"))
    return [Choice(tools.texts.plain(key), f"{verb}:{one.id}") for key, verb in named]


async def compose_words(
    unit: Unit, question: dict[str, Any], person: int | None, tools: Tools
) -> Say | None:
    """What the old one was writing, where the new one writes the same already."""
    one = await handovers.get(unit, question["handover"])
    if one is None or one.to != person:
        return None
    slots = {"form": question["form"], "words": question["words"]}
    return Say(tools.texts.say("handover.words", one=one, **slots))


async def compose_done(
    unit: Unit, question: dict[str, Any], person: int | None, tools: Tools
) -> Say | None:
    """To the old one: what became of their access; to the coordinator: who it is now."""
    one = await handovers.get(unit, question["handover"])
    if one is None:
        return None
    plan = await plans.get(unit, one.plan)
    mine = person == one.giver
    who = await people.get(unit, one.giver) if mine else None
    last = who is not None and not who.appointments
    text = tools.texts.say("handover.done", one=one, plan=plan, mine=mine, last=last)
    about = [Choice(tools.texts.plain("handover.myself"), "tt")] if mine else ()
    return Say(text, lettered(about))


async def compose_objected(
    unit: Unit, question: dict[str, Any], person: int | None, tools: Tools
) -> Say | None:
    one = await handovers.get(unit, question["handover"])
    if one is None:
        return None
    plan = await plans.get(unit, one.plan)
    mine = person == one.giver
    return Say(tools.texts.say("handover.objected", one=one, plan=plan, mine=mine))


COMPOSERS = {
    "handover": compose_offer,
    "handover_done": compose_done,
    "handover_words": compose_words,
    "handover_objected": compose_objected,
}
