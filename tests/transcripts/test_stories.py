"""Every story, played steadily on both databases, and with a restart between all messages."""

from __future__ import annotations

import pytest

from tests.transcripts.play import playing
from tests.transcripts.stories import STORIES


@pytest.mark.parametrize("name", STORIES)
async def test_story_is_played(name: str, store: str) -> None:
    async with playing(store) as play:
        await STORIES[name](play)
        await _nothing_left(play)


@pytest.mark.parametrize("name", STORIES)
async def test_story_with_restarts_between_all_messages_is_the_same(
    name: str, sqlite_store: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    import shutil

    from storage.database import sqlite_url

    other = tmp_path_factory.mktemp("other") / "daumoi.db"
    shutil.copyfile(sqlite_store.removeprefix("sqlite:///"), other)
    async with playing(sqlite_store) as steady:
        await STORIES[name](steady)
    async with playing(sqlite_url(other), restarting=True) as restarted:
        await STORIES[name](restarted)
    assert restarted.log == steady.log


async def _nothing_left(play) -> None:
    """Every row was handled and every message ended."""
    handled, sent = await play.counts()
    assert set(handled) <= {"done"}
    assert set(sent) <= {"sent", "dropped", "failed"}
