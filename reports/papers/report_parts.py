"""The báo cáo tổng hợp as plain data: lines and tables, each with the part it belongs to.

A part is what a person edits as one piece; its key stays the same from one build to the next.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from plans.text import clean


@dataclass(frozen=True)
class Line:
    """A paragraph. `typed` is what somebody else wrote, behind `text`; `rough`: it stands on
    yellow, because it is shorthand. `place` names the part to a person ("Mục II.2, nhiệm vụ 1.3").
    `look`: section, part, group, task, text, item, under.
    """

    key: str
    place: str
    look: str
    text: str
    typed: str = ""
    rough: bool = False

    @property
    def whole(self) -> str:
        return f"{self.text} {self.typed}".strip()


@dataclass(frozen=True)
class Row:
    """A row of a table; `cells` are words already, `rough`: cells to stand on yellow."""

    key: str
    place: str
    cells: tuple[str, ...]
    rough: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Grid:
    """A table: widths in mm, the columns that are centred; sizes in points."""

    heads: tuple[str, ...]
    widths: tuple[float, ...]
    centred: frozenset[int]
    rows: tuple[Row, ...]
    size: float = 12


Piece = Line | Grid


@dataclass(frozen=True)
class Annex:
    """Phụ lục: a section of its own with page numbers of its own. `name`: tasks, reports, …"""

    name: str
    number: str
    label: str
    title: str
    under: str
    grid: Grid
    landscape: bool = True


@dataclass(frozen=True)
class Head:
    """The head of the paper, NĐ 30/2020/NĐ-CP, Phụ lục I, mục II (Mẫu 1.4)."""

    nation: tuple[str, ...]
    above: str
    agency: str
    number: str
    place: str
    kind: str
    about: str
    to: tuple[str, ...]  # Kính gửi, a line each


@dataclass(frozen=True)
class Report:
    """The whole paper."""

    head: Head
    body: tuple[Piece, ...]
    copies: tuple[str, ...]
    signer: tuple[str, ...]
    annexes: tuple[Annex, ...]
    fill: str
    head_place: str = ""
    foot_place: str = ""

    def pieces(self) -> Iterator[Line | Row]:
        """Every line and row, in the order of the paper."""
        for one in (*self.body, *(annex.grid for annex in self.annexes)):
            yield from one.rows if isinstance(one, Grid) else (one,)


@dataclass(frozen=True)
class Sources:
    """The table "đối chiếu, không gửi kèm": where each statement comes from."""

    title: tuple[str, ...]
    under: str
    grid: Grid


@dataclass(frozen=True)
class Part:
    """What a build remembers of a part: its key, its place, and a mark of each of its blocks."""

    key: str
    place: str
    marks: tuple[str, ...]


def annex_numbers(names: Sequence[str]) -> Mapping[str, str]:
    """The annexes that there are, numbered without a hole: I, II, III, IV."""
    return dict(zip(names, ("I", "II", "III", "IV"), strict=False))


def typed(text: str) -> str:
    """What somebody typed, fit for a file: no controls, no halves of pairs, no lines to spare."""
    return "\n".join(line for raw in clean(text).split("\n") if (line := raw.strip()))
