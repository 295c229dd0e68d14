"""/tonghop: where the open rounds stand; in the focal points' group counts only, never names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from dialogues.catalogue import Catalogue
from dialogues.messages import Choice, Say
from handlers import round_files, summing
from handlers.coming import next_of
from handlers.listing import owing_lines, owing_names, paged, sent_lines
from handlers.nudges import Press, reached, to_nudge
from handlers.rights import Right, may, refusal
from handlers.round_dates import open_dates
from handlers.shelf import numbers
from handlers.since_kept import since_kept
from handlers.turn import Tools, Turn, lettered
from plans.ground import Refusal
from plans.model import Plan, Round, RoundState
from plans.reminding import Quiet
from reports import desk, digest, news
from reports.digest import Figures
from reports.papers.kinds import KINDS, REPORT
from reports.papers.urging import NAME as URGING
from storage import acknowledgements, plans, quota, rounds

_DETAILS = 8  # lines of a page


async def command(turn: Turn, _rest: str) -> None:
    """Each plan's open rounds; a plan without one says when the next is due."""
    found = await turn.plans_with(Right.SEE_ROUND)
    if not found:
        raise Refusal("right.missing")
    chat = turn.speaker.chat
    if not chat.private:
        found = [plan for plan in found if plan.id == chat.plan]
        if chat.purpose is None:
            raise Refusal("summary.not_here")
    if not found:
        raise Refusal("right.missing")
    for plan in found:
        await _show(turn, plan)


def check_place(turn: Turn, plan: str | None) -> None:
    """Names of those who have not reported are told in the Sở's own group and privately only."""
    chat = turn.speaker.chat
    if not chat.private and (chat.purpose != "internal" or chat.plan != plan):
        raise Refusal("summary.not_here")


async def _show(turn: Turn, plan: Plan) -> None:
    running = await rounds.of_plan(turn.unit, plan.id, RoundState.OPEN)
    for round_ in reversed(running):
        found = await digest.gather(turn.unit, plan, round_, turn.today, turn.tools.calendar)
        if turn.speaker.chat.purpose == "focal":
            turn.give(focal(turn.tools, found))
            continue
        # In a group anybody may press, and is told if it is not theirs.
        nudging_too = not turn.speaker.chat.private or may(turn.person, Right.NUDGE, plan)
        closing = found.passed and may(turn.person, Right.OPEN_ROUND, plan)
        press = await to_nudge(turn.unit, plan, round_, turn.tools)
        turn.give(
            internal(turn.tools, found, None, press, nudging_too=nudging_too, closing_too=closing)
        )
    if not running:
        await _none_open(turn, plan)


async def _none_open(turn: Turn, plan: Plan) -> None:
    """What comes; before it, what was closed last, which its coordinator may open again."""
    last = await rounds.last_closed(turn.unit, plan.id)
    if last is not None:
        await _last(turn, plan, last)
    coming = await next_of(turn, plan)
    opens = turn.speaker.chat.private and may(turn.person, Right.OPEN_ROUND, plan)
    choices = [turn.choice("button.open_round", f"mo:{plan.id}")] if opens else ()
    inside = turn.speaker.chat.purpose != "focal"
    joining = await desk.joining(turn.unit, plan.id) if inside else 0
    held = await quota.held_of(turn.unit, plan.id) if inside else None
    slots = {"plan": plan, "next": coming, "opens": opens, "joining": joining, "held": held}
    turn.say("summary.none_open", **slots, choices=choices)


async def _last(turn: Turn, plan: Plan, round_: Round) -> None:
    found = await digest.gather(turn.unit, plan, round_, turn.today, turn.tools.calendar)
    choices = []
    if turn.speaker.chat.purpose != "focal":
        choices.append(turn.choice("summary.details_button", f"ct:{round_.id}"))
        if may(turn.person, Right.OPEN_ROUND, plan):
            choices.append(turn.choice("closing.reopen", f"ml:{round_.id}"))
        choices += round_files.package_button(turn, plan, round_)
    turn.say("closing.last", f=found, choices=choices)


def internal(
    tools: Tools,
    found: Figures,
    before: Mapping[str, Any] | None,
    press: Press,
    *,
    nudging_too: bool = True,
    closing_too: bool = False,
) -> Say:
    """Model message #7, with what changed since a fingerprint."""
    texts, round_ = tools.texts, found.round
    changed = news.change(before, found)
    change = ""
    if before is not None and changed is not None:
        since = date.fromisoformat(before["day"])
        change = texts.say("summary.change", change=changed, since=since)
    text = texts.say(
        "summary.internal",
        f=found,
        left=left_of(texts, found),
        owing=owing_names(texts, found.owing, round_),
        lost=press.lost,
        waits=waits_of(texts, found),
        change=change,
    )
    choices = []
    if press.to and nudging_too:
        label = texts.plain("summary.nudge", count=press.to)
        choices.append(Choice(label, f"nhac:{round_.id}"))
    if nudging_too and any(one.quiet is not Quiet.NOT_URGED for one in found.owing):
        choices.append(_draft(texts, round_, URGING))
    choices.append(Choice(texts.plain("summary.details_button"), f"ct:{round_.id}"))
    if nudging_too and REPORT in KINDS:
        choices.append(_draft(texts, round_, REPORT))
    if nudging_too and (found.reports or found.corrected):
        choices.append(Choice(texts.plain("summary.reports_button"), f"tnd:{round_.id}"))
    if nudging_too:
        see = texts.plain("relay.see")
        choices += [Choice(see, f"ctx:{relay}") for relay in found.relays]
    if closing_too:
        choices.append(Choice(texts.plain("closing.close"), f"dk:{round_.id}"))
    return Say(text, lettered(choices))


def _draft(texts: Catalogue, round_: Round, kind: str) -> Choice:
    label = texts.plain(f"paper.make.{kind.replace('-', '_')}")
    return Choice(label, f"dt:{round_.id}:{kind}")


def waits_of(texts: Catalogue, found: Figures) -> list[str]:
    """What waits for the Sở itself, each kind with its count."""
    counts = {
        "obstacles": found.obstacles.count,
        "changes": len(found.changes),
        "reports": found.reports,
        "corrected": len(found.corrected),
        "joining": found.joining,
        "relays": len(found.relays),
    }
    oldest = found.obstacles.oldest
    return [
        texts.say(f"summary.waits_{kind}", count=count, oldest=oldest)
        for kind, count in counts.items()
        if count
    ]


def focal(tools: Tools, found: Figures) -> Say:
    """Model message #8: counts, thanks, the date; no names."""
    round_ = found.round
    onward = round_.onward if round_.onward and found.day < round_.onward else None
    due = tools.texts.say("digest.due", round=round_)
    return Say(tools.texts.say("digest.focal", f=found, due=due, onward=onward))


def left_of(texts: Catalogue, found: Figures) -> str:
    """How long agencies still have, or that the date is over."""
    round_, day = found.round, found.day
    if found.passed:
        return texts.say("summary.left_over", round=round_)
    if found.days_left is None:
        return texts.say("summary.left_due", round=round_, today=day == round_.due)
    slots = {"days": found.days_left, "round": round_, "plan": found.plan}
    if round_.internal is not None and day <= round_.internal:
        return texts.say("summary.left_asked", today=day == round_.internal, **slots)
    if day == round_.last_day:
        return texts.say("summary.left_today")
    return texts.say("summary.left_days", **slots)


async def round_of(turn: Turn, arguments: Sequence[str], right: Right) -> tuple[Plan, Round]:
    """The round of a button, if this person may and this is the place."""
    (round_id,) = numbers(arguments, 1)
    round_ = await rounds.get(turn.unit, round_id)
    plan = await plans.get(turn.unit, round_.plan) if round_ else None
    if round_ is None or plan is None or not may(turn.person, right, plan):
        otherwise = "nudge.right_missing" if right is Right.NUDGE else "right.missing"
        raise refusal(turn.person, right, otherwise, "/tonghop")
    check_place(turn, plan.id)
    return plan, round_


def sees_people(turn: Turn, plan: Plan) -> bool:
    """Names and phones of people are shown to a coordinator, in private."""
    return turn.speaker.chat.private and may(turn.person, Right.NUDGE, plan)


async def details(turn: Turn, arguments: Sequence[str]) -> None:
    """[Xem chi tiết]: by agency, in pages; in private the coordinator also sees people, phones."""
    plan, round_ = await round_of(turn, arguments[:1], Right.SEE_ROUND)
    found = await digest.gather(turn.unit, plan, round_, turn.today, turn.tools.calendar)
    reach = await reached(turn.unit, plan) if sees_people(turn, plan) else None
    received = await acknowledgements.of(turn.unit, f"round:{round_.id}")
    sent = sent_lines(turn.texts, found.sent, found.corrected)
    owing = owing_lines(turn.texts, found.owing, reach, received)
    lines = [*((True, one) for one in sent), *((False, one) for one in owing)]
    page, turns = paged(turn.texts, lines, f"ct:{round_.id}", arguments[1:], _DETAILS)
    turn.say(
        "summary.details",
        f=found,
        sent=[line for is_sent, line in page if is_sent],
        owing=[line for is_sent, line in page if not is_sent],
        note=turn.texts.say("summary.not_urged_note") if _not_urged(found) else "",
        kept=await since_kept(turn, round_) if not arguments[1:] else "",
        choices=[
            *turns,
            *await summing.buttons(turn, round_),
            *_further(turn, found),
            *open_dates(turn, plan, round_),
            *round_files.buttons(turn, plan, round_),
        ],
    )


def _not_urged(found: Figures) -> bool:
    return any(one.quiet is Quiet.NOT_URGED for one in found.owing)


def _further(turn: Turn, found: Figures) -> list[Choice]:
    """Where the coordinator goes on from the details."""
    key = found.round.id
    may_accept = not turn.speaker.chat.private or may(turn.person, Right.ACCEPT, found.plan)
    offered = {
        "missing": ("cth", bool(found.owing)),
        "reports": ("tnd", may_accept and bool(found.reports or found.corrected)),
        "done": ("xhd", may_accept and bool(found.claimed)),
        "changes": ("dcd", may_accept and bool(found.changes)),
    }
    return [
        turn.choice(f"summary.{name}_button", f"{verb}:{key}")
        for name, (verb, there) in offered.items()
        if there
    ]
