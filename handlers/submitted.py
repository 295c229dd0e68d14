"""An agency's report as the Sở reads it: what was sent, what it says now, what was said of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from handlers.turn import Turn
from plans.ground import Refusal
from plans.indicators import Indicator, IndicatorValue
from plans.model import Duty, Participant, Plan, Round, SubmissionState
from reports.standing import updated, with_indicators, with_missing
from storage import indicators, participants, reviews, submissions, task_parts, updates
from storage.reviews import Review
from storage.submissions import Sent
from storage.updates import Kept


@dataclass(frozen=True)
class Line:
    """A lead task in a report. `kept` None: nothing was said in this round."""

    duty: Duty
    kept: Kept | None
    corrected: bool  # said after the report was sent


@dataclass(frozen=True)
class Report:
    """All of it at a moment. `stamp` names what is shown, in buttons: lần gửi, the newest
    update, the newest word of the Sở.
    """

    plan: Plan
    round: Round
    part: Participant
    sent: Sent | None
    lines: tuple[Line, ...]
    said: tuple[Review, ...]
    figures: tuple[tuple[Indicator, IndicatorValue | None], ...] = ()

    @property
    def key(self) -> str:
        return f"{self.round.id}:{self.part.agency.id}"

    @property
    def stamp(self) -> str:
        newest = max((one.kept.id for one in self.lines if one.kept), default=0)
        last = self.said[-1].id if self.said else 0
        return f"{self.sent.nth if self.sent else 0}:{newest}:{last}"

    @property
    def accepted(self) -> Review | None:
        """The Sở's "Tiếp nhận" that stands."""
        taken = self.part.state is SubmissionState.ACCEPTED
        found = [one for one in self.said if one.what == reviews.ACCEPTED]
        return found[-1] if taken and found else None

    @property
    def replaced(self) -> bool:
        """Whether it was sent after the Sở had accepted an earlier one."""
        at = self.sent.at if self.sent else None
        return any(one.what == reviews.ACCEPTED and at and one.at < at for one in self.said)

    @property
    def corrections(self) -> tuple[str, ...]:
        """Tasks corrected since it was accepted."""
        since: datetime | None = self.accepted.at if self.accepted else None
        return tuple(
            one.duty.task.number
            for one in self.lines
            if since is not None and one.kept is not None and one.kept.at > since
        )


async def report_of(turn: Turn, plan: Plan, round_: Round, agency: int) -> Report:
    """The report of an agency in a round; refused where the agency is not asked."""
    part = await participants.get(turn.unit, round_.id, agency)
    if part is None:
        raise Refusal("press.unknown")
    found = await task_parts.duties(turn.unit, [agency], plan_id=plan.id, leading=True)
    duties = [duty for _, duty in found]
    sent = (await submissions.standing(turn.unit, round_.id, agency)).get(agency)
    said = await reviews.of_report(turn.unit, round_.id, agency)
    owed = await indicators.owed(turn.unit, plan.id, round_.id, agency)
    named = with_indicators(with_missing(part, round_, duties), owed.get(agency))
    shown = [
        duty
        for duty in duties
        if updated(duty.state, round_) or not (part.by_questions and duty.collective)
    ]
    lines = await _lines(turn, shown, round_, sent)
    figures = await _figures(turn, round_, agency)
    return Report(plan, round_, named, sent, lines, tuple(said), figures)


async def _figures(
    turn: Turn, round_: Round, agency: int
) -> tuple[tuple[Indicator, IndicatorValue | None], ...]:
    """The indicators it reports, and those it answered, with what it gave."""
    found = {
        one.indicator: one
        for one in await indicators.values(turn.unit, round_.id)
        if one.agency.id == agency
    }
    return tuple(
        (one, found.get(one.id))
        for one in await indicators.of_plan(turn.unit, round_.plan)
        if one.id in found or (one.reporter is not None and one.reporter.id == agency)
    )


async def _lines(
    turn: Turn, duties: Sequence[Duty], round_: Round, sent: Sent | None
) -> tuple[Line, ...]:
    ids = [one.state.update for one in duties if one.state and updated(one.state, round_)]
    kept = await updates.some(turn.unit, ids)
    held = frozenset(sent.updates) if sent else frozenset(ids)
    lines = []
    for duty in duties:
        said = kept.get(duty.state.update) if duty.state else None
        lines.append(Line(duty, said, said is not None and said.id not in held))
    return tuple(lines)
