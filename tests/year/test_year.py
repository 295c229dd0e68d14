"""The quiet promise over a year of both plans (`python -m tests.year` prints the table)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from dialogues.messages import Say
from tests.schedules.world import Told, at
from tests.year.figures import AIM, broken, scheduled, table, unasked
from tests.year.habits import Habit
from tests.year.office import Office
from tests.year.walk import Year


@pytest.mark.replay
@pytest.mark.timeout(300)  # 15 s of work; a busy machine takes its time
async def test_a_year_of_both_plans(sqlite_db):
    office = Office(sqlite_db)
    await Year(office, thorough=False).walk()
    print(table(office, 1))
    assert broken(office) == []
    counts = unasked(office)
    for who in ("lead", "supporter"):
        assert max(counts[f"{who}, {Habit.ON_TIME}"]) <= AIM
        assert max(counts[f"{who}, {Habit.NEVER}"]) <= AIM
    assert max(counts["coordinator"]) <= AIM
    assert min(min(some) for some in counts.values()) >= 2  # nobody was forgotten
    on_time = {p for p, who in office.staff.items() if who.habit is Habit.ON_TIME}
    assert len(on_time) >= 0.6 * sum(who.habit is not None for who in office.staff.values())
    reminded = [one.to for one in office.told if scheduled(one) and one.to in on_time]
    assert sorted(reminded) == sorted(on_time)  # once each: silent from the report on


async def test_a_breach_would_be_seen(sqlite_db):
    """The walk itself is no promise: a Sunday, lunch and a second message are found out."""
    office = Office(sqlite_db)
    for when in (at("2023-12-10", "09:00"), at("2023-12-08", "12:00"), at("2023-02-02")):
        office.told.append(Told("reminder:x", 1, None, when, Say("")))
    twice = at("2023-12-08", "09:00")
    office.told += [
        Told("reminder:y", 1, None, twice + timedelta(hours=n), Say("")) for n in (0, 5)
    ]
    said = " ".join(broken(office))
    for rule in ("day off", "quiet hours", "before the start", "3 scheduled"):
        assert rule in said
