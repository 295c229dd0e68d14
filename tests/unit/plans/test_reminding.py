"""When a round reminds, and why not: dates alone, no store."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from plans import reminding
from plans.calendar import WorkCalendar
from plans.ground import local
from plans.model import (
    Agency,
    Paper,
    Participant,
    PlanSettings,
    ReportingDuty,
    Round,
    RoundState,
    SubmissionState,
)
from plans.reminding import Own, Quiet, Reason

OPENED = datetime(2023, 11, 15, 2, 0, tzinfo=UTC)
CALENDAR, SETTINGS = WorkCalendar(), PlanSettings()
ROUND = Round(
    id=1, plan="vlxd", short="VLXD", duty=1, frequency="annual", year=2023, part=0, cutoff=None,
    due=date(2023, 12, 15), last_day=date(2023, 12, 14), internal=None,
    onward=date(2023, 12, 31), request=None, state=RoundState.OPEN, opened=OPENED,
)  # fmt: skip
PART = Participant(
    round=1,
    agency=Agency(2, "Bắc Giang", "stc", "Sở Tài chính", "so"),
    leads=0,
    state=SubmissionState.NOTHING,
)


def dec(day):
    return date(2023, 12, day)


def reason(day, part=PART, round_=ROUND, settings=SETTINGS):
    return reminding.reason(round_, part, day, settings, CALENDAR)


@pytest.mark.parametrize(
    ("day", "why"),
    [
        (date(2023, 11, 15), None),  # the opening tells it itself
        (date(2023, 11, 30), Reason.AHEAD),
        (dec(8), None),
        (dec(11), Reason.AHEAD),
        (dec(14), Reason.LAST_DAY),
        (dec(15), None),
        (dec(18), None),
    ],
)
def test_the_ladder(day, why):
    assert reason(day) is why


def test_a_round_that_is_not_open_is_silent():
    for state in (RoundState.PROPOSED, RoundState.CLOSED):
        assert reason(dec(14), round_=replace(ROUND, state=state)) is None
    assert reason(dec(14), round_=replace(ROUND, opened=None)) is None


def test_the_sos_earlier_date_is_reminded_for():
    early = replace(ROUND, internal=dec(12))
    assert reason(dec(12), round_=early) is Reason.LAST_DAY
    assert reason(dec(7), round_=early) is Reason.AHEAD
    assert reason(dec(14), round_=early) is None


def test_a_last_day_on_a_weekend_is_said_before_it():
    sunday = replace(ROUND, due=dec(17), last_day=dec(17))
    assert reason(dec(15), round_=sunday) is Reason.LAST_DAY


def test_a_promise():
    promised = replace(PART, promised=dec(12))
    assert reason(dec(11), promised) is None
    assert reason(dec(12), promised) is Reason.PROMISED
    assert reason(dec(14), promised) is Reason.LAST_DAY
    assert reason(dec(14), replace(PART, promised=dec(14))) is Reason.LAST_DAY
    assert reason(dec(15), replace(PART, promised=dec(15))) is Reason.PROMISED
    late = replace(PART, promised=dec(20))  # after the date: its own word all the same
    assert [reason(dec(day), late) for day in (18, 19, 20, 21)] == [
        None, None, Reason.PROMISED, None,
    ]  # fmt: skip


def test_a_promise_gone_by_is_told_once_to_the_coordinator():
    friday = replace(PART, promised=dec(8))
    told = [day for day in range(1, 20) if reminding.breaks(friday, dec(day), CALENDAR)]
    assert told == [11]
    sunday = replace(PART, promised=dec(10))  # reminded on Monday
    told = [day for day in range(1, 20) if reminding.breaks(sunday, dec(day), CALENDAR)]
    assert told == [12]
    for quiet in (
        replace(friday, state=SubmissionState.SENT),
        replace(friday, agency=replace(PART.agency, urge=False)),
        PART,
    ):
        assert not any(reminding.breaks(quiet, dec(day), CALENDAR) for day in range(1, 20))


def test_with_the_leader_until_two_working_days_are_over():
    friday = datetime(2023, 12, 1, 8, 0, tzinfo=UTC)
    waits = replace(PART, state=SubmissionState.WITH_LEADER, with_leader_since=friday)
    assert reminding.quiet_until(waits, SETTINGS, CALENDAR) == dec(5)
    assert reminding.quiet(waits, dec(5), SETTINGS, CALENDAR) is Quiet.WITH_LEADER
    assert reminding.quiet(waits, dec(6), SETTINGS, CALENDAR) is None
    assert reason(dec(6), waits) is Reason.LEADER
    assert reason(dec(7), waits) is None


def test_reported_is_silent_for_good():
    assert (
        reminding.quiet(replace(PART, paper=Paper("1", "BC", None)), dec(14), SETTINGS, CALENDAR)
        is Quiet.PAPER
    )
    sent = replace(PART, state=SubmissionState.SENT)
    assert reminding.quiet(sent, dec(14), SETTINGS, CALENDAR) is Quiet.SENT
    assert reason(dec(14), sent) is None


def test_settings_move_the_ladder():
    assert reason(dec(8), settings=PlanSettings(ladder=(4,))) is Reason.AHEAD


def test_after_the_date():
    days = reminding.chasing_days(ROUND, SETTINGS, CALENDAR)
    assert days == (dec(18), dec(25), date(2024, 1, 2))
    assert reminding.phoning_day(ROUND, SETTINGS, CALENDAR) == date(2024, 1, 9)
    never = PlanSettings(overdue_nudges=0)
    assert reminding.chasing_days(ROUND, never, CALENDAR) == ()
    assert reminding.phoning_day(ROUND, never, CALENDAR) is None


def test_the_sos_own_dates():
    kind, dates = reminding.own_day(ROUND, dec(25), CALENDAR, before=True) or (None, ())
    assert kind is Own.SUBMIT
    assert dates == (dec(20), dec(25), dec(29))
    assert reminding.own_day(ROUND, dec(21), CALENDAR, before=True) is None
    assert reminding.own_day(replace(ROUND, onward=None), dec(25), CALENDAR, before=True) is None


def test_days_of_digests():
    days = [
        dec(day)
        for day in range(1, 20)
        if reminding.digest_on(ROUND, dec(day), SETTINGS, CALENDAR)
    ]
    assert days == [dec(1), dec(8), dec(15), dec(18)]
    opened = replace(ROUND, opened=datetime(2023, 12, 1, 2, 0, tzinfo=UTC))
    assert not reminding.digest_on(opened, dec(1), SETTINGS, CALENDAR)


@pytest.mark.parametrize(
    ("quote", "found"),
    [
        ("tổng hợp, báo cáo UBND tỉnh trước ngày 15/12 hàng năm (gửi về Sở)", "trước ngày 15/12"),
        ("Báo cáo trước 15/12 hàng năm", "trước 15/12"),
        ("chậm nhất ngày 15/12/2023", None),
        ("trước ngày 05/12", None),
        ("ngày 15/1 hằng năm", None),
        ("hằng năm", None),
    ],
)
def test_the_date_as_printed(quote, found):
    assert reminding.printed_date(quote, dec(15)) == found


def test_a_leading_nought_is_printed_as_it_stands():
    assert reminding.printed_date("trước ngày 05/6", date(2023, 6, 5)) == "trước ngày 05/6"


def test_rounds_to_come():
    duty = ReportingDuty(
        1, "p", "monthly", ("Sở A",), (), None, None, 18, None, False, "ngày 18 hàng tháng"
    )
    days = [one.due for one in reminding.coming(duty, dec(19), SETTINGS)]
    assert days[0] == date(2024, 1, 18)
    assert len(days) == 12
    assert reminding.part_of("monthly", days[0]) == 1
    assert reminding.part_of("quarterly", date(2024, 6, 30)) == 2
    assert reminding.part_of("semiannual", date(2024, 12, 1)) == 2
    assert reminding.part_of("annual", days[0]) == 0


def test_the_morning_stays_on_its_day():
    for clock in ("18:00", "12:00", "16:45"):
        settings = PlanSettings(remind_at=clock, monday_at=clock)
        for day in (dec(11), dec(14), dec(15)):
            moment = reminding.morning_of(day, settings, CALENDAR, due_that_day=False)
            assert local(moment).date() == day


def test_what_is_said_belongs_to_the_round_due_next():
    dues = [date(year, 12, 15) for year in (2022, 2021, 2024, 2023)]
    rounds = [replace(ROUND, id=n, due=due, last_day=due) for n, due in enumerate(dues)]
    found = reminding.due_next(rounds, date(2023, 11, 15))
    assert [one.due.year for one in found] == [2023, 2024, 2022, 2021]
