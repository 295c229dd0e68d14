"""The table "đối chiếu, không gửi kèm": agency, lần gửi, moment and receipt of every statement."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from plans.ground import local
from plans.round_data import AgencyReport, Document, ObstacleData, Said, TaskData, after_cutoff
from reports.papers.paper import Asked
from reports.papers.report_annexes import merged, report_notes
from reports.papers.report_indicators import shown
from reports.papers.report_parts import Grid, Row, Sources, typed
from reports.papers.report_pen import Pen

_WIDTHS = (22.0, 38.0, 64.0, 14.0, 28.0, 32.0, 25.0, 29.0)  # mm, of 252
_LONG = 160


def sources(asked: Asked) -> Sources:
    """Every statement of the report that somebody made, in the order of the report."""
    pen = Pen(asked)
    rows = (*_of_tasks(pen), *_of_support(pen), *_of_indicators(pen), *_of_obstacles(pen))
    heads = tuple(pen.say("paper_report.sources.heads").split("|"))
    return Sources(
        title=(
            pen.say("paper_report.sources.title"),
            pen.say("paper_report.sources.of", name=pen.name.brief),
        ),
        under=pen.say("paper_report.sources.under", at=pen.data.as_of),
        grid=Grid(heads, _WIDTHS, frozenset({0, 3}), rows, 11),
    )


def _row(  # noqa: PLR0913 - the columns of the table
    pen: Pen,
    where: str,
    name: str,
    text: str,
    *,
    nth: int = 0,
    at: datetime | None = None,
    by: str = "",
    receipt: str = "",
    how: str = "",
) -> Row:
    words = " ".join(typed(text).split())
    words = words if len(words) <= _LONG else words[:_LONG].rpartition(" ")[0] + "…"
    moment = local(at).strftime("%H:%M %d/%m/%Y") if at else ""
    cells = (where, name, words, str(nth) if nth else "", moment, by, receipt, how)
    return Row("", pen.say("paper_report.place.section", number=where), cells)


def _of_tasks(pen: Pen) -> Iterator[Row]:
    for task in pen.data.tasks:
        for said in task.leads:
            report = pen.figures.reports.get(said.agency)
            if report is not None and report.is_merged and not said.in_round:
                yield _merged(pen, task, report)
            elif said.status:
                yield _said(pen, task, said)
            else:
                yield _unsaid(pen, task, said)


def _said(pen: Pen, task: TaskData, said: Said) -> Row:
    report = pen.figures.reports.get(said.agency) if said.in_round else None
    text = said.text or pen.asked.texts.plain(f"status.{said.status}")
    how = (
        [pen.say(f"paper_report.sources.from_{said.source or 'chat'}")]
        if _known(said.source)
        else []
    )
    how += [] if said.in_round else [pen.say("paper_report.sources.before")]
    if said.in_round and after_cutoff(pen.data.round, said.at):
        how.append(pen.say("paper_report.annex.updated_after"))
    how += [pen.say("paper_report.annex.paper", one=one) for one in said.papers]
    if report is not None:
        how += [note for note in report_notes(pen, report) if note not in how]
    return _row(
        pen, f"II.2, {task.number}", said.name, text,
        nth=report.nth if report else 0, at=said.at, by=said.by,
        receipt=said.receipt or (report.receipt if report else ""), how="; ".join(how),
    )  # fmt: skip


def _merged(pen: Pen, task: TaskData, report: AgencyReport) -> Row:
    return _row(
        pen, f"II.2, {task.number}", report.name, merged(pen, report), nth=report.nth,
        at=report.sent, by=report.by, receipt=report.receipt,
        how="; ".join(report_notes(pen, report)),
    )  # fmt: skip


def _known(source: str) -> bool:
    return source in {"", "chat", "carried", "entered", "baseline"}


def _unsaid(pen: Pen, task: TaskData, said: Said) -> Row:
    report, where = pen.figures.reports.get(said.agency), f"II.2, {task.number}"
    how = _paper(pen, report.paper) if report and report.paper else ""
    return _row(pen, where, said.name, pen.say("paper_report.annex.none"), how=how)


def _paper(pen: Pen, one: Document) -> str:
    return pen.say("paper_report.sources.paper", code=pen.say("paper_report.annex.paper", one=one))


def _of_support(pen: Pen) -> Iterator[Row]:
    for one in pen.figures.sent:
        if one.support or one.answers or one.kind is None:
            yield _support(pen, one)
        yield from _supplements(pen, one)


def _support(pen: Pen, one: AgencyReport) -> Row:
    answers = "; ".join(_answer(pen, a.question, a.value, a.unit) for a in one.answers)
    text = "; ".join(filter(None, (one.support, answers))) or pen.say(
        "paper_report.annex.has_paper"
    )
    how = report_notes(pen, one)
    if one.paper is not None:
        how.append(_paper(pen, one.paper))
    return _row(
        pen, pen.say("paper_report.sources.support"), one.name, text,
        nth=one.nth, at=one.sent, by=one.by, receipt=one.receipt, how="; ".join(how),
    )  # fmt: skip


def _supplements(pen: Pen, one: AgencyReport) -> Iterator[Row]:
    for added in one.supplements:
        yield _row(
            pen, pen.say("paper_report.sources.support"), one.name, added.text, nth=one.nth,
            at=added.at, receipt=one.receipt, how=pen.say("paper_report.sources.added"),
        )  # fmt: skip


def _answer(pen: Pen, question: str, value: str, unit: str | None) -> str:
    said = (
        pen.say(f"paper_report.sources.{value}")
        if unit is None and value in {"yes", "no"}
        else value
    )
    return pen.say("paper_report.sources.answer", question=question, value=said, unit=unit)


def _of_indicators(pen: Pen) -> Iterator[Row]:
    for one in pen.data.indicators:
        for said in one.values:
            slots = {"actual": shown(said.actual), "estimate": shown(said.estimate)}
            text = pen.say("paper_report.sources.figures", name=one.name, said=said, **slots)
            late = after_cutoff(pen.data.round, said.at)
            how = pen.say("paper_report.annex.updated_after") if late else ""
            yield _row(pen, f"II.3, {one.number}", said.name, text, at=said.at, how=how)


def _of_obstacles(pen: Pen) -> Iterator[Row]:
    for one in pen.data.obstacles:
        yield _obstacle(pen, one)


def _obstacle(pen: Pen, one: ObstacleData) -> Row:
    where = pen.say("paper_report.sources.obstacle", seq=one.seq)
    return _row(pen, where, one.name, one.text, at=one.raised)
