"""Nhắc báo cáo: whom a coordinator's press reaches, what it says, and what is left to a phone."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from dialogues.messages import Choice, Later, Say
from handlers.hours import put_off
from handlers.rights import Right, may
from handlers.turn import Tools, lettered
from plans import reminding
from plans.ground import local
from plans.hours import next_open_moment
from plans.model import Agency, Participant, Person, Plan, PlanSettings, Role, Round, RoundState
from reports import digest
from reports.digest import Figures, Owing
from reports.standing import with_missing
from storage import (
    listed,
    outbox,
    participants,
    people,
    plans,
    reaching,
    rounds,
    task_parts,
)
from storage.database import Unit
from storage.reaching import Reach

Composer = Callable[[Unit, dict[str, Any], int | None, Tools], Awaitable[Say | Later | None]]

ANSWER_DAYS = 2  # working days that a nudge after the date asks for: "đề nghị gửi trong ngày …"


@dataclass(frozen=True)
class Nudging:
    """The agencies of a round that owe, by what a press would do with them."""

    figures: Figures
    settings: PlanSettings
    at: datetime  # when a press would send: now, or when the quiet hours end
    to: tuple[Owing, ...]
    today: tuple[Owing, ...]  # nudged on the day of sending already
    enough: tuple[Owing, ...]  # nudged as often as it makes sense: phone
    lost: tuple[Owing, ...]  # nobody there whom the bot reaches: phone
    reach: Mapping[int, Sequence[Reach]]  # agency → its focal points
    single: bool = False  # shown for one agency

    @property
    def day(self) -> date:
        """The local day of sending: what is said and counted goes by it."""
        return local(self.at).date()

    def only(self, agency: int) -> Nudging:
        """The same for one agency: a press on its own button."""
        mine = tuple(one for one in self.to if one.id == agency)
        return replace(self, to=mine)

    @property
    def quiet(self) -> tuple[Owing, ...]:
        """Left in peace, with the reason known."""
        return tuple(one for one in self.figures.owing if one.quiet is not None)


async def nudging(unit: Unit, plan: Plan, round_: Round, tools: Tools) -> Nudging:
    """Sort the agencies that owe, in a fixed number of queries."""
    settings = await plans.settings(unit, plan.id)
    at = next_open_moment(unit.now, settings, tools.calendar)
    day = local(at).date()
    found = await digest.gather(unit, plan, round_, day, tools.calendar)
    reach = await reached(unit, plan)
    told = _told(await outbox.keys_like(unit, f"nudge:{round_.id}:"))
    sorted_: dict[str, list[Owing]] = {"to": [], "today": [], "enough": [], "lost": []}
    for one in found.free:
        on = one.part.nudged_on
        if on is not None and on >= day:
            kind = "today"
        elif sum(map(round_.passed, told.get(one.id, ()))) >= settings.overdue_nudges:
            kind = "enough"
        else:
            kind = "to" if any(who.there for who in reach.get(one.id, ())) else "lost"
        sorted_[kind].append(one)
    to, said, enough, lost = (tuple(sorted_[kind]) for kind in ("to", "today", "enough", "lost"))
    return Nudging(found, settings, at, to, said, enough, lost, reach)


@dataclass(frozen=True)
class Press:
    """What a press would do, in numbers of agencies; `lost`: nobody there whom the bot reaches."""

    to: int
    lost: int


async def to_nudge(unit: Unit, plan: Plan, round_: Round, tools: Tools) -> Press:
    """How many agencies a press would send to, as its button says, and how many it cannot."""
    found = await nudging(unit, plan, round_, tools)
    return Press(len(found.to), len(found.lost))


def _told(keys: Iterable[str]) -> dict[int, set[date]]:
    """Agency → the days of its nudges, out of their natural keys."""
    found: dict[int, set[date]] = {}
    for key in keys:
        agency, day = key.split(":")[2:4]
        found.setdefault(int(agency), set()).add(date.fromisoformat(day))
    return found


async def reached(unit: Unit, plan: Plan) -> dict[int, list[Reach]]:
    """The focal points of a plan under their agencies, those of other provinces left out; where
    nobody has joined yet, those whom a list names: they can be phoned.
    """
    found: dict[int, list[Reach]] = {}
    joined = await reaching.reach(unit, plan.id, Role.FOCAL)
    there = {one.agency.id for one in joined}
    named = await listed.expected(unit, plan.id, Role.FOCAL)
    for one in [*joined, *(one for one in named if one.agency.id not in there)]:
        if one.agency.province == plan.province:
            found.setdefault(one.agency.id, []).append(one)
    return found


def reply_day(tools: Tools, found: Figures, day: date) -> date:
    """The day a nudge sent on a day after the date asks for: while the Sở can still send its own
    report onward in time; the day of sending itself where there is no other.
    """
    by, onward = tools.calendar.add_working(day, ANSWER_DAYS), found.round.onward
    if onward is None:
        return by
    last = onward - timedelta(days=1) if found.onward_before else onward
    return max(min(by, tools.calendar.previous_working(last, include=True)), day)


def nudge_text(
    tools: Tools, found: Figures, agency: Agency, day: date, by: date | None = None
) -> str:
    """Model message #11 as sent on a day, asking for `by`; before the date a milder one."""
    round_ = found.round
    if not round_.passed(day):
        return _early(tools, found, agency, day)
    by = by or reply_day(tools, found, day)
    onward = round_.onward if round_.onward and day <= round_.onward else None
    return tools.texts.say(
        "summary.nudge_text.late",
        plan=found.plan,
        round=round_,
        agency=agency,
        by=by,
        day=day,
        onward=onward,
        onward_before=found.onward_before,
    )


def _early(tools: Tools, found: Figures, agency: Agency, day: date) -> str:
    round_ = found.round
    to = reminding.counted_to(round_, day)
    return tools.texts.say(
        "summary.nudge_text.early",
        plan=found.plan,
        round=round_,
        agency=agency,
        asked=to if to == round_.internal else None,
        left=max(tools.calendar.working_days_left(day, to), 0),
    )


async def nudge(
    unit: Unit, question: dict[str, Any], person: int | None, tools: Tools
) -> Say | Later | None:
    """The nudge as it was shown; nothing when the agency has answered, or its day is over."""
    today = local(unit.now).date()
    day = date.fromisoformat(question.get("day", today.isoformat()))
    round_ = await rounds.get(unit, question["round"])
    plan = await plans.get(unit, round_.plan) if round_ else None
    part = await participants.get(unit, question["round"], question["agency"])
    who = await people.get(unit, person) if person is not None else None
    if round_ is None or plan is None or part is None or round_.state is not RoundState.OPEN:
        return None
    settings = await plans.settings(unit, plan.id)
    quiet = reminding.quiet(part, today, settings, tools.calendar)
    late = round_.passed(day)
    found = await digest.gather(unit, plan, round_, day, tools.calendar)
    by = date.fromisoformat(question.get("by", reply_day(tools, found, day).isoformat()))
    over = today > (by if late else round_.ends)
    if over or quiet is not None or not _answers(who, plan, part.agency):
        return None
    later = put_off(unit.now, [settings], tools.calendar)
    if later is not None:
        return later
    duties = await task_parts.duties(unit, [part.agency.id], plan_id=plan.id, leading=True)
    named = with_missing(part, round_, [duty for _, duty in duties])
    text = nudge_text(tools, found, part.agency, day, by)
    return Say(text, lettered(answers(tools, round_, named, leader=not late)))


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
        return "button.leader_agreed", f"ldg:{key}"
    return ("button.send_report" if part.leads else "button.update"), f"bc:{key}"


def _slots(name: str, round_: Round) -> dict[str, object]:
    return {"round": round_} if name == "button.send_report" else {}


COMPOSERS: Mapping[str, Composer] = {"nudge": nudge}
