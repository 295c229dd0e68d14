"""One pasted message with many tasks, split where the plan's own numbers open a paragraph.

The rule, line by line. A line opens a piece when it begins with (a bullet, a label, a plan's short
name and) a number that is a candidate's, and the number is not an amount:
- sure: a short name or label stands before it, or a stop (`1.2:`, `1.2)`, `1.2 -`) or nothing
  after it, or a capital letter, or a word that opens a sentence ("5 đã kiểm tra");
- an amount: a unit follows ("1.2 tỷ"), or after a whole number a thing one counts ("2 nhà máy"):
  the line belongs to the piece above;
- doubtful ("2 lắp đặt xong"): it opens a piece only in a message whose first line opened one, when
  that number was not used yet and stands after the last one in the order of the candidates.
A line like "7.9 Đã làm", whose number is nobody's, is kept apart as unknown. Any other line belongs
to what stands above it: nothing typed is lost.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from plans import vocabulary
from plans.model import Status
from plans.numbers import Numbered, resolve
from plans.status import said_status
from plans.text import clean, fold

_NUMBER = r"\(?\d{1,3}(?:\.\d{1,4})*[a-zA-ZđĐ]?\)?"
_LEAD = re.compile(r"\s*(?:[-+*•●▪◦–—]+\s*)?")
_STOP = re.compile(r"\s*(?:[.:)\]](?!\d)|[-–—;](?!\s*\d))\s*")
_AND = re.compile(r"\s*(?:,|;|&|và\b|va\b)\s*(?:(?=\d))")
_SHAPE = re.compile(r"\(?[1-9]\d?(?:\.[1-9]\d?){0,2}[a-zđ]?\)?", re.IGNORECASE)


@dataclass(frozen=True)
class Piece:
    """What was said of one number; `matches` has several where the number must be asked."""

    typed: str
    matches: tuple[Numbered, ...]
    text: str
    status: Status | None
    said: str


@dataclass(frozen=True)
class Pasted:
    """A message as it was split: `unknown` keeps whole texts, `repeated` and `empty` numbers."""

    pieces: tuple[Piece, ...]
    before: str
    unknown: tuple[str, ...]
    repeated: tuple[str, ...]
    empty: tuple[str, ...]


class _Sure(Enum):
    SURE = "sure"
    DOUBTFUL = "doubtful"
    STRANGER = "stranger"  # looks like a task number, is nobody's


@dataclass(frozen=True)
class _Head:
    typed: tuple[str, ...]
    matches: tuple[tuple[Numbered, ...], ...]
    text: str
    sure: _Sure


@dataclass
class _Open:
    head: _Head | None
    lines: list[str]


def split(text: str, candidates: Sequence[Numbered]) -> Pasted:
    """Split a message by the rule of this module; never raises, keeps every word typed."""
    blocks = _blocks(clean(text).split("\n"), candidates)
    before = _joined(blocks[0].lines)
    found: list[Piece] = []
    unknown: list[str] = []
    for block in blocks[1:]:
        head = block.head
        if head is None or head.sure is _Sure.STRANGER:
            unknown.append(_joined(block.lines))
            continue
        said = _joined(block.lines)
        status, phrase = said_status(said)
        found.extend(
            Piece(typed, matches, said, status, phrase)
            for typed, matches in zip(head.typed, head.matches, strict=True)
        )
    return Pasted(
        pieces=tuple(piece for piece in found if piece.text),
        before=before,
        unknown=tuple(unknown),
        repeated=_repeated(found),
        empty=tuple(piece.typed for piece in found if not piece.text),
    )


def looks_like_paste(text: str, candidates: Sequence[Numbered]) -> bool:
    """Whether a message is meant as answers by number: one of its lines surely opens a piece."""
    heads = (_head(line, candidates) for line in clean(text).split("\n"))
    return any(head is not None and head.sure is _Sure.SURE for head in heads)


def _joined(lines: Sequence[str]) -> str:
    return "\n".join(line.rstrip() for line in lines).strip()


def _repeated(found: Sequence[Piece]) -> tuple[str, ...]:
    counts = Counter(piece.matches for piece in found)
    again = {piece.matches: piece.typed for piece in found if counts[piece.matches] > 1}
    return tuple(again.values())


def _blocks(lines: Sequence[str], candidates: Sequence[Numbered]) -> list[_Open]:
    order = {candidate: place for place, candidate in enumerate(candidates)}
    blocks = [_Open(None, [])]
    last, numbered = -1, False
    for at, line in enumerate(lines):
        head = _head(line, candidates)
        if head is not None and head.sure is _Sure.DOUBTFUL:
            place = min(order[match] for match in head.matches[0])
            head = head if numbered and place > last else None
        if head is None:
            blocks[-1].lines.append(line)
            continue
        numbered = numbered or at == 0
        if head.sure is _Sure.STRANGER:
            blocks.append(_Open(head, [line]))
        else:
            last = max(last, *(order[match] for matches in head.matches for match in matches))
            blocks.append(_Open(head, [head.text]))
    return blocks


def _head(line: str, candidates: Sequence[Numbered]) -> _Head | None:
    """Read the front of a line as a number of a task; None when it is ordinary text."""
    for pattern in _patterns(candidates):
        found = pattern.match(line)
        if not found:
            continue
        typed, rest = found["typed"].strip(), line[found.end() :]
        matches = resolve(typed, candidates)
        if matches:
            return _known(typed, matches, rest, candidates)
        return _stranger(typed, rest)
    return None


def _patterns(candidates: Sequence[Numbered]) -> tuple[re.Pattern[str], ...]:
    """One pattern with the short names and labels in front, each word with or without accents."""
    shorts = sorted({c.plan_short for c in candidates if c.plan_short}, key=len, reverse=True)
    own = sorted({c.number for c in candidates if not c.number[:1].isdigit()}, key=len)
    names = "|".join(re.escape(form) for s in shorts for form in dict.fromkeys((s, fold(s))))
    front = rf"(?:{_labels()})[\s:]*"
    if names:
        front = rf"(?:{front})?(?:{names})\s*[:.,-]?\s*|{front}"
    number = "|".join([*(re.escape(n) for n in reversed(own) if n), _NUMBER])
    lead = _LEAD.pattern
    return (re.compile(rf"{lead}(?P<typed>(?:{front})?(?:{number}))(?![^\W_])", re.IGNORECASE),)
