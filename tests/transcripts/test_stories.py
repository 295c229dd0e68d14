"""Every story: steadily on SQLite, then on PostgreSQL with a restart between all messages."""

from __future__ import annotations

import re

import pytest

from storage.database import Database
from tests.transcripts.play import Play, Seated, playing
from tests.transcripts.stories import STORIES

Logs = dict[str, list[str]]
# Both plays of a story in one process: the second is compared with the first.
NAMES = [pytest.param(one, marks=pytest.mark.xdist_group(f"story {one}")) for one in STORIES]


@pytest.fixture
def unplayed(name: str, logs: Logs, request: pytest.FixtureRequest) -> Database | None:
    """Where a story is to be played that was not: its second play was asked for alone."""
    if name in logs:
        return None
    db: Database = request.getfixturevalue("on_sqlite")
    return db


@pytest.mark.parametrize("name", NAMES)
async def test_story_is_played(name: str, on_sqlite: Database, seated: Seated, logs: Logs) -> None:
    logs[name] = await _played(name, on_sqlite, seated)


@pytest.mark.replay
@pytest.mark.parametrize("name", NAMES)
async def test_story_with_restarts_between_all_messages_is_the_same(
    name: str,
    on_postgres: Database,
    seated: Seated,
    logs: Logs,
    unplayed: Database | None,
) -> None:
    if unplayed is not None:
        logs[name] = await _played(name, unplayed, seated)
    again = await _played(name, on_postgres, seated, restarting=True)
    assert _without_rows(again) == _without_rows(logs[name])


def _without_rows(log: list[str]) -> list[str]:
    """PostgreSQL does not give a number twice, where SQLite does after a unit was undone."""
    return [re.sub(r"\(số \d+\)", "(số …)", line) for line in log]


async def _played(
    name: str, store: Database, seated: Seated, *, restarting: bool = False
) -> list[str]:
    async with playing(store, seated, restarting=restarting) as play:
        try:
            await STORIES[name](play)
            await nothing_left(play)
        finally:
            print("\n".join(play.log))  # pytest shows it where a story fails
        return play.log


async def nothing_left(play: Play) -> None:
    """Every row was handled and every message ended."""
    handled, sent = await play.counts()
    assert set(handled) <= {"done", "aside"}
    assert handled.get("aside", 0) == play.aside
    assert set(sent) <= {"sent", "dropped", "failed", "unknown"}
    assert sent.get("unknown", 0) == play.unknown
