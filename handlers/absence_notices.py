"""What a stand-in, the one away and the coordinator are told of an absence."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from dialogues.messages import Choice, Notice, Say
from handlers.rights import RIGHTS, Right, covers
from handlers.turn import Tools, Turn, lettered
from plans.hours import next_open_moment
from plans.leave import Absence
from plans.model import Person, Plan, PlanSettings, Role
from storage import absences, people, plans
from storage.database import Unit


async def tell_stand_in(turn: Turn, absence: int, person: int) -> None:
    await _notify(turn, "stand_in", {"absence": absence}, [person])


async def tell_over(turn: Turn, one: Absence) -> None:
    """Back again: whoever stood in need not look any more."""
    if one.stand_in is not None:
        await _notify(turn, "stand_in_over", _words(one), [one.stand_in])


async def tell_refused(turn: Turn, one: Absence) -> None:
    """Nobody follows this work now: the one away hears it, and the coordinators of the plans."""
    away = await people.get(turn.unit, one.person)
    question = {**_words(one), "by": turn.me.name}
    told = {one.person} | (await _coordinators(turn.unit, away) if away else set())
    await _notify(turn, "stand_in_refused", question, sorted(told))


def _words(one: Absence) -> dict[str, Any]:
    """What is said of an absence that may be gone when it is said."""
    first, last = one.days.first.isoformat(), one.days.last.isoformat()
    return {"absence": one.id, "person": one.person, "first": first, "last": last}


async def _coordinators(unit: Unit, away: Person) -> set[int]:
    found: set[int] = set()
    for plan in await _plans_of(unit, away):
        found |= {one.id for one in await people.holding(unit, plan.id, Role.COORDINATOR)}
    return found


async def _plans_of(unit: Unit, person: Person) -> list[Plan]:
    return [
        plan for plan in await plans.every(unit) if any(covers(one, plan) for one in person.own)
    ]


async def _notify(turn: Turn, what: str, question: dict[str, Any], to: Iterable[int]) -> None:
    at = next_open_moment(turn.now, PlanSettings(), turn.tools.calendar)
    await turn.notify(
        [
            Notice(
                key=_key(what, question, turn.now, person),
                composer=what,
                question=question,
                person=person,
                not_before=at,
                personal=True,
            )
            for person in to
        ]
    )


def _key(what: str, question: dict[str, Any], now: datetime, person: int) -> str:
    return f"{what}:{question['absence']}:{now.isoformat()}:person {person}"


async def compose_stand_in(
    unit: Unit, question: dict[str, Any], person: int | None, tools: Tools
) -> Say | None:
    """To the stand-in: for whom, for which days, for which agency and plans."""
    one = await absences.get(unit, question["absence"])
    away = await people.get(unit, one.person) if one else None
    if one is None or away is None or one.stand_in != person:
        return None
    choices = [
        Choice(tools.texts.plain("button.received"), f"din:{one.id}"),
        Choice(tools.texts.plain("absence.cannot"), f"dik:{one.id}"),
    ]
    posts = await _posts(unit, away)
    text = tools.texts.say("absence.told", one=one, away=away, posts=posts)
    return Say(text, lettered(choices))


async def _posts(unit: Unit, away: Person) -> list[dict[str, Any]]:
    """The posts somebody stands in for: role, agency, plan."""
    return [
        {"role": one.role, "agency": one.agency, "plan": plan}
        for plan in await plans.every(unit)
        for one in away.own
        if one.role in RIGHTS[Right.BE_AWAY] and covers(one, plan)
    ]


async def compose_over(
    unit: Unit, question: dict[str, Any], _person: int | None, tools: Tools
) -> Say | None:
    away = await people.get(unit, question["person"])
    return Say(tools.texts.say("absence.over_told", away=away)) if away else None


async def compose_refused(
    unit: Unit, question: dict[str, Any], person: int | None, tools: Tools
) -> Say | None:
    """To the one away, with another choice; to a coordinator, so that they know whom to phone."""
    one = await absences.get(unit, question["absence"])
    away = await people.get(unit, question["person"])
    if one is None or away is None or one.stand_in is not None:
        return None
    mine = person == one.person
    text = tools.texts.say(
        "absence.refused_told",
        one=one,
        away=away,
        by=question["by"],
        mine=mine,
        agencies=sorted({post.agency.name for post in away.own}),
    )
    again = [Choice(tools.texts.plain("absence.choose_button"), f"dic:{one.id}")] if mine else ()
    return Say(text, lettered(again))


COMPOSERS = {
    "stand_in": compose_stand_in,
    "stand_in_over": compose_over,
    "stand_in_refused": compose_refused,
}
