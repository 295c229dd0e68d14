"""A long text that the platform cut in parts: those arriving within two minutes are joined."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from dialogues.forms import Session
from dialogues.words import control_of
from handlers.turn import Turn
from plans.ground import Refusal
from plans.text import clean

MOST_CHARS = 12_000  # of a whole text: three parts
PART = "part"  # the answer that keeps how long the last part was
_SLACK = 7  # a part is at least six sevenths of what its platform lets a message have
_WITHIN = timedelta(minutes=2)
_ENDS = (".", ";", ":", "!", "?", "…")


def follows(turn: Turn, length: int, text: str) -> bool:
    """Whether a text may be the rest of a part of so many characters that came just before."""
    stored = turn.speaker.session
    if stored is None or stored.updated is None or control_of(text) is not None:
        return False
    return length >= _long(turn) and turn.now - stored.updated <= _WITHIN


def _long(turn: Turn) -> int:
    """Characters of a part after which more may follow."""
    return turn.incoming.longest - turn.incoming.longest // _SLACK


def joined(first: str, more: str) -> str:
    """Both parts as one text. Raises Refusal form.too_long."""
    text = first + ("\n" if first.endswith(_ENDS) else " ") + clean(more)
    if len(text) > MOST_CHARS:
        raise Refusal("form.too_long", limit=MOST_CHARS, length=len(text))
    return text


def continued(turn: Turn, session: Session, question: str, text: str) -> Mapping[str, Any] | None:
    """The answers of a form with the rest joined to a text answer; None where it is no rest."""
    first = str(session.answers.get(question) or "")
    length = min(len(first), int(session.answers.get(PART, _long(turn))))
    if not follows(turn, length, text):
        return None
    return {**session.answers, question: joined(first, text), PART: len(text)}
