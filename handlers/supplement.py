"""[Bổ sung]: the agency answers the Sở's question here, or corrects its tasks and sends again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dialogues.forms import AnswerKind, Form, Question, Session
from dialogues.messages import Choice
from handlers import dialogue, paste, tasks
from handlers.dialogue import Facts, Feature, Thread
from handlers.participation import Seat, seat, seats, ways
from handlers.turn import Turn
from plans.ground import Refusal
from plans.model import SubmissionState
from plans.paste import looks_like_paste
from storage import audit, participants, reviews, submissions


async def press(turn: Turn, arguments: Sequence[str]) -> None:
    """The question and its reason; refused where a colleague has answered already."""
    one = await _asked(turn, arguments)
    await dialogue.begin(turn, FEATURE, one.key)


async def _asked(turn: Turn, arguments: Sequence[str]) -> Seat:
    one = await seat(turn, arguments)
    if one.part.state is not SubmissionState.MORE_ASKED:
        said = await reviews.of_report(turn.unit, one.round.id, one.part.agency.id)
        answers = [word for word in said if word.what == reviews.ANSWERED]
        last = answers[-1] if answers else None
        raise Refusal("supplement.not_asked", last=last, choices=ways(turn, one))
    return one


async def _facts(turn: Turn, subject: str) -> Facts:
    one = await _asked(turn, subject.split(":"))
    said = await reviews.of_report(turn.unit, one.round.id, one.part.agency.id)
    asked = [word for word in said if word.what == reviews.MORE_ASKED]
    again = turn.choice("supplement.again", f"bc:{one.key}", round=one.round)
    update = turn.choice("supplement.update", "cn")
    return {
        "seat": one,
        "asked": asked[-1],
        "ways": [update, again] if one.part.leads else [again],
    }


def _slots(answers: Mapping[str, Any], facts: Facts) -> Mapping[str, object]:
    one: Seat = facts["seat"]
    return {
        "round": one.round,
        "plan": one.plan,
        "part": one.part,
        "asked": facts["asked"],
        "text": answers.get("text", ""),
    }


def _ways(_answers: Mapping[str, Any], facts: Facts) -> Sequence[Choice]:
    ways: Sequence[Choice] = facts["ways"]
    return ways


FORM = Form(
    name="supplement",
    version=1,
    questions=(Question("text", AnswerKind.TEXT, "supplement.ask", slots=_slots, extra=_ways),),
    review="supplement.review",
    review_slots=_slots,
)


async def _done(turn: Turn, _session: Session, facts: Facts, answers: dict[str, Any]) -> None:
    one: Seat = facts["seat"]
    agency = one.part.agency.id
    sent = (await submissions.standing(turn.unit, one.round.id, agency)).get(agency)
    await reviews.add(
        turn.unit,
        reviews.ANSWERED,
        agency,
        turn.me.id,
        round_id=one.round.id,
        submission_id=sent.id if sent else None,
        text=answers["text"],
    )
    state = SubmissionState.SENT if sent else SubmissionState.UPDATING
    await participants.change(turn.unit, one.round.id, agency, state=state)
    subject = f"round:{one.key}"
    await audit.note(turn.unit, turn.me.id, "supplement", subject, one.part.state, state)
    turn.say("supplement.kept", round=one.round, coordinator=one.plan.coordinator)


async def _divert(turn: Turn, _session: Session, text: str) -> bool:
    """Results pasted by number belong to their tasks; the question stays open meanwhile."""
    candidates = tasks.numbered(await tasks.mine(turn))
    return looks_like_paste(text, candidates) and await paste.loose(turn, text)


FEATURE = Feature.one(FORM, _done, facts=_facts, divert=_divert)


async def threads(turn: Turn) -> list[Thread]:
    """The đề nghị bổ sung that wait for my agencies."""
    found = [one for one in await seats(turn) if one.part.state is SubmissionState.MORE_ASKED]
    return [
        Thread(
            FEATURE, one.key, turn.texts.plain("supplement.label", round=one.round, part=one.part)
        )
        for one in found
    ]
