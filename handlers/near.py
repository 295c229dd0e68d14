"""A bot nears the end of its platform's plan: who runs it and who runs the plans are told."""

from __future__ import annotations

from typing import Any

from dialogues.messages import Notice, Say
from handlers.turn import Tools
from plans.allowance import month_of, next_month
from plans.hours import next_open_moment
from plans.model import PlanSettings, Role
from storage import outbox, people, quota
from storage.database import Unit


async def of_messages(tools: Tools, unit: Unit, bot: str, month: str) -> None:
    """80% of a month's messages have gone: told once a month."""
    await _tell(unit, tools, f"quota_messages:{bot}:{month}", {"bot": bot, "month": month})


async def of_people(unit: Unit, tools: Tools, bot: str, newest: int) -> None:
    """80% of the places are taken, the last by this person: told once a crossing."""
    await _tell(unit, tools, f"quota_people:{bot}:{newest}", {"bot": bot})


async def told_of_people(unit: Unit, bot: str) -> bool:
    """Whether anybody was ever told of this bot's places."""
    return bool(await outbox.keys_like(unit, f"quota_people:{bot}:"))


async def _tell(unit: Unit, tools: Tools, key: str, question: dict[str, Any]) -> None:
    at = next_open_moment(unit.now, PlanSettings(), tools.calendar)
    running = {
        one.id
        for role in (Role.TECH_ADMIN, Role.PLAN_ADMIN)
        for one in await people.with_role(unit, role)
    }
    await outbox.notify(
        unit,
        [
            Notice(
                key=f"{key}:person {person}",
                composer=key.partition(":")[0],
                question=question,
                person=person,
                not_before=at,
                personal=True,
                pressing=True,
            )
            for person in sorted(running)
        ],
    )


async def compose_messages(
    unit: Unit, question: dict[str, Any], _person: int | None, tools: Tools
) -> Say | None:
    """How many are left, and what waits when the last share is reached."""
    bot = question["bot"]
    allowance = tools.doors.allowances.get(bot)
    if allowance is None or question["month"] != month_of(unit.now):
        return None
    slots = {"sent": (await quota.used(unit, bot)).messages, "first": next_month(unit.now)}
    said = tools.texts.say("near.messages", bot=tools.doors.account(bot), of=allowance, **slots)
    return Say(said)


async def compose_people(
    unit: Unit, question: dict[str, Any], _person: int | None, tools: Tools
) -> Say | None:
    """How many places are left."""
    bot = question["bot"]
    allowance, taken = tools.doors.allowances.get(bot), await quota.people(unit, bot)
    if allowance is None or taken < allowance.near_people:
        return None
    account = tools.doors.account(bot)
    return Say(tools.texts.say("near.people", bot=account, of=allowance, people=taken))


COMPOSERS = {"quota_messages": compose_messages, "quota_people": compose_people}
