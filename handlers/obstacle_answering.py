"""The Sở answers: trao đổi nghiệp vụ or a document, or reports upward with số, ngày."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from dialogues.forms import AnswerKind, Form, Option, Question, Session
from handlers import dialogue
from handlers.dialogue import Facts, Feature
from handlers.obstacle import Case, actions, case, check, take
from handlers.obstacle_notices import tell_agency
from handlers.turn import Turn
from handlers.update import paper_of, read_paper
from plans.ground import Refusal
from plans.obstacles import SETTLING, Move, Side, Step
from storage import obstacles
from storage.obstacles import Taken

MOST_CHARS = 2000
_MOST_BODY = 120
_OTHER = "other"
_MOVES = {"chat": Move.ADVISED, "paper": Move.REPLIED}


async def answer(turn: Turn, arguments: Sequence[str]) -> None:
    """[Trả lời]."""
    found = await case(turn, arguments, Side.SO)
    check(turn, found.one, Move.ADVISED)
    await dialogue.begin(turn, ANSWER, str(found.one.id))


async def escalate(turn: Turn, arguments: Sequence[str]) -> None:
    """[Báo cáo UBND tỉnh]: a document of the Sở that has gone; the bot reports nothing itself."""
    found = await case(turn, arguments, Side.SO)
    check(turn, found.one, Move.ESCALATED)
    await dialogue.begin(turn, ESCALATE, str(found.one.id))


async def _facts(turn: Turn, subject: str) -> Facts:
    found = await case(turn, [subject], Side.SO)
    check(turn, found.one, Move.ADVISED)
    confirmed = "" if found.bodies else await _confirmed(turn, found.plan.id)
    return {"case": found, "texts": turn.texts, "confirmed": confirmed}


async def _confirmed(turn: Turn, plan: str) -> str:
    """Where the plan says nothing: the body that the Sở named last time."""
    told = [step for one in await obstacles.of_plan(turn.unit, plan) for step in one.steps]
    told = [step for step in told if step.to]
    return max(told, key=lambda step: step.id).to if told else ""


def _seed(facts: Facts) -> dict[str, Any]:
    """The last step there was: what another coordinator says after it is shown first."""
    return {"seen": facts["case"].one.last.id}


def _meanwhile(answers: Mapping[str, Any], facts: Facts) -> list[Step]:
    """What others of the Sở said or reported since this form was opened."""
    found: Case = facts["case"]
    seen = int(answers.get("seen", 0))
    return [one for one in found.one.steps if one.id > seen and one.what in SETTLING]


def _slots(answers: Mapping[str, Any], facts: Facts) -> Mapping[str, object]:
    found: Case = facts["case"]
    return {
        "one": found.one,
        "plan": found.plan,
        "above": found.bodies,
        "confirmed": facts["confirmed"],
        "by": answers.get("by", ""),
        "text": answers.get("text") or answers.get("summary") or "",
        "paper": paper_of(answers.get("paper")),
        "to": _body(answers, facts),
        "meanwhile": _meanwhile(answers, facts),
    }


def _ways(_answers: Mapping[str, Any], facts: Facts) -> Sequence[Option]:
    return [Option(one, facts["texts"].plain(f"obstacle.by_{one}")) for one in _MOVES]


def _by(what: str) -> Any:
    return lambda answers, _: answers.get("by") == what


_ANSWER_FORM = Form(
    name="obstacle_answer",
    version=1,
    questions=(
        Question(
            "by", AnswerKind.CHOICE, "obstacle.ask_by", options=_ways, slots=_slots,
            label="obstacle.label_by",
        ),
        Question(
            "paper", AnswerKind.PAPER, "obstacle.ask_reply_paper", read=read_paper, slots=_slots,
            when=_by("paper"), label="obstacle.label_paper",
        ),
        Question(
            "text", AnswerKind.TEXT, "obstacle.ask_advice", slots=_slots, when=_by("chat"),
            max_chars=MOST_CHARS, label="obstacle.label_answer",
        ),
        Question(
            "summary", AnswerKind.TEXT, "obstacle.ask_summary", slots=_slots, optional=True,
            when=_by("paper"), max_chars=MOST_CHARS, label="obstacle.label_answer",
        ),
    ),
    review="obstacle.review_answer",
    review_slots=_slots,
)  # fmt: skip


async def _answered(turn: Turn, session: Session, facts: Facts, answers: dict[str, Any]) -> None:
    if await _overtaken(turn, ANSWER, session, facts, answers):
        return
    move = _MOVES[answers["by"]]
    text = str(answers.get("text" if move is Move.ADVISED else "summary") or "")
    paper = paper_of(answers.get("paper")) if move is Move.REPLIED else None
    await _send(turn, facts["case"], move, text=text, paper=paper)


async def _overtaken(
    turn: Turn, feature: Feature, session: Session, facts: Facts, answers: dict[str, Any]
) -> bool:
    """Another coordinator was quicker: theirs is shown once, then both are kept."""
    others = _meanwhile(answers, facts)
    if not others or others[-1].id <= int(answers.get("shown", 0)):
        return False
    await dialogue.begin(turn, feature, session.subject, {**answers, "shown": others[-1].id})
    return True


async def _send(turn: Turn, found: Case, move: Move, **said: Any) -> None:
    state = check(turn, found.one, move)
    step = await take(turn, found, Taken(move, state, **said))
    again = await case(turn, [str(found.one.id)])
    told = await tell_agency(turn, again, step)
    choices = actions(turn, again)
    turn.say("obstacle.told", one=again.one, step=again.one.last, told=told, choices=choices)


def _above(_answers: Mapping[str, Any], facts: Facts) -> Sequence[Option]:
    named: tuple[str, ...] = facts["case"].bodies
    if not named:
        other = facts["texts"].plain("obstacle.other_body")
        return [Option("b0", facts["confirmed"]), Option(_OTHER, other)]
    return [Option(f"b{at}", name) for at, name in enumerate(named)]


def _chooses(_answers: Mapping[str, Any], facts: Facts) -> bool:
    return len(facts["case"].bodies) > 1 or bool(facts["confirmed"])


def _types(answers: Mapping[str, Any], facts: Facts) -> bool:
    if facts["case"].bodies:
        return False
    return not facts["confirmed"] or answers.get("body") == _OTHER


def _body(answers: Mapping[str, Any], facts: Facts) -> str:
    """The body that was reported to: chosen, typed, or the only one the plan names."""
    named: tuple[str, ...] = facts["case"].bodies
    if not named and answers.get("body") == "b0":
        return str(facts["confirmed"])
    if not named:
        return str(answers.get("typed_body") or "")
    if len(named) == 1:
        return named[0]
    chosen = str(answers.get("body") or "")
    return named[int(chosen[1:])] if chosen else ""


def _read_body(text: str, _answers: Any, _facts: Facts, _now: datetime) -> str:
    if not any(char.isalpha() for char in text):
        raise Refusal("obstacle.body")
    return " ".join(text.split())


_ESCALATE_FORM = Form(
    name="obstacle_up",
    version=1,
    questions=(
        Question(
            "body", AnswerKind.CHOICE, "obstacle.ask_body", options=_above, slots=_slots,
            when=_chooses, label="obstacle.label_body",
        ),
        Question(
            "typed_body", AnswerKind.TEXT, "obstacle.ask_typed_body", read=_read_body,
            slots=_slots, max_chars=_MOST_BODY, label="obstacle.label_body",
            when=_types,
        ),
        Question(
            "paper", AnswerKind.PAPER, "obstacle.ask_up_paper", read=read_paper, slots=_slots,
            label="obstacle.label_paper",
        ),
    ),
    review="obstacle.review_up",
    review_slots=_slots,
)  # fmt: skip


async def _escalated(turn: Turn, session: Session, facts: Facts, answers: dict[str, Any]) -> None:
    if await _overtaken(turn, ESCALATE, session, facts, answers):
        return
    paper, to = paper_of(answers["paper"]), _body(answers, facts)
    await _send(turn, facts["case"], Move.ESCALATED, paper=paper, to=to)


ANSWER = Feature.one(_ANSWER_FORM, _answered, facts=_facts, seed=_seed)
ESCALATE = Feature.one(_ESCALATE_FORM, _escalated, facts=_facts, seed=_seed)
