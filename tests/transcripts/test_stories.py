"""Every story, played steadily on both databases, and with a restart between all messages."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.transcripts.play import Play, Seated, playing
from tests.transcripts.stories import STORIES

Logs = dict[str, list[str]]


@pytest.mark.parametrize("name", STORIES)
async def test_story_is_played(name: str, store: str, seated: Seated, logs: Logs) -> None:
    said = await _played(name, store, seated)
    assert logs.setdefault(name, said) == said


@pytest.mark.parametrize("name", STORIES)
async def test_story_with_restarts_between_all_messages_is_the_same(
    name: str, new_sqlite: Callable[[], str], seated: Seated, logs: Logs
) -> None:
    if name not in logs:
        logs[name] = await _played(name, new_sqlite(), seated)
    assert await _played(name, new_sqlite(), seated, restarting=True) == logs[name]


async def _played(name: str, store: str, seated: Seated, *, restarting: bool = False) -> list[str]:
    async with playing(store, seated, restarting=restarting) as play:
        try:
            await STORIES[name](play)
            await _nothing_left(play)
        finally:
            print("\n".join(play.log))  # pytest shows it where a story fails
        return play.log


async def _nothing_left(play: Play) -> None:
    """Every row was handled and every message ended."""
    handled, sent = await play.counts()
    assert set(handled) <= {"done", "aside"}
    assert handled.get("aside", 0) == play.aside
    assert set(sent) <= {"sent", "dropped", "failed", "unknown"}
    assert sent.get("unknown", 0) == play.unknown
