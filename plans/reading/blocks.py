"""What every format becomes first: lines and table rows in the document's order, with places."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any


@dataclass(frozen=True)
class Place:
    """Where something stands; counted from 1, as people count."""

    line: int | None = None
    page: int | None = None
    table: int | None = None
    row: int | None = None
    sheet: str | None = None
    cell: str | None = None

    def source(self) -> dict[str, Any]:
        """As the plan file writes it: what is known only."""
        return {key: value for key, value in vars(self).items() if value is not None}


@dataclass(frozen=True)
class Line:
    """One line of text. `whole`: a paragraph as its author typed it, never a part of one.

    `opens`: it was seen to begin a paragraph (an indent, a gap); None where nothing can be seen.
    """

    text: str
    place: Place
    whole: bool = False
    heading: bool = False
    opens: bool | None = None
    after_gap: bool = False  # a blank line or a page's end stands before it


@dataclass(frozen=True)
class Row:
    """One row of a table. A cell that a merged one covers is None: it says what stands above."""

    cells: tuple[str | None, ...]
    place: Place
    table: int


Block = Line | Row


@dataclass(frozen=True)
class Document:
    """A document as blocks; `name` is the file's."""

    name: str
    blocks: tuple[Block, ...]

    @property
    def text(self) -> str:
        """All its words, to look at as a whole."""
        return "\n".join(words(block) for block in self.blocks)

    def runs(self) -> Iterator[tuple[Line, ...] | tuple[Row, ...]]:
        """Lines in a row, and the rows of one table in a row, in turn."""
        for _, run in groupby(self.blocks, key=lambda b: b.table if isinstance(b, Row) else 0):
            yield tuple(run)  # type: ignore[misc]


def words(block: Block) -> str:
    """The text of a block."""
    return block.text if isinstance(block, Line) else "\t".join(cell or "" for cell in block.cells)
