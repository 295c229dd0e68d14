"""[Trả lời] of a sudden request: one question by its kind; the last answer of an agency counts."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from dialogues.forms import REVIEW, AnswerKind, Form, Option, Question, Session
from dialogues.messages import Choice
from dialogues.reading import read_figure
from handlers import dialogue, joining
from handlers.adhoc_notices import answer_words
from handlers.dialogue import Facts, Feature, Thread
from handlers.rights import Right, may
from handlers.shelf import numbers
from handlers.turn import Turn
from plans.basis import to_json
from plans.ground import Refusal
from plans.model import Agency, EntryBasis, Plan
from plans.text import clean, fold
from reports.replies import NO, YES
from storage import audit, plans, requests
from storage.requests import AdHocRequest, Answer

_HUNDRED = Decimal(100)


async def asked_of(turn: Turn) -> list[tuple[AdHocRequest, Agency]]:
    """The open requests that my agencies may answer, the one due first first."""
    desks = await turn.desks(Right.REPORT)
    return [
        (one, agency)
        for one, agency in await requests.open_for(turn.unit, [a.id for _, a in desks])
        if any((plan.id, a.id) == (one.plan, agency.id) for plan, a in desks)
    ]


async def mine(turn: Turn) -> None:
    """The requests that my agencies may answer, each with its button."""
    found = await asked_of(turn)
    if not found:
        raise Refusal("adhoc.none_open")
    shorts = {plan.id: plan.short for plan, _ in await turn.desks(Right.REPORT)}
    choices = [
        Choice(
            turn.texts.plain("adhoc.reply_to", one=one, agency=agency), f"dxt:{one.id}:{agency.id}"
        )
        for one, agency in found
    ]
    turn.say("adhoc.mine", found=found, shorts=shorts, choices=choices)


async def threads(turn: Turn) -> list[Thread]:
    """The requests that words of their own may answer: open, and answered by nobody of ours."""
    return [
        Thread(
            FEATURE,
            f"{one.id}:{agency.id}",
            turn.texts.plain("adhoc.thread", one=one, agency=agency),
            fits=_FITS[one.kind],
            figure=one.kind == "number",
            unseen=one.kind == "yes_no",
            button=f"dxt:{one.id}:{agency.id}",
        )
        for one, agency in await asked_of(turn)
        if agency.id not in await requests.answers(turn.unit, one.id)
    ]


def _is_figure(text: str) -> bool:
    """Whether a figure was meant, right or wrong."""
    try:
        read_figure(text)
    except Refusal as refusal:
        return refusal.code != "number.unreadable"
    return True


_FITS: Mapping[str, Callable[[str], bool]] = {
    "text": bool,
    "number": _is_figure,
    "yes_no": lambda text: fold(text) in {"co", "khong"},
}


async def press(turn: Turn, arguments: Sequence[str]) -> None:
    """[Trả lời]; what was begun and not sent goes on."""
    request_id, agency = numbers(arguments, 2)
    await dialogue.begin(turn, FEATURE, f"{request_id}:{agency}")


async def _facts(turn: Turn, subject: str) -> Facts:
    request_id, agency_id = numbers(subject.split(":"), 2)
    one = await requests.get(turn.unit, request_id)
    plan = await plans.get(turn.unit, one.plan) if one else None
    if one is None or plan is None or not may(turn.person, Right.REPORT, plan, agency_id):
        raise Refusal("adhoc.not_yours")
    return await facts_of(turn, plan, one, agency_id)


async def facts_of(turn: Turn, plan: Plan, one: AdHocRequest, agency_id: int) -> Facts:
    """What an answer of an agency is decided on; rights are checked before."""
    asked = await requests.asked(turn.unit, one.id)
    agency = next((body for body in asked if body.id == agency_id), None)
    if agency is None:
        raise Refusal("adhoc.not_asked")
    if one.closed is not None:
        raise Refusal("adhoc.closed", one=one)
    before = (await requests.answers(turn.unit, one.id)).get(agency_id, [])
    return {
        "one": one,
        "plan": plan,
        "agency": agency,
        "texts": turn.texts,
        "before": before[-1] if before else None,
        "now": turn.now,
    }


def slots(_answers: Mapping[str, Any], facts: Facts) -> Mapping[str, object]:
    before: Answer | None = facts["before"]
    said = answer_words(facts["texts"], facts["one"], before.text) if before else ""
    return {
        "one": facts["one"],
        "plan": facts["plan"],
        "agency": facts["agency"],
        "before": before,
        "said": said,
        "late": facts["now"] > facts["one"].due,
    }


def _review(answers: Mapping[str, Any], facts: Facts) -> Mapping[str, object]:
    text = str(answers["answer"])
    figure = read_figure(text) if facts["one"].kind == "number" else None
    return {**slots(answers, facts), "text": text, "figure": figure}


def read_answer(text: str, *_: object) -> str:
    """A figure as typed, what stands behind it included; a share lies between 0 and 100."""
    typed = clean(text)
    figure = read_figure(typed)
    if figure.share and not 0 <= figure.value <= _HUNDRED:
        raise Refusal("number.range", typed=typed, low=0, high=100)
    return typed


def _yes_no(_answers: Mapping[str, Any], facts: Facts) -> Sequence[Option]:
    return [Option(one, facts["texts"].plain(f"adhoc.{one}")) for one in (YES, NO)]


def question(kind: str, ask: str, label: str = "") -> Question:
    """The one question of a request, by the kind of answer it asks for."""
    if kind == "yes_no":
        return Question(
            "answer", AnswerKind.CHOICE, ask, slots=slots, options=_yes_no, label=label
        )
    if kind == "number":
        return Question(
            "answer", AnswerKind.TEXT, ask, slots=slots, read=read_answer, max_chars=300,
            label=label,
        )  # fmt: skip
    most = joining.MOST_CHARS
    return Question("answer", AnswerKind.TEXT, ask, slots=slots, max_chars=most, label=label)


_FORMS = {
    kind: Form("adhoc_answer", 1, (question(kind, "adhoc.ask_answer"),), review, _review)
    for kind, review in (
        ("text", "adhoc.review_answer"),
        ("number", "adhoc.review_answer"),
        ("yes_no", None),
    )
}


def _shape(answers: Mapping[str, Any]) -> Form:
    """By the kind of answer asked for, which the session remembers."""
    return _FORMS[answers.get("kind", "text")]


def seed(facts: Facts) -> dict[str, Any]:
    """The kind, and the answer shown when the form began: another since then is told of."""
    return {"kind": facts["one"].kind, "seen": facts["before"].id if facts["before"] else 0}


async def _done(turn: Turn, _session: Session, facts: Facts, answers: dict[str, Any]) -> None:
    one: AdHocRequest = facts["one"]
    agency: Agency = facts["agency"]
    before: Answer | None = facts["before"]
    text = str(answers["answer"])
    await keep(turn, facts, text)
    nth = before.nth + 1 if before else 1
    subject = f"{one.subject}:{agency.id}"
    await audit.note(turn.unit, turn.me.id, "adhoc_answer", subject, None, {"nth": nth})
    changed = before is not None and before.id != answers.get("seen")
    turn.say(
        "adhoc.answered",
        **slots(answers, facts),
        text=answer_words(turn.texts, one, text),
        nth=nth,
        meanwhile=changed,
        choices=[turn.choice("adhoc.answer_again", f"dxt:{one.id}:{agency.id}")],
    )


async def keep(turn: Turn, facts: Facts, text: str, basis: EntryBasis | None = None) -> int:
    """One more answer of the agency; with `basis` entered for it. Its number."""
    before: Answer | None = facts["before"]
    values = {
        "request_id": facts["one"].id,
        "agency_id": facts["agency"].id,
        "person_id": turn.me.id,
        "person_name": turn.me.name,
        "person_post": turn.me.post,
        "text": text,
        "replaces": before.id if before else None,
        "basis": to_json(basis) if basis else None,
    }
    return await requests.answer(turn.unit, values)


async def _divert(turn: Turn, session: Session, text: str) -> bool:
    """The rest of a long answer, which the platform cut in two."""
    if session.at != REVIEW or session.answers.get("kind") != "text":
        return False
    more = joining.continued(turn, session, "answer", text)
    if more is not None:
        await dialogue.begin(turn, FEATURE, session.subject, more)
    return more is not None


FEATURE = Feature("adhoc_answer", _shape, _done, facts=_facts, divert=_divert, seed=seed)
