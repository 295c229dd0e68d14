"""The workbook of a plan read back: a plan file out of its cells, problems with theirs. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from plans.book_cells import BookWords, read
from plans.ground import Refusal
from plans.plan_book import AGENCIES, FIELDS, HEAD_ROW, OBSTACLES, PLAN, TABLES, Column
from plans.planfile import PlanFile, checked
from plans.text import clean, fold
from plans.yamlfile import Located, Path

MOST_ROWS = 5_000
_HEADS_WITHIN = 10  # rows


@dataclass(frozen=True)
class Cell:
    """What stands in a cell; `odd`: the code of why it cannot be read, or nothing."""

    text: str
    odd: str = ""


Cells = Mapping[tuple[int, int], Cell]  # (row, column), from 1


@dataclass(frozen=True)
class BookRead:
    """What a workbook says: the plan, and what names it does not know are taken for."""

    plan: PlanFile
    names: Mapping[str, str] = field(default_factory=dict)


class Booked(Located):
    """The data of a workbook: every value keeps its sheet and cell."""

    def __init__(self, name: str) -> None:
        super().__init__(name, value={})
        self.cells: dict[Path, str] = {}

    def stands(self, path: Path, cell: str, row: int) -> None:
        """Note where a value is, and that there is something around it."""
        for end in range(1, len(path)):
            self.lines.setdefault(path[:end], row)
        self.lines[path], self.cells[path] = row, cell

    def place(self, path: Path) -> str:
        """Sheet and cell of the value, or of the nearest thing around it."""
        near = path
        while near and near not in self.cells:
            near = near[:-1]
        return self.cells.get(near, self.name)

    def order(self, path: Path) -> tuple[int, ...]:
        sheets = ("plan", OBSTACLES, "notes", *TABLES)
        first = sheets.index(str(path[0])) if path and path[0] in sheets else 0
        return first, self.lines.get(path, 0)


def is_book(sheets: Mapping[str, Cells], words: BookWords) -> bool:
    """Whether this is a workbook of ours, not a document that happens to be one."""
    head = fold(words.heads["plan.id"])
    cells = sheets.get(_sheet(sheets, PLAN, words), {})
    return any(column == 1 and fold(cell.text) == head for (_, column), cell in cells.items())


def _sheet(sheets: Mapping[str, Cells], name: str, words: BookWords) -> str:
    wanted = fold(words.sheets[name])
    return next((one for one in sheets if fold(one) == wanted), "")


def read_book(sheets: Mapping[str, Cells], name: str, words: BookWords) -> BookRead:
    """The plan of a workbook; raises PlanFileInvalid with every problem and its cell."""
    located = Booked(name)
    for table in (PLAN, *TABLES):
        sheet = _sheet(sheets, table, words)
        if not sheet:
            located.cells[table,] = name
            located.problem((table,), "book.no_sheet", sheet=words.sheets[table])
        elif table == PLAN:
            _read_fields(located, sheet, sheets[sheet], words)
        else:
            _read_table(located, sheet, table, sheets[sheet], words)
    meanings = sheets.get(_sheet(sheets, AGENCIES, words), {})
    return BookRead(checked(located), dict(_meanings(meanings)))


def _read_fields(located: Booked, sheet: str, cells: Cells, words: BookWords) -> None:
    rows = {fold(cell.text): row for (row, column), cell in cells.items() if column == 1}
    located.value |= {"plan": {}, OBSTACLES: None, "notes": None}
    for one in FIELDS:
        row = rows.get(fold(words.heads[one.name]))
        place = _place(sheet, 2, row, words) if row else sheet
        cell = cells.get((row or 0, 2), Cell(""))
        value = _value(located, one, one.path, (cell, place, row or 1), words)
        if one.name == "obstacles.to" and fold(cell.text) == fold(words.not_said):
            located.value[OBSTACLES], value = {"to": None}, None
        if value not in (None, []):
            _put(located.value, one.path, value)
    if located.value[OBSTACLES] is not None:
        located.value[OBSTACLES].setdefault("to", None)
    _whole_period(located, words)


def _whole_period(located: Booked, words: BookWords) -> None:
    """A period needs both its years."""
    period = located.value["plan"].get("period") or {}
    for name in ("from", "to"):
        path = ("plan", "period", name)
        if period and name not in period and path not in {one for one, _ in located.problems}:
            located.problem(path, "book.empty", head=words.heads[".".join(path)])


def _read_table(located: Booked, sheet: str, table: str, cells: Cells, words: BookWords) -> None:
    located.value[table], located.cells[table,] = [], sheet
    heads, first = _heads(located, sheet, table, cells, words)
    if len(heads) < len(TABLES[table]):
        return  # told already, and every row would be wrong
    rows = sorted({row for (row, _), cell in cells.items() if row > first and cell.text.strip()})
    for row in rows:
        at = len(located.value[table])
        entry: dict[str, Any] = {}
        located.value[table].append(entry)
        located.stands((table, at), _place(sheet, 1, row, words), row)
        for one in TABLES[table]:
            column = heads[one.name]
            place = _place(sheet, column, row, words)
            cell = cells.get((row, column), Cell(""))
            path: Path = (table, at, *one.path)
            value = _value(located, one, path, (cell, place, row), words)
            nested = len(one.path) > 1 and value is None
            if not nested:
                _put(entry, one.path, value)


def _heads(
    located: Booked, sheet: str, table: str, cells: Cells, words: BookWords
) -> tuple[dict[str, int], int]:
    """Column of each value, and the row of the heads; a head that is missing is a problem."""
    wanted = {fold(words.heads[f"{table}.{one.name}"]): one.name for one in TABLES[table]}
    best: dict[str, int] = {}
    where = HEAD_ROW
    for row in range(1, _HEADS_WITHIN + 1):
        found = {
            wanted[fold(cell.text)]: column
            for (at, column), cell in sorted(cells.items(), reverse=True)
            if at == row and fold(cell.text) in wanted
        }
        if len(found) > len(best):
            best, where = found, row
    for one in TABLES[table]:
        if one.name not in best:
            head = words.heads[f"{table}.{one.name}"]
            located.problem((table,), "book.no_head", sheet=sheet, head=head)
    return best, where


def _value(
    located: Booked,
    one: Column,
    path: Path,
    found: tuple[Cell, str, int],
    words: BookWords,
) -> Any:
    """A cell's value, its place kept; what cannot be one is a problem and reads as nothing."""
    cell = found[0]
    located.stands(path, found[1], found[2])
    if cell.odd:
        located.problem(path, cell.odd)
        return None
    try:
        value = read(one.kind, cell.text, words)
    except Refusal as refusal:
        located.problem(path, refusal.code, **refusal.fields)
        return None
    if value is None and one.needed:
        located.problem(path, "book.empty", head=_head_of(one, path, words))
    return value


def _head_of(one: Column, path: Path, words: BookWords) -> str:
    return words.heads[one.name if one in FIELDS else f"{path[0]}.{one.name}"]


def _put(data: dict[str, Any], path: tuple[str, ...], value: Any) -> None:
    *inner, last = path
    for step in inner:
        data[step] = data.get(step) or {}
        data = data[step]
    data[last] = value


def _place(sheet: str, column: int, row: int, words: BookWords) -> str:
    """ "Nhiệm vụ, ô D5"."""
    return f"{sheet}, {words.places['cell']} {_letter(column)}{row}"


def _letter(column: int) -> str:
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _meanings(cells: Cells) -> Iterator[tuple[str, str]]:
    """Printed name → what a person says it is; only where something is said."""
    for (row, column), cell in sorted(cells.items()):
        if column == 1 and row > HEAD_ROW and not cell.odd:
            meant = cells.get((row, 2), Cell(""))
            if clean(meant.text) and not meant.odd:
                yield clean(cell.text), clean(meant.text)
