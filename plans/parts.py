"""Which part an agency has in a plan, and what it is asked in a round (the round is the unit)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from plans import vocabulary
from plans.directory import AgencyEntry, Directory
from plans.ground import Refusal
from plans.model import Agency, Duty, Part
from plans.planfile import PlanFile, TaskEntry


@dataclass(frozen=True)
class AgencyDuty:
    """A task of the plan seen from one agency: one entry a task, its strongest part."""

    number: str
    part: Part
    printed: str  # the role as the document names it
    collective: bool  # reached only through a collective name


@dataclass(frozen=True)
class Reporters:
    """Who a reporting duty names: agencies, and names that the coordinator must fill."""

    agencies: tuple[AgencyEntry, ...]
    open_names: tuple[str, ...]


class Basis(StrEnum):
    """Why an agency is in a round."""

    NAMED = "named"  # the reporting duty names it, itself or by a collective name
    LEADS = "leads"
    SUPPORTS = "supports"  # named as supporter only: the coordinator may add it


@dataclass(frozen=True)
class Asked:
    """What one agency is asked in a round.

    `leads`: its lead tasks, one by one. `shared`: tasks it leads under a collective name, each
    of whose members answers for itself. `supports`: tasks that name it as supporter; one common
    line, default "không phát sinh". `one_question`: it leads nothing and gets one question for
    the whole plan. `counted`: it stands in the proposed denominator n/N; the coordinator
    confirms the list.
    """

    agency: Agency
    basis: Basis
    leads: tuple[str, ...]
    shared: tuple[str, ...]
    supports: tuple[str, ...]
    counted: bool

    @property
    def one_question(self) -> bool:
        """Whether it is asked once for the whole plan."""
        return not self.led

    @property
    def led(self) -> int:
        """How many tasks it answers for as lead, by its own name or a collective one."""
        return len(self.leads) + len(self.shared)


def duties_of(agency_code: str, plan: PlanFile, directory: Directory) -> tuple[AgencyDuty, ...]:
    """The tasks in which an agency has a part, in the plan's order.

    Leading and supporting the same task counts once, as lead; named by itself wins over named by
    a collective. Names nobody has are passed over here: `names.check_names` refuses them.
    """
    found = (_duty(agency_code, task, directory) for task in plan.tasks)
    return tuple(duty for duty in found if duty is not None)


def _duty(code: str, task: TaskEntry, directory: Directory) -> AgencyDuty | None:
    for part, names, printed in _roles(task):
        reached = [how for name in names if (how := _reached(code, name, directory)) is not None]
        if reached:
            return AgencyDuty(task.number, part, printed, collective=all(reached))
    return None


def _roles(task: TaskEntry) -> Iterator[tuple[Part, Sequence[str], str]]:
    words = vocabulary.PRINTED_PARTS
    yield Part.LEAD, task.lead, words["lead"]
    yield Part.LEAD, (task.reporter,) if task.reporter else (), words["reporter"]
    yield Part.COLEAD, task.colead, words["colead"]
    yield Part.SUPPORT, task.support, task.support_as or words["support"]
    yield Part.DECIDES, task.decides, words["decides"]


def _reached(code: str, name: str, directory: Directory) -> bool | None:
    """False: named by itself; True: by a collective name; None: not at all."""
    try:
        entry = directory.find(name)
    except Refusal:
        return None
    if isinstance(entry, AgencyEntry):
        return False if entry.code == code else None
    return True if code in entry.members else None


def reporters_of(names: Iterable[str], directory: Directory) -> Reporters:
    """The agencies a duty's names stand for, in their order, each once.

    A group without members is left open for the coordinator. Raises Refusal agency.unknown.
    """
    agencies: dict[str, AgencyEntry] = {}
    open_names = []
    for name in names:
        members = directory.members(directory.find(name))
        agencies.update((agency.code, agency) for agency in members if agency.code not in agencies)
        if not members:
            open_names.append(name)
    return Reporters(tuple(agencies.values()), tuple(open_names))


def audience(
    reporters: Sequence[Agency], duties: Mapping[Agency, Sequence[Duty]], coordinator: Agency
) -> tuple[Asked, ...]:
    """Who is proposed for a round and what each is asked.

    First those the reporting duty names, in its order; then further leads, then further named
    supporters, which are not counted where the duty names anybody: KH SXSH has the Sở report and
    leaves out the districts it gives work to. The coordinating agency last and outside n/N. Who
    is reached only by a collective name as supporter is not asked at all.
    """
    agencies = dict.fromkeys([*reporters, *duties])
    found = [
        asked
        for agency in agencies
        if (asked := _asked(agency, duties.get(agency, ()), reporters, coordinator))
    ]
    order = list(Basis)
    return tuple(
        sorted(found, key=lambda one: (one.agency == coordinator, order.index(one.basis)))
    )


def _asked(
    agency: Agency, duties: Sequence[Duty], reporters: Sequence[Agency], coordinator: Agency
) -> Asked | None:
    named = agency in reporters
    leading = [duty for duty in duties if duty.part in {Part.LEAD, Part.COLEAD}]
    numbers = [duty.task.number for duty in leading]
    supports = tuple(
        duty.task.number
        for duty in duties
        if duty.part is Part.SUPPORT and not duty.collective and duty.task.number not in numbers
    )
    if not (named or leading or supports or agency == coordinator):
        return None
    basis = Basis.NAMED if named else Basis.LEADS if leading else Basis.SUPPORTS
    return Asked(
        agency=agency,
        basis=basis,
        leads=tuple(duty.task.number for duty in leading if not duty.collective),
        shared=tuple(duty.task.number for duty in leading if duty.collective),
        supports=supports,
        counted=agency != coordinator and (named or (basis is Basis.LEADS and not reporters)),
    )
