"""A lead agency's sentence without a task's number: of which task, or its report, or an obstacle.

Nothing of it is lost: it waits with the question, and is shown in the form before it goes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dialogues.forms import AnswerKind, Form, Option, Question, Session
from dialogues.offers import offers, pick
from dialogues.words import control_of
from handlers import dialogue, joining, loose, obstacle_raising, paste, report, tasks, update
from handlers.dialogue import Facts, Feature
from handlers.participation import Seat, seats, ways
from handlers.rights import Right
from handlers.turn import Turn
from plans.text import clean
from storage import chats

_WORDS = 3  # fewer are a greeting
_REPORT, _OBSTACLE = "r", "o"


async def take(turn: Turn, text: str) -> bool:
    """Ask where a sentence belongs; False for what is none, or where nothing is led."""
    if not _is_sentence(text) or not await tasks.mine(turn):
        return False
    # Each sentence waits for itself: one put off is not replaced by the next.
    await dialogue.begin(turn, FEATURE, str(turn.row), {"text": clean(text)})
    return True


def _is_sentence(text: str) -> bool:
    letters = any(char.isalpha() for char in text)
    return letters and len(text.split()) >= _WORDS and not text.rstrip().endswith("?")


async def _facts(turn: Turn, _subject: str) -> Facts:
    found = await tasks.mine(turn)
    return {
        "mine": {one.key: one for one in found},
        "labels": {
            choice.action.partition(":")[2]: choice.label for choice in update.buttons(found)
        },
        "seats": {one.key: one for one in await seats(turn) if await _supports(turn, one)},
        "desks": await turn.desks(Right.RAISE_OBSTACLE),
        "texts": turn.texts,
    }


async def _supports(turn: Turn, one: Seat) -> bool:
    return bool(await tasks.supported(turn, one.plan.id, one.part.agency.id))


def _options(answers: Mapping[str, Any], facts: Facts) -> Sequence[Option]:
    texts, mine, desks = facts["texts"], facts["mine"], facts["desks"]
    found = [
        Option(key, label, also=(mine[key].task.number,)) for key, label in facts["labels"].items()
    ]
    for key, one in facts["seats"].items():
        label = texts.plain("update.whose_report", round=one.round)
        found.append(Option(f"{_REPORT}{key}", label))
    if len(str(answers.get("text", ""))) > obstacle_raising.MOST_CHARS:
        return found
    for place, (plan, agency) in enumerate(desks):
        slots = {"plan": plan, "agency": agency, "several": len(desks) > 1}
        found.append(Option(f"{_OBSTACLE}{place}", texts.plain("update.whose_obstacle", **slots)))
    return found


def _slots(answers: Mapping[str, Any], facts: Facts) -> Mapping[str, object]:
    first = next(iter(facts["mine"].values()))
    return {"text": answers.get("text", ""), "number": first.task.number}


FORM = Form(
    name="whose",
    version=1,
    questions=(
        Question(
            "which", AnswerKind.CHOICE, "update.ask_whose", options=_options, slots=_slots,
        ),
    ),
    review=None,
)  # fmt: skip


async def _done(turn: Turn, _session: Session, facts: Facts, answers: dict[str, Any]) -> None:
    text, which = str(answers["text"]), str(answers["which"])
    if which in facts["mine"]:
        await _as_result(turn, which, text)
    elif which.startswith(_REPORT):
        await _as_support(turn, facts["seats"][which.removeprefix(_REPORT)], text)
    else:
        plan, agency = facts["desks"][int(which.removeprefix(_OBSTACLE))]
        await obstacle_raising.begin(turn, plan, agency, {"text": text})


async def _as_result(turn: Turn, key: str, text: str) -> None:
    """As if typed in the form of the task; behind what its draft holds already."""
    draft = await chats.draft(turn.unit, turn.owner, update.FEATURE.name, key)
    before = str((draft.state.get("answers", {}) if draft else {}).get("result") or "")
    whole = joining.joined(before, text) if before and text not in before else text
    await dialogue.begin(turn, update.FEATURE, key, afresh=True)
    stored = await chats.draft(turn.unit, turn.owner, update.FEATURE.name, key)
    if stored is not None:
        turn.out.clear()  # the question: its answer is here already
        await dialogue.typed(turn, update.FEATURE, stored, whole)


async def _as_support(turn: Turn, one: Seat, text: str) -> None:
    """Phần phối hợp: kept for the report, which is shown where nothing else is missing."""
    await report.prepare(turn, one.key, text)
    if one.part.missing:
        turn.say("update.support_kept", round=one.round, text=text, part=one.part,
                 choices=ways(turn, one))  # fmt: skip
    else:
        await dialogue.begin(turn, report.FEATURE, one.key)


async def _divert(turn: Turn, session: Session, text: str) -> bool:
    """Results by number, an answer to the Sở, another sentence, while the question waits."""
    if control_of(text) is not None:
        return False
    facts = await _facts(turn, session.subject)
    if pick(offers(FORM, session, facts), text) is not None:
        return False
    if joining.follows(turn, len(str(session.answers["text"])), text):
        whole = joining.joined(str(session.answers["text"]), text)
        await dialogue.begin(turn, FEATURE, session.subject, {"text": whole})
        return True
    for taker in (loose.take_shown, paste.loose, loose.take, take):
        if await taker(turn, text):
            return True
    return False


FEATURE = Feature.one(FORM, _done, facts=_facts, divert=_divert)
