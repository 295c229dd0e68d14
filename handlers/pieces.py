"""The pieces of a pasted message as answers of one form, which grows while its review waits."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from handlers import joining, strays
from handlers.statuses import IN_PROGRESS, opened, settled
from handlers.tasks import Mine
from plans.ground import Refusal
from plans.model import Status
from plans.numbers import Numbered
from plans.paste import Pasted, Piece

# The longest plan has 23 items for one agency; under [Sửa] a chat shows 100 buttons at most.
MOST = 30
ONE = "t"
_OF_A_PIECE = ("task", "status", "pace", "text")
_ANSWER = re.compile(rf"(?:{'|'.join(_OF_A_PIECE)})\d+")


def added(
    waiting: Mapping[str, Any],
    pasted: Pasted,
    found: Sequence[Mine],
    chosen: Mapping[str, Mapping[str, Any]],
) -> dict[str, Any]:
    """The answers that wait, with the pieces of one more message behind them."""
    answers = dict(waiting) | {"pieces": list(waiting.get("pieces", ()))}
    for piece in pasted.pieces:
        kept = _piece(piece, found, chosen)
        answers |= _known(len(answers["pieces"]), piece, kept, found)
        answers["pieces"].append(kept)
    if len(answers["pieces"]) > MOST:
        raise Refusal("paste.too_many", most=MOST)
    before = (str(waiting.get("before", "")), pasted.before)
    answers |= {"before": "\n".join(one for one in before if one)}
    return strays.added(answers, pasted)


def with_more(waiting: Mapping[str, Any], pasted: Pasted, found: Sequence[Mine]) -> dict[str, Any]:
    """As `added`, checked; raises Refusal paste.waits where one of the tasks is there already."""
    check(pasted)
    again = twice(waiting, pasted, found)
    if again:
        raise Refusal("paste.waits", numbers=again)
    return added(waiting, pasted, found, {})


def lengthened(waiting: Mapping[str, Any], more: str) -> dict[str, Any]:
    """The answers that wait, with the rest of a message that the platform cut in the last one."""
    if waiting.get(strays.LAST):
        return strays.lengthened(waiting, more)
    last = f"text{len(waiting['pieces']) - 1}"
    return {**waiting, last: joining.joined(str(waiting[last]), more)}


def still_mine(waiting: Mapping[str, Any], found: Sequence[Mine]) -> dict[str, Any]:
    """The pieces that wait, without those of tasks that have gone to somebody else."""
    mine = {one.key for one in found}
    pieces = list(waiting.get("pieces", ()))
    kept = [place for place, piece in enumerate(pieces) if mine.intersection(piece["keys"])]
    if not kept:
        return {}
    own = {name: waiting[name] for name in strays.NAMES if name in waiting}
    answers = cleared(waiting) | own | {"pieces": [pieces[place] for place in kept]}
    for new, place in enumerate(kept):
        for name in _OF_A_PIECE:
            if f"{name}{place}" in waiting:
                answers[f"{name}{new}"] = waiting[f"{name}{place}"]
    return answers


def cleared(waiting: Mapping[str, Any]) -> dict[str, Any]:
    """The answers without those of any piece: before another message takes its place."""
    own = {name: value for name, value in waiting.items() if not _ANSWER.fullmatch(name)}
    own.pop("pieces", None)
    return strays.cleared(own)


def piece_at(answers: Mapping[str, Any], place: str) -> Mapping[str, Any]:
    """A piece by its place in the message; at ONE the single task chosen instead of pasting."""
    if place == ONE:
        return {"typed": "", "keys": [answers.get("which", "")], "seen": {}}
    piece: Mapping[str, Any] = answers["pieces"][int(place)]
    return piece


def places(answers: Mapping[str, Any]) -> list[str]:
    """The places of the pieces of a message."""
    return [str(place) for place in range(len(answers.get("pieces", ())))]


def task_of(answers: Mapping[str, Any], place: str) -> str:
    """The task of a piece: the only one its number fits, or the one chosen; empty before that."""
    keys = piece_at(answers, place)["keys"]
    return str(keys[0] if len(keys) == 1 else answers.get(f"task{place}", ""))


def twice(waiting: Mapping[str, Any], pasted: Pasted, found: Sequence[Mine]) -> list[str]:
    """The numbers of a message whose task waits already, or may be the one that is asked of."""
    there = {task_of(waiting, place) for place in places(waiting)}
    asked: set[str] = set()
    for place in places(waiting):
        if not task_of(waiting, place):
            asked |= set(piece_at(waiting, place)["keys"])
    again = []
    for piece in pasted.pieces:
        keys = {found[one.id].key for one in piece.matches}
        if keys <= there or keys & asked:
            again.append(piece.typed)
    return again


def check(pasted: Pasted) -> None:
    """What cannot be split for sure is said, with nothing written: the message is still there."""
    if pasted.repeated:
        raise Refusal("paste.repeated", numbers=pasted.repeated)
    if pasted.unknown and not pasted.pieces:
        raise Refusal("paste.unknown", texts=[one[:60] for one in pasted.unknown])
    if pasted.empty:
        raise Refusal("paste.empty", numbers=pasted.empty)
    if len(pasted.pieces) > MOST:
        raise Refusal("paste.too_many", most=MOST)
    longest = max((len(piece.text) for piece in pasted.pieces), default=0)
    if longest > joining.MOST_CHARS:
        raise Refusal("form.too_long", limit=joining.MOST_CHARS, length=longest)


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
