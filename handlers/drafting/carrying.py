"""An amendment taken into use, whoever says so: the plan, who is told, the rounds it touches."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from handlers.drafting.amend_notices import tell
from handlers.drafting.applying import By, apply
from handlers.drafting.redating import Rounds, ask, follow
from plans.amending import Amended
from plans.calendar import WorkCalendar
from plans.model import Plan
from storage.amendments import Amendment
from storage.database import Unit


@dataclass(frozen=True)
class Outcome:
    """What was written; `told`: how many people hear of their own changes."""

    amendment: Amendment
    told: int
    rounds: Rounds

    @property
    def slots(self) -> Mapping[str, object]:
        """What the sentence that ends it needs."""
        return {
            "paper": self.amendment.paper,
            "told": self.told,
            "agencies": len(self.amendment.told),
            "moved": self.rounds.moved,
            "asked": self.rounds.asked,
        }


async def carry_out(
    unit: Unit,
    plan: Plan,
    found: Amended,
    said: Mapping[str, str],
    by: By,
    calendar: WorkCalendar,
) -> Outcome:
    """Write it all in this unit; raises PlanFileInvalid where names mean nobody."""
    one = await apply(unit, plan, found, said, by)
    told = await tell(unit, plan, one, calendar)
    touched = await follow(unit, plan, calendar, by.person)
    await ask(unit, plan, calendar, one, touched.asked)
    return Outcome(one, told, touched)
