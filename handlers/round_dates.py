"""Dates of an open round that nobody gave: the day of the Sở's own report, the cut-off."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from dialogues.forms import AnswerKind, Form, Question, Session
from dialogues.messages import Choice
from handlers import dialogue
from handlers.dialogue import Facts, Feature
from handlers.rights import Right, may, refusal
from handlers.turn import Turn
from plans import cutoffs
from plans.ground import Refusal, local
from plans.model import Plan, Round, RoundState
from plans.papers import parse_date
from plans.rounds import sign_dates
from storage import audit, plans, rounds

ONWARD, CUTOFF = "onward", "cutoff"
_LATEST = timedelta(days=183)  # of the report onward, after the agencies' own date


def open_dates(turn: Turn, plan: Plan, round_: Round) -> list[Choice]:
    """A button for each date that is chưa quy định, to whom opens rounds."""
    if round_.state is not RoundState.OPEN or not may(turn.person, Right.OPEN_ROUND, plan):
        return []
    missing = {ONWARD: round_.onward is None, CUTOFF: _can_freeze(round_)}
    return [
        turn.choice(f"cutoff.button_{one}", f"ngk:{round_.id}:{one}")
        for one, wanted in missing.items()
        if wanted
    ]


def _can_freeze(round_: Round) -> bool:
    return round_.cutoff is None and round_.frozen is None


async def press(turn: Turn, arguments: Sequence[str]) -> None:
    """[Ngày Sở gửi báo cáo], [Ngày chốt số liệu]."""
    await dialogue.begin(turn, FEATURE, ":".join(arguments), afresh=True)


async def _facts(turn: Turn, subject: str) -> Facts:
    key, _, which = subject.partition(":")
    round_ = await rounds.get(turn.unit, int(key)) if key.isdigit() else None
    plan = await plans.get(turn.unit, round_.plan) if round_ else None
    if round_ is None or plan is None or not may(turn.person, Right.OPEN_ROUND, plan):
        raise refusal(turn.person, Right.OPEN_ROUND, "right.missing", "/tonghop")
    if which not in {ONWARD, CUTOFF}:
        raise Refusal("press.unknown")
    if round_.state is not RoundState.OPEN:
        raise Refusal("round.not_open", round=round_)
    given = round_.onward is not None if which == ONWARD else not _can_freeze(round_)
    if given:
        raise Refusal("cutoff.given", round=round_, which=which)
    return {"round": round_, "plan": plan, "which": which, "calendar": turn.tools.calendar}


def _slots(_answers: Mapping[str, Any], facts: Facts) -> Mapping[str, object]:
    round_: Round = facts["round"]
    usual = cutoffs.usual(round_.frequency, round_.ends)
    return {"round": round_, "plan": facts["plan"], "usual": usual}


def _read_onward(text: str, _answers: Any, facts: Facts, now: datetime) -> str:
    round_: Round = facts["round"]
    day = parse_date(text, local(now).date())
    last = round_.ends + _LATEST
    if not round_.last_day <= day <= last:
        raise Refusal("cutoff.onward_range", first=round_.last_day, last=last)
    return day.isoformat()


def _read_cutoff(text: str, _answers: Any, facts: Facts, now: datetime) -> list[str | None]:
    today = local(now).date()
    first, last = cutoffs.read_period(text, facts["round"].ends, today)
    if last < today:
        raise Refusal("date.past", date=last)
    return [first.isoformat() if first else None, last.isoformat()]


FORM = Form(
    name="round_dates",
    version=1,
    questions=(
        Question(
            ONWARD, AnswerKind.DATE, "cutoff.ask_onward", read=_read_onward, slots=_slots,
            when=lambda _, facts: facts["which"] == ONWARD,
        ),
        Question(
            CUTOFF, AnswerKind.DATE, "cutoff.ask_cutoff", read=_read_cutoff, slots=_slots,
            when=lambda _, facts: facts["which"] == CUTOFF,
        ),
    ),
    review=None,
)  # fmt: skip


async def _done(turn: Turn, _session: Session, facts: Facts, answers: dict[str, Any]) -> None:
    round_, which = facts["round"], facts["which"]
    day = await (_keep_onward if which == ONWARD else _keep_cutoff)(turn, round_, answers[which])
    after = {"which": which, "day": day.isoformat()}
    await audit.note(turn.unit, turn.me.id, "round_day", f"round:{round_.id}", None, after)


async def _keep_onward(turn: Turn, round_: Round, answer: str) -> date:
    day = date.fromisoformat(answer)
    await rounds.set_dates(turn.unit, round_, onward=day)
    own = sign_dates(day, turn.tools.calendar)
    turn.say("cutoff.kept_onward", round=round_, day=day, own=own)
    return day


async def _keep_cutoff(turn: Turn, round_: Round, answer: Sequence[str | None]) -> date:
    first, last = (date.fromisoformat(one) if one else None for one in answer)
    assert last is not None  # noqa: S101 - `_read_cutoff` gives it
    days = {"cutoff": last, "period_from": first, "period_to": last}
    await rounds.set_dates(turn.unit, round_, **days)
    turn.say("cutoff.kept_cutoff", round=round_, day=last, first=first)
    return last


FEATURE = Feature.one(FORM, _done, facts=_facts)
