"""What is still to be said, and whose account is whose."""

from __future__ import annotations

from datetime import timedelta

from dialogues.messages import Notice
from storage import ahead, outbox, sending
from storage.database import Unit
from tests.storage.world import NOW, World, tell

HOUR = timedelta(hours=1)


async def test_waiting_are_notices_of_later(unit: Unit, world: World) -> None:
    later, now = NOW + HOUR, NOW
    for key, moment in (("later", later), ("now", now)):
        notice = Notice(key, "opening", {"round": 1}, person=world.focal, not_before=moment)
        await outbox.notify(unit, [notice])
    (one,) = await ahead.waiting(unit)
    assert (one.at, one.composer, one.person, one.account) == (
        later, "opening", world.focal, "102",
    )  # fmt: skip
    assert (await ahead.accounts(unit))[world.focal] == "102"


async def test_unsaid_is_what_is_due_or_on_its_way(unit: Unit, world: World) -> None:
    first, _ = await tell(unit, world.focal_chat, "một", "hai")
    assert await ahead.unsaid(unit, NOW) == 2
    await sending.sending(unit, [first])
    assert await ahead.unsaid(unit, NOW) == 2
    assert await ahead.unsaid(unit, NOW + HOUR) == 0
