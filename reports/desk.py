"""What waits for the Sở itself: tasks said to be done, adjustments asked for, corrections."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from plans.model import Agency, Participant, Round, State, Status, Task
from reports.standing import TaskLine
from storage import join_requests, people, reviews
from storage.database import Unit
from storage.reviews import Review

Said = Mapping[tuple[int, int], Sequence[Review]]  # (task, agency) → what was said of it


@dataclass(frozen=True)
class Claim:
    """One lead's word on a task, and what the Sở said of it since."""

    agency: Agency
    state: State
    last: Review | None


@dataclass(frozen=True)
class Done:
    """A task that leads say is done and the Sở has not confirmed: "3/7 huyện"."""

    task: Task
    claims: tuple[Claim, ...]
    finished: int  # leads that say so, confirmed or not
    leads: int

    @property
    def newest(self) -> int:
        """The newest update shown: what a press may confirm."""
        return max(one.state.update for one in self.claims)


@dataclass(frozen=True)
class Change:
    """An adjustment asked for and not decided."""

    task: Task
    claim: Claim


def _claim(line: TaskLine, said: Said) -> Claim | None:
    if line.lead is None or line.state is None:
        return None
    state = line.state
    of_it = said.get((line.task.id, line.lead.id), ())
    since = [one for one in of_it if one.at >= state.at]
    return Claim(line.lead, state, since[-1] if since else None)


def done(lines: Iterable[TaskLine], said: Said) -> list[Done]:
    """Tasks that wait to be confirmed, in the plan's order; each lead's word counts apart."""
    by_task: dict[int, list[TaskLine]] = {}
    for line in lines:
        by_task.setdefault(line.task.id, []).append(line)
    found = []
    for some in by_task.values():
        finished = [one for one in some if _says(one, Status.DONE)]
        waits = [one for one in finished if one.state and not one.state.agreed]
        claims = tuple(claim for one in waits if (claim := _claim(one, said)) is not None)
        if claims:
            found.append(Done(some[0].task, claims, len(finished), len(some)))
    return found


def changes(lines: Iterable[TaskLine], said: Said) -> list[Change]:
    """Adjustments asked for whose decision is not recorded, in the plan's order."""
    found = []
    for line in lines:
        claim = _claim(line, said) if _says(line, Status.CHANGE_REQUESTED) else None
        if claim is None or claim.state.agreed:
            continue  # what the Sở's own table of the present state says is agreed
        if claim.last is None or claim.last.what != reviews.DECIDED:
            found.append(Change(line.task, claim))
    return found


def _says(line: TaskLine, status: Status) -> bool:
    return line.state is not None and line.state.status is status


async def joining(unit: Unit, plan: str) -> int:
    """How many people wait to be confirmed, or to be let in."""
    return len(await people.awaiting(unit, plan)) + await join_requests.waiting(unit, plan)


def corrected(
    round_: Round,
    parts: Iterable[Participant],
    lines: Iterable[TaskLine],
    accepted: Mapping[int, datetime],
) -> dict[int, tuple[str, ...]]:
    """Agency → tasks it corrected in a round after its report was accepted."""
    taken = {one.agency.id for one in parts if one.agency.id in accepted and not one.waits}
    found: dict[int, list[str]] = {}
    for line in lines:
        body, state = line.lead, line.state
        if body is None or state is None or state.round != round_.id or body.id not in taken:
            continue
        if state.at > accepted[body.id]:
            found.setdefault(body.id, []).append(line.task.number)
    return {agency: tuple(numbers) for agency, numbers in found.items()}
