"""/mo: the coordinator opens the round; the clock never does."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from dialogues.forms import AnswerKind, Form, Option, Question, Session
from dialogues.messages import Choice, Notice
from handlers import asking_all, asking_cutoff, dating, dialogue, round_dates
from handlers.agencies import directory_of
from handlers.asking_all import leads_of, led_in
from handlers.dating import Wanting
from handlers.dialogue import Facts, Feature
from handlers.rights import Right, held, may, refusal
from handlers.rounding import candidates, confirmed, next_round, read_changes
from handlers.shelf import numbers
from handlers.turn import Turn
from handlers.update import paper_of, read_paper
from handlers.which_plan import begun, only_or_asked
from plans.calendar import WorkCalendar
from plans.ground import Refusal, local
from plans.hours import next_open_moment
from plans.model import Plan, Role, Round, RoundState
from plans.papers import parse_date
from plans.undated import undated
from storage import (
    audit,
    indicators,
    participants,
    people,
    plans,
    reaching,
    rounds,
)


async def command(turn: Turn, _rest: str) -> None:
    """Of several plans, one is chosen."""
    found = await turn.plans_with(Right.OPEN_ROUND)
    if not found:
        raise Refusal(_why_not(held(turn.person, Right.SEE_ROUND)))
    plan = only_or_asked(turn, found, "opening.which", "mo")
    if plan:
        await _begin(turn, plan)


async def press(turn: Turn, arguments: Sequence[str]) -> None:
    """[Mở kỳ báo cáo]."""
    plan = await plans.get(turn.unit, ":".join(arguments))
    if plan is None or not may(turn.person, Right.OPEN_ROUND, plan):
        raise Refusal(_why_not(plan is not None and may(turn.person, Right.SEE_ROUND, plan)))
    await _begin(turn, plan)


def _why_not(sees: object) -> str:
    """A plan's administrator sees its rounds and opens none."""
    return "round.opens_other" if sees else "right.missing"


async def _begin(turn: Turn, plan: Plan) -> None:
    waiting = await dating.wanting(turn, begun(turn, plan))
    round_ = await _dated(turn, plan, needed=not waiting)
    if len(waiting) + (round_ is not None) > 1:
        turn.say("dating.which", plan=plan, choices=_several(turn, round_, waiting))
    elif round_ is not None:
        await dialogue.begin(turn, FEATURE, str(round_.id))
    else:
        await dialogue.begin(turn, dating.FEATURE, waiting[0].subject)


async def _dated(turn: Turn, plan: Plan, *, needed: bool) -> Round | None:
    """The next round that has a date, given by the plan or by a person."""
    try:
        return await next_round(turn, plan)
    except Refusal:
        if needed:
            raise
        return None


def _several(turn: Turn, round_: Round | None, waiting: Sequence[Wanting]) -> list[Choice]:
    choices = [
        Choice(turn.texts.plain("dating.undated", one=one), f"ng:{one.subject}") for one in waiting
    ]
    if round_ is not None:
        label = turn.texts.plain("dating.dated", one=round_)
        choices.insert(0, Choice(label, f"mok:{round_.id}"))
    return choices


async def press_round(turn: Turn, arguments: Sequence[str]) -> None:
    """A dated round, chosen among several."""
    (round_id,) = numbers(arguments, 1)
    await dialogue.begin(turn, FEATURE, str(round_id))


async def _facts(turn: Turn, subject: str) -> Facts:
    round_ = await rounds.get(turn.unit, int(subject))
    plan = await plans.get(turn.unit, round_.plan) if round_ else None
    if round_ is None or plan is None or not may(turn.person, Right.OPEN_ROUND, plan):
        raise refusal(turn.person, Right.OPEN_ROUND, "right.missing", "/tonghop")
    if round_.state is not RoundState.PROPOSED:
        raise Refusal("round.opened_before", round=round_)
    return {
        "round": round_,
        "plan": plan,
        "duty": await plans.duty_by_id(turn.unit, round_.duty),
        "texts": turn.texts,
        "calendar": turn.tools.calendar,
        "directory": await directory_of(turn.unit, plan.province),
        "candidates": await candidates(turn, plan, round_),
        "reach": await reaching.reach(turn.unit, plan.id, Role.FOCAL),
        "leads": await leads_of(turn.unit, plan.id),
    }


def _slots(_answers: Mapping[str, Any], facts: Facts) -> Mapping[str, object]:
    found = facts["candidates"]
    return {
        "round": facts["round"],
        "dated": not undated(facts["duty"]),
        "named": found.named,
        "others": found.others,
    }


def _change_date(_answers: Mapping[str, Any], facts: Facts) -> Sequence[Choice]:
    """A date that a person gave can be given anew until the round is open."""
    if not undated(facts["duty"]):
        return ()
    return [Choice(facts["texts"].plain("dating.change"), f"ngd:{facts['round'].id}")]


def _read_internal(text: str, _answers: Any, facts: Facts, now: datetime) -> str:
    round_: Round = facts["round"]
    day = parse_date(text, local(now).date())
    if not local(now).date() < day <= round_.last_day:
        raise Refusal("round.internal_range", day=day, last=round_.last_day)
    calendar: WorkCalendar = facts["calendar"]
    if not calendar.is_working(day):
        before = calendar.previous_working(day)
        nearest = before if before > local(now).date() else calendar.next_working(day)
        raise Refusal("round.internal_off", day=day, nearest=nearest)
    return day.isoformat()


def _read_who(text: str, _answers: Any, facts: Facts, _now: datetime) -> dict[str, list[int]]:
    return read_changes(text, facts["candidates"], facts["directory"])


def _list_options(_answers: Mapping[str, Any], facts: Facts) -> Sequence[Option]:
    texts = facts["texts"]
    return [Option(one, texts.plain(f"opening.list_{one}")) for one in ("right", "change")]


def _review(answers: Mapping[str, Any], facts: Facts) -> Mapping[str, object]:
    asked = confirmed(facts["candidates"], answers.get("who"))
    reached = {one.agency.id for one in facts["reach"] if one.connected}
    ids = {one.agency.id for one in asked}
    internal = answers.get("internal")
    return {
        "round": facts["round"],
        "plan": facts["plan"],
        "dated": not undated(facts["duty"]),
        "request": paper_of(answers["request"]),
        "internal": date.fromisoformat(internal) if internal else None,
        "period": asking_cutoff.period(answers, facts),
        "asked": asked,
        "people": len({o.person for o in facts["reach"] if o.connected and o.agency.id in ids}),
        "unreached": [one.agency.name for one in asked if one.agency.id not in reached],
        **asking_all.slots(answers, facts),
    }


FORM = Form(
    name="opening",
    version=3,
    questions=(
        Question(
            "request", AnswerKind.PAPER, "opening.ask_request", read=read_paper, slots=_slots,
            extra=_change_date, label="opening.label_request",
        ),
        Question(
            "internal", AnswerKind.DATE, "opening.ask_internal", read=_read_internal,
            slots=_slots, optional=True, label="opening.label_internal",
            when=lambda _, facts: not undated(facts["duty"]),  # the date is the Sở's own already
        ),
        *asking_cutoff.QUESTIONS,
        Question(
            "list", AnswerKind.CHOICE, "opening.ask_list", options=_list_options, slots=_slots,
            label="opening.label_list",
        ),
        Question(
            "who", AnswerKind.TEXT, "opening.ask_who", read=_read_who, slots=_slots,
            when=lambda answers, _: answers.get("list") == "change", label="opening.label_who",
        ),
        *asking_all.QUESTIONS,
    ),
    review="opening.review",
    review_slots=_review,
    send_label="button.open_round",
)  # fmt: skip


async def _done(turn: Turn, _session: Session, facts: Facts, answers: dict[str, Any]) -> None:
    round_: Round = facts["round"]
    plan: Plan = facts["plan"]
    asked = confirmed(facts["candidates"], answers.get("who"))
    request = paper_of(answers["request"])
    internal = date.fromisoformat(answers["internal"]) if answers.get("internal") else None
    if not asked or request is None:
        raise Refusal("round.nobody_asked")
    period = asking_cutoff.period(answers, facts)
    if not await rounds.open_(turn.unit, round_.id, turn.me.id, request, internal, period):
        raise Refusal("round.opened_before", round=round_)
    by_questions = await asking_all.keep(turn, facts, answers)
    rows = [(one.agency.id, led_in(one, by_questions)) for one in asked]
    await participants.enrol(turn.unit, round_.id, rows, by_questions)
    cutoff = period[1].isoformat() if period[1] else None
    codes = [one.agency.code for one in asked]
    after = {"request": request.code, "cutoff": cutoff, "agencies": codes}
    await audit.note(turn.unit, turn.me.id, "open_round", f"round:{round_.id}", None, after)
    told = await _tell(turn, plan, round_, {one.agency.id for one in asked})
    moment = await _moment(turn, plan)
    targets = await indicators.of_plan(turn.unit, plan.id)
    nobodys = [one.number for one in targets if one.reporter is None]
    dates = (
        round_dates.open_dates(turn, plan, replace(round_, state=RoundState.OPEN))
        if round_.onward is None
        else ()
    )
    give = [turn.choice("indicator.give", f"ctg:{plan.id}")] if nobodys else []
    turn.say(
        "opening.done",
        nobodys=nobodys,
        round=round_,
        asked=asked,
        told=told,
        at=moment if moment > turn.now else None,
        choices=[*dates, *give],
    )


async def _moment(turn: Turn, plan: Plan) -> datetime:
    """Now, or when the quiet hours end: only what is marked khẩn passes them."""
    settings = await plans.settings(turn.unit, plan.id)
    return next_open_moment(turn.now, settings, turn.tools.calendar)


async def _tell(turn: Turn, plan: Plan, round_: Round, agencies: set[int]) -> int:
    focal = await people.holding(turn.unit, plan.id, Role.FOCAL)
    asked = [p for p in focal if any(a.agency.id in agencies for a in p.appointments)]
    moment = await _moment(turn, plan)
    return await turn.notify(
        [
            Notice(
                key=f"opening:{round_.id}:person {one.id}",
                composer="opening",
                question={"round": round_.id},
                person=one.id,
                not_before=moment,
            )
            for one in asked
        ]
    )


FEATURE = Feature.one(FORM, _done, facts=_facts)
