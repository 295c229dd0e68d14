"""II.2. Kết quả từng nhiệm vụ: the plan's order and words, "cơ quan: nội dung" lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property

from plans.model import Status
from plans.round_data import AgencyReport, Said, TaskData
from plans.text import fold
from reports.papers.report_figures import Judged
from reports.papers.report_parts import Line
from reports.papers.report_pen import Pen
from reports.papers.report_support import Support, inside, the_rest

_QUOTED = 3  # of a collective, at most


def tasks(pen: Pen) -> Iterator[Line]:
    """All tasks, each group of tasks under its heading."""
    if not pen.figures.tasks:
        return
    place = pen.say("paper_report.place.section", number="II.2")
    yield Line("II.2/head", place, "part", pen.say("paper_report.two.tasks"))
    support, group = Support(pen), None
    for one in pen.figures.tasks:
        if one.task.group != group:
            group = one.task.group
            if group:
                text = _group(pen, group)
                yield Line(f"II.2/group/{group}", place, "group", text)
        yield from _Task(pen, one, support).lines()
    yield from the_rest(pen, support)


def _group(pen: Pen, group: str) -> str:
    """The plan's own heading, told apart from the sections of the report."""
    named = fold(group).startswith("nhom ")
    return group if named else pen.say("paper_report.two.group", group=group)


class _Task:
    """The lines of one task."""

    def __init__(self, pen: Pen, judged: Judged, support: Support) -> None:
        self.pen = pen
        self.judged = judged
        self.task: TaskData = judged.task
        self._support = support

    def lines(self) -> Iterator[Line]:
        yield self._title()
        yield from self._results()
        if self.judged.state == "waiting":
            yield self._line("waits", self.pen.say("paper_report.two.waits"))
        if any(one.status == Status.CHANGE_REQUESTED for one in self.task.leads):
            yield self._line("change", self.pen.say("paper_report.two.change"))
        yield from self._support.of(self.task, self._place)

    @cached_property
    def _place(self) -> str:
        return self.pen.say("paper_report.place.task", number=self.task.number)

    def _line(self, key: str, text: str, look: str = "item") -> Line:
        return Line(f"II.2/{self.task.key}/{key}", self._place, look, text)

    def _title(self) -> Line:
        pen, task = self.pen, self.task
        title = task.title.strip().rstrip(".").rstrip()
        text = pen.say("paper_report.two.task", number=task.number.rstrip("."), title=title)
        leads = pen.joined(task.lead_words)
        frame = pen.say("paper_report.two.frame", leads=leads, when=task.when)
        moved = pen.say("paper_report.two.moved", number_before=task.number_before)
        return Line(
            f"II.2/{task.key}/title", self._place, "task", text, f"{moved} {frame}".strip()
        )

    def _results(self) -> Iterator[Line]:
        if self.judged.state == "unassigned":
            yield self._line("said", self.pen.say("paper_report.two.nobody_leads"))
            return
        named = [one for one in self.task.leads if not one.collective]
        many = [one for one in self.task.leads if one.collective]
        if not self.task.leads:
            yield self._line("said", self.pen.say("paper_report.two.none"))
        for one in named:
            yield from self._named(one, alone=len(self.task.leads) == 1)
        if len(many) == 1:
            yield from self._named(many[0], alone=not named)
        elif many:
            yield from self._collective(many)

    def _named(self, said: Said, *, alone: bool) -> Iterator[Line]:
        """What one lead said: in this round, before it, by a document alone, or nothing."""
        pen, key = self.pen, f"said/{said.agency}"
        report = pen.figures.reports.get(said.agency)
        if said.in_round and said.status:
            yield from self._said(said, key, alone=alone)
        elif report is not None and report.is_merged:
            yield self._line(key, self._merged(said, report, alone=alone))
        elif report is not None and report.paper is not None and report.kind is None:
            text = pen.say("paper_report.two.by_paper", paper=report.paper, name=said.name)
            yield self._line(key, text)
        elif said.status is None:
            text = "paper_report.two.none" if alone else "paper_report.two.none_of"
            yield self._line(key, pen.say(text, name=said.name))
        else:
            yield from self._earlier(said, report, key, alone=alone)

    def _merged(self, said: Said, report: AgencyReport, *, alone: bool) -> str:
        """Đã lồng ghép tại báo cáo khác: where, in the words of the office."""
        slots = {"paper": report.merged, "section": report.merged_section}
        name = "" if alone else said.name
        return self.pen.say("paper_report.two.merged", name=name, **slots)

    def _said(self, said: Said, key: str, *, alone: bool) -> Iterator[Line]:
        pen = self.pen
        if not said.text:
            status = pen.asked.texts.plain(f"status.{said.status}")
            text = pen.say(
                "paper_report.two.status" if alone else "paper_report.two.status_of",
                name=said.name,
                status=status,
            )
            yield self._line(key, text)
            return
        carried = said.source == "carried"
        name = ("as_before" if carried else "result") if alone else (
            "of_as_before" if carried else "of"
        )  # fmt: skip
        yield from pen.lines(
            self._line(key, pen.say(f"paper_report.two.{name}", name=said.name)), said.text
        )

    def _earlier(
        self, said: Said, report: AgencyReport | None, key: str, *, alone: bool
    ) -> Iterator[Line]:
        """Said before this round: carried on by the report as it stands, done, or merely old."""
        pen = self.pen
        text = said.text or pen.asked.texts.plain(f"status.{said.status}")
        if report is not None and report.kind == "carried":
            name = "as_before" if alone else "of_as_before"
            head = pen.say(f"paper_report.two.{name}", name=said.name)
        elif said.status == Status.DONE:
            head = (
                pen.say("paper_report.two.earlier_done", at=said.at)
                if said.at
                else pen.say("paper_report.two.result")
            )
        elif said.at is None:
            head = pen.say("paper_report.two.none_of", name=said.name)
        else:
            head = pen.say("paper_report.two.earlier", name=said.name, at=said.at)
        yield from pen.lines(self._line(key, head), text)

    def _collective(self, many: Sequence[Said]) -> Iterator[Line]:
        """How many of them reported and how far they are; at most three quoted."""
        pen = self.pen
        said = [one for one in many if one.in_round and one.status]
        merged = [one for one in many if one not in said and self._is_merged(one)]
        who = inside(pen.joined(self.task.lead_words))
        reports = [pen.figures.reports.get(one.agency) for one in many]
        if not said and not merged and any(one is not None and one.answers for one in reports):
            yield self._line("together", pen.say("paper_report.two.by_questions", who=who))
            return
        slots = {
            "sent": len(said) + len(merged),
            "total": len(many),
            "counts": _counts(pen, said),
            "merged": len(merged),
        }
        yield self._line("together", pen.say("paper_report.two.together", who=who, **slots))
        for one in [one for one in said if one.text][:_QUOTED]:
            line = self._line(
                f"said/{one.agency}", pen.say("paper_report.two.under", name=one.name), "under"
            )
            yield from pen.lines(line, one.text)
        for one in merged[:_QUOTED]:
            words = self._merged(one, pen.figures.reports[one.agency], alone=False)
            yield self._line(f"said/{one.agency}", f"+{words.removeprefix('-')}", "under")

    def _is_merged(self, said: Said) -> bool:
        report = self.pen.figures.reports.get(said.agency)
        return report is not None and report.is_merged


def _counts(pen: Pen, said: Sequence[Said]) -> list[tuple[int, str]]:
    """How many of the members stand where, in the order of the statuses."""
    order = [status for status in Status if any(one.status == status for one in said)]
    return [
        (
            sum(one.status == status for one in said),
            _lower(pen.asked.texts.plain(f"status.{status}")),
        )
        for status in order
    ]


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]
