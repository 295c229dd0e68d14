"""The list of focal points out of an Excel file, in the child process."""

from __future__ import annotations

from typing import Any

from plans.ground import Refusal
from plans.list_heads import HEAD_ROWS, Heads, find_heads
from plans.people_list import Cell, Names, PeopleList, Sheet, read_list
from plans.reading.workbook import opened, text_of

_LAST_COLUMN = 40
_FAR = 20_000  # rows below the heads: nobody looks further for merged cells


def read(payload: Names, data: bytes | None) -> PeopleList:
    """What stands in the first sheet that has the heads of a list.

    Raises what `opened` raises, and Refusal people.no_heads, people.heads_missing,
    people.heads_twice, people.empty, people.too_many.
    """
    book = opened(data or b"")
    refused: Refusal | None = None
    for sheet in book.worksheets:
        if sheet.sheet_state != "visible":
            continue
        try:
            heads = _heads(sheet)
        except Refusal as refusal:
            refused = refused or refusal
            continue
        return read_list(_cells(sheet, heads), heads, payload)
    raise refused or Refusal("people.no_heads", rows=HEAD_ROWS)


def _heads(sheet: Any) -> Heads:
    texts = {
        (cell.row, cell.column): str(cell.value)
        for row in sheet.iter_rows(max_row=HEAD_ROWS, max_col=_LAST_COLUMN)
        for cell in row
        if cell.value is not None
    }
    found = find_heads(texts)
    reach = [one.max_row for one in sheet.merged_cells.ranges if one.min_row <= found.last_row]
    return Heads(found.columns, max([found.last_row, *(r for r in reach if r <= HEAD_ROWS)]))


def _cells(sheet: Any, heads: Heads) -> Sheet:
    """The cells below the heads in the columns of the list; merged ones say so."""
    wanted = set(heads.columns.values())
    merged = {
        (row, column)
        for area in sheet.merged_cells.ranges
        if area.max_row > heads.last_row
        for row in range(max(area.min_row, heads.last_row + 1), min(area.max_row, _FAR) + 1)
        for column in wanted & set(range(area.min_col, area.max_col + 1))
    }
    found = {place: Cell("", "people.merged") for place in merged}
    for row in sheet.iter_rows(min_row=heads.last_row + 1, max_col=max(wanted)):
        for cell in row:
            place = (cell.row, cell.column)
            if cell.value is not None and cell.column in wanted and place not in merged:
                found[place] = Cell(text_of(cell.value), _odd(cell))
    return found


def _odd(cell: Any) -> str:
    return "people.formula" if cell.data_type == "f" else ""
