"""What the agency says back: đã rõ, còn vướng, a written answer, more of it, thu hồi."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dialogues.forms import AnswerKind, Form, Question, Session
from handlers import dialogue
from handlers.dialogue import Facts, Feature
from handlers.obstacle import actions, case, check, take
from handlers.obstacle_notices import Told, tell_so
from handlers.turn import Turn
from plans.ground import Refusal
from plans.obstacles import Move, Side
from storage.obstacles import Taken

MOST_CHARS = 2000
_TYPED = (Move.STILL, Move.ADDED)


async def clear(turn: Turn, arguments: Sequence[str]) -> None:
    """[Đã rõ]: kết thúc theo dõi."""
    await _step(turn, arguments, Move.CLEAR)


async def ask_paper(turn: Turn, arguments: Sequence[str]) -> None:
    """[Đề nghị trả lời bằng văn bản]: marked, listed, and the coordinators are told."""
    await _step(turn, arguments, Move.PAPER_ASKED)


async def withdraw(turn: Turn, arguments: Sequence[str]) -> None:
    """[Thu hồi]: asked once more, since a thumb slips."""
    found = await case(turn, arguments, Side.AGENCY)
    check(turn, found.one, Move.WITHDRAWN)
    sure = turn.choice("button.withdraw", f"vmhx:{found.one.id}")
    turn.say("obstacle.withdraw_ask", one=found.one, choices=[sure])


async def withdraw_sure(turn: Turn, arguments: Sequence[str]) -> None:
    """[Thu hồi], the second press."""
    await _step(turn, arguments, Move.WITHDRAWN)


async def still(turn: Turn, arguments: Sequence[str]) -> None:
    """[Còn vướng]: what is left, in a sentence."""
    await _ask(turn, arguments, Move.STILL)


async def add(turn: Turn, arguments: Sequence[str]) -> None:
    """[Bổ sung]."""
    await _ask(turn, arguments, Move.ADDED)


async def _ask(turn: Turn, arguments: Sequence[str], move: Move) -> None:
    found = await case(turn, arguments, Side.AGENCY)
    check(turn, found.one, move)
    await dialogue.begin(turn, FEATURE, f"{found.one.id}:{move}", afresh=True)


async def _step(turn: Turn, arguments: Sequence[str], move: Move, text: str = "") -> None:
    found = await case(turn, arguments, Side.AGENCY)
    state = check(turn, found.one, move)
    step = await take(turn, found, Taken(move, state, text=text))
    again = await case(turn, arguments)
    told: Told | None = None
    if move is not Move.CLEAR:
        told = await tell_so(turn, again, step)
    choices = actions(turn, again)
    turn.say("obstacle.taken", one=again.one, plan=again.plan, told=told, choices=choices)


async def _facts(turn: Turn, subject: str) -> Facts:
    number, _, what = subject.partition(":")
    if what not in _TYPED:
        raise Refusal("press.unknown")
    found = await case(turn, [number], Side.AGENCY)
    check(turn, found.one, Move(what))
    return {"one": found.one, "plan": found.plan, "move": Move(what)}


def _slots(_answers: Any, facts: Facts) -> dict[str, object]:
    return {"one": facts["one"], "move": facts["move"], "plan": facts["plan"]}


FORM = Form(
    name="obstacle_more",
    version=1,
    questions=(
        Question("text", AnswerKind.TEXT, "obstacle.ask_more", slots=_slots, max_chars=MOST_CHARS),
    ),
    review=None,
)


async def _done(turn: Turn, _session: Session, facts: Facts, answers: dict[str, Any]) -> None:
    await _step(turn, [str(facts["one"].id)], facts["move"], str(answers["text"]))


FEATURE = Feature.one(FORM, _done, facts=_facts)
