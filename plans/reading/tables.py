"""Tables that assign work: their heads, group rows, merged cells, rows broken over pages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from plans.reading.blocks import Place, Row
from plans.reading.markers import marked
from plans.reading.paragraphs import capitals, joined
from plans.reading.roles import heads, labels_in, role_of
from plans.reading.task import Task, titled, with_labels, with_parts

_WHO = ("lead", "both", "colead")
_PARTS = (*_WHO, "support", "decides", "when", "output", "follows")
_HEAD_ROWS = 8
_BIG = re.compile(r"(?:[IVX]+|[A-HK-Z])")
_NUMBER = re.compile(r"\d{1,3}(?:\.\d{1,3})*|[a-zđ]\d?|[IVX]+|[A-Z]|\d{1,3}[a-zđ]")
_COUNTING = re.compile(r"\(?\d{1,2}\)?|\(?[a-zA-Z]\)?|\(\d+\)\s*=.*")


@dataclass
class _Found:
    """A row that became a task, its cells by role."""

    number: str | None
    parts: dict[str, str]
    place: Place
    group: str | None
    noted: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Columns:
    """The roles of a table's columns, and where its rows begin."""

    roles: Mapping[str, int]
    first: int


def columns_of(rows: Sequence[Row]) -> Columns | None:
    """The columns of a table that says who leads; None for any other table."""
    for place, row in enumerate(rows[:_HEAD_ROWS]):
        at = place
        below = rows[at + 1].cells if at + 1 < len(rows) else ()
        found = heads(row.cells)
        under = heads(below) if below else {}
        if under and ("lead" in under or "both" in under) and _is_head(below):
            merged = [_either(row.cells, below, column) for column in range(len(row.cells))]
            found, at = heads(tuple(merged)), at + 1
        if any(role in found for role in _WHO):
            roles = dict(found)
            _guess_title(roles, rows[at + 1 :], row.cells)
            if "title" in roles:
                return Columns(roles, at + 1)
    return None


def _is_head(cells: Sequence[str | None]) -> bool:
    known = [cell for cell in cells if cell]
    return bool(known) and all(role_of(cell) for cell in known)


def _either(above: Sequence[str | None], below: Sequence[str | None], column: int) -> str | None:
    """The head of a column from two rows: the lower one where it has a role of its own."""
    under = below[column] if column < len(below) else None
    return under if under and role_of(under) else above[column]


def _guess_title(roles: dict[str, int], rows: Sequence[Row], head: Sequence[str | None]) -> None:
    """Where no head names the work, it is the column with the longest texts."""
    if "title" in roles or not rows:
        return
    free = [
        at
        for at in range(len(head))
        if at not in roles.values() and role_of(head[at] or "") != "other"
    ]
    if not free and "output" in roles:
        free = [roles.pop("output")]
    if free:
        lengths = {at: sum(len(_cell(row, at) or "") for row in rows) for at in free}
        roles["title"] = max(free, key=lambda at: lengths[at])


def _cell(row: Row, at: int | None) -> str | None:
    return row.cells[at] if at is not None and at < len(row.cells) else ""


class TableReader:
    """Reads the rows of one table; a table that goes on behind a page's end keeps its heads."""

    def __init__(self, year: int | None) -> None:
        self._year = year
        self._columns: Columns | None = None
        self._found: list[_Found] = []
        self._group: str | None = None
        self._width = 0
        self._above: dict[str, str] = {}

    def read(self, rows: Sequence[Row], group: str | None) -> list[Task]:
        """The tasks of one table under the heading `group`; [] where it assigns nothing."""
        known = columns_of(rows)
        if known is None and not self._carries_on(rows):
            return _labelled_cells(rows, group, self._year)
        if known is not None:
            self._columns, self._group, self._width = known, group, len(rows[0].cells)
        start = len(self._found)
        assert self._columns is not None  # noqa: S101 - one of the two above
        body = rows[known.first if known else 0 :]
        for at, row in enumerate(body):
            self._row(row, body[at + 1] if at + 1 < len(body) else None, first=at == 0)
        return [self._task(one) for one in self._found[start:]]

    def _carries_on(self, rows: Sequence[Row]) -> bool:
        """A table without heads, as wide as the one before it: its next page."""
        return (
            self._columns is not None
            and len(rows[0].cells) == self._width
            and any(
                _cell(row, self._columns.roles.get("lead", self._columns.roles.get("both")))
                for row in rows
            )
        )

    def _row(self, row: Row, following: Row | None, *, first: bool) -> None:
        assert self._columns is not None  # noqa: S101
        texts = [text for text in row.cells if text]
        if not texts or _is_head(row.cells) or _counts(row.cells):
            return
        parts = self._parts(row)
        number = self._number(parts)
        who = any(parts.get(role) for role in _WHO) or bool(labels_in(parts["title"]))
        if number is None and self._broken(row, parts, first=first):
            return
        if not who and not parts.get("when") and self._is_group(number, row, following):
            self._group = titled(parts["title"] or texts[-1])
            self._group = f"{number}. {self._group}" if number else self._group
            return
        if number is None and not who and self._found and "number" in self._columns.roles:
            last = self._found[-1]
            last.parts["title"] = joined((last.parts["title"], parts["title"]))
            return
        self._found.append(_Found(number, parts, row.place, self._group))

    def _parts(self, row: Row) -> dict[str, str]:
        """The cells by role; a merged one says what stands above it."""
        assert self._columns is not None  # noqa: S101
        parts = {}
        for role, at in self._columns.roles.items():
            cell = _cell(row, at)
            parts[role] = (self._above.get(role, "") if cell is None else cell).strip()
        self._above = parts
        return dict(parts)

    def _number(self, parts: dict[str, str]) -> str | None:
        text = parts.get("number", "").strip(" .):")
        if text and _NUMBER.fullmatch(text):
            return text
        own = marked(parts["title"]) if not text else None
        if own and own.kind in {"number", "letter", "enclosed", "roman", "paren"}:
            parts["title"] = own.rest
            return own.label
        return None

    def _broken(self, row: Row, parts: dict[str, str], *, first: bool) -> bool:
        """Whether the row is the rest of the one before, cut by a page's end;"
        " then it is joined."""
        if not self._found or "number" not in (self._columns.roles if self._columns else ()):
            return False
        last = self._found[-1]
        other_page = row.place.page is not None and row.place.page != last.place.page
        begun = parts["title"][:1].islower() or not parts["title"]
        if not ((first or other_page) and begun):
            return False
        for role, text in parts.items():
            own = _cell(row, self._columns.roles[role]) if self._columns else ""
            if own and text:
                last.parts[role] = joined((last.parts.get(role, ""), text)).strip()
        return True

    def _is_group(self, number: str | None, row: Row, following: Row | None) -> bool:
        texts = [text for text in row.cells if text]
        if number is None:
            return len(texts) == 1 and not texts[0].startswith(("-", "+", "•"))
        if _BIG.fullmatch(number) or capitals(texts[-1]):
            return True
        if following is None or self._columns is None:
            return False
        below = (_cell(following, self._columns.roles.get("number")) or "").strip(" .):")
        inner = below.startswith(number + ".") or below in {"", "a", "-", "+"}
        return inner or (below == "1" and number != "1")

    def _task(self, found: _Found) -> Task:
        title = titled(found.parts["title"])
        labels = labels_in(found.parts["title"])
        task = Task(found.number, title, found.place, found.group)
        if labels:
            head = found.parts["title"][: labels[0].start]
            task = replace(task, title=titled(head).rstrip(" (-–;") or title)
        task = with_parts(task, _inner_labels(found.parts), self._year)
        task = with_labels(task, labels, self._year) if labels else task
        if not task.lead and not task.colead:
            task = task.noted("task.no_lead")
        return task


def _inner_labels(parts: Mapping[str, str]) -> dict[str, str]:
    """ "Chủ trì: … / Phối hợp: …" inside the cell of one column, each to its own role."""
    made = {role: text for role, text in parts.items() if role in _PARTS}
    for role in ("lead", "both", "support"):
        inner = labels_in(made.get(role, ""))
        if inner:
            made.pop(role)
            for one in inner:
                made[one.role] = one.value
    return made


def _counts(cells: Iterable[str | None]) -> bool:
    """The row under the heads that numbers the columns: (1) (2) (3)."""
    known = [cell.strip() for cell in cells if cell]
    return len(known) >= 3 and all(_COUNTING.fullmatch(cell) for cell in known)


def _labelled_cells(rows: Sequence[Row], group: str | None, year: int | None) -> list[Task]:
    """A table without such heads whose cells say "Chủ trì: …"."""
    made = []
    for row in rows:
        text = "\n".join(cell for cell in row.cells if cell)
        labels = labels_in(text)
        if not any(one.role in _WHO for one in labels):
            continue
        cells = [cell.strip() for cell in row.cells if cell]
        number = cells[0].strip(" .)") if _NUMBER.fullmatch(cells[0].strip(" .)")) else None
        title = next((cell for cell in cells if not _NUMBER.fullmatch(cell.strip(" .)"))), "")
        inner = labels_in(title)
        title = title[: inner[0].start] if inner else title
        made.append(with_labels(Task(number, titled(title), row.place, group), labels, year))
    return [task for task in made if task.title]
