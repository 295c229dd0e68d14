"""A plan file as a workbook that an official can edit, and back without loss. Pure: cells only.

Sheets Kế hoạch (one value a row), Nhiệm vụ, Chế độ báo cáo, Chỉ tiêu (one entry a row), and Cơ
quan: what each printed name is taken for.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from plans.book_cells import BookWords, Kind, read, written
from plans.ground import Refusal
from plans.planfile import PlanFile, checked
from plans.text import clean, fold
from plans.yamlfile import Located, Path

Rows = Sequence[Sequence[str]]
PLAN, TASKS, REPORTING, INDICATORS, AGENCIES = (
    "plan", "tasks", "reporting", "indicators", "agencies",
)  # fmt: skip
HEAD_ROW = 3  # of a table; above it a title and a line of help
HEADS_WITHIN = 10
MOST_ROWS = 5_000
_OBSTACLES = "obstacles"


@dataclass(frozen=True)
class Column:
    """A value of an entry: where it stands in the plan file, how it is written, mm of its column."""

    name: str
    kind: Kind = Kind.TEXT
    width: int = 20
    needed: bool = False

    @property
    def path(self) -> Path:
        return tuple(self.name.split("."))


FIELDS = (
    Column("plan.id", needed=True),
    Column("plan.short"),
    Column("plan.title", needed=True),
    Column("plan.number"),
    Column("plan.issued", Kind.ISSUED),
    Column("plan.issuer"),
    Column("plan.province", needed=True),
    Column("plan.period.from", Kind.WHOLE),
    Column("plan.period.to", Kind.WHOLE),
    Column("plan.coordinator"),
    Column("plan.steering"),
    Column("plan.document"),
    Column("obstacles.to"),
    Column("obstacles.escalate_to", Kind.NAMES),
    Column("obstacles.quote"),
    Column("notes"),
)
TABLES: Mapping[str, tuple[Column, ...]] = {
    TASKS: (
        Column("number", width=9, needed=True),
        Column("group", width=24),
        Column("title", width=60, needed=True),
        Column("lead", Kind.NAMES, 26),
        Column("colead", Kind.NAMES, 20),
        Column("support", Kind.NAMES, 32),
        Column("support_as", width=14),
        Column("decides", Kind.NAMES, 18),
        Column("reporter", width=20),
        Column("output", width=24),
        Column("when", width=18),
        Column("recurs", Kind.RECURS, 16),
        Column("start", Kind.TIME, 13),
        Column("due", Kind.DAY, 13),
        Column("warnings", Kind.NOTES, 40),
        Column("source", Kind.PLACE, 18),
        Column("key", width=12),
    ),
    REPORTING: (
        Column("frequency", Kind.FREQUENCY, 16, needed=True),
        Column("section", width=10),
        Column("from", Kind.NAMES, 36),
        Column("to", Kind.NAMES, 28),
        Column("via", width=28),
        Column("due.day", Kind.WHOLE, 9),
        Column("due.month", Kind.WHOLE, 9),
        Column("due.year", Kind.WHOLE, 9),
        Column("before", Kind.FLAG, 10),
        Column("quote", width=60, needed=True),
    ),
    INDICATORS: (
        Column("number", width=9, needed=True),
        Column("name", width=60, needed=True),
        Column("target", width=24),
        Column("unit", width=12),
        Column("by", Kind.TIME, 13),
        Column("who", width=30),
    ),
}
MEANINGS = ("printed", "meant", "nearest")  # the heads of sheet Cơ quan


@dataclass(frozen=True)
class Cell:
    """What stands in a cell; `odd`: formula, merged, or nothing odd."""

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

    def place(self, path: Path) -> str:
        """Sheet and cell of the value, or of the nearest thing around it."""
        near = path
        while near and near not in self.cells:
            near = near[:-1]
        return self.cells.get(near, self.name)

    def order(self, path: Path) -> tuple[int, ...]:
        sheets = ("plan", _OBSTACLES, "notes", *TABLES)
        first = sheets.index(str(path[0])) if path and path[0] in sheets else 0
        return first, self.lines.get(path, 0)


def field_rows(file: PlanFile, words: BookWords) -> list[tuple[str, str, str]]:
    """Sheet Kế hoạch: head, value, what to write there."""
    data = file.model_dump(by_alias=True)
    texts = [written(one.kind, _at(data, one.path), words) for one in FIELDS]
    if data[_OBSTACLES] is not None and not any(texts[12:15]):
        texts[12] = words.not_said
    names = [one.name for one in FIELDS]
    return [
        (words.heads[name], text, words.helps[name])
        for name, text in zip(names, texts, strict=True)
    ]


def table_rows(file: PlanFile, table: str, words: BookWords) -> list[list[str]]:
    """The entries of a table, a row each, in the document's order."""
    data = file.model_dump(by_alias=True)
    return [
        [written(one.kind, _at(entry, one.path), words) for one in TABLES[table]]
        for entry in data[table]
    ]


def _at(data: Any, path: Path) -> Any:
    for step in path:
        data = data.get(step) if isinstance(data, Mapping) else None
    return data


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
    return BookRead(checked(located), dict(_meanings(meanings, words)))


def _read_fields(located: Booked, sheet: str, cells: Cells, words: BookWords) -> None:
    rows = {fold(cell.text): row for (row, column), cell in cells.items() if column == 1}
    located.value |= {"plan": {}, _OBSTACLES: None, "notes": None}
    for one in FIELDS:
        row = rows.get(fold(words.heads[one.name]))
        place = f"{sheet}!B{row}" if row else sheet
        cell = cells.get((row or 0, 2), Cell(""))
        value = _value(located, one, one.path, (cell, place, row or 1), words)
        if one.name == "obstacles.to" and fold(cell.text) == fold(words.not_said):
            located.value[_OBSTACLES], value = {"to": None}, None
        if value not in (None, []):
            _put(located.value, one.path, value)
    if located.value[_OBSTACLES] is not None:
        located.value[_OBSTACLES].setdefault("to", None)
    _whole_period(located, words)


def _whole_period(located: Booked, words: BookWords) -> None:
    """A period needs both its years."""
    period = located.value["plan"].get("period") or {}
    for name in ("from", "to"):
        path = ("plan", "period", name)
        if period and name not in period and path not in {one for one, _ in located.problems}:
            located.problem(path, "book.empty", head=words.heads[".".join(path)])


def _read_table(
    located: Booked, sheet: str, table: str, cells: Cells, words: BookWords
) -> None:
    located.value[table], located.cells[table,] = [], sheet
    heads, first = _heads(located, sheet, table, cells, words)
    rows = sorted({row for (row, _), cell in cells.items() if row > first and cell.text.strip()})
    for row in rows:
        at = len(located.value[table])
        entry: dict[str, Any] = {}
        located.value[table].append(entry)
        located.lines[table, at], located.cells[table, at] = row, f"{sheet}!A{row}"
        for one in TABLES[table]:
            column = heads.get(one.name)
            place = f"{sheet}!{_letter(column)}{row}" if column else sheet
            cell = cells.get((row, column or 0), Cell(""))
            path = (table, at, *one.path)
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
    for row in range(1, HEADS_WITHIN + 1):
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
    cell, located.cells[path], located.lines[path] = found[0], found[1], found[2]
    if cell.odd:
        located.problem(path, f"book.{cell.odd}")
        return None
    try:
        value = read(one.kind, cell.text, words)
    except Refusal as refusal:
        located.problem(path, refusal.code, **refusal.fields)
        return None
    if value is None and one.needed:
        located.problem(path, "book.empty", head=cell_head(one, path, words))
    return value


def cell_head(one: Column, path: Path, words: BookWords) -> str:
    """The head under which a value stands."""
    return words.heads[one.name if one in FIELDS else f"{path[0]}.{one.name}"]


def _put(data: dict[str, Any], path: Path, value: Any) -> None:
    *inner, last = path
    for step in inner:
        data[step] = data.get(step) or {}
        data = data[step]
    data[last] = value


def _letter(column: int) -> str:
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _meanings(cells: Cells, words: BookWords) -> Iterator[tuple[str, str]]:
    """Printed name → what a person says it is; only where something is said."""
    for (row, column), cell in sorted(cells.items()):
        if column == 1 and row > HEAD_ROW and not cell.odd:
            meant = cells.get((row, 2), Cell(""))
            if clean(meant.text) and not meant.odd:
                yield clean(cell.text), clean(meant.text)
