"""The text of a công văn, pasted: by task, phần phối hợp apart, its head and foot left out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dialogues.forms import Session
from handlers import joining, pieces, tasks
from handlers.entering.place import Place, numbers_of
from handlers.turn import Turn
from plans.ground import Refusal
from plans.letter import Mapped, letter, map_letter
from plans.numbers import Numbered
from plans.paste import looks_like_paste

TAIL = "tail"  # where the last part of the message ended: what was cut off belongs there
_CONTENTS = ("content", "support", "opening", "closing", TAIL)


def begun(answers: Mapping[str, Any], place: Place, text: str) -> dict[str, Any]:
    """The contents as pasted first. Raises Refusal where they cannot be told apart for sure."""
    whole = letter(text)
    kept = {k: value for k, value in pieces.cleared(answers).items() if k not in _CONTENTS}
    kept |= {"kind": "text", "opening": whole.opening, "closing": whole.closing}
    kept[joining.PART] = len(text)
    if not place.leads:
        _check_length(whole.body)
        return {**kept, "content": whole.body, TAIL: "closing" if whole.closing else "content"}
    mapped = _mapped(whole.body, place)
    found = pieces.with_more(kept, mapped.pasted, place.leads) | {
        "support": mapped.supporting or None
    }
    if not found["pieces"] and not mapped.support:
        raise Refusal("entering.no_number", agency=place.agency, numbers=numbers_of(place.leads))
    return found | {TAIL: _tail(whole.closing, mapped, found)}


def _tail(closing: str, mapped: Mapped, before: Mapping[str, Any]) -> str:
    if closing:
        return "closing"
    if not mapped.pasted.pieces and not mapped.support:
        return str(before.get(TAIL, "piece"))  # all of it went behind the part before
    return "support" if mapped.ends_in_support else "piece"


def _mapped(body: str, place: Place) -> Mapped:
    mapped = map_letter(body, tasks.numbered(place.leads), _supported(place))
    if mapped.pasted.unknown and not (mapped.pasted.pieces or mapped.supporting):
        raise Refusal(
            "entering.unknown",
            agency=place.agency,
            texts=[one[:60] for one in mapped.pasted.unknown],
            numbers=numbers_of(place.leads),
        )
    return mapped


def _supported(place: Place) -> list[Numbered]:
    """The tasks it only supports; their ids follow those of its lead tasks."""
    first = len(place.leads)
    return [
        Numbered(duty.task.short, duty.task.number, first + at)
        for at, duty in enumerate(place.supports)
    ]


def _check_length(text: str) -> None:
    if len(text) > joining.MOST_CHARS:
        raise Refusal("form.too_long", limit=joining.MOST_CHARS, length=len(text))


def followed(turn: Turn, session: Session, place: Place, text: str) -> dict[str, Any] | None:
    """More of the same while it is shown: the rest of a cut message, or further tasks."""
    answers = session.answers
    if answers.get("kind") != "text":
        return None
    rest = joining.follows(turn, int(answers.get(joining.PART, 0)), text)
    if not place.leads:
        return _lengthened(answers, str(answers[TAIL]), text) if rest else None
    numbered = looks_like_paste(text, [*tasks.numbered(place.leads), *_supported(place)])
    if not rest and not numbered:
        return None
    return _with_more(answers, place, text, rest=rest)


def _with_more(
    answers: Mapping[str, Any], place: Place, text: str, *, rest: bool
) -> dict[str, Any]:
    whole = letter(text)
    found = dict(answers)
    if rest:
        mapped = _mapped(f"{whole.opening}\n{whole.body}".strip(), place)
        found = _joined(found, mapped.before) if mapped.before else found
        support = mapped.support
    else:
        mapped = _mapped(whole.body, place)
        found["opening"] = _lines(found.get("opening"), whole.opening)
        support = mapped.supporting
    found = pieces.with_more(found, mapped.pasted, place.leads)
    if support:
        found["support"] = _lines(found.get("support"), support)
    found["closing"] = _lines(found.get("closing"), whole.closing)
    return found | {joining.PART: len(text), TAIL: _tail(whole.closing, mapped, found)}


def _lines(first: Any, more: str) -> str:
    return "\n".join(one for one in (first, more) if one)


def _joined(answers: dict[str, Any], text: str) -> dict[str, Any]:
    """What the platform cut off, put where the part before it ended."""
    tail = answers.get(TAIL, "piece")
    if tail == "piece" and answers.get("pieces"):
        return pieces.lengthened(answers, text)
    return _lengthened(answers, "closing" if tail == "closing" else "support", text)


def _lengthened(answers: Mapping[str, Any], name: str, text: str) -> dict[str, Any]:
    before = str(answers.get(name) or "")
    return {
        **answers,
        name: joining.joined(before, text) if before else text,
        joining.PART: len(text),
    }
