"""The workbook of a plan as an Excel file, in the child process: text cells, lists, warnings."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from plans.book_cells import MOST_CHARS, BookWords, Kind
from plans.draft import Content
from plans.files import XLSX, Produced
from plans.ground import Refusal
from plans.meanings import Meaning
from plans.plan_book import (
    AGENCIES,
    FIELDS,
    HEAD_ROW,
    MEANINGS,
    PLAN,
    TABLES,
    TASKS,
    field_rows,
    table_rows,
)

_DOUBT, _HEAD, _FIXED = "FFF2CC", "D9E1F2", "EDEDED"
_LINE = 15.0  # points
_A3, _A4, _WIDE = 8, 9, 200  # a sheet of more characters is printed on A3
_SPARE = 200  # empty rows below the last with the same lists and form
_MEANING_WIDTHS = (46, 46, 60)
_CHOSEN = {Kind.FREQUENCY: "frequency", Kind.RECURS: "recurs"}
_FIXED_COLUMNS = {"key", "source"}
_ASKED = {"plan.short", "plan.coordinator"}  # a person must give them


@dataclass(frozen=True)
class Draft:
    """Everything the file says. `known`: names of the province to choose from."""

    file: str
    content: Content
    words: BookWords
    meanings: Sequence[Meaning] = ()
    known: Sequence[str] = ()


def write(payload: Draft, _data: bytes | None) -> Produced:
    """The workbook; raises Refusal book.too_long."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.worksheets[0])
    lists = _Lists(payload)
    _plan_sheet(book, payload)
    for table in TABLES:
        _table_sheet(book, payload, table, lists)
    _meaning_sheet(book, payload, lists)
    lists.write(book, payload.words)
    file = io.BytesIO()
    book.save(file)
    return Produced(payload.file, XLSX, file.getvalue())


class _Lists:
    """What drop-downs offer, on a sheet of its own: their words may hold commas."""

    def __init__(self, payload: Draft) -> None:
        words = payload.words
        known = [*payload.known, words.no_agency]
        self._columns: dict[str, list[str]] = {
            "frequency": list(words.listed["frequency"].values()),
            "recurs": list(words.listed["recurs"].values()),
            "yes": [words.yes],
            "known": known,
        }
        self._sheet = words.sheets["lists"]

    def rule(self, name: str, *, strict: bool = True) -> Any:
        """A drop-down; one that is not strict lets other words stand too."""
        from openpyxl.worksheet.datavalidation import DataValidation

        letter = "ABCD"[list(self._columns).index(name)]
        last = len(self._columns[name]) + 1
        source = f"'{self._sheet}'!${letter}$2:${letter}${last}"
        made = DataValidation(type="list", formula1=source, allow_blank=True)
        made.showErrorMessage = strict
        return made

    def write(self, book: Any, words: BookWords) -> None:
        sheet = book.create_sheet(self._sheet)
        heads = (words.heads["reporting.frequency"], words.heads["tasks.recurs"],
                 words.heads["reporting.before"], words.heads["known"])  # fmt: skip
        for at, (head, some) in enumerate(zip(heads, self._columns.values(), strict=True), 1):
            _put(sheet, 1, at, head, bold=True, fill=_HEAD)
            for place, text in enumerate(some, 2):
                _put(sheet, place, at, text)
        for letter, width in zip("ABCD", (20, 20, 14, 60), strict=True):
            sheet.column_dimensions[letter].width = width
        sheet.freeze_panes = "A2"


def _plan_sheet(book: Any, payload: Draft) -> None:
    words = payload.words
    sheet = book.create_sheet(words.sheets[PLAN])
    _above(sheet, words, PLAN)
    for at, name in enumerate(("field", "value", "help"), 1):
        _head(sheet, HEAD_ROW, at, words.heads[name])
    for place, (head, text, about) in enumerate(field_rows(payload.content, words), HEAD_ROW + 1):
        _put(sheet, place, 1, head, fill=_FIXED)
        _put(sheet, place, 2, text, number=_at(sheet, place, 2))
        _put(sheet, place, 3, about)
    for place, one in enumerate(FIELDS, HEAD_ROW + 1):
        if one.needed or one.name in _ASKED:
            _doubt(sheet, f"A{place}:C{place}", f"LEN($B${place})=0")
        elif one.name.endswith("warnings"):
            _doubt(sheet, f"A{place}:C{place}", f"LEN($B${place})>0")
    _shape(sheet, (26, 90, 50), f"A{HEAD_ROW + 1}", len(FIELDS))


def _table_sheet(book: Any, payload: Draft, table: str, lists: _Lists) -> None:
    words, columns = payload.words, TABLES[table]
    sheet = book.create_sheet(words.sheets[table])
    _above(sheet, words, table)
    for at, one in enumerate(columns, 1):
        _head(sheet, HEAD_ROW, at, words.heads[f"{table}.{one.name}"])
    rows = table_rows(payload.content, table, words)
    for place, row in enumerate(rows, HEAD_ROW + 1):
        for at, (one, text) in enumerate(zip(columns, row, strict=True), 1):
            fill = _FIXED if one.name in _FIXED_COLUMNS else ""
            _put(sheet, place, at, text, fill=fill, number=_at(sheet, place, at))
    last = HEAD_ROW + len(rows) + _SPARE
    for place in range(HEAD_ROW + len(rows) + 1, last + 1):
        for at in range(1, len(columns) + 1):
            sheet.cell(place, at).number_format = "@"
    for at, one in enumerate(columns, 1):
        _choices(sheet, one.kind, one.name, (at, last), lists)
    warned = _letter([one.name for one in columns].index("warnings") + 1)
    area = f"A{HEAD_ROW + 1}:{_letter(len(columns))}{last}"
    _doubt(sheet, area, f"LEN(${warned}{HEAD_ROW + 1})>0")
    frozen = "D" if table == TASKS else "B"
    _shape(sheet, [one.width for one in columns], f"{frozen}{HEAD_ROW + 1}", len(rows))


def _choices(sheet: Any, kind: Kind, name: str, reach: tuple[int, int], lists: _Lists) -> None:
    at, last = reach
    source = _CHOSEN.get(kind) or ("yes" if kind is Kind.FLAG else "")
    loose = name in {"lead", "colead", "support", "reporter", "via", "who"}
    if source or loose:
        rule = lists.rule(source or "known", strict=bool(source))
        rule.add(f"{_letter(at)}{HEAD_ROW + 1}:{_letter(at)}{last}")
        sheet.add_data_validation(rule)


def _meaning_sheet(book: Any, payload: Draft, lists: _Lists) -> None:
    words = payload.words
    sheet = book.create_sheet(words.sheets[AGENCIES])
    _above(sheet, words, AGENCIES)
    for at, name in enumerate(MEANINGS, 1):
        _head(sheet, HEAD_ROW, at, words.heads[f"{AGENCIES}.{name}"])
    for place, one in enumerate(payload.meanings, HEAD_ROW + 1):
        for at, text in enumerate((one.printed, one.meant, "\n".join(one.nearest)), 1):
            _put(sheet, place, at, text, fill="" if at == 2 else _FIXED)
    last = HEAD_ROW + max(len(payload.meanings), 1)
    rule = lists.rule("known")
    rule.add(f"B{HEAD_ROW + 1}:B{last}")
    sheet.add_data_validation(rule)
    _doubt(
        sheet, f"A{HEAD_ROW + 1}:C{last}", f"AND(LEN($A{HEAD_ROW + 1})>0,LEN($B{HEAD_ROW + 1})=0)"
    )
    _shape(sheet, _MEANING_WIDTHS, f"A{HEAD_ROW + 1}", len(payload.meanings))


def _above(sheet: Any, words: BookWords, name: str) -> None:
    from openpyxl.styles import Alignment, Border, Font

    _put(sheet, 1, 1, words.title).font = Font(bold=True, size=13)
    _put(sheet, 2, 1, words.helps[name]).font = Font(italic=True)
    for row in (1, 2):
        sheet.cell(row, 1).alignment = Alignment(wrap_text=False, vertical="top")
        sheet.cell(row, 1).border = Border()


def _head(sheet: Any, row: int, column: int, text: str) -> None:
    _put(sheet, row, column, text, bold=True, fill=_HEAD)


def _at(sheet: Any, row: int, column: int) -> str:
    return f"{sheet.title}!{_letter(column)}{row}"


def _put(  # noqa: PLR0913 - a cell has a place, a text and a form
    sheet: Any, row: int, column: int, text: str, *, bold: bool = False, fill: str = "",
    number: str = "",
) -> Any:  # fmt: skip
    """Text, never a formula and never a number, whatever it looks like."""
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

    if len(text) > MOST_CHARS:
        raise Refusal("book.too_long", place=number, most=MOST_CHARS)
    cell = sheet.cell(row, column)
    if text:
        cell.value = text
        cell.data_type = "s"
    cell.number_format = "@"  # "1.10" stays what it is
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    cell.font = Font(bold=bold)
    if fill:
        cell.fill = PatternFill("solid", fgColor=fill)
    if text or row > HEAD_ROW:
        line = Side(style="thin", color="BFBFBF")
        cell.border = Border(left=line, right=line, top=line, bottom=line)
    return cell


def _doubt(sheet: Any, area: str, formula: str) -> None:
    """Coloured as long as something is to be looked at."""
    from openpyxl.formatting.rule import FormulaRule
    from openpyxl.styles import PatternFill

    fill = PatternFill("solid", bgColor=_DOUBT, fgColor=_DOUBT)
    rule: Any = FormulaRule
    sheet.conditional_formatting.add(area, rule(formula=[formula], fill=fill))


def _shape(sheet: Any, widths: Sequence[int], freeze: str, rows: int = 0) -> None:
    """Widths and heights, frozen heads, and how it is printed: across, heads on every page."""
    for at, width in enumerate(widths, 1):
        sheet.column_dimensions[_letter(at)].width = width
    for row in range(HEAD_ROW, HEAD_ROW + rows + 1):
        texts = [sheet.cell(row, at).value or "" for at in range(1, len(widths) + 1)]
        lines = max(map(_lines, texts, widths), default=1)
        sheet.row_dimensions[row].height = min(_LINE * lines + 3, 400)
    sheet.freeze_panes = freeze
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = _A3 if sum(widths) > _WIDE else _A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = f"{HEAD_ROW}:{HEAD_ROW}"
    if rows:
        sheet.print_area = f"A1:{_letter(len(widths))}{HEAD_ROW + rows}"
    sheet.oddFooter.center.text = "&P/&N"


def _lines(text: str, width: int) -> int:
    """How many lines a text takes in a column; nobody counts them when the file is opened."""
    return sum(max(1, -(-len(one) // max(width - 1, 1))) for one in text.split("\n"))


def _letter(column: int) -> str:
    from openpyxl.utils import get_column_letter

    return str(get_column_letter(column))
