"""/thongtin: what is stored about me, corrected, and deleted when I leave."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from dialogues.forms import AnswerKind, Form, Question, Session
from handlers import dialogue
from handlers.dialogue import Facts, Feature
from handlers.leaving import others_with
from handlers.naming import NAME_CHARS, POST_CHARS, one_line, read_name, read_post
from handlers.rights import covers
from handlers.turn import Turn
from plans.ground import Refusal, local
from plans.model import Plan, Role, RoundState
from plans.phones import read_phone
from storage import (
    appointments,
    audit,
    delegations,
    participants,
    people,
    plans,
    record,
    rounds,
)
from storage.database import Unit

KEPT_FOR = timedelta(days=30)  # after the last post has ended
_SUBJECT = "me"
_SO = (Role.COORDINATOR, Role.PLAN_ADMIN)


async def command(turn: Turn, _rest: str) -> None:
    """Everything stored, whether or not a post is held now."""
    if turn.person is None:
        account = (turn.incoming.bot, turn.incoming.user)
        turn.say("myself.unknown", answered=await delegations.last_by(turn.unit, *account))
        return
    found = await record.of(turn.unit, turn.person.id)
    choices = [turn.choice("myself.correct", "tts"), turn.choice("myself.delete", "ttx")]
    turn.say("myself.show", one=found, choices=choices)


async def press(turn: Turn, _arguments: Sequence[str]) -> None:
    """[Thông tin của tôi]."""
    await command(turn, "")


async def correct(turn: Turn, _arguments: Sequence[str]) -> None:
    """[Sửa thông tin]: all as it stands, each to be changed."""
    found = await record.of(turn.unit, turn.me.id)
    answers = {
        "name": found.name,
        "post": found.post or None,
        "division": found.division or None,
        "phone": found.phone or None,
    }
    await dialogue.begin(turn, FEATURE, _SUBJECT, answers, afresh=True)


async def _facts(turn: Turn, _subject: str) -> Facts:
    return {"record": await record.of(turn.unit, turn.me.id)}


def _read_division(text: str, _answers: Any, _facts: Facts, _now: Any) -> str:
    return one_line(text, "delegation.division")


def _read_phone(text: str, _answers: Any, _facts: Facts, _now: Any) -> str:
    try:
        return read_phone(text)
    except Refusal as refusal:
        raise Refusal("myself.phone", typed=text) from refusal


def _review(answers: Mapping[str, Any], _facts: Facts) -> Mapping[str, object]:
    return {name: answers.get(name) for name in ("name", "post", "division", "phone")}


FORM = Form(
    name="myself",
    version=1,
    questions=(
        Question(
            "name", AnswerKind.TEXT, "myself.ask_name", read=read_name, max_chars=NAME_CHARS,
            label="myself.label_name",
        ),
        Question(
            "post", AnswerKind.TEXT, "myself.ask_post", read=read_post, optional=True,
            max_chars=POST_CHARS, label="myself.label_post",
        ),
        Question(
            "division", AnswerKind.TEXT, "myself.ask_division", read=_read_division,
            optional=True, max_chars=NAME_CHARS, label="myself.label_division",
        ),
        Question(
            "phone", AnswerKind.TEXT, "myself.ask_phone", read=_read_phone, optional=True,
            max_chars=40, label="myself.label_phone",
        ),
    ),
    review="myself.review",
    review_slots=_review,
)  # fmt: skip


async def _done(turn: Turn, _session: Session, facts: Facts, answers: dict[str, Any]) -> None:
    before: record.Record = facts["record"]
    values = {name: str(answers.get(name) or "") for name in ("name", "post", "division", "phone")}
    await record.correct(turn.unit, turn.me.id, values)
    was = {"name": before.name, "post": before.post, "division": before.division}
    now = {name: values[name] for name in was}
    now["phone_changed"] = str(values["phone"] != before.phone).lower()
    subject = f"person:{turn.me.id}"
    await audit.note(turn.unit, turn.me.id, "correct_myself", subject, was, now)
    turn.say("myself.corrected")


FEATURE = Feature.one(FORM, _done, facts=_facts)


async def delete(turn: Turn, _arguments: Sequence[str]) -> None:
    """[Xóa thông tin của tôi]: what goes and what stays, before it is done."""
    await _check_free(turn)
    found = await record.of(turn.unit, turn.me.id)
    turn.say("myself.deleting", one=found, choices=[turn.choice("myself.delete_sure", "ttxx")])


async def delete_sure(turn: Turn, _arguments: Sequence[str]) -> None:
    """Posts end, the account and the phone go; told once more, for the last time here."""
    await _check_free(turn)
    me = turn.me.id
    ended = await appointments.end_all(turn.unit, me)
    await record.forget(turn.unit, me)
    after = {"posts_ended": ended}
    await audit.note(turn.unit, me, "delete_myself", f"person:{me}", None, after)
    turn.say("myself.deleted")


async def _check_free(turn: Turn) -> None:
    """Nobody leaves an agency in an open round, or a plan, without anyone."""
    for plan in await plans.every(turn.unit):
        for post in turn.me.own:
            if not covers(post, plan):
                continue
            if post.role in _SO and not await others_with(turn, post.role, plan):
                raise Refusal("handover.last", role=post.role, plan=plan)
            if post.role is Role.FOCAL and await _alone(turn, plan, post.agency.id):
                raise Refusal("myself.only_one", agency=post.agency, plan=plan)


async def _alone(turn: Turn, plan: Plan, agency: int) -> bool:
    """Whether the agency is in an open round with nobody else for it."""
    there = await people.holding(turn.unit, plan.id, Role.FOCAL, agency)
    if any(one.id != turn.me.id and one.own for one in there):
        return False
    for round_ in await rounds.of_plan(turn.unit, plan.id, RoundState.OPEN):
        if await participants.get(turn.unit, round_.id, agency) is not None:
            return True
    return False


async def tidy(unit: Unit) -> None:
    """Forget the accounts of people whose last post ended so long ago."""
    for who in await record.left_before(unit, local(unit.now).date() - KEPT_FOR):
        await record.forget(unit, who)
        await audit.note(unit, None, "forget_person", f"person:{who}")
