"""The figures of the báo cáo tổng hợp, counted once: body and annexes print the same lists."""

from __future__ import annotations

import calendar
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from plans.ground import local
from plans.model import Status, Timeliness
from plans.round_data import (
    AgencyReport,
    IndicatorData,
    IndicatorSaid,
    ObstacleData,
    RoundData,
    Said,
    TaskData,
)
from plans.timeliness import timeliness

LOCAL = frozenset({"huyen", "xa"})
# Of several leads the one furthest behind counts; in the order the report names them.
STATES = (
    "done_in_time",
    "done_late",
    "done",
    "waiting",
    "running",
    "overdue",
    "no_due",
    "unassigned",
)
_BEHIND = ("overdue", "running", "no_due", "waiting", "done_late", "done_in_time", "done")
_UNDER_WAY = frozenset(
    {Status.ON_TRACK, Status.MAY_SLIP, Status.CONTINUOUS, Status.CHANGE_REQUESTED}
)
_MONTHS = {"monthly": 1, "quarterly": 3, "semiannual": 6}


@dataclass(frozen=True)
class Judged:
    """A task with the one state it is counted under."""

    task: TaskData
    state: str

    @property
    def done(self) -> bool:
        return self.state.startswith("done")


@dataclass(frozen=True)
class Share:
    """How many bodies of one rank have reported: so or ban (sở, ban, ngành), huyen, xa."""

    rank: str
    sent: int
    total: int


@dataclass(frozen=True)
class Span:
    """Tasks that end within the period by their printed time: `left` of `total` are not done."""

    when: str
    left: tuple[str, ...]
    total: int


@dataclass(frozen=True)
class Figures:
    """What is counted of a round; the coordinating agency stands outside sent and total."""

    data: RoundData
    day: date
    tasks: tuple[Judged, ...]

    @cached_property
    def asked(self) -> tuple[AgencyReport, ...]:
        code = self.data.plan.coordinator_code
        return tuple(one for one in self.data.agencies if one.code != code)

    @cached_property
    def sent(self) -> tuple[AgencyReport, ...]:
        return tuple(one for one in self.asked if one.reported)

    @cached_property
    def owing(self) -> tuple[AgencyReport, ...]:
        return tuple(one for one in self.asked if not one.reported)

    @cached_property
    def shares(self) -> tuple[Share, ...]:
        """Sở and huyện apart; other bodies of the province stand with the Sở."""
        above = [one for one in self.asked if one.kind_of_body not in LOCAL]
        mixed = any(one.kind_of_body != "so" for one in above)
        ranks = [("ban" if mixed else "so", above)]
        ranks += [(r, [one for one in self.asked if one.kind_of_body == r]) for r in sorted(LOCAL)]
        return tuple(
            Share(rank, sum(one.reported for one in some), len(some))
            for rank, some in ranks
            if some
        )

    @cached_property
    def reports(self) -> dict[int, AgencyReport]:
        """Agency → its report, that of the coordinating agency too."""
        return {one.agency: one for one in self.data.agencies}

    def of(self, state: str) -> tuple[Judged, ...]:
        return tuple(one for one in self.tasks if one.state == state)

    @cached_property
    def all_under_way(self) -> bool:
        """Whether every lead of the tasks within their time says that it is at work on them."""
        return all(
            one.task.leads and all(said.status in _UNDER_WAY for said in one.task.leads)
            for one in self.of("running")
        )

    @cached_property
    def ends(self) -> date:
        """The last day of the calendar period that the report is about."""
        at = self.data.round
        months = _MONTHS.get(at.frequency)
        month = min(12, months * at.part) if months and at.part else 12
        return date(at.year, month, calendar.monthrange(at.year, month)[1])

    @cached_property
    def ending(self) -> dict[date, tuple[Judged, ...]]:
        """Tasks within their time that end within the period, under their days."""
        found: dict[date, tuple[Judged, ...]] = {}
        for one in self.of("running"):
            if one.task.due is not None and self.day <= one.task.due <= self.ends:
                found[one.task.due] = (*found.get(one.task.due, ()), one)
        return dict(sorted(found.items()))

    @cached_property
    def unheard(self) -> tuple[Judged, ...]:
        """Tasks with a lead of which no lead said anything in this round."""
        return tuple(
            one
            for one in self.tasks
            if one.task.leads
            and not one.done
            and not any(said.in_round for said in one.task.leads)
            and not any(self._by_paper(said) for said in one.task.leads)
        )

    def _by_paper(self, said: Said) -> bool:
        report = self.reports.get(said.agency)
        if report is None:
            return False
        return report.kind == "merged" or (report.paper is not None and report.kind is None)

    @cached_property
    def spans(self) -> tuple[Span, ...]:
        """By printed time, the tasks that end within the period and are not all done."""
        found: dict[str, list[Judged]] = {}
        for one in self.tasks:
            due = one.task.due if one.task.recurs is None else None
            if due is not None and due <= self.ends and one.state != "unassigned":
                found.setdefault(one.task.when or due.strftime("%d/%m/%Y"), []).append(one)
        spans = (
            Span(
                when,
                numbers(one for one in some if not one.done and one.state != "waiting"),
                len(some),
            )
            for when, some in found.items()
        )
        return tuple(one for one in spans if one.left)

    @cached_property
    def changes(self) -> tuple[Judged, ...]:
        """Tasks of which a lead asks for a change (đề nghị điều chỉnh)."""
        return tuple(
            one
            for one in self.tasks
            if any(said.status == Status.CHANGE_REQUESTED for said in one.task.leads)
        )

    @cached_property
    def next_due(self) -> tuple[Judged, ...]:
        """Tasks not done that are overdue, or end before the next report of this kind ends."""
        return tuple(
            one
            for one in self.tasks
            if one.task.due is not None
            and (
                one.state == "overdue"
                or (one.state == "running" and self.day <= one.task.due <= self.next_ends)
            )
        )

    @cached_property
    def next_ends(self) -> date:
        at = self.ends
        months = _MONTHS.get(self.data.round.frequency, 12)
        years, month = divmod(at.month - 1 + months, 12)
        year = at.year + years
        return date(year, month + 1, calendar.monthrange(year, month + 1)[1])

    @cached_property
    def advised(self) -> tuple[ObstacleData, ...]:
        """Obstacles that the coordinating agency answered itself."""
        return tuple(
            one
            for one in self.data.obstacles
            if not one.escalated_to and (one.answer or one.document is not None)
        )

    @cached_property
    def beyond(self) -> tuple[ObstacleData, ...]:
        """Obstacles beyond its powers: a person said that the body above was told."""
        return tuple(one for one in self.data.obstacles if one.escalated_to)

    @cached_property
    def measured(self) -> tuple[IndicatorData, ...]:
        """Indicators with at least one figure."""
        return tuple(one for one in self.data.indicators if any(map(has_figure, one.values)))


def has_figure(value: IndicatorSaid) -> bool:
    return bool(value.actual or value.estimate or value.note)


def figures(data: RoundData) -> Figures:
    """Count a round, on the local day of its moment."""
    day = local(data.as_of).date()
    return Figures(data, day, tuple(Judged(task, _state(task, day)) for task in data.tasks))


def numbers(tasks: Iterable[Judged]) -> tuple[str, ...]:
    return tuple(one.task.number for one in tasks)


def _state(task: TaskData, day: date) -> str:
    """A lead that is no agency of the round has said nothing; only a task of nobody has none."""
    if not task.leads and not task.lead_words:
        return "unassigned"
    said = task.leads or (Said(0, "", "lead", collective=False, status=None, timeliness=""),)
    return min((_said_state(task, one, day) for one in said), key=_BEHIND.index)


def _said_state(task: TaskData, said: Said, day: date) -> str:
    status = Status(said.status) if said.status else None
    found = said.timeliness or timeliness(status, said.done_on, task.due, day, task.recurs)
    if status is Status.DONE:
        if not (said.confirmed or said.source == "baseline"):
            return "waiting"
        return found if found in {"done_in_time", "done_late"} else "done"
    if found == Timeliness.NO_DUE:
        return "no_due"
    return "overdue" if found == Timeliness.OVERDUE else "running"
