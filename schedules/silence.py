"""Obstacles that nobody spoke of for 5 working days after an answer: kết thúc theo dõi."""

from __future__ import annotations

from plans import obstacles as rules
from plans.calendar import WorkCalendar
from plans.ground import local
from plans.obstacles import Move
from storage import audit, obstacles, plans
from storage.database import Unit
from storage.obstacles import Taken
from storage.updates import Author

TIME = Author(None, "", "")


async def end(unit: Unit, calendar: WorkCalendar) -> None:
    """End them, noted as done by time. Nobody is told: the answer asked whether it helped."""
    settings = await plans.every_settings(unit)
    day = local(unit.now).date()
    for one in await obstacles.answered(unit):
        last = rules.last_word(one, settings[one.plan], calendar)
        if last is not None and day > last:
            state = rules.after(one, Move.LAPSED)
            await obstacles.take(unit, one, Taken(Move.LAPSED, state), TIME)
            what, subject = f"obstacle_{Move.LAPSED}", f"obstacle:{one.id}"
            await audit.note(unit, None, what, subject, one.state, state)
