"""An obstacle is raised: about a task of the agency or the whole plan, shown before it goes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dialogues.forms import AnswerKind, Form, Option, Question, Session
from handlers import asking_support, dialogue
from handlers.dialogue import Facts, Feature
from handlers.obstacle import actions, case, see
from handlers.obstacle_notices import tell_so
from handlers.rights import Right, may
from handlers.shelf import number, numbers
from handlers.turn import Turn
from plans.ground import Refusal
from plans.model import Agency, Part, Plan, Task
from plans.obstacles import Move, ObstacleKind, ObstacleState
from plans.text import has_accents
from storage import agencies, audit, chats, obstacles, plans, task_parts
from storage.obstacles import Raised

MOST_CHARS = 2000
MOST_PROPOSAL = 1000
_WHOLE = "plan"
_PARTS = {Part.LEAD, Part.COLEAD, Part.SUPPORT}


async def press(turn: Turn, arguments: Sequence[str]) -> None:
    """[Gửi vướng mắc mới]."""
    if len(arguments) != 2:
        raise Refusal("press.unknown")
    plan, agency = await _place(turn, arguments[0], number(arguments[1]))
    await begin(turn, plan, agency)


async def about_task(turn: Turn, arguments: Sequence[str]) -> None:
    """[Khó khăn, vướng mắc] beside a task: the task is known already."""
    task_id, agency_id = numbers(arguments, 2)
    task = await plans.task_by_id(turn.unit, task_id)
    if task is None:
        raise Refusal("task.not_yours")
    plan, agency = await _place(turn, task.plan, agency_id)
    await begin(turn, plan, agency, {"about": f"t{task.id}"})


async def _place(turn: Turn, plan_id: str, agency_id: int) -> tuple[Plan, Agency]:
    plan = await plans.get(turn.unit, plan_id)
    agency = await agencies.agency_by_id(turn.unit, agency_id)
    if not turn.incoming.private:
        raise Refusal("command.private_only")
    if plan is None or agency is None:
        raise Refusal("obstacle.not_yours")
    if not may(turn.person, Right.RAISE_OBSTACLE, plan, agency.id):
        raise Refusal("obstacle.not_yours")
    return plan, agency


async def begin(
    turn: Turn, plan: Plan, agency: Agency, known: Mapping[str, Any] | None = None
) -> None:
    """Open the form; what is known goes into the draft that is kept, whose other answers stay."""
    text = (known or {}).get("text", "")
    if len(text) > MOST_CHARS:
        raise Refusal("form.too_long", limit=MOST_CHARS, length=len(text))
    subject = f"{plan.id}:{agency.id}"
    kept = await chats.draft(turn.unit, turn.owner, FORM.name, subject)
    answers = kept.state.get("answers", {}) if kept else {}
    await dialogue.begin(turn, FEATURE, subject, {**answers, **known} if known else None)


async def _facts(turn: Turn, subject: str) -> Facts:
    plan_id, _, agency_id = subject.rpartition(":")
    plan, agency = await _place(turn, plan_id, number(agency_id))
    found = await task_parts.duties(turn.unit, [agency.id], plan_id=plan.id)
    tasks = {duty.task.id: duty.task for _, duty in found if duty.part in _PARTS}
    partners = await asking_support.partners(turn.unit, plan, agency)
    facts = {"plan": plan, "agency": agency, "tasks": tasks, "texts": turn.texts}
    return {**facts, "partners": partners}


def _abouts(_answers: Mapping[str, Any], facts: Facts) -> Sequence[Option]:
    tasks: Mapping[int, Task] = facts["tasks"]
    whole = facts["texts"].plain("obstacle.whole_plan")
    named = [Option(f"t{one.id}", one.label, also=(one.number,)) for one in tasks.values()]
    return [*named, Option(_WHOLE, whole)]


def _kinds(_answers: Mapping[str, Any], facts: Facts) -> Sequence[Option]:
    texts = facts["texts"]
    return [Option(one, texts.plain(f"obstacle.choose_kind.{one}")) for one in ObstacleKind]


def _task(answers: Mapping[str, Any], facts: Facts) -> Task | None:
    about = str(answers.get("about") or _WHOLE)
    found: Task | None = None if about == _WHOLE else facts["tasks"].get(int(about[1:]))
    return found


def _slots(answers: Mapping[str, Any], facts: Facts) -> Mapping[str, object]:
    text = str(answers.get("text") or "")
    return {
        "plan": facts["plan"],
        "agency": facts["agency"],
        "task": _task(answers, facts),
        "kind": answers.get("kind", ""),
        "text": text,
        "proposal": answers.get("proposal") or "",
        "partner": asking_support.chosen(answers, facts),
        "consent": asking_support.consents(answers, facts),
        "bare": bool(text) and not has_accents(text),
    }


FORM = Form(
    name="obstacle",
    version=2,
    questions=(
        Question(
            "about", AnswerKind.CHOICE, "obstacle.ask_about", options=_abouts, slots=_slots,
            when=lambda _, facts: bool(facts["tasks"]), label="obstacle.label_about",
        ),
        Question(
            "kind", AnswerKind.CHOICE, "obstacle.ask_kind", options=_kinds, slots=_slots,
            label="obstacle.label_kind",
        ),
        *asking_support.QUESTIONS,
        Question(
            "text", AnswerKind.TEXT, "obstacle.ask_text", slots=_slots, max_chars=MOST_CHARS,
            label="obstacle.label_text",
        ),
        Question(
            "proposal", AnswerKind.TEXT, "obstacle.ask_proposal", slots=_slots, optional=True,
            max_chars=MOST_PROPOSAL, label="obstacle.label_proposal",
        ),
    ),
    review="obstacle.review",
    review_slots=_slots,
)  # fmt: skip


async def _done(turn: Turn, _session: Session, facts: Facts, answers: dict[str, Any]) -> None:
    plan: Plan = facts["plan"]
    task, partner = _task(answers, facts), asking_support.chosen(answers, facts)
    raised = Raised(
        plan=plan.id,
        agency=facts["agency"].id,
        task=task.id if task else None,
        kind=ObstacleKind(answers["kind"]),
        text=str(answers["text"]),
        proposal=str(answers.get("proposal") or ""),
        supporter=partner.id if partner else None,
        consent=asking_support.consents(answers, facts),
    )
    new = await obstacles.raise_(turn.unit, raised, turn.author)
    found = await case(turn, [str(new)])
    subject = f"obstacle:{new}"
    await audit.note(
        turn.unit, turn.me.id, f"obstacle_{Move.RAISED}", subject, None, ObstacleState.NEW
    )
    told = await tell_so(turn, found, found.one.last.id)
    choices = [see(turn.texts, found.one), *actions(turn, found)]
    turn.say("obstacle.raised", one=found.one, plan=plan, told=told, choices=choices)


FEATURE = Feature.one(FORM, _done, facts=_facts)
