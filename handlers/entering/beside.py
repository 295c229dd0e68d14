"""What a document or a call says beside tasks: the answers to câu hỏi chung, figures of chỉ tiêu.

The coordinator has all of it in hand: each is one message, a line a question or an indicator.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from dialogues.forms import AnswerKind, Option, Question
from handlers import figure_form
from handlers.adhoc_answer import read_answer
from handlers.answering_all import MOST_WORDS
from handlers.dialogue import Facts
from handlers.figures import Asked, Told
from plans import vocabulary
from plans.ground import Refusal
from plans.model import GroupAnswer, GroupQuestion
from plans.text import clean, fold
from reports.replies import NO, YES

GROUP, FIGURES = "group", "figures"  # kinds of contents
_LINES = 6  # indicators named one by one; the others by their numbers
_WITH_FIGURES = ("text", "nothing", GROUP)
_MARK = re.compile(r"^\s*(?:[-+*•]\s+|\(?[1-9][.):]\)?\s+)")
_SAYS = {fold(word): YES for word in vocabulary.YES} | {fold(word): NO for word in vocabulary.NO}

Read = Callable[[str, Any, Facts, datetime], Any]


def _asked_all(facts: Facts) -> Sequence[GroupQuestion]:
    found: Sequence[GroupQuestion] = facts["asked_all"]
    return found


def _figures(facts: Facts) -> Mapping[str, Asked]:
    found: Mapping[str, Asked] = facts["figures"]
    return found


def kinds(facts: Facts) -> list[str]:
    """The ways to enter that this agency has beside tasks."""
    found = [GROUP] if _asked_all(facts) else []
    return [*found, FIGURES] if _figures(facts) else found


def _slots(_answers: Mapping[str, Any], facts: Facts) -> Mapping[str, object]:
    asked = list(_figures(facts).values())
    return {
        "agency": facts["place"].agency,
        "round": facts["place"].round,
        "questions": _asked_all(facts),
        "asked": asked[:_LINES],
        "more": [one.one.number for one in asked[_LINES:]],
    }


def _read_group(text: str, _answers: Any, facts: Facts, _now: datetime) -> list[str]:
    """A line a question, in order. Raises Refusal entering.group_lines, entering.group_line."""
    rows = [_MARK.sub("", one).strip() for one in clean(text).split("\n") if one.strip()]
    asked = _asked_all(facts)
    if len(rows) != len(asked):
        raise Refusal("entering.group_lines", count=len(asked), typed=len(rows))
    pairs = enumerate(zip(rows, asked, strict=True), 1)
    return [_one(row, question, place) for place, (row, question) in pairs]


def _one(row: str, question: GroupQuestion, place: int) -> str:
    try:
        if question.unit is not None:
            return read_answer(row)
        return _SAYS[fold(row).rstrip(" .")]
    except (Refusal, KeyError):
        raise Refusal("entering.group_line", place=place, typed=row, one=question) from None


def _read_figures(text: str, _answers: Any, facts: Facts, _now: datetime) -> dict[str, Any]:
    """Indicator → its figures, those of the lines given. Raises Refusal indicator.entry_lines,
    and what `figure_form.pasted` raises.
    """
    found = figure_form.pasted(text, facts)
    if found is None and len(_figures(facts)) == 1:
        ((key, one),) = _figures(facts).items()
        found = {f"ind{key}": figure_form.read_value(text, one.one)}
    if found is None:
        numbers = [one.one.number for one in _figures(facts).values()]
        raise Refusal("indicator.entry_lines", numbers=numbers)
    return {key.removeprefix("ind"): {"estimate": None, **value} for key, value in found.items()}


def _value(answers: Mapping[str, Any]) -> Mapping[str, Any]:
    return answers.get("figures_only") or answers.get("figures") or {}


def told(answers: Mapping[str, Any], facts: Facts) -> list[Told]:
    """What is entered of indicators, in the plan's order; what was taken out meanwhile goes."""
    if answers.get("kind") not in (*_WITH_FIGURES, FIGURES):
        return []
    value = _value(answers)
    return [
        figure_form.told({f"ind{key}": value[key]}, key, one)
        for key, one in _figures(facts).items()
        if key in value
    ]


def said(answers: Mapping[str, Any], facts: Facts) -> tuple[GroupAnswer, ...]:
    """What is entered of the round's questions."""
    given = answers.get("group") if answers.get("kind") == GROUP else None
    pairs = zip(_asked_all(facts), given or (), strict=False)
    return tuple(GroupAnswer(question, value) for question, value in pairs)


def doubted(answers: Mapping[str, Any], facts: Facts) -> list[Told]:
    """The figures that look mistyped."""
    return [o for o in told(answers, facts) if o.asked.doubted(o.actual, o.estimate)]


def _sure(answers: Mapping[str, Any], facts: Facts) -> Sequence[Option]:
    token = figure_form.token(*((one.actual, one.estimate) for one in doubted(answers, facts)))
    label = facts["texts"].plain("indicator.sure")
    return [Option(token, label, also=vocabulary.SURE)]


def _doubts(answers: Mapping[str, Any], facts: Facts) -> Mapping[str, object]:
    return {"doubted": doubted(answers, facts)}


def _is(*wanted: str) -> Callable[[Mapping[str, Any], Facts], bool]:
    return lambda answers, _: answers.get("kind") in wanted


def _wants_figures(answers: Mapping[str, Any], facts: Facts) -> bool:
    return answers.get("kind") in _WITH_FIGURES and bool(_figures(facts))


GROUP_QUESTIONS = (
    Question(
        "group", AnswerKind.TEXT, "entering.ask_group", read=_read_group, slots=_slots,
        when=_is(GROUP), label="entering.label_group",
    ),
    Question(
        "sentence", AnswerKind.TEXT, "questions.ask_sentence", when=_is(GROUP), optional=True,
        max_chars=MOST_WORDS, label="questions.label_sentence",
    ),
)  # fmt: skip
FIGURE_QUESTIONS = (
    Question(
        "figures", AnswerKind.TEXT, "indicator.ask_entry", read=_read_figures, slots=_slots,
        when=_wants_figures, optional=True, label="indicator.label_entry",
    ),
    Question(
        "figures_only", AnswerKind.TEXT, "indicator.ask_entry", read=_read_figures, slots=_slots,
        when=_is(FIGURES), label="indicator.label_entry",
    ),
    Question(
        "sure", AnswerKind.CHOICE, "indicator.ask_entry_sure", options=_sure, slots=_doubts,
        when=lambda answers, facts: bool(doubted(answers, facts)),
        label="indicator.label_sure_all",
    ),
)  # fmt: skip
