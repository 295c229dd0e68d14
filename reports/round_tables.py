"""The tables of a round, as a chuyên viên keeps them in Excel: one list for workbook and CSV."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from plans.round_data import RoundData
from plans.round_documents import Listed
from reports.round_rows import (
    Cell,
    Words,
    answer,
    indicator_rows,
    moment,
    obstacle_row,
    paper_words,
    report_row,
    task_rows,
)

TASKS, REPORTS, OBSTACLES = "tasks", "reports", "obstacles"
INDICATORS, QUESTIONS, FROZEN = "indicators", "questions", "frozen"
COLUMNS: dict[str, Mapping[str, int]] = {  # the column and its width in characters
    TASKS: {
        "number": 7, "title": 34, "group": 14, "lead": 15, "support": 17, "when": 11,
        "reporter": 15, "result": 42, "status": 12, "timeliness": 11, "due": 12,
        "papers": 17, "note": 15,
    },
    REPORTS: {
        "seq": 5, "agency": 28, "state": 14, "sent": 12, "nth": 6, "paper": 16,
        "dated": 12, "late": 11, "accepted": 11, "kind": 14, "support": 42, "receipt": 17,
        "note": 20,
    },
    OBSTACLES: {
        "seq": 5, "agency": 20, "task": 9, "kind": 13, "text": 40, "proposal": 28,
        "raised": 12, "state": 13, "answer": 30, "paper": 16, "dated": 12, "to": 14,
    },
    INDICATORS: {
        "number": 8, "name": 40, "unit": 12, "target": 14, "by": 12, "agency": 26,
        "actual": 16, "estimate": 16, "note": 26,
    },
    QUESTIONS: {"agency": 36, "question": 60, "unit": 16, "value": 24},
    FROZEN: {"what": 34, "value": 80},
}  # fmt: skip
DOCUMENTS: dict[str, Mapping[str, int]] = {  # danh mục văn bản, a file of its own
    "documents": {"seq": 6, "code": 26, "dated": 14, "agency": 40, "about": 50},
}


@dataclass(frozen=True)
class BookAsked:
    """What the workbook, the CSV files and the picture of a round are made of.

    `round_name`: "năm 2023"; `closed`: the moment it was closed; `hash`: of these data; `kept`:
    the moment and the hash of the data set kept at the cut-off or the closing; `mark`: SỐ LIỆU
    MINH HỌA, where they are made up.
    """

    file: str
    data: RoundData
    words: Words
    title: str
    under: str
    round_name: str
    hash: str
    closed: datetime | None = None
    kept: tuple[datetime, str] | None = None
    mark: str = ""


@dataclass(frozen=True)
class Table:
    """One sheet. Days are local; a row has a cell for each head."""

    code: str
    name: str
    heads: tuple[str, ...]
    widths: tuple[int, ...]
    rows: tuple[tuple[Cell, ...], ...] = field(repr=False)


def tables(asked: BookAsked) -> tuple[Table, ...]:
    """All tables of a round, in the order of the sheets; one may have no rows."""
    data, words = asked.data, asked.words
    grouped = any(one.group for one in data.tasks)
    rows: dict[str, list[tuple[Cell, ...]]] = {
        TASKS: list(task_rows(data, words)),
        REPORTS: [report_row(n, one, words) for n, one in enumerate(data.agencies, 1)],
        OBSTACLES: [obstacle_row(one, words) for one in data.obstacles],
        INDICATORS: [row for one in data.indicators for row in indicator_rows(one)],
        QUESTIONS: [
            (one.name, said.question, said.unit or "", answer(said, words))
            for one in data.agencies
            for said in one.answers
        ],
        FROZEN: list(_frozen_rows(asked)),
    }
    return tuple(
        _table(code, words, rows[code], "" if grouped or code != TASKS else "group")
        for code in COLUMNS
    )


def document_table(found: Sequence[Listed], words: Words) -> Table:
    """Danh mục văn bản."""
    (code,) = DOCUMENTS
    rows = [
        (
            place,
            one.document.code,
            one.document.dated,
            one.agency,
            f"{words[f'about.{one.about}']} {one.number}".rstrip(),
        )
        for place, one in enumerate(found, 1)
    ]
    return _table(code, words, rows, "")


def _table(code: str, words: Words, rows: Sequence[Sequence[Cell]], without: str) -> Table:
    columns = (COLUMNS | DOCUMENTS)[code]
    kept = [place for place, name in enumerate(columns) if name != without]
    heads = [words[f"head.{code}.{name}"] for name in columns]
    widths = list(columns.values())
    return Table(
        code,
        words[f"sheet.{code}"],
        tuple(heads[place] for place in kept),
        tuple(widths[place] for place in kept),
        tuple(tuple(row[place] for place in kept) for row in rows),
    )


def _frozen_rows(asked: BookAsked) -> Iterator[tuple[Cell, ...]]:
    """Which data these are: whoever holds the file can tell whether they changed."""
    data, words = asked.data, asked.words
    plan, round_ = data.plan, data.round
    values: dict[str, Cell] = {
        "plan": f"{plan.short}: {plan.title}",
        "number": plan.number or words["blank"],
        "round": asked.round_name,
        "duty": round_.quote,
        "request": paper_words(round_.request) if round_.request else words["blank"],
        "cutoff": round_.cutoff or words["not_set"],
        "due": round_.due,
        "internal": round_.internal or words["not_set"],
        "onward": round_.onward or words["not_set"],
        "reported": f"{len(data.reported)}/{len(data.agencies)}",
        "as_of": moment(data.as_of),
        "closed": moment(asked.closed) if asked.closed else words["open"],
        "hash": asked.hash,
        "kept": moment(asked.kept[0]) if asked.kept else words["not_kept"],
        "kept_hash": asked.kept[1] if asked.kept else words["not_kept"],
    }
    for name, value in values.items():
        yield words[f"frozen.{name}"], value
