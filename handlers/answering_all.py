"""Câu hỏi chung as an agency answers them: part of its report, each a figure or yes/no."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from dialogues.forms import AnswerKind, Option, Question
from handlers.adhoc_answer import read_answer
from handlers.dialogue import Facts
from handlers.participation import Seat
from handlers.turn import Turn
from plans.group_questions import MOST
from plans.model import GroupAnswer, GroupQuestion
from reports.replies import NO, YES
from storage import submissions

_MOST_CHARS = 300
MOST_WORDS = 600  # of the one sentence that may be added


def asked_of(one: Seat) -> tuple[GroupQuestion, ...]:
    """What this agency is asked in place of the tasks given to its whole collective."""
    return one.round.questions if one.part.by_questions else ()


def _answering(answers: Mapping[str, Any], facts: Facts) -> bool:
    return answers.get("kind") == "full" and bool(facts["asked_all"])


def _asked(place: int, *, figure: bool) -> Callable[[Mapping[str, Any], Facts], bool]:
    def when(answers: Mapping[str, Any], facts: Facts) -> bool:
        asked: Sequence[GroupQuestion] = facts["asked_all"]
        there = _answering(answers, facts) and place < len(asked)
        return there and (asked[place].unit is not None) is figure

    return when


def _slots(place: int) -> Callable[[Mapping[str, Any], Facts], Mapping[str, object]]:
    def slots(_answers: Mapping[str, Any], facts: Facts) -> Mapping[str, object]:
        asked = facts["asked_all"]
        return {"place": place + 1, "count": len(asked), "one": asked[place]}

    return slots


def _read(text: str, _answers: Any, _facts: Facts, _now: datetime) -> str:
    return read_answer(text)


def _yes_no(_answers: Mapping[str, Any], facts: Facts) -> Sequence[Option]:
    return [Option(one, facts["texts"].plain(f"adhoc.{one}")) for one in (YES, NO)]


def _two(place: int) -> tuple[Question, Question]:
    """A place of the list: a figure or yes/no, as the coordinator asked."""
    label = f"questions.label_{place + 1}"
    return (
        Question(
            f"figure_{place}", AnswerKind.TEXT, "questions.ask_figure", read=_read,
            when=_asked(place, figure=True), slots=_slots(place), max_chars=_MOST_CHARS,
            label=label,
        ),
        Question(
            f"yes_{place}", AnswerKind.CHOICE, "questions.ask_yes", options=_yes_no,
            when=_asked(place, figure=False), slots=_slots(place), label=label,
        ),
    )  # fmt: skip


QUESTIONS = (
    *(question for place in range(MOST) for question in _two(place)),
    Question(
        "sentence", AnswerKind.TEXT, "questions.ask_sentence", when=_answering, optional=True,
        max_chars=MOST_WORDS, label="questions.label_sentence",
    ),
)  # fmt: skip


async def keep(turn: Turn, one: Seat, nth: int, found: Sequence[GroupAnswer]) -> None:
    """Beside the report of the same commit; withdrawn and replaced with it."""
    if found:
        await submissions.keep_answers(turn.unit, one.round.id, one.part.agency.id, nth, found)


def said(answers: Mapping[str, Any], facts: Facts) -> tuple[GroupAnswer, ...]:
    """The answers given, in the order of the questions."""
    found = []
    for place, question in enumerate(facts["asked_all"]):
        value = answers.get(f"yes_{place}" if question.unit is None else f"figure_{place}")
        if value is not None and answers.get("kind") == "full":
            found.append(GroupAnswer(question, str(value)))
    return tuple(found)
