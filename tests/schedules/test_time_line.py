"""The time line foretells what then happens: the same people, at the same moments, and why."""

from dataclasses import replace
from datetime import date

from bot.demo_ahead import foresee, next_moment
from plans.calendar import WorkCalendar
from plans.ground import utc
from plans.model import SubmissionState
from plans.reminding import Quiet
from schedules import ahead
from schedules.dates import Asking
from schedules.facts import everybody
from schedules.matters import Owed
from storage import chats
from tests.schedules.world import World, at

NOW = at("2023-11-15", "09:00")
DAYS = 60


async def foretold(world: World, now=NOW, days=DAYS):
    async with world.db.reading(now) as unit:
        facts, groups = await everybody(unit), await chats.tied(unit)
    calendar = world.tools.calendar
    told = list(ahead.tellings(facts, now, days, calendar))
    return told, list(ahead.postings(facts, groups, now, days, calendar))


async def test_what_is_foretold_happens_and_nothing_else(world):
    await world.open_round(NOW)
    await world.sent(NOW, "skhcn")
    await world.paper("ubnd-luc-nam", NOW)
    await world.set("sct", NOW, promised=at("2023-12-12").date())
    away = {"state": SubmissionState.WITH_LEADER, "with_leader_since": NOW}
    await world.set("stc", NOW, **away)
    group = await world.group(NOW, "Phòng", "internal")
    told, posted = await foretold(world)
    happened = await world.walk("2023-11-15", "2024-01-14", "08:30", "13:45", "14:30")
    people = {(utc(one.at), one.to) for one in happened if one.chat != group}
    assert {(utc(one.at), who.id) for one in told for who in one.people} == people
    assert len(people) > 40
    digests = {utc(one.at) for one in happened if one.chat == group}
    assert digests
    assert digests <= {utc(one.at) for one in posted}


async def test_who_is_left_in_peace_and_why(world):
    await world.open_round(NOW)
    await world.sent(NOW, "skhcn")
    await world.set("sct", NOW, promised=at("2023-12-12").date())
    told, _ = await foretold(world)
    first = told[0]
    assert isinstance(first.matter, Owed)
    spared = {agency.code: why for agency, why in first.spared}
    assert spared == {"skhcn": Quiet.SENT, "sct": Quiet.PROMISED}
    assert len(first.people) == 13


async def test_a_question_to_the_coordinator_is_foretold_once(world):
    told, _ = await foretold(world, at("2023-11-01", "09:00"), 300)
    asked = [one for one in told if isinstance(one.matter, Asking)]
    assert [one.day.isoformat() for one in asked] == ["2023-11-15"]
    assert [who.id for who in asked[0].people] == [world.people["sxd"]]


async def test_in_words_with_the_day_on_which_it_is_due(world):
    await world.open_round(NOW)
    found = await foresee(world.db, NOW, world.tools)
    first = found.events[0]
    assert first["why"] == (
        "Còn 10 ngày làm việc đến hạn gửi báo cáo năm 2023 KH VLXD (14/12/2023), cơ quan chưa gửi."
    )
    assert (first["at"], first["kind"]) == ("2023-11-30T08:30:00+07:00", "reminder")
    term = next(one for one in found.events if one["kind"] == "term")
    assert term["why"] == "Hạn cuối gửi báo cáo năm 2023 KH VLXD (kỳ đang mở)."
    until = at("2023-12-31")
    assert await next_moment(world.db, NOW, until, world.tools) == at("2023-11-30")
    assert await next_moment(world.db, NOW, at("2023-11-30", "08:29"), world.tools) is None
    assert found.notes == []


async def test_before_the_reminders_are_started_the_line_says_so(sqlite_db):
    world = World(sqlite_db)
    world.now = NOW
    found = await foresee(sqlite_db, NOW, world.tools)
    assert (found.notes, found.events) == ([], [])
    assert await next_moment(sqlite_db, NOW, at("2024-12-31"), world.tools) is None


class _Asked(WorkCalendar):
    """Counts how many days are looked at."""

    days = 0

    def is_working(self, day):
        self.days += 1
        return super().is_working(day)


async def test_a_date_ten_years_away_is_not_counted_to_day_by_day(world):
    """The page asks for the line whenever something happened in the room."""
    calendar = _Asked()
    async with world.db.reading(NOW) as unit:
        facts = await everybody(unit)
    far = {
        key: [replace(one, task=replace(one.task, due=date(2033, 12, 31))) for one in duties]
        for key, duties in facts.led.items()
    }
    list(ahead.tellings(replace(facts, led=far), NOW, 400, calendar))
    assert calendar.days < 100_000


async def test_a_date_that_is_a_day_off_stands_on_the_working_day_before(world):
    """15/12/2024 is a Sunday, and 14/12 no day on which anything is sent."""
    found = await foresee(world.db, at("2024-01-10", "09:00"), world.tools)
    terms = [one["at"][:10] for one in found.events if one["kind"] == "term"]
    assert terms == ["2024-12-13"]
