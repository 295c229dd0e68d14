"""Words nobody asked for, while a question of the Sở is open: the answer to it, or to which.

Every question that may be answered so is a `Thread`; its form shows the words before they go.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from dialogues.forms import AnswerKind, Form, Option, Question, Session
from handlers import adhoc_answer, choosing, dialogue, freely, paste, supplement, update
from handlers.dialogue import Facts, Feature, Thread
from handlers.turn import Turn
from storage import chats

SUBJECT = "words"
_BARE = re.compile(r"\s*\d[\d.,\s]*%?\s*")
OTHER = "other"
OPEN = (
    supplement.threads,
    adhoc_answer.threads,
    freely.threads,
)  # each gives the threads of its kind, of this person's agencies


async def take(turn: Turn, text: str) -> bool:
    """One open question: the words answer it. Several: asked which. None: False."""
    return await _take(turn, text, await _threads(turn, text))


async def take_shown(turn: Turn, text: str) -> bool:
    """A bare number right under a request for one answers it, whatever task has that number."""
    if not _BARE.fullmatch(text):
        return False
    asked = {choice.action for choice in await choosing.shown(turn)}
    figures = [o for o in await _threads(turn, text) if o.figure and o.button in asked]
    return await _take(turn, text, figures)


async def take_figure(turn: Turn, text: str) -> bool:
    """As `take`, for words that begin with a number: only where a figure is asked for."""
    figures = [one for one in await _threads(turn, text) if one.figure]
    return "\n" not in text and await _take(turn, text, figures)


async def take_task(turn: Turn, text: str) -> bool:
    """ "5 cơ sở đã xong": a figure, or a result of task 5? Asked, never guessed."""
    if not any(one.fits(text) for one in await update.threads(turn)):
        return False
    await dialogue.begin(turn, FEATURE, SUBJECT, {"text": text, "task": True}, afresh=True)
    return True


async def _take(turn: Turn, text: str, found: Sequence[Thread]) -> bool:
    if len(found) == 1:
        await _answer(turn, found[0], text)
    elif found:
        await dialogue.begin(turn, FEATURE, SUBJECT, {"text": text}, afresh=True)
    return bool(found)


async def _threads(turn: Turn, text: str | None = None) -> list[Thread]:
    """Those that the words may answer."""
    found = [one for open_ in OPEN for one in await open_(turn)]
    return [one for one in found if text is None or one.fits(text)]


async def _answer(turn: Turn, thread: Thread, text: str) -> None:
    """The words as if typed in the thread's form, opened afresh."""
    await dialogue.begin(turn, thread.feature, thread.subject, thread.known, afresh=True)
    stored = await chats.draft(turn.unit, turn.owner, thread.feature.name, thread.subject)
    if stored is not None and not thread.unseen:
        turn.out.clear()  # the question: its answer is here already
        await dialogue.typed(turn, thread.feature, stored, text)


async def _facts(turn: Turn, _subject: str) -> Facts:
    found = [*await _threads(turn), *await update.threads(turn)]
    return {"threads": {one.key: one for one in found}, "texts": turn.texts}


def _options(answers: Mapping[str, Any], facts: Facts) -> Sequence[Option]:
    text = str(answers.get("text", ""))
    other = [Option(OTHER, facts["texts"].plain("common.answers_other"))]
    found = [Option(key, one.label) for key, one in facts["threads"].items() if one.fits(text)]
    return [*found, *(other if "task" in answers else ())]


def _slots(answers: Mapping[str, Any], _facts: Facts) -> Mapping[str, object]:
    return {"text": answers.get("text", ""), "task": "task" in answers}


FORM = Form(
    name="loose",
    version=1,
    questions=(
        Question(
            "thread", AnswerKind.CHOICE, "common.answers_which", options=_options, slots=_slots
        ),
    ),
    review=None,
)


async def _done(turn: Turn, _session: Session, facts: Facts, answers: dict[str, Any]) -> None:
    text = str(answers["text"])
    if answers["thread"] == OTHER:
        choices = [turn.choice("button.report", "bc")]
        turn.say("common.answers_nothing", text=text, choices=choices)
    else:
        await _answer(turn, facts["threads"][answers["thread"]], text)


async def _divert(turn: Turn, _session: Session, text: str) -> bool:
    """Results by number, in place of the words that were asked about."""
    return await paste.loose(turn, text)


FEATURE = Feature.one(FORM, _done, facts=_facts, divert=_divert)
