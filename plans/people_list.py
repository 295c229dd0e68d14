"""The list of focal points as an office sends it: heads by their meaning, errors by cell. Pure.

A sheet is a mapping of places (row, column; both from 1) to cells; who reads the file makes it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from plans.directory import AgencyEntry, Directory
from plans.ground import Refusal
from plans.list_heads import REQUIRED, Heads
from plans.model import Role
from plans.phones import read_phone
from plans.text import clean, fold, match_key
from plans.typed_names import meant

MOST_ROWS = 2000
NAME_CHARS, POST_CHARS = 80, 120
_MAIN = {"chinh": True, "dau moi chinh": True, "x": True, "thay": False, "theo doi thay": False,
         "nguoi theo doi thay": False, "phu": False, "du phong": False}  # fmt: skip
_ROLES = {"dau moi": Role.FOCAL, "can bo dau moi": Role.FOCAL, "focal": Role.FOCAL,
          "lanh dao": Role.LEADER, "lanh dao co quan": Role.LEADER, "leader": Role.LEADER,
          "tong hop": Role.COORDINATOR, "chuyen vien tong hop": Role.COORDINATOR,
          "coordinator": Role.COORDINATOR}  # fmt: skip
_LETTER = re.compile(r"[^\W\d_]")


@dataclass(frozen=True)
class Cell:
    """What stands in a cell; `odd`: the code of a refusal where it is no plain value."""

    text: str
    odd: str = ""


Sheet = Mapping[tuple[int, int], Cell]


@dataclass(frozen=True)
class PlanName:
    """A plan that people may be listed for; `coordinator`: the code of its coordinating agency."""

    id: str
    short: str
    title: str
    coordinator: str


@dataclass(frozen=True)
class Names:
    """Who and what a list may name; `plan` is meant where a row names none."""

    directory: Directory
    plans: tuple[PlanName, ...]
    plan: str


@dataclass(frozen=True)
class Listed:
    """A row as it was understood; `main` None: not said. `agency` is a code."""

    row: int
    name: str
    post: str
    division: str
    phone: str
    agency: str
    plan: str
    role: Role
    main: bool | None


@dataclass(frozen=True)
class Wrong:
    """What is wrong in a cell: a code of a refusal and its fields."""

    cell: str
    code: str
    fields: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class PeopleList:
    """A list that was read: the rows that are good, and every fault of the others."""

    good: tuple[Listed, ...]
    wrong: tuple[Wrong, ...]
    rows: int


def cell_name(row: int, column: int) -> str:
    """ "D7" """
    letters = ""
    while column:
        column, place = divmod(column - 1, 26)
        letters = chr(65 + place) + letters
    return f"{letters}{row}"


def read_list(sheet: Sheet, heads: Heads, names: Names) -> PeopleList:
    """Every row below the heads. Raises Refusal people.too_many, people.empty."""
    rows = sorted({row for (row, column), cell in sheet.items()
                   if row > heads.last_row and column in heads.columns.values()
                   and (cell.text or cell.odd)})  # fmt: skip
    if not rows:
        raise Refusal("people.empty")
    if len(rows) > MOST_ROWS:
        raise Refusal("people.too_many", count=len(rows), limit=MOST_ROWS)
    reader = _Reader(sheet, heads, names)
    for row in rows:
        reader.read(row)
    return PeopleList(tuple(reader.good), tuple(reader.wrong), len(rows))


class _Reader:
    """One pass over the rows, which remembers who stood there before."""

    def __init__(self, sheet: Sheet, heads: Heads, names: Names) -> None:
        self._sheet = sheet
        self._heads = heads
        self._names = names
        self.good: list[Listed] = []
        self.wrong: list[Wrong] = []
        self._phones: dict[str, tuple[str, str]] = {}  # phone → cell, folded name
        self._people: dict[tuple[str, str, str, Role], int] = {}
        self._mains: dict[tuple[str, str], int] = {}

    def read(self, row: int) -> None:
        before = len(self.wrong)
        values = {column: self._value(row, column) for column in _READERS}
        listed = Listed(row=row, **values)
        self._among_others(listed)
        if len(self.wrong) == before:
            self.good.append(listed)

    def _value(self, row: int, column: str) -> Any:
        """The value of a named column; None where it is wrong, a default if not there."""
        at = self._heads.columns.get(column)
        odd = self._sheet.get((row, at), Cell("")).odd if at else ""
        if odd:
            self.wrong.append(Wrong(self._place(row, column), odd))
            return None
        text = self._text(row, column)
        try:
            return _READERS[column](text, self._names)
        except Refusal as refusal:
            self.wrong.append(Wrong(self._place(row, column), refusal.code, refusal.fields))
            return None

    def _text(self, row: int, column: str) -> str:
        at = self._heads.columns.get(column)
        cell = self._sheet.get((row, at)) if at else None
        return " ".join(clean(cell.text).split()) if cell else ""

    def _place(self, row: int, column: str) -> str:
        return cell_name(row, self._heads.columns.get(column, self._heads.columns["name"]))

    def _among_others(self, one: Listed) -> None:
        """The same phone with two people, the same person twice, two main ones in one agency.

        Only what was understood of the row is compared.
        """
        if one.phone and one.name:
            place = self._place(one.row, "phone")
            cell, name = self._phones.setdefault(one.phone, (place, match_key(one.name)))
            if name != match_key(one.name):
                self.wrong.append(Wrong(place, "people.same_phone", {"cell": cell}))
        if not (one.name and one.agency and one.plan and one.role):
            return
        key = (match_key(one.name), one.agency, one.plan, one.role)
        row = self._people.setdefault(key, one.row)
        if row != one.row:
            place = self._place(one.row, "name")
            self.wrong.append(Wrong(place, "people.same_person", {"row": row}))
        self._coordinates(one)
        if one.main and one.role is Role.FOCAL:
            row = self._mains.setdefault((one.agency, one.plan), one.row)
            if row != one.row:
                place = self._place(one.row, "main")
                self.wrong.append(Wrong(place, "people.two_main", {"row": row}))

    def _coordinates(self, one: Listed) -> None:
        plan = next(plan for plan in self._names.plans if plan.id == one.plan)
        if one.role is Role.COORDINATOR and one.agency != plan.coordinator:
            self.wrong.append(Wrong(self._place(one.row, "role"), "people.not_coordinating"))


def _name(text: str, _names: Names) -> str:
    if not text:
        raise Refusal("people.no_name")
    if not 2 <= len(text) <= NAME_CHARS or not _LETTER.search(text):
        raise Refusal("people.bad_name")
    return text


def _words(text: str, _names: Names) -> str:
    if len(text) > POST_CHARS:
        raise Refusal("people.long", limit=POST_CHARS)
    return text


def _phone(text: str, _names: Names) -> str:
    return read_phone(text) if text else ""


def _agency(text: str, names: Names) -> str:
    if not text:
        raise Refusal("people.no_agency")
    found = meant(text, names.directory)
    if found is None:
        raise Refusal("people.unknown_agency", name=text, nearest=names.directory.nearest(text))
    if not isinstance(found, AgencyEntry):
        raise Refusal("people.collective", name=found.name)
    return found.code


def _plan(text: str, names: Names) -> str:
    """By short name, id, or the words of the title."""
    if not text:
        return names.plan
    wanted = fold(text).removeprefix("kh ").removeprefix("ke hoach ")
    for plan in names.plans:
        if wanted in {fold(plan.short), fold(plan.id), fold(plan.title)}:
            return plan.id
    raise Refusal("people.unknown_plan", name=text)


def _role(text: str, _names: Names) -> Role:
    if not text:
        return Role.FOCAL
    if fold(text) not in _ROLES:
        raise Refusal("people.unknown_role", name=text)
    return _ROLES[fold(text)]


def _main(text: str, _names: Names) -> bool | None:
    if not text:
        return None
    if fold(text) not in _MAIN:
        raise Refusal("people.unknown_main", name=text)
    return _MAIN[fold(text)]


_READERS = {
    "name": _name,
    "post": _words,
    "division": _words,
    "phone": _phone,
    "agency": _agency,
    "plan": _plan,
    "role": _role,
    "main": _main,
}


def by_agency(rows: Sequence[Listed]) -> Iterator[tuple[str, int]]:
    """Agency code and how many people, in the order of the list."""
    counts: dict[str, int] = {}
    for one in rows:
        counts[one.agency] = counts.get(one.agency, 0) + 1
    yield from counts.items()


__all__ = ["MOST_ROWS", "REQUIRED", "Cell", "Heads", "Listed", "Names", "PeopleList", "PlanName",
           "Sheet", "Wrong", "by_agency", "cell_name", "read_list"]  # fmt: skip
