"""/vuongmac: an agency's own obstacles; for the Sở those of a plan, by state and age."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dialogues.messages import Choice
from handlers import obstacle_raising
from handlers.rights import Right, may
from handlers.shelf import number
from handlers.turn import Turn
from plans.ground import Refusal
from plans.model import Agency, Plan
from plans.obstacles import Obstacle, ObstacleKind, age, listed
from storage import obstacles, plans

PAGE = 6  # lines of obstacles: with the heads above them a message of ten


@dataclass(frozen=True)
class Desk:
    """A list somebody may look at: an agency's of a plan, or with no agency all of the plan."""

    plan: Plan
    agency: Agency | None

    @property
    def key(self) -> str:
        return f"{self.plan.id}:{self.agency.id if self.agency else 0}"


async def command(turn: Turn, rest: str) -> None:
    """The one list there is, or a question which. Words behind the command begin a new one."""
    found = await _desks(turn)
    if not found:
        raise Refusal("right.missing")
    mine = [one for one in found if one.agency is not None]
    if rest and len(mine) == 1 and mine[0].agency is not None:
        await obstacle_raising.begin(turn, mine[0].plan, mine[0].agency, {"text": rest})
    elif len(found) == 1:
        await _show(turn, found[0])
    else:
        turn.say("obstacle.which", choices=[_choice(turn, one) for one in found])


async def press(turn: Turn, arguments: Sequence[str]) -> None:
    """[Khó khăn, vướng mắc]; with a plan and an agency: that list, from a page on."""
    if not turn.incoming.private:
        raise Refusal("command.private_only")
    if not arguments:
        await command(turn, "")
        return
    desk, page = await _desk(turn, arguments)
    await _show(turn, desk, page)


async def closed(turn: Turn, arguments: Sequence[str]) -> None:
    """[Đã kết thúc]: the newest first."""
    desk, page = await _desk(turn, arguments)
    _say(turn, desk, await _of(turn, desk), page, over=True)


async def _desks(turn: Turn) -> list[Desk]:
    own = [Desk(plan, agency) for plan, agency in await turn.desks(Right.RAISE_OBSTACLE)]
    return own + [Desk(plan, None) for plan in await turn.plans_with(Right.FOLLOW_OBSTACLES)]


def _choice(turn: Turn, desk: Desk) -> Choice:
    label = turn.texts.plain("obstacle.desk", plan=desk.plan, agency=desk.agency)
    return Choice(label, f"vm:{desk.key}")


async def _desk(turn: Turn, arguments: Sequence[str]) -> tuple[Desk, int]:
    """The list a button names, if it is this person's to see."""
    if not turn.incoming.private:
        raise Refusal("command.private_only")
    if len(arguments) not in {2, 3}:
        raise Refusal("press.unknown")
    agency_id, page = number(arguments[1]), number(arguments[2]) if arguments[2:] else 0
    plan = await plans.get(turn.unit, arguments[0])
    for one in await _desks(turn):
        same = one.agency.id == agency_id if one.agency else agency_id == 0
        if plan is not None and one.plan.id == plan.id and same:
            return one, page
    raise Refusal("obstacle.not_yours")


async def _of(turn: Turn, desk: Desk) -> list[Obstacle]:
    agency = desk.agency.id if desk.agency else None
    return listed(await obstacles.of_plan(turn.unit, desk.plan.id, agency))


async def _show(turn: Turn, desk: Desk, page: int = 0) -> None:
    found = await _of(turn, desk)
    if not found and desk.agency is not None:
        await obstacle_raising.begin(turn, desk.plan, desk.agency)
    else:
        _say(turn, desk, found, page, over=False)


def _say(turn: Turn, desk: Desk, found: Sequence[Obstacle], page: int, *, over: bool) -> None:
    some = [one for one in found if one.open is not over]
    shown = some[page * PAGE : (page + 1) * PAGE]
    turn.say(
        "obstacle.list",
        plan=desk.plan,
        agency=desk.agency,
        over=over,
        count=len(some),
        backlog=_backlog(turn, some),
        kinds=_kinds(some),
        page=page + 1,
        pages=-(-len(some) // PAGE),
        lines=[_line(turn, desk, one) for one in shown],
        choices=_choices(turn, desk, found, shown, page=page, over=over),
    )


def _backlog(turn: Turn, some: Sequence[Obstacle]) -> dict[str, int]:
    """How many wait for the Sở, and the oldest of them in working days."""
    ages = [_age(turn, one) for one in some if one.waits]
    return {"count": len(ages), "oldest": max(ages, default=0)}


def _age(turn: Turn, one: Obstacle) -> int:
    return age(one.waits_since, turn.today, turn.tools.calendar)


def _kinds(some: Sequence[Obstacle]) -> list[tuple[ObstacleKind, int]]:
    """How many of each kind, in the order of the kinds."""
    counted = Counter(one.kind for one in some)
    return [(kind, counted[kind]) for kind in ObstacleKind if counted[kind]]


def _line(turn: Turn, desk: Desk, one: Obstacle) -> dict[str, Any]:
    state_age = age(one.moved, turn.today, turn.tools.calendar)
    return {"one": one, "age": state_age, "agency": None if desk.agency else one.agency}


def _choices(
    turn: Turn,
    desk: Desk,
    found: Sequence[Obstacle],
    shown: Sequence[Obstacle],
    *,
    page: int,
    over: bool,
) -> list[Choice]:
    choices = [turn.choice("obstacle.see_one", f"vmx:{one.id}", one=one) for one in shown]
    over_count = sum(not one.open for one in found)
    total = over_count if over else len(found) - over_count
    if (page + 1) * PAGE < total:
        verb = "vmk" if over else "vm"
        choices.append(turn.choice("obstacle.next_page", f"{verb}:{desk.key}:{page + 1}"))
    if not over and desk.agency is not None and _raises(turn, desk):
        choices.append(turn.choice("obstacle.raise_new", f"vmm:{desk.key}"))
    if not over and over_count:
        choices.append(turn.choice("obstacle.closed_ones", f"vmk:{desk.key}", count=over_count))
    return choices


def _raises(turn: Turn, desk: Desk) -> bool:
    agency = desk.agency.id if desk.agency else None
    return may(turn.person, Right.RAISE_OBSTACLE, desk.plan, agency)
