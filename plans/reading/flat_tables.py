"""Tables whose cells have run together: text out of a PDF, or one cell a line.

The head names the columns. A row begins with the next number; its words are shared out over the
columns so that each holds what it may hold: agencies, a time, free text; best at line ends.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from plans.reading.blocks import Block, Line, Place, Row
from plans.reading.flat_rows import Piece, shared_out
from plans.reading.paragraphs import capitals, opens
from plans.reading.roles import role_of
from plans.text import bare

_FIRST_WORD = re.compile(r"(?:stt|tt|so tt|s\.t\.t|so thu tu)\b")
_HEAD_LINES = 18
_HEAD_WORDS = 48
_LONGEST_HEAD = 12  # words of one column's head
_ROW = re.compile(r"(?P<number>\d{1,3}(?:\.\d{1,3}){0,3})[.)]?(?:\s+(?P<rest>\S.*))?$")
_GROUP = re.compile(r"(?P<number>[IVX]{1,5}|[A-H])[.)]?(?:\s+(?P<rest>\S.*))?$")
_END = re.compile(r"(?:noi nhan|tm\.|kt\.|tren day la|phu luc|ghi chu\s*:|nguoi lap)")
_COUNTING = re.compile(r"\(?1\)?[\s.]+\(?2\)?[\s.]+\(?3\)?")


@dataclass
class _Flat:
    """A row on its way: its number and the lines of its words, before and behind a page's end."""

    number: str
    place: Place
    pieces: list[Piece] = field(default_factory=list)
    group: bool = False


def unflattened(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks with every flattened table as rows."""
    made: list[Block] = []
    at, table = 0, 1000
    while at < len(blocks):
        head = _head_at(blocks, at)
        if head is None:
            made.append(blocks[at])
            at += 1
            continue
        rows, at = _table(blocks, at, head, table)
        made += rows
        table += 1
    return tuple(made)


@dataclass(frozen=True)
class _Head:
    roles: tuple[str, ...]
    names: tuple[str, ...]
    key: str
    lines: int


def _head_at(blocks: Sequence[Block], at: int) -> _Head | None:
    first = blocks[at]
    if not isinstance(first, Line) or not _FIRST_WORD.match(bare(first.text)):
        return None
    words: list[str] = []
    best: _Head | None = None
    for count, block in enumerate(blocks[at : at + _HEAD_LINES], 1):
        if not isinstance(block, Line):
            break
        words += block.text.split()
        if len(words) > _HEAD_WORDS:
            break
        names = _columns(tuple(words))
        roles = tuple(role_of(name) or "" for name in names or ())
        if names and {"title", "lead"} <= set(roles) | ({"lead"} if "both" in roles else set()):
            best = _Head(roles, names, bare(" ".join(words)), count)
    return best


def _columns(words: tuple[str, ...]) -> tuple[str, ...] | None:
    """The words of a head as names of columns, as few as they can be; None where they are none."""

    @lru_cache(None)
    def cut(at: int) -> tuple[str, ...] | None:
        if at == len(words):
            return ()
        best: tuple[str, ...] | None = None
        for end in range(min(len(words), at + _LONGEST_HEAD), at, -1):
            name = " ".join(words[at:end])
            if role_of(name) is None:
                continue
            rest = cut(end)
            if rest is not None and (best is None or len(rest) + 1 < len(best)):
                best = (name, *rest)
        return best

    found = cut(0)
    return found if found and role_of(found[0]) == "number" else None


def _table(blocks: Sequence[Block], at: int, head: _Head, table: int) -> tuple[list[Block], int]:
    """The rows of a flattened table, and where it ends."""
    rows: list[_Flat] = []
    start, at = at, at + head.lines
    broken = False
    while at < len(blocks):
        block = blocks[at]
        if not isinstance(block, Line) or _ends(block):
            break
        again = _head_at(blocks, at)
        if again is not None and again.roles == head.roles:
            if rows and rows[-1].pieces and rows[-1].pieces[-1].text.isdigit():
                rows[-1].pieces.pop()  # the number of the page that ended
            at, broken = at + again.lines, True
            continue
        if again is not None:
            break
        broken = _line(rows, block, broken)
        at += 1
    if not any(not row.group for row in rows):
        return [blocks[start]], start + 1
    head_row = Row(head.names, blocks[start].place, table)
    return [head_row, *_rows(rows, head, table)], at


def _ends(block: Line) -> bool:
    key = bare(block.text)
    if _END.match(key) or (opens(block.text) and not key.startswith(("co quan", "don vi"))):
        return True
    roman = re.match(r"[IVX]+\.\s+\S", block.text)
    return bool(roman) and capitals(block.text) and len(block.text) < 90 and "to chuc" in key


def _line(rows: list[_Flat], block: Line, broken: bool) -> bool:
    """Put a line into its row; returns whether the row was cut by a page's end just before."""
    text = block.text
    if not rows and _COUNTING.match(text):
        return broken
    starts = _begins(text, rows)
    if starts:
        number, rest, group = starts
        row = _Flat(number, block.place, group=group)
        rows.append(row)
        if rest:
            row.pieces.append(Piece(rest, False))
        return False
    if rows:
        rows[-1].pieces.append(Piece(text, broken))
    return broken


def _begins(text: str, rows: Sequence[_Flat]) -> tuple[str, str, bool] | None:
    hit = _ROW.match(text)
    if hit and _next(hit["number"], rows):
        return hit["number"], hit["rest"] or "", False
    group = _GROUP.match(text)
    if group and (group["rest"] is None or group["rest"][0].isupper()):
        return group["number"], group["rest"] or "", True
    return None


def _next(number: str, rows: Sequence[_Flat]) -> bool:
    """Whether a number follows the last one: 4 after 3, 2.1 after 2 or 1.3, 1 after a group."""
    parts = [int(part) for part in number.split(".")]
    known = [row for row in rows if not row.group]
    if not known or rows[-1].group:
        return parts[-1] == 1 or (bool(known) and _follows(parts, known[-1].number))
    return _follows(parts, known[-1].number)


def _follows(parts: list[int], before: str) -> bool:
    last = [int(part) for part in before.split(".")]
    for depth in range(len(last), 0, -1):
        if parts == [*last[: depth - 1], last[depth - 1] + 1]:
            return True
    deeper = len(parts) == len(last) + 1 and parts == [*last, 1]
    return deeper or (len(parts) == 2 and parts == [last[0] + 1, 1])


def _rows(rows: Sequence[_Flat], head: _Head, table: int) -> Iterator[Row]:
    for at, row in enumerate(rows, 1):
        place = replace(row.place, table=None, row=at)
        if row.group:
            words = " ".join(piece.text for piece in row.pieces)
            cells = [
                row.number if role == "number" else words if role == "title" else ""
                for role in head.roles
            ]
        else:
            shares = shared_out(row.pieces, head.roles[1:])
            cells = [row.number, *shares]
        yield Row(tuple(cells), place, table)
