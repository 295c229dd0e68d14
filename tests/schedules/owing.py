"""A round in which some still owe, and a day after its date."""

from tests.schedules.world import HUYEN, SO, at

LATE = at("2023-12-18", "14:00")


async def owing(world, *left):
    await world.open_round(at("2023-11-15", "09:00"))
    await world.sent(at("2023-12-12"), *(c for c in (*SO, *HUYEN) if c not in left))
