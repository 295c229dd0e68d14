"""Words nobody asked for while a sudden request waits: they become its answer, shown first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dialogues.forms import AnswerKind, Form, Option, Question, Session
from dialogues.reading import read_figure
from handlers import adhoc_answer, dialogue, joining
from handlers.dialogue import Facts, Feature
from handlers.turn import Turn
from plans.ground import Refusal
from plans.model import Agency
from plans.text import clean, fold
from storage import requests
from storage.requests import AdHocRequest

Waiting = list[tuple[AdHocRequest, Agency]]


async def loose(turn: Turn, text: str, *, figures: bool = False) -> bool:
    """Whether the text may answer a request not yet answered; nothing is sent unseen.

    Of several the person is asked which, the text kept. `figures`: only where one is asked for.
    """
    found = [
        (one, agency)
        for one, agency in await _waiting(turn)
        if _fits(one, text) and (one.kind == "number" or not figures)
    ]
    if len(found) == 1:
        await _take(turn, *found[0], text)
    elif found:
        await dialogue.begin(turn, FEATURE, "which", {"text": clean(text)}, afresh=True)
    return bool(found)


async def _waiting(turn: Turn) -> Waiting:
    """The open requests that no one of my agencies has answered."""
    return [
        (one, agency)
        for one, agency in await adhoc_answer.asked_of(turn)
        if agency.id not in await requests.answers(turn.unit, one.id)
    ]


def _fits(one: AdHocRequest, text: str) -> bool:
    if one.kind == "yes_no":
        return fold(text) in {"co", "khong"}
    if one.kind == "text":
        return True
    try:
        read_figure(text)
    except Refusal as refusal:
        return refusal.code != "number.unreadable"
    return True


async def _take(turn: Turn, one: AdHocRequest, agency: Agency, text: str) -> None:
    """The request's form with this answer, at its review; có, không stay one press away."""
    answers: dict[str, Any] = {}
    if one.kind != "yes_no":
        answer = adhoc_answer.read_answer(text) if one.kind == "number" else clean(text)
        answers = {"answer": answer, joining.PART: len(text)}
    await dialogue.begin(turn, adhoc_answer.FEATURE, f"{one.id}:{agency.id}", answers)


async def _facts(turn: Turn, _subject: str) -> Facts:
    return {"texts": turn.texts, "waiting": await _waiting(turn)}


def _options(answers: Mapping[str, Any], facts: Facts) -> Sequence[Option]:
    return [
        Option(
            f"{one.id}:{agency.id}", facts["texts"].plain("adhoc.reply_to", one=one, agency=agency)
        )
        for one, agency in facts["waiting"]
        if _fits(one, str(answers["text"]))
    ]


def _slots(answers: Mapping[str, Any], facts: Facts) -> Mapping[str, object]:
    found = [one for one, _ in facts["waiting"]]
    return {"text": answers["text"], "found": list(dict.fromkeys(found))}


FORM = Form(
    "adhoc_which",
    1,
    (Question("of", AnswerKind.CHOICE, "adhoc.ask_which", options=_options, slots=_slots),),
    None,
)


async def _done(turn: Turn, _session: Session, facts: Facts, answers: dict[str, Any]) -> None:
    one, agency = next(o for o in facts["waiting"] if f"{o[0].id}:{o[1].id}" == answers["of"])
    await _take(turn, one, agency, str(answers["text"]))


FEATURE = Feature.one(FORM, _done, facts=_facts)
