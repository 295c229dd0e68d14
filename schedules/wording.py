"""A morning's matters as one message, plan by plan, with the buttons of each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dialogues.messages import Choice, Say
from handlers import veiling
from handlers.listing import call_lines, owing_names
from handlers.nudges import Nudging, answers, nudge_text, nudging
from handlers.turn import Tools, lettered
from plans import reminding
from plans.model import Duty, Plan, ReportingDuty, Round, Status
from plans.reminding import Quiet, Reason
from plans.rounds import Dates
from reports.digest import SOON, Owing
from schedules.dates import Asking, Ends, OwnReport
from schedules.facts import Facts
from schedules.matters import Broken, Dating, Late, Matter, Owed, OwnDate
from storage.database import Unit


@dataclass(frozen=True)
class Part:
    """One matter, worded."""

    text: str
    choices: tuple[Choice, ...] = ()


@dataclass(frozen=True)
class Ending:
    """Tasks of an agency whose time ends soon, or has ended."""

    due: date
    when: str | None
    numbers: tuple[str, ...]
    past: bool


async def morning(
    unit: Unit, tools: Tools, facts: Facts, day: date, found: Sequence[Matter]
) -> Say:
    """All that a person is told this morning, in one message."""
    shown = [one for one in found if not _plan(one).no_content]
    parts = [await _part(unit, tools, facts, day, one, shown) for one in shown]
    parts += [
        await _veiled(unit, tools, facts, day, plan, found)
        for plan in {_plan(one).id: _plan(one) for one in found if one not in shown}.values()
    ]
    choices = [choice for part in parts for choice in part.choices]
    text = tools.texts.say("reminder.joined", parts=[part.text for part in parts])
    return Say(text, lettered(choices))


def _plan(one: Matter) -> Plan:
    return one.place.plan if isinstance(one, Owed) else one.plan


async def _veiled(
    unit: Unit, tools: Tools, facts: Facts, day: date, plan: Plan, found: Sequence[Matter]
) -> Part:
    """A plan with tin không nội dung: how many, and what may be pressed; no task, no names."""
    mine = [one for one in found if _plan(one).id == plan.id]
    so = not any(isinstance(one, Owed) for one in mine)
    count = sum(_count(one) for one in mine)
    parts = [await _part(unit, tools, facts, day, one, mine) for one in mine]
    choices = [choice for part in parts for choice in part.choices]
    opens = so or not plan.closed
    text = tools.texts.say("veil.morning", plan=plan, count=count, so=so, opens=opens)
    return Part(text, tuple(choices if opens else veiling.harmless(choices)))


def _count(one: Matter) -> int:
    """An agency that leads tasks has as many contents to say as are missing."""
    return max(len(one.place.part.missing), 1) if isinstance(one, Owed) else 1


async def _part(
    unit: Unit, tools: Tools, facts: Facts, day: date, one: Matter, all_: Sequence[Matter]
) -> Part:
    if isinstance(one, Owed):
        owed = [other for other in all_ if isinstance(other, Owed)]
        return _owed(tools, one, day, owed, named=_stands_in(facts, one))
    if isinstance(one, Asking):
        return _asking(tools, one, alone=len(all_) == 1)
    if isinstance(one, Dating):
        return _dating(tools, one, alone=len(all_) == 1)
    if isinstance(one, OwnDate):
        return _own(tools, facts, one)
    if isinstance(one, Broken | Ends):
        return _broken(tools, one) if isinstance(one, Broken) else _ends(tools, one, day)
    found = await nudging(unit, one.plan, one.round, tools)
    return _late(tools, facts, one, found, alone=len(all_) == 1)


def _limit(tools: Tools, duty: ReportingDuty | None, dates: Round | Dates) -> str:
    """The date in the plan's own words, and the last safe day."""
    printed = reminding.printed_date(duty.quote, dates.due) if duty else None
    return tools.texts.say("reminder.limit", printed=printed, round=dates)


def _stands_in(facts: Facts, one: Owed) -> bool:
    """Whether the person reminded only stands in for this agency, so that its name is said."""
    agency = one.place.part.agency.id
    posts = [post for who in facts.people for post in who.appointments if post.agency.id == agency]
    return bool(posts) and all(post.stands_for is not None for post in posts)


def _owed(tools: Tools, one: Owed, day: date, all_: Sequence[Owed], *, named: bool) -> Part:
    place, round_ = one.place, one.place.round
    several = len({other.place.part.agency.id for other in all_}) > 1
    agency = place.part.agency if several or named else None
    left = tools.calendar.working_days_left(day, reminding.counted_to(round_, day))
    text = tools.texts.say(
        "reminder.owed",
        agency=agency,
        reason=one.reason,
        today=day,
        round=round_,
        part=place.part,
        coordinator=place.plan.coordinator,
        limit=_limit(tools, place.duty, round_),
        left=left,
        ending=_ending(place.leads, day),
    )
    mark = ""
    if len(all_) > 1:
        mark = tools.texts.plain("reminder.mark", agency=agency, short=place.plan.short) + " "
    agreed = one.reason is Reason.LEADER
    return Part(text, tuple(answers(tools, round_, place.part, mark=mark, agreed=agreed)))


def _ending(leads: Sequence[Duty], day: date) -> list[Ending]:
    """Tasks not done whose own date is near or over, those of one date and phrase together."""
    found: dict[tuple[date, str | None], list[str]] = {}
    for duty in leads:
        task, state = duty.task, duty.state
        done = state is not None and state.status is Status.DONE
        if task.due is not None and task.recurs is None and not done and task.due <= day + SOON:
            found.setdefault((task.due, task.when), []).append(task.number)
    return [
        Ending(due, when, tuple(numbers), past=due < day)
        for (due, when), numbers in sorted(found.items(), key=lambda pair: pair[0][0])
    ]


def _ends(tools: Tools, one: Ends, day: date) -> Part:
    left = tools.calendar.working_days_left(day, one.last_day)
    text = tools.texts.say("reminder.ends", one=one, plan=one.plan, left=left)
    return Part(text, (Choice(tools.texts.plain("button.update"), "cn"),))


def _asking(tools: Tools, one: Asking, *, alone: bool) -> Part:
    if isinstance(one, OwnReport):
        return Part(tools.texts.say("reminder.own_report", one=one, plan=one.plan), ())
    limit = _limit(tools, one.duty, one.dates)
    text = tools.texts.say("reminder.asking", one=one, plan=one.plan, limit=limit)
    draft = "paper.make.cong_van_de_nghi" if alone else "reminder.draft_marked"
    label = tools.texts.plain(draft, **({} if alone else {"plan": one.plan}))
    request = Choice(label, f"dtm:{one.plan.id}")
    return Part(text, (_open(tools, one.plan, alone=alone), request))


def _dating(tools: Tools, one: Dating, *, alone: bool) -> Part:
    text = tools.texts.say("reminder.dating", one=one, plan=one.plan)
    return Part(text, (_open(tools, one.plan, alone=alone),))


def _open(tools: Tools, plan: Plan, *, alone: bool) -> Choice:
    key = "button.open_round" if alone else "reminder.open_marked"
    slots = {} if alone else {"plan": plan}
    return Choice(tools.texts.plain(key, **slots), f"mo:{plan.id}")


def _own(tools: Tools, facts: Facts, one: OwnDate) -> Part:
    onward = facts.onward_of(one.round)
    _, submit, send = one.dates
    before = onward is None or onward.before
    slots = {"round": one.round, "before": before, "submit": submit, "send": send}
    return Part(tools.texts.say(f"reminder.own_{one.kind}", **slots))


def _broken(tools: Tools, one: Broken) -> Part:
    """Who named a day that went by; whom to phone is one press away."""
    owing = [Owing(part, None, lapsed=True) for part in one.parts]
    names = owing_names(tools.texts, owing, one.round)
    text = tools.texts.say("reminder.broken", round=one.round, owing=names)
    see = tools.texts.plain("reminder.broken_button", round=one.round)
    return Part(text, (Choice(see, f"cth:{one.round.id}"),))


def _late(tools: Tools, facts: Facts, one: Late, found: Nudging, *, alone: bool) -> Part:
    """Who owes and why, whom to phone, and the text that a press would send."""
    texts, round_ = tools.texts, one.round
    to = () if one.phone else found.to
    asked = _all_but_lost(found) if one.phone else found.enough
    first = to[0].part.agency if to else None
    text = texts.say(
        "reminder.late",
        round=round_,
        limit=_limit(tools, facts.duty_of(round_), round_),
        count=len(found.figures.owing),
        owing=owing_names(texts, found.figures.owing, round_),
        phone=one.phone,
        most=found.settings.overdue_nudges,
        calls=call_lines(texts, asked, found.reach, round_),
        lost=call_lines(texts, found.lost, found.reach, round_),
        first=first.name if first else "",
        sample=nudge_text(tools, found.figures, first, found.day) if first else "",
    )
    if not to:
        return Part(text)
    key = "reminder.nudge" if alone else "reminder.nudge_marked"
    slots = {"count": len(to)} if alone else {"count": len(to), "plan": one.plan}
    return Part(text, (Choice(texts.plain(key, **slots), f"nhac:{round_.id}"),))


def _all_but_lost(found: Nudging) -> list[Owing]:
    """Whom to phone when nudging is over: who gave a reason stands there with it."""
    lost = {one.id for one in found.lost}
    owing = found.figures.owing
    return [one for one in owing if one.id not in lost and one.quiet is not Quiet.NOT_URGED]
