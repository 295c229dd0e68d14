"""Digests: an open round in figures, to the groups tied to its plan, when something changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from dialogues.messages import Notice
from plans import reminding
from plans.calendar import WorkCalendar
from plans.ground import local
from plans.model import Plan, PlanSettings, Round
from reports import digest, news
from reports.digest import Figures
from schedules.windows import at_clock, send_at
from storage import jobs, outbox
from storage.chats import Chat
from storage.database import Unit


@dataclass(frozen=True)
class Posting:
    """A digest whose hour has come. `at` None: too late, only to be written down."""

    plan: Plan
    round: Round
    chat: Chat
    day: date
    at: datetime | None

    @property
    def job(self) -> str:
        return f"digest:{self.round.id}:{self.chat.id}"


def come(
    now: datetime,
    plans: Iterable[tuple[Plan, PlanSettings]],
    rounds: Sequence[Round],
    groups: Sequence[Chat],
    latest: Mapping[str, str],
    calendar: WorkCalendar,
) -> list[Posting]:
    """The digests whose hour has come this day and that were not yet seen to."""
    day = local(now).date()
    found = []
    for plan, settings in plans:
        moment = at_clock(now, settings.digest_at)
        if moment > now:
            continue
        at = send_at(moment, now, settings, calendar)
        for round_, chat in _pairs(plan, settings, rounds, groups, day, calendar):
            one = Posting(plan, round_, chat, day, at)
            if latest.get(one.job, "") < day.isoformat():
                found.append(one)
    return found


def _pairs(
    plan: Plan,
    settings: PlanSettings,
    rounds: Sequence[Round],
    groups: Sequence[Chat],
    day: date,
    calendar: WorkCalendar,
) -> Iterator[tuple[Round, Chat]]:
    for round_ in rounds:
        if round_.plan == plan.id and reminding.digest_on(round_, day, settings, calendar):
            for chat in groups:
                if chat.plan == plan.id:
                    yield round_, chat


async def run(unit: Unit, postings: Sequence[Posting], calendar: WorkCalendar) -> None:
    """Queue the digests that have something new; each run is a row in the same unit."""
    counted: dict[int, Figures] = {}
    for one in postings:
        if one.at is None:
            await jobs.take(unit, one.job, one.day.isoformat(), "skipped")
            continue
        if one.round.id not in counted:
            found = await digest.gather(unit, one.plan, one.round, one.day, calendar)
            counted[one.round.id] = found
        await _post(unit, one, one.at, counted[one.round.id])


async def _post(unit: Unit, one: Posting, at: datetime, found: Figures) -> None:
    told = news.fingerprint(found, one.chat.purpose or "")
    before = await jobs.last(unit, one.job)
    period = one.day.isoformat()
    if news.same(before, told):
        await jobs.take(unit, one.job, period, "unchanged")
    elif await jobs.take(unit, one.job, period, "done", told):
        notice = Notice(
            key=f"{one.job}:{period}",
            composer="digest",
            question={
                "round": one.round.id,
                "chat": one.chat.id,
                "day": period,
                "before": before,
            },
            chat=one.chat.id,
            not_before=at,
        )
        await outbox.notify(unit, [notice])
