"""What came after a data set was kept: the difference of two data sets of one round."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from plans.round_data import AgencyReport, IndicatorSaid, ObstacleData, RoundData, Said, TaskData


@dataclass(frozen=True)
class SaidSince:
    """What a lead says of a task now, and what it had said."""

    task: TaskData
    before: Said | None
    after: Said


@dataclass(frozen=True)
class FigureSince:
    """A figure given, changed or taken back (`after` None) since."""

    number: str
    name: str
    before: IndicatorSaid | None
    after: IndicatorSaid | None


@dataclass(frozen=True)
class Addendum:
    """By agency and task, in the plan's order.

    `sent`: reported since; `again`: had reported, sent or registered anew; `withdrawn`: had
    reported, took it back.
    """

    sent: tuple[AgencyReport, ...]
    again: tuple[AgencyReport, ...]
    withdrawn: tuple[AgencyReport, ...]
    tasks: tuple[SaidSince, ...]
    figures: tuple[FigureSince, ...]
    obstacles: tuple[ObstacleData, ...]

    @property
    def empty(self) -> bool:
        """Whether nothing at all came since."""
        return not any(
            (self.sent, self.again, self.withdrawn, self.tasks, self.figures, self.obstacles)
        )

    @property
    def numbers(self) -> tuple[str, ...]:
        """The tasks of which something else is said now, each once."""
        return tuple(dict.fromkeys(one.task.number for one in self.tasks))


def since(kept: RoundData, now: RoundData) -> Addendum:
    """What is new in `now` against the data set that was kept."""
    before = {one.agency: one for one in kept.agencies}
    pairs = [(before.get(one.agency), one) for one in now.agencies]
    told = {one.seq for one in kept.obstacles}
    return Addendum(
        sent=tuple(b for a, b in pairs if b.reported and not (a and a.reported)),
        again=tuple(b for a, b in pairs if a and a.reported and b.reported and _anew(a, b)),
        withdrawn=tuple(b for a, b in pairs if a and a.reported and not b.reported),
        tasks=tuple(_tasks(kept.tasks, now.tasks)),
        figures=tuple(_figures(kept, now)),
        obstacles=tuple(one for one in now.obstacles if one.seq not in told),
    )


def _anew(before: AgencyReport, after: AgencyReport) -> bool:
    return (before.receipt, before.paper) != (after.receipt, after.paper)


def _tasks(kept: Iterable[TaskData], now: Iterable[TaskData]) -> Iterator[SaidSince]:
    known = {(task.id, one.agency): one for task in kept for one in task.leads}
    for task in now:
        for one in task.leads:
            was = known.get((task.id, one.agency))
            if _words(was) != _words(one):
                yield SaidSince(task, was, one)


def _words(said: Said | None) -> tuple[object, ...]:
    """What was said, whoever confirmed it and whatever day it is; nothing said is nothing."""
    if said is None or said.status is None:
        return ()
    return (said.status, said.text, said.papers, said.done_on)


def _figures(kept: RoundData, now: RoundData) -> Iterator[FigureSince]:
    known = {(one.key, v.agency): v for one in kept.indicators for v in one.values}
    for one in now.indicators:
        for value in one.values:
            was = known.pop((one.key, value.agency), None)
            if was is None or _figure(was) != _figure(value):
                yield FigureSince(one.number, one.name, was, value)
        for key, agency in [key for key in known if key[0] == one.key]:
            yield FigureSince(one.number, one.name, known.pop((key, agency)), None)


def _figure(said: IndicatorSaid) -> tuple[str | None, str | None, str]:
    return said.actual, said.estimate, said.note
