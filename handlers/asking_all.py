"""Câu hỏi chung: set with the opening of a round, for one collective of the plan."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from dialogues.forms import AnswerKind, Option, Question
from handlers.dialogue import Facts
from handlers.rounding import confirmed
from handlers.turn import Turn
from plans.group_questions import (
    Collective,
    collectives,
    questions_from_json,
    questions_to_json,
    read_questions,
)
from plans.model import Round
from plans.parts import Asked
from storage import audit, plans, rounds
from storage.database import Unit

_NONE = "none"


async def leads_of(unit: Unit, plan: str) -> list[list[str]]:
    """The lead names of each task of a plan, as printed."""
    source = await plans.source(unit, plan)
    tasks = (source or {}).get("tasks", ())
    return [[*one.get("lead", ()), *one.get("colead", ())] for one in tasks]


def led_in(one: Asked, by_questions: frozenset[int]) -> int:
    """How many lead tasks an agency is asked one by one."""
    return len(one.leads) if one.agency.id in by_questions else one.led


def _collectives(answers: Mapping[str, Any], facts: Facts) -> tuple[Collective, ...]:
    codes = {one.agency.code for one in confirmed(facts["candidates"], answers.get("who"))}
    return collectives(facts["leads"], facts["directory"], codes)


def _chosen(answers: Mapping[str, Any], facts: Facts) -> Collective | None:
    """By its place in the plan's collectives; None: the tasks are asked one by one."""
    wanted = answers.get("asked_all")
    found = enumerate(_collectives(answers, facts))
    return next((one for at, one in found if f"g{at}" == wanted), None)


def _options(answers: Mapping[str, Any], facts: Facts) -> Sequence[Option]:
    texts = facts["texts"]
    found = [
        Option(f"g{at}", texts.plain("questions.collective", one=one))
        for at, one in enumerate(_collectives(answers, facts))
    ]
    return [*found, Option(_NONE, texts.plain("questions.none"))]


def _read(text: str, _answers: Any, _facts: Facts, _now: datetime) -> list[dict[str, Any]]:
    return questions_to_json(read_questions(text))


def slots(answers: Mapping[str, Any], facts: Facts) -> Mapping[str, object]:
    """The collective chosen and its questions."""
    chosen = _chosen(answers, facts)
    kept = answers.get("questions") if chosen else None
    return {"collective": chosen, "questions": questions_from_json(kept)}


QUESTIONS = (
    Question(
        "asked_all", AnswerKind.CHOICE, "questions.ask_collective", options=_options,
        when=lambda answers, facts: bool(_collectives(answers, facts)),
        label="questions.label_collective",
    ),
    Question(
        "questions", AnswerKind.TEXT, "questions.ask", read=_read, slots=slots,
        when=lambda answers, facts: _chosen(answers, facts) is not None,
        label="questions.label",
    ),
)  # fmt: skip


async def keep(turn: Turn, facts: Facts, answers: Mapping[str, Any]) -> frozenset[int]:
    """Keep the questions with the round; the agencies that answer them."""
    chosen = _chosen(answers, facts)
    found = questions_from_json(answers.get("questions"))
    if chosen is None or not found:
        return frozenset()
    round_: Round = facts["round"]
    await rounds.ask(turn.unit, round_.id, chosen.name, found)
    asked = confirmed(facts["candidates"], answers.get("who"))
    bodies = frozenset(one.agency.id for one in asked if one.agency.code in chosen.codes)
    after = {"questions": len(found), "agencies": len(bodies)}
    await audit.note(turn.unit, turn.me.id, "ask_all", f"round:{round_.id}", None, after)
    return bodies
