"""What a person fills or writes out in the report, by place, each place once. Pure and quick."""

from __future__ import annotations

from collections.abc import Iterator

from plans.round_data import RoundData
from reports.papers.report_names import printed_month
from reports.papers.report_parts import typed
from reports.papers.report_pen import Pen
from reports.papers.report_rough import is_rough

_OWN = ("III.1", "III.2", "III.3", "V", "VI.1", "VI.2")


def gaps(pen: Pen) -> Iterator[str]:
    """The yellow fields, then the words typed in haste."""
    plan = pen.data.plan
    if plan.number is None or printed_month(plan.issued):
        yield pen.say("paper_report.gap.fill", place=pen.say("paper_report.place.head"))
    yield pen.say("paper_report.gap.fill", place=pen.say("paper_report.place.section", number="I"))
    for number in _by_paper(pen):
        yield pen.say(
            "paper_report.gap.fill", place=pen.say("paper_report.place.task", number=number)
        )
    for number in _OWN:
        yield pen.say(
            "paper_report.gap.fill", place=pen.say("paper_report.place.section", number=number)
        )
    yield pen.say("paper_report.gap.fill", place=pen.say("paper_report.place.foot"))
    for number in _rough_tasks(pen.data):
        yield pen.say(
            "paper_report.gap.rough", place=pen.say("paper_report.place.task", number=number)
        )
    if any(
        is_rough(typed(one.text)) or is_rough(typed(one.proposal)) for one in pen.data.obstacles
    ):
        place = pen.say("paper_report.place.annex", number=pen.annexes["obstacles"])
        yield pen.say("paper_report.gap.rough", place=place)


def _by_paper(pen: Pen) -> Iterator[str]:
    """Tasks of which there is a document and its words are not known."""
    for task in pen.data.tasks:
        for said in task.leads:
            report = pen.figures.reports.get(said.agency)
            silent = not (said.in_round and said.status)
            if silent and report and report.paper is not None and report.kind is None:
                yield task.number
                break


def _rough_tasks(data: RoundData) -> Iterator[str]:
    for task in data.tasks:
        if any(is_rough(typed(said.text)) for said in task.leads):
            yield task.number
