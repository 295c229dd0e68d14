"""[Chuyển phòng, đơn vị]: a ready text to forward, with a code that opens one task and no more."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from dialogues.forms import AnswerKind, Form, Question, Session
from dialogues.messages import Choice
from handlers import dialogue, tasks
from handlers.dialogue import Facts, Feature
from handlers.naming import one_line
from handlers.rights import Right, may
from handlers.shelf import number, numbers
from handlers.tasks import Mine
from handlers.turn import Turn
from plans.codes import new_code, shown
from plans.ground import VIETNAM, Refusal, local, utc
from plans.model import Plan, Round
from plans.papers import parse_date
from plans.text import fold
from storage import audit, delegations, plans
from storage.delegations import Delegation

GOOD_FOR = timedelta(days=60)  # where no open round sets a last day
_OFFERED = 6  # divisions named before, as buttons
_CHARS = 60  # of a division's name


def button(turn: Turn, one: Mine) -> Choice:
    """[Chuyển phòng, đơn vị] of a task."""
    return turn.choice("button.delegate", f"cp:{one.key}")


async def press(turn: Turn, arguments: Sequence[str]) -> None:
    """Ask which division, of those named before or another."""
    one = await tasks.one_of_mine(turn, ":".join(map(str, numbers(arguments, 2))))
    await dialogue.begin(turn, FEATURE, one.key, afresh=True)


async def press_named(turn: Turn, arguments: Sequence[str]) -> None:
    """A division named before, known by the delegation that named it."""
    task, agency, earlier = numbers(arguments, 3)
    one = await tasks.one_of_mine(turn, f"{task}:{agency}")
    found = await delegations.get(turn.unit, earlier)
    if found is None or found.agency.id != agency:
        raise Refusal("press.unknown")
    _check_free(turn, found.division, await _open_of(turn, one))
    await dialogue.begin(turn, FEATURE, one.key, {"division": found.division}, afresh=True)


async def withdraw(turn: Turn, arguments: Sequence[str]) -> None:
    """[Thu hồi mã]: what has come back already stays to be sent or dropped."""
    one, _ = await of_mine(turn, arguments[0] if len(arguments) == 1 else "")
    end = delegations.end_code if one.answered else delegations.withdraw
    if not await end(turn.unit, one.id):
        raise Refusal("delegation.settled")
    subject = f"delegation:{one.id}"
    await audit.note(turn.unit, turn.me.id, "withdraw_delegation", subject, "open", "withdrawn")
    task = await plans.task_by_id(turn.unit, one.task)
    choices = [turn.choice("delegation.view", f"ph:{one.id}")] if one.answered else []
    turn.say("delegation.withdrawn", one=one, task=task, choices=choices)


async def of_mine(turn: Turn, which: str) -> tuple[Delegation, Plan]:
    """A delegation of an agency this person answers for; raises Refusal task.not_yours."""
    one = await delegations.get(turn.unit, number(which))
    plan = await plans.get(turn.unit, one.plan) if one else None
    if one is None or plan is None or not may(turn.person, Right.DELEGATE, plan, one.agency.id):
        raise Refusal("task.not_yours")
    return one, plan


async def _open_of(turn: Turn, one: Mine) -> list[Delegation]:
    found = await delegations.open_ones(turn.unit, [one.agency.id])
    return [each for each in found if each.task == one.task.id]


def _check_free(turn: Turn, division: str, waiting: Sequence[Delegation]) -> None:
    """One open code for a task and a division: another one would make two answers."""
    for one in waiting:
        if fold(one.division) == fold(division):
            raise Refusal("delegation.open", one=one, choices=[withdraw_button(turn, one)])


def withdraw_button(turn: Turn, one: Delegation) -> Choice:
    return turn.choice("delegation.withdraw_of", f"cpt:{one.id}", one=one)


async def _facts(turn: Turn, subject: str) -> Facts:
    one = await tasks.one_of_mine(turn, subject)
    return {
        "mine": one,
        "turn": turn,
        "round": await tasks.open_round(turn, one.task.plan),
        "known": await delegations.of_agency(turn.unit, one.agency.id),
        "open": await _open_of(turn, one),
    }


def _slots(answers: Mapping[str, Any], facts: Facts) -> Mapping[str, object]:
    return {
        "mine": facts["mine"],
        "division": answers.get("division", ""),
        "round": facts["round"],
    }


def _earlier(_answers: Mapping[str, Any], facts: Facts) -> Sequence[Choice]:
    """The agency's divisions, the last one first; and the codes of this task still open."""
    waiting: Sequence[Delegation] = facts["open"]
    asked = {fold(one.division) for one in waiting}
    names: dict[str, Delegation] = {}
    for one in reversed(facts["known"]):
        names.setdefault(fold(one.division), one)
    free = [one for key, one in names.items() if key not in asked][:_OFFERED]
    buttons = [Choice(one.division, f"cpd:{facts['mine'].key}:{one.id}") for one in free]
    return [*buttons, *(withdraw_button(facts["turn"], one) for one in waiting)]


def _read_division(text: str, _answers: Any, facts: Facts, _now: datetime) -> str:
    name = one_line(text, "delegation.division")
    _check_free(facts["turn"], name, facts["open"])
    return name


def _read_day(text: str, _answers: Any, facts: Facts, now: datetime) -> str:
    """A day that leaves the agency time to send its own report."""
    today = local(now).date()
    day, round_ = parse_date(text, today), facts["round"]
    if round_ is not None and today <= round_.last_day < day:
        raise Refusal("delegation.too_late", day=day, round=round_)
    return day.isoformat()


FORM = Form(
    name="delegate",
    version=1,
    questions=(
        Question(
            "division", AnswerKind.TEXT, "delegation.ask_division",
            read=_read_division, slots=_slots, extra=_earlier, max_chars=_CHARS,
        ),
        Question(
            "day", AnswerKind.DATE, "delegation.ask_day",
            read=_read_day, slots=_slots, optional=True,
        ),
    ),
    review=None,
)  # fmt: skip


def _expires(turn: Turn, round_: Round | None, by: date | None) -> datetime:
    """The end of the round's last day; without a round that is still to end, 60 days; never
    before the day by which an answer is asked.
    """
    if round_ is None or round_.passed(turn.today):
        good = turn.now + GOOD_FOR
    else:
        good = _end_of(round_.ends)
    return max(good, _end_of(by)) if by else good


def _end_of(day: date) -> datetime:
    return utc(datetime.combine(day + timedelta(days=1), time(), tzinfo=VIETNAM))


async def _done(turn: Turn, _session: Session, facts: Facts, answers: dict[str, Any]) -> None:
    """Keep the hash of a code; the text to forward stands alone in its message."""
    one: Mine = facts["mine"]
    division, day = answers["division"], answers.get("day")
    by = date.fromisoformat(day) if day else None
    code, expires = new_code(turn.tools.ids), _expires(turn, facts["round"], by)
    made = await delegations.delegate(
        turn.unit,
        {
            "task_id": one.task.id,
            "agency_id": one.agency.id,
            "person_id": turn.me.id,
            "division": division,
            "code_hash": turn.tools.hash_code(code),
            "expires": expires,
        },
    )
    await audit.note(turn.unit, turn.me.id, "delegate", f"delegation:{made}", None, "open")
    turn.say(
        "delegation.forward",
        mine=one,
        division=division,
        by=by,
        round=facts["round"],
        code=shown(code),
        until=local(expires - timedelta(minutes=1)).date(),
    )
    choices = [turn.choice("delegation.withdraw", f"cpt:{made}")]
    turn.say("delegation.made", division=division, mine=one, choices=choices)


FEATURE = Feature.one(FORM, _done, facts=_facts)
