"""One pasted message with many tasks, split where the plan's own numbers open a paragraph.

The rule, line by line. A line opens a piece when it begins with (a bullet, a label, a plan's short
name and) a number that is a candidate's:
- surely, when a label or short name stands before it, or a stop behind it (`1.2:`, `1.2)`), or
  nothing, or a capital letter, or a word that opens a sentence ("5 đã kiểm tra"), or when the
  number has several parts ("1.2 hệ thống …");
- never, when it is an amount: a unit follows ("1.2 tỷ"), or, after a whole number, a thing one
  counts ("2 nhà máy", "2 Quyết định");
- else it is doubtful ("2 lắp đặt xong") and opens a piece only below a sure one and when it stands
  later in the order of the candidates; on the first line, when a sure one stands below.
Within a line that opens a piece, what stands behind a semicolon opens the next one where its
number is sure ("1.2 đã xong; 1.3: đang làm") and no item of a list ("gồm: 1) …; 2) …").
"1) … 2) …" inside a piece is a list of that piece when no task is called 1. A line like
"7.9 Đã làm", whose number is nobody's, is kept apart as unknown, and so is what stands below the
heading of a part ("II. Khó khăn") before the next number; a heading with nothing of its own below
it is only named. Any other line belongs to what stands above it: nothing typed is lost.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from plans.heads import Head, HeadReader, Sure
from plans.model import Status
from plans.numbers import Numbered
from plans.status import said_status
from plans.text import clean

_SEMICOLON = re.compile(r";\s+")
_PART = re.compile(r"\s*[IVX]{1,4}\s*[.)]\s+\S")  # "II. Khó khăn, vướng mắc"


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
    """A message as it was split: `unknown` keeps whole texts, `repeated` and `empty` numbers.

    `headings`: those of parts, with nothing below them; `ends_unknown`: the last text is unknown.
    """

    pieces: tuple[Piece, ...]
    before: str
    unknown: tuple[str, ...]
    repeated: tuple[str, ...]
    empty: tuple[str, ...]
    headings: tuple[str, ...] = ()
    ends_unknown: bool = False


@dataclass
class _Block:
    head: Head | None
    lines: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "\n".join(line.rstrip() for line in self.lines).strip()

    @property
    def strange(self) -> bool:
        return self.head is not None and self.head.sure is Sure.STRANGER

    @property
    def is_heading(self) -> bool:
        return self.strange and _PART.match(self.text) is not None and "\n" not in self.text

    def pieces(self) -> list[Piece]:
        if self.head is None or self.head.sure is Sure.STRANGER:
            return []
        status, said = said_status(self.text)
        pairs = zip(self.head.typed, self.head.matches, strict=True)
        return [Piece(typed, found, self.text, status, said) for typed, found in pairs]


def split(text: str, candidates: Sequence[Numbered], *, trusting: bool = False) -> Pasted:
    """Split a message by the rule of this module; never raises, keeps every word typed.

    `trusting`: a doubtful number opens a piece on the first line too ("6 xong phần 1"); for
    messages that can be nothing else.

    `candidates` stand in the plan's order. A number typed twice gives two pieces and is named in
    `repeated`; a number without text gives no piece and is named in `empty`.
    """
    first, *blocks = _blocks(clean(text).split("\n"), candidates, trusting)
    found = [piece for block in blocks for piece in block.pieces()]
    pieces = _told_apart([piece for piece in found if piece.text])
    unknown = [block.text for block in blocks if block.strange and not block.is_heading]
    return Pasted(
        pieces=pieces,
        before=first.text,
        unknown=tuple(unknown),
        repeated=_repeated(pieces),
        empty=tuple(piece.typed for piece in found if not piece.text),
        headings=tuple(block.text for block in blocks if block.is_heading),
        ends_unknown=bool(blocks) and blocks[-1].strange,
    )


def begins_with_number(text: str, candidates: Sequence[Numbered]) -> bool:
    """Whether a message may begin with a candidate's number, and no amount stands there."""
    head = HeadReader(candidates).read(clean(text).partition("\n")[0])
    return head is not None and head.sure is not Sure.STRANGER and bool(head.text)


def looks_like_paste(text: str, candidates: Sequence[Numbered]) -> bool:
    """Whether a message is meant as answers by number: one of its lines surely opens a piece."""
    blocks = _blocks(clean(text).split("\n"), candidates)
    return any(block.head is not None and block.head.sure is Sure.SURE for block in blocks)


def _told_apart(found: Sequence[Piece]) -> tuple[Piece, ...]:
    """A number of two tasks means the one that no other piece of the message names for sure."""
    sure = {piece.matches[0] for piece in found if len(piece.matches) == 1}
    left = [tuple(one for one in piece.matches if one not in sure) for piece in found]
    return tuple(
        replace(piece, matches=rest) if rest else piece
        for piece, rest in zip(found, left, strict=True)
    )


def _repeated(found: Sequence[Piece]) -> tuple[str, ...]:
    """Numbers typed twice, and those of which nothing is left that other pieces do not name."""
    counts = Counter(piece.matches for piece in found)
    sure = {piece.matches[0] for piece in found if len(piece.matches) == 1}
    again = {
        piece.matches: piece.typed
        for piece in found
        if counts[piece.matches] > 1 or (len(piece.matches) > 1 and sure >= set(piece.matches))
    }
    return tuple(again.values())


def _part(line: str) -> Head | None:
    """The heading of a part of a công văn: no task's, whatever stands behind it."""
    return Head((), (), line.strip(), Sure.STRANGER, None) if _PART.match(line) else None


def _apart(line: str, reader: HeadReader) -> Iterator[str]:
    """A line typed with one thumb holds several answers: one for each sure number in it."""
    start, first = 0, reader.read(line)
    if first is not None and first.sure is not Sure.STRANGER:
        for mark in _SEMICOLON.finditer(line):
            head = reader.read(line[mark.end() :])
            if head is not None and head.sure is Sure.SURE and not _listed(head):
                yield line[start : mark.start()]
                start = mark.end()
    yield line[start:]


def _listed(head: Head) -> bool:
    return head.listed is not None and head.listed[1] in ".)"


def _blocks(
    lines: Sequence[str], candidates: Sequence[Numbered], trusting: bool = False
) -> list[_Block]:
    reader = HeadReader(candidates)
    lines = [part for line in lines for part in _apart(line, reader)]
    heads = [_part(line) or reader.read(line) for line in lines]
    some_sure = any(head is not None and head.sure is Sure.SURE for head in heads)
    splitter = _Splitter(candidates, some_sure, trusting)
    for line, head in zip(lines, heads, strict=True):
        splitter.take(line, head)
    return splitter.blocks


class _Splitter:
    """Walks down a message; the blocks grow as it goes, the first one holds what has no number."""

    def __init__(self, candidates: Sequence[Numbered], some_sure: bool, trusting: bool) -> None:
        self.blocks = [_Block(None)]
        self._order = {candidate: place for place, candidate in enumerate(candidates)}
        self._first_too = some_sure or trusting
        self._trusting = trusting
        self._last = -1
        self._item: tuple[int, str] | None = None  # the next item of a list inside a piece

    def take(self, line: str, head: Head | None) -> None:
        if head is None or self._is_item(head) or self._is_doubtful(head):
            self.blocks[-1].lines.append(line)
            return
        self._item = None
        if head.sure is Sure.STRANGER:
            self.blocks.append(_Block(head, [line]))
            return
        self._last = max(self._last, *(self._place(found) for found in head.matches))
        self.blocks.append(_Block(head, [head.text]))

    def _place(self, matches: Sequence[Numbered]) -> int:
        return min(self._order[match] for match in matches)

    def _is_item(self, head: Head) -> bool:
        starts = head.listed is not None and head.listed[0] == 1 and self._inside()
        if head.listed and (head.listed == self._item or (starts and not any(head.matches))):
            self._item = (head.listed[0] + 1, head.listed[1])
            return True
        return False

    def _inside(self) -> bool:
        above = self.blocks[-1].head
        return above is not None and above.sure is not Sure.STRANGER

    def _is_doubtful(self, head: Head) -> bool:
        if head.sure is not Sure.DOUBTFUL:
            return False
        at_top = len(self.blocks) == 1 and not self.blocks[0].lines
        place = self._place(head.matches[0])
        later = self._last >= 0 and place > self._last
        again = self._trusting and place == self._last
        return not (later or again or (at_top and self._first_too))
