"""A broadcast after it was sent: who has said đã nhận, once more for the rest, stop midway."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from dialogues.messages import Choice
from handlers.audience import Audience, on_duty
from handlers.broadcast_notices import Words, notice_text, to_people
from handlers.listing import agency_names
from handlers.rights import Right, covers, held, may, refusal
from handlers.shelf import number, numbers
from handlers.turn import Turn
from plans.ground import Refusal, local
from plans.hours import next_open_moment
from plans.model import Agency, Plan
from storage import acknowledgements, agencies, audit, broadcasts, outbox, plans
from storage.broadcasts import Broadcast
from storage.outbox import Sending

_PAGE = 8  # agencies


@dataclass(frozen=True)
class Place:
    """An agency in a broadcast: how many it was said to, how many said đã nhận.

    One person of an agency suffices for the agency.
    """

    agency: Agency
    people: int
    received: int


@dataclass(frozen=True)
class Standing:
    """A broadcast as it stands now."""

    one: Broadcast
    plan: Plan
    places: tuple[Place, ...]
    sendings: tuple[Sending, ...]
    at: datetime  # when a repeat would go
    rest: Audience  # agencies where nobody has said đã nhận, with their people of today
    corrects: Broadcast | None

    def _count(self, *states: str, last: bool = False) -> int:
        """People with a notice in one of these states; `last`: of the last time of saying."""
        begins = f"{self.one.prefix}{self.one.rounds}:" if last else self.one.prefix
        found = (s for s in self.sendings if s.key.startswith(begins) and s.state in states)
        return len({s.to for s in found if s.to is not None})

    @property
    def out(self) -> int:
        """People it has reached, as far as anybody knows."""
        return self._count("sent", "unknown")

    @property
    def waiting(self) -> int:
        """People it still waits to be sent to."""
        return self._count("queued")

    @property
    def held(self) -> int:
        """People it is kept from until next month: the bot has no messages left for it."""
        return len({one.to for one in self.sendings if one.held and one.to is not None})

    @property
    def held_until(self) -> datetime | None:
        return min((one.not_before for one in self.sendings if one.held), default=None)

    @property
    def failed(self) -> int:
        return self._count("failed")

    @property
    def total(self) -> int:
        return self._count("queued", "sending", "sent", "unknown", "failed", "dropped")

    @property
    def out_last(self) -> int:
        """People it has reached or is just reaching, of the last time of saying."""
        return self._count("sent", "unknown", "sending", last=True)

    @property
    def received(self) -> int:
        return sum(1 for one in self.places if one.received)

    @property
    def last_day(self) -> date | None:
        """The local day on which it was, or is to be, said last."""
        return max((local(one.not_before).date() for one in self.sendings), default=None)


async def standing(turn: Turn, arguments: Sequence[str]) -> Standing:
    """The broadcast a button names, if this person may; as it stands now."""
    (broadcast_id,) = numbers(arguments, 1)
    one = await broadcasts.get(turn.unit, broadcast_id)
    plan = await plans.get(turn.unit, one.plan) if one else None
    if one is None or plan is None or not may(turn.person, Right.BROADCAST, plan):
        raise refusal(turn.person, Right.BROADCAST, "broadcast.right_missing", "/thongbao")
    places = await _places(turn, plan, one)
    open_ = tuple(place.agency for place in places if not place.received)
    settings = await plans.settings(turn.unit, plan.id)
    at = next_open_moment(turn.now, settings, turn.tools.calendar)
    return Standing(
        one=one,
        plan=plan,
        places=tuple(places),
        sendings=tuple(await outbox.of_notices(turn.unit, one.prefix)),
        at=at,
        rest=Audience("rest", open_, await on_duty(turn.unit, plan, local(at).date())),
        corrects=await broadcasts.get(turn.unit, one.corrects) if one.corrects else None,
    )


async def _places(turn: Turn, plan: Plan, one: Broadcast) -> list[Place]:
    bodies = {body.id: body for body in await agencies.of_province(turn.unit, plan.province)}
    said = await acknowledgements.of(turn.unit, one.subject)
    told: dict[int, set[int]] = {}
    for person, agency in await broadcasts.recipients(turn.unit, one.id):
        told.setdefault(agency, set()).add(person)
    found = [(bodies[agency], told.get(agency, set())) for agency in one.agencies]
    return [Place(agency, len(people), len(people & said)) for agency, people in found]


async def show(turn: Turn, arguments: Sequence[str]) -> None:
    """By agency, those that have not received it first, in pages."""
    found = await standing(turn, arguments[:1])
    page = number(arguments[1]) if arguments[1:] else 1
    ordered = sorted(found.places, key=lambda place: (place.received > 0, not place.people))
    pages = max(1, -(-len(ordered) // _PAGE))
    page = min(max(page, 1), pages)
    shown = ordered[(page - 1) * _PAGE : page * _PAGE]
    turn.say(
        "broadcast.state",
        f=found,
        lines=[turn.texts.say("broadcast.place", place=place) for place in shown],
        page=page,
        pages=pages,
        choices=_choices(turn, found, page, pages),
    )


def _choices(turn: Turn, found: Standing, page: int, pages: int) -> list[Choice]:
    one, choices = found.one, []
    if one.stopped is None and found.waiting:
        choices.append(turn.choice("broadcast.stop", f"tbd:{one.id}"))
    elif one.stopped is None and found.rest.people:
        choices.append(turn.choice("broadcast.again", f"tbl:{one.id}"))
    choices.append(turn.choice("button.correct", f"tbc:{one.id}"))
    if pages > 1:
        following = page + 1 if page < pages else 1
        choices.append(turn.choice("broadcast.page", f"tbs:{one.id}:{following}", page=following))
    return choices


async def again(turn: Turn, arguments: Sequence[str]) -> None:
    """[Nhắc lại người chưa nhận]: to whom and in which words, before it goes."""
    found = await standing(turn, arguments)
    _may_repeat(found)
    one, people = found.one, found.rest.people
    text = notice_text(
        turn.texts, found.plan, Words(one.seq, one.text, one.tasks), found.corrects, one.at
    )
    send = turn.choice("broadcast.send", f"tblx:{one.id}:{one.rounds}", count=len(people))
    turn.say(
        "broadcast.again_preview",
        one=one,
        people=len(people),
        names=agency_names(turn.texts, found.rest.reached),
        sample=text,
        choices=[send],
    )


async def again_sure(turn: Turn, arguments: Sequence[str]) -> None:
    """One more time for the rest; of two presses the second hears who did it and when."""
    broadcast_id, rounds_before = numbers(arguments, 2)
    found = await standing(turn, [str(broadcast_id)])
    one = found.one
    if one.rounds != rounds_before:
        done = await audit.times(turn.unit, "broadcast_again", one.subject)
        raise Refusal("broadcast.again_done", one=one, done=done[-1] if done else None)
    _may_repeat(found)
    await broadcasts.say_again(turn.unit, one.id, one.rounds)
    await broadcasts.also_to(turn.unit, one.id, found.rest.pairs)
    nth, people = one.rounds + 1, found.rest.people
    await turn.notify(to_people(one, nth, people, found.at))
    after = {"nth": nth, "people": len(people)}
    await audit.note(turn.unit, turn.me.id, "broadcast_again", one.subject, None, after)
    turn.say(
        "broadcast.again_sent",
        one=one,
        people=len(people),
        agencies=len(found.rest.reached),
        at=found.at if found.at > turn.now else None,
        choices=[turn.choice("broadcast.stop", f"tbd:{one.id}")],
    )


def _may_repeat(found: Standing) -> None:
    """Raises where nothing more may be said: stopped, nobody left, once a day."""
    one = found.one
    if one.stopped is not None:
        raise Refusal("broadcast.stopped", one=one)
    if not found.rest.people:
        raise Refusal("broadcast.nobody_left", one=one)
    if found.last_day is not None and found.last_day >= local(found.at).date():
        raise Refusal("broadcast.again_today", one=one, day=found.last_day)


async def stop(turn: Turn, arguments: Sequence[str]) -> None:
    """[Dừng gửi]: what has not left yet is dropped, and the number that has is told."""
    found = await standing(turn, arguments)
    one = found.one
    if one.stopped is not None:
        raise Refusal("broadcast.stopped", one=one)
    if not found.waiting:
        raise Refusal("broadcast.all_gone", one=one, count=found.out_last)
    await broadcasts.stop(turn.unit, one.id, turn.me.id)
    dropped = await outbox.withdraw(turn.unit, one.prefix, "stopped")
    after = {"out": found.out_last, "dropped": dropped}
    await audit.note(turn.unit, turn.me.id, "broadcast_stopped", one.subject, None, after)
    turn.say(
        "broadcast.stop_done",
        one=one,
        f=found,
        choices=[turn.choice("button.correct", f"tbc:{one.id}")],
    )


async def received(turn: Turn, arguments: Sequence[str]) -> None:
    """[Đã nhận]: counts for the one who presses, in a group too, and makes no noise there."""
    (broadcast_id,) = numbers(arguments, 1)
    one = await broadcasts.get(turn.unit, broadcast_id)
    plan = await plans.get(turn.unit, one.plan) if one else None
    if one is None or plan is None or not may(turn.person, Right.REPORT, plan):
        turn.whisper("refusal.broadcast_not_yours")
        return
    new = await acknowledgements.add(turn.unit, one.subject, turn.me.id)
    if new:
        mine = [
            held_.agency.id for held_ in held(turn.person, Right.REPORT) if covers(held_, plan)
        ]
        pairs = [(turn.me.id, agency) for agency in mine if agency in one.agencies]
        await broadcasts.also_to(turn.unit, one.id, pairs)  # who stands in, or joined since
        await audit.note(turn.unit, turn.me.id, "received", one.subject)
    turn.whisper("broadcast.received" if new else "broadcast.received_before", one=one, plan=plan)
