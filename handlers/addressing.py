"""The step "gửi tới ai" of a form: all, leads, who owes, by task, chosen by name."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from dialogues.forms import AnswerKind, Option, Question
from handlers.audience import Addressees, audience_of
from handlers.dialogue import Facts
from plans.ground import Refusal
from plans.model import Task
from plans.numbers import Numbered, resolve
from plans.text import clean
from plans.typed_names import agencies_named

_BETWEEN = re.compile(r"[;,\n]|\s+và\s+|\s+va\s+")
_ASKED = ("chosen", "tasks")  # kinds that are told by typing


def _options(_answers: Mapping[str, Any], facts: Facts) -> Sequence[Option]:
    found: Addressees = facts["addressees"]
    return [_option(facts, found, kind) for kind in _kinds(found)]


def _kinds(found: Addressees) -> list[str]:
    kinds = ["first"] if found.former else []
    kinds += ["all", "leads"]
    if found.owing is not None:
        kinds.append("owing")
    return [*kinds, "tasks", "chosen"]


def _option(facts: Facts, found: Addressees, kind: str) -> Option:
    number = None if kind in _ASKED else len(audience_of(found, {"to": kind}).agencies)
    seq = found.former.seq if found.former else 0
    return Option(kind, facts["texts"].plain(f"audience.to_{kind}", count=number, seq=seq))


def read_who(text: str, _answers: Mapping[str, Any], facts: Facts, _now: datetime) -> list[int]:
    """Names and short names, several in one message. Raises what `agencies_named` raises."""
    found: Addressees = facts["addressees"]
    codes = {one.code: one.id for one in found.known.values()}
    named = [codes[one.code] for one in agencies_named(text, found.directory)]
    if not named:
        raise Refusal("agency.unreadable", name=clean(text), nearest=())
    return named


def read_tasks(text: str, _answers: Mapping[str, Any], facts: Facts, _now: datetime) -> list[int]:
    """Numbers of the plan's tasks. Raises Refusal audience.task_unknown."""
    found: Addressees = facts["addressees"]
    whole = _tasks_of(text, found)
    if len(whole) == 1:
        return [whole[0].id]
    chosen: list[int] = []
    for typed in filter(None, map(clean, _BETWEEN.split(text))):
        tasks = _tasks_of(typed, found)
        if len(tasks) != 1:
            numbers = [one.number for one in tasks or found.tasks]
            raise Refusal("audience.task_unknown", typed=typed, numbers=numbers[:12])
        chosen.append(tasks[0].id)
    if not chosen:
        numbers = [one.number for one in found.tasks]
        raise Refusal("audience.task_unknown", typed=clean(text), numbers=numbers[:12])
    return list(dict.fromkeys(chosen))


def _tasks_of(typed: str, found: Addressees) -> list[Task]:
    candidates = [Numbered(o.short, o.number, place) for place, o in enumerate(found.tasks)]
    return [found.tasks[one.id] for one in resolve(typed, candidates)]


def _slots(_answers: Mapping[str, Any], facts: Facts) -> Mapping[str, object]:
    found: Addressees = facts["addressees"]
    numbers = [one.number for one in found.tasks]
    examples = [one.name for one in found.plan_wide[-2:]]
    return {"plan": found.plan, "numbers": numbers, "examples": examples}


QUESTIONS = (
    Question(
        "to", AnswerKind.CHOICE, "audience.ask_to", options=_options, slots=_slots,
        label="audience.label_to",
    ),
    Question(
        "tasks", AnswerKind.TEXT, "audience.ask_tasks", read=read_tasks, slots=_slots,
        when=lambda answers, _: answers.get("to") == "tasks", label="audience.label_tasks",
    ),
    Question(
        "who", AnswerKind.TEXT, "audience.ask_who", read=read_who, slots=_slots,
        when=lambda answers, _: answers.get("to") == "chosen", label="audience.label_who",
    ),
)  # fmt: skip
