"""Gọi rồi, hẹn …: one press, then the day the agency named; it counts as its own promise."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from dialogues.forms import AnswerKind, Form, Question, Session
from dialogues.messages import Choice
from handlers import dialogue
from handlers.dialogue import Facts, Feature
from handlers.listing import paged
from handlers.promise import read_day
from handlers.rights import Right
from handlers.shelf import numbers
from handlers.summary import round_of, sees_people
from handlers.turn import Turn
from plans.ground import Refusal
from plans.model import RoundState
from reports import digest
from storage import audit, calls, participants

_BUTTONS = 6  # of agencies on a page, beside those that turn it


async def press(turn: Turn, arguments: Sequence[str]) -> None:
    """[Gọi rồi, hẹn …] of one agency."""
    await dialogue.begin(turn, FEATURE, ":".join(arguments), afresh=True)


async def which(turn: Turn, arguments: Sequence[str]) -> None:
    """[Gọi rồi, hẹn …] of many: those that have not sent, a button each."""
    plan, round_ = await round_of(turn, arguments[:1], Right.NUDGE)
    if not sees_people(turn, plan):
        raise Refusal("desk.private_only")
    found = await digest.gather(turn.unit, plan, round_, turn.today, turn.tools.calendar)
    page, turns = paged(turn.texts, found.owing, f"gdc:{round_.id}", arguments[1:], _BUTTONS)
    named = [Choice(one.name, f"gd:{round_.id}:{one.id}") for one in page]
    turn.say("call.which", round=round_, count=len(found.owing), choices=[*named, *turns])


async def _facts(turn: Turn, subject: str) -> Facts:
    arguments = subject.split(":")
    plan, round_ = await round_of(turn, arguments[:1], Right.NUDGE)
    if not sees_people(turn, plan):
        raise Refusal("desk.private_only")
    _, agency = numbers(arguments, 2)
    part = await participants.get(turn.unit, round_.id, agency)
    if part is None:
        raise Refusal("press.unknown")
    if round_.state is not RoundState.OPEN:
        raise Refusal("nudge.closed")
    if part.reported:
        raise Refusal("call.reported", part=part)
    phoned = (await calls.last(turn.unit, round_.id)).get(agency)
    return {"plan": plan, "round": round_, "part": part, "phoned": phoned}


def _slots(_answers: Mapping[str, Any], facts: Facts) -> Mapping[str, object]:
    return facts


def _read(text: str, _answers: Mapping[str, Any], facts: Facts, now: datetime) -> str:
    return read_day(text, facts["round"], now)


FORM = Form(
    name="call",
    version=1,
    questions=(
        Question("day", AnswerKind.DATE, "call.ask", read=_read, slots=_slots, optional=True),
    ),
    review=None,
)


async def _done(turn: Turn, _session: Session, facts: Facts, answers: dict[str, Any]) -> None:
    round_, part = facts["round"], facts["part"]
    agency = part.agency.id
    day = date.fromisoformat(answers["day"]) if answers["day"] else None
    await calls.note(turn.unit, round_.id, agency, turn.me.id, day)
    if day is not None:
        await participants.promise(turn.unit, part, day)
    after = day.isoformat() if day else None
    await audit.note(turn.unit, turn.me.id, "call", f"round:{round_.id}:{agency}", None, after)
    at = turn.tools.calendar
    reminded = at.next_working(day, include=True) if day else None
    turn.say("call.kept", round=round_, agency=part.agency, day=day, reminded=reminded)


FEATURE = Feature.one(FORM, _done, facts=_facts)
