"""One obstacle: who may see it and act on it, its whole history, the steps of one press."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from dialogues.catalogue import Catalogue
from dialogues.messages import Choice
from handlers.rights import Right, may
from handlers.shelf import numbers
from handlers.turn import Turn
from plans import obstacles as rules
from plans.ground import Refusal
from plans.model import Plan
from plans.obstacles import Move, Obstacle, Side
from storage import audit, obstacles, plans
from storage.database import Unit
from storage.obstacles import Taken


@dataclass(frozen=True)
class Case:
    """An obstacle as one person meets it. `sides`: those for which they may take steps."""

    one: Obstacle
    plan: Plan
    sides: frozenset[Side]
    bodies: tuple[str, ...]  # to whom the plan says it goes on, in its words


async def case(turn: Turn, arguments: Sequence[str], side: Side | None = None) -> Case:
    """The obstacle of a button or a session, checked against the rights of today.

    `side`: it must be theirs to act for. Refused alike whether it is another agency's or none.
    """
    (number,) = numbers(arguments, 1)
    if not turn.incoming.private:
        raise Refusal("command.private_only")
    one = await obstacles.get(turn.unit, number)
    plan = await plans.get(turn.unit, one.plan) if one else None
    if one is None or plan is None:
        raise Refusal("obstacle.not_yours")
    sides = _sides(turn, one, plan)
    if not sides and not may(turn.person, Right.FOLLOW_OBSTACLES, plan):
        raise Refusal("obstacle.not_yours")
    if side is not None and side not in sides:
        raise Refusal("obstacle.other_side", so=side is Side.SO)
    return Case(one, plan, sides, await bodies(turn.unit, plan.id))


async def bodies(unit: Unit, plan_id: str) -> tuple[str, ...]:
    """Whom the plan names for what is beyond the Sở; empty where it names nobody."""
    source = await plans.source(unit, plan_id)
    return tuple((source.get("obstacles") or {}).get("escalate_to", ()))


def _sides(turn: Turn, one: Obstacle, plan: Plan) -> frozenset[Side]:
    found = set()
    if may(turn.person, Right.RAISE_OBSTACLE, plan, one.agency.id):
        found.add(Side.AGENCY)
    if may(turn.person, Right.ANSWER_OBSTACLE, plan):
        found.add(Side.SO)
    return frozenset(found)


async def take(turn: Turn, found: Case, taken: Taken) -> int:
    """Keep a step that `rules.after` allows, and who took it; the step's id."""
    one = found.one
    new = await obstacles.take(turn.unit, one, taken, turn.author)
    what, subject = f"obstacle_{taken.what}", f"obstacle:{one.id}"
    await audit.note(turn.unit, turn.me.id, what, subject, one.state, taken.state)
    return new


def check(turn: Turn, one: Obstacle, move: Move) -> rules.ObstacleState:
    """Where a step leads; a "no" says how it stands and offers to show it."""
    try:
        return rules.after(one, move)
    except Refusal as refusal:
        fields = {**refusal.fields, "choices": [see(turn.texts, one)]}
        raise Refusal(refusal.code, **fields) from None


async def receive(turn: Turn, arguments: Sequence[str]) -> None:
    """[Tiếp nhận]."""
    await _so_step(turn, arguments, Move.RECEIVED)


async def consider(turn: Turn, arguments: Sequence[str]) -> None:
    """[Đang xem xét]."""
    await _so_step(turn, arguments, Move.CONSIDERED)


async def _so_step(turn: Turn, arguments: Sequence[str], move: Move) -> None:
    found = await case(turn, arguments, Side.SO)
    state = check(turn, found.one, move)
    await take(turn, found, Taken(move, state))
    again = await case(turn, arguments)
    turn.say("obstacle.stands", one=again.one, choices=actions(turn, again))


async def view(turn: Turn, arguments: Sequence[str]) -> None:
    """[Xem]: the whole history. Another agency's people are told what the Sở did, not who."""
    found = await case(turn, arguments)
    one, calendar = found.one, turn.tools.calendar
    settings = await plans.settings(turn.unit, found.plan.id)
    turn.say(
        "obstacle.view",
        one=one,
        plan=found.plan,
        age=rules.age(one.at, turn.today, calendar),
        state_age=rules.age(one.moved, turn.today, calendar),
        last_word=rules.last_word(one, settings, calendar),
        inside=may(turn.person, Right.FOLLOW_OBSTACLES, found.plan),
        choices=actions(turn, found),
    )


# In the order of the buttons; the report upward is named after the body of the plan.
_BUTTONS: Mapping[Move, tuple[str, str]] = {
    Move.RECEIVED: ("obstacle.receive", "vmn"),
    Move.CONSIDERED: ("obstacle.consider", "vmc"),
    Move.ADVISED: ("obstacle.answer", "vml"),
    Move.ESCALATED: ("obstacle.escalate", "vmu"),
    Move.CLEAR: ("obstacle.clear", "vmr"),
    Move.STILL: ("obstacle.still", "vmv"),
    Move.PAPER_ASKED: ("obstacle.ask_paper", "vmp"),
    Move.ADDED: ("obstacle.add", "vmb"),
    Move.WITHDRAWN: ("button.withdraw", "vmh"),
}


def actions(turn: Turn, found: Case) -> list[Choice]:
    """What this person may do with it now."""
    mine = [move for move in _BUTTONS if rules.TABLE[move][0] in found.sides]
    asks = []
    if Side.SO in found.sides and found.one.may_coordinate:
        asks.append(turn.choice("coordination.button", f"dph:{found.one.id}"))
    return [*buttons(turn.texts, found.one, found.bodies, mine), *asks]


def buttons(
    texts: Catalogue, one: Obstacle, above: Sequence[str], moves: Iterable[Move]
) -> list[Choice]:
    """The buttons of the steps that may be taken now."""
    body = above[0] if len(above) == 1 else ""
    found = []
    for move in moves:
        if rules.can(one, move):
            key, verb = _BUTTONS[move]
            slots = {"body": body} if move is Move.ESCALATED else {}
            found.append(Choice(texts.plain(key, **slots), f"{verb}:{one.id}"))
    return found


def see(texts: Catalogue, one: Obstacle) -> Choice:
    """[Xem]."""
    return Choice(texts.plain("obstacle.see"), f"vmx:{one.id}")
