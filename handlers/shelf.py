"""Small things several handlers use."""

from __future__ import annotations

from collections.abc import Sequence

from dialogues.messages import Choice
from plans.ground import Refusal


def choices_of(refusal: Refusal) -> Sequence[Choice]:
    """The ways out a refusal offers: a "no" says what to do instead."""
    choices: Sequence[Choice] = refusal.fields.get("choices", ())
    return choices


def number(text: str) -> int:
    """An id out of a button; a button nobody made is refused."""
    if not text.isdecimal() or len(text) > 15:
        raise Refusal("press.unknown")
    return int(text)


def numbers(arguments: Sequence[str], count: int) -> list[int]:
    """Exactly `count` ids out of a button."""
    if len(arguments) != count:
        raise Refusal("press.unknown")
    return [number(one) for one in arguments]
