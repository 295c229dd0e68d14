"""Phụ lục I to IV: the lists whose rows the body's figures are."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from plans.ground import local
from plans.model import Status
from plans.round_data import AgencyReport, ObstacleData, Said, TaskData, after_cutoff
from reports.papers.naming import month_of
from reports.papers.report_figures import Judged
from reports.papers.report_indicators import indicator_annex
from reports.papers.report_parts import Annex, Grid, Row, typed
from reports.papers.report_pen import Pen
from reports.papers.report_rough import is_rough

_TASKS = (12.0, 60.0, 28.0, 37.0, 22.0, 51.0, 22.0, 20.0)  # mm, of 252 across
_REPORTS = (12.0, 55.0, 40.0, 26.0, 32.0)  # mm, of 165
_OBSTACLES = (10.0, 36.0, 18.0, 75.0, 61.0, 52.0)
_LONG = 220  # characters of a result in the annex; the body has the whole


def annexes(pen: Pen) -> tuple[Annex, ...]:
    """Those that there are, in their order."""
    return tuple(_annex(pen, name, number) for name, number in pen.annexes.items())


def _annex(pen: Pen, name: str, number: str) -> Annex:
    made = _GRIDS[name]
    under = pen.say(
        "paper_report.annex.with",
        symbol=pen.symbol,
        month=month_of(pen.asked.today),
        year=pen.asked.today.year,
    )
    return Annex(
        name=name,
        number=number,
        label=pen.say("paper_report.annex.label", number=number),
        title=pen.say(f"paper_report.annex.{name}", usual=pen.usual),
        under=under,
        grid=made(pen, number),
        landscape=name != "reports",
    )


def _place(pen: Pen, number: str, row: object) -> str:
    return pen.say("paper_report.place.row", number=number, row=row)


def _tasks(pen: Pen, number: str) -> Grid:
    rows = tuple(_task(pen, number, one) for one in pen.figures.tasks)
    heads = tuple(pen.say("paper_report.annex.task_heads").split("|"))
    return Grid(heads, _TASKS, frozenset({0, 4, 6}), rows, 11)


def _task(pen: Pen, number: str, one: Judged) -> Row:
    task = one.task
    result, rough = _result(pen, task)
    cells = (
        task.number.rstrip("."),
        task.title,
        pen.joined(task.lead_words),
        pen.joined(task.support_words),
        task.when or pen.say("paper_report.annex.unknown"),
        result,
        pen.say(f"paper_report.annex.state_{one.state}"),
        "; ".join(_task_notes(pen, task)),
    )
    return Row(
        f"PL/tasks/{task.key}",
        _place(pen, number, task.number),
        cells,
        frozenset({5} if rough else ()),
    )


def _result(pen: Pen, task: TaskData) -> tuple[str, bool]:
    """What the leads said, shortened where it is long; whether it is shorthand."""
    said = [
        one for one in task.leads if one.status and (one.in_round or one.status == Status.DONE)
    ]
    if any(one.collective for one in task.leads) and len(task.leads) > 1:
        sent = sum(one.in_round or _is_merged(pen, one) for one in task.leads)
        return pen.say("paper_report.annex.summed", sent=sent, total=len(task.leads)), False
    if not said:
        return _unsaid(pen, task), False
    words = [_words(pen, task, one.name, one.text, one.status or "") for one in said]
    text = "\n".join(words)
    rough = any(is_rough(typed(one.text)) for one in said)
    if len(text) <= _LONG:
        return text, rough
    cut = text[:_LONG].rpartition(" ")[0] or text[:_LONG]
    return pen.say("paper_report.annex.long", text=cut.rstrip(" ,;:.") + "…"), rough


def _is_merged(pen: Pen, said: Said) -> bool:
    report = pen.figures.reports.get(said.agency)
    return report is not None and report.is_merged


def _words(pen: Pen, task: TaskData, name: str, text: str, status: str) -> str:
    words = typed(text).replace("\n", " ") or pen.asked.texts.plain(f"status.{status}")
    return words if len(task.leads) == 1 else f"{name}: {words}"


def _unsaid(pen: Pen, task: TaskData) -> str:
    for one in task.leads:
        report = pen.figures.reports.get(one.agency)
        if report is not None and report.is_merged:
            return merged(pen, report)
        if report is not None and report.paper is not None and report.kind is None:
            return pen.say("paper_report.annex.by_paper", code=report.paper.code)
    carried = [
        one
        for one in task.leads
        if one.status
        and (found := pen.figures.reports.get(one.agency))
        and found.kind == "carried"
    ]
    if carried:
        return pen.say("paper_report.annex.carried")
    return pen.say("paper_report.annex.none") if task.leads or task.lead_words else ""


def _task_notes(pen: Pen, task: TaskData) -> list[str]:
    notes = []
    if task.number_before:
        notes.append(pen.say("paper_report.annex.number_before", number=task.number_before))
    if task.due_before:
        notes.append(pen.say("paper_report.annex.due_before", day=task.due_before))
    if task.slips > 1:
        notes.append(pen.say("paper_report.annex.slips", n=task.slips))
    statuses = {one.status for one in task.leads}
    if Status.CHANGE_REQUESTED in statuses:
        notes.append(pen.say("paper_report.annex.changing"))
    if Status.MAY_SLIP in statuses:
        notes.append(pen.say("paper_report.annex.may_slip"))
    if any(one.in_round and after_cutoff(pen.data.round, one.at) for one in task.leads):
        notes.append(pen.say("paper_report.annex.updated_after"))
    return notes


def _reports(pen: Pen, number: str) -> Grid:
    rows = tuple(_report(pen, number, n, one) for n, one in enumerate(pen.figures.asked, 1))
    heads = tuple(pen.say("paper_report.annex.report_heads").split("|"))
    return Grid(heads, _REPORTS, frozenset({0, 2, 3}), rows)


def _report(pen: Pen, number: str, n: int, one: AgencyReport) -> Row:
    paper = pen.say("paper_report.annex.paper", one=one.paper) if one.paper else ""
    cells = (
        f"{n:02d}",
        one.name,
        paper,
        _sent(pen, one),
        "; ".join(report_notes(pen, one)),
    )
    return Row(f"PL/reports/{one.agency}", _place(pen, number, n), cells)


def _sent(pen: Pen, one: AgencyReport) -> str:
    if one.sent is not None:
        return local(one.sent).strftime("%d/%m/%Y")
    if one.paper is not None:
        return pen.say("paper_report.annex.sent_on_paper")  # its own day stands beside it
    return pen.say("paper_report.annex.not_sent")


def merged(pen: Pen, one: AgencyReport) -> str:
    """Lồng ghép tại báo cáo nào, ngày, mục."""
    slots = {"paper": one.merged, "section": one.merged_section}
    return pen.say("paper_report.annex.merged", **slots)


def report_notes(pen: Pen, one: AgencyReport) -> list[str]:
    """The marks of a report; each lives beside the others and none is merged."""
    marks = {
        "late": one.late or one.paper_late,
        "after_cutoff": one.after_cutoff and not one.late,
        "has_paper": one.paper is not None and one.entered != "paper",
        "entered_paper": one.entered == "paper",
        "entered_call": one.entered == "call",
        "nothing": one.kind == "nothing",
        "carried": one.kind == "carried",
        "partial": one.kind == "partial",
        "more": bool(one.more_asked),
    }
    notes = [pen.say(f"paper_report.annex.{name}") for name, holds in marks.items() if holds]
    if one.merged is not None:
        notes.append(merged(pen, one))
    return notes + ([pen.say("paper_report.annex.nth", n=one.nth)] if one.nth > 1 else [])


def _obstacles(pen: Pen, number: str) -> Grid:
    rows = tuple(_obstacle(pen, number, n, one) for n, one in enumerate(pen.data.obstacles, 1))
    heads = tuple(pen.say("paper_report.annex.obstacle_heads").split("|"))
    return Grid(heads, _OBSTACLES, frozenset({0, 2}), rows)


def _obstacle(pen: Pen, number: str, n: int, one: ObstacleData) -> Row:
    text, proposal = typed(one.text), typed(one.proposal)
    rough = [at for at, words in ((3, text), (4, proposal)) if is_rough(words)]
    cells = (
        f"{n:02d}",
        one.name,
        one.task or pen.say("paper_report.annex.whole_plan"),
        text,
        proposal,
        handled(pen, one),
    )
    key, place = f"PL/obstacles/{one.seq}", _place(pen, number, n)
    return Row(key, place, cells, frozenset(rough))


def handled(pen: Pen, one: ObstacleData) -> str:
    """What became of an obstacle, in the field's words."""
    if one.escalated_to:
        return pen.say("paper_report.annex.ob_above", body=one.escalated_to, one=one.document)
    if one.document is not None:
        return pen.say("paper_report.annex.ob_paper", one=one.document)
    if one.answer:
        return pen.say("paper_report.annex.ob_answered", text=typed(one.answer))
    return pen.say("paper_report.annex.ob_open")


_GRIDS: Mapping[str, Callable[[Pen, str], Grid]] = {
    "tasks": _tasks,
    "reports": _reports,
    "obstacles": _obstacles,
    "indicators": indicator_annex,
}
