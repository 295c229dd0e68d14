"""[Đang trình lãnh đạo]: quiet for two working days, a text to forward, then the sending as given.

Nothing leaves a Sở before its leaders nod, and no giám đốc presses a bot's button.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dialogues.forms import Form, Session
from handlers import dialogue, figure_form, figures, report, report_form
from handlers.dialogue import Facts, Feature
from handlers.participation import Seat, seat, ways
from handlers.turn import Turn
from plans.ground import Refusal
from plans.model import Duty, SubmissionState
from plans.reminding import quiet_until
from reports.papers.naming import named
from storage import audit, obstacles, participants, plans, submissions, task_parts


async def press(turn: Turn, arguments: Sequence[str]) -> None:
    """[Đang trình lãnh đạo]: the reminders stop for the plan's working days."""
    one = await _unreported(turn, arguments)
    settings = await plans.settings(turn.unit, one.plan.id)
    days = settings.with_leader_quiet_days
    until = quiet_until(one.part, settings, turn.tools.calendar)
    if until is None or until < turn.today:  # pressed again within them, they do not begin anew
        await _mark(turn, one)
        until = turn.tools.calendar.add_working(turn.today, days)
    turn.say(
        "leader.marked",
        round=one.round,
        part=one.part,
        until=until,
        days=days,
        choices=_next(turn, one),
    )


async def _unreported(turn: Turn, arguments: Sequence[str]) -> Seat:
    one = await seat(turn, arguments)
    if one.part.reported:
        raise Refusal("report.already", choices=ways(turn, one))
    return one


async def _mark(turn: Turn, one: Seat) -> None:
    state = SubmissionState.WITH_LEADER
    values = {"state": state, "with_leader_since": turn.now, "promised": None}
    await participants.change(turn.unit, one.round.id, one.part.agency.id, **values)
    subject = f"round:{one.key}"
    await audit.note(turn.unit, turn.me.id, "with_leader", subject, one.part.state, state)


def _next(turn: Turn, one: Seat) -> list[Any]:
    if one.part.missing:
        return [turn.choice("button.update", "cn")]
    asking = turn.choice("leader.content", f"xyk:{one.key}")
    return [asking, turn.choice("button.leader_agreed", f"ldg:{one.key}")]


async def content(turn: Turn, arguments: Sequence[str]) -> None:
    """[Nội dung xin ý kiến]: asks for the one part that is not a task's, then gives the text."""
    one = await _whole(turn, arguments)
    await dialogue.begin(turn, FEATURE, one.key, afresh=True)


async def _whole(turn: Turn, arguments: Sequence[str]) -> Seat:
    one = await _unreported(turn, arguments)
    if one.part.missing:
        raise Refusal("report.missing", numbers=one.part.missing, choices=ways(turn, one))
    return one


async def _facts(turn: Turn, subject: str) -> Facts:
    await _whole(turn, subject.split(":"))
    return await report.facts_of(turn, subject)


def shape(answers: Mapping[str, Any]) -> Form:
    """What the report asks, without its review: the text itself is what is looked at."""
    return Form("leader", 2, report_form.questions(answers), review=None)


async def _done(turn: Turn, _session: Session, facts: Facts, answers: dict[str, Any]) -> None:
    """The text alone, to be forwarded as it is; under it what comes next."""
    one: Seat = facts["seat"]
    kind = answers.get("kind") or "full"
    given = {
        "kind": kind,
        "support": report_form.support_text(kind, answers, facts),
        "updates": [duty.state.update for duty in await _leads(turn, one) if duty.state],
        "figures": figure_form.of_answers(answers),
    }
    await participants.change(turn.unit, one.round.id, one.part.agency.id, for_leader=given)
    await audit.note(turn.unit, turn.me.id, "leader_text", f"round:{one.key}")
    turn.say(
        "leader.text",
        one=one,
        leads=await _leads(turn, one),
        support=given["support"],
        figures=figures.lines(turn.texts, figure_form.said(answers, facts)),
    )
    agreed = turn.choice("button.leader_agreed", f"ldg:{one.key}")
    again = turn.choice("leader.again", f"xyk:{one.key}")
    turn.say("leader.given", one=one, choices=[agreed, again])


async def _divert(turn: Turn, session: Session, text: str) -> bool:
    if await report.ahead_of(turn, FEATURE, session, text):
        return True
    return await report.figures_typed(turn, FEATURE, session, text)


FEATURE = Feature("leader", shape, _done, _facts, _divert, figure_form.seed, figure_form.again)


async def _leads(turn: Turn, one: Seat) -> list[Duty]:
    agency = [one.part.agency.id]
    found = await task_parts.duties(turn.unit, agency, plan_id=one.plan.id, leading=True)
    return [duty for _, duty in found]


async def agreed(turn: Turn, arguments: Sequence[str]) -> None:
    """[Lãnh đạo đã đồng ý, gửi]: what was given is sent; what changed since is shown first."""
    one = await _unreported(turn, arguments)
    given = await participants.given(turn.unit, one.round.id, one.part.agency.id)
    if given is None:
        await report.press(turn, arguments)
        return
    await _whole(turn, arguments)
    answers = {"kind": given["kind"], "support": given["support"], **given.get("figures", {})}
    changed = _changed(given, await _leads(turn, one))
    if changed:
        turn.say("leader.changed", numbers=changed)
        await dialogue.begin(turn, report.FEATURE, one.key, answers)
        return
    facts = await report.facts_of(turn, one.key)
    if figure_form.again(answers, facts) is not None:  # an indicator more is asked since
        await dialogue.begin(turn, report.FEATURE, one.key, answers)
        return
    await report.send(turn, one, facts, answers)


def _changed(given: Mapping[str, Any], leads: Sequence[Duty]) -> list[str]:
    """Tasks that say something else than the leaders were shown."""
    shown = set(given["updates"])
    return [one.task.number for one in leads if one.state and one.state.update not in shown]


async def for_paper(turn: Turn, arguments: Sequence[str]) -> None:
    """[Lấy nội dung làm công văn]: what was entered, as text for the agency's own report."""
    one = await seat(turn, arguments)
    agency = one.part.agency.id
    sent = (await submissions.standing(turn.unit, one.round.id, agency)).get(agency)
    given = await participants.given(turn.unit, one.round.id, agency)
    support = sent.support if sent else (given or {}).get("support")
    raised = await obstacles.of_plan(turn.unit, one.plan.id, agency)
    turn.say(
        "leader.paper",
        one=one,
        leads=await _leads(turn, one),
        support=support,
        answers=sent.answers if sent else (),
        figures=await figures.given_lines(turn, one.round, agency),
        raised=[each for each in raised if each.open],
        name=named(one.plan).brief or one.plan.title,
    )
