"""Còn thiếu gì?: agency by agency what is owed, why, whom to phone; for a focal point her own."""

from __future__ import annotations

from collections.abc import Sequence

from dialogues.messages import Choice
from handlers import report
from handlers.listing import paged, people_line
from handlers.nudges import reached, to_nudge
from handlers.rights import Right, may
from handlers.summary import round_of, sees_people
from handlers.turn import Turn
from plans.ground import Refusal
from plans.model import Participant, Plan, Round, RoundState
from plans.reminding import Quiet
from reports import digest
from reports.digest import Figures, Owing
from storage import calls, indicators, rounds
from storage.calls import Phoned
from storage.reaching import Reach

_AGENCIES, _CHARS = 20, 3500  # on a page: each has a line
_BUTTONS = 6  # of agencies under the page: more of them are chosen from a list of their own


async def command(turn: Turn, _rest: str) -> None:
    """/conthieu: every open round I compile; for who compiles none, her own agency's report."""
    compiled = await turn.plans_with(Right.SEE_ROUND)
    if not compiled:
        await report.command(turn, "")
        return
    running = [
        (plan, one)
        for plan in compiled
        for one in await rounds.of_plan(turn.unit, plan.id, RoundState.OPEN)
    ]
    if not running:
        raise Refusal("holes.none_open")
    for plan, round_ in running:
        await _show(turn, plan, round_, ())


async def show(turn: Turn, arguments: Sequence[str]) -> None:
    """[Còn thiếu gì?]."""
    plan, round_ = await round_of(turn, arguments[:1], Right.SEE_ROUND)
    await _show(turn, plan, round_, arguments[1:])


async def _show(turn: Turn, plan: Plan, round_: Round, arguments: Sequence[str]) -> None:
    found = await digest.gather(turn.unit, plan, round_, turn.today, turn.tools.calendar)
    people = sees_people(turn, plan)
    reach = await reached(turn.unit, plan) if people else {}
    phoned = await calls.last(turn.unit, round_.id)
    said = [
        (one, _line(turn, one, reach.get(one.id, ()), phoned.get(one.id))) for one in found.owing
    ]
    pages, turns = paged(turn.texts, _pages(said), f"cth:{round_.id}", arguments, 1)
    page = [one for some in pages for one, _ in some]
    nobodys = await _nobodys(turn, plan) if not arguments else []
    choices = _called(turn, round_, page) if people else []
    nudged = may(turn.person, Right.NUDGE, plan)
    to = (await to_nudge(turn.unit, plan, round_, turn.tools)).to if nudged else 0
    if to:
        choices.append(turn.choice("summary.nudge", f"nhac:{round_.id}", count=to))
    if nobodys:
        choices.append(turn.choice("indicator.button", f"cti:{plan.id}"))
    turn.say(
        "holes.show",
        round=round_,
        count=len(found.owing),
        lines=[line for some in pages for _, line in some],
        empty=() if turns and page[-1] != found.owing[-1] else _empty(found),
        without=[one for one in found.sent if one.indicators_missing],
        nobodys=nobodys,
        not_urged=any(one.quiet is Quiet.NOT_URGED for one in page),
        choices=[*choices, *turns],
    )


def _pages(said: Sequence[tuple[Owing, str]]) -> list[list[tuple[Owing, str]]]:
    """As many agencies on a screen as one message holds."""
    found: list[list[tuple[Owing, str]]] = []
    for one in said:
        last = found[-1] if found else []
        full = len(last) == _AGENCIES or sum(len(line) for _, line in last) + len(one[1]) > _CHARS
        if not last or full:
            found.append([])
        found[-1].append(one)
    return found


def _line(turn: Turn, one: Owing, who: Sequence[Reach], phoned: Phoned | None) -> str:
    """What an agency owes, why it may wait, its main focal point, the last call."""
    people = people_line(turn.texts, [one for one in who if one.main][:1] or who[:1])
    unkept = phoned if phoned and phoned.promised is None else None
    return turn.texts.say("holes.line", one=one, people=people, phoned=unkept,
                          year=turn.today.year)  # fmt: skip


def _called(turn: Turn, round_: Round, page: Sequence[Owing]) -> list[Choice]:
    if len(page) > _BUTTONS:
        return [turn.choice("holes.called_one", f"gdc:{round_.id}")]
    return [turn.choice("holes.called", f"gd:{round_.id}:{one.id}", name=one.name) for one in page]


async def _nobodys(turn: Turn, plan: Plan) -> list[str]:
    """The indicators that no agency reports: chưa giao."""
    found = await indicators.of_plan(turn.unit, plan.id)
    return [one.number for one in found if one.reporter is None]


def _empty(found: Figures) -> list[Participant]:
    """Who signed a document but has not said what was done: the content is still to be entered."""
    return [one for one in found.sent if one.sent is None and one.missing]
