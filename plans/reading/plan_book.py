"""The workbook of a plan as it comes back, in the child process."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from plans.ground import Refusal
from plans.plan_book_read import MOST_ROWS, Cell, Cells
from plans.reading.workbook import opened, text_of
from plans.text import clean

_MOST_COLUMNS = 40


def cells_of(data: bytes) -> dict[str, Cells]:
    """Sheet → its cells that hold something. Raises what `opened` raises."""
    return {sheet.title: _cells(sheet) for sheet in opened(data).worksheets}


def _cells(sheet: Any) -> Cells:
    if sheet.max_row > MOST_ROWS:
        raise Refusal("excel.too_large")
    found: dict[tuple[int, int], Cell] = {}
    for row in sheet.iter_rows(max_col=_MOST_COLUMNS):
        for cell in row:
            if cell.value is not None:
                odd = "book.formula" if cell.data_type == "f" else ""
                found[cell.row, cell.column] = Cell(_text(cell.value), odd)
    for area in sheet.merged_cells.ranges:
        first = (area.min_row, area.min_col)
        if first in found and area.min_row > 3:
            found[first] = Cell(found[first].text, "book.merged")
    return found


def _text(value: Any) -> str:
    return clean(f"{value:%d/%m/%Y}" if isinstance(value, datetime) else text_of(value))
