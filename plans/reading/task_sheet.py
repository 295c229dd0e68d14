"""The biểu of an agency as it comes back, in the child process."""

from __future__ import annotations

from typing import Any

from plans.ground import Refusal
from plans.reading.workbook import opened, text_of
from plans.task_sheet import (
    CODE_CELL,
    RESULT,
    Cell,
    Expected,
    Filled,
    Place,
    read_sheet,
    wrong_heads,
)
from plans.text import clean, fold

_MOST_ROWS = 2_000


def read(payload: Expected, data: bytes | None) -> Filled:
    """What was filled in. Raises what `opened` raises, and Refusal excel.too_large,
    sheet.not_ours (no code), sheet.other (code of another agency, plan or round), sheet.heads.
    """
    sheet = _ours(opened(data or b""))
    if sheet.max_row > _MOST_ROWS:
        raise Refusal("excel.too_large")
    cells = _cells(sheet)
    code = clean(cells.get(CODE_CELL, Cell("")).text)
    if fold(code) != fold(payload.code):
        raise Refusal("sheet.other", found=code)
    wrong = wrong_heads(cells, payload.heads)
    if wrong:
        raise Refusal("sheet.heads", heads=wrong)
    return read_sheet(cells, payload)


def _ours(book: Any) -> Any:
    """The tab with a code where it was sent; the list of statuses has none."""
    for sheet in book.worksheets:
        if clean(text_of(sheet.cell(*CODE_CELL).value)).count("/") >= 2:
            return sheet
    raise Refusal("sheet.not_ours")


def _cells(sheet: Any) -> dict[Place, Cell]:
    merged = {
        (row, column)
        for area in sheet.merged_cells.ranges
        for row in range(area.min_row, min(area.max_row, _MOST_ROWS) + 1)
        for column in range(area.min_col, min(area.max_col, RESULT) + 1)
    }
    found = {place: Cell("", "merged") for place in merged}
    for row in sheet.iter_rows(max_col=RESULT):
        for cell in row:
            place = (cell.row, cell.column)
            if cell.value is not None:
                odd = "merged" if place in merged else "formula" if cell.data_type == "f" else ""
                found[place] = Cell(text_of(cell.value), odd)
    return found
