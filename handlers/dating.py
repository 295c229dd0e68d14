"""The date of a report that the plan orders without one: asked of the coordinator, never made up.

It is kept for that round alone; next year it is offered as last year's.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from dialogues.forms import AnswerKind, Form, Option, Question, Session
from handlers import dialogue
from handlers.dialogue import Facts, Feature
from handlers.rights import Right, may, refusal
from handlers.shelf import number, numbers
from handlers.turn import Turn
from plans import undated
from plans.calendar import WorkCalendar
from plans.ground import Refusal, local
from plans.model import Plan, ReportingDuty, Round, RoundState
from plans.papers import parse_date
from plans.reminding import part_of
from storage import audit, plans, rounds


@dataclass(frozen=True)
class Wanting:
    """A report of a year that waits for its date; named like a Round in sentences."""

    plan: Plan
    duty: ReportingDuty
    year: int
    last: Round | None  # the round before, whose date a person gave too
    part: int = 0

    @property
    def frequency(self) -> str:
        return self.duty.frequency

    @property
    def subject(self) -> str:
        return f"{self.duty.id}:{self.year}"


async def wanting(turn: Turn, plan: Plan) -> list[Wanting]:
    """The reports of a plan that can be opened once somebody gives their date."""
    known = await rounds.of_plan(turn.unit, plan.id)
    found = []
    for duty in await plans.reporting_duties(turn.unit, plan.id):
        mine = [one for one in known if one.duty == duty.id]
        if not _asks_others(duty, plan) or any(_runs(one, turn.today) for one in mine):
            continue
        year = turn.today.year
        if duty.frequency == "annual" and any(one.year == year and _begun(one) for one in mine):
            year += 1
        found.append(_wanting(plan, duty, year, mine, turn.today))
    return found


def _asks_others(duty: ReportingDuty, plan: Plan) -> bool:
    return undated.undated(duty) and duty.reporters != (plan.coordinator.name,)


def _runs(one: Round, today: date) -> bool:
    """Opened or dated, and not yet over: one round of a duty at a time."""
    return one.due >= today and one.state is not RoundState.CLOSED


def _begun(one: Round) -> bool:
    return one.state is not RoundState.PROPOSED


def _wanting(
    plan: Plan, duty: ReportingDuty, year: int, mine: Sequence[Round], today: date
) -> Wanting:
    part = part_of(duty.frequency, max(today, date(year, 1, 1)))
    before = [one for one in mine if _begun(one) and one.year < year and one.part == part]
    return Wanting(plan, duty, year, max(before, key=lambda one: one.due, default=None), part)


async def press(turn: Turn, arguments: Sequence[str]) -> None:
    """A report of a year, chosen among several."""
    duty, year = numbers(arguments, 2)
    await dialogue.begin(turn, FEATURE, f"{duty}:{year}")


async def change(turn: Turn, arguments: Sequence[str]) -> None:
    """[Đổi ngày], while the round is not open."""
    (round_id,) = numbers(arguments, 1)
    round_ = await rounds.get(turn.unit, round_id)
    if round_ is None:
        raise refusal(turn.person, Right.OPEN_ROUND, "right.missing", "/tonghop")
    await dialogue.begin(turn, FEATURE, f"{round_.duty}:{round_.year}", afresh=True)


async def _facts(turn: Turn, subject: str) -> Facts:
    duty_id, year = (number(one) for one in subject.split(":"))
    for plan in await turn.plans_with(Right.OPEN_ROUND):
        duties = {one.id: one for one in await plans.reporting_duties(turn.unit, plan.id)}
        duty = duties.get(duty_id)
        if duty is None or not may(turn.person, Right.OPEN_ROUND, plan):
            continue
        known = [r for r in await rounds.of_plan(turn.unit, plan.id) if r.duty == duty_id]
        started = plan.started is not None and _asks_others(duty, plan)
        if not started or not turn.today.year <= year <= turn.today.year + 1:
            raise Refusal("round.no_date", plan=plan)
        return {
            "one": _wanting(plan, duty, year, known, turn.today),
            "calendar": turn.tools.calendar,
            "texts": turn.texts,
            "today": turn.today,
        }
    raise refusal(turn.person, Right.OPEN_ROUND, "right.missing", "/tonghop")


def _slots(_answers: Mapping[str, Any], facts: Facts) -> Mapping[str, object]:
    one: Wanting = facts["one"]
    return {"one": one, "plan": one.plan, "last": one.last}


def _like(facts: Facts) -> date | None:
    """Last year's date in this year, where that is still to come."""
    one: Wanting = facts["one"]
    if one.last is None:
        return None
    day = undated.like(one.last, one.year, facts["calendar"])
    return day if day > facts["today"] else None


def _options(_answers: Mapping[str, Any], facts: Facts) -> Sequence[Option]:
    texts, day = facts["texts"], _like(facts)
    same = texts.plain("dating.like", day=day, last=facts["one"].last)
    return [Option("like", same), Option("other", texts.plain("dating.other"))]


def _read_due(text: str, _answers: Any, facts: Facts, now: datetime) -> str:
    today, one = local(now).date(), facts["one"]
    day = parse_date(text, today)
    last = undated.latest(one.year)
    if not today < day <= last:
        raise Refusal("round.internal_range", day=day, last=last)
    calendar: WorkCalendar = facts["calendar"]
    if not calendar.is_working(day):
        before = calendar.previous_working(day)
        nearest = before if before > today else calendar.next_working(day)
        raise Refusal("round.internal_off", day=day, nearest=nearest)
    return day.isoformat()


FORM = Form(
    name="dating",
    version=1,
    questions=(
        Question(
            "like", AnswerKind.CHOICE, "dating.ask_like", options=_options, slots=_slots,
            when=lambda _, facts: _like(facts) is not None,
        ),
        Question(
            "due", AnswerKind.DATE, "dating.ask_due", read=_read_due, slots=_slots,
            when=lambda answers, _: answers.get("like") != "like",
        ),
    ),
    review=None,
)  # fmt: skip


async def _done(turn: Turn, _session: Session, facts: Facts, answers: dict[str, Any]) -> None:
    """Keep the date, then ask what else an opening needs."""
    from handlers import opening

    one: Wanting = facts["one"]
    day = date.fromisoformat(answers["due"]) if answers.get("due") else _like(facts)
    if day is None:
        raise Refusal("round.no_date", plan=one.plan)
    round_id = await _keep(turn, one, day)
    await dialogue.begin(turn, opening.FEATURE, str(round_id))


async def _keep(turn: Turn, one: Wanting, day: date) -> int:
    part = part_of(one.duty.frequency, day)
    known = await rounds.of_plan(turn.unit, one.plan.id)
    key = (one.duty.id, one.year, part)
    before = next((r for r in known if (r.duty, r.year, r.part) == key), None)
    if before is None:
        values = {"plan_id": one.plan.id, "duty_id": one.duty.id, "year": one.year, "part": part}
        kept = await rounds.propose(turn.unit, {**values, "due": day, "last_day": day})
    else:
        kept = before.id if await rounds.redate(turn.unit, before.id, day) else None
    if kept is None:
        raise Refusal("round.opened_before", round=before or one)
    was = before.due.isoformat() if before else None
    subject = f"round:{kept}"
    await audit.note(turn.unit, turn.me.id, "round_dated", subject, was, day.isoformat())
    return kept


FEATURE = Feature.one(FORM, _done, facts=_facts)
