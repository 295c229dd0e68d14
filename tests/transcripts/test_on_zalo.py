"""The stories once more, where everybody is on Zalo: each once, in turn steadily by long polls, or
with a restart between all messages and updates delivered to a webhook.
"""

from __future__ import annotations

import pytest

from storage.database import Database
from tests.transcripts.play import Seated
from tests.transcripts.stories import STORIES
from tests.transcripts.test_stories import nothing_left
from tests.transcripts.zalo import playing_on_zalo

NAMES = list(STORIES)


@pytest.mark.parametrize("name", NAMES)
async def test_story_on_zalo(name: str, zalo_store: Database, seated: Seated) -> None:
    restarting = sorted(STORIES).index(name) % 4 == 0
    async with playing_on_zalo(zalo_store, seated, restarting=restarting) as play:
        try:
            await STORIES[name](play)
            await nothing_left(play)
        finally:
            print("\n".join(play.log))
