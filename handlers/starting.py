"""/batdau: nothing leaves for another agency before [Bắt đầu nhắc] on a preview."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from handlers.duties import warnings
from handlers.rights import Right, may
from handlers.turn import Turn
from handlers.which_plan import only_or_asked
from plans.ground import Refusal
from plans.model import Plan, Role, State, Status
from plans.undated import undated
from storage import (
    audit,
    plans,
    reaching,
    task_parts,
)


async def command(turn: Turn, _rest: str) -> None:
    """The preview of each plan not yet started; of several, one is chosen."""
    found = await turn.plans_with(Right.START_REMINDING)
    if not found:
        raise Refusal("right.missing")
    waiting = [plan for plan in found if plan.started is None]
    if not waiting:
        raise Refusal("start.all_started")
    plan = only_or_asked(turn, waiting, "start.which", "bd")
    if plan:
        await _preview(turn, plan)


async def preview(turn: Turn, arguments: Sequence[str]) -> None:
    await _preview(turn, await _plan(turn, arguments))


async def start(turn: Turn, arguments: Sequence[str]) -> None:
    """[Bắt đầu nhắc], for good."""
    plan = await _plan(turn, arguments)
    _check(plan)
    if not await plans.start(turn.unit, plan.id, turn.me.id):
        raise Refusal("start.started", plan=plan)
    await audit.note(turn.unit, turn.me.id, "start", f"plan:{plan.id}")
    opens = may(turn.person, Right.OPEN_ROUND, plan)
    choices = [turn.choice("button.open_round", f"mo:{plan.id}")] if opens else ()
    turn.say("start.done", plan=plan, opens=opens, choices=choices)


async def _plan(turn: Turn, arguments: Sequence[str]) -> Plan:
    plan = await plans.get(turn.unit, ":".join(arguments))
    if plan is None or not may(turn.person, Right.START_REMINDING, plan):
        raise Refusal("right.missing")
    return plan


def _check(plan: Plan) -> None:
    if plan.followed_from is None:
        raise Refusal("start.no_baseline", plan=plan)


async def _preview(turn: Turn, plan: Plan) -> None:
    _check(plan)
    if plan.started is not None:
        raise Refusal("start.started", plan=plan)
    reach = await reaching.reach(turn.unit, plan.id, Role.FOCAL)
    reached = [one for one in reach if one.connected]
    # The Sở's own tasks are known to it: its chuyên viên tổng hợp reads this preview.
    named = {plan.coordinator.id, *(one.agency.id for one in reach)}
    lines = await task_parts.lead_states(turn.unit, plan.id)
    leads = {lead.id: lead for _, lead, _ in lines if lead is not None}
    turn.say(
        "start.preview",
        plan=plan,
        opens=may(turn.person, Right.OPEN_ROUND, plan),
        agencies=len({one.agency.id for one in reached}),
        people=len({one.person for one in reached}),
        unreached=[one for one in reach if not one.connected],
        unmanned=[agency for agency in leads.values() if agency.id not in named],
        done=_numbers(task.number for task, _, state in lines if not _runs(state)),
        running=_numbers(task.number for task, lead, state in lines if lead and _runs(state)),
        unassigned=[task.number for task, lead, _ in lines if lead is None],
        warned=warnings(await plans.source(turn.unit, plan.id)),
        undated=await _undated(turn, plan),
        choices=[turn.choice("button.start", f"bdx:{plan.id}")],
    )


def _numbers(found: Iterable[str]) -> list[str]:
    """Each number once: a task with several leads is one task."""
    return list(dict.fromkeys(found))


async def _undated(turn: Turn, plan: Plan) -> bool:
    """Whether others report by this plan at no date that it gives."""
    duties = await plans.reporting_duties(turn.unit, plan.id)
    return any(undated(one) and one.reporters != (plan.coordinator.name,) for one in duties)


def _runs(state: State | None) -> bool:
    return state is None or state.status is not Status.DONE
