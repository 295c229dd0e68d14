"""Nhắc báo cáo: whom a coordinator's press reaches, what it says, and what is left to a phone."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from dialogues.messages import Choice, Say
from handlers.rights import Right, may
from handlers.turn import Tools, lettered
from plans import reminding
from plans.ground import local
from plans.model import Agency, Participant, Person, Plan, PlanSettings, Role, Round, RoundState
from reports import digest
from reports.digest import Figures, Owing
from reports.standing import with_missing
from storage import outbox, people, plans, rounds, task_parts
from storage.database import Unit
from storage.people import Reach

Composer = Callable[[Unit, dict[str, Any], int | None, Tools], Awaitable[Say | None]]

ANSWER_DAYS = 2  # working days that a nudge after the date asks for: "đề nghị gửi trong ngày …"


@dataclass(frozen=True)
class Nudging:
    """The agencies of a round that owe, by what a press would do with them."""

    figures: Figures
    settings: PlanSettings
    to: tuple[Owing, ...]
    today: tuple[Owing, ...]  # nudged on this day already
    enough: tuple[Owing, ...]  # nudged as often as it makes sense: phone
    lost: tuple[Owing, ...]  # nobody there whom the bot reaches: phone
    reach: Mapping[int, Sequence[Reach]]  # agency → its focal points

    @property
    def quiet(self) -> tuple[Owing, ...]:
        """Left in peace, with the reason known."""
        return tuple(one for one in self.figures.owing if one.quiet is not None)


async def nudging(unit: Unit, plan: Plan, round_: Round, tools: Tools) -> Nudging:
    """Sort the agencies that owe, in a fixed number of queries."""
    day = local(unit.now).date()
    settings = await plans.settings(unit, plan.id)
    found = await digest.gather(unit, plan, round_, day, tools.calendar)
    reach = await reached(unit, plan)
    keys = await outbox.keys_like(unit, f"nudge:{round_.id}:")
    told = {int(key.split(":")[2]) for key in keys if key.split(":")[3] == day.isoformat()}
    sorted_: dict[str, list[Owing]] = {"to": [], "today": [], "enough": [], "lost": []}
    for one in found.free:
        after = found.days_left is None
        if one.id in told:
            kind = "today"
        elif after and one.part.nudges >= settings.overdue_nudges:
            kind = "enough"
        else:
            kind = "to" if any(who.connected for who in reach.get(one.id, ())) else "lost"
        sorted_[kind].append(one)
    by_kind = {kind: tuple(some) for kind, some in sorted_.items()}
    return Nudging(figures=found, settings=settings, reach=reach, **by_kind)


async def reached(unit: Unit, plan: Plan) -> dict[int, list[Reach]]:
    """The focal points of a plan under their agencies, those of other provinces left out."""
    found: dict[int, list[Reach]] = {}
    for one in await people.reach(unit, plan.id, Role.FOCAL):
        if one.agency.province == plan.province:
            found.setdefault(one.agency.id, []).append(one)
    return found


def nudge_text(tools: Tools, found: Figures, agency: Agency, day: date) -> str:
    """Model message #11; before the date a milder one."""
    round_ = found.round
    if day <= max(round_.due, round_.last_day):
        left = max(tools.calendar.working_days_left(day, round_.last_day), 0)
        slots = {"plan": found.plan, "round": round_, "agency": agency, "left": left}
        return tools.texts.say("summary.nudge_text.early", **slots)
    by = tools.calendar.add_working(day, ANSWER_DAYS)
    onward = round_.onward if round_.onward and by < round_.onward else None
    return tools.texts.say(
        "summary.nudge_text.late",
        plan=found.plan,
        round=round_,
        agency=agency,
        by=by,
        onward=onward,
        onward_before=found.onward_before,
    )


async def nudge(
    unit: Unit, question: dict[str, Any], person: int | None, tools: Tools
) -> Say | None:
    """The nudge as it goes out; nothing when the agency has answered meanwhile."""
    day = local(unit.now).date()
    round_ = await rounds.get(unit, question["round"])
    plan = await plans.get(unit, round_.plan) if round_ else None
    part = await rounds.participant_in(unit, question["round"], question["agency"])
    who = await people.get(unit, person) if person is not None else None
    if round_ is None or plan is None or part is None or round_.state is not RoundState.OPEN:
        return None
    settings = await plans.settings(unit, plan.id)
    quiet = reminding.quiet(part, day, settings, tools.calendar)
    if quiet is not None or not _answers(who, plan, part.agency):
        return None
    duties = await task_parts.duties(unit, [part.agency.id], plan_id=plan.id, leading=True)
    named = with_missing(part, round_, [duty for _, duty in duties])
    found = await digest.gather(unit, plan, round_, day, tools.calendar)
    text = nudge_text(tools, found, part.agency, day)
    after = found.days_left is None
    return Say(text, lettered(answers(tools, round_, named, leader=not after)))


def _answers(who: Person | None, plan: Plan, agency: Agency) -> bool:
    """Whether the person still answers for the agency."""
    return may(who, Right.REPORT, plan, agency.id)


def answers(
    tools: Tools,
    round_: Round,
    part: Participant,
    *,
    mark: str = "",
    agreed: bool = False,
    leader: bool = True,
) -> list[Choice]:
    """The buttons of a reminder. `mark` tells plans apart; `agreed`: the leader has had time;
    `leader`: [Đang trình lãnh đạo] is offered.
    """
    key = f"{round_.id}:{part.agency.id}"
    found = [_first(part, key, agreed=agreed), ("button.paper", f"vb:{key}")]
    if not part.leads:
        found.append(("button.nothing", f"kps:{key}"))
    if leader and not agreed:
        found.append(("button.with_leader", f"tl:{key}"))
    found.append(("button.promise", f"hen:{key}"))
    labels = [(tools.texts.plain(name, **_slots(name, round_)), action) for name, action in found]
    return [Choice(f"{mark}{label}", action) for label, action in labels]


def _first(part: Participant, key: str, *, agreed: bool) -> tuple[str, str]:
    """The nearest next step of an agency."""
    if part.leads and part.missing:
        return "button.update", "cn"
    if agreed:
        return "button.leader_agreed", f"bc:{key}"
    return ("button.send_report" if part.leads else "button.update"), f"bc:{key}"


def _slots(name: str, round_: Round) -> dict[str, object]:
    return {"round": round_} if name == "button.send_report" else {}


COMPOSERS: Mapping[str, Composer] = {"nudge": nudge}
