"""What will happen next, worded for the practice room's time line: when, to whom and why."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any

from handlers.turn import Tools
from plans import reminding
from plans.ground import VIETNAM, local
from plans.model import Person, Plan
from sandbox.zalo.ids import room_id
from schedules import ahead, matters
from schedules.ahead import Posting, Telling, Term
from schedules.dates import Asking, Ends, OwnReport
from schedules.facts import Facts, everybody
from schedules.matters import Broken, Dating, Late, Owed, OwnDate
from storage import ahead as rows
from storage import chats, plans, rounds
from storage.ahead import Waiting
from storage.chats import Chat
from storage.database import Database, Unit

Json = dict[str, Any]
DAYS = 400  # looked ahead: the next yearly report is always among them
_DIGEST_DAYS = 30  # one a week while a round is open: more would hide the rest
_MOST = 60
_ZALO_DIGITS = 20  # an account on Zalo is so many hexadecimal digits


@dataclass(frozen=True)
class Ahead:
    """Everything foreseen at one moment, in order, as the page shows it."""

    notes: list[str]
    events: list[Json]


async def next_moment(
    db: Database, now: datetime, until: datetime, tools: Tools
) -> datetime | None:
    """When the bot will next say something by itself, up to a moment; dates of reports do not."""
    days = (local(until).date() - local(now).date()).days
    async with db.reading(now) as unit:
        facts, groups = await everybody(unit), await chats.tied(unit)
        waiting = await rows.waiting(unit)
    told = ahead.tellings(facts, now, days, tools.calendar)
    posted = ahead.postings(facts, groups, now, days, tools.calendar)
    first = await asyncio.to_thread(lambda: (next(told, None), next(posted, None)))
    found = [one.at for one in (*first, *waiting[:1]) if one is not None]
    return min((at for at in found if at <= until), default=None)


async def foresee(db: Database, now: datetime, tools: Tools) -> Ahead:
    """Ask the rules of the clock themselves what they will cause, as things stand."""
    async with db.reading(now) as unit:
        seer = _Seer(
            tools,
            now,
            accounts=await rows.accounts(unit),
            facts=await everybody(unit),
            plans=await plans.every(unit),
            waiting=await rows.waiting(unit),
            groups=await chats.tied(unit),
            terms=await _terms(unit),
        )
    return await asyncio.to_thread(seer.look)  # 400 days are some tenths of a second


async def _terms(unit: Unit) -> list[Term]:
    settings = await plans.every_settings(unit)
    duties = await plans.every_reporting_duty(unit)
    every = await rounds.of_every_plan(unit, local(unit.now).date())
    found: list[Term] = []
    for plan in await plans.every(unit):
        mine = [one for one in every if one.plan == plan.id]
        found += ahead.terms(plan, settings[plan.id], duties.get(plan.id, ()), mine, unit.now)
    return found


@dataclass(frozen=True)
class _Seer:
    tools: Tools
    now: datetime
    accounts: dict[int, str]
    facts: Facts
    plans: Sequence[Plan]
    waiting: Sequence[Waiting]
    groups: Sequence[Chat]
    terms: Sequence[Term]

    def look(self) -> Ahead:
        calendar, now = self.tools.calendar, self.now
        events = [self._waiting(one) for one in _joined(self.waiting)]
        events += map(self._telling, ahead.tellings(self.facts, now, DAYS, calendar))
        posts = ahead.postings(self.facts, self.groups, now, _DIGEST_DAYS, calendar)
        events += [*map(self._posting, posts), *map(self._term, self.terms)]
        events.sort(key=lambda one: datetime.fromisoformat(one["at"]))
        return Ahead([*self._notes(self.plans, self.facts)], events[:_MOST])

    def _notes(self, known: Iterable[Plan], facts: Facts) -> Iterator[str]:
        for plan in known:
            if plan.id not in facts.plans:
                yield self.tools.texts.plain("demo.ahead_not_started", plan=plan)
            elif not any(duty for duty in facts.duties.get(plan.id, ())):
                yield self.tools.texts.plain("demo.ahead_no_duty", plan=plan)

    def _event(self, at: datetime, kind: str, why: str, to: list[Json], **more: Any) -> Json:
        return {
            "at": local(at).isoformat(),
            "kind": kind,
            "why": why,
            "to": to,
            "by_itself": kind != "term",
            **more,
        }

    def _person(self, one: Person) -> Json:
        return _addressee(one.name, self.accounts.get(one.id, ""))

    def _telling(self, one: Telling) -> Json:
        kind = "reminder" if isinstance(one.matter, Owed) else "coordinator"
        texts = self.tools.texts
        spared = [
            {
                "name": agency.name,
                "why": texts.plain(f"demo.spared_{why or 'nobody'}"),
            }
            for agency, why in one.spared
        ]
        to = [self._person(who) for who in one.people]
        return self._event(one.at, kind, self._why(one), to, spared=spared)

    def _why(self, one: Telling) -> str:
        matter, texts = one.matter, self.tools.texts
        if isinstance(matter, Owed):
            round_ = matter.place.round
            last = reminding.counted_to(round_, one.day)
            left = self.tools.calendar.working_days_left(one.day, last)
            return texts.plain(
                f"demo.ahead_owed_{matter.reason}", round=round_, left=left, last=last
            )
        name, slots = _matter(matter)
        return texts.plain(f"demo.ahead_{name}", plan=matter.plan, **slots)

    def _posting(self, one: Posting) -> Json:
        why = self.tools.texts.plain("demo.ahead_digest", round=one.round)
        return self._event(
            one.at, "digest", why, [_addressee(one.chat.title, one.chat.platform_id)]
        )

    def _term(self, one: Term) -> Json:
        key = "demo.ahead_term_open" if one.opened else "demo.ahead_term_coming"
        # What is not opened yet has its date as printed: a Sunday is kept on the Friday before.
        day = self.tools.calendar.previous_working(one.day, include=True)
        at = datetime.combine(day, time(17), tzinfo=VIETNAM)
        return self._event(at, "term", self.tools.texts.plain(key, one=one), [])

    def _waiting(self, found: Sequence[Waiting]) -> Json:
        to = [_addressee(one.title, one.account) for one in found]
        return self._event(
            found[0].at, "waiting", self.tools.texts.plain("demo.ahead_waiting"), to
        )


def _addressee(name: str, account: str) -> Json:
    """`chat` is the id by which the practice room knows the chat; the room knows the name."""
    number = account.removeprefix("-")
    if number.isdigit() and len(number) < _ZALO_DIGITS:
        return {"name": name, "chat": int(account)}
    return {"name": name, "chat": room_id(account)}


def _joined(found: Sequence[Waiting]) -> list[list[Waiting]]:
    joined: dict[tuple[datetime, str], list[Waiting]] = {}
    for one in found:
        joined.setdefault((one.at, one.composer), []).append(one)
    return list(joined.values())


def _matter(one: matters.Matter) -> tuple[str, dict[str, Any]]:
    """The sentence of a coordinator's matter and its slots."""
    if isinstance(one, Asking):
        return "own_report" if isinstance(one, OwnReport) else "asking", {"one": one}
    if isinstance(one, Dating):
        return "dating", {"one": one}
    if isinstance(one, Ends):
        return "ends", {"one": one}
    if isinstance(one, OwnDate):
        return f"own_{one.kind}", {"round": one.round}
    if isinstance(one, Late):
        return "late", {"round": one.round, "count": len(one.owing), "phone": one.phone}
    if isinstance(one, Broken):
        return "broken", {"round": one.round, "count": len(one.parts)}
    raise TypeError(one)
