"""A conversation in progress as a JSON row, and what becomes of it when its form has changed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from dialogues.questions import AnswerKind, Form, Question

# Places that are no question; a question's id never begins with "_".
REVIEW = "_review"
EDIT = "_edit"
OVER = "_over"


@dataclass(frozen=True)
class Session:
    """Where a person is in a form. `at` is a question, REVIEW, EDIT (which answer to change?) or
    OVER; `trail` the questions answered, in order; `changing`: on the way back to the review.
    """

    id: int
    form: str
    version: int
    subject: str
    answers: dict[str, Any]
    at: str
    trail: tuple[str, ...] = ()
    changing: bool = False
    cut: tuple[int, int, str] | None = None  # refused as too long: characters, limit, when (UTC)


def to_json(session: Session) -> dict[str, Any]:
    """The session as a JSON object."""
    return asdict(session) | {"trail": list(session.trail)}


def from_json(data: Mapping[str, Any]) -> Session:
    """The session that `to_json` wrote; fields it lacks get their defaults, unknown ones go."""
    cut = data.get("cut")
    return Session(
        id=int(data["id"]),
        form=str(data["form"]),
        version=int(data.get("version", 0)),
        subject=str(data.get("subject", "")),
        answers=dict(data.get("answers") or {}),
        at=str(data.get("at", "")),
        trail=tuple(data.get("trail") or ()),
        changing=bool(data.get("changing", False)),
        cut=(int(cut[0]), int(cut[1]), str(cut[2])) if cut else None,
    )


def upgrade(form: Form, data: Mapping[str, Any]) -> tuple[Session, bool]:
    """A stored session as one of `form`, and whether it was of another version.

    Kept are the answers whose question still exists and still takes such a value, and what the
    handler put beside them; the rest is asked again by `present` or `resume`.
    """
    old = from_json(data)
    if old.version == form.version:
        return old, False
    gone = {name for name in old.trail if form.find(name) is None}
    answers = {
        name: value
        for name, value in old.answers.items()
        if name not in gone and _sound(form.find(name), value)
    }
    stays = old.at == OVER or form.find(old.at) is not None
    session = Session(
        id=old.id,
        form=form.name,
        version=form.version,
        subject=old.subject,
        answers=answers,
        at=old.at if stays else "",
        trail=tuple(name for name in old.trail if name in answers),
    )
    return session, True


def _sound(question: Question | None, value: Any) -> bool:
    """Whether the question could have got this value; its options are looked at with the facts."""
    if question is None:
        return True
    if value is None:
        return question.optional
    if question.kind is AnswerKind.TEXT and question.read:
        return True  # only its reader knows what it makes of a text
    return _SOUND[question.kind](value, question)


def _is_text(value: Any, question: Question) -> bool:
    return isinstance(value, str) and 0 < len(value) <= question.max_chars


def _is_number(value: Any, _question: Question) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _is_day(value: Any, _question: Question) -> bool:
    try:
        return bool(date.fromisoformat(value))
    except (TypeError, ValueError):
        return False


_SOUND: dict[AnswerKind, Callable[[Any, Question], bool]] = {
    AnswerKind.CHOICE: _is_text,
    AnswerKind.TEXT: _is_text,
    AnswerKind.NUMBER: _is_number,
    AnswerKind.DATE: _is_day,
    AnswerKind.ATTACHMENT: _is_number,
    AnswerKind.PAPER: lambda value, _question: isinstance(value, dict | list),
}
