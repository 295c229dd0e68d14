"""A whole year, from moment to moment: never too often, never at the wrong hour."""

from collections import Counter

import pytest

from plans.calendar import WorkCalendar
from plans.ground import local
from plans.hours import is_quiet
from plans.model import PlanSettings, Role
from tests.schedules.world import HUYEN, SO, at

CLOCKS = ("02:30", "08:30", "12:10", "13:45", "14:30", "18:00")


@pytest.mark.replay
async def test_a_year_of_an_office(world):
    async with world.db.unit(world.now) as unit:
        await world.appoint(unit, world.people["sxd"], "sxd", Role.FOCAL)
        await unit.commit()
    await world.group(world.now, "-1", "internal")
    await world.group(world.now, "-2", "focal")
    assert await world.walk("2023-01-03", "2023-11-14", "13:45") == []
    await world.run(at("2023-11-15"))
    await world.open_round(at("2023-11-15", "15:00"), ("sxd", *SO, *HUYEN))
    await world.walk("2023-11-16", "2023-12-04", *CLOCKS)
    await world.sent(at("2023-12-04", "18:00"), *SO[:4])
    await world.walk("2023-12-05", "2023-12-12", *CLOCKS)
    await world.sent(at("2023-12-12", "18:00"), "sxd", *HUYEN[:8])
    await world.walk("2023-12-13", "2024-01-31", *CLOCKS)
    _check_hours(world.told)
    people = [one for one in world.told if one.to is not None]
    per_day = Counter((one.to, one.day) for one in people)
    assert max(per_day.values()) == 1
    counts = Counter(one.to for one in people)
    assert counts[world.people["stnmt"]] == 1  # reported on time: only the first reminder
    assert counts[world.people["ubnd-yen-dung"]] == 3  # never reported: the ladder, no more
    assert counts[world.people["sxd"]] <= 12


def _check_hours(told) -> None:
    calendar, settings = WorkCalendar(), PlanSettings()
    for one in told:
        assert calendar.is_working(one.day), one
        assert not is_quiet(one.at, settings, calendar), one
        if one.to is not None and one.day.weekday() == 0:
            assert local(one.at).strftime("%H:%M") == "13:45", one


async def test_tet_is_quiet(world):
    """A round due right after Tết says nothing on the two working days after it."""
    await world.open_round(at("2023-01-09", "09:00"))
    async with world.db.unit(world.now) as unit:
        from sqlalchemy import update

        from storage.schema import round_

        days = {"due": at("2023-02-03").date(), "last_day": at("2023-02-02").date()}
        await unit.run(update(round_).values(**days, onward=None))
        await unit.commit()
    told = await world.walk("2023-01-10", "2023-02-02")
    days = sorted({one.day.isoformat() for one in told})
    # 27/01 and 30/01/2023 are the first two working days after Tết
    assert "2023-01-27" not in days
    assert "2023-01-30" not in days
    assert days[-1] == "2023-02-02"
