"""Figures of a round, computed from data alone."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from plans.calendar import WorkCalendar
from plans.model import (
    Agency,
    Paper,
    Participant,
    Plan,
    PlanSettings,
    Round,
    RoundState,
    State,
    Status,
    SubmissionState,
    Task,
)
from plans.reminding import Quiet
from plans.timeliness import timeliness
from reports.digest import Backlog, figures
from reports.names import grouped
from reports.news import change, fingerprint, same
from reports.standing import Standing, TaskLine, updated

DAY = date(2023, 12, 8)
NOW = datetime(2023, 12, 8, 3, 0, tzinfo=UTC)
SXD = Agency(1, "Bắc Giang", "sxd", "Sở Xây dựng", "so")
PLAN = Plan("vlxd", "VLXD", "Bắc Giang", "KH", None, None, SXD, date(2023, 1, 1), NOW)
ROUND = Round(
    id=1, plan="vlxd", short="VLXD", duty=1, frequency="annual", year=2023, part=0, cutoff=None,
    due=date(2023, 12, 15), last_day=date(2023, 12, 14), internal=None,
    onward=date(2023, 12, 31), request=None, state=RoundState.OPEN, opened=NOW,
)  # fmt: skip
SENT = SubmissionState.SENT


def part(number, name="", kind="so", state=SubmissionState.NOTHING, **more):
    agency = Agency(number, "Bắc Giang", f"a{number}", name or f"Sở {number}", kind)
    return Participant(round=1, agency=agency, leads=0, state=state, **more)


def line(number, status=None, due=date(2023, 12, 31), *, day=DAY, lead=2, **more):
    task = Task(int(number), "vlxd", "VLXD", number, number, "Việc", None, None, due, None)
    state = None
    if status is not None:
        values = {"round": 1, "done_on": None, "confirmed": False, **more}
        state = State(update=1, status=status, text="", at=NOW, person="A", **values)
    agency = replace(SXD, id=lead)
    return TaskLine(task, agency, state, timeliness(status, None, due, day, None))


def of(parts=(), tasks=(), day=DAY, settings=None):
    found = Standing(ROUND, tuple(parts), tuple(tasks))
    return figures(found, PLAN, settings or PlanSettings(), WorkCalendar(), day)


def test_the_so_itself_is_outside():
    found = of([part(1, "Sở Xây dựng", state=SENT), part(2, state=SENT), part(3)])
    assert (len(found.sent), found.total) == (1, 2)


def test_shares_and_papers():
    found = of(
        [
            part(2, state=SENT),
            part(3, paper=Paper("1", "BC", DAY)),
            part(4),
            part(5, kind="huyen", state=SubmissionState.ACCEPTED),
            part(6, kind="huyen"),
        ]
    )
    assert [(one.rank, one.sent, one.total) for one in found.shares] == [
        ("so", 2, 3),
        ("huyen", 1, 2),
    ]
    assert found.papers == 1


def test_other_bodies_stand_with_the_so():
    found = of([part(2), part(3, kind="ban"), part(4, kind="xa")])
    assert [one.rank for one in found.shares] == ["ban", "xa"]


@pytest.mark.parametrize(
    ("day", "left"),
    [(date(2023, 12, 8), 4), (date(2023, 12, 14), 0), (date(2023, 12, 15), None)],
)
def test_days_left(day, left):
    assert of([part(2)], day=day).days_left == left


def test_who_owes_and_why():
    urged = replace(part(5).agency, urge=False)
    found = of(
        [
            part(2),
            part(3, promised=date(2023, 12, 12)),
            part(4, state=SubmissionState.WITH_LEADER, with_leader_since=NOW),
            replace(part(5), agency=urged),
            part(6, promised=date(2023, 12, 8)),
        ]
    )
    assert [one.quiet for one in found.owing] == [
        None,
        Quiet.PROMISED,
        Quiet.WITH_LEADER,
        Quiet.NOT_URGED,
        None,
    ]
    assert [one.id for one in found.free] == [2, 6]


def test_the_four_numbers():
    done = {"confirmed": True}
    found = of(
        tasks=[
            line("1", Status.DONE, **done),
            line("2", Status.DONE),
            line("3", Status.DONE, round=None, source="baseline"),
            line("10", Status.DONE, round=None),  # said before the round opened, not confirmed
            line("4", Status.ON_TRACK),
            line("5", Status.NOT_STARTED),
            line("6", Status.ON_TRACK, date(2023, 11, 30)),
            line("7", Status.MAY_SLIP, date(2022, 12, 31)),  # before it was followed
            line("8", Status.CONTINUOUS, None),
            line("9"),
        ]
    )
    tasks = found.tasks
    assert tasks.total == 10
    assert (tasks.done, tasks.waiting, tasks.running) == (2, 2, 3)
    assert (tasks.not_started, tasks.overdue, tasks.ongoing, tasks.no_due) == (1, 1, 1, 0)


def test_a_done_that_the_so_has_not_agreed_to_is_asked_about_in_the_round():
    said = {
        "baseline": line("1", Status.DONE, round=None, source="baseline"),
        "confirmed": line("2", Status.DONE, round=None, confirmed=True),
        "waiting": line("3", Status.DONE, round=None),
    }
    assert {name: updated(one.state, ROUND) for name, one in said.items()} == {
        "baseline": True, "confirmed": True, "waiting": False,
    }  # fmt: skip


def test_the_printed_day_is_not_over():
    days = [date(2023, 12, 14), date(2023, 12, 15), date(2023, 12, 16)]
    assert [of([part(2)], day=day).passed for day in days] == [False, False, True]
    internal = replace(ROUND, internal=date(2023, 12, 12))
    found = Standing(internal, (part(2),), ())
    left = [
        figures(found, PLAN, PlanSettings(), WorkCalendar(), date(2023, 12, day)).days_left
        for day in (8, 12, 13, 15)
    ]
    assert left == [2, 0, 1, None]


def test_a_promise_gone_by_is_news():
    promised = part(2, promised=date(2023, 12, 8))
    today, tomorrow = of([promised]), of([promised], day=date(2023, 12, 9))
    assert [today.owing[0].lapsed, tomorrow.owing[0].lapsed] == [False, True]
    assert not same(fingerprint(today, "internal"), fingerprint(tomorrow, "internal"))


def test_of_several_leads_the_one_behind_counts():
    found = of(tasks=[line("1", Status.DONE, confirmed=True), line("1", Status.ON_TRACK, lead=3)])
    assert (found.tasks.total, found.tasks.done, found.tasks.running) == (1, 0, 1)


def test_due_within_thirty_days():
    found = of(
        tasks=[
            line("1", Status.ON_TRACK),
            line("2", Status.DONE),
            line("3", Status.ON_TRACK, date(2024, 1, 8)),
            line("4", Status.ON_TRACK, date(2023, 12, 31)),
            line("5", Status.ON_TRACK, date(2023, 12, 20)),
        ]
    )
    assert found.soon == ((date(2023, 12, 20), ("5",)), (date(2023, 12, 31), ("1", "4")))


def test_changes_asked_for():
    found = of(tasks=[line("1", Status.CHANGE_REQUESTED), line("2", Status.ON_TRACK)])
    assert found.changes == ("1",)


def test_what_changed_since():
    before = fingerprint(
        of([part(2, state=SENT), part(3), part(4)], day=date(2023, 12, 1)), "internal"
    )
    now = of([part(2), part(3, state=SENT), part(4, state=SENT)])
    found = change(before, now)
    assert found is not None
    assert (found.added, found.removed, found.days) == (2, 1, 7)
    assert change(None, now) is None


def test_the_same_told_twice():
    earlier = of([part(2, state=SENT), part(3)], day=date(2023, 12, 1))
    later = of([part(2, state=SENT), part(3)])
    promised = of([part(2, state=SENT), part(3, promised=date(2023, 12, 12))])
    assert same(fingerprint(earlier, "internal"), fingerprint(later, "internal"))
    assert not same(fingerprint(later, "internal"), fingerprint(promised, "internal"))
    assert same(fingerprint(later, "focal"), fingerprint(promised, "focal"))
    assert not same(None, fingerprint(later, "focal"))


def names(*given):
    return [
        (group.head, [short for short, _ in group.members])
        for group in grouped(given, lambda n: n)
    ]


def test_names_that_share_a_head():
    assert names(
        "Sở Tài chính", "UBND huyện Lục Ngạn", "Sở Công thương", "UBND huyện Sơn Động"
    ) == [
        ("", ["Sở Tài chính"]),
        ("UBND các huyện", ["Lục Ngạn", "Sơn Động"]),
        ("", ["Sở Công thương"]),
    ]


def test_a_name_alone_stays_whole():
    assert names("UBND thành phố Bắc Giang", "UBND huyện Sơn Động") == [
        ("", ["UBND thành phố Bắc Giang"]),
        ("", ["UBND huyện Sơn Động"]),
    ]
    assert names() == []


def test_a_change_that_the_so_agreed_to_waits_no_more():
    asked = line("1", Status.CHANGE_REQUESTED)
    agreed = line("2", Status.CHANGE_REQUESTED, confirmed=True)
    assert of(tasks=[asked, agreed]).changes == ("1",)


def test_obstacles_are_news_and_their_age_is_not():
    found = of([part(2)])
    older = fingerprint(found, "internal")
    del older["obstacles"]  # kept before obstacles were counted
    assert same(older, fingerprint(found, "internal"))
    waiting = replace(found, obstacles=Backlog((3, 5), oldest=2))
    told = fingerprint(waiting, "internal")
    assert not same(fingerprint(found, "internal"), told)
    aged = replace(found, obstacles=Backlog((3, 5), oldest=4))
    assert same(told, fingerprint(aged, "internal"))
    assert "obstacles" not in fingerprint(waiting, "focal")
