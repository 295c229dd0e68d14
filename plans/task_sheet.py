"""The biểu of an agency: its tasks as a table that is sent out, filled in and read back.

Rows are told by their numbers in the order they were sent; a row with nothing filled in says
nothing, and may be left out. Whatever cannot be read for sure is an error that names its cell.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from plans import vocabulary
from plans.model import Status
from plans.numbers import same
from plans.secrecy import stamp_in
from plans.text import clean, fold

NUMBER, TITLE, BEFORE, STATUS, RESULT = range(1, 6)  # the columns A to E
CODE_CELL = (3, 2)  # row, column of the code that tells which agency, plan and round it is of
HEAD_ROW = 5
_LETTERS = " ABCDE"
_MOST_ROWS = 500
_MOST_CHARS = 12_000

Place = tuple[int, int]


@dataclass(frozen=True)
class SheetRow:
    """A task as it is sent out: number, contents, what was said last."""

    number: str
    title: str
    before: str


@dataclass(frozen=True)
class Blank:
    """A sheet to be filled in. `support`: the row of phần phối hợp, its first cell the label.

    `intro`: title, agency, label of the code; `lists`: the names of both tabs, and the head of
    the list of statuses.
    """

    file: str
    intro: tuple[str, str, str]
    code: str
    help: str
    heads: tuple[str, ...]
    rows: tuple[SheetRow, ...]
    support: SheetRow
    lists: tuple[str, str, str]
    statuses: tuple[str, ...]


@dataclass(frozen=True)
class Expected:
    """What a sheet that comes back must be: its code, its heads, its numbers with their keys."""

    code: str
    heads: tuple[str, ...]
    numbers: tuple[tuple[str, str], ...]
    support: str


@dataclass(frozen=True)
class Cell:
    """A cell as read; `odd`: formula or merged, which nobody can be sure of."""

    text: str
    odd: str = ""


@dataclass(frozen=True)
class CellError:
    """What is wrong in a cell: "D7", a key of the catalogue (sheet.why), what stands there."""

    cell: str
    why: str
    text: str = ""


@dataclass(frozen=True)
class Answered:
    """What a row says of a task; without a status the last one known stays."""

    key: str
    number: str
    status: Status | None
    text: str


@dataclass(frozen=True)
class Filled:
    """A sheet as read. `secret`: a secrecy stamp stands in it, and nothing of it is kept."""

    answers: tuple[Answered, ...] = ()
    support: str = ""
    errors: tuple[CellError, ...] = ()
    secret: bool = False


def read_sheet(cells: Mapping[Place, Cell], expected: Expected) -> Filled:
    """What stands below the heads; the code and the heads were looked at before."""
    if any(stamp_in(one.text) for one in cells.values()):
        return Filled(secret=True)
    reader = _Reader(cells, expected)
    for row in sorted({row for row, _ in cells if row > HEAD_ROW}):
        reader.take(row)
    return Filled(tuple(reader.answers), reader.support, tuple(reader.errors))


def wrong_heads(cells: Mapping[Place, Cell], heads: Sequence[str]) -> list[str]:
    """The heads that do not stand where they were sent."""
    found = [cells.get((HEAD_ROW, at), Cell("")) for at in range(1, len(heads) + 1)]
    return [
        head
        for head, cell in zip(heads, found, strict=True)
        if cell.odd or fold(cell.text) != fold(head)
    ]


def status_named(text: str) -> Status | None:
    """The status of a label of the list, with or without accents."""
    return vocabulary.STATUS_NAMES.get(fold(text))


class _Reader:
    """Walks down the rows, and along the numbers that were sent."""

    def __init__(self, cells: Mapping[Place, Cell], expected: Expected) -> None:
        self.answers: list[Answered] = []
        self.errors: list[CellError] = []
        self.support = ""
        self._cells = cells
        self._expected = expected
        self._next = 0  # of the numbers sent

    def take(self, row: int) -> None:
        if len(self.errors) > _MOST_ROWS or not self._filled(row):
            return
        odd = [at for at in (NUMBER, STATUS, RESULT) if self._cell(row, at).odd]
        for at in odd:
            self._wrong(row, at, self._cell(row, at).odd)
        if odd:
            return
        number = self._text(row, NUMBER)
        if fold(number) == fold(self._expected.support):
            self._take_support(row)
        else:
            self._take_task(row, number)

    def _filled(self, row: int) -> bool:
        return any(self._cell(row, at).text or self._cell(row, at).odd for at in range(1, 6))

    def _take_support(self, row: int) -> None:
        if self.support:
            self._wrong(row, NUMBER, "twice")
            return
        if self._text(row, STATUS):
            self._wrong(row, STATUS, "no_status_here")
            return
        self.support = self._result(row)

    def _take_task(self, row: int, number: str) -> None:
        place = self._place(number)
        if place is None:
            self._wrong(row, NUMBER, self._why_unknown(number))
            return
        self._next = place + 1
        said, text = self._text(row, STATUS), self._result(row)
        status = status_named(said)
        if said and status is None:
            self._wrong(row, STATUS, "status")
        elif said and not text:
            self._wrong(row, RESULT, "no_result")
        elif text:
            own, key = self._expected.numbers[place]
            self.answers.append(Answered(key, own, status, text))

    def _place(self, number: str) -> int | None:
        """The next of the numbers sent that this is."""
        sent = self._expected.numbers
        return next((at for at in range(self._next, len(sent)) if same(number, sent[at][0])), None)

    def _why_unknown(self, number: str) -> str:
        if not number:
            return "no_number"
        known = any(same(number, own) for own, _ in self._expected.numbers)
        return "twice" if known else "number"

    def _result(self, row: int) -> str:
        text = self._text(row, RESULT)
        if len(text) > _MOST_CHARS:
            self._wrong(row, RESULT, "too_long")
            return ""
        return text

    def _wrong(self, row: int, at: int, why: str) -> None:
        self.errors.append(CellError(f"{_LETTERS[at]}{row}", why, self._text(row, at)[:40]))

    def _cell(self, row: int, at: int) -> Cell:
        return self._cells.get((row, at), Cell(""))

    def _text(self, row: int, at: int) -> str:
        return clean(self._cell(row, at).text)
