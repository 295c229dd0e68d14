"""Agencies of a plan that exist no more by the list of agencies: said before they are invited."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.cli.texts import say, tell

if TYPE_CHECKING:
    from plans.model import Plan
    from storage.database import Unit


async def gone_names(unit: Unit, plan: Plan) -> str:
    """Their names by the last day of each; "" where all exist."""
    from handlers.codes import gone

    by_day: dict[str, list[str]] = {}
    for one in await gone(unit, plan):
        by_day.setdefault(f"{one.until:%d/%m/%Y}", []).append(one.name)
    days = (f"{', '.join(names)} ({say('word.to_day', day=day)})" for day, names in by_day.items())
    return "; ".join(days)


async def tell_gone(unit: Unit, plan: Plan) -> None:
    """Nothing is said where all exist."""
    if names := await gone_names(unit, plan):
        tell("plan.gone", short=plan.short, names=names)
