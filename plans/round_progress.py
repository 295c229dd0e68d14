"""How far each task of a round's data set has come, and how many of each state a group holds."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from plans.model import Status, Timeliness
from plans.round_data import RoundData, Said, TaskData
from plans.text import fold

# Of several leads the one furthest behind counts, as in /tonghop.
ORDER = (
    "overdue", "unreported", "not_started", "running", "ongoing", "no_due", "waiting", "done",
)  # fmt: skip
UNASSIGNED = "unassigned"
STATES = (*reversed(ORDER), UNASSIGNED)

_UNDER_WAY = {Status.NOT_STARTED: "not_started", Status.CONTINUOUS: "ongoing"}


def state_of(task: TaskData) -> str:
    """One of STATES; "unreported": a lead has never said anything of it."""
    if not task.leads:
        return UNASSIGNED
    return min((_said_state(one) for one in task.leads), key=ORDER.index)


def _said_state(said: Said) -> str:
    if said.status == Status.DONE:
        return "done" if said.confirmed else "waiting"
    if said.timeliness == Timeliness.OVERDUE:
        return "overdue"
    if said.status is None:
        return "unreported"
    if said.status in _UNDER_WAY:
        return _UNDER_WAY[Status(said.status)]
    return "no_due" if said.timeliness == Timeliness.NO_DUE else "running"


@dataclass(frozen=True)
class GroupProgress:
    """A group of tasks with the number of its tasks in each state; without a name: all of them."""

    name: str
    counts: dict[str, int]

    @property
    def total(self) -> int:
        return sum(self.counts.values())


def progress(data: RoundData) -> tuple[GroupProgress, ...]:
    """By group in the plan's order; in one sum where the groups are agencies, or there are none.

    A plan may group its tasks by who carries them out: bars of such groups would rank peers.
    """
    named = [one.group or "" for one in data.tasks]
    if not all(named) or len(set(named)) < 2 or _by_agency(data, set(named)):
        return (_counted("", data.tasks),) if data.tasks else ()
    return tuple(
        _counted(name, [one for one in data.tasks if one.group == name])
        for name in dict.fromkeys(named)
    )


def _by_agency(data: RoundData, named: Iterable[str]) -> bool:
    """Whether a group is called by one of the plan's agencies."""
    names = {one.name for one in data.agencies} | {data.plan.coordinator}
    names |= {said.name for task in data.tasks for said in task.leads}
    keys = [fold(name) for name in names if name]
    return any(key in fold(group) for group in named for key in keys)


def _counted(name: str, tasks: Sequence[TaskData]) -> GroupProgress:
    states = [state_of(one) for one in tasks]
    return GroupProgress(name, {one: states.count(one) for one in STATES})
