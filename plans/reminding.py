"""When a round reminds an agency or its coordinator, and why it does not. Days are local.

After the date nothing goes to an agency by itself but on the day it named: the coordinator is
told, and presses.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from enum import StrEnum

from plans.calendar import WorkCalendar
from plans.ground import local
from plans.hours import scheduled_moment
from plans.model import (
    Participant,
    PlanSettings,
    ReportingDuty,
    Round,
    RoundState,
    SubmissionState,
)
from plans.rounds import Dates, Step, StepKind, dates_of, ladder, sign_dates


class Quiet(StrEnum):
    """Why an agency is left in peace."""

    PAPER = "paper"  # đã có văn bản
    SENT = "sent"
    NOT_URGED = "not_urged"  # chỉ nhận văn bản, không đôn đốc
    PROMISED = "promised"  # hẹn ngày gửi
    WITH_LEADER = "with_leader"  # đang trình lãnh đạo
    AWAY = "away"  # nghỉ, nobody stands in


class Reason(StrEnum):
    """Why an agency is reminded on a day."""

    AHEAD = "ahead"
    LAST_DAY = "last_day"
    PROMISED = "promised"  # the day it named itself
    LEADER = "leader"  # the quiet of đang trình lãnh đạo is over


class Own(StrEnum):
    """The Sở's own days for its report to UBND tỉnh."""

    DRAFT = "draft"
    SUBMIT = "submit"
    SEND = "send"


def quiet(
    part: Participant, day: date, settings: PlanSettings, calendar: WorkCalendar
) -> Quiet | None:
    """Why nothing is said to an agency on this day, or None."""
    if part.paper is not None:
        return Quiet.PAPER
    if part.reported:
        return Quiet.SENT
    if not part.agency.urge:
        return Quiet.NOT_URGED
    if part.promised is not None and part.promised > day:
        return Quiet.PROMISED
    until = quiet_until(part, settings, calendar)
    if until is not None and day <= until:
        return Quiet.WITH_LEADER
    return Quiet.AWAY if part.away is not None and day <= part.away else None


def quiet_until(part: Participant, settings: PlanSettings, calendar: WorkCalendar) -> date | None:
    """The last quiet day of đang trình lãnh đạo, or None."""
    if part.state is not SubmissionState.WITH_LEADER or part.with_leader_since is None:
        return None
    since = local(part.with_leader_since).date()
    return calendar.add_working(since, settings.with_leader_quiet_days)


def reason(
    round_: Round, part: Participant, day: date, settings: PlanSettings, calendar: WorkCalendar
) -> Reason | None:
    """Why this agency is reminded on this day; the most urgent reason of several, or None.

    The day an agency named itself is kept even after the date: it is its own word.
    """
    if not _runs(round_, day, calendar) or quiet(part, day, settings, calendar) is not None:
        return None
    if day > round_.ends:
        return Reason.PROMISED if _named(part, day, calendar) else None
    kinds = {step.kind for step in steps(round_, settings, calendar) if step.day == day}
    if StepKind.LAST_DAY in kinds:
        return Reason.LAST_DAY
    if _named(part, day, calendar):
        return Reason.PROMISED
    until = quiet_until(part, settings, calendar)
    if until is not None and _after_tet(calendar.next_working(until), calendar) == day:
        return Reason.LEADER
    return Reason.AHEAD if StepKind.AHEAD in kinds else None


def _named(part: Participant, day: date, calendar: WorkCalendar) -> bool:
    """Whether this is the day the agency named, or the first working day from it on."""
    promised = part.promised
    return promised is not None and calendar.next_working(promised, include=True) == day


def _runs(round_: Round, day: date, calendar: WorkCalendar) -> bool:
    """Whether the round speaks to agencies by itself: on working days after its opening."""
    if round_.state is not RoundState.OPEN or not calendar.is_working(day):
        return False
    return opened_on(round_) < day


def breaks(part: Participant, day: date, calendar: WorkCalendar) -> bool:
    """Whether on this day the coordinator is told that a named day went by: the next working day
    after the one on which the agency was reminded of it.
    """
    if part.reported or part.promised is None or not part.agency.urge:
        return False
    reminded = calendar.next_working(part.promised, include=True)
    return calendar.next_working(reminded) == day


def opened_on(round_: Round) -> date:
    """The local day of the opening; a round never opened has not begun."""
    return local(round_.opened).date() if round_.opened else date.max


def asked_by(round_: Round) -> date:
    """The day to remind for: the Sở's own earlier date where it set one."""
    return round_.internal or round_.last_day


def due_next(rounds: Iterable[Round], day: date) -> list[Round]:
    """Open rounds in the order in which what is said on a day belongs to them: the one due next
    first; one whose date is over waits behind it, even if nobody has closed it.
    """

    def order(one: Round) -> tuple[bool, int]:
        over = one.passed(day)
        return over, -one.due.toordinal() if over else one.due.toordinal()

    return sorted(rounds, key=order)


def counted_to(round_: Round, day: date) -> date:
    """The day to count to on a day: the Sở's own date until it is over, then the plan's."""
    internal = round_.internal
    return internal if internal is not None and day <= internal else round_.last_day


def lapsed(part: Participant, day: date) -> bool:
    """Whether the day an agency named has gone by: no reason to wait any more."""
    return part.promised is not None and part.promised < day


def steps(round_: Round, settings: PlanSettings, calendar: WorkCalendar) -> tuple[Step, ...]:
    """The ladder of an open round."""
    if round_.opened is None:
        return ()
    last, opened = asked_by(round_), opened_on(round_)
    return ladder(last, settings, calendar, opened=opened, due=round_.due)


def is_last_day(round_: Round, day: date, settings: PlanSettings, calendar: WorkCalendar) -> bool:
    """Whether reports of the round are due that day, so that Monday does not wait for 13:45."""
    found = steps(round_, settings, calendar)
    return any(one.kind is StepKind.LAST_DAY and one.day == day for one in found)


def morning_of(
    day: date, settings: PlanSettings, calendar: WorkCalendar, *, due_that_day: bool
) -> datetime:
    """When the scheduled message of a working day goes out, always on that day; aware UTC.

    An hour set into the quiet ones would move it to another day: the usual hours hold instead.
    """
    moment = scheduled_moment(day, settings, due_that_day=due_that_day, calendar=calendar)
    if local(moment).date() == day:
        return moment
    usual = PlanSettings(quiet=settings.quiet)
    return scheduled_moment(day, usual, due_that_day=due_that_day, calendar=calendar)


def chasing_days(
    round_: Round, settings: PlanSettings, calendar: WorkCalendar
) -> tuple[date, ...]:
    """The days after the date on which nudging is proposed to the coordinator, in order."""
    found = steps(round_, settings, calendar)
    return tuple(one.day for one in found if one.kind is StepKind.OVERDUE)


def phoning_day(round_: Round, settings: PlanSettings, calendar: WorkCalendar) -> date | None:
    """When nudging is over and the coordinator is told to phone: a week after the last time."""
    days = chasing_days(round_, settings, calendar)
    if not days:
        return None
    later = days[-1] + timedelta(days=settings.overdue_every_days)
    return _after_tet(calendar.next_working(later, include=True), calendar)


def asking_day(due: date, settings: PlanSettings, calendar: WorkCalendar) -> date:
    """When the coordinator is asked to open a round: so many days before, on a working day."""
    day = due - timedelta(days=settings.ask_to_open_days)
    return _after_tet(calendar.next_working(day, include=True), calendar)


def coming(duty: ReportingDuty, day: date, settings: PlanSettings) -> list[Dates]:
    """The dated rounds of a duty that are due this year or next, in order."""
    months = range(1, 13) if duty.frequency == "monthly" else (None,)
    before = settings.before_means_day_before
    found = [
        dates_of(duty, year, month=month, before_means_day_before=before)
        for year in (day.year, day.year + 1)
        for month in months
    ]
    unique = {one.due: one for one in found if one is not None and one.due >= day}
    return [unique[at] for at in sorted(unique)]


def part_of(frequency: str, due: date) -> int:
    """Which month, quarter or half of its year a round due that day is of; 0 for the whole."""
    months = {"monthly": 1, "quarterly": 3, "semiannual": 6}.get(frequency)
    return 0 if months is None else (due.month - 1) // months + 1


def own_day(
    round_: Round, day: date, calendar: WorkCalendar, *, before: bool
) -> tuple[Own, tuple[date, date, date]] | None:
    """Which of the Sở's own dates this day is, with all three; `before`: "trước ngày …"."""
    if round_.onward is None or round_.state is RoundState.PROPOSED:
        return None
    dates = sign_dates(round_.onward, calendar, before=before)
    for kind, one in zip(Own, dates, strict=True):
        if one == day:
            return kind, dates
    return None


def digest_on(round_: Round, day: date, settings: PlanSettings, calendar: WorkCalendar) -> bool:
    """Whether an open round's digest is due: its weekday, and the working day after the date."""
    if round_.state is not RoundState.OPEN or not calendar.is_working(day):
        return False
    if opened_on(round_) >= day:
        return False
    after = calendar.next_working(round_.ends)
    return day == after or day.weekday() == settings.digest_weekday


def printed_date(quote: str, due: date) -> str | None:
    """The date of a reporting duty in the plan's own words: "trước ngày 15/12"; None if absent."""
    found = re.search(rf"(?:trước\s+)?(?:ngày\s+)?0?{due.day}/0?{due.month}(?!\d|/\d)", quote)
    return " ".join(found[0].split()) if found else None


def _after_tet(day: date, calendar: WorkCalendar) -> date:
    while calendar.quiet_after_tet(day):
        day = calendar.next_working(day)
    return day
