"""[Hẹn ngày gửi]: the day the agency names itself, and quiet until then."""

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
from plans.model import Round
from plans.papers import parse_date
from storage import audit, participants

LATEST = timedelta(days=31)  # after the due date, where no report onward is printed


async def press(turn: Turn, arguments: Sequence[str]) -> None:
    """[Hẹn ngày gửi]."""
    one = await seat(turn, arguments)
    if one.part.reported:
        raise Refusal("report.already", choices=ways(turn, one))
    await dialogue.begin(turn, FEATURE, one.key, afresh=True)


def read_day(text: str, round_: Round, now: datetime) -> str:
    """A day named for a report, as ISO text; not past, nor later than the Sở itself reports."""
    today = local(now).date()
    day = parse_date(text, today)
    if day < today:
        raise Refusal("date.past", date=day)
    last = round_.onward or round_.due + LATEST
    if day > last:
        raise Refusal("promise.too_late", day=day, last=last)
    return day.isoformat()


def _read(text: str, _answers: Mapping[str, Any], facts: Facts, now: datetime) -> str:
    return read_day(text, facts["seat"].round, now)


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
    nth = await participants.promise(turn.unit, one.part, day)
    await audit.note(turn.unit, turn.me.id, "promise", f"round:{one.key}", None, day.isoformat())
    turn.say(
        "promise.kept",
        round=one.round,
        day=day,
        coordinator=one.plan.coordinator,
        late=one.round.passed(day),
        nth=nth,
        reminded=turn.tools.calendar.next_working(day, include=True),
    )


FEATURE = Feature.one(FORM, _done, facts=_facts)
