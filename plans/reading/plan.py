"""A document as a draft of a plan: every part read, each item with its place and warnings."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from plans.draft import Content, Note
from plans.ground import Refusal
from plans.reading.blocks import Document, Line, Row
from plans.reading.coordinators import coordinator_of
from plans.reading.flat_tables import unflattened
from plans.reading.furniture import attached, contents
from plans.reading.head import head_of
from plans.reading.indicators import indicators_of
from plans.reading.obstacles import obstacles_of
from plans.reading.outline import Node, outlined
from plans.reading.paragraphs import Paragraph, layout, paragraphs
from plans.reading.reports import reporting_of
from plans.reading.tables import TableReader
from plans.reading.task import Task
from plans.reading.tasks import tasks_of


def understood(document: Document) -> Content:
    """The draft of a plan;"
    " raises Refusal reading.no_tasks where nobody is charged with anything."""
    document = Document(document.name, unflattened(document.blocks))
    everything, tables = _parts(document)
    own = contents(everything[attached(everything) :])
    root = outlined(own)
    head, year = head_of(everything, root, document.name)
    tasks = tasks_of(root, _from_tables(tables, year), year)
    if not tasks:
        raise Refusal("reading.no_tasks")
    reporting = reporting_of(root, year)
    obstacles = obstacles_of(root)
    head["coordinator"] = coordinator_of(root, reporting, obstacles)
    if head["coordinator"] is None:
        head["warnings"].append(Note("head.no_coordinator", {}))
    return {
        "plan": head,
        "reporting": reporting,
        "obstacles": obstacles,
        "tasks": [_checked(task, head["issued"]).entry() for task in tasks],
        "indicators": indicators_of(root, None),
        "notes": None,
    }


_Table = tuple[Sequence[Row], str | None]


def _parts(document: Document) -> tuple[list[Paragraph], list[_Table]]:
    """The paragraphs, and every table with the heading it stands under."""
    made = layout(block for block in document.blocks if isinstance(block, Line))
    everything: list[Paragraph] = []
    tables: list[_Table] = []
    for run in document.runs():
        if isinstance(run[0], Row):
            rows = [row for row in run if isinstance(row, Row)]
            tables.append((rows, _heading(everything)))
        else:
            everything += paragraphs([line for line in run if isinstance(line, Line)], made)
    return everything, tables


def _heading(before: Sequence[Paragraph]) -> str | None:
    """The nearest heading above a table: a mark of a section, or a line in capitals."""
    root: Node = outlined(contents(before[-60:]))
    nodes = [
        node for node in root.walk() if node.depth >= 0 and node.depth < 6 and len(node.text) < 300
    ]
    return nodes[-1].paragraph.text.rstrip(":") if nodes else None


def _from_tables(tables: Sequence[_Table], year: int | None) -> list[Task]:
    reader = TableReader(year)
    return [task for rows, group in tables for task in reader.read(rows, group)]


def _checked(task: Task, issued: Any) -> Task:
    """A due day before the plan's own date is told."""
    if (
        task.time.due
        and isinstance(issued, str)
        and len(issued) == 10
        and task.time.due < date.fromisoformat(issued)
    ):
        return task.noted("task.due_before_plan", due=task.time.due.isoformat(), issued=issued)
    return task
