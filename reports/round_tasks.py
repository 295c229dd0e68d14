"""The tasks of a round in the plan's words, with what each lead had said last at a moment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from plans.model import Agency, Part, Status, Timeliness
from plans.round_data import Document, Supporter, TaskData
from plans.round_data import Said as LeadSaid
from plans.timeliness import timeliness
from reports.round_agencies import signed
from storage import reviews
from storage.frames import Frame, FrameRole, FrameTask
from storage.stood import Head, Update, Word


@dataclass(frozen=True)
class Held:
    """What a lead said last of a task, if anything, and what holds it up."""

    said: Update | None
    by: str = ""


Spoken = Mapping[tuple[int, int], Held]
_LEADING = frozenset({Part.LEAD, Part.COLEAD})


def held_by(said: Update | None, word: Word | None, *, waits: bool) -> str:
    """Disputed before waiting: one reason a task, the formal one first."""
    asked = said is not None and said.status is Status.CHANGE_REQUESTED
    if said is not None and asked and said.source != "baseline":
        decided = word is not None and word.what == reviews.DECIDED and word.at >= said.at
        if not decided:
            return "disputed"
    return "support" if waits else ""


def task_data(
    frame: Frame, head: Head, bodies: Mapping[int, Agency], spoken: Spoken, day: date
) -> tuple[TaskData, ...]:
    """In the plan's order, without those no longer in it; lateness is that of a local day."""
    roles: dict[int, list[FrameRole]] = {}
    for role in frame.roles:
        if role.agency in bodies:
            roles.setdefault(role.task, []).append(role)
    return tuple(
        _task(one, roles.get(one.id, []), head, bodies, spoken, day)
        for one in frame.tasks
        if not one.gone
    )


def _task(
    one: FrameTask,
    roles: list[FrameRole],
    head: Head,
    bodies: Mapping[int, Agency],
    spoken: Spoken,
    day: date,
) -> TaskData:
    leading = {role.agency for role in roles if role.part in _LEADING}
    return TaskData(
        id=one.id,
        key=one.key,
        number=one.number,
        title=one.title,
        group=one.group,
        when=one.when,
        due=one.due,
        recurs=one.recurs,
        lead_words=one.leads,
        support_words=one.supports,
        leads=tuple(
            _said(one, role, bodies[role.agency], spoken.get((one.id, role.agency)), head, day)
            for role in roles
            if role.part in _LEADING
        ),
        supporters=tuple(
            Supporter(role.agency, bodies[role.agency].name, role.printed, role.collective)
            for role in roles
            if role.part is Part.SUPPORT and role.agency not in leading
        ),
        number_before=one.number_before,
        due_before=one.due_before,
        slips=one.slips,
    )


def _said(
    task: FrameTask, role: FrameRole, agency: Agency, known: Held | None, head: Head, day: date
) -> LeadSaid:
    said = known.said if known else None
    silent = LeadSaid(
        agency=agency.id,
        name=agency.name,
        part=role.part.value,
        collective=role.collective,
        status=None,
        timeliness=_lateness(task, said, head, day).value,
        held=known.by if known else "",
    )
    if said is None:
        return silent
    return replace(
        silent,
        status=said.status.value,
        text=said.text,
        at=said.at,
        by=signed(said.by, said.post),
        in_round=said.round == head.id,
        papers=tuple(Document(paper.code, paper.dated) for paper in said.papers),
        done_on=said.done_on,
        confirmed=said.confirmed or said.source == "baseline",
        source=said.source,
        receipt=said.receipt,
    )


def _lateness(task: FrameTask, said: Update | None, head: Head, day: date) -> Timeliness:
    """What fell due before the plan was followed is never called late by the bot."""
    status, done_on = (said.status, said.done_on) if said else (None, None)
    found = timeliness(status, done_on, task.due, day, task.recurs)
    before = head.followed_from and task.due and task.due < head.followed_from
    return Timeliness.RUNNING if found is Timeliness.OVERDUE and before else found
