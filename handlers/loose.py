"""Words nobody asked for, while a question of the Sở is open: the answer to it, or to which.

Every question that may be answered so is a `Thread`; its form shows the words before they go.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dialogues.forms import AnswerKind, Form, Option, Question, Session
from handlers import dialogue, supplement
from handlers.dialogue import Facts, Feature, Thread
from handlers.turn import Turn
from storage import chats

SUBJECT = "words"
OPEN = (supplement.threads,)  # each gives the threads of its kind, of this person's agencies


async def take(turn: Turn, text: str) -> bool:
    """One open question: the words answer it. Several: asked which. None: False."""
    found = await _threads(turn)
    if len(found) == 1:
        await _answer(turn, found[0], text)
    elif found:
        await dialogue.begin(turn, FEATURE, SUBJECT, {"text": text})
    return bool(found)


async def _threads(turn: Turn) -> list[Thread]:
    return [one for open_ in OPEN for one in await open_(turn)]


async def _answer(turn: Turn, thread: Thread, text: str) -> None:
    """The words as if typed in the thread's form, opened afresh."""
    await dialogue.begin(turn, thread.feature, thread.subject, afresh=True)
    stored = await chats.draft(turn.unit, turn.owner, thread.feature.name, thread.subject)
    if stored is not None:
        turn.out.clear()  # the question: its answer is here already
        await dialogue.typed(turn, thread.feature, stored, text)


async def _facts(turn: Turn, _subject: str) -> Facts:
    return {"threads": {one.key: one for one in await _threads(turn)}}


def _options(_answers: Mapping[str, Any], facts: Facts) -> Sequence[Option]:
    return [Option(key, one.label) for key, one in facts["threads"].items()]


def _slots(answers: Mapping[str, Any], _facts: Facts) -> Mapping[str, object]:
    return {"text": answers.get("text", "")}


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
    await _answer(turn, facts["threads"][answers["thread"]], str(answers["text"]))


FEATURE = Feature.one(FORM, _done, facts=_facts)
