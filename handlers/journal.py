"""/nhatky: who changed what and when, newest first. Read by the Sở of the plan alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dialogues.messages import Choice
from handlers import entries
from handlers.agencies import directory_of
from handlers.rights import Right, may
from handlers.shelf import number
from handlers.turn import Turn
from plans.directory import AgencyEntry
from plans.ground import Refusal
from plans.model import Agency, Plan, Task
from plans.numbers import Numbered, resolve
from plans.typed_names import meant
from storage import agencies, journal, plans, rounds
from storage.journal import Which

LINES = 8  # entries of a page: with its heading a message of at most ten lines


@dataclass(frozen=True)
class Filter:
    """Of which agency or task alone; "a12", "t3" in buttons, nothing for all."""

    agency: Agency | None = None
    task: Task | None = None

    @property
    def code(self) -> str:
        if self.agency is not None:
            return f"a{self.agency.id}"
        return f"t{self.task.id}" if self.task is not None else ""

    @property
    def name(self) -> str:
        if self.agency is not None:
            return self.agency.name
        return self.task.label if self.task is not None else ""


async def command(turn: Turn, rest: str) -> None:
    """/nhatky, /nhatky 1.2, /nhatky Sở Y tế."""
    found = await turn.plans_with(Right.SEE_LOG)
    if not found:
        raise Refusal("log.right_missing")
    fitting = (
        [(plan, Filter()) for plan in found] if not rest else await _fitting(turn, found, rest)
    )
    if len(fitting) == 1:
        await _page(turn, *fitting[0], older=None)
        return
    choices = [Choice(f"KH {plan.short}", f"nk:{plan.id}:0:{one.code}") for plan, one in fitting]
    turn.say("log.which", choices=choices)


async def press(turn: Turn, arguments: Sequence[str]) -> None:
    """[Cũ hơn], [Mới nhất], or a plan chosen: plan, last entry seen, filter."""
    if len(arguments) != 3:
        raise Refusal("press.unknown")
    plan = await plans.get(turn.unit, arguments[0])
    if plan is None or not may(turn.person, Right.SEE_LOG, plan):
        raise Refusal("log.right_missing")
    chosen = await _filter_of(turn, plan, arguments[2])
    await _page(turn, plan, chosen, older=number(arguments[1]) or None)


async def _fitting(turn: Turn, found: Sequence[Plan], typed: str) -> list[tuple[Plan, Filter]]:
    """The plans in which the words name a task; else those of the agency's province."""
    tasks = [(plan, task) for plan in found for task in await plans.tasks(turn.unit, plan.id)]
    numbered = [Numbered(p.short, task.number, place) for place, (p, task) in enumerate(tasks)]
    named = [tasks[one.id] for one in resolve(typed, numbered)]
    if named:
        return [(plan, Filter(task=task)) for plan, task in named]
    fitting = []
    for plan in found:
        agency = await _agency(turn, plan, typed)
        fitting += [(plan, Filter(agency=agency))] if agency else []
    if not fitting:
        nearest = (await directory_of(turn.unit, found[0].province)).nearest(typed)
        raise Refusal("log.unknown", typed=typed, nearest=nearest)
    return fitting


async def _agency(turn: Turn, plan: Plan, typed: str) -> Agency | None:
    """The agency of that name in the plan's province; a collective is none."""
    directory = await directory_of(turn.unit, plan.province)
    entry = meant(typed, directory)
    if not isinstance(entry, AgencyEntry):
        return None
    bodies = await agencies.of_province(turn.unit, plan.province)
    return next(one for one in bodies if one.code == entry.code)


async def _filter_of(turn: Turn, plan: Plan, code: str) -> Filter:
    """A filter out of a button, if it is of this plan and its province."""
    if not code:
        return Filter()
    wanted = number(code[1:])
    if code[0] == "a":
        bodies = await agencies.of_province(turn.unit, plan.province)
        found = [Filter(agency=one) for one in bodies if one.id == wanted]
    else:
        tasks = await plans.tasks(turn.unit, plan.id)
        found = [Filter(task=one) for one in tasks if one.id == wanted and code[0] == "t"]
    if not found:
        raise Refusal("press.unknown")
    return found[0]


async def _page(turn: Turn, plan: Plan, chosen: Filter, *, older: int | None) -> None:
    which = Which(
        plan.id,
        agency=chosen.agency.id if chosen.agency else None,
        task=chosen.task.id if chosen.task else None,
    )
    found = await journal.page(turn.unit, which, before=older, limit=LINES + 1)
    shown, more = found[:LINES], len(found) > LINES
    slots = {"plan": plan, "about": chosen.name, "older": older is not None}
    choices = _steps(turn, plan, chosen, shown[-1].id if more else None, older)
    if not shown:
        turn.say("log.none", choices=choices, **slots)
        return
    known = {one.id: one for one in await rounds.of_plan(turn.unit, plan.id)}
    lines = [entries.line(turn.texts, one, plan, known) for one in shown]
    turn.say("log.page", lines=lines, choices=choices, **slots)


def _steps(
    turn: Turn, plan: Plan, chosen: Filter, last: int | None, older: int | None
) -> list[Choice]:
    choices = []
    if last is not None:
        choices.append(turn.choice("log.older", f"nk:{plan.id}:{last}:{chosen.code}"))
    if older is not None:
        choices.append(turn.choice("log.newest", f"nk:{plan.id}:0:{chosen.code}"))
    return choices
