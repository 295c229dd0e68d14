"""Many tasks in one message: shown back as split, one [Gửi].

The status is the one a paragraph says of itself; else the last one known, else "đang triển khai,
bảo đảm tiến độ". Either way it is shown before anything is sent, and can be changed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dialogues.forms import REVIEW, AnswerKind, Form, Option, Question, Session
from handlers import dialogue, tasks
from handlers.dialogue import Facts, Feature
from handlers.recording import Answer, record
from handlers.statuses import IN_PROGRESS, opened, pace_options, settled, status_options
from handlers.tasks import Mine
from handlers.turn import Turn
from plans.ground import Refusal
from plans.model import Status
from plans.numbers import Numbered
from plans.papers import find_papers
from plans.paste import Pasted, Piece, looks_like_paste, split
from plans.text import has_accents
from storage import chats

# The longest plan has 23 items for one agency; under [Sửa] a chat shows 100 buttons at most.
MOST = 30
MOST_CHARS = 4000  # of one piece, as in the form of one task
SUBJECT = "paste"


async def loose(turn: Turn, text: str) -> bool:
    """Words nobody asked for that begin with task numbers; False when they do not."""
    found = await tasks.mine(turn)
    candidates = tasks.numbered(found)
    pasted = split(text, candidates)
    if not looks_like_paste(text, candidates):
        if found and pasted.unknown and " " in pasted.unknown[0] and not pasted.before:
            _check(pasted)  # "9.9 Đã làm xong": meant as an answer, of nobody's task
        return False
    if len(pasted.empty) == 1 and not pasted.pieces and not pasted.unknown:
        return False  # a number alone: the form of that task
    await _open(turn, found, pasted, {})
    return True


async def instead(turn: Turn, session: Session, text: str) -> bool:
    """Pasted where one result was asked: the form of that task gives way, its status is kept."""
    found = await tasks.mine(turn)
    candidates = tasks.numbered(found)
    if not looks_like_paste(text, candidates):
        return False
    pasted = split(text, candidates)
    numbers = {piece.matches for piece in pasted.pieces}
    if pasted.before or not numbers:
        return False  # a sentence that happens to name a number
    await chats.end_session(turn.unit, session.id)
    chosen = {session.subject: dict(session.answers)}
    await _open(turn, found, pasted, chosen)
    return True


async def _open(
    turn: Turn, found: Sequence[Mine], pasted: Pasted, chosen: Mapping[str, Mapping[str, Any]]
) -> None:
    _check(pasted)
    pieces = [_piece(piece, found, chosen) for piece in pasted.pieces]
    answers: dict[str, Any] = {"pieces": pieces, "before": pasted.before}
    for place, (piece, kept) in enumerate(zip(pasted.pieces, pieces, strict=True)):
        answers |= _known(place, piece, kept, found)
    await dialogue.begin(turn, FEATURE, SUBJECT, answers)


def _check(pasted: Pasted) -> None:
    """What cannot be split for sure is said, with nothing written: the message is still there."""
    if pasted.repeated:
        raise Refusal("paste.repeated", numbers=pasted.repeated)
    if pasted.unknown:
        raise Refusal("paste.unknown", texts=[one[:60] for one in pasted.unknown])
    if pasted.empty:
        raise Refusal("paste.empty", numbers=pasted.empty)
    if not pasted.pieces or len(pasted.pieces) > MOST:
        raise Refusal("paste.too_many", most=MOST)
    longest = max(len(piece.text) for piece in pasted.pieces)
    if longest > MOST_CHARS:
        raise Refusal("form.too_long", limit=MOST_CHARS, length=longest)


def _piece(
    piece: Piece, found: Sequence[Mine], chosen: Mapping[str, Mapping[str, Any]]
) -> dict[str, Any]:
    """A piece as kept in the session: who may be meant, and the status for each."""
    keys = [found[one.id].key for one in piece.matches]
    status = {
        key: _status(piece, found[one.id], chosen.get(key)) for key, one in _by_key(piece, found)
    }
    seen = {key: _seen(found[one.id]) for key, one in _by_key(piece, found)}
    return {"typed": piece.typed, "keys": keys, "status": status, "seen": seen}


def _by_key(piece: Piece, found: Sequence[Mine]) -> list[tuple[str, Numbered]]:
    return [(found[one.id].key, one) for one in piece.matches]


def _status(piece: Piece, one: Mine, chosen: Mapping[str, Any] | None) -> str:
    if piece.status is not None:
        return piece.status
    if chosen and "status" in chosen and (chosen["status"] != IN_PROGRESS or "pace" in chosen):
        return settled(chosen)
    return one.duty.state.status if one.duty.state else Status.ON_TRACK


def _seen(one: Mine) -> int:
    return one.duty.state.update if one.duty.state else 0


def _known(
    place: int, piece: Piece, kept: Mapping[str, Any], found: Sequence[Mine]
) -> dict[str, Any]:
    """The answers a piece gives by itself; the task is asked where its number fits several."""
    known: dict[str, Any] = {f"text{place}": piece.text}
    if len(piece.matches) == 1:
        key = found[piece.matches[0].id].key
        known |= {f"{name}{place}": v for name, v in opened(Status(kept["status"][key])).items()}
    elif piece.status is not None:
        known |= {f"{name}{place}": value for name, value in opened(piece.status).items()}
    return known


def shape(answers: Mapping[str, Any]) -> Form:
    """A form of as many parts as the message had pieces."""
    pieces = answers.get("pieces", ())
    questions = [one for place in range(len(pieces)) for one in _questions(place)]
    return Form("paste", 1, tuple(questions), "paste.review", review_slots=_review)


def _questions(place: int) -> list[Question]:
    def slots(answers: Mapping[str, Any], facts: Facts) -> Mapping[str, object]:
        piece = answers["pieces"][place]
        chosen = facts["mine"].get(_key(answers, place))
        label = chosen.task.label if chosen else piece["typed"]
        labels = [option.label for option in which(answers, facts)]
        return {"label": label, "labels": labels, "text": answers.get(f"text{place}") or ""}

    def which(answers: Mapping[str, Any], facts: Facts) -> Sequence[Option]:
        found = [
            facts["mine"][key] for key in answers["pieces"][place]["keys"] if key in facts["mine"]
        ]
        tasks_named = [one.task.id for one in found]
        return [Option(one.key, _named(one, tasks_named)) for one in found]

    return [
        Question(
            f"task{place}", AnswerKind.CHOICE, "paste.ask_task", options=which, slots=slots,
            when=lambda answers, _: len(answers["pieces"][place]["keys"]) > 1,
            label="paste.label_task",
        ),
        Question(
            f"status{place}", AnswerKind.CHOICE, "paste.ask_status", slots=slots,
            options=lambda _, facts: status_options(facts["texts"]),
            label="paste.label_status",
        ),
        Question(
            f"pace{place}",
            AnswerKind.CHOICE,
            "paste.ask_pace",
            options=lambda _, facts: pace_options(facts["texts"]),
            slots=slots,
            when=lambda answers, _: answers.get(f"status{place}") == IN_PROGRESS,
            label="paste.label_pace",
        ),
        Question(
            f"text{place}", AnswerKind.TEXT, "paste.ask_text", slots=slots,
            label="paste.label_text",
        ),
    ]  # fmt: skip


def _key(answers: Mapping[str, Any], place: int) -> str:
    """The task of a piece: the only one its number fits, or the one chosen; empty before that."""
    keys = answers["pieces"][place]["keys"]
    return str(keys[0] if len(keys) == 1 else answers.get(f"task{place}", ""))


def _named(one: Mine, named: Sequence[int]) -> str:
    twice = named.count(one.task.id) > 1
    return f"{one.task.label}, {one.agency.name}" if twice else one.task.label


async def _facts(turn: Turn, _subject: str) -> Facts:
    return {"mine": {one.key: one for one in await tasks.mine(turn)}, "texts": turn.texts}


def _answers(answers: Mapping[str, Any], facts: Facts) -> list[Answer]:
    found = []
    for place, piece in enumerate(answers["pieces"]):
        key = _key(answers, place)
        if key not in facts["mine"]:
            raise Refusal("task.not_yours")
        found.append(
            Answer(
                mine=facts["mine"][key],
                status=settled(answers, str(place)),
                text=str(answers[f"text{place}"]),
                seen=piece["seen"].get(key),
            )
        )
    return found


def _review(answers: Mapping[str, Any], facts: Facts) -> Mapping[str, object]:
    found = _answers(answers, facts)
    papers = [(one.mine.task.label, find_papers(one.text)) for one in found]
    return {
        "answers": found,
        "before": answers.get("before", ""),
        "papers": [(label, some) for label, some in papers if some],
        "bare": [one.mine.task.label for one in found if not has_accents(one.text)],
    }


async def _done(turn: Turn, _session: Session, facts: Facts, answers: dict[str, Any]) -> None:
    found = _answers(answers, facts)
    keys = [one.mine.key for one in found]
    twice = {one.mine.task.label for one in found if keys.count(one.mine.key) > 1}
    if twice:
        raise Refusal("paste.repeated", numbers=sorted(twice))
    await record(turn, found)


async def _divert(turn: Turn, session: Session, text: str) -> bool:
    """Pasted once more at the review, mended: the new message takes the place of the old."""
    return session.at == REVIEW and await loose(turn, text)


FEATURE = Feature("paste", shape, _done, _facts, _divert)
