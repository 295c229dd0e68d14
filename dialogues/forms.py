"""The form engine: a form, a session, an answer in; a session and events out. Pure.

It never says anything itself (`dialogues.render` does) and never stores (the handler does).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from dialogues.events import (
    Ask,
    Attached,
    Cancelled,
    Done,
    Event,
    Later,
    Moved,
    Pressed,
    Refused,
    Review,
    Stale,
    Step,
    Typed,
)
from dialogues.offers import before, controls, editable, offers, pick, ways
from dialogues.questions import SENT_AS, AnswerKind, Answers, Facts, Form, Option, Question
from dialogues.reading import number_between, read_day, read_number
from dialogues.sessions import EDIT, OVER, REVIEW, Session, from_json, to_json, upgrade
from dialogues.words import control_of, same_words
from plans.ground import Refusal
from plans.text import clean

_SLACK = 96  # a platform cuts at a space if it can: a part may be so much shorter than the longest
_PART_WITHIN = timedelta(minutes=2)

__all__ = [
    "EDIT", "OVER", "REVIEW", "SENT_AS", "AnswerKind", "Answers", "Ask", "Attached", "Cancelled",
    "Done", "Event", "Facts", "Form", "Later", "Moved", "Option", "Pressed", "Question", "Refused",
    "Review", "Session", "Stale", "Step", "Typed", "begin", "from_json", "number_between",
    "present", "refused", "resume", "to_json", "upgrade",
]  # fmt: skip


def begin(
    form: Form,
    session_id: int,
    subject: str,
    facts: Facts,
    now: datetime,  # noqa: ARG001 - every move is made at a time
    answers: Mapping[str, Any] | None = None,
) -> Step:
    """Start a form. Questions with an answer already are not asked; those can be changed later."""
    known = form.fitting(answers or {}, facts)
    return _advance(form, Session(session_id, form.name, form.version, subject, known, ""), facts)


def present(form: Form, session: Session, facts: Facts) -> Step:
    """The present question again: of a draft taken up again, or after an upgrade."""
    if session.at == OVER:
        return Step(session, ())
    session = _settled(form, session, facts)
    if not _stands(form, session, facts):
        return _advance(form, session, facts)
    return Step(session, (Review(),) if session.at == REVIEW else (Ask(session.at),))


def resume(
    form: Form, session: Session, answer: Typed | Pressed | Attached, facts: Facts, now: datetime
) -> Step:
    """Take an answer. Nothing typed or pressed raises; a wrong input keeps the session."""
    moved = session.version != form.version
    if moved:
        session, _ = upgrade(form, to_json(session))
    if session.at == OVER:
        return Step(session, (Stale(),))
    session = _settled(form, session, facts)
    if not _stands(form, session, facts):
        step = _advance(form, session, facts)
        return _led_by(Moved() if moved else Stale(), step)
    if not isinstance(answer, Typed) or control_of(answer.text):
        session = replace(session, cut=None)
    if isinstance(answer, Pressed):
        step = _pressed(form, session, answer, facts)
    elif isinstance(answer, Attached):
        step = _attached(form, session, answer, facts)
    else:
        step = _typed(form, session, answer, facts, now)
    return _led_by(Moved(), step) if moved else step


def _led_by(event: Event, step: Step) -> Step:
    return Step(step.session, (event, *step.events))


def _settled(form: Form, session: Session, facts: Facts) -> Session:
    """The session without the answers that the facts no longer bear: an option or branch gone."""
    answers = form.fitting(session.answers, facts)
    trail = tuple(name for name in session.trail if name in answers)
    return replace(session, answers=answers, trail=trail)


def _stands(form: Form, session: Session, facts: Facts) -> bool:
    """Whether the session is at a place that still exists, as the facts are now."""
    if session.at in {REVIEW, EDIT}:
        return form.review is not None and form.missing(session.answers, facts) is None
    return any(question.id == session.at for question in form.reached(session.answers, facts))


def _advance(form: Form, session: Session, facts: Facts) -> Step:
    """To the first question without an answer, else to the review, else done."""
    question = form.missing(session.answers, facts)
    if question:
        return Step(replace(session, at=question.id), (Ask(question.id),))
    if form.review:
        return Step(replace(session, at=REVIEW, changing=False), (Review(),))
    return _done(form, session, facts)


def _done(_form: Form, session: Session, _facts: Facts) -> Step:
    return Step(replace(session, at=OVER, changing=False), (Done(dict(session.answers)),))


def refused(form: Form, session: Session, facts: Facts, refusal: Refusal) -> Step:
    """Why something was not taken, and the present question again."""
    return _led_by(Refused(refusal), present(form, session, facts))


def _pressed(form: Form, session: Session, press: Pressed, facts: Facts) -> Step:
    question = form.find(session.at)
    if press.question == session.at:
        if press.option in controls(form, session, facts):
            return _controlled(form, session, press.option, facts)
        if question and any(
            option.id == press.option for option in question.chosen_from(session.answers, facts)
        ):
            return _answered(form, session, question, press.option, facts)
        if any(way.id == press.option for way in ways(form, session, facts)):
            answers = {**session.answers, SENT_AS: press.option}
            return _done(form, replace(session, answers=answers), facts)
    return _led_by(Stale(), present(form, session, facts))


def _typed(form: Form, session: Session, answer: Typed, facts: Facts, now: datetime) -> Step:
    text = clean(answer.text)
    part = answer.longest - _SLACK <= len(text) <= answer.longest
    if not text:
        return refused(form, session, facts, Refusal("form.empty"))
    question = form.find(session.at)
    if question is None or question.kind is AnswerKind.CHOICE:
        return _typed_choice(form, session, text, facts)
    control = _worded(form, session, text, facts)
    if control or _chosen_twice(form, session, text, facts):
        stale = _led_by(Stale(), present(form, session, facts))
        return _controlled(form, session, control, facts) if control else stale
    if session.cut and _goes_on(session.cut, now):
        return _rest(form, session, len(text), facts, now if part else None)
    try:
        value = _read(question, session, text, facts, now)
    except Refusal as refusal:
        if refusal.code == "form.too_long" and part:
            limit = int(str(refusal.fields["limit"]))
            session = replace(session, cut=(len(text), limit, now.isoformat()))
        return refused(form, session, facts, refusal)
    return _answered(form, session, question, value, facts)


def _chosen_twice(form: Form, session: Session, text: str, facts: Facts) -> bool:
    """Whether the words of the option chosen last were sent once more: they answer no other."""
    last = form.find(session.trail[-1]) if session.trail else None
    if last is None:
        return False
    chosen = session.answers.get(last.id)
    options = last.chosen_from(session.answers, facts)
    return any(one.id == chosen and same_words(text, one.label) for one in options)


def _goes_on(cut: tuple[int, int, str], now: datetime) -> bool:
    """Whether the rest of a refused text may still come: platforms cut what is long in parts."""
    return now - datetime.fromisoformat(cut[2]) <= _PART_WITHIN


def _rest(form: Form, session: Session, length: int, facts: Facts, more: datetime | None) -> Step:
    """A further part of a text refused as too long is no answer; with the last it is said once.

    `more`: when this part came, where another may follow it.
    """
    before, limit, _ = session.cut or (0, 0, "")
    length += before
    if more is not None:
        return Step(replace(session, cut=(length, limit, more.isoformat())), ())
    refusal = Refusal("form.too_long_in_all", limit=limit, length=length)
    return refused(form, replace(session, cut=None), facts, refusal)


def _typed_choice(form: Form, session: Session, text: str, facts: Facts) -> Step:
    option = pick(offers(form, session, facts), text)
    if option:
        return _pressed(form, session, Pressed(session.at, option), facts)
    control = _worded(form, session, text, facts)
    if control:
        return _controlled(form, session, control, facts)
    return refused(form, session, facts, Refusal("form.choose"))


def _attached(form: Form, session: Session, file: Attached, facts: Facts) -> Step:
    question = form.find(session.at)
    if question is None or question.kind is not AnswerKind.ATTACHMENT:
        return refused(form, session, facts, Refusal("form.no_file"))
    return _answered(form, session, question, file.attachment, facts)


def _worded(form: Form, session: Session, text: str, facts: Facts) -> str | None:
    """The control that the whole message names; those always there are never an answer."""
    control = control_of(text)
    if control in {"_cancel", "_later", "_back", "_skip"}:
        return control
    return control if control in controls(form, session, facts) else None


def _read(question: Question, session: Session, text: str, facts: Facts, now: datetime) -> Any:
    if question.kind is AnswerKind.ATTACHMENT:
        raise Refusal("form.send_file", endings=question.endings)
    if len(text) > question.max_chars:
        raise Refusal("form.too_long", limit=question.max_chars, length=len(text))
    if question.read:
        return question.read(text, session.answers, facts, now)
    if question.kind is AnswerKind.NUMBER:
        return read_number(text)
    if question.kind is AnswerKind.DATE:
        return read_day(text, now)
    return text


def _answered(form: Form, session: Session, question: Question, value: Any, facts: Facts) -> Step:
    answers = {**session.answers, question.id: value}
    trail = session.trail if question.id in session.trail else (*session.trail, question.id)
    changed = replace(session, answers=answers, trail=trail)
    return _advance(form, _settled(form, changed, facts), facts)


def _controlled(form: Form, session: Session, control: str, facts: Facts) -> Step:
    if control.startswith("_edit"):
        return _edit(form, session, control, facts)
    return _CONTROLS[control](form, session, facts)


def _cancel(_form: Form, session: Session, _facts: Facts) -> Step:
    return Step(replace(session, at=OVER, changing=False), (Cancelled(),))


def _later(_form: Form, session: Session, _facts: Facts) -> Step:
    return Step(session, (Later(),))


def _skip(form: Form, session: Session, facts: Facts) -> Step:
    question = form.find(session.at)
    if question is None:
        return refused(form, session, facts, Refusal("form.choose"))
    if not question.optional:
        return refused(form, session, facts, Refusal("form.required"))
    return _answered(form, session, question, None, facts)


def _back(form: Form, session: Session, facts: Facts) -> Step:
    """To the review when an answer was being changed, else to the question before.

    The answer there stays until another is given: nothing typed is lost by going back.
    """
    complete = form.missing(session.answers, facts) is None
    if session.at == EDIT or (session.changing and complete):
        return _advance(form, session, facts)
    question = before(form, session, facts)
    if question is None:
        return refused(form, session, facts, Refusal("form.first"))
    return Step(replace(session, at=question, changing=False), (Ask(question),))


def _edit(form: Form, session: Session, control: str, facts: Facts) -> Step:
    """To the answer to change; with several to choose from, ask which."""
    ids = [question.id for question in editable(form, session, facts)]
    chosen = control.removeprefix("_edit").removeprefix(":") or (ids[0] if len(ids) == 1 else EDIT)
    return Step(replace(session, at=chosen, changing=chosen != EDIT), (Ask(chosen),))


_CONTROLS: dict[str, Callable[[Form, Session, Facts], Step]] = {
    "_keep": _advance,
    "_back": _back,
    "_skip": _skip,
    "_later": _later,
    "_cancel": _cancel,
    "_send": _done,
}
