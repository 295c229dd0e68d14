"""The biểu of an agency as an Excel file, in the child process: nothing in it is hidden."""

from __future__ import annotations

import io
from typing import Any

from plans.files import XLSX, Produced
from plans.task_sheet import CODE_CELL, HEAD_ROW, NUMBER, RESULT, STATUS, Blank, SheetRow

_WIDTHS = (9, 46, 34, 28, 52)  # characters
_LINE, _LEAST = 16.0, 2  # points of a line, lines of a row at least
_A4 = 9
_FONT = "Times New Roman"  # of papers (NĐ 30/2020)
_ASKED = "FFFBE6"  # what is to be filled in


def write(payload: Blank, _data: bytes | None) -> Produced:
    """Number, contents, what was said last; a status chosen from a list, and the result."""
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.create_sheet(payload.lists[0], 0)
    book.remove(book.worksheets[1])
    _above(sheet, payload)
    last = HEAD_ROW + len(payload.rows)
    for place, row in enumerate(payload.rows, start=HEAD_ROW + 1):
        _row(sheet, place, row, (STATUS, RESULT))
    _row(sheet, last + 1, payload.support, (RESULT,))
    _choices(book, sheet, payload, last)
    _shape(sheet)
    file = io.BytesIO()
    book.save(file)
    return Produced(payload.file, XLSX, file.getvalue())


def _above(sheet: Any, payload: Blank) -> None:
    from openpyxl.styles import PatternFill

    title, agency, label = payload.intro
    _put(sheet, 1, 1, title).font = _font(size=13, bold=True)
    _put(sheet, 2, 1, agency).font = _font(bold=True)
    _put(sheet, CODE_CELL[0], 1, label)
    _put(sheet, *CODE_CELL, payload.code)
    _put(sheet, 4, 1, payload.help)
    for at, head in enumerate(payload.heads, start=1):
        cell = _put(sheet, HEAD_ROW, at, head)
        cell.font = _font(bold=True)
        cell.fill = PatternFill("solid", fgColor="DDDDDD")
        _boxed(cell)


def _row(sheet: Any, place: int, row: SheetRow, asked: tuple[int, ...]) -> None:
    from openpyxl.styles import PatternFill

    said = (row.number, row.title, row.before)
    for at, text in enumerate(said, start=NUMBER):
        _put(sheet, place, at, text)
    for at in range(NUMBER, RESULT + 1):
        cell = sheet.cell(place, at)
        cell.font = _font()
        _boxed(cell)
        cell.number_format = "@"  # "1.10" stays what it is
        if at in asked:
            cell.fill = PatternFill("solid", fgColor=_ASKED)
    lines = (_lines(text, width) for text, width in zip(said, _WIDTHS, strict=False))
    sheet.row_dimensions[place].height = _LINE * max(_LEAST, *lines)


def _lines(text: str, width: int) -> int:
    """How many lines a text takes; not every program that opens the file works it out."""
    return sum(len(line) // width + 1 for line in text.split("\n"))


def _font(*, size: int = 12, bold: bool = False) -> Any:
    from openpyxl.styles import Font

    return Font(name=_FONT, size=size, bold=bold)


def _boxed(cell: Any) -> None:
    from openpyxl.styles import Alignment, Border, Side

    thin = Side(style="thin", color="999999")
    cell.border = Border(left=thin, right=thin, top=thin, bottom=thin)
    cell.alignment = Alignment(wrap_text=True, vertical="top")


def _put(sheet: Any, row: int, column: int, text: str) -> Any:
    """Text, and never a formula, whatever it begins with."""
    cell = sheet.cell(row, column)
    cell.font = _font()
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
    sheet.print_title_rows = f"{HEAD_ROW}:{HEAD_ROW}"
    sheet.page_setup.paperSize = _A4
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
