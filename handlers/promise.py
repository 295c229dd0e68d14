"""[Hẹn ngày gửi] and [Đang trình lãnh đạo]: why there is nothing yet, and quiet until then."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from dialogues.forms import AnswerKind, Form, Question, Session
from handlers import dialogue
from handlers.dialogue import Facts, Feature
from handlers.participation import Seat, seat, ways
from handlers.turn import Turn
from plans.ground import Refusal, local
from plans.model import SubmissionState
from plans.papers import parse_date
from storage import audit, plans, rounds

LATEST = timedelta(days=31)  # after the due date, where no report onward is printed


async def with_leader(turn: Turn, arguments: Sequence[str]) -> None:
    """Nothing leaves a Sở before its leaders nod: two working days of quiet."""
    one = await seat(turn, arguments)
    if one.part.reported:
        raise Refusal("report.already", choices=ways(turn, one))
    settings = await plans.settings(turn.unit, one.plan.id)
    days = settings.with_leader_quiet_days
    await rounds.set_participant(
        turn.unit,
        one.round.id,
        one.part.agency.id,
        state=SubmissionState.WITH_LEADER,
        with_leader_since=turn.now,
        promised=None,
    )
    await audit.note(turn.unit, turn.me.id, "with_leader", f"round:{one.key}")
    turn.say(
        "promise.with_leader",
        round=one.round,
        until=turn.tools.calendar.add_working(turn.today, days),
        days=days,
        choices=[turn.choice("button.leader_agreed", f"bc:{one.key}")],
    )


async def press(turn: Turn, arguments: Sequence[str]) -> None:
    """[Hẹn ngày gửi]."""
    one = await seat(turn, arguments)
    if one.part.reported:
        raise Refusal("report.already", choices=ways(turn, one))
    await dialogue.begin(turn, FEATURE, one.key, afresh=True)


def _read(text: str, _answers: Mapping[str, Any], facts: Facts, now: datetime) -> str:
    today = local(now).date()
    day = parse_date(text, today)
    if day < today:
        raise Refusal("date.past", date=day)
    round_ = facts["seat"].round
    last = round_.onward or round_.due + LATEST
    if day > last:
        raise Refusal("promise.too_late", day=day, last=last)
    return day.isoformat()


async def _facts(turn: Turn, subject: str) -> Facts:
    return {"seat": await seat(turn, subject.split(":"))}


def _slots(_answers: Mapping[str, Any], facts: Facts) -> Mapping[str, object]:
    return {"round": facts["seat"].round}


FORM = Form(
    name="promise",
    version=1,
    questions=(Question("day", AnswerKind.DATE, "promise.ask", read=_read, slots=_slots),),
    review=None,
)


async def _done(turn: Turn, _session: Session, facts: Facts, answers: dict[str, Any]) -> None:
    one: Seat = facts["seat"]
    day = date.fromisoformat(answers["day"])
    agency, state = one.part.agency.id, one.part.state
    if state is SubmissionState.WITH_LEADER:  # the later word counts
        state = SubmissionState.UPDATING
    await rounds.set_participant(
        turn.unit, one.round.id, agency, promised=day, state=state, with_leader_since=None
    )
    await audit.note(turn.unit, turn.me.id, "promise", f"round:{one.key}", None, day.isoformat())
    turn.say(
        "promise.kept",
        round=one.round,
        day=day,
        coordinator=one.plan.coordinator,
        late=one.round.passed(day),
    )


FEATURE = Feature.one(FORM, _done, facts=_facts)
