"""/duthao: which round, which paper; the draft comes as a Word file with a list of its blanks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Any

from dialogues.messages import Choice, Outgoing, Say
from handlers import dialogue
from handlers.papers import renewing, urging
from handlers.papers.gathering import WORK, gather
from handlers.papers.urging import KIND, start
from handlers.rights import Right, may, refusal
from handlers.rounding import next_round
from handlers.shelf import number
from handlers.turn import Turn, lettered
from plans.ground import Refusal
from plans.model import Plan, Round, RoundState
from reports.papers.kinds import KINDS
from reports.papers.report_kind import REPORT
from reports.papers.request import NAME as REQUEST
from reports.papers.urging import NAME as URGING
from storage import audit, paper_builds, plans, rounds

__all__ = ["KIND", "WORK", "command", "finish", "gather", "press", "press_plan"]

_MOST = 12


async def command(turn: Turn, _rest: str) -> None:
    """The rounds of one's plans; the only one leads straight to its papers."""
    found = await turn.plans_with(Right.DRAFT_PAPER)
    if not found:
        raise Refusal("paper.right_missing")
    known = [(plan, round_) for plan in found for round_ in await _rounds(turn, plan)]
    if not known:
        raise Refusal("paper.no_round")
    if len(known) == 1:
        await _show(turn, *known[0])
        return
    choices = [
        turn.choice("paper.round", f"dt:{one.id}", plan=plan, round=one) for plan, one in known
    ]
    turn.say("paper.which_round", choices=choices[:_MOST])


async def _rounds(turn: Turn, plan: Plan) -> list[Round]:
    """Those open, else the next one to be opened; the one closed last."""
    found = await rounds.of_plan(turn.unit, plan.id, RoundState.OPEN)
    if not found and plan.started is not None:
        with suppress(Refusal):  # none that the plan gives a date
            found.append(await next_round(turn, plan))
    last = await rounds.last_closed(turn.unit, plan.id)
    return [*found, *filter(None, (last,))]


async def _show(turn: Turn, plan: Plan, round_: Round) -> None:
    """The papers there are for a round as it stands."""
    waits = round_.state is RoundState.PROPOSED
    names = [name for name in KINDS if name == REQUEST or not waits]
    choices = [_button(turn, round_, name) for name in names]
    if await paper_builds.last(turn.unit, round_.id, REPORT):
        choices.append(turn.choice("paper_edits.again", f"dtl:{round_.id}"))
    turn.say("paper.which", plan=plan, round=round_, waits=waits, choices=choices)


def _button(turn: Turn, round_: Round, kind: str) -> Choice:
    return turn.choice(f"paper.kind.{kind.replace('-', '_')}", f"dt:{round_.id}:{kind}")


async def press(turn: Turn, arguments: Sequence[str]) -> None:
    """A round of /duthao, or one of its papers."""
    round_ = await rounds.get(turn.unit, number(arguments[0])) if arguments else None
    plan = await plans.get(turn.unit, round_.plan) if round_ else None
    if round_ is None or plan is None or not may(turn.person, Right.DRAFT_PAPER, plan):
        raise refusal(turn.person, Right.DRAFT_PAPER, "paper.right_missing", "/duthao")
    if len(arguments) == 1:
        await _show(turn, plan, round_)
    elif len(arguments) == 2 and arguments[1] in KINDS:
        await _one(turn, plan, round_, arguments[1])
    else:
        raise Refusal("press.unknown")


async def press_plan(turn: Turn, arguments: Sequence[str]) -> None:
    """[Dự thảo công văn đề nghị báo cáo] beside the question to open the round."""
    plan = await plans.get(turn.unit, ":".join(arguments))
    if plan is None or not may(turn.person, Right.DRAFT_PAPER, plan):
        raise refusal(turn.person, Right.DRAFT_PAPER, "paper.right_missing", "/duthao")
    await _one(turn, plan, await next_round(turn, plan), REQUEST)


async def _one(turn: Turn, plan: Plan, round_: Round, kind: str) -> None:
    if not turn.speaker.chat.private:  # a draft is one person's, and so are its questions
        label = turn.texts.plain("paper.go_on")
        text = turn.texts.say("paper.in_private", plan=plan, round=round_)
        choices = lettered([Choice(label, f"dt:{round_.id}:{kind}")])
        turn.out.append(Outgoing(Say(text, choices), person=turn.me.id))
        return
    if round_.state is RoundState.PROPOSED and kind != REQUEST:
        raise Refusal("paper.not_open", plan=plan, round=round_)
    if kind == URGING:
        await dialogue.begin(turn, urging.FEATURE, str(round_.id), afresh=True)
        return
    await start(turn, plan, round_, {"kind": kind})


async def finish(
    turn: Turn, question: Mapping[str, Any], result: tuple[int, Sequence[str], Any]
) -> None:
    """The file goes out, with what a person still has to fill in it."""
    attachment, gaps, note = result
    round_ = await rounds.get(turn.unit, question["round"])
    plan = await plans.get(turn.unit, round_.plan) if round_ else None
    if round_ is None or plan is None or not may(turn.person, Right.DRAFT_PAPER, plan):
        raise Refusal("paper.right_missing")
    kind = question["kind"]
    if note is not None:
        await renewing.keep(turn, round_.id, kind, attachment, note)
        if note.changes is not None:
            await renewing.tell(turn, plan, round_, attachment, note.changes)
            return
    after = {"kind": kind, "again": bool(question.get("again"))}
    await audit.note(turn.unit, turn.me.id, "draft_paper", f"round:{round_.id}", None, after)
    slots = {"round": round_, "gaps": list(gaps), "kind": kind.replace("-", "_")}
    turn.hand_over(attachment, "paper.made", plan=plan, **slots)
