"""The parts of a report in the order of its file, each with the marks of its blocks.

The file is written and read back, so that a build remembers what it said. In the child process.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from reports.papers.report_marks import blocks
from reports.papers.report_parts import Annex, Grid, Line, Part, Report, Row
from reports.papers.report_writing import Made


@dataclass(frozen=True)
class Laid:
    """A part of a report as its file has it. `grid`: the key of the head of the table in which it
    is a row; `annex`: the name of the annex it stands in.
    """

    key: str
    place: str
    marks: tuple[str, ...]
    text: str
    grid: str
    annex: str
    elements: tuple[Any, ...]

    def made(self) -> list[Any]:
        """Its elements once more, to stand in another file."""
        return [copy.deepcopy(one) for one in self.elements]


@dataclass(frozen=True)
class _Slot:
    key: str
    place: str
    grid: str = ""
    annex: str = ""


def laid_of(report: Report, made: Made) -> tuple[Laid, ...]:
    """All parts of a report, in the document that was made of it."""
    found = blocks(made.page)
    slots = _named(_slots(report, made.head, len(found)))
    groups: dict[str, list[int]] = {}
    for at, one in enumerate(slots):
        groups.setdefault(one.key, []).append(at)
    return tuple(
        Laid(
            key=key,
            place=slots[some[0]].place,
            marks=tuple(found[at].mark for at in some),
            text=" ".join(found[at].text for at in some),
            grid=slots[some[0]].grid,
            annex=slots[some[0]].annex,
            elements=tuple(found[at].element for at in some),
        )
        for key, some in groups.items()
    )


def parts(found: Sequence[Laid]) -> tuple[Part, ...]:
    """What is kept of a build."""
    return tuple(Part(one.key, one.place, one.marks) for one in found)


def _slots(report: Report, head: int, total: int) -> Iterator[_Slot]:
    """One for each block; what the template has around the body is counted, not known."""
    body = [slot for one in report.body for slot in _body(one, report.head_place)]
    annexes = [slot for annex in report.annexes for slot in _annex(annex)]
    foot = total - head - len(body) - len(annexes)
    yield from (_Slot(f"head/{at}", report.head_place) for at in range(head))
    yield from body
    yield from (_Slot(f"foot/{at}", report.foot_place) for at in range(foot))
    yield from annexes


def _body(one: Line | Grid, head: str) -> Iterator[_Slot]:
    if isinstance(one, Line):
        yield _Slot(one.key, one.place)
    else:
        yield from _rows(one, "II.3", head)


def _annex(annex: Annex) -> Iterator[_Slot]:
    for name in ("label", "title", "under"):
        yield _Slot(f"PL/{annex.name}/{name}", annex.label, annex=annex.name)
    yield from _rows(annex.grid, f"PL/{annex.name}", annex.label, annex.name)


def _rows(grid: Grid, key: str, place: str, annex: str = "") -> Iterator[_Slot]:
    rows: tuple[Row, ...] = grid.rows
    heads = f"{key}/heads"
    yield _Slot(heads, rows[0].place if rows and not annex else place, heads, annex)
    for one in rows:
        yield _Slot(one.key, one.place, heads, annex)


def _named(slots: Iterator[_Slot]) -> list[_Slot]:
    """A key that comes again further down is another part."""
    seen: dict[str, int] = {}
    named, last = [], ""
    for one in slots:
        if one.key != last:
            seen[one.key] = seen.get(one.key, 0) + 1
        last, nth = one.key, seen[one.key]
        key = one.key if nth == 1 else f"{one.key}#{nth}"
        named.append(_Slot(key, one.place, one.grid, one.annex))
    return named
