"""The form of nhập thay in a conversation: its facts, what is pasted into it, its end."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dialogues.forms import REVIEW, Session
from dialogues.offers import offers, pick
from dialogues.words import control_of
from handlers import answering_all, dialogue, figures, strays
from handlers.dialogue import Facts, Feature
from handlers.entering import form, outcome, pasting
from handlers.entering.place import Place, place_of, stood
from handlers.entering.resting import paper_typed
from handlers.entering.writing import write
from handlers.turn import Turn
from plans.ground import Refusal


async def _facts(turn: Turn, subject: str) -> Facts:
    place = await place_of(turn, subject)
    return {
        "place": place,
        "agency": place.agency,
        "mine": {one.key: one for one in place.leads},
        "texts": turn.texts,
        "today": turn.today,
        "asked_all": answering_all.asked_of(place.seat) if place.seat else (),
        "figures": await figures.asked_of(turn, place.round, place.agency.id)
        if place.seat and place.round
        else {},
    }


def _seed(facts: Facts) -> dict[str, Any]:
    return {"stood": stood(facts["place"])}


def _again(answers: dict[str, Any], facts: Facts) -> tuple[Refusal, dict[str, Any]] | None:
    """Sent, but the agency or a colleague has spoken since it was shown: shown once more."""
    place: Place = facts["place"]
    now, then = stood(place), answers.get("stood", {})
    keys = {one.mine.key for one in outcome.answers_of(answers, facts)}
    same_tasks = all(now["updates"].get(k) == then["updates"].get(k) for k in keys)
    if same_tasks and all(now[name] == then[name] for name in ("round", "sent", "paper")):
        return None
    return Refusal("entering.overtaken", agency=place.agency), {**answers, "stood": now}


async def _divert(turn: Turn, session: Session, text: str) -> bool:
    """A document typed where its kind is asked; contents pasted where they are asked or shown."""
    if control_of(text) is not None:
        return False
    facts = await _facts(turn, session.subject)
    answers = paper_typed(turn, session, text) or _pasted(turn, session, facts, text)
    if answers is not None:
        await dialogue.begin(turn, FEATURE, session.subject, answers)
    return answers is not None


def _pasted(turn: Turn, session: Session, facts: Facts, text: str) -> Mapping[str, Any] | None:
    """The answers with what is pasted, or None where the text answers the present question."""
    place: Place = facts["place"]
    if session.at == "kind" and pick(offers(form.shape(session.answers), session, facts), text):
        return None
    if session.at in {"kind", "pasted", "content", strays.TO}:
        return pasting.begun(session.answers, place, text)
    if session.at == REVIEW or session.at.startswith("task"):
        return pasting.followed(turn, session, place, text)
    return None


async def _done(turn: Turn, _session: Session, facts: Facts, answers: dict[str, Any]) -> None:
    await write(turn, facts, answers)


FEATURE = Feature(form.NAME, form.shape, _done, _facts, _divert, _seed, _again)
