"""What can be pressed, or typed instead, where a session stands: options, extras, controls."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from string import ascii_uppercase

from dialogues import words
from dialogues.messages import Choice
from dialogues.questions import AnswerKind, Facts, Form, Option, Question
from dialogues.sessions import EDIT, OVER, REVIEW, Session
from plans.text import fold, match_key


@dataclass(frozen=True)
class Offer:
    """One thing to press: an option, a control ("_back"; named by the renderer), or an extra."""

    id: str
    key: str
    label: str = ""
    also: tuple[str, ...] = ()
    extra: Choice | None = None


def editable(form: Form, session: Session, facts: Facts) -> list[Question]:
    """The questions whose answers can be changed at the review."""
    reached = form.reached(session.answers, facts)
    return [question for question in reached if question.id in session.answers]


def controls(form: Form, session: Session, facts: Facts) -> tuple[str, ...]:
    """The controls under the present question, in their order."""
    if session.at == OVER:
        return ()
    if session.at == REVIEW:
        can_edit = editable(form, session, facts)
        one_way = () if form.sends else ("_send",)
        return (*one_way, *(("_edit",) if can_edit else ()), "_later", "_cancel")
    if session.at == EDIT:
        return (*(f"_edit:{one.id}" for one in editable(form, session, facts)), "_back", "_cancel")
    question = form.find(session.at)
    offered = {
        "_keep": session.at in session.answers and not session.changing,
        "_back": before(form, session, facts) is not None or session.changing,
        "_skip": question is not None and question.optional,
        "_later": True,
        "_cancel": True,
    }
    return tuple(control for control, is_offered in offered.items() if is_offered)


def ways(form: Form, session: Session, facts: Facts) -> tuple[Option, ...]:
    """The form's own ways of sending, at the review."""
    if session.at != REVIEW or form.sends is None:
        return ()
    return tuple(form.sends(session.answers, facts))


def before(form: Form, session: Session, facts: Facts) -> str | None:
    """The question answered before the present one."""
    reached = {question.id for question in form.reached(session.answers, facts)}
    trail = session.trail
    if session.at in trail:
        trail = trail[: trail.index(session.at)]
    return next((name for name in reversed(trail) if name in reached), None)


def offers(form: Form, session: Session, facts: Facts) -> tuple[Offer, ...]:
    """Everything under the present question, keyed as shown.

    Under typed input nothing gets a letter, since "A" may be the answer: there its own words
    ("quay lại") stand for a button.
    """
    question = form.find(session.at)
    options = question.chosen_from(session.answers, facts) if question else ()
    options = options or ways(form, session, facts)
    extras = question.extras(session.answers, facts) if question else ()
    named = controls(form, session, facts)
    keys = [one.key for one in options] + [one.key for one in extras] + [""] * len(named)
    if question is None or question.kind is AnswerKind.CHOICE:
        keys = _lettered(keys)
    given = iter(keys)
    return (
        *(Offer(one.id, next(given), one.label, one.also) for one in options),
        *(Offer("", next(given), one.label, extra=one) for one in extras),
        *(Offer(control, next(given)) for control in named),
    )


def pick(offered: Sequence[Offer], text: str) -> str | None:
    """The one offer that the whole message names: by key, by label, then without its accents."""
    key = words.typed_key(text)
    keyed = [offer.id for offer in offered if key and offer.key == key]
    if len(keyed) == 1:
        return keyed[0] or None
    own = [offer for offer in offered if offer.label]
    for same in (_exactly, words.same_words, _folded):
        found = {one.id for one in own if any(same(text, name) for name in (one.label, *one.also))}
        if found:
            # Two of one spelling ("1d" for 1d and 1đ): asked, never guessed.
            return found.pop() or None if len(found) == 1 else None
    return None


def _exactly(typed: str, meant: str) -> bool:
    return match_key(typed) == match_key(meant)


def _folded(typed: str, meant: str) -> bool:
    return fold(typed) == fold(meant)


def _lettered(keys: Sequence[str]) -> list[str]:
    letters = _letters(frozenset(keys))
    return [key or next(letters, "") for key in keys]


def _letters(taken: frozenset[str]) -> Iterator[str]:
    """A to Z, then AA to AZ; 52 are more than a chat shows."""
    for first in ("", "A"):
        yield from (first + last for last in ascii_uppercase if first + last not in taken)
