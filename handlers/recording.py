"""Writing updates: one receipt a plan, what was recognised, who else wrote meanwhile."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from dialogues.messages import Choice
from handlers import tasks
from handlers.tasks import Mine
from handlers.turn import Turn
from plans.basis import from_json, paper_to_json
from plans.ground import local
from plans.model import EntryBasis, Paper, Participant, Round, State, Status, SubmissionState
from plans.papers import FoundPaper, find_papers
from reports.standing import with_indicators, with_missing
from storage import audit, indicators, participants, plans, rounds, task_parts, updates
from storage.updates import Receipt, Said

_ONE_BY_ONE = 5  # tasks of a receipt told line by line; of more, numbers by status


@dataclass(frozen=True)
class Answer:
    """What is said of one task; `seen` is the update the person saw when the form began."""

    mine: Mine
    status: Status
    text: str
    paper: Paper | None = None
    seen: int | None = None
    source: str = "chat"
    basis: Mapping[str, Any] | None = None  # what it was written from


@dataclass(frozen=True)
class Recorded:
    """An answer as it stands now: what was recognised in it, and an update it did not know of."""

    answer: Answer
    papers: tuple[FoundPaper, ...]
    overtaken: State | None


async def record(turn: Turn, answers: Sequence[Answer]) -> None:
    """Write the answers, plan by plan, and say what was understood (model message #5)."""
    by_plan: dict[str, list[Answer]] = {}
    for answer in answers:
        by_plan.setdefault(answer.mine.task.plan, []).append(answer)
    for plan, some in by_plan.items():
        round_ = await tasks.open_round(turn, plan)
        receipt = await turn.receipt(plan, some[0].mine.task.short)
        done = [await write(turn, answer, round_, receipt) for answer in some]
        await _say(turn, done, round_, receipt)


async def write(turn: Turn, answer: Answer, round_: Round | None, receipt: Receipt) -> Recorded:
    """Write one answer; the agency is then đang cập nhật in the round."""
    papers = find_papers(answer.text)
    kept = [paper_to_json(one.paper) for one in papers]
    if answer.paper is not None:
        kept.append(paper_to_json(answer.paper))
    state = answer.mine.duty.state
    said = Said(
        task=answer.mine.task.id,
        agency=answer.mine.agency.id,
        status=answer.status,
        text=answer.text,
        papers=kept,
        done_on=_done_on(answer, turn.today, papers),
        round=round_.id if round_ else None,
        source=answer.source,
        basis=answer.basis,
    )
    new = await updates.write(turn.unit, said, turn.author, receipt.id)
    before = None if state is None else {"update": state.update, "status": state.status}
    after = {"update": new, "status": answer.status}
    subject = f"task:{said.task}:{said.agency}"
    await audit.note(turn.unit, turn.me.id, "update", subject, before, after)
    if round_ is not None:
        await now_updating(turn, round_, said.agency)
    overtaken = state is not None and answer.seen is not None and state.update != answer.seen
    return Recorded(answer, papers, state if overtaken else None)


def _done_on(answer: Answer, today: date, papers: Sequence[FoundPaper]) -> date | None:
    """Done on the day of the document that proves it, else the day it was said, else today.

    What is entered from a document is said on its day: nobody is late because it was entered late.
    """
    if answer.status is not Status.DONE:
        return None
    if answer.paper is not None:
        return answer.paper.dated or today
    days = [one.paper.dated for one in papers if one.paper.dated is not None]
    return max(days) if days else said_on(from_json(answer.basis), today)


def said_on(basis: EntryBasis | None, today: date) -> date:
    """The local day on which an agency said what is entered for it; today without a basis."""
    if basis is not None and basis.paper is not None:
        return basis.paper.dated or today
    return local(basis.call.at).date() if basis is not None and basis.call is not None else today


async def now_updating(turn: Turn, round_: Round, agency: int) -> None:
    """An agency of which something is known is no longer chưa gửi but đang cập nhật."""
    found = await participants.get(turn.unit, round_.id, agency)
    if found is not None and found.state is SubmissionState.NOTHING:
        state = SubmissionState.UPDATING
        await participants.change(turn.unit, round_.id, agency, state=state)


async def _say(
    turn: Turn, done: Sequence[Recorded], round_: Round | None, receipt: Receipt
) -> None:
    agency = done[0].answer.mine.agency
    part = None if round_ is None else await missing_in(turn, round_, agency.id)
    plan = await plans.get(turn.unit, done[0].answer.mine.task.plan)
    many = len(done) > _ONE_BY_ONE
    over = await _owed(turn, done[0].answer) if round_ is None else None
    turn.say(
        "update.recorded",
        done=done,
        statuses=_by_status(done) if many else (),
        papers=_once(paper for one in done for paper in one.papers),
        receipt=receipt,
        round=round_,
        part=part,
        over=over[0] if over else None,
        after=round_ is not None and round_.after_cutoff(turn.today),
        coordinator=plan.coordinator if plan else agency,
        choices=[
            *(await _at_once(turn, round_, part) if many else ()),
            *_next_steps(turn, receipt, round_, part),
            *_obstacles(turn, done),
            *([turn.choice("button.paper", f"vb:{over[0].id}:{agency.id}")] if over else ()),
        ],
    )


async def _owed(turn: Turn, answer: Answer) -> tuple[Round, Participant] | None:
    """The last closed round, where the agency still owes its report."""
    round_ = await rounds.last_closed(turn.unit, answer.mine.task.plan)
    part = await participants.get(turn.unit, round_.id, answer.mine.agency.id) if round_ else None
    return (round_, part) if round_ and part and not part.reported else None


def _by_status(done: Sequence[Recorded]) -> list[tuple[Status, list[str]]]:
    """The numbers of many tasks under the status given them, so that a receipt stays short."""
    found: dict[Status, list[str]] = {}
    for one in done:
        found.setdefault(one.answer.status, []).append(one.answer.mine.task.number)
    return list(found.items())


def _once(papers: Iterable[FoundPaper]) -> list[FoundPaper]:
    return list({one.paper: one for one in papers}.values())


def _next_steps(
    turn: Turn, receipt: Receipt, round_: Round | None, part: Participant | None
) -> list[Choice]:
    choices = [] if round_ is None or part is None else _towards(turn, round_, part)
    choices.append(turn.choice("button.correct", f"dc:{receipt.id}"))
    choices.append(turn.choice("button.withdraw", f"th:{receipt.id}"))
    return choices


async def _at_once(turn: Turn, round_: Round | None, part: Participant | None) -> list[Choice]:
    """A whole round came in one message: the default for the rest is sent by one press."""
    if round_ is None or part is None or part.missing or part.reported:
        return []
    if part.indicators_missing:  # they are asked in the report's form
        return []
    bare = await tasks.supported(turn, round_.plan, part.agency.id)
    label = "button.send_report_bare" if bare else "button.send_report_now"
    return [turn.choice(label, f"bcg:{round_.id}:{part.agency.id}", round=round_)]


def _towards(turn: Turn, round_: Round, part: Participant) -> list[Choice]:
    """What comes next for the agency's report, as its lead tasks stand."""
    key = f"{round_.id}:{part.agency.id}"
    if part.state is SubmissionState.MORE_ASKED:
        return [turn.choice("supplement.again", f"bc:{key}", round=round_)]
    if not part.missing:
        paper = turn.choice("button.for_paper", f"lnd:{key}")
        send = turn.choice("button.send_report", f"bc:{key}", round=round_)
        return [paper] if part.reported else [send, paper]
    return [turn.choice("button.paper", f"vb:{key}")] if part.paper is None else []


def _obstacles(turn: Turn, done: Sequence[Recorded]) -> list[Choice]:
    """[Khó khăn, vướng mắc] where a task may slip."""
    slips = [one.answer.mine for one in done if one.answer.status is Status.MAY_SLIP]
    return [turn.choice("obstacle.button", f"vmt:{one.key}") for one in slips[:1]]


async def missing_in(turn: Turn, round_: Round, agency: int) -> Participant | None:
    """Where an agency stands in a round, with what is missing: lead tasks, indicators."""
    part = await participants.get(turn.unit, round_.id, agency)
    if part is None:
        return None
    duties = await task_parts.duties(turn.unit, [agency], plan_id=round_.plan, leading=True)
    owed = await indicators.owed(turn.unit, round_.plan, round_.id, agency)
    named = with_missing(part, round_, [duty for _, duty in duties])
    return with_indicators(named, owed.get(agency))
