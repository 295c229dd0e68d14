"""Many tasks in one message: shown back as split, one [Gửi].

The status is the one a paragraph says of itself; else the last one known, else "đang triển khai,
bảo đảm tiến độ". Either way it is shown before anything is sent, and can be changed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from dialogues.forms import REVIEW, Form, Session
from handlers import (
    dialogue,
    joining,
    participation,
    piece_form,
    pieces,
    report,
    strays,
    tasks,
)
from handlers.dialogue import Facts, Feature
from handlers.recording import record
from handlers.tasks import Mine
from handlers.turn import Turn
from plans.ground import Refusal
from plans.paste import Pasted, begins_with_number, looks_like_paste, split
from storage import chats

SUBJECT = "paste"


async def loose(turn: Turn, text: str) -> bool:
    """Words nobody asked for that begin with task numbers; False when they do not.

    With no form waiting "6 xong phần 1" can be nothing else than a result; a person sees it split
    before it is sent.
    """
    found = await tasks.mine(turn)
    candidates = tasks.numbered(found)
    doubtful = not looks_like_paste(text, candidates)
    trusting = doubtful and begins_with_number(text, candidates)
    pasted = split(text, candidates, trusting=trusting)
    if doubtful and not trusting:
        if found and pasted.unknown and " " in pasted.unknown[0] and not pasted.before:
            pieces.check(pasted)  # "9.9 Đã làm xong": meant as an answer, of nobody's task
        return False
    if _is_number_alone(pasted):
        return False  # the form of that task
    await _add(turn, text, found, pasted)
    return True


def _is_number_alone(pasted: Pasted) -> bool:
    return len(pasted.empty) == 1 and not pasted.pieces and not pasted.unknown


async def instead(turn: Turn, session: Session, text: str) -> bool:
    """Pasted where one result was asked: the form of that task waits; its status is kept.

    Where its own task is among those pasted, what is pasted takes its place.
    """
    found = await tasks.mine(turn)
    candidates = tasks.numbered(found)
    if not looks_like_paste(text, candidates):
        return False
    pasted = split(text, candidates)
    named = {found[one.id].key for piece in pasted.pieces for one in piece.matches}
    if pasted.before or not named:
        return False  # a sentence that happens to name a number
    chosen = {session.subject: dict(session.answers)}
    if await _add(turn, text, found, pasted, chosen) and session.subject in named:
        await chats.end_session(turn.unit, session.id)
    return True


async def _add(
    turn: Turn,
    text: str,
    found: Sequence[Mine],
    pasted: Pasted,
    chosen: Mapping[str, Mapping[str, Any]] | None = None,
) -> bool:
    """Show the pieces, behind those that wait already; False where one of their tasks is there."""
    return await show(turn, found, pasted, {joining.PART: len(text)}, chosen)


async def show(
    turn: Turn,
    found: Sequence[Mine],
    pasted: Pasted,
    beside: Mapping[str, Any],
    chosen: Mapping[str, Mapping[str, Any]] | None = None,
) -> bool:
    """As `_add`; `beside` is kept with the answers: `support` and its `seat` go to the report."""
    pieces.check(pasted)
    draft = await chats.draft(turn.unit, turn.owner, FEATURE.name, SUBJECT)
    kept = draft.state.get("answers", {}) if draft else {}
    waiting = pieces.still_mine(kept, found)
    again = pieces.twice(waiting, pasted, found)
    if draft and again:
        shown = replace(draft, state={**draft.state, "answers": waiting})
        await dialogue.refuse(turn, FEATURE, shown, Refusal("paste.waits", numbers=again))
        return False
    answers = pieces.added(waiting, pasted, found, chosen or {})
    if pasted.unknown:
        own = [one.key for one in await participation.seats(turn)]
        answers |= {"seat": own[0]} if len(own) == 1 else {}
    await dialogue.begin(turn, FEATURE, SUBJECT, {**answers, **beside})
    return True


def shape(answers: Mapping[str, Any]) -> Form:
    """A form of as many parts as the message had pieces."""
    questions = piece_form.questions(pieces.places(answers))
    several = (*questions, strays.question(lambda answers, _: "seat" in answers))
    return Form("paste", 1, several, "paste.review", review_slots=_review)


async def _facts(turn: Turn, _subject: str) -> Facts:
    mine = {one.key: one for one in await tasks.mine(turn)}
    return {"mine": mine, "texts": turn.texts, "today": turn.today}


def _review(answers: Mapping[str, Any], facts: Facts) -> Mapping[str, object]:
    found = piece_form.answers_of(answers, facts)
    return {
        **piece_form.review_slots(found, facts["today"]),
        "before": answers.get("before", ""),
        "support": strays.supporting(answers, str(answers.get("support") or "")),
        "left_out": strays.left_out(answers),
    }


async def _done(turn: Turn, _session: Session, facts: Facts, answers: dict[str, Any]) -> None:
    found = piece_form.answers_of(answers, facts)
    piece_form.refuse_repeated(found)
    await record(turn, found)
    support = strays.supporting(answers, str(answers.get("support") or ""))
    if support:
        await report.prepare(turn, answers["seat"], support)


async def _divert(turn: Turn, session: Session, text: str) -> bool:
    """More of the same while the split is shown: further tasks, or the rest of a cut message."""
    if session.at not in {REVIEW, strays.TO} and not session.at.startswith("task"):
        return False
    found = await tasks.mine(turn)
    candidates = tasks.numbered(found)
    pasted = split(text, candidates)
    is_paste = looks_like_paste(text, candidates)
    if session.at == strays.TO and is_paste and pieces.twice(session.answers, pasted, found):
        return await _instead(turn, text, found, pasted)
    if joining.follows(turn, int(session.answers.get(joining.PART, 0)), text) and (
        pasted.before or not is_paste
    ):
        await _continue(turn, session, text, found, pasted if is_paste else None)
        return True
    if not is_paste or _is_number_alone(pasted):
        return False
    await _add(turn, text, found, pasted)
    return True


async def _instead(turn: Turn, text: str, found: Sequence[Mine], pasted: Pasted) -> bool:
    """Its numbers put right and pasted again: it takes the place of the first."""
    pieces.check(pasted)
    stored = await chats.draft(turn.unit, turn.owner, FEATURE.name, SUBJECT)
    if stored is not None:
        await chats.end_session(turn.unit, stored.id)
    return await _add(turn, text, found, pasted)


async def _continue(
    turn: Turn, session: Session, text: str, found: Sequence[Mine], pasted: Pasted | None
) -> None:
    """The rest of the last piece; the numbers behind it open pieces of their own."""
    answers = pieces.lengthened(session.answers, pasted.before if pasted else text)
    if pasted is not None:
        answers = pieces.with_more(answers, replace(pasted, before=""), found)
    await dialogue.begin(turn, FEATURE, SUBJECT, answers | {joining.PART: len(text)})


FEATURE = Feature("paste", shape, _done, _facts, _divert)
