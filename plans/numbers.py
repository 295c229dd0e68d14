"""Task numbers as people type them: "1.2", "1.2)", "VLXD 1.2", "KH VLXD 1.2", "nhiệm vụ 1.2"."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from plans import vocabulary
from plans.text import bare, clean, fold, match_key

_BULLET = re.compile(r"^[-+*•●▪◦–—]+\s*")
_LABEL = re.compile("^(?:" + "|".join(vocabulary.NUMBER_LABELS) + r")(?![^\W\d_])[\s:.]*")
_PART = re.compile(r"^[ivx]+\.(?=\d)")
_LONGEST = 80  # characters; a number with its plan and labels is far shorter
_OUTER = " .:;)]-"


@dataclass(frozen=True)
class Numbered:
    """A task as it can be typed: its plan's short name, its printed number, its row."""

    plan_short: str
    number: str
    id: int


def canonical(number: str) -> str:
    """A number without the brackets and stops around it; accents and the comma of "1,2" count."""
    return match_key(number).rstrip(_OUTER).lstrip(" ([")


def same(typed: str, number: str) -> bool:
    """Whether the two are one number, accents included: "1.2)" and "1.2", never "1d" and "1đ"."""
    return bool(canonical(typed)) and canonical(typed) == canonical(number)


def resolve(typed: str, candidates: Sequence[Numbered]) -> tuple[Numbered, ...]:
    """The candidates that `typed` may mean: none unknown, one sure, more to be asked.

    An exact number wins over one that is equal only without accents, so that "1d" is 1d where
    1d and 1đ both exist. A plan's short name in front narrows the choice to that plan.
    """
    head = _BULLET.sub("", clean(typed))
    if len(head) > _LONGEST:
        return ()
    for rest in _without_labels(head):
        for pool, number in _pools(rest, candidates):
            found = _among(number, pool)
            if found:
                return found
    return ()


def _without_labels(head: str) -> tuple[str, ...]:
    """The text itself and what stays when words such as "nhiệm vụ" are taken from its front."""
    texts = [head]
    while (found := _LABEL.match(bare(texts[-1]))) and found.end() < len(texts[-1]):
        texts.append(texts[-1][found.end() :])
    return tuple(texts)


def _pools(
    text: str, candidates: Sequence[Numbered]
) -> tuple[tuple[tuple[Numbered, ...], str], ...]:
    """Ways to read the text: a plan's short name with its number, or a bare number of any plan."""
    key, ways = bare(text), []
    for short in sorted({c.plan_short for c in candidates}, key=lambda s: (-len(s), s)):
        plain = fold(short)
        rest = text[len(plain) :].lstrip(" :.,-")
        if plain and key.startswith(plain) and rest and not rest[0].isalpha():
            pool = tuple(c for c in candidates if c.plan_short == short)
            ways.append((pool, rest))
    return (*ways, (tuple(candidates), text))


def _spellings(number: str) -> tuple[str, str]:
    """With and without the part of the plan in front: KH TTX has a 2.2 in III and in IV, so that
    "2.2.1" may mean "IV.2.2.1" too and is asked.
    """
    return number, _PART.sub("", number)


def _among(number: str, pool: Sequence[Numbered]) -> tuple[Numbered, ...]:
    keys: tuple[Callable[[str], str], ...] = (canonical, lambda text: fold(canonical(text)))
    for key in keys:
        wanted = key(number)
        found = tuple(c for c in pool if wanted and wanted in _spellings(key(c.number)))
        if found:
            return found
    return ()
