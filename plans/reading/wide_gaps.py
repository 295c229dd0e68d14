"""Tables of plain text whose columns are held apart by spaces alone.

The head names the columns. Where one ends and the next begins is seen in all lines together: a
stretch of places that is blank in every line. Where no such stretch is found, the cells stand
below the beginnings of their heads.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from plans.reading.name_lists import is_list
from plans.reading.paragraphs import joined
from plans.reading.roles import role_of

_CHUNK = re.compile(r"\S+(?: \S+)*")
_FEWEST = 3  # columns
_HEAD_LINES = 3
_NUMBER = re.compile(r"(?:\d{1,3}(?:\.\d{1,3})*|[IVX]{1,5}|[A-H]|[a-zđ])[.)]?")
_BLANKS = 2  # empty lines in a row, behind which a table is over
_LEADS = frozenset({"lead", "both", "colead"})

Bounds = Sequence[int]  # where each column begins


@dataclass(frozen=True)
class WideTable:
    """A table from one raw line to another (not included), and its rows with their first lines."""

    start: int
    end: int
    rows: tuple[tuple[int, tuple[str, ...]], ...]


def wide_table_at(raw: Sequence[str], at: int) -> WideTable | None:
    """The table whose head begins at a line, or None."""
    head = _head(raw, at)
    if head is None:
        return None
    bounds, lines, names = head
    body = at + lines
    end = _end(raw, body, bounds)
    if end == body:
        return None
    places = [place for place in range(body, end) if raw[place].strip()]
    bounds = _gutters([raw[place] for place in (*range(at, body), *places)], bounds)
    rows = ((at, tuple(names)), *_rows(raw, places, bounds))
    return WideTable(at, end, rows)


def _head(raw: Sequence[str], at: int) -> tuple[Bounds, int, list[str]] | None:
    """Where the columns of a head begin, how many lines it has, and its names."""
    if len(_CHUNK.findall(raw[at])) < _FEWEST:
        return None
    for lines in range(1, _HEAD_LINES + 1):
        part = raw[at : at + lines]
        if any(not line.strip() for line in part):
            return None
        bounds = max(([hit.start() for hit in _CHUNK.finditer(line)] for line in part), key=len)
        names = [" ".join(cell) for cell in _cells(part, bounds)]
        roles = [role_of(name) for name in names]
        if len(names) >= _FEWEST and all(roles) and _LEADS & set(roles) and "title" in roles:
            return bounds, lines, names
    return None


def _cells(lines: Sequence[str], bounds: Bounds) -> list[list[str]]:
    """The stretches of lines, each in the column it stands in."""
    cells: list[list[str]] = [[] for _ in bounds]
    for line in lines:
        for hit in _CHUNK.finditer(line):
            cells[_column(hit.start(), hit.end(), bounds)].append(hit[0])
    return cells


def _column(start: int, end: int, bounds: Bounds) -> int:
    """The last column that begins before, or hardly behind, the beginning of a stretch."""
    slack = min(3, end - start)
    return max((at for at, bound in enumerate(bounds) if bound < start + slack), default=0)


def _end(raw: Sequence[str], body: int, bounds: Bounds) -> int:
    """Behind the last line of a table: a line of its own at the left margin ends it."""
    last, blanks = body, 0
    for at in range(body, len(raw)):
        line = raw[at]
        if not line.strip():
            blanks += 1
            if blanks > _BLANKS:
                break
            continue
        if not _belongs(raw, at, bounds):
            break
        last, blanks = at + 1, 0
    return last


def _belongs(raw: Sequence[str], at: int, bounds: Bounds) -> bool:
    """A line that goes on in a column, begins a row, or heads the rows behind it."""
    hits = list(_CHUNK.finditer(raw[at]))
    if hits[0].start() >= bounds[1] - 1:
        return True
    if _NUMBER.fullmatch(hits[0][0]):
        return len(hits) > 1
    following = next((line for line in raw[at + 1 : at + 4] if line.strip()), "")
    below = _CHUNK.findall(following)
    return len(hits) == 1 and len(below) > 1 and _NUMBER.fullmatch(below[0]) is not None


def _gutters(lines: Sequence[str], bounds: Bounds) -> Bounds:
    """Where columns begin behind stretches blank in all lines; as before where they are others."""
    lonely = [line for line in lines if len(_CHUNK.findall(line)) > 1 or line.startswith("  ")]
    width = max(map(len, lonely), default=0)
    filled = [any(line[at : at + 1].strip() for line in lonely) for at in range(width)]
    starts = [at for at in range(width) if filled[at] and not any(filled[max(0, at - 2) : at])]
    return starts if len(starts) == len(bounds) else bounds


def _rows(
    raw: Sequence[str], places: Sequence[int], bounds: Bounds
) -> Iterator[tuple[int, tuple[str, ...]]]:
    """The rows below the head: each begins in the first column, or heads those behind it."""
    begun: list[int] = []
    for place in [*places, None]:
        opens = place is None or _cells([raw[place]], bounds)[0]
        if opens and begun:
            yield begun[0], _row([raw[one] for one in begun], bounds)
            begun = []
        if place is not None:
            begun.append(place)


def _row(lines: Sequence[str], bounds: Bounds) -> tuple[str, ...]:
    found = _cells(lines, bounds)
    heading = sum(map(bool, found)) == 1 and found[0] and not _NUMBER.fullmatch(found[0][0])
    cells = [_cell(one) for one in found]
    return ("", cells[0], *cells[2:]) if heading else tuple(cells)


def _cell(lines: Sequence[str]) -> str:
    """The lines of a cell: whole names one below the other stay apart, all else is one text."""
    text = ""
    for line in lines:
        last = text.rpartition("\n")[2]
        apart = last and is_list(last) and is_list(line)
        text = f"{text}\n{line}" if apart else joined((text, line)).strip() if text else line
    return text
