"""The biểu of an agency as an Excel file, in the child process: nothing in it is hidden."""

from __future__ import annotations

import io
from typing import Any

from plans.files import XLSX, Produced
from plans.task_sheet import CODE_CELL, HEAD_ROW, NUMBER, RESULT, STATUS, Blank, SheetRow

_WIDTHS = (10, 60, 40, 34, 70)
_SPARE_ROWS = 1  # the row of phần phối hợp


def write(payload: Blank, _data: bytes | None) -> Produced:
    """Number, contents, what was said last; a status chosen from a list, and the result."""
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.create_sheet(payload.lists[0], 0)
    book.remove(book.worksheets[1])
    _above(sheet, payload)
    rows = (*payload.rows, payload.support)
    for place, row in enumerate(rows, start=HEAD_ROW + 1):
        _row(sheet, place, row)
    last = HEAD_ROW + len(rows) - _SPARE_ROWS
    _choices(book, sheet, payload, last)
    _shape(sheet)
    file = io.BytesIO()
    book.save(file)
    return Produced(payload.file, XLSX, file.getvalue())


def _above(sheet: Any, payload: Blank) -> None:
    from openpyxl.styles import Font, PatternFill

    title, agency, label = payload.intro
    _put(sheet, 1, 1, title).font = Font(bold=True, size=13)
    _put(sheet, 2, 1, agency).font = Font(bold=True)
    _put(sheet, CODE_CELL[0], 1, label)
    _put(sheet, *CODE_CELL, payload.code)
    _put(sheet, 4, 1, payload.help)
    for at, head in enumerate(payload.heads, start=1):
        cell = _put(sheet, HEAD_ROW, at, head)
        cell.font = Font(bold=True)
        cell.fill = PatternFill("solid", fgColor="DDDDDD")


def _row(sheet: Any, place: int, row: SheetRow) -> None:
    from openpyxl.styles import Alignment

    for at, text in enumerate((row.number, row.title, row.before), start=NUMBER):
        _put(sheet, place, at, text)
    for at in range(NUMBER, RESULT + 1):
        cell = sheet.cell(place, at)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        cell.number_format = "@"  # "1.10" stays what it is


def _put(sheet: Any, row: int, column: int, text: str) -> Any:
    """Text, and never a formula, whatever it begins with."""
    cell = sheet.cell(row, column)
    cell.value = text
    cell.data_type = "s"
    return cell


def _choices(book: Any, sheet: Any, payload: Blank, last: int) -> None:
    """The statuses stand on a tab of their own, since their names hold commas."""
    from openpyxl.worksheet.datavalidation import DataValidation

    _, tab, head = payload.lists
    listed = book.create_sheet(tab)
    listed.column_dimensions["A"].width = _WIDTHS[STATUS - 1]
    for place, text in enumerate((head, *payload.statuses), start=1):
        _put(listed, place, 1, text)
    if last <= HEAD_ROW:
        return  # an agency that leads nothing: no status to choose
    until = len(payload.statuses) + 1
    rule = DataValidation(type="list", formula1=f"'{tab}'!$A$2:$A${until}", allow_blank=True)
    rule.showErrorMessage = True
    rule.add(f"D{HEAD_ROW + 1}:D{last}")
    sheet.add_data_validation(rule)


def _shape(sheet: Any) -> None:
    for letter, width in zip("ABCDE", _WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.freeze_panes = f"A{HEAD_ROW + 1}"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
