"""/tonghop: where the open rounds stand; who is nudged; who is phoned. Without any ranking."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from dialogues.catalogue import Catalogue
from dialogues.messages import Choice, Notice, Say
from handlers.coming import next_of
from handlers.nudges import Nudging, nudge_text, nudging, reached
from handlers.rights import Right, may
from handlers.shelf import numbers
from handlers.turn import Tools, Turn, lettered
from plans.ground import Refusal
from plans.hours import next_open_moment
from plans.model import Plan, Round, RoundState
from reports import digest
from reports.digest import Figures, Owing
from reports.names import grouped
from storage import audit, plans, rounds
from storage.people import Reach


async def command(turn: Turn, _rest: str) -> None:
    """Each plan's open rounds; a plan without one says when the next is due."""
    found = await turn.plans_with(Right.SEE_ROUND)
    if not found:
        raise Refusal("right.missing")
    chat = turn.speaker.chat
    if not chat.private:
        _check_place(turn, chat.plan)
        found = [plan for plan in found if plan.id == chat.plan]
    if not found:
        raise Refusal("right.missing")
    for plan in found:
        await _show(turn, plan)


def _check_place(turn: Turn, plan: str | None) -> None:
    """Names of those who have not reported are told in the Sở's own group and privately only."""
    chat = turn.speaker.chat
    if not chat.private and (chat.purpose != "internal" or chat.plan != plan):
        raise Refusal("summary.not_here")


async def _show(turn: Turn, plan: Plan) -> None:
    running = await rounds.of_plan(turn.unit, plan.id, RoundState.OPEN)
    for round_ in reversed(running):
        found = await digest.gather(turn.unit, plan, round_, turn.today, turn.tools.calendar)
        # In a group anybody may press, and is told if it is not theirs.
        nudging_too = not turn.speaker.chat.private or may(turn.person, Right.NUDGE, plan)
        turn.give(internal(turn.tools, found, None, nudging_too=nudging_too))
    if not running:
        await _none_open(turn, plan)


async def _none_open(turn: Turn, plan: Plan) -> None:
    coming = await next_of(turn, plan)
    choices = []
    if may(turn.person, Right.OPEN_ROUND, plan):
        choices.append(turn.choice("button.open_round", f"mo:{plan.id}"))
    turn.say("summary.none_open", plan=plan, next=coming, choices=choices)


def internal(
    tools: Tools, found: Figures, before: Mapping[str, Any] | None, *, nudging_too: bool = True
) -> Say:
    """Model message #7, with what changed since a fingerprint."""
    texts, round_ = tools.texts, found.round
    changed = digest.change(before, found)
    change = ""
    if before is not None and changed is not None:
        since = date.fromisoformat(before["day"])
        change = texts.say("summary.change", change=changed, since=since)
    text = texts.say(
        "summary.internal",
        f=found,
        left=_left(texts, found),
        owing=owing_names(texts, found.owing),
        change=change,
    )
    choices = []
    if found.free and nudging_too:
        label = texts.plain("summary.nudge", count=len(found.free))
        choices.append(Choice(label, f"nhac:{round_.id}"))
    choices.append(Choice(texts.plain("summary.details_button"), f"ct:{round_.id}"))
    return Say(text, lettered(choices))


def _left(texts: Catalogue, found: Figures) -> str:
    if found.days_left is None:
        return texts.say("summary.left_over", round=found.round)
    if found.day == found.round.last_day:
        return texts.say("summary.left_today")
    return texts.say("summary.left_days", days=found.days_left)


def owing_names(texts: Catalogue, owing: Sequence[Owing]) -> str:
    """Names with the reason known, districts under one head."""
    if not owing:
        return ""
    return texts.say("summary.owing", named=grouped(owing, lambda one: one.name))


async def _round(turn: Turn, arguments: Sequence[str], right: Right) -> tuple[Plan, Round]:
    """The round of a button, if this person may and this is the place."""
    (round_id,) = numbers(arguments, 1)
    round_ = await rounds.get(turn.unit, round_id)
    plan = await plans.get(turn.unit, round_.plan) if round_ else None
    if round_ is None or plan is None or not may(turn.person, right, plan):
        raise Refusal("nudge.right_missing" if right is Right.NUDGE else "right.missing")
    _check_place(turn, plan.id)
    return plan, round_


async def details(turn: Turn, arguments: Sequence[str]) -> None:
    """[Xem chi tiết]: by agency, with the people, their phones, and who is not reached."""
    plan, round_ = await _round(turn, arguments, Right.SEE_ROUND)
    found = await digest.gather(turn.unit, plan, round_, turn.today, turn.tools.calendar)
    reach = await reached(turn.unit, plan)
    received = await rounds.acknowledged(turn.unit, f"round:{round_.id}")
    owing = [
        turn.texts.say(
            "summary.details_owing",
            one=one,
            people=_people(turn.texts, reach.get(one.id, ()), received),
        )
        for one in found.owing
    ]
    turn.say("summary.details", f=found, owing=owing)


def _people(texts: Catalogue, who: Sequence[Reach], received: set[int]) -> str:
    return texts.say("summary.people", people=who, received=received) if who else ""


async def nudge_preview(turn: Turn, arguments: Sequence[str]) -> None:
    """[Nhắc N cơ quan]: the text and to whom, and who is left out and why."""
    plan, round_ = await _round(turn, arguments, Right.NUDGE)
    found = await _nudging(turn, plan, round_)
    choices = []
    if found.to:
        label = turn.texts.plain("summary.nudge_preview.send", count=len(found.to))
        choices.append(Choice(label, f"nhacx:{round_.id}"))
    choices.append(turn.choice("summary.details_button", f"ct:{round_.id}"))
    names = {
        kind: owing_names(turn.texts, some)
        for kind, some in (
            ("to", found.to),
            ("quiet", found.quiet),
            ("today", found.today),
            ("enough", found.enough),
        )
    }
    first = found.to[0].part.agency if found.to else None
    turn.say(
        "summary.nudge_preview.text",
        f=found.figures,
        count=len(found.to),
        most=found.settings.overdue_nudges,
        reported=len(found.figures.sent),
        calls=calls(turn.texts, found, found.lost),
        first=first.name if first else "",
        sample=nudge_text(turn.tools, found.figures, first, turn.today) if first else "",
        choices=choices,
        **names,
    )


def calls(texts: Catalogue, found: Nudging, who: Sequence[Owing]) -> list[str]:
    """A line an agency: whom to phone."""
    return [
        texts.say(
            "summary.nudge_preview.call",
            name=one.name,
            people=_people(texts, found.reach.get(one.id, ()), set()),
        )
        for one in who
    ]


async def _nudging(turn: Turn, plan: Plan, round_: Round) -> Nudging:
    if round_.state is not RoundState.OPEN:
        raise Refusal("nudge.closed")
    return await nudging(turn.unit, plan, round_, turn.tools)


async def nudge_send(turn: Turn, arguments: Sequence[str]) -> None:
    """Queue the nudges. Pressed twice, by one or by two, they go once a day."""
    plan, round_ = await _round(turn, arguments, Right.NUDGE)
    found = await _nudging(turn, plan, round_)
    if not found.to:
        more = [turn.choice("summary.details_button", f"ct:{round_.id}")]
        raise Refusal("nudge.today" if found.today else "nudge.none", choices=more)
    at = next_open_moment(turn.now, found.settings, turn.tools.calendar)
    await turn.notify(
        [
            Notice(
                key=f"nudge:{round_.id}:{one.id}:{turn.today.isoformat()}:person {who.person}",
                composer="nudge",
                question={"round": round_.id, "agency": one.id},
                person=who.person,
                not_before=at,
            )
            for one in found.to
            for who in found.reach[one.id]
            if who.connected
        ]
    )
    ids = [one.id for one in found.to]
    await rounds.nudged(turn.unit, round_.id, ids)
    await audit.note(turn.unit, turn.me.id, "nudge", f"round:{round_.id}", None, ids)
    turn.say(
        "summary.nudge_preview.sent",
        round=round_,
        to=owing_names(turn.texts, found.to),
        at=at if at > turn.now else None,
    )
