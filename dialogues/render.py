"""Events of a form as messages: the sentence, and what can be pressed under it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from string import ascii_lowercase, digits

from dialogues.catalogue import Catalogue
from dialogues.events import (
    Ask,
    Cancelled,
    Done,
    Event,
    Later,
    Moved,
    Refused,
    Review,
    Stale,
    Step,
)
from dialogues.messages import Choice, Say
from dialogues.offers import Offer, offers
from dialogues.questions import Facts, Form, Question
from dialogues.sessions import EDIT, OVER, REVIEW, Session
from plans.draft import Note
from plans.ground import Refusal
from plans.secrecy import texts_of, twelve_digits

_DIGITS = digits + ascii_lowercase
_ACTION = re.compile(r"f:([0-9a-z]{1,13}):([a-z0-9_]{1,20}):([!-~]{1,27})")
_CONTROLS = {
    "_keep": "common.keep",
    "_back": "common.back",
    "_skip": "common.skip",
    "_later": "common.later",
    "_cancel": "common.cancel",
    "_edit": "common.edit",
}
_SHORT = 40  # characters of a question on a button, where it has no short name


def say(form: Form, session: Session, event: Event, facts: Facts, texts: Catalogue) -> Say:
    """One event as a message. Choices stand under the present question and the review only."""
    if isinstance(event, Ask | Review):
        return Say(_present(form, session, facts, texts), _choices(form, session, facts, texts))
    return Say(_sentence(session, event, texts))


def say_step(form: Form, step: Step, facts: Facts, texts: Catalogue) -> Say | None:
    """A whole step as one message: why an answer was refused, then the question again."""
    said = [say(form, step.session, event, facts, texts) for event in step.events]
    if not said:
        return None
    return Say("\n\n".join(one.text for one in said), said[-1].choices)


def action(session: int, question: str, option: str) -> str:
    """Callback data of a button of a form, at most 64 bytes."""
    data = f"f:{_base36(session)}:{question}:{option}"
    if not _ACTION.fullmatch(data):
        raise ValueError(f"no callback data: {data!r}")
    return data


def parse_action(data: str) -> tuple[int, str, str] | None:
    """Session, question and option of such callback data; None for any other text."""
    found = _ACTION.fullmatch(data)
    return (int(found[1], 36), found[2], found[3]) if found else None


def refusal(refused: Refusal, texts: Catalogue) -> str:
    """The sentence of a refusal, which says what to do instead."""
    from jinja2 import UndefinedError

    key = "refusal." + refused.code.replace(".", "_")
    if texts.has(key):
        try:
            return texts.say(key, **refused.fields)
        except UndefinedError:
            pass  # raised with fewer fields than its sentence names: still a "no", still polite
    return texts.say("refusal.unknown")


def note(found: Note, texts: Catalogue) -> str:
    """A warning of the reader as a sentence; days as people write them."""
    days = {key: _day(value) for key, value in found.fields.items()}
    return str(texts.plain(f"reading.note.{found.code.replace('.', '_')}", **days))


def _day(value: object) -> object:
    shape = re.fullmatch(r"(\d{4})-(\d{2})-(\d{2})", value) if isinstance(value, str) else None
    return f"{shape[3]}/{shape[2]}/{shape[1]}" if shape else value


def _sentence(session: Session, event: Event, texts: Catalogue) -> str:
    match event:
        case Refused(refused):
            return refusal(refused, texts)
        case Moved(key):
            return texts.say(key)
        case Stale():
            return _stale(session, texts)
        case Cancelled():
            return texts.say("common.cancelled")
        case Later():
            return texts.say("common.put_aside")
        case Done() | Ask() | Review():
            return texts.say("common.done")


def _stale(session: Session, texts: Catalogue) -> str:
    if session.at == OVER:
        return texts.say("common.stale_over", ended=None, waits=False)
    return texts.say("common.stale")


def _present(form: Form, session: Session, facts: Facts, texts: Catalogue) -> str:
    if session.at == EDIT:
        return texts.say("common.edit_which")
    if session.at == REVIEW:
        return _reviewed(form, session, facts, texts)
    question = form.find(session.at)
    return _asked(question, session, facts, texts) if question else ""


def _reviewed(form: Form, session: Session, facts: Facts, texts: Catalogue) -> str:
    """What will be sent; a number that may be a person's is pointed out, and sent all the same."""
    slots = form.review_slots(session.answers, facts) if form.review_slots else {}
    said = texts.say(form.review or "", **slots)
    if any(map(twelve_digits, texts_of(session.answers))):
        return f"{said}\n{texts.say('common.twelve_digits')}"
    return said


def _asked(question: Question, session: Session, facts: Facts, texts: Catalogue) -> str:
    slots: Mapping[str, object] = {}
    if question.slots:
        slots = question.slots(session.answers, facts)
    return texts.say(question.text, **slots)


def _choices(form: Form, session: Session, facts: Facts, texts: Catalogue) -> tuple[Choice, ...]:
    return tuple(
        _extra(offer, offer.extra)
        if offer.extra
        else Choice(
            label=offer.label or _control_label(offer.id, form, session, facts, texts),
            action=action(session.id, session.at, offer.id),
            key=offer.key,
        )
        for offer in offers(form, session, facts)
    )


def _extra(offer: Offer, extra: Choice) -> Choice:
    return Choice(extra.label, extra.action, offer.key)


def _control_label(
    control: str, form: Form, session: Session, facts: Facts, texts: Catalogue
) -> str:
    if control == "_send":
        return texts.plain(form.send_label)
    if control in _CONTROLS:
        return texts.plain(_CONTROLS[control])
    question = form.find(control.removeprefix("_edit:"))
    return _short_name(question, session, facts, texts) if question else control


def _short_name(question: Question, session: Session, facts: Facts, texts: Catalogue) -> str:
    from dialogues.markup import to_plain

    if question.label:
        slots = question.slots(session.answers, facts) if question.slots else {}
        return texts.plain(question.label, **slots)
    first = to_plain(_asked(question, session, facts, texts)).partition("\n")[0]
    return first if len(first) <= _SHORT else first[: _SHORT - 1].rstrip() + "…"


def _base36(number: int) -> str:
    if number < 0:
        raise ValueError(f"session {number}")
    written = _DIGITS[number % 36]
    while number := number // 36:
        written = _DIGITS[number % 36] + written
    return written
