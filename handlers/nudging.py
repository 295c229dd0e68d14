"""[Nhắc N cơ quan]: the text and to whom, then the sending; what is shown is what goes out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NoReturn

from dialogues.messages import Choice, Notice
from handlers.listing import call_lines, owing_names, paged, reason
from handlers.nudges import Nudging, nudge_text, nudging, reply_day
from handlers.rights import Right
from handlers.shelf import numbers
from handlers.summary import round_of, sees_people
from handlers.turn import Turn
from plans.ground import Refusal
from plans.model import Plan, Round, RoundState
from storage import audit, participants
from storage.audit import Noted


async def preview(turn: Turn, arguments: Sequence[str]) -> None:
    """The text and to whom, and who is left out and why; of all, or of one agency."""
    plan, round_ = await round_of(turn, arguments[:1], Right.NUDGE)
    found = await _found(turn, plan, round_)
    _show(turn, await _narrowed(turn, found, arguments[1:]))


async def which(turn: Turn, arguments: Sequence[str]) -> None:
    """[Nhắc một cơ quan]: those that may be nudged, a button each."""
    plan, round_ = await round_of(turn, arguments[:1], Right.NUDGE)
    found = await _found(turn, plan, round_)
    page, choices = paged(turn.texts, found.to, f"nhac1:{round_.id}", arguments[1:])
    if not page:
        await _refuse(turn, found)
    named = [Choice(one.name, f"nhac:{round_.id}:{one.id}") for one in page]
    turn.say("summary.nudge_preview.which", round=round_, choices=[*named, *choices])


async def _narrowed(turn: Turn, found: Nudging, arguments: Sequence[str]) -> Nudging:
    """All that may be nudged, or the one named; refused, with the reason, where it may not."""
    if not arguments:
        return found
    (agency,) = numbers(arguments, 1)
    one = found.only(agency)
    if not one.to:
        await _refuse_one(turn, found, agency)
    return replace(one, single=True)


def _show(turn: Turn, found: Nudging, *, again: bool = False) -> None:
    texts, round_ = turn.texts, found.figures.round
    choices = []
    if found.to:
        label = texts.plain("summary.nudge_preview.send", count=len(found.to))
        choices.append(Choice(label, f"nhacx:{round_.id}:{_stamp(found)}"))
    if len(found.to) > 1:
        choices.append(turn.choice("summary.nudge_preview.one", f"nhac1:{round_.id}"))
    choices.append(turn.choice("summary.details_button", f"ct:{round_.id}"))
    people = sees_people(turn, found.figures.plan)
    first = found.to[0].part.agency if found.to else None
    turn.say(
        "summary.nudge_preview.text",
        f=found.figures,
        again=again,
        single=found.single,
        count=len(found.to),
        most=found.settings.overdue_nudges,
        reported=len(found.figures.sent),
        this_day=found.day == turn.today,
        to=owing_names(texts, found.to, round_),
        quiet=owing_names(texts, found.quiet, round_),
        today=owing_names(texts, found.today, round_),
        enough=owing_names(texts, found.enough, round_),
        lost="" if people else owing_names(texts, found.lost, round_),
        calls=call_lines(texts, found.lost, found.reach, round_) if people else (),
        first=first.name if first else "",
        sample=nudge_text(turn.tools, found.figures, first, found.day) if first else "",
        choices=choices,
    )


def _stamp(found: Nudging) -> str:
    """The day of sending that a preview was made for, and its agency if it was for one."""
    one = f":{found.to[0].id}" if found.single else ""
    return found.day.strftime("%Y%m%d") + one


async def _found(turn: Turn, plan: Plan, round_: Round) -> Nudging:
    if round_.state is not RoundState.OPEN:
        raise Refusal("nudge.closed")
    return await nudging(turn.unit, plan, round_, turn.tools)


async def send(turn: Turn, arguments: Sequence[str]) -> None:
    """Queue the nudges. Pressed twice, by one or by two, they go once a day.

    A preview made for another day of sending is shown again: its text would not be the one sent.
    """
    plan, round_ = await round_of(turn, arguments[:1], Right.NUDGE)
    found = await _narrowed(turn, await _found(turn, plan, round_), arguments[2:])
    if not found.to:
        await _refuse(turn, found)
    if arguments[1:] and ":".join(arguments[1:]) != _stamp(found):
        _show(turn, found, again=True)
        return
    await turn.notify(_notices(turn, found))
    ids = [one.id for one in found.to]
    await participants.nudged(turn.unit, round_.id, ids, found.day)
    await audit.note(turn.unit, turn.me.id, "nudge", f"round:{round_.id}", None, ids)
    turn.say(
        "summary.nudge_preview.sent",
        round=round_,
        to=owing_names(turn.texts, found.to, round_),
        at=found.at if found.at > turn.now else None,
    )


async def _refuse(turn: Turn, found: Nudging) -> NoReturn:
    more = [turn.choice("summary.details_button", f"ct:{found.figures.round.id}")]
    if not found.today:
        raise Refusal("nudge.none", choices=more)
    stored = any(who.phone for one in found.today for who in found.reach.get(one.id, ()))
    raise Refusal(
        "nudge.today",
        day=None if found.day == turn.today else found.day,
        by=await _who(turn, found, found.today[0].id),
        phone=stored and sees_people(turn, found.figures.plan),
        choices=more,
    )


async def _refuse_one(turn: Turn, found: Nudging, agency: int) -> NoReturn:
    """Why this one agency is not nudged."""
    more = [turn.choice("summary.details_button", f"ct:{found.figures.round.id}")]
    for why in ("today", "enough", "lost", "quiet"):
        for one in getattr(found, why):
            if one.id == agency:
                raise Refusal(
                    "nudge.not_this",
                    why=why,
                    one=one,
                    reason=reason(turn.texts, one, found.figures.round),
                    day=None if found.day == turn.today else found.day,
                    by=await _who(turn, found, agency),
                    choices=more,
                )
    sent = next((one for one in found.figures.sent if one.agency.id == agency), None)
    if sent is None:
        raise Refusal("press.unknown")
    raise Refusal("nudge.reported", part=sent, choices=more)


async def _who(turn: Turn, found: Nudging, agency: int) -> Noted | None:
    """Who nudged an agency last, and when."""
    entries = await audit.latest(turn.unit, "nudge", f"round:{found.figures.round.id}")
    return next((one for one in entries if agency in (one.after or ())), None)


def _notices(turn: Turn, found: Nudging) -> list[Notice]:
    """One a reachable focal point, with the days that its text names."""
    round_, day = found.figures.round.id, found.day.isoformat()
    by = reply_day(turn.tools, found.figures, found.day).isoformat()
    return [
        Notice(
            key=f"nudge:{round_}:{one.id}:{day}:person {who.person}",
            composer="nudge",
            question={"round": round_, "agency": one.id, "day": day, "by": by},
            person=who.person,
            not_before=found.at,
            pressing=True,
        )
        for one in found.to
        for who in found.reach[one.id]
        if who.there
    ]
