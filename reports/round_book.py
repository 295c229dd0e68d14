"""The workbook of a round, in the child process: typed cells, one style a kind of cell."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from plans.book_cells import MOST_CHARS
from plans.files import XLSX, Produced
from reports.round_rows import Cell
from reports.round_tables import BookAsked, Table, tables

HEAD_ROW = 4
_LINE, _MOST_HEIGHT = 15.75, 409.0  # points; Excel allows no higher row
_PER_WIDTH = 1.15  # letters of this font in the width of a figure
_DAY, _WHOLE, _TEXT = "dd/mm/yyyy", "#,##0", "@"
_A4 = 9
# What XML 1.0 cannot hold, halves of surrogate pairs among it.
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ESCAPED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")  # Excel would read a character out of it


def write(asked: BookAsked, _data: bytes | None) -> Produced:
    """A sheet for each table, ready to be filtered and printed."""
    return Produced(asked.file, XLSX, made(asked, tables(asked)))


def made(asked: BookAsked, found: Sequence[Table]) -> bytes:
    """These tables as a workbook."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.worksheets[0])
    _styles(book)
    for table in found:
        _sheet(book, asked, table)
    book.properties.created = asked.data.as_of.replace(tzinfo=None)
    book.properties.modified = book.properties.created
    book.properties.creator = ""
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _styles(book: Any) -> None:
    """Named once: a style of its own for every cell takes most of the time."""
    from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Side

    line = Side(style="thin", color="A6A6A6")
    box = Border(left=line, right=line, top=line, bottom=line)
    top = Alignment(wrap_text=True, vertical="top")
    middle = Alignment(wrap_text=True, vertical="center", horizontal="center")
    plain, bold = (
        Font(name="Times New Roman", size=12),
        Font(name="Times New Roman", size=12, bold=True),
    )
    fill = PatternFill("solid", fgColor="D9E1F2")
    kinds = {"dm_text": _TEXT, "dm_day": _DAY, "dm_number": _WHOLE}
    for name, form in kinds.items():
        place = top if form == _TEXT else Alignment(vertical="top", horizontal="center")
        style = NamedStyle(name, font=plain, border=box, alignment=place, number_format=form)
        book.add_named_style(style)
    head = NamedStyle("dm_head", font=bold, border=box, alignment=middle, fill=fill)
    book.add_named_style(head)
    big = Font(name="Times New Roman", size=14, bold=True)
    book.add_named_style(NamedStyle("dm_title", font=big, number_format=_TEXT))
    slanted = Font(name="Times New Roman", size=11, italic=True)
    book.add_named_style(NamedStyle("dm_under", font=slanted, number_format=_TEXT))


def _sheet(book: Any, asked: BookAsked, table: Table) -> None:
    sheet = book.create_sheet(table.name)
    title = f"{asked.title}: {table.name}" + (f" ({asked.mark})" if asked.mark else "")
    _put(sheet, 1, 1, title, "dm_title")
    _put(sheet, 2, 1, asked.under, "dm_under")
    for at, head in enumerate(table.heads, 1):
        _put(sheet, HEAD_ROW, at, head, "dm_head")
    sheet.row_dimensions[HEAD_ROW].height = _height(table.heads, table.widths)
    for place, row in enumerate(table.rows, HEAD_ROW + 1):
        for at, value in enumerate(row, 1):
            _put(sheet, place, at, value)
        sheet.row_dimensions[place].height = _height(row, table.widths)
    if not table.rows:
        _put(sheet, HEAD_ROW + 1, 1, asked.words["none"], "dm_under")
    _print(sheet, table, asked)


def _put(sheet: Any, row: int, column: int, value: Cell, style: str = "") -> None:
    """A text is never a formula and never a number, whatever it begins with."""
    cell = sheet.cell(row, column)
    cell.style = style or _style(value)
    if value is None or value == "":
        return
    if isinstance(value, str):
        cell.value = fit(value)
        cell.data_type = "s"
        return
    cell.value = value
    if isinstance(value, Decimal) and (places := -int(value.as_tuple().exponent)) > 0:
        cell.number_format = f"{_WHOLE}.{'0' * places}"


def _style(value: Cell) -> str:
    if isinstance(value, date):
        return "dm_day"
    return "dm_number" if isinstance(value, int | Decimal) else "dm_text"


def fit(text: str) -> str:
    """The text as a cell can hold it; a sign that cannot stand in a file becomes U+FFFD."""
    text = _UNFIT.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))
    return _ESCAPED.sub("_x005F_", text)[:MOST_CHARS]


def _height(row: Sequence[Cell], widths: Sequence[int]) -> float:
    return min(_LINE * max(map(_lines, row, widths)) + 3, _MOST_HEIGHT)


def _lines(value: Cell, width: int) -> int:
    """How many lines a text takes in a column; nobody counts them when the file is opened."""
    if not isinstance(value, str):
        return 1
    chars = max(int(width * _PER_WIDTH) - 1, 1)
    return sum(max(1, -(-len(one) // chars)) for one in value.split("\n"))


def _print(sheet: Any, table: Table, asked: BookAsked) -> None:
    """Frozen heads and filters; printed across an A4 page with the heads on every page."""
    for at, width in enumerate(table.widths, 1):
        sheet.column_dimensions[_letter(at)].width = width
    last = HEAD_ROW + max(len(table.rows), 1)
    across = _letter(len(table.widths))
    sheet.freeze_panes = f"{'C' if len(table.widths) > 2 else 'A'}{HEAD_ROW + 1}"
    if table.rows:
        sheet.auto_filter.ref = f"A{HEAD_ROW}:{across}{last}"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", _A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_margins.left = sheet.page_margins.right = 0.4
    sheet.page_margins.top = sheet.page_margins.bottom = 0.5
    sheet.print_title_rows = f"{HEAD_ROW}:{HEAD_ROW}"
    sheet.print_area = f"A1:{across}{last}"
    sheet.oddFooter.center.text = "&P/&N"
    if asked.mark:
        sheet.oddFooter.left.text = asked.mark


def _letter(column: int) -> str:
    from openpyxl.utils import get_column_letter

    return str(get_column_letter(column))
