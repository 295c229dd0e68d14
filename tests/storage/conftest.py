"""A store with the small province in it, and a unit of work on it."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from storage.database import Database, Unit
from tests.storage.world import NOW, World, build


@pytest.fixture
async def world(db: Database) -> World:
    return await build(db)


@pytest.fixture
async def unit(db: Database, world: World) -> AsyncIterator[Unit]:
    """A unit of work in the small province; what it writes is not kept."""
    async with db.unit(NOW) as opened:
        yield opened
