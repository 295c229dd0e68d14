"""A plan file as a workbook that an official can edit, and back without loss. Pure: cells only.

Sheets Kế hoạch (one value a row), Nhiệm vụ, Chế độ báo cáo, Chỉ tiêu (one entry a row), and Cơ
quan: what each printed name is taken for.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from plans.book_cells import BookWords, Kind, written
from plans.draft import Content

PLAN, TASKS, REPORTING, INDICATORS, AGENCIES = (
    "plan", "tasks", "reporting", "indicators", "agencies",
)  # fmt: skip
HEAD_ROW = 3  # of a table; above it a title and a line of help
OBSTACLES = "obstacles"


@dataclass(frozen=True)
class Column:
    """A value of an entry: where it stands in the plan file, and how it is written."""

    name: str
    kind: Kind = Kind.TEXT
    width: int = 20  # characters
    needed: bool = False

    @property
    def path(self) -> tuple[str, ...]:
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
    Column("plan.warnings", Kind.NOTES),
    Column("obstacles.to"),
    Column("obstacles.escalate_to", Kind.NAMES),
    Column("obstacles.quote"),
    Column("obstacles.source", Kind.PLACE),
    Column("obstacles.warnings", Kind.NOTES),
    Column("notes"),
)
TABLES: Mapping[str, tuple[Column, ...]] = {
    TASKS: (
        Column("number", width=8, needed=True),
        Column("group", width=18),
        Column("title", width=50, needed=True),
        Column("lead", Kind.NAMES, 22),
        Column("colead", Kind.NAMES, 14),
        Column("support", Kind.NAMES, 28),
        Column("support_as", width=11),
        Column("decides", Kind.NAMES, 14),
        Column("reporter", width=14),
        Column("output", width=16),
        Column("when", width=14),
        Column("recurs", Kind.RECURS, 12),
        Column("start", Kind.TIME, 12),
        Column("due", Kind.DAY, 12),
        Column("warnings", Kind.NOTES, 32),
        Column("source", Kind.PLACE, 13),
        Column("key", width=10),
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
        Column("warnings", Kind.NOTES, 36),
        Column("source", Kind.PLACE, 18),
    ),
    INDICATORS: (
        Column("number", width=9, needed=True),
        Column("name", width=60, needed=True),
        Column("target", width=24),
        Column("unit", width=12),
        Column("by", Kind.TIME, 13),
        Column("who", width=30),
        Column("warnings", Kind.NOTES, 36),
        Column("source", Kind.PLACE, 18),
    ),
}
MEANINGS = ("printed", "meant", "nearest")  # the heads of sheet Cơ quan


def field_rows(content: Content, words: BookWords) -> list[tuple[str, str, str]]:
    """Sheet Kế hoạch: head, value, what to write there."""
    texts = {one.name: written(one.kind, at(content, one.path), words) for one in FIELDS}
    mine = [text for name, text in texts.items() if name.startswith(OBSTACLES)]
    if content.get(OBSTACLES) is not None and not any(mine):
        texts["obstacles.to"] = words.not_said
    return [(words.heads[name], text, words.helps[name]) for name, text in texts.items()]


def table_rows(content: Content, table: str, words: BookWords) -> list[list[str]]:
    """The entries of a table, a row each, in the document's order."""
    return [
        [written(one.kind, at(entry, one.path), words) for one in TABLES[table]]
        for entry in content.get(table) or ()
    ]


def at(data: Any, path: tuple[str, ...]) -> Any:
    """The value that far down in mappings, or None."""
    for step in path:
        data = data.get(step) if isinstance(data, Mapping) else None
    return data
