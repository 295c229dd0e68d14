"""The tables of a round, as a chuyên viên keeps them in Excel: one list for workbook and CSV."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from dialogues.reading import read_exact
from plans.ground import Refusal, local
from plans.round_data import (
    AgencyReport,
    Answered,
    Document,
    IndicatorData,
    IndicatorSaid,
    ObstacleData,
    RoundData,
    Said,
    TaskData,
    after_cutoff,
)
from plans.round_documents import Listed
from reports.replies import NO, YES

Cell = str | int | Decimal | date | None
Words = Mapping[str, str]  # "head.tasks.number" and the like, of round_book.toml

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
        TASKS: list(_task_rows(data, words)),
        REPORTS: [_report_row(n, one, words) for n, one in enumerate(data.agencies, 1)],
        OBSTACLES: [_obstacle_row(one, words) for one in data.obstacles],
        INDICATORS: [row for one in data.indicators for row in _indicator_rows(one)],
        QUESTIONS: [
            (one.name, said.question, said.unit or "", _answer(said, words))
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


def _task_rows(data: RoundData, words: Words) -> Iterator[tuple[Cell, ...]]:
    """A row for each lead of a task; a task without any has one too."""
    merged = {one.agency: _merged(one, words) for one in data.agencies if one.is_merged}
    for task in data.tasks:
        for said in task.leads or (None,):
            instead = merged.get(said.agency, "") if said and not said.in_round else ""
            notes = list(_task_notes(task, said, words))
            if said and said.in_round and after_cutoff(data.round, said.at):
                notes.append(words["updated_after"])
            yield _task_row(task, said, words, instead, notes)


def _task_row(
    task: TaskData, said: Said | None, words: Words, instead: str, notes: Sequence[str]
) -> tuple[Cell, ...]:
    """`instead`: where it is told, of a report lồng ghép."""
    support = task.support_words or tuple(one.name for one in task.supporters)
    told = said is not None and said.status is not None
    return (
        task.number,
        task.title,
        task.group or "",
        "\n".join(task.lead_words),
        "\n".join(support),
        task.when or "",
        said.name if said else "",
        instead or (said.text if said and told else words["no_report" if said else "unassigned"]),
        words.get(f"status.{said.status}", "") if said and told else "",
        words.get(f"timeliness.{said.timeliness}", "") if said else "",
        task.due,
        "\n".join(map(paper_words, said.papers)) if said else "",
        "\n".join(notes),
    )


def _task_notes(task: TaskData, said: Said | None, words: Words) -> Iterator[str]:
    """What a reader must know of a row, a line each."""
    if said is not None and said.status is not None:
        if said.status == "done":
            yield words["confirmed" if said.confirmed else "waits"]
        if said.source in {"carried", "entered", "baseline"}:
            yield words[f"source.{said.source}"]
        if not said.in_round and said.at is not None and said.source != "baseline":
            yield f"{words['before_round']} ({_day(local(said.at).date())})"
        if said.done_on is not None:
            yield f"{words['done_on']}: {_day(said.done_on)}"
    if task.number_before:
        yield f"{words['number_before']}: {task.number_before}"
    if task.due_before:
        yield f"{words['due_before']}: {_day(task.due_before)}"
    if task.slips:
        yield f"{words['slips']}: {task.slips}"


def _report_row(place: int, one: AgencyReport, words: Words) -> tuple[Cell, ...]:
    late = one.late or one.paper_late
    notes = [
        "" if one.urge else words["not_urged"],
        f"{words['more_asked']}: {one.more_asked}" if one.more_asked else "",
        _merged(one, words),
        words["sent_after"] if one.after_cutoff and not late else "",
    ]
    return (
        place,
        one.name,
        words[f"report.{_report_state(one)}"],
        local(one.sent).date() if one.sent else None,
        one.nth or None,
        one.paper.code if one.paper else "",
        one.paper.dated if one.paper else None,
        words["late"] if late else "",
        words["accepted"] if one.accepted else "",
        words.get(f"report_kind.{one.kind}", ""),
        "\n".join(filter(None, (one.support, *_added(one, words)))),
        one.receipt,
        "\n".join(filter(None, notes)),
    )


def _merged(one: AgencyReport, words: Words) -> str:
    """Which report it is lồng ghép tại, and where in it."""
    if one.merged is None:
        return ""
    where = ", ".join(filter(None, (paper_words(one.merged), one.merged_section)))
    return f"{words['merged']} {where}"


def _added(one: AgencyReport, words: Words) -> Iterator[str]:
    """What the agency added on đề nghị bổ sung, with its day."""
    for more in one.supplements:
        yield f"{words['added']} {_day(local(more.at).date())}: {more.text}"


def _report_state(one: AgencyReport) -> str:
    if one.kind is not None and one.reported:
        return {"paper": "entered_paper", "call": "entered_call"}.get(one.entered or "", "sent")
    return "paper" if one.paper is not None else "nothing"


def _obstacle_row(one: ObstacleData, words: Words) -> tuple[Cell, ...]:
    return (
        one.seq,
        one.name,
        one.task or words["whole_plan"],
        words.get(f"obstacle_kind.{one.kind}", ""),
        one.text,
        one.proposal,
        local(one.raised).date(),
        words.get(f"obstacle_state.{one.state}", ""),
        one.answer,
        one.document.code if one.document else "",
        one.document.dated if one.document else None,
        one.escalated_to,
    )


def _indicator_rows(one: IndicatorData) -> Iterator[tuple[Cell, ...]]:
    for said in one.values or (IndicatorSaid(0, "", None, None),):
        yield (
            one.number,
            one.name,
            one.unit or "",
            _figure(one.target or ""),
            one.by or "",
            said.name,
            _figure(said.actual or ""),
            _figure(said.estimate or ""),
            said.note,
        )


def _answer(said: Answered, words: Words) -> Cell:
    """Yes or no in words, a figure as a number."""
    if said.unit is None and said.value in {YES, NO}:
        return words[f"answer.{said.value}"]
    return _figure(said.value)


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
        "as_of": _moment(data.as_of),
        "closed": _moment(asked.closed) if asked.closed else words["open"],
        "hash": asked.hash,
        "kept": _moment(asked.kept[0]) if asked.kept else words["not_kept"],
        "kept_hash": asked.kept[1] if asked.kept else words["not_kept"],
    }
    for name, value in values.items():
        yield words[f"frozen.{name}"], value


def paper_words(one: Document) -> str:
    """ "120/BC-STNMT (10/11/2023)"."""
    return f"{one.code} ({_day(one.dated)})" if one.dated else one.code


def _figure(text: str) -> Cell:
    """A number where only a number was typed: with a sign of percent behind it, it stays text."""
    if text.rstrip().endswith("%"):
        return text
    try:
        return read_exact(text)
    except Refusal:
        return text


def _day(day: date) -> str:
    return day.strftime("%d/%m/%Y")


def _moment(moment: datetime) -> str:
    return local(moment).strftime("%H:%M %d/%m/%Y")
