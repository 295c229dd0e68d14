"""[Đề nghị bổ sung]: a reason, shown, sent to the agency at once; it is answered in its chat."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dialogues.forms import AnswerKind, Form, Question, Session
from dialogues.messages import Choice, Later, Say
from handlers import dialogue, reviewing
from handlers.desk import desk, tell_focal, typed_here
from handlers.dialogue import Facts, Feature
from handlers.hours import put_off
from handlers.nudges import Composer
from handlers.shelf import number
from handlers.submitted import report_of
from handlers.turn import Tools, Turn, lettered
from plans.model import RoundState, SubmissionState
from storage import audit, participants, plans, reviews, rounds
from storage.database import Unit

_MOST = 1000  # characters of a reason: it stands in one message


async def press(turn: Turn, arguments: Sequence[str]) -> None:
    """The reason is asked for, unless the report is no longer the one shown."""
    _, round_ = await desk(turn, arguments)
    typed_here(turn, round_)
    one = await reviewing.pressed(turn, arguments)
    if one is not None:
        await dialogue.begin(turn, FEATURE, ":".join(arguments), afresh=True)


async def _facts(turn: Turn, subject: str) -> Facts:
    arguments = subject.split(":")
    plan, round_ = await desk(turn, arguments)
    typed_here(turn, round_)
    return {"one": await report_of(turn, plan, round_, number(arguments[1]))}


def _slots(answers: Mapping[str, Any], facts: Facts) -> Mapping[str, object]:
    return {"one": facts["one"], "text": answers.get("reason", "")}


FORM = Form(
    name="more",
    version=1,
    questions=(
        Question("reason", AnswerKind.TEXT, "review.ask_reason", slots=_slots, max_chars=_MOST),
    ),
    review="review.reason_shown",
    review_slots=_slots,
)


async def _done(turn: Turn, session: Session, _facts: Facts, answers: dict[str, Any]) -> None:
    """Sent only where the report still is the one the reason was typed for."""
    one = await reviewing.pressed(turn, session.subject.split(":"))
    if one is None:
        turn.say("review.reason_not_sent", text=answers["reason"])
        return
    agency, state = one.part.agency.id, SubmissionState.MORE_ASKED
    made = await reviews.add(
        turn.unit,
        reviews.MORE_ASKED,
        agency,
        turn.me.id,
        round_id=one.round.id,
        submission_id=one.sent.id if one.sent else None,
        text=answers["reason"],
    )
    await participants.change(turn.unit, one.round.id, agency, state=state)
    subject = f"round:{one.round.id}:{agency}"
    await audit.note(turn.unit, turn.me.id, "ask_more", subject, one.part.state, state)
    told, at = await tell_focal(turn, one.plan, agency, "more_asked", made)
    turn.say("review.more_asked", one=one, told=told, at=at)


FEATURE = Feature.one(FORM, _done, facts=_facts)


async def notice(
    unit: Unit, question: dict[str, Any], _person: int | None, tools: Tools
) -> Say | Later | None:
    """What the Sở asks, in its own words; nothing where the agency has answered meanwhile."""
    said = await reviews.get(unit, question["review"])
    round_ = await rounds.get(unit, said.round) if said and said.round else None
    plan = await plans.get(unit, round_.plan) if round_ else None
    if said is None or round_ is None or plan is None or round_.state is not RoundState.OPEN:
        return None
    part = await participants.get(unit, round_.id, said.agency)
    if part is None or part.state is not SubmissionState.MORE_ASKED:
        return None
    later = put_off(unit.now, [await plans.settings(unit, plan.id)], tools.calendar)
    if later is not None:
        return later
    key = f"{round_.id}:{said.agency}"
    text = tools.texts.say("supplement.notice", plan=plan, round=round_, part=part, said=said)
    return Say(text, lettered([Choice(tools.texts.plain("supplement.button"), f"bs:{key}")]))


COMPOSERS: Mapping[str, Composer] = {"more_asked": notice}
