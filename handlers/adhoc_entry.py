"""Nhập thay into the table of a sudden request: an agency's answer by document or telephone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dialogues.forms import AnswerKind, Form, Option, Question, Session
from dialogues.messages import Choice
from dialogues.reading import read_figure
from handlers import adhoc_answer, dialogue
from handlers.adhoc_notices import answer_words, entered_for
from handlers.adhoc_table import request_of, table_of
from handlers.dialogue import Facts, Feature
from handlers.entering.outcome import basis_of
from handlers.entering.resting import basis_questions, paper_typed
from handlers.listing import paged
from handlers.nudges import reached
from handlers.rights import Right, may
from handlers.shelf import numbers
from handlers.turn import Turn
from plans.basis import to_json
from plans.ground import Refusal
from plans.hours import next_open_moment
from plans.model import Agency, Plan
from storage import audit, plans
from storage.requests import AdHocRequest, Answer

_HOWS = ("paper", "call")


async def choose(turn: Turn, arguments: Sequence[str]) -> None:
    """[Nhập thay] at the table: for which agency, those without an answer first."""
    plan, one = await _open(turn, arguments[0] if arguments else "")
    found = await table_of(turn, plan, one)
    some = [*found.missing, *(reply.agency for reply in found.answered)]
    page, turns = paged(turn.texts, some, f"dxe:{one.id}", arguments[1:])
    choices = [Choice(agency.name, f"dxy:{one.id}:{agency.id}") for agency in page]
    turn.say("adhoc.entry_which", one=one, plan=plan, missing=len(found.missing),
             choices=[*choices, *turns])  # fmt: skip


async def press(turn: Turn, arguments: Sequence[str]) -> None:
    """The agency; what was begun for it and not sent goes on."""
    request_id, agency = numbers(arguments, 2)
    await dialogue.begin(turn, FEATURE, f"{request_id}:{agency}")


async def _open(turn: Turn, argument: str) -> tuple[Plan, AdHocRequest]:
    plan, one = await request_of(turn, argument)
    if not may(turn.person, Right.ENTER_FOR, plan):
        raise Refusal("entering.right_missing")
    if one.closed is not None:
        raise Refusal("adhoc.closed", one=one)
    return plan, one


async def _facts(turn: Turn, subject: str) -> Facts:
    request_id, agency = numbers(subject.split(":"), 2)
    plan, one = await _open(turn, str(request_id))
    return await adhoc_answer.facts_of(turn, plan, one, agency)


def _slots(answers: Mapping[str, Any], facts: Facts) -> Mapping[str, object]:
    return {**adhoc_answer.slots(answers, facts), "how": answers.get("how", "")}


def _hows(_answers: Mapping[str, Any], facts: Facts) -> Sequence[Option]:
    return [Option(one, facts["texts"].plain(f"entering.how_{one}")) for one in _HOWS]


def _review(answers: Mapping[str, Any], facts: Facts) -> Mapping[str, object]:
    text, one = str(answers["answer"]), facts["one"]
    return {
        **_slots(answers, facts),
        "basis": basis_of(answers),
        "text": answer_words(facts["texts"], one, text),
        "figure": read_figure(text) if one.kind == "number" else None,
    }


def _form(kind: str) -> Form:
    how = Question(
        "how", AnswerKind.CHOICE, "adhoc.entry_how", options=_hows, slots=_slots,
        label="entering.label_how",
    )  # fmt: skip
    answer = adhoc_answer.question(kind, "adhoc.entry_answer", "adhoc.label_answer")
    questions = (how, *basis_questions(_slots), answer)
    return Form("adhoc_entry", 1, questions, "adhoc.entry_review", _review)


_FORMS = {kind: _form(kind) for kind in ("text", "number", "yes_no")}


def _shape(answers: Mapping[str, Any]) -> Form:
    return _FORMS[answers.get("kind", "text")]


def _again(answers: dict[str, Any], facts: Facts) -> tuple[Refusal, dict[str, Any]] | None:
    """The agency or a colleague has answered since it was shown: shown once more."""
    seed = adhoc_answer.seed(facts)
    if answers.get("seen") == seed["seen"]:
        return None
    return Refusal("entering.overtaken", agency=facts["agency"]), {**answers, **seed}


async def _divert(turn: Turn, session: Session, text: str) -> bool:
    """A document typed where its kind is asked."""
    given = paper_typed(turn, session, text)
    if given is not None:
        await dialogue.begin(turn, FEATURE, session.subject, given)
    return given is not None


async def _done(turn: Turn, _session: Session, facts: Facts, answers: dict[str, Any]) -> None:
    one: AdHocRequest = facts["one"]
    agency: Agency = facts["agency"]
    before: Answer | None = facts["before"]
    basis, text = basis_of(answers), str(answers["answer"])
    made = await adhoc_answer.keep(turn, facts, text, basis)
    nth = before.nth + 1 if before else 1
    after = {"nth": nth, "basis": to_json(basis)}
    subject = f"{one.subject}:{agency.id}"
    await audit.note(turn.unit, turn.me.id, "adhoc_entered", subject, None, after)
    turn.say(
        "adhoc.entry_recorded",
        **_slots(answers, facts),
        basis=basis,
        text=answer_words(turn.texts, one, text),
        nth=nth,
        told=await _tell(turn, facts["plan"], agency, made),
        choices=[
            turn.choice("adhoc.show_table", f"dxb:{one.id}"),
            turn.choice("entering.other", f"dxe:{one.id}"),
        ],
    )


async def _tell(turn: Turn, plan: Plan, agency: Agency, answer: int) -> int:
    """The agency's own people see what was entered, in working hours; how many they are."""
    settings = await plans.settings(turn.unit, plan.id)
    at = next_open_moment(turn.now, settings, turn.tools.calendar)
    found = (await reached(turn.unit, plan)).get(agency.id, [])
    to = {one.person for one in found if one.connected} - {turn.me.id}
    await turn.notify(entered_for(answer, sorted(to), at))
    return len(to)


FEATURE = Feature("adhoc_entry", _shape, _done, _facts, _divert, adhoc_answer.seed, _again)
