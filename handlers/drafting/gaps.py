"""What only a person can give: the short name, who compiles, whom an unknown name means."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from dialogues.forms import AnswerKind, Form, Option, Question, Session
from handlers import dialogue
from handlers.dialogue import Facts, Feature
from handlers.drafting.asking import read_again
from handlers.drafting.place import Place, own_agencies, place_of
from handlers.turn import Turn
from plans.ground import Refusal
from plans.meanings import NO_AGENCY
from storage import drafts, plans

MOST_NAMES = 8  # asked in chat; the others in the workbook
_SHORT = re.compile(r"[^\W_][\w-]{0,11}")
_NONE = "none"


async def press(turn: Turn, arguments: Sequence[str]) -> None:
    """[Bổ sung]."""
    place = await place_of(turn, ":".join(arguments))
    await dialogue.begin(turn, FEATURE, str(place.draft.id), afresh=True)


async def _facts(turn: Turn, subject: str) -> Facts:
    place = await place_of(turn, subject)
    taken = {
        one.short.casefold(): one
        for one in await plans.every(turn.unit)
        if one.province == place.draft.province
    }
    return {"place": place, "taken": taken, "mine": own_agencies(turn), "texts": turn.texts}


def _seed(facts: Facts) -> dict[str, Any]:
    place: Place = facts["place"]
    names = [one.printed for one in place.unknown][:MOST_NAMES]
    return {"gaps": place.gaps, "names": names}


def _shape(answers: Mapping[str, Any]) -> Form:
    gaps = answers.get("gaps", ())
    questions = [one for one in (_SHORT_QUESTION, _COORDINATOR) if one.id in gaps]
    questions += [_name(at) for at in range(len(answers.get("names", ())))]
    return Form(
        "plan_gaps", 1, tuple(questions), "draft.gaps_review", review_slots=_reviewed,
        send_label="draft.gaps_send",
    )  # fmt: skip


def _read_short(text: str, _answers: Mapping[str, Any], facts: Facts, _now: datetime) -> str:
    short = text.strip()
    if not _SHORT.fullmatch(short):
        raise Refusal("draft.short", typed=text)
    taken = facts["taken"].get(short.casefold())
    if taken is not None:
        raise Refusal("draft.short_taken", plan=taken)
    return short


_SHORT_QUESTION = Question(
    "short", AnswerKind.TEXT, "draft.ask_short", read=_read_short, label="draft.label_short",
    slots=lambda _, facts: {"head": facts["place"].draft.content["plan"]}, max_chars=40,
)  # fmt: skip


def _agencies(_answers: Mapping[str, Any], facts: Facts) -> list[Option]:
    return [Option(one.code[:27], one.name) for one in facts["mine"]]


_COORDINATOR = Question(
    "coordinator", AnswerKind.CHOICE, "draft.ask_coordinator", options=_agencies,
    label="draft.label_coordinator",
)  # fmt: skip


def _name(at: int) -> Question:
    def options(answers: Mapping[str, Any], facts: Facts) -> list[Option]:
        found = _meaning(facts["place"], answers["names"][at])
        near = [Option(f"n{place}", name) for place, name in enumerate(found)]
        return [*near, Option(_NONE, facts["texts"].plain("draft.nobody"))]

    return Question(
        f"n{at}", AnswerKind.CHOICE, "draft.ask_name", options=options,
        slots=lambda answers, facts: _of_name(facts["place"], answers["names"][at]),
        label="draft.label_name",
    )  # fmt: skip


def _meaning(place: Place, printed: str) -> Sequence[str]:
    return next((one.nearest for one in place.meanings if one.printed == printed), ())


def _of_name(place: Place, printed: str) -> Mapping[str, object]:
    """The name and the tasks that print it."""
    parts = ("lead", "colead", "support", "reporter")
    numbers = [
        str(task["number"])
        for task in place.draft.content["tasks"]
        if any(printed == one or printed in (one or ()) for one in map(task.get, parts))
    ]
    return {"name": printed, "numbers": numbers[:6], "more": max(len(numbers) - 6, 0)}


def _said(answers: Mapping[str, Any], place: Place) -> dict[str, str]:
    found = {}
    for at, printed in enumerate(answers["names"]):
        chosen = answers[f"n{at}"]
        near = _meaning(place, printed)
        found[printed] = NO_AGENCY if chosen == _NONE else near[int(chosen[1:])]
    return found


def _reviewed(answers: Mapping[str, Any], facts: Facts) -> Mapping[str, object]:
    named = {one.code[:27]: one.name for one in facts["mine"]}
    return {
        "short": answers.get("short"),
        "coordinator": named.get(answers.get("coordinator", "")),
        "said": list(_said(answers, facts["place"]).items()),
    }


async def _done(turn: Turn, _session: Session, facts: Facts, answers: dict[str, Any]) -> None:
    place: Place = facts["place"]
    told = _reviewed(answers, facts)
    head = dict(place.draft.content["plan"])
    head |= {name: told[name] for name in ("short", "coordinator") if told[name]}
    said = {**place.draft.said, **_said(answers, place)}
    content = {**place.draft.content, "plan": head}
    await drafts.change(turn.unit, place.draft.id, content=content, said=said)
    await read_again(turn, {"subject": place.subject, "draft": place.draft.id})
    turn.say("draft.filled")


FEATURE = Feature("plan_gaps", _shape, _done, facts=_facts, seed=_seed)
