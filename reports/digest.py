"""The figures of a round at a moment, in one place, so that text and paper agree."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from plans.calendar import WorkCalendar
from plans.ground import local
from plans.model import Participant, Plan, PlanSettings, Round, Status, Timeliness
from plans.obstacles import age
from plans.reminding import Quiet, counted_to, lapsed, quiet
from plans.rounds import onward_duty
from reports import desk
from reports.desk import Change, Said
from reports.standing import Standing, TaskLine, standing
from storage import obstacles, plans, quota, relays, reviews
from storage.database import Unit
from storage.quota import Held

SOON = timedelta(days=30)
_LOCAL = frozenset({"huyen", "xa"})


@dataclass(frozen=True)
class Share:
    """How many of one rank have reported: sở apart from huyện, thành phố."""

    rank: str  # so, ban (sở, ban, ngành), huyen, xa
    sent: int
    total: int


@dataclass(frozen=True)
class Owing:
    """An agency that has not reported, and why it is left in peace, if it is."""

    part: Participant
    quiet: Quiet | None
    lapsed: bool = False  # the day it named has gone by

    @property
    def name(self) -> str:
        return self.part.agency.name

    @property
    def id(self) -> int:
        return self.part.agency.id


@dataclass(frozen=True)
class Tasks:
    """Tasks by state: together they are `total`.

    `waiting`: chờ xác nhận hoàn thành; `ongoing`: triển khai thường xuyên; `no_due`: không quy
    định thời hạn; `unassigned`: chưa phân công, by number.
    """

    total: int
    done: int
    waiting: int
    running: int
    not_started: int
    overdue: int
    no_due: int
    ongoing: int = 0
    unassigned: tuple[str, ...] = ()
    disputed: int = 0  # of the overdue ones: đang đề nghị điều chỉnh
    support: int = 0  # of the overdue ones: chờ cơ quan phối hợp


@dataclass(frozen=True)
class Backlog:
    """Obstacles on which the Sở has the next word; `oldest`: working days of the longest wait."""

    ids: tuple[int, ...] = ()
    oldest: int = 0

    @property
    def count(self) -> int:
        return len(self.ids)


@dataclass(frozen=True)
class Figures:
    """A round in figures; the coordinating Sở itself stands outside sent and total."""

    plan: Plan
    round: Round
    day: date
    sent: tuple[Participant, ...]
    owing: tuple[Owing, ...]
    shares: tuple[Share, ...]
    papers: int
    passed: bool  # the printed date is over; the day itself is still good
    days_left: int | None  # working days to the day that reminders count to; None after it
    tasks: Tasks
    soon: tuple[tuple[date, tuple[str, ...]], ...]
    changes: tuple[str, ...]  # tasks with đề nghị điều chỉnh not decided
    claimed: int  # tasks of which a lead's "done" is not confirmed
    reports: int  # báo cáo chờ tiếp nhận
    corrected: Mapping[int, tuple[str, ...]]  # đính chính sau khi tiếp nhận: agency → tasks
    joining: int  # people who wait to be confirmed, or to be let in
    onward_before: bool  # "trước ngày" stands before the date of the report onward
    obstacles: Backlog = Backlog()
    relays: tuple[int, ...] = ()  # digests that nobody is left to relay
    late: int = 0  # reports gửi sau thời hạn
    baseline: tuple[str, ...] = ()  # tasks known from the Sở's first table alone
    held: Held | None = None  # messages of this plan that wait for the next month

    @property
    def total(self) -> int:
        return len(self.sent) + len(self.owing)

    @property
    def free(self) -> tuple[Owing, ...]:
        """Who owes and gave no reason: these can be nudged."""
        return tuple(one for one in self.owing if one.quiet is None)


def figures(
    found: Standing,
    plan: Plan,
    settings: PlanSettings,
    calendar: WorkCalendar,
    day: date,
    said: Said | None = None,
) -> Figures:
    """Count a round on a local day; `said` is what the Sở said of tasks.

    What stands beside the round is left to `gather`.
    """
    said = said or {}
    parts = [one for one in found.participants if one.agency.id != plan.coordinator.id]
    sent = tuple(one for one in parts if one.reported)
    owing = [
        Owing(one, quiet(one, day, settings, calendar), lapsed(one, day))
        for one in parts
        if not one.reported
    ]
    round_, last = found.round, counted_to(found.round, day)
    by_task = _by_task(found.tasks)
    states = [_state(lines, plan.followed_from) for lines in by_task]
    asked = desk.changes(found.tasks, said)
    disputed = {(one.task.id, one.claim.agency.id) for one in asked}
    return Figures(
        plan=plan,
        round=round_,
        day=day,
        sent=sent,
        owing=tuple(owing),
        shares=_shares(parts),
        papers=sum(one.paper is not None for one in sent),
        late=sum(_sent_late(one, round_) for one in sent),
        passed=round_.passed(day),
        days_left=calendar.working_days_left(day, last) if day <= last else None,
        tasks=_apart(_count(by_task, states), by_task, states, disputed, found.waits),
        soon=_soon(by_task, states, day),
        changes=_numbers(asked),
        baseline=_by_baseline(by_task),
        claimed=len(desk.done(found.tasks, said)),
        reports=sum(one.waits for one in parts),
        corrected={},
        joining=0,
        onward_before=True,
    )


async def gather(unit: Unit, plan: Plan, round_: Round, day: date, at: WorkCalendar) -> Figures:
    """The figures of a round from the store, in a fixed number of queries."""
    settings = await plans.settings(unit, plan.id)
    stands = await standing(unit, round_, day)
    said = await reviews.of_tasks(unit, plan.id)
    stands = replace(stands, waits=await obstacles.held_up(unit, plan.id))
    found = figures(stands, plan, settings, at, day, said)
    accepted = await reviews.accepted(unit, round_.id)
    corrected = desk.corrected(round_, stands.participants, stands.tasks, accepted)
    duties = await plans.reporting_duties(unit, plan.id)
    mine = next((one for one in duties if one.id == round_.duty), None)
    onward = onward_duty(mine, duties) if mine else None
    before = onward is None or onward.before
    waiting = await backlog(unit, plan, day, at)
    return replace(
        found,
        joining=await desk.joining(unit, plan.id),
        onward_before=before,
        obstacles=waiting,
        corrected=corrected,
        relays=tuple(o.id for o in await relays.waiting(unit, round_.id) if o.person is None),
        held=await quota.held_of(unit, plan.id),
    )


async def backlog(unit: Unit, plan: Plan, day: date, at: WorkCalendar) -> Backlog:
    """The obstacles of a plan that wait for the Sở on a local day."""
    found = await obstacles.waiting(unit, plan.id)
    oldest = max((age(one.waits_since, day, at) for one in found), default=0)
    return Backlog(tuple(one.id for one in found), oldest)


def _shares(parts: Sequence[Participant]) -> tuple[Share, ...]:
    """Sở and huyện apart; other bodies of the province stand with the Sở."""
    above = [one for one in parts if one.agency.kind not in _LOCAL]
    mixed = any(one.agency.kind != "so" for one in above)
    ranks = {"ban" if mixed else "so": above}
    for rank in ("huyen", "xa"):
        ranks[rank] = [one for one in parts if one.agency.kind == rank]
    shares = (Share(r, sum(p.reported for p in some), len(some)) for r, some in ranks.items())
    return tuple(one for one in shares if one.total)


def _by_task(lines: Iterable[TaskLine]) -> list[list[TaskLine]]:
    found: dict[int, list[TaskLine]] = {}
    for line in lines:
        found.setdefault(line.task.id, []).append(line)
    return list(found.values())


# Of several leads the one furthest behind counts.
_ORDER = ("overdue", "not_started", "running", "ongoing", "no_due", "waiting", "done")
_UNASSIGNED = "unassigned"


def _state(lines: Sequence[TaskLine], followed: date | None) -> str:
    if all(line.lead is None for line in lines):
        return _UNASSIGNED
    return min((_line_state(line, followed) for line in lines), key=_ORDER.index)


def _line_state(line: TaskLine, followed: date | None) -> str:
    """What fell due before the plan was followed is never called late by the bot."""
    state = line.state
    if state is not None and state.status is Status.DONE:
        return "done" if state.agreed else "waiting"
    known = followed is None or line.task.due is None or line.task.due >= followed
    if line.timeliness is Timeliness.OVERDUE and known:
        return "overdue"
    if state is not None and state.status is Status.NOT_STARTED:
        return "not_started"
    if state is not None and state.status is Status.CONTINUOUS:
        return "ongoing"
    return "no_due" if line.timeliness is Timeliness.NO_DUE else "running"


def _count(by_task: Sequence[Sequence[TaskLine]], states: Sequence[str]) -> Tasks:
    nobodys = tuple(
        lines[0].task.number
        for lines, state in zip(by_task, states, strict=True)
        if state == _UNASSIGNED
    )
    counts = {name: states.count(name) for name in _ORDER}
    return Tasks(total=len(states), unassigned=nobodys, **counts)


def _by_baseline(by_task: Sequence[Sequence[TaskLine]]) -> tuple[str, ...]:
    return tuple(
        lines[0].task.number
        for lines in by_task
        if any(line.state is not None and line.state.source == "baseline" for line in lines)
    )


def _apart(
    counted: Tasks,
    by_task: Sequence[Sequence[TaskLine]],
    states: Sequence[str],
    disputed: Collection[tuple[int, int]],
    waits: Collection[tuple[int, int]],
) -> Tasks:
    """Of what is overdue: whose date is disputed, and what waits for a supporting agency."""
    late = [
        {(line.task.id, line.lead.id) for line in lines if line.lead}
        for lines, state in zip(by_task, states, strict=True)
        if state == "overdue"
    ]
    asked = [one for one in late if one & set(disputed)]
    held = [one for one in late if one & set(waits) and one not in asked]
    return replace(counted, disputed=len(asked), support=len(held))


def _sent_late(part: Participant, round_: Round) -> bool:
    """Neither the document nor what was typed came in time; an entry counts by its document."""
    if part.paper is not None or part.sent is None:
        return part.paper_late
    return part.entered is None and round_.passed(local(part.sent).date())


def _soon(
    by_task: Sequence[Sequence[TaskLine]], states: Sequence[str], day: date
) -> tuple[tuple[date, tuple[str, ...]], ...]:
    """Tasks not done that fall due within 30 days, under their dates."""
    found: dict[date, list[str]] = {}
    for lines, state in zip(by_task, states, strict=True):
        task = lines[0].task
        ends = task.due if task.recurs is None else None
        if ends is not None and day <= ends <= day + SOON and state not in {"done", "waiting"}:
            found.setdefault(ends, []).append(task.number)
    return tuple((at, tuple(found[at])) for at in sorted(found))


def _numbers(changes: Iterable[Change]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.task.number for one in changes))
