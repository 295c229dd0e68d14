"""The form of an agency's report: how it is reported, phần phối hợp, then its indicators."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from dialogues.forms import AnswerKind, Form, Option, Question
from dialogues.words import NOTHING
from handlers import answering_all, figure_form, figures, joining
from handlers.dialogue import Facts
from handlers.participation import Seat
from handlers.submitting import kind_of
from plans import merged
from plans.text import clean, has_accents


def _kinds(_answers: Mapping[str, Any], facts: Facts) -> Sequence[Option]:
    texts = facts["texts"]
    offered = ["full", "nothing"]
    if facts["seat"].before is not None and not facts["asked_all"]:
        offered.append("carried")
    if not facts["asked_all"]:
        offered.append("merged")
    also = {"nothing": NOTHING}
    keys = {one: f"report.kind_{one}" for one in offered}
    if facts["asked_all"]:
        keys["full"] = "questions.answer"
    return [Option(one, texts.plain(key), "", also.get(one, ())) for one, key in keys.items()]


def _slots(answers: Mapping[str, Any], facts: Facts) -> Mapping[str, object]:
    one: Seat = facts["seat"]
    kind = answers.get("kind", "")
    text = _typed(kind, answers, facts)
    return {
        "part": one.part,
        "round": one.round,
        "supports": facts["supports"],
        "kind": kind_of(kind, text),
        "text": text,
        "asked_all": facts["asked_all"],
        "answers": [
            facts["texts"].say("questions.said", one=one)
            for one in answering_all.said(answers, facts)
        ],
        "figures": figures.lines(facts["texts"], figure_form.said(answers, facts)),
        "bare": bool(text) and not has_accents(text),
        "to_carry": facts["to_carry"],
        "last": facts["last"],
        "sent": facts["seat"].sent if facts["corrects"] else None,
    }


def _typed(kind: str, answers: Mapping[str, Any], facts: Facts) -> str:
    return str(answers.get("merged" if kind == "merged" else free_words(facts)) or "")


def _read_merged(text: str, _answers: Any, facts: Facts, _now: datetime) -> str:
    """As typed; where it names the document alone, what it says of it is put before."""
    merged.read(text)
    typed = clean(text)
    before = facts["texts"].plain("report.merged_before")
    return typed if merged.said_in(typed) else f"{before} {typed}"


def free_words(facts: Facts) -> str:
    """The answer that holds what is said freely: beside questions, one sentence."""
    return "sentence" if facts["asked_all"] else "support"


_QUESTIONS = (
    Question(
        "kind", AnswerKind.CHOICE, "report.ask_kind", options=_kinds, slots=_slots,
        label="report.label_kind",
        when=lambda answers, facts: bool(facts["supports"] or facts["asked_all"])
        or not facts["seat"].part.leads
        or answers.get("kind") == "merged",
    ),
    *answering_all.QUESTIONS,
    Question(
        "support", AnswerKind.TEXT, "report.ask_support", slots=_slots,
        when=lambda answers, facts: answers.get("kind") == "full" and not facts["asked_all"],
        label="report.label_support", max_chars=joining.MOST_CHARS,
    ),
    Question(
        "merged", AnswerKind.TEXT, "report.ask_merged", slots=_slots, read=_read_merged,
        when=lambda answers, _: answers.get("kind") == "merged",
        label="report.label_merged", max_chars=600,
    ),
)  # fmt: skip


def questions(answers: Mapping[str, Any]) -> tuple[Question, ...]:
    """What is asked of a report: the part that is no task's, then the indicators it asks."""
    return (*_QUESTIONS, *figure_form.questions(answers))


def shape(answers: Mapping[str, Any]) -> Form:
    """The form for so many indicators."""
    return Form("report", 4, questions(answers), "report.review", review_slots=_slots)


def support_text(kind: str, answers: Mapping[str, Any], facts: Facts) -> str:
    """Phần phối hợp, or the one answer of who leads nothing; empty: không phát sinh."""
    if kind in {"full", "merged"}:
        return _typed(kind, answers, facts)
    return facts["last"].support_text if kind == "carried" and facts["last"] else ""
