"""The stories once more, where everybody is on Zalo: each with a restart between all messages and
updates delivered to a webhook; every fourth steadily by long polls too.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from sandbox.model import RoomError
from storage.database import Database
from tests.transcripts.play import Seated
from tests.transcripts.stories import STORIES
from tests.transcripts.test_stories import nothing_left
from tests.transcripts.zalo import NotTyped, playing_on_both, playing_on_zalo

_LINES = Path(__file__).with_name("not_on_zalo.txt").read_text("utf-8").splitlines()
NOT_ON_ZALO = {one for one in _LINES if one and not one.startswith("#")}
NAMES = [one for one in STORIES if one not in NOT_ON_ZALO]


def test_every_story_left_out_is_a_story() -> None:
    assert NOT_ON_ZALO - STORIES.keys() == set()


@pytest.mark.replay
@pytest.mark.parametrize("name", NAMES)
async def test_story_on_zalo(name: str, zalo_store: Database, seated: Seated) -> None:
    await _played(name, zalo_store, seated, restarting=True)


@pytest.mark.replay
@pytest.mark.parametrize("name", NAMES[::4])
async def test_story_by_long_polls(name: str, zalo_store: Database, seated: Seated) -> None:
    await _played(name, zalo_store, seated, restarting=False)


async def _played(name: str, store: Database, seated: Seated, *, restarting: bool) -> None:
    async with playing_on_zalo(store, seated, restarting=restarting) as play:
        try:
            await STORIES[name](play)
            await nothing_left(play)
        except (NotTyped, RoomError) as beyond:
            pytest.skip(f"played up to what only a button or a file can do: {beyond}")
        finally:
            print("\n".join(play.log))


WHOLE_ROUNDS = (
    "a_whole_round_answered_from_both_sides",
    "from_the_opening_to_the_digest",
    "three_tasks_in_one_message",
)


@pytest.mark.parametrize("name", [one for one in WHOLE_ROUNDS if one in STORIES])
async def test_a_mixed_province_plays_a_whole_round(
    name: str, mixed_store: Database, seated: Seated
) -> None:
    async with playing_on_both(mixed_store, seated) as play:
        await STORIES[name](play)
        await nothing_left(play)
        bots = {one.bot for one in play.room.calls.of("sendMessage")}
    assert len(bots) == 2
