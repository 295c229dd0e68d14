"""Chuyển tiếp vào nhóm: the pieces a coordinator forwards, and [Đã chuyển vào nhóm]."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any

from dialogues.messages import Choice, Later, Notice, Say
from handlers.hours import put_off
from handlers.rights import Right, may
from handlers.shelf import numbers
from handlers.turn import Tools, Turn, lettered
from plans.ground import Refusal
from plans.model import Plan, RoundState
from storage import audit, people, plans, relays, rounds
from storage.database import Unit
from storage.relays import Relay

Composer = Callable[[Unit, dict[str, Any], int | None, Tools], Awaitable[Say | Later | None]]


def notices(one: Relay, person: int, nth: int, at: Any) -> list[Notice]:
    """The pieces, each a message that can be forwarded alone, then the asking; again: only it."""
    key = f"relay:{one.id}:{sum(count for _, count in one.times)}"
    asking = {"relay": one.id, "nth": nth, "first": len(one.times) <= 1}
    made = [
        Notice(
            key=f"{key}:piece {number}:person {person}",
            composer="relay_piece",
            question={"relay": one.id, "piece": number},
            person=person,
            not_before=at,
        )
        for number in range(len(one.pieces) if nth == 1 else 0)
    ]
    asked = Notice(f"{key}:person {person}", "relay", asking, person=person, not_before=at)
    return [*made, asked]


async def piece(
    unit: Unit, question: dict[str, Any], person: int | None, tools: Tools
) -> Say | Later | None:
    """One piece as it goes into the group, without a word beside it."""
    one, _, later = await _waits(unit, question["relay"], person, tools)
    if one is None or later is not None:
        return later
    return Say(one.pieces[question["piece"]])


async def asking(
    unit: Unit, question: dict[str, Any], person: int | None, tools: Tools
) -> Say | Later | None:
    """What to do with the pieces; the second time the pieces are one press away."""
    one, plan, later = await _waits(unit, question["relay"], person, tools)
    if one is None or plan is None or later is not None:
        return later
    key = "relay.again" if question["nth"] > 1 else "relay.asked"
    text = tools.texts.say(key, one=one, plan=plan, first=question["first"])
    return Say(text, lettered(_choices(tools, one, again=question["nth"] > 1)))


def _choices(tools: Tools, one: Relay, *, again: bool) -> list[Choice]:
    done = Choice(tools.texts.plain("relay.done"), f"ctd:{one.id}")
    see = Choice(tools.texts.plain("relay.see"), f"ctx:{one.id}")
    return [done, see] if again else [done]


async def _waits(
    unit: Unit, relay_id: int, person: int | None, tools: Tools
) -> tuple[Relay | None, Plan | None, Later | None]:
    """The relay with its plan where it is still to be done, by somebody who still may."""
    one = await relays.get(unit, relay_id)
    plan = await plans.get(unit, one.plan) if one else None
    who = await people.get(unit, person) if person is not None else None
    round_ = await rounds.get(unit, one.round) if one else None
    over = one is None or one.ended is not None or round_ is None
    if over or plan is None or not may(who, Right.RELAY, plan):
        return None, None, None
    if round_ is None or round_.state is not RoundState.OPEN:
        return None, None, None
    settings = await plans.settings(unit, plan.id)
    return one, plan, put_off(unit.now, [settings], tools.calendar)


async def done(turn: Turn, arguments: Sequence[str]) -> None:
    """[Đã chuyển vào nhóm]: who and when is kept; of two presses the first counts."""
    one, plan = await _mine(turn, arguments)
    await _check_open(turn, one)
    if not await relays.end(turn.unit, one.id, relays.DONE, turn.me.id):
        raise Refusal("relay.gone")
    after = {"plan": plan.id, "purpose": one.purpose, "day": one.day.isoformat()}
    await audit.note(turn.unit, turn.me.id, "relayed", f"relay:{one.id}", None, after)
    turn.say("relay.noted", one=one, plan=plan, at=turn.now)


async def show(turn: Turn, arguments: Sequence[str]) -> None:
    """[Xem tin cần chuyển]: the pieces once more, each alone, then the button."""
    one, plan = await _mine(turn, arguments)
    await _check_open(turn, one)
    for text in one.pieces:
        turn.give(Say(text))
    turn.say("relay.shown", one=one, plan=plan, choices=_choices(turn.tools, one, again=False))


async def _mine(turn: Turn, arguments: Sequence[str]) -> tuple[Relay, Plan]:
    """In private only: names of those who owe may stand in it."""
    one = await relays.get(turn.unit, numbers(arguments, 1)[0])
    plan = await plans.get(turn.unit, one.plan) if one else None
    if one is None or plan is None or not may(turn.person, Right.RELAY, plan):
        raise Refusal("relay.right_missing")
    if not turn.speaker.chat.private:
        raise Refusal("desk.private_only")
    return one, plan


async def _check_open(turn: Turn, one: Relay) -> None:
    """Why a button has nothing to do any more, with the newer digest where there is one."""
    if one.outcome == relays.DONE:
        raise Refusal("relay.done", one=one)
    if one.outcome == relays.REPLACED:
        newer = await relays.newest(turn.unit, one)
        choices = [turn.choice("relay.see_newer", f"ctx:{newer.id}")] if newer else []
        raise Refusal("relay.replaced", one=one, newer=newer, choices=choices)
    if one.ended is not None:
        raise Refusal("relay.closed", one=one)


COMPOSERS: Mapping[str, Composer] = {"relay": asking, "relay_piece": piece}
