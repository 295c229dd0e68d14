"""Notices that went out without their content: of which plan they are, and what they held back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, func, select, update

from dialogues.messages import Choice, Say
from storage.database import Unit
from storage.schema import (
    amendment,
    appointment,
    broadcast,
    delegation,
    join_request,
    obstacle,
    outbox,
    receipt,
    request,
    request_answer,
    review,
    round_,
    task,
)


@dataclass(frozen=True)
class Veiled:
    """What a notice would have said, of which plan."""

    plan: str
    say: Say


_BY_ID = {
    "round": round_,
    "appointment": appointment,
    "obstacle": obstacle,
    "receipt": receipt,
}
# Composer → the key of its question, and the table that knows the plan.
_OTHERS: Mapping[str, tuple[str, Any]] = {
    "amended": ("id", amendment),
    "broadcast": ("id", broadcast),
    "adhoc": ("id", request),
    "adhoc_due": ("id", request),
    "join_request": ("request", join_request),
}
# About the person who is told, or seen to by their own composers.
_OWN = frozenset(
    {
        *("join_confirmed", "join_refused", "join_request_refused", "reminder", "digest"),
        *("relay", "relay_piece"),
    }
)


async def plan_of(unit: Unit, question: Mapping[str, Any]) -> str | None:
    """The plan whose content a notice tells; None: nobody's, or its composer sees to it."""
    composer = question.get("composer", "")
    if composer in _OWN:
        return None
    if composer in _OTHERS:
        key, table = _OTHERS[composer]
        return await _plan(unit, select(table.c.plan_id).where(table.c.id == question[key]))
    if "plan" in question:
        return str(question["plan"])
    for key, table in _BY_ID.items():
        if key in question:
            return await _plan(unit, select(table.c.plan_id).where(table.c.id == question[key]))
    return await _further(unit, question)


async def _further(unit: Unit, question: Mapping[str, Any]) -> str | None:
    """Where the plan is one more step away."""
    if "review" in question:
        known: ColumnElement[Any] = func.coalesce(round_.c.plan_id, task.c.plan_id)
        found = (
            select(known)
            .select_from(review)
            .join(round_, round_.c.id == review.c.round_id, isouter=True)
            .join(task, task.c.id == review.c.task_id, isouter=True)
        )
        return await _plan(unit, found.where(review.c.id == question["review"]))
    if "answer" in question:
        asked = select(request.c.plan_id).join(
            request_answer, request_answer.c.request_id == request.c.id
        )
        return await _plan(unit, asked.where(request_answer.c.id == question["answer"]))
    if "delegation" in question:
        given = select(task.c.plan_id).join(delegation, delegation.c.task_id == task.c.id)
        return await _plan(unit, given.where(delegation.c.id == question["delegation"]))
    return None


async def _plan(unit: Unit, statement: Any) -> str | None:
    found: str | None = await unit.value(statement)
    return found


async def keep(unit: Unit, row: int, plan: str, say: Say) -> None:
    """Keep what a notice does not say; blanked with the other texts."""
    choices = [[one.label, one.action, one.key] for one in say.choices]
    held = {"plan": plan, "text": say.text, "choices": choices, "attachment": say.attachment}
    await unit.run(update(outbox).where(outbox.c.id == row).values(veiled=held))


async def kept(unit: Unit, row: int, chat_id: int) -> Veiled | None:
    """What a notice in this chat held back, while it is kept."""
    mine = (outbox.c.id == row, outbox.c.chat_id == chat_id)
    held = await unit.value(select(outbox.c.veiled).where(*mine))
    if not held:
        return None
    choices = tuple(Choice(*one) for one in held["choices"])
    return Veiled(held["plan"], Say(held["text"], choices, held["attachment"]))
