"""Two provinces, 40 agencies, three plans with everything in them, put straight into the store."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from sqlalchemy import update

from storage import agencies, chats
from storage.database import Unit
from storage.schema import appointment
from tests.rights.frames import ACCOUNTS, BOT, FRAMES, GROUP, NOW
from tests.rights.making import Made


async def build(unit: Unit) -> dict[str, dict[str, Any]]:
    """The whole world; for each plan the ids its buttons carry."""
    for province, letter in (("Bắc Giang", "a"), ("Tuyên Quang", "b")):
        for number in range(1, 21):
            name = f"Sở {letter.upper()}{number:02d} {province}"
            values = {"code": f"{letter}{number}", "name": name, "kind": "so", "urge": True}
            await agencies.save_agency(unit, province, {**values, "variants": []})
    made = {frame.id: await Made(unit, frame).everything() for frame in FRAMES}
    over = update(appointment).where(appointment.c.id.in_([one["ended"] for one in made.values()]))
    await unit.run(over.values(to_day=NOW.date() - timedelta(days=1)))
    for place, private in ((ACCOUNTS["stranger"], True), (GROUP, False)):
        user = ACCOUNTS["stranger"]
        await chats.speaker(unit, BOT, place, user, private=private, title="")
    return made
