"""A form as data: its questions, their kinds and options, branches as pure functions."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from dialogues.messages import Choice
from plans.files import MOST_BYTES

Facts = Mapping[str, Any]
Answers = Mapping[str, Any]

# "f:" + 13 of a session + ":" + 20 + ":" + 27 = 64 bytes, the most a button carries;
# and "_edit:" + 20 is an option too.
QUESTION_CHARS = 20
OPTION_CHARS = 27
SENT_AS = "sent_as"  # the answer that tells which way of sending was pressed
_QUESTION_ID = re.compile(r"[a-z0-9][a-z0-9_]*")
_OPTION_ID = re.compile(r"[!-^`-~][!-~]*")


class AnswerKind(StrEnum):
    """What a question takes: one of its options, or typed input."""

    CHOICE = "choice"
    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    PAPER = "paper"
    ATTACHMENT = "attachment"


@dataclass(frozen=True)
class Option:
    """One option: `label` in words, `key` typed instead ("1"; empty: a letter is given).

    `also` are other words that choose it when typed as the whole message, such as "1.2".
    """

    id: str
    label: str
    key: str = ""
    also: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if len(self.id) > OPTION_CHARS or not _OPTION_ID.fullmatch(self.id):
            raise ValueError(f"option id {self.id!r}: 1 to {OPTION_CHARS} of ASCII, no _ first")


@dataclass(frozen=True)
class Question:
    """One question. `text` and `label` (its short name when changing an answer) are keys of the
    catalogue; `options`, `when`, `slots` and `extra` are pure; a skipped answer is None.

    `read` turns typed text into a JSON value or raises Refusal; `extra` are buttons that leave the
    question as it is. `endings` (".xlsx") and `max_bytes` bound the file that an ATTACHMENT takes;
    no endings: any file. Its answer is the number of the attachment.
    """

    id: str
    kind: AnswerKind
    text: str
    options: Callable[[Answers, Facts], Sequence[Option]] | None = None
    when: Callable[[Answers, Facts], bool] | None = None
    optional: bool = False
    read: Callable[[str, Answers, Facts, datetime], Any] | None = None
    slots: Callable[[Answers, Facts], Mapping[str, object]] | None = None
    extra: Callable[[Answers, Facts], Sequence[Choice]] | None = None
    max_chars: int = 4000
    label: str = ""
    endings: tuple[str, ...] = ()
    max_bytes: int = MOST_BYTES

    def __post_init__(self) -> None:
        if len(self.id) > QUESTION_CHARS or not _QUESTION_ID.fullmatch(self.id):
            raise ValueError(f"question id {self.id!r}: 1 to {QUESTION_CHARS} of a-z, 0-9, _")
        if (self.kind is AnswerKind.CHOICE) != (self.options is not None):
            raise ValueError(f"question {self.id}: options go with CHOICE, and only with it")
        if self.kind is AnswerKind.PAPER and self.read is None:
            raise ValueError(f"question {self.id}: a paper needs a reader")

    def asked(self, answers: Answers, facts: Facts) -> bool:
        """Whether the branch it stands on is taken."""
        return self.when is None or bool(self.when(answers, facts))

    def chosen_from(self, answers: Answers, facts: Facts) -> tuple[Option, ...]:
        """Its options as of now; none for typed input."""
        return tuple(self.options(answers, facts)) if self.options else ()

    def extras(self, answers: Answers, facts: Facts) -> tuple[Choice, ...]:
        """The buttons under it that are no answers."""
        if self.extra is None:
            return ()
        return tuple(self.extra(answers, facts))  # noqa: S610 - no Django here

    def fits(self, value: Any, answers: Answers, facts: Facts) -> bool:
        """Whether an earlier answer still stands."""
        if value is None:
            return self.optional
        if self.kind is not AnswerKind.CHOICE:
            return True
        return any(option.id == value for option in self.chosen_from(answers, facts))


@dataclass(frozen=True)
class Form:
    """Questions in order, and the key of the review before sending; None: done at the last answer.

    Raise `version` with every change of questions or of what their answers mean. `sends` gives
    the ways of sending as the answers are now, in place of the one [Gửi]; none: nothing can be
    sent. The one pressed is told as the answer `SENT_AS`.
    """

    name: str
    version: int
    questions: tuple[Question, ...]
    review: str | None
    review_slots: Callable[[Answers, Facts], Mapping[str, object]] | None = None
    send_label: str = "common.send"
    sends: Callable[[Answers, Facts], Sequence[Option]] | None = None

    def __post_init__(self) -> None:
        if len({question.id for question in self.questions}) < len(self.questions):
            raise ValueError(f"form {self.name}: two questions of one id")

    def find(self, question: str) -> Question | None:
        """The question of this id."""
        return next((one for one in self.questions if one.id == question), None)

    def reached(self, answers: Answers, facts: Facts) -> list[Question]:
        """The questions on the branches taken, up to the first without an answer.

        Further on nothing is asked of `when`, so that it may rely on the answers before it.
        """
        reached: list[Question] = []
        for one in self.questions:
            if one.asked(answers, facts):
                reached.append(one)
                if one.id not in answers:
                    break
        return reached

    def missing(self, answers: Answers, facts: Facts) -> Question | None:
        """The first question still without an answer."""
        last = self.reached(answers, facts)[-1:]
        return last[0] if last and last[0].id not in answers else None

    def fitting(self, answers: Answers, facts: Facts) -> dict[str, Any]:
        """The answers that stand: questions on a branch taken, options still offered.

        Those after a gap wait unchecked until it is filled. What is no question of the form
        (put there by the handler) stays.
        """
        ids = {question.id for question in self.questions}
        kept = {name: value for name, value in answers.items() if name not in ids}
        gap = False
        for one in self.questions:
            answered = one.id in answers
            if not gap:
                if not one.asked(kept, facts):
                    continue
                gap = not (answered and one.fits(answers[one.id], kept, facts))
                answered = not gap
            if answered:
                kept[one.id] = answers[one.id]
        return kept
