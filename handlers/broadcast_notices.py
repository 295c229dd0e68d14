"""The words of a broadcast: what is shown before sending is what arrives."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from dialogues.catalogue import Catalogue
from dialogues.messages import Choice, Later, Notice, Say
from handlers.hours import put_off
from handlers.rights import Right, may
from handlers.turn import Tools, lettered
from plans.model import Plan
from plans.text import fold
from storage import acknowledgements, broadcasts, chats, people, plans
from storage.broadcasts import Broadcast
from storage.database import Unit

Composer = Callable[[Unit, dict[str, Any], int | None, Tools], Awaitable[Say | Later | None]]
_ENDS = (".", "!", "?", "…")


@dataclass(frozen=True)
class Words:
    """What is said: the number among the plan's broadcasts, the text as typed, tasks by number."""

    seq: int
    text: str
    tasks: Sequence[str]


def notice_text(
    texts: Catalogue,
    plan: Plan,
    said: Words,
    corrects: Broadcast | None,
    again: datetime | None = None,
) -> str:
    """What arrives; about tasks in the shape of model message #9. `again`: first said then."""
    return texts.say(
        "broadcast.notice",
        plan=plan,
        seq=said.seq,
        named=fold(said.text).startswith(fold(texts.plain("broadcast.begins", plan=plan))),
        text=said.text,
        tasks=said.tasks,
        ended=said.text.endswith(_ENDS),
        corrects=corrects,
        again=again,
    )


async def notice(
    unit: Unit, question: dict[str, Any], person: int | None, tools: Tools
) -> Say | Later | None:
    """Nothing once it was stopped, or for whom it no longer concerns."""
    one = await broadcasts.get(unit, question["id"])
    plan = await plans.get(unit, one.plan) if one else None
    if one is None or plan is None or one.stopped is not None:
        return None
    nth = int(question["nth"])
    if not await _concerned(unit, one, plan, person, question):
        return None
    later = put_off(unit.now, [await plans.settings(unit, plan.id)], tools.calendar)
    if later is not None:
        return later
    corrects = await broadcasts.get(unit, one.corrects) if one.corrects else None
    again = one.at if nth > 1 else None
    text = notice_text(tools.texts, plan, Words(one.seq, one.text, one.tasks), corrects, again)
    choices = [Choice(tools.texts.plain("button.received"), f"tbn:{one.id}")]
    if one.attachment is None or not one.tasks:
        return Say(text, lettered(choices), one.attachment)
    choices.append(Choice(tools.texts.plain("broadcast.see_file"), f"tbv:{one.id}"))
    return Say(text, lettered(choices))  # model message #9: the paper is one press away


async def _concerned(
    unit: Unit, one: Broadcast, plan: Plan, person: int | None, question: Mapping[str, Any]
) -> bool:
    if person is None:
        chat = await chats.get(unit, question["chat"])
        return chat is not None and (chat.plan, chat.purpose) == (plan.id, "focal")
    if int(question["nth"]) > 1 and person in await acknowledgements.of(unit, one.subject):
        return False
    return may(await people.get(unit, person), Right.REPORT, plan)


def to_people(one: Broadcast, nth: int, persons: Sequence[int], at: datetime) -> list[Notice]:
    """One notice a person and time of saying."""
    return [
        Notice(
            key=f"{one.prefix}{nth}:person {person}",
            composer="broadcast",
            question={"id": one.id, "nth": nth},
            person=person,
            not_before=at,
        )
        for person in persons
    ]


def to_groups(one: Broadcast, groups: Sequence[chats.Chat], at: datetime) -> list[Notice]:
    """One notice a group, once."""
    return [
        Notice(
            key=f"{one.prefix}1:chat {chat.id}",
            composer="broadcast",
            question={"id": one.id, "nth": 1, "chat": chat.id},
            chat=chat.id,
            not_before=at,
        )
        for chat in groups
    ]


COMPOSERS: Mapping[str, Composer] = {"broadcast": notice}
