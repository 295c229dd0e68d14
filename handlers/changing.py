"""Đề nghị điều chỉnh: noted, then the decision with its document. The date stands meanwhile."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dialogues.forms import AnswerKind, Form, Question, Session
from dialogues.messages import Choice
from handlers import dialogue
from handlers.desk import desk, typed_here
from handlers.dialogue import Facts, Feature
from handlers.listing import paged
from handlers.shelf import numbers
from handlers.turn import Turn
from handlers.update import paper_of, read_paper
from plans.ground import Refusal
from plans.model import Plan, Round
from reports import desk as desks
from reports.desk import Change
from reports.standing import standing
from storage import audit, reviews

_TASKS = 4  # tasks on a page
_MOST = 1000  # characters of a decision


async def waiting(turn: Turn, arguments: Sequence[str]) -> None:
    """What was asked for and is not decided, with what each agency wrote."""
    plan, round_ = await desk(turn, arguments)
    found = await _found(turn, plan, round_)
    page, turns = paged(turn.texts, found, f"dcd:{round_.id}", arguments[1:], _TASKS)
    choices = [button for one in page for button in _buttons(turn, round_, one)]
    turn.say("change.waiting", round=round_, changes=page, count=len(found),
             choices=[*choices, *turns])  # fmt: skip


async def _found(turn: Turn, plan: Plan, round_: Round) -> list[Change]:
    lines = (await standing(turn.unit, round_, turn.today)).tasks
    return desks.changes(lines, await reviews.of_tasks(turn.unit, plan.id))


def _buttons(turn: Turn, round_: Round, one: Change) -> list[Choice]:
    key = f"{round_.id}:{one.task.id}:{one.claim.agency.id}"
    label = one.task.label
    decide = turn.choice("change.decide", f"dcq:{key}", label=label)
    if one.claim.last is not None:
        return [decide]
    return [turn.choice("change.note", f"dcn:{key}", label=label), decide]


async def _asked(turn: Turn, arguments: Sequence[str]) -> tuple[Plan, Round, Change]:
    plan, round_ = await desk(turn, arguments)
    _, task, agency = numbers(arguments, 3)
    for one in await _found(turn, plan, round_):
        if (one.task.id, one.claim.agency.id) == (task, agency):
            return plan, round_, one
    said = (await reviews.of_tasks(turn.unit, plan.id)).get((task, agency), [])
    raise Refusal("change.settled", last=said[-1] if said else None)


async def note(turn: Turn, arguments: Sequence[str]) -> None:
    """[Ghi nhận, chờ quyết định]: nothing changes but that it was seen."""
    _, round_, one = await _asked(turn, arguments)
    if one.claim.last is not None:
        raise Refusal("change.noted_before", last=one.claim.last, task=one.task)
    agency = one.claim.agency.id
    more = {"round_id": round_.id, "task_id": one.task.id}
    await reviews.add(turn.unit, reviews.NOTED, agency, turn.me.id, **more)
    await audit.note(turn.unit, turn.me.id, "change_noted", f"task:{one.task.id}:{agency}")
    turn.say("change.noted", one=one, choices=_buttons(turn, round_, one)[-1:])


async def decide(turn: Turn, arguments: Sequence[str]) -> None:
    """The decision: its document, and what it says."""
    _, round_, _ = await _asked(turn, arguments)
    typed_here(turn, round_)
    await dialogue.begin(turn, FEATURE, ":".join(arguments), afresh=True)


async def _facts(turn: Turn, subject: str) -> Facts:
    _, round_, one = await _asked(turn, subject.split(":"))
    return {"round": round_, "one": one}


def _slots(answers: Mapping[str, Any], facts: Facts) -> Mapping[str, object]:
    return {**facts, "paper": paper_of(answers.get("paper")), "text": answers.get("text", "")}


FORM = Form(
    name="decision",
    version=1,
    questions=(
        Question(
            "paper", AnswerKind.PAPER, "change.ask_paper", read=read_paper, slots=_slots,
            label="change.label_paper",
        ),
        Question(
            "text", AnswerKind.TEXT, "change.ask_text", slots=_slots, max_chars=_MOST,
            label="change.label_text",
        ),
    ),
    review="change.review",
    review_slots=_slots,
)  # fmt: skip


async def _done(turn: Turn, _session: Session, facts: Facts, answers: dict[str, Any]) -> None:
    one: Change = facts["one"]
    paper = paper_of(answers["paper"])
    await reviews.add(
        turn.unit,
        reviews.DECIDED,
        one.claim.agency.id,
        turn.me.id,
        round_id=facts["round"].id,
        task_id=one.task.id,
        text=answers["text"],
        paper=answers["paper"],
    )
    after = paper.code if paper else None
    subject = f"task:{one.task.id}:{one.claim.agency.id}"
    await audit.note(turn.unit, turn.me.id, "change_decided", subject, None, after)
    turn.say("change.decided", one=one, paper=paper)


FEATURE = Feature.one(FORM, _done, facts=_facts)
