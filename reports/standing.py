"""Where a round stands: who has reported, who has not and why, which tasks are in what state."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from plans.model import (
    Agency,
    Duty,
    Participant,
    Round,
    State,
    Status,
    Task,
    Timeliness,
)
from plans.timeliness import timeliness
from storage import indicators, participants, task_parts
from storage.database import Unit
from storage.indicators import Owed


@dataclass(frozen=True)
class TaskLine:
    """A task with its lead and the lead's last word; without a lead it is chưa phân công."""

    task: Task
    lead: Agency | None
    state: State | None
    timeliness: Timeliness


@dataclass(frozen=True)
class Standing:
    """The data set of a round at a moment."""

    round: Round
    participants: tuple[Participant, ...]
    tasks: tuple[TaskLine, ...]
    waits: frozenset[tuple[int, int]] = frozenset()  # (task, agency): chờ cơ quan phối hợp


def updated(state: State | None, round_: Round) -> bool:
    """Whether a lead has said something of a task in this round.

    A task done before the round opened, as the Sở agrees, needs no more words.
    """
    if state is None:
        return False
    return state.round == round_.id or (state.status is Status.DONE and state.agreed)


def with_missing(part: Participant, round_: Round, duties: Sequence[Duty]) -> Participant:
    """The participant with the numbers of the lead tasks it has not updated in this round.

    Who answers the round's questions is not asked for the tasks given to its whole collective.
    """
    missing = tuple(
        duty.task.number
        for duty in duties
        if not updated(duty.state, round_) and not (part.by_questions and duty.collective)
    )
    return replace(part, missing=missing)


def with_indicators(part: Participant, owed: Owed | None) -> Participant:
    """The participant with the indicators it reports, and those it has not answered."""
    if owed is None:
        return part
    return replace(part, indicators=owed.numbers, indicators_missing=owed.missing)


async def standing(unit: Unit, round_: Round, today: date) -> Standing:
    """Gather a round in a fixed number of queries, however many agencies and tasks."""
    parts = await participants.of_round(unit, round_.id)
    lines = [
        TaskLine(task, lead, state, _timeliness(task, state, today))
        for task, lead, state in await task_parts.lead_states(unit, round_.plan)
    ]
    asked = {part.agency.id for part in parts if part.by_questions}
    shared = await task_parts.collectively_led(unit, round_.plan) if asked else frozenset()
    missing: dict[int, list[str]] = {}
    for line in lines:
        if line.lead is not None and not updated(line.state, round_):
            if line.lead.id in asked and (line.task.id, line.lead.id) in shared:
                continue
            missing.setdefault(line.lead.id, []).append(line.task.number)
    owed = await indicators.owed(unit, round_.plan, round_.id)
    named = tuple(
        with_indicators(
            replace(part, missing=tuple(missing.get(part.agency.id, ()))), owed.get(part.agency.id)
        )
        for part in parts
    )
    return Standing(round_, named, tuple(lines))


def _timeliness(task: Task, state: State | None, today: date) -> Timeliness:
    status = state.status if state else None
    done_on = state.done_on if state else None
    return timeliness(status, done_on, task.due, today, task.recurs)
