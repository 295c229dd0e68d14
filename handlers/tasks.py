"""The tasks a person answers for, as they can be typed and chosen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from handlers.rights import Right
from handlers.turn import Turn
from plans.ground import Refusal
from plans.model import Agency, Duty, Part, Round, RoundState, Task
from plans.numbers import Numbered
from plans.reminding import due_next
from storage import rounds, task_parts


@dataclass(frozen=True)
class Mine:
    """A task my agency leads. `key` names it in sessions and buttons: "12:3"."""

    agency: Agency
    duty: Duty

    @property
    def task(self) -> Task:
        return self.duty.task

    @property
    def key(self) -> str:
        return f"{self.task.id}:{self.agency.id}"


async def mine(turn: Turn) -> list[Mine]:
    """The lead tasks of all (plan, agency) this person answers for, in the plans' order.

    As they stood when this turn began.
    """
    if "mine" not in turn.memo:
        turn.memo["mine"] = await _mine(turn)
    found: list[Mine] = turn.memo["mine"]
    return found


async def _mine(turn: Turn) -> list[Mine]:
    found = []
    for plan, agency in await turn.desks(Right.UPDATE):
        duties = await task_parts.duties(turn.unit, [agency.id], plan_id=plan.id, leading=True)
        found += [Mine(agency, duty) for _, duty in duties]
    return found


async def supported(turn: Turn, plan: str, agency: int) -> list[Duty]:
    """The tasks an agency supports and does not lead: its phần phối hợp."""
    duties = await task_parts.duties(turn.unit, [agency], plan_id=plan)
    led = {duty.task.id for _, duty in duties if duty.part in {Part.LEAD, Part.COLEAD}}
    return [d for _, d in duties if d.part is Part.SUPPORT and d.task.id not in led]


def by_role(duties: Sequence[Duty]) -> list[tuple[str, list[str]]]:
    """Numbers under each printed role: ("phối hợp", ["1.1", "1.4"])."""
    roles: dict[str, list[str]] = {}
    for duty in duties:
        roles.setdefault(duty.printed, []).append(duty.task.number)
    return list(roles.items())


async def one_of_mine(turn: Turn, key: str) -> Mine:
    """The task of a session or a button, if it is still this person's."""
    for one in await mine(turn):
        if one.key == key:
            return one
    raise Refusal("task.not_yours")


def numbered(tasks: Sequence[Mine]) -> list[Numbered]:
    """As they can be typed; `id` is the place in the list."""
    return [Numbered(one.task.short, one.task.number, place) for place, one in enumerate(tasks)]


async def open_round(turn: Turn, plan: str) -> Round | None:
    """The open round an update of this plan belongs to: the one due next."""
    running = await rounds.of_plan(turn.unit, plan, RoundState.OPEN)
    found = due_next(running, turn.today)
    return found[0] if found else None
