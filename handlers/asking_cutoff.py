"""Thời gian chốt số liệu of a round being opened: what the decree gives, offered once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from dialogues.forms import AnswerKind, Option, Question
from handlers.dialogue import Facts
from plans import cutoffs
from plans.ground import Span, local
from plans.model import Round


def _usual(_answers: Mapping[str, Any], facts: Facts) -> Span | None:
    round_: Round = facts["round"]
    return cutoffs.usual(round_.frequency, round_.ends)


def _cutoff_slots(answers: Mapping[str, Any], facts: Facts) -> Mapping[str, object]:
    return {"round": facts["round"], "usual": _usual(answers, facts)}


def _cutoff_options(_answers: Mapping[str, Any], facts: Facts) -> Sequence[Option]:
    texts = facts["texts"]
    return [Option(one, texts.plain(f"cutoff.{one}")) for one in ("right", "other", "open")]


def _read_cutoff(text: str, _answers: Any, facts: Facts, now: datetime) -> list[str | None]:
    first, last = cutoffs.read_period(text, facts["round"].ends, local(now).date())
    return [first.isoformat() if first else None, last.isoformat()]


def period(answers: Mapping[str, Any], facts: Facts) -> tuple[date | None, date | None]:
    """The data period as confirmed or typed, its last day the cut-off; None: chưa quy định."""
    typed = answers.get("cutoff_day")
    if answers.get("cutoff") == "right":
        usual = _usual(answers, facts)
        return (usual.first, usual.last) if usual else (None, None)
    first, last = typed or (None, None)
    return (
        date.fromisoformat(first) if first else None,
        date.fromisoformat(last) if last else None,
    )


QUESTIONS = (
    Question(
        "cutoff", AnswerKind.CHOICE, "cutoff.ask", options=_cutoff_options,
        slots=_cutoff_slots, label="cutoff.label",
        when=lambda answers, facts: _usual(answers, facts) is not None,
    ),
    Question(
        "cutoff_day", AnswerKind.DATE, "cutoff.ask_day", read=_read_cutoff,
        slots=_cutoff_slots, optional=True, label="cutoff.label_day",
        when=lambda answers, _: answers.get("cutoff", "other") == "other",
    ),
)  # fmt: skip
