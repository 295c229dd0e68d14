"""Forms in a conversation: opened, resumed, put aside. The draft row says where each stands."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from dialogues import forms, render
from dialogues.forms import Attached, Cancelled, Done, Form, Pressed, Session, Step, Typed
from handlers import veiling
from handlers.turn import Turn
from plans.ground import Refusal
from storage import chats, endings
from storage.chats import StoredSession

Facts = Mapping[str, Any]
Again = Callable[[dict[str, Any], Facts], "tuple[Refusal, dict[str, Any]] | None"]


async def _no_facts(_turn: Turn, _subject: str) -> Facts:
    return {}


def _one_form(form: Form) -> Callable[[Mapping[str, Any]], Form]:
    return lambda _answers: form


Filed = tuple[str, Callable[[Turn, StoredSession, int], Awaitable[None]]]


@dataclass(frozen=True)
class Feature:
    """A form with its hands: the facts it decides on, and what is done when it is sent.

    `shape` gives the form for the answers so far (most have one form only); `facts` raises a
    Refusal when the subject is no longer this person's, so that no old button reaches further
    than the rights of today; `divert` may take a typed text out of the form (True: it did);
    `seed` gives what a new session remembers of the facts it began with; `again` may hold back
    what was sent: why, and the answers to show once more; `filed` is the question that a file
    answers wherever the form stands, and what is done with the file (an attachment's number).
    """

    name: str
    shape: Callable[[Mapping[str, Any]], Form]
    done: Callable[[Turn, Session, Facts, dict[str, Any]], Awaitable[None]]
    facts: Callable[[Turn, str], Awaitable[Facts]] = _no_facts
    divert: Callable[[Turn, Session, str], Awaitable[bool]] | None = None
    seed: Callable[[Facts], dict[str, Any]] | None = None
    again: Again | None = None
    filed: Filed | None = None

    @staticmethod
    def one(form: Form, done: Callable[..., Awaitable[None]], **more: Any) -> Feature:
        """A feature with one form."""
        return Feature(form.name, _one_form(form), done, **more)


@dataclass(frozen=True)
class Thread:
    """A question that waits for this person's agency, which words typed of their own answer.

    `fits`: the words that may be meant for it; `figure`: it asks for a number; `unseen`: its form
    sends at once what is typed, so that the question itself is shown; `known`: what its form
    begins with; `button`: the action under the message that asks.
    """

    feature: Feature
    subject: str
    label: str
    fits: Callable[[str], bool] = bool
    figure: bool = False
    unseen: bool = False
    known: Mapping[str, Any] | None = None
    button: str = ""

    @property
    def key(self) -> str:
        """Its name among others, within a button."""
        return f"{self.feature.name}.{self.subject.replace(':', '.')}"


async def begin(
    turn: Turn,
    feature: Feature,
    subject: str,
    answers: Mapping[str, Any] | None = None,
    *,
    afresh: bool = False,
) -> None:
    """Open a form about a subject: the draft kept, or a new one with some answers given.

    A new one gets a number of its own: no button under the draft it replaces reaches it.
    """
    await _check(turn, feature)
    facts = await feature.facts(turn, subject)
    stored = await chats.start_session(turn.unit, turn.owner, feature.name, subject, 0)
    if stored.state and (afresh or answers):
        await chats.end_session(turn.unit, stored.id)
        stored = await chats.start_session(turn.unit, turn.owner, feature.name, subject, 0)
    if stored.state:
        form = feature.shape(stored.state.get("answers", {}))
        session, _ = forms.upgrade(form, stored.state)
        step = forms.present(form, session, facts)
    else:
        known = {**(feature.seed(facts) if feature.seed else {}), **(answers or {})}
        form = feature.shape(known)
        step = forms.begin(form, stored.id, subject, facts, turn.now, known)
    await _move(turn, feature, stored, facts, step)


async def _check(turn: Turn, feature: Feature) -> None:
    """Forms that show or take content are shut where a plan's content stays out of chat."""
    if feature.name not in veiling.FORMS:
        await veiling.check(turn)


async def press(turn: Turn, feature: Feature, stored: StoredSession, pressed: Pressed) -> None:
    """A button of a form: of the present question, or of an old one."""
    await _resume(turn, feature, stored, pressed)


async def typed(turn: Turn, feature: Feature, stored: StoredSession, text: str) -> None:
    """Typed words while a form waits for them."""
    await _check(turn, feature)
    session = forms.from_json(stored.state)
    try:
        if feature.divert and await feature.divert(turn, session, text):
            return
    except Refusal as refusal:
        if await chats.session_by_id(turn.unit, stored.id, turn.owner) is None:
            raise
        await refuse(turn, feature, stored, refusal)
        return
    await _resume(turn, feature, stored, Typed(text, turn.incoming.longest))


async def attached(turn: Turn, feature: Feature, stored: StoredSession, attachment: int) -> None:
    """A file while a form waits for one."""
    await _resume(turn, feature, stored, Attached(attachment))


async def refuse(turn: Turn, feature: Feature, stored: StoredSession, refusal: Refusal) -> None:
    """Why something was not taken, and where this draft stands."""
    facts = await feature.facts(turn, stored.subject)
    session = forms.from_json(stored.state)
    form = feature.shape(session.answers)
    await _move(turn, feature, stored, facts, forms.refused(form, session, facts, refusal))


async def _resume(
    turn: Turn, feature: Feature, stored: StoredSession, answer: Typed | Pressed | Attached
) -> None:
    await _check(turn, feature)
    try:
        facts = await feature.facts(turn, stored.subject)
    except Refusal:
        await chats.end_session(turn.unit, stored.id)  # no longer this person's: the draft goes
        raise
    form = feature.shape(stored.state.get("answers", {}))
    session = forms.from_json(stored.state)
    step = forms.resume(form, session, answer, facts, turn.now)
    await _move(turn, feature, stored, facts, step)


async def _move(
    turn: Turn, feature: Feature, stored: StoredSession, facts: Facts, step: Step
) -> None:
    """Keep where the session stands, say what follows, do what was sent."""
    step = _held_back(feature, step, facts)
    last = step.events[-1] if step.events else None
    if isinstance(last, Done):
        await feature.done(turn, step.session, facts, last.answers)
        await _sent(turn, feature, stored, last.answers)
        return
    session = step.session
    form = feature.shape(session.answers)
    if isinstance(last, Cancelled):
        await endings.finish(turn.unit, stored, turn.owner, sent=False)
    else:
        await chats.keep_session(turn.unit, stored.id, session.version, forms.to_json(session))
        await _turn_to(turn, None if isinstance(last, forms.Later) else stored.id)
    said = render.say_step(form, step, facts, turn.texts)
    if said is not None:
        turn.give(said)


async def _sent(turn: Turn, feature: Feature, stored: StoredSession, answers: Facts) -> None:
    """The session is over; a second tap under what was reviewed and sent is told so."""
    if feature.shape(answers).review is None:
        await chats.end_session(turn.unit, stored.id)
        return
    receipt = ", ".join(turn.receipts)
    await endings.finish(turn.unit, stored, turn.owner, sent=True, receipt=receipt)


def _held_back(feature: Feature, step: Step, facts: Facts) -> Step:
    """What was sent, unless the world has moved on since it was shown: then its review again."""
    last = step.events[-1] if step.events else None
    held = feature.again(last.answers, facts) if feature.again and isinstance(last, Done) else None
    if held is None:
        return step
    refusal, answers = held
    session = replace(step.session, at=forms.REVIEW, answers=answers)
    return forms.refused(feature.shape(answers), session, facts, refusal)


async def _turn_to(turn: Turn, session: int | None) -> None:
    """Point the conversation at the session that waits, unless it is there already."""
    present = turn.speaker.session.id if turn.speaker.session else None
    if session != present:
        await chats.turn_to(turn.unit, turn.speaker.chat.id, turn.incoming.user, session)


def question_of(stored: StoredSession | None) -> str:
    """The question a session waits at, or nothing."""
    return str(stored.state.get("at", "")) if stored else ""
