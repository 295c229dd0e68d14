"""What a person fills or writes out in the report: few lines, to stand beside the file."""

from __future__ import annotations

from collections.abc import Iterator

from plans.round_data import RoundData
from reports.papers.report_names import printed_month
from reports.papers.report_parts import typed
from reports.papers.report_pen import Pen
from reports.papers.report_rough import is_rough

OWN = ("I", "III.1", "III.2", "III.3", "V", "VI.1", "VI.2")


def gaps(pen: Pen) -> Iterator[str]:
    """The yellow fields, then the words typed in haste."""
    plan = pen.data.plan
    if plan.number is None or printed_month(plan.issued):
        yield pen.say("paper_report.gap.plan")
    if pen.data.round.request is None:
        yield pen.say("paper_report.gap.request")
    yield pen.say("paper_report.gap.own", numbers=OWN)
    if numbers := list(_by_paper(pen)):
        yield pen.say("paper_report.gap.paper", numbers=numbers)
    yield pen.say("paper_report.gap.foot")
    if numbers := _rough(pen.data):
        yield pen.say("paper_report.gap.rough", numbers=numbers)


def _by_paper(pen: Pen) -> Iterator[str]:
    """Tasks of which there is a document and its words are not known."""
    for task in pen.data.tasks:
        for said in task.leads:
            report = pen.figures.reports.get(said.agency)
            silent = not (said.in_round and said.status)
            if silent and report and report.paper is not None and report.kind is None:
                yield task.number
                break


def _rough(data: RoundData) -> list[str]:
    """Numbers of tasks, then agencies, whose words are shorthand."""
    found = [
        task.number
        for task in data.tasks
        if any(is_rough(typed(said.text)) for said in task.leads)
    ]
    names = [one.name for one in data.agencies if is_rough(typed(one.support))]
    names += [
        one.name
        for one in data.obstacles
        if is_rough(typed(one.text)) or is_rough(typed(one.proposal))
    ]
    return found + list(dict.fromkeys(names))
