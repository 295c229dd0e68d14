"""/vangmat: đi công tác, nghỉ; who follows the work meanwhile, with the same rights."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from dialogues.forms import AnswerKind, Form, Option, Question, Session
from dialogues.messages import Choice
from handlers import dialogue
from handlers.absence_notices import tell_over, tell_refused, tell_stand_in
from handlers.dialogue import Facts, Feature
from handlers.rights import RIGHTS, Right, held
from handlers.shelf import number, numbers
from handlers.turn import Turn
from plans.ground import Refusal, Span, local
from plans.leave import Absence, WhyNot, own_leave, parse_days, stood_for, why_not
from plans.model import Person
from plans.text import fold
from storage import absences, audit, people

_NEW, _NOBODY = "new", "none"
_OFFERED = 20  # people to choose from


async def command(turn: Turn, rest: str) -> None:
    """/vangmat, or with the days at once; where something stands already, it is shown."""
    if not _posts(turn.me):
        raise Refusal("right.missing")
    found = await absences.about(turn.unit, [turn.me.id])
    if rest:
        await _begin(turn, {"days": _read_days(rest, {}, await _facts(turn, _NEW), turn.now)})
    elif found:
        _show(turn, found)
    else:
        await _begin(turn)


def _posts(person: Person) -> list[Any]:
    """The person's own posts that somebody may stand in for."""
    return [one for one in person.own if one.role in RIGHTS[Right.BE_AWAY]]


async def _begin(turn: Turn, answers: Mapping[str, Any] | None = None) -> None:
    await dialogue.begin(turn, FEATURE, _NEW, answers, afresh=True)


def _show(turn: Turn, found: Sequence[Absence]) -> None:
    mine = [one for one in found if one.person == turn.me.id]
    others = [one for one in found if one.stand_in == turn.me.id]
    choices = []
    for one in mine:
        choices.append(turn.choice("absence.back", f"dit:{one.id}", one=one))
        if one.stand_in is None:
            choices.append(turn.choice("absence.choose", f"dic:{one.id}", one=one))
    choices += [turn.choice("absence.cannot_for", f"dik:{one.id}", one=one) for one in others]
    choices.append(turn.choice("absence.another", "di"))
    turn.say("absence.list", mine=mine, others=others, choices=choices)


async def press(turn: Turn, _arguments: Sequence[str]) -> None:
    """Another absence."""
    if not held(turn.person, Right.BE_AWAY):
        raise Refusal("right.missing")
    await _begin(turn)


async def choose(turn: Turn, arguments: Sequence[str]) -> None:
    """Another stand-in for an absence that has none."""
    one = await _mine(turn, arguments)
    if one.stand_in is not None:
        raise Refusal("absence.over")
    days = {"first": one.days.first.isoformat(), "last": one.days.last.isoformat()}
    await dialogue.begin(turn, FEATURE, str(one.id), {"days": days}, afresh=True)


async def back(turn: Turn, arguments: Sequence[str]) -> None:
    """[Đã trở lại]: earlier than said, or before it began."""
    one = await _mine(turn, arguments)
    await absences.end(turn.unit, one.id)
    before = one.days.last.isoformat()
    subject = f"absence:{one.id}"
    await audit.note(turn.unit, turn.me.id, "back", subject, before, turn.today.isoformat())
    await tell_over(turn, one)
    turn.say("absence.ended", one=one, begun=one.days.first <= turn.today)


async def _mine(turn: Turn, arguments: Sequence[str]) -> Absence:
    one = await absences.get(turn.unit, numbers(arguments, 1)[0])
    if one is None or turn.person is None or one.person != turn.person.id:
        raise Refusal("absence.over")
    return one


async def cannot(turn: Turn, arguments: Sequence[str]) -> None:
    """[Không nhận được]: who is away and the coordinator hear of it."""
    one = await absences.get(turn.unit, numbers(arguments, 1)[0])
    if one is None or one.stand_in != turn.me.id:
        raise Refusal("absence.over")
    await tell_refused(turn, one)
    await absences.set_stand_in(turn.unit, one.id, None)
    subject = f"absence:{one.id}"
    await audit.note(turn.unit, turn.me.id, "refuse_stand_in", subject, turn.me.id, None)
    turn.say("absence.refused", one=one)


async def received(turn: Turn, arguments: Sequence[str]) -> None:
    """[Đã nhận] of a stand-in."""
    one = await absences.get(turn.unit, numbers(arguments, 1)[0])
    if one is None or one.stand_in != turn.me.id:
        raise Refusal("absence.over")
    turn.say("absence.received", one=one)


async def _facts(turn: Turn, subject: str) -> Facts:
    if not _posts(turn.me):
        raise Refusal("right.missing")
    agencies = {one.agency.id for one in _posts(turn.me)}
    there = [one for one in await people.of_agencies(turn.unit, agencies) if one.id != turn.me.id]
    known = await absences.about(turn.unit, [turn.me.id, *(one.id for one in there)])
    others = [one for one in known if str(one.id) != subject]
    if subject != _NEW and len(others) == len(known):
        raise Refusal("absence.over")
    return {"me": turn.me, "people": there[:_OFFERED], "known": others, "texts": turn.texts}


def _read_days(text: str, _answers: Any, facts: Facts, now: datetime) -> dict[str, str]:
    days = parse_days(text, local(now).date())
    _check(days, facts)
    return {"first": days.first.isoformat(), "last": days.last.isoformat()}


def _check(days: Span, facts: Facts) -> None:
    """One absence at a time; and whoever stands in for another cannot be away as well."""
    me, known = facts["me"].id, facts["known"]
    own = own_leave(days, me, known)
    if own is not None:
        raise Refusal("absence.overlaps", one=own)
    other = stood_for(days, me, known)
    if other is not None:
        raise Refusal("absence.chain", one=other)


def _span(answers: Mapping[str, Any]) -> Span:
    kept = answers["days"]
    return Span(date.fromisoformat(kept["first"]), date.fromisoformat(kept["last"]))


def _why_not(one: Person, answers: Mapping[str, Any], facts: Facts) -> WhyNot | None:
    return why_not(_span(answers), facts["me"].id, one.id, facts["known"])


def _options(answers: Mapping[str, Any], facts: Facts) -> Sequence[Option]:
    free = [one for one in facts["people"] if _why_not(one, answers, facts) is None]
    label = facts["texts"].plain
    people_ = [Option(f"p{one.id}", label("absence.person", one=one)) for one in free]
    return [*people_, Option(_NOBODY, label("absence.nobody"))]


def _slots(answers: Mapping[str, Any], facts: Facts) -> Mapping[str, object]:
    """Who can stand in; and who cannot, with the reason."""
    if "days" not in answers:
        return {}
    asked = [(one, _why_not(one, answers, facts)) for one in facts["people"]]
    busy = [(one, why) for one, why in asked if why is not None]
    return {"days": _span(answers), "busy": busy, "free": len(asked) - len(busy)}


def _review(answers: Mapping[str, Any], facts: Facts) -> Mapping[str, object]:
    return {"days": _span(answers), "stand_in": _chosen(answers, facts)}


def _chosen(answers: Mapping[str, Any], facts: Facts) -> Person | None:
    return next((one for one in facts["people"] if f"p{one.id}" == answers["stand_in"]), None)


FORM = Form(
    name="absence",
    version=1,
    questions=(
        Question(
            "days", AnswerKind.TEXT, "absence.ask_days", read=_read_days, max_chars=120,
            label="absence.label_days",
        ),
        Question(
            "stand_in", AnswerKind.CHOICE, "absence.ask_stand_in", options=_options,
            slots=_slots, label="absence.label_stand_in",
        ),
    ),
    review="absence.review",
    review_slots=_review,
)  # fmt: skip


async def _divert(turn: Turn, session: Session, text: str) -> bool:
    """One's own name where a stand-in is asked: said plainly, not "choose one of these"."""
    if session.at == "stand_in" and fold(text) in {fold(turn.me.name), "toi", "em"}:
        raise Refusal("absence.oneself")
    return False


async def _done(turn: Turn, session: Session, facts: Facts, answers: dict[str, Any]) -> None:
    days, chosen = _span(answers), _chosen(answers, facts)
    if days.last < turn.today and session.subject == _NEW:
        raise Refusal("date.past", date=days.last)  # the draft lay there for a day
    _check(days, facts)
    stand_in = chosen.id if chosen else None
    if session.subject == _NEW:
        made = await absences.declare(turn.unit, turn.me.id, days, stand_in)
    else:
        made = number(session.subject)
        await absences.set_stand_in(turn.unit, made, stand_in)
    after = {"from": days.first.isoformat(), "to": days.last.isoformat(), "stand_in": stand_in}
    await audit.note(turn.unit, turn.me.id, "away", f"absence:{made}", None, after)
    if chosen is not None:
        await tell_stand_in(turn, made, chosen.id)
    choices: list[Choice] = [turn.choice("absence.back_button", f"dit:{made}")]
    turn.say("absence.kept", days=days, stand_in=chosen, choices=choices)


FEATURE = Feature.one(FORM, _done, facts=_facts, divert=_divert)
