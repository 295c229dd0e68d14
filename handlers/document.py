"""[Đã có văn bản]: số, ký hiệu, ngày; from that second the bot is silent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from dialogues.forms import AnswerKind, Form, Question, Session
from handlers import dialogue
from handlers.dialogue import Facts, Feature
from handlers.participation import Seat, choose, seat
from handlers.turn import Turn
from handlers.update import paper_of, read_paper
from plans.ground import Refusal
from plans.model import Paper
from storage import audit, participants


async def command(turn: Turn, rest: str) -> None:
    """/vanban, or with the document at once: /vanban 45/BC-STNMT ngày 05/12/2023."""
    one = await choose(turn, "vb", late=True)
    if one is None:
        return
    answers = {"paper": read_paper(rest, {}, {}, turn.now)} if rest else None
    await dialogue.begin(turn, FEATURE, one.key, answers, afresh=True)


async def press(turn: Turn, arguments: Sequence[str]) -> None:
    one = await seat(turn, arguments, late=True)
    await dialogue.begin(turn, FEATURE, one.key, afresh=True)


async def _facts(turn: Turn, subject: str) -> Facts:
    return {"seat": await seat(turn, subject.split(":"), late=True)}


def _slots(_answers: Any, facts: Facts) -> dict[str, object]:
    one: Seat = facts["seat"]
    return {"round": one.round, "part": one.part}


def _review(answers: Mapping[str, Any], facts: Facts) -> Mapping[str, object]:
    return {**_slots(answers, facts), "paper": paper_of(answers["paper"])}


FORM = Form(
    name="document",
    version=1,
    questions=(
        Question("paper", AnswerKind.PAPER, "document.ask", read=read_paper, slots=_slots),
    ),
    review=None,
)

# Typed with no form waiting: shown before it is kept.
SHOWN = {"shown": True}
_REVIEWED = replace(FORM, review="document.review", review_slots=_review)


def _shape(answers: Mapping[str, Any]) -> Form:
    return _REVIEWED if "shown" in answers else FORM


async def _done(turn: Turn, _session: Session, facts: Facts, answers: dict[str, Any]) -> None:
    one: Seat = facts["seat"]
    paper = paper_of(answers["paper"])
    if paper is None or paper.dated is None:
        raise Refusal("paper.no_date")
    before = one.part.paper
    await register(turn, one, paper)
    turn.say(
        "document.kept",
        paper=paper,
        before=before,
        round=one.round,
        part=one.part,
        coordinator=one.plan.coordinator,
        choices=[turn.choice("document.wrong", f"vb:{one.key}")],
    )


async def register(turn: Turn, one: Seat, paper: Paper, *, entered: bool = False) -> None:
    """Keep the document of an agency's report: the reminders end. `entered`: nhập thay."""
    unit, agency, before = turn.unit, one.part.agency.id, one.part.paper
    await participants.register(unit, one.round.id, agency, paper, turn.me.id, entered=entered)
    await participants.change(unit, one.round.id, agency, with_leader_since=None, promised=None)
    known = before.code if before else None
    await audit.note(unit, turn.me.id, "document", f"round:{one.key}", known, paper.code)


FEATURE = Feature("document", _shape, _done, _facts)
