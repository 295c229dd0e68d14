"""Rows of a round's tables: a task with a lead, a report, an obstacle, an indicator. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
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
from reports.replies import NO, YES

Cell = str | int | Decimal | date | None
Words = Mapping[str, str]  # "head.tasks.number" and the like, of round_book.toml


def task_rows(data: RoundData, words: Words) -> Iterator[tuple[Cell, ...]]:
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


def report_row(place: int, one: AgencyReport, words: Words) -> tuple[Cell, ...]:
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


def obstacle_row(one: ObstacleData, words: Words) -> tuple[Cell, ...]:
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


def indicator_rows(one: IndicatorData) -> Iterator[tuple[Cell, ...]]:
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


def answer(said: Answered, words: Words) -> Cell:
    """Yes or no in words, a figure as a number."""
    if said.unit is None and said.value in {YES, NO}:
        return words[f"answer.{said.value}"]
    return _figure(said.value)


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


def moment(moment: datetime) -> str:
    return local(moment).strftime("%H:%M %d/%m/%Y")
