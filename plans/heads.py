"""The front of a pasted line: is it the number of a task, an amount, or ordinary text?"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cache, partial

from plans import vocabulary
from plans.numbers import Numbered, resolve
from plans.text import bare, fold, match_key

_LEAD = r"\s*(?:[-+*•●▪◦]+\s*)?"
_NUMBER = r"\(?\d{1,3}(?:\.\d{1,4})*[a-z]?\)?"
# What may stand behind a number; "5/12/2023", "1,5 tỷ", "2-3 cơ sở" and "50%" are none.
_BOUND = r"(?![^\W_]|\s*[/%]|[.,-]\d|\s*-\s*\d)"
_STOP = re.compile(r"\s*([.:)\];,-])\s*")
_AND = re.compile(r"\s*(?:,|;|&|va\b)\s*(?=\d)")
_SHAPE = re.compile(r"\(?[1-9]\d?(?:\.[1-9]\d?){0,2}[a-z]?\)?")
_LABEL = rf"(?:{'|'.join(vocabulary.NUMBER_LABELS)})(?![^\W\d_])[\s:.]*"
_LONGEST = 120  # characters of a line that can matter to its front


class Sure(Enum):
    """How sure it is that a line opens a piece."""

    SURE = "sure"
    DOUBTFUL = "doubtful"
    STRANGER = "stranger"  # written like a task number, and nobody's


@dataclass(frozen=True)
class Head:
    """The numbers at the front of a line and the text behind them."""

    typed: tuple[str, ...]
    matches: tuple[tuple[Numbered, ...], ...]
    text: str
    sure: Sure
    listed: tuple[int, str] | None  # (2, ")") for "2)": may be an item of a list inside a piece


class HeadReader:
    """Reads the fronts of the lines of one message; built once for its candidates."""

    def __init__(self, candidates: Sequence[Numbered]) -> None:
        self._resolve = cache(partial(resolve, candidates=tuple(candidates)))
        shorts = _longest_first(fold(c.plan_short) for c in candidates)
        front = rf"(?:{_LABEL})*"
        if shorts:
            front += rf"(?:(?:{shorts})\s*[:.,-]?\s*)?"
        own = _longest_first(fold(c.number) for c in candidates)
        number = f"(?P<number>{own + '|' if own else ''}{_NUMBER}){_BOUND}"
        self._first = re.compile(f"{_LEAD}(?P<typed>(?P<front>{front}){number})")
        self._next = re.compile(number)

    def read(self, line: str) -> Head | None:
        """The head of a cleaned line, or None when the line is ordinary text."""
        key = bare(line[:_LONGEST])
        found = self._first.match(key)
        if not found:
            return None
        typed = [line[found.start("typed") : found.end()].strip()]
        matches = [self._resolve(typed[0])]
        end = self._more(line, key, found.end(), typed, matches) if matches[0] else found.end()
        stop = _STOP.match(key, end)
        rest = line[stop.end() if stop else end :].strip()
        number = found["number"]
        sure = _judge(number, rest, bool(found["front"]), bool(stop or ")" in number))
        if sure is None or (not matches[0] and not _strange(number, sure, found["front"])):
            return None
        listed = _listed(number, stop, bool(found["front"]) or len(typed) > 1)
        sure = sure if matches[0] else Sure.STRANGER
        return Head(tuple(typed), tuple(matches), rest, sure, listed)

    def _more(
        self,
        line: str,
        key: str,
        end: int,
        typed: list[str],
        matches: list[tuple[Numbered, ...]],
    ) -> int:
        """Further numbers of "1.2, 1.3 và 5: …"; returns where they end."""
        while joint := _AND.match(key, end):
            found = self._next.match(key, joint.end())
            also = self._resolve(line[found.start() : found.end()]) if found else ()
            if not found or not also:
                break
            typed.append(line[found.start() : found.end()])
            matches.append(also)
            end = found.end()
        return end


def _longest_first(texts: Iterable[str]) -> str:
    return "|".join(re.escape(text) for text in sorted(set(texts) - {""}, key=lambda t: -len(t)))


def _judge(number: str, rest: str, labelled: bool, stopped: bool) -> Sure | None:
    """How sure the number in front of `rest` is a task's; None for an amount."""
    if not rest or labelled or stopped:
        return Sure.SURE
    whole = number.isdigit()
    if _begins(rest, vocabulary.MEASURES):
        return None
    if _begins(rest, vocabulary.OPENERS):
        return Sure.SURE
    if whole and _begins(rest, vocabulary.COUNTED):
        return None
    if rest[0].isupper() or not (whole or rest[0].isdigit()):
        return Sure.SURE
    return Sure.DOUBTFUL


def _begins(rest: str, phrases: Iterable[str]) -> bool:
    start = rest[:40]
    typed_bare = start.isascii()
    key = f"{match_key(start)} "
    return any(
        key.startswith(phrase) and not key[len(phrase)].isalnum()
        for phrase in (map(fold, phrases) if typed_bare else phrases)
    )


def _strange(number: str, sure: Sure, front: str) -> bool:
    """Whether a number that is nobody's was meant as one: "7.9 Đã làm", not "1.250 tấn"."""
    return bool(front) or (sure is Sure.SURE and _SHAPE.fullmatch(number) is not None)


def _listed(number: str, stop: re.Match[str] | None, named: bool) -> tuple[int, str] | None:
    digits = number.strip("()")
    mark = ")" if ")" in number else stop[1] if stop else ""
    return (int(digits), mark) if digits.isdigit() and mark and not named else None
