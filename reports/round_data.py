"""The data set of a round, gathered in a fixed number of queries, as it stood at any moment.

Everything that changes is read with its moment: asked again later, for the same moment, it is the
same to the byte (`plans.round_data.canonical`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from plans.ground import local
from plans.indicators import IndicatorValue
from plans.model import Agency, Round
from plans.obstacles import Move, Obstacle, ObstacleKind
from plans.round_data import (
    Document,
    IndicatorData,
    IndicatorSaid,
    ObstacleData,
    PlanHead,
    RoundData,
    RoundHead,
)
from reports.round_agencies import Said, agency_reports
from reports.round_tasks import Held, held_by, task_data
from storage import frames, indicators, stood, submissions
from storage.database import Unit
from storage.frames import Frame, FrameDuty
from storage.stood import Head, Update, Word


async def gather(unit: Unit, round_: Round, at: datetime | None = None) -> RoundData:
    """What was known of a round at a moment (aware UTC); None: now."""
    return await of_round(unit, round_.id, at or unit.now)


async def of_round(unit: Unit, round_id: int, at: datetime) -> RoundData:
    """The same by the round's id. Raises LookupError where there is no such round."""
    found = await stood.head(unit, round_id, at)
    if found is None:
        raise LookupError(round_id)
    frame = await frames.stood(unit, found.plan, at)
    head, bodies = await stood.bodies(unit, found, at)
    said = Said(
        reports=await submissions.stood(unit, round_id, at),
        documents=await stood.documents(unit, round_id, at),
        words=await stood.words(unit, round_id, at),
    )
    asked = [one for one in await stood.asked(unit, round_id) if one != head.coordinator]
    spoken = await stood.updates(unit, head.plan, at)
    figures = await indicators.values(unit, round_id, at)
    raised = await stood.raised(unit, head.plan, at)
    decided = await stood.of_tasks(unit, head.plan, at)
    numbers = {one.id: one.number for one in frame.tasks}
    return RoundData(
        as_of=at,
        plan=_plan(head, frame, bodies[head.coordinator]),
        round=_round(head, frame),
        agencies=agency_reports(head, [bodies[one] for one in asked if one in bodies], said),
        tasks=task_data(frame, head, bodies, _held(spoken, decided, raised), local(at).date()),
        indicators=_indicators(frame, bodies, figures),
        obstacles=tuple(_obstacle(one, bodies, numbers) for one in raised if _counts(one, head)),
    )


def _plan(head: Head, frame: Frame, coordinator: Agency) -> PlanHead:
    return PlanHead(
        id=head.plan,
        short=head.short,
        title=frame.title,
        number=frame.number,
        issued=frame.issued,
        province=head.province,
        coordinator=coordinator.name,
        coordinator_code=coordinator.code,
        coordinator_kind=coordinator.kind,
        followed_from=head.followed_from,
    )


def _round(head: Head, frame: Frame) -> RoundHead:
    duty = frame.duties.get(head.duty, FrameDuty())
    request = head.request
    return RoundHead(
        id=head.id,
        frequency=head.frequency,
        year=head.year,
        part=head.part,
        period_from=head.period_from,
        period_to=head.period_to,
        cutoff=head.cutoff,
        due=head.due,
        last_day=head.last_day,
        internal=head.internal,
        onward=head.onward,
        request=Document(request.code, request.dated) if request else None,
        section=duty.section,
        quote=duty.quote,
        receivers=duty.receivers,
    )


def _indicators(
    frame: Frame, bodies: Mapping[int, Agency], figures: list[IndicatorValue]
) -> tuple[IndicatorData, ...]:
    return tuple(
        IndicatorData(
            key=one.key,
            number=one.number,
            name=one.name,
            unit=one.unit,
            target=one.target,
            by=one.by,
            values=tuple(_figure(v, bodies) for v in figures if v.indicator == one.id),
        )
        for one in frame.indicators
        if not one.gone
    )


def _figure(one: IndicatorValue, bodies: Mapping[int, Agency]) -> IndicatorSaid:
    return IndicatorSaid(
        agency=one.agency.id,
        name=bodies.get(one.agency.id, one.agency).name,
        actual=None if one.actual is None else str(one.actual),
        estimate=None if one.estimate is None else str(one.estimate),
        note=one.note,
        at=one.at,
    )


def _counts(one: Obstacle, head: Head) -> bool:
    """Not taken back, and not over before the round's time: its data period, or the days since the
    round before it.
    """
    if one.last.what is Move.WITHDRAWN:
        return False
    first = head.period_from or (head.since + timedelta(days=1) if head.since else None)
    return one.open or first is None or local(one.last.at).date() >= first


def _obstacle(
    one: Obstacle, bodies: Mapping[int, Agency], numbers: Mapping[int, str]
) -> ObstacleData:
    answer, above = one.answer, one.escalation
    paper = answer.paper if answer else None
    return ObstacleData(
        seq=one.seq,
        agency=one.agency.id,
        name=bodies.get(one.agency.id, one.agency).name,
        task=numbers.get(one.task_id) if one.task_id is not None else None,
        kind=one.kind,
        text=one.text,
        proposal=one.proposal,
        raised=one.at,
        state=one.state,
        answer=answer.text if answer else "",
        document=Document(paper.code, paper.dated) if paper else None,
        escalated_to=above.to if above else "",
        supporter=_asked_to_help(one, bodies),
        coordinated=one.coordinated,
    )


def _asked_to_help(one: Obstacle, bodies: Mapping[int, Agency]) -> str:
    """Whom the agency agrees to have asked; without its word nobody names a cause again."""
    body = bodies.get(one.supporter) if one.consent and one.supporter is not None else None
    return body.name if body else ""


def _held(
    spoken: Mapping[tuple[int, int], Update],
    decided: Mapping[tuple[int, int], Word],
    raised: Iterable[Obstacle],
) -> dict[tuple[int, int], Held]:
    """What was said of each task, and why it is behind; who only waits has said nothing yet."""
    waits = {
        (one.task_id, one.agency.id)
        for one in raised
        if one.open and one.kind is ObstacleKind.COORDINATION and one.task_id is not None
    }
    held = {}
    for place in {*spoken, *waits}:
        said = spoken.get(place)
        held[place] = Held(said, held_by(said, decided.get(place), waits=place in waits))
    return held
