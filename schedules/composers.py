"""The texts of what the clock queued, made when it is about to be said."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from datetime import date
from typing import Any

from dialogues.messages import Later, Say
from handlers import nudges, summary
from handlers.hours import put_off
from handlers.turn import Tools
from plans.ground import local
from plans.model import RoundState
from reports import digest as figures
from schedules import matters, wording
from schedules.facts import about
from storage import chats, plans, rounds
from storage.database import Unit

Composer = Callable[[Unit, dict[str, Any], int | None, Tools], Awaitable[Say | Later | None]]


async def reminder(
    unit: Unit, question: dict[str, Any], person: int | None, tools: Tools
) -> Say | Later | None:
    """The morning message of a person, decided again: silence the second a văn bản is there."""
    day = date.fromisoformat(question["day"])
    if person is None or local(unit.now).date() != day:
        return None  # yesterday's news
    facts = await about(unit, person)
    found = matters.due(facts, day, tools.calendar).get(person, [])
    if not found:
        return None
    settings = [facts.settings[matters.plan_of(one)] for one in found]
    later = put_off(unit.now, settings, tools.calendar)
    return later or await wording.morning(unit, tools, facts, day, found)


async def digest(
    unit: Unit, question: dict[str, Any], _person: int | None, tools: Tools
) -> Say | Later | None:
    """The digest for what the group is now; nothing where it was untied or the round closed."""
    day = date.fromisoformat(question["day"])
    chat = await chats.get(unit, question["chat"])
    round_ = await rounds.get(unit, question["round"])
    plan = await plans.get(unit, round_.plan) if round_ else None
    if chat is None or round_ is None or plan is None or chat.plan != plan.id:
        return None
    if round_.state is not RoundState.OPEN or local(unit.now).date() != day:
        return None
    later = put_off(unit.now, [await plans.settings(unit, plan.id)], tools.calendar)
    if later is not None:
        return later
    found = await figures.gather(unit, plan, round_, day, tools.calendar)
    if chat.purpose == "internal" and not plan.no_content:
        press = await nudges.to_nudge(unit, plan, round_, tools)
        return summary.internal(tools, found, question["before"], press)
    return summary.focal(tools, found) if chat.purpose else None


COMPOSERS: Mapping[str, Composer] = {"reminder": reminder, "digest": digest}
