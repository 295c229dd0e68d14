"""An agency in a round, reached from a button: checked against today's rights every time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dialogues.messages import Choice
from handlers.recording import missing_in
from handlers.rights import Right, held, may
from handlers.shelf import numbers
from handlers.turn import Turn
from plans.ground import Refusal
from plans.model import Duty, Participant, Plan, Round, RoundState, SubmissionState
from storage import plans, rounds, submissions, task_parts
from storage.submissions import Sent


@dataclass(frozen=True)
class Before:
    """The last word on every task still missing, and the report of the round before."""

    duties: Sequence[Duty]
    report: Any  # (support_text, at), or None


@dataclass(frozen=True)
class Seat:
    """My agency's place in a round. `key` names it in buttons and sessions: "5:3".

    `before`: what "như kỳ trước" would say again; None where nothing stands before.
    `sent`: the report that counts now.
    """

    plan: Plan
    round: Round
    part: Participant
    before: Before | None
    sent: Sent | None = None

    @property
    def key(self) -> str:
        return f"{self.round.id}:{self.part.agency.id}"


async def seat(turn: Turn, arguments: Sequence[str], *, late: bool = False) -> Seat:
    """The seat a button or a session names, if it is this person's and the round is open.

    `late`: the plan's last closed round is taken too.
    """
    round_id, agency = numbers(arguments, 2)
    round_ = await rounds.get(turn.unit, round_id)
    plan = await plans.get(turn.unit, round_.plan) if round_ else None
    if round_ is None or plan is None or not may(turn.person, Right.REPORT, plan, agency):
        raise Refusal("round.not_yours")
    part = await missing_in(turn, round_, agency)
    if round_.state is not RoundState.OPEN:
        takes = round_ == await rounds.last_closed(turn.unit, plan.id)
        if part is None or not (late and takes):
            key = f"{round_.id}:{agency}"
            choices = [turn.choice("button.paper", f"vb:{key}")] if part and takes else []
            raise Refusal("round.closed", round=round_, choices=choices)
    if part is None:
        raise Refusal("round.not_asked")
    return await _seat(turn, plan, round_, part)


async def _seat(turn: Turn, plan: Plan, round_: Round, part: Participant) -> Seat:
    agency = part.agency.id
    duties = await task_parts.duties(turn.unit, [agency], plan_id=plan.id, leading=True)
    found = [duty for _, duty in duties if duty.task.number in part.missing and duty.state]
    last = await submissions.last(turn.unit, plan.id, agency, round_.id)
    whole = len(found) == len(part.missing) and bool(found or last)
    sent = (await submissions.standing(turn.unit, round_.id, agency)).get(agency)
    return Seat(plan, round_, part, Before(found, last) if whole else None, sent)


async def seats(turn: Turn) -> list[Seat]:
    """My agencies' places in all open rounds, the one due first first."""
    found = []
    desks = await turn.desks(Right.REPORT)
    for round_, agency in await rounds.of_agency(turn.unit, [agency.id for _, agency in desks]):
        plan = next((p for p, a in desks if p.id == round_.plan and a.id == agency.id), None)
        part = await missing_in(turn, round_, agency.id) if plan else None
        if plan is not None and part is not None:
            found.append(await _seat(turn, plan, round_, part))
    return found


async def late_seats(turn: Turn) -> list[Seat]:
    """My agencies' places without a report in the last closed round of each plan."""
    found = []
    for plan, agency in await turn.desks(Right.REPORT):
        round_ = await rounds.last_closed(turn.unit, plan.id)
        part = await missing_in(turn, round_, agency.id) if round_ else None
        if round_ is not None and part is not None and not part.reported:
            found.append(Seat(plan, round_, part, None))
    return found


async def choose(turn: Turn, verb: str, *, late: bool = False) -> Seat | None:
    """The one seat, or a question which; refused when no round is open.

    `late`: where none is open, the last closed one that waits for a document.
    """
    if not held(turn.person, Right.REPORT):
        raise Refusal("right.focal_only")
    found = await seats(turn)
    if not found:
        over = await late_seats(turn)
        if over and not late:
            choices = [turn.choice("button.paper", f"vb:{one.key}") for one in over[:1]]
            raise Refusal("round.closed", round=over[0].round, choices=choices)
        found = over
    if not found:
        raise Refusal("round.none_open")
    if len(found) == 1:
        return found[0]
    choices = [
        Choice(
            turn.texts.plain("report.seat", round=one.round, agency=one.part.agency),
            f"{verb}:{one.key}",
        )
        for one in found
    ]
    turn.say("report.which", choices=choices)
    return None


def ways(turn: Turn, one: Seat) -> list[Choice]:
    """What can be pressed under a reminder or an overview, by what the agency still owes."""
    part, key = one.part, one.key
    if part.state is SubmissionState.MORE_ASKED:
        return _answers(turn, one)
    choices = []
    if part.leads and part.missing:
        choices.append(turn.choice("button.update", "cn"))
    if not part.missing and not part.reported:
        choices.append(turn.choice("button.send_report", f"bc:{key}", round=one.round))
    if part.indicators_missing and one.sent is not None:
        choices.append(turn.choice("indicator.add", f"bc:{key}"))
    if part.paper is None:
        choices.append(turn.choice("button.paper", f"vb:{key}"))
    if not part.reported:
        if not part.leads:
            choices.append(turn.choice("button.nothing", f"kps:{key}"))
        if one.before is not None:
            choices.append(turn.choice("button.carry", f"nkt:{key}"))
        if part.state is SubmissionState.WITH_LEADER and not part.missing:
            choices.append(turn.choice("leader.content", f"xyk:{key}"))
        choices.append(turn.choice("button.with_leader", f"tl:{key}"))
        choices.append(turn.choice("button.promise", f"hen:{key}"))
    return [*choices, *_back(turn, one)]


def _back(turn: Turn, one: Seat) -> list[Choice]:
    """Out of a report that was sent: taken back, or corrected once it was accepted."""
    if one.sent is not None and one.part.state is SubmissionState.SENT:
        return [turn.choice("button.withdraw", f"thb:{one.key}:{one.sent.nth}")]
    if one.sent is not None and one.part.state is SubmissionState.ACCEPTED:
        return [correction(turn, one.key)]
    return []


def correction(turn: Turn, key: str) -> Choice:
    """[Đính chính báo cáo] of a report the Sở has accepted."""
    return turn.choice("report.correct", f"dcb:{key}")


def _answers(turn: Turn, one: Seat) -> list[Choice]:
    """The ways to answer đề nghị bổ sung."""
    key = one.key
    choices = [turn.choice("supplement.button", f"bs:{key}")]
    if one.part.leads:
        choices.append(turn.choice("supplement.update", "cn"))
    if not one.part.missing:
        choices.append(turn.choice("supplement.again", f"bc:{key}", round=one.round))
    if one.part.paper is None:
        choices.append(turn.choice("button.paper", f"vb:{key}"))
    return choices
