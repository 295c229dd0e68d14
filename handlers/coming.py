"""The round that has a date, by the plan or by the Sở, and that nobody has opened yet."""

from __future__ import annotations

from dataclasses import dataclass

from handlers.turn import Turn
from plans import reminding, undated
from plans.model import Plan, ReportingDuty, RoundState
from plans.rounds import Dates
from storage import plans, rounds


@dataclass(frozen=True)
class Coming:
    """A round with a date that nobody opened yet; named like a Round in sentences."""

    duty: ReportingDuty
    dates: Dates

    @property
    def frequency(self) -> str:
        return self.duty.frequency

    @property
    def year(self) -> int:
        return self.dates.year

    @property
    def part(self) -> int:
        return reminding.part_of(self.duty.frequency, self.dates.due)


async def next_of(turn: Turn, plan: Plan) -> Coming | None:
    """The round due next that is still to be opened, by the plan's dates or those given."""
    settings = await plans.settings(turn.unit, plan.id)
    known = await rounds.of_plan(turn.unit, plan.id)
    begun = {(one.duty, one.due) for one in known if one.state is not RoundState.PROPOSED}
    found = [
        Coming(duty, dates)
        for duty in await plans.reporting_duties(turn.unit, plan.id)
        if duty.reporters != (plan.coordinator.name,)
        for dates in (
            *reminding.coming(duty, turn.today, settings),
            *undated.given(duty, known, turn.today),
        )
        if (duty.id, dates.due) not in begun
    ]
    return min(found, key=lambda one: (one.dates.due, one.duty.id), default=None)
