"""Excel workbooks as blocks: the rows of every visible sheet, merged cells known as such."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from plans.ground import Refusal
from plans.reading.blocks import Block, Line, Place, Row
from plans.reading.workbook import opened, text_of
from plans.text import clean

_MOST_ROWS = 5_000
_MOST_COLUMNS = 40
_BLANKS = 60  # empty rows in a row, behind which a sheet is over


def read_xlsx(data: bytes, name: str) -> tuple[Block, ...]:
    """Raises what `opened` raises, and Refusal reading.formula, reading.too_big."""
    book = opened(data)
    return tuple(
        block
        for number, sheet in enumerate(book.worksheets, 1)
        if sheet.sheet_state == "visible"
        for block in _blocks(sheet, number, name)
    )


def _blocks(sheet: Any, number: int, name: str) -> Iterator[Block]:
    covered = _covered(sheet)
    blanks = 0
    for row in sheet.iter_rows(max_row=_MOST_ROWS, max_col=_MOST_COLUMNS):
        cells = [_cell(cell, covered, sheet.title, name) for cell in row]
        while cells and not cells[-1]:
            cells.pop()
        texts = [cell for cell in cells if cell]
        blanks = 0 if texts else blanks + 1
        if blanks > _BLANKS:
            return
        place = Place(sheet=sheet.title, row=row[0].row)
        if len(texts) == 1 and None not in cells and len(texts[0]) > 3 and _lonely(cells):
            yield Line(" ".join(texts[0].split()), place, whole=True)
        elif texts:
            yield Row(tuple(cells), place, number)


def _lonely(cells: list[str | None]) -> bool:
    """A line typed into the first columns: a title, not a cell of a table's row."""
    first = next(at for at, cell in enumerate(cells) if cell)
    return first == 0


def _covered(sheet: Any) -> dict[tuple[int, int], str | None]:
    """Cells that a merged one covers: below it None, beside it empty."""
    found: dict[tuple[int, int], str | None] = {}
    for area in sheet.merged_cells.ranges:
        for row in range(area.min_row, min(area.max_row, _MOST_ROWS) + 1):
            for column in range(area.min_col, min(area.max_col, _MOST_COLUMNS) + 1):
                if (row, column) != (area.min_row, area.min_col):
                    found[row, column] = None if column == area.min_col else ""
    return found


def _cell(
    cell: Any, covered: dict[tuple[int, int], str | None], sheet: str, name: str
) -> str | None:
    if (cell.row, cell.column) in covered:
        return covered[cell.row, cell.column]
    value = cell.value
    if cell.data_type == "f":
        raise Refusal("reading.formula", name=name, sheet=sheet, cell=cell.coordinate)
    if isinstance(value, datetime | date):
        return f"{value:%d/%m/%Y}"
    return clean(text_of(value))
