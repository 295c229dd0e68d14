"""The table of a sudden request: looked at, those missing reminded, brought to an end."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.adhoc_notices import answer_words, table_say, to_people
from handlers.audience import Audience, on_duty, plan_order, told_slots
from handlers.rights import Right, may, refusal
from handlers.shelf import number, numbers
from handlers.turn import Turn
from plans.ground import Refusal
from plans.hours import next_open_moment
from plans.model import Plan
from reports import replies
from reports.replies import Table
from storage import audit, outbox, plans, requests
from storage.requests import AdHocRequest


async def request_of(turn: Turn, argument: str) -> tuple[Plan, AdHocRequest]:
    """The request a button names, if this person may see its answers."""
    one = await requests.get(turn.unit, number(argument))
    plan = await plans.get(turn.unit, one.plan) if one else None
    if one is None or plan is None or not may(turn.person, Right.ASK_NOW, plan):
        raise refusal(turn.person, Right.ASK_NOW, "adhoc.right_missing", "/dotxuat")
    if not turn.incoming.private:
        raise Refusal("command.private_only")
    return plan, one


async def table_of(turn: Turn, plan: Plan, one: AdHocRequest) -> Table:
    """The table as it stands."""
    return await replies.table(turn.unit, one, await plan_order(turn.unit, plan))


async def show(turn: Turn, arguments: Sequence[str]) -> None:
    """[Xem bảng], [Làm mới]."""
    (argument,) = map(str, numbers(arguments, 1))
    plan, one = await request_of(turn, argument)
    turn.give(table_say(turn.texts, plan, await table_of(turn, plan, one), turn.now))


async def whole(turn: Turn, arguments: Sequence[str]) -> None:
    """An answer too long for the table, as typed."""
    request_id, agency = numbers(arguments, 2)
    _, one = await request_of(turn, str(request_id))
    found = (await requests.answers(turn.unit, one.id)).get(agency)
    if not found:
        raise Refusal("press.unknown")
    turn.say("common.plain", text=answer_words(turn.texts, one, found[-1].text))


async def nudge(turn: Turn, arguments: Sequence[str]) -> None:
    """[Nhắc cơ quan chưa trả lời]: shown to whom first; in quiet hours only what is khẩn.

    The second button carries how often it was done: of two presses the second hears who did it.
    """
    one, to = await _missing(turn, arguments[:1])
    done = await audit.times(turn.unit, "adhoc_again", one.subject)
    if not arguments[1:]:
        _preview(turn, one, to, len(done))
        return
    if number(arguments[1]) != len(done):
        raise Refusal("adhoc.nudged_before", one=one, done=done[-1] if done else None)
    if not to.people:
        raise Refusal("adhoc.nobody_left", one=one)
    await turn.notify(to_people(one, to.people, turn.now, len(done) + 1))
    after = {"nth": len(done) + 1, "people": len(to.people)}
    await audit.note(turn.unit, turn.me.id, "adhoc_again", one.subject, None, after)
    refresh = turn.choice("adhoc.refresh", f"dxb:{one.id}")
    count = {"people": len(to.people), "agencies": len(to.reached)}
    turn.say("adhoc.nudged", one=one, count=count, choices=[refresh])


def _preview(turn: Turn, one: AdHocRequest, to: Audience, done: int) -> None:
    told = turn.texts.say("audience.told", **told_slots(turn.texts, to, phones=True))
    send = turn.choice("adhoc.send", f"dxn:{one.id}:{done}", count=len(to.people))
    turn.say("adhoc.nudge_preview", one=one, told=told, choices=[send] if to.people else ())


async def _missing(turn: Turn, arguments: Sequence[str]) -> tuple[AdHocRequest, Audience]:
    """Who has not answered an open request, if anybody may be reminded at this hour."""
    (argument,) = map(str, numbers(arguments, 1))
    plan, one = await request_of(turn, argument)
    if one.closed is not None:
        raise Refusal("adhoc.closed", one=one)
    settings = await plans.settings(turn.unit, plan.id)
    at = next_open_moment(turn.now, settings, turn.tools.calendar)
    if at > turn.now and not one.urgent:
        raise Refusal("adhoc.quiet", at=at)
    missing = (await table_of(turn, plan, one)).missing
    if not missing:
        raise Refusal("adhoc.nobody_left", one=one)
    return one, Audience("missing", missing, await on_duty(turn.unit, plan, turn.today))


async def close(turn: Turn, arguments: Sequence[str]) -> None:
    """[Kết thúc]: asked once more while answers are missing; then no answer is taken any more."""
    plan, one = await request_of(turn, arguments[0] if arguments else "")
    if one.closed is not None:
        done = await audit.times(turn.unit, "adhoc_closed", one.subject)
        raise Refusal("adhoc.closed_before", one=one, done=done[-1] if done else None)
    found = await table_of(turn, plan, one)
    if found.missing and not arguments[1:]:
        sure = turn.choice("adhoc.close", f"dxk:{one.id}:1")
        turn.say("adhoc.close_ask", one=one, count=len(found.missing), choices=[sure])
        return
    await requests.close(turn.unit, one.id)
    await outbox.withdraw(turn.unit, one.prefix, "closed")
    after = {"answered": len(found.answered), "asked": len(found.replies)}
    await audit.note(turn.unit, turn.me.id, "adhoc_closed", one.subject, None, after)
    _, ended = await request_of(turn, str(one.id))
    turn.give(table_say(turn.texts, plan, await table_of(turn, plan, ended), turn.now))
