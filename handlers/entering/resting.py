"""What an entry rests on, as it is asked for: the document, or the call."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from dialogues.forms import AnswerKind, Question, Session
from dialogues.words import control_of
from handlers.dialogue import Facts
from handlers.turn import Turn
from handlers.update import read_paper
from plans.calls import parse_call
from plans.papers import find_papers

Slots = Callable[[Mapping[str, Any], Facts], Mapping[str, object]]


def basis_questions(slots: Slots) -> tuple[Question, Question]:
    """Behind the question `how` (paper, call); `slots` name the `agency`."""
    return (
        Question(
            "paper", AnswerKind.PAPER, "entering.ask_paper", read=read_paper, slots=slots,
            when=lambda answers, _: answers.get("how") == "paper", label="entering.label_paper",
        ),
        Question(
            "call", AnswerKind.TEXT, "entering.ask_call", read=_read_call, slots=slots,
            when=lambda answers, _: answers.get("how") == "call", label="entering.label_call",
            max_chars=200,
        ),
    )  # fmt: skip


def _read_call(
    text: str, _answers: Mapping[str, Any], _facts: Facts, now: datetime
) -> dict[str, str]:
    call = parse_call(text, now)
    return {"who": call.who, "at": call.at.isoformat()}


def paper_typed(turn: Turn, session: Session, text: str) -> dict[str, Any] | None:
    """The answers with a document typed where its kind is asked; None for any other words."""
    if session.at != "how" or control_of(text) is not None or not find_papers(text):
        return None
    return {**session.answers, "how": "paper", "paper": read_paper(text, {}, {}, turn.now)}
