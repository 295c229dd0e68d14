import pytest

from storage.database import Database
from tests.schedules.world import World


@pytest.fixture
async def world(sqlite_db: Database) -> World:
    return await World(sqlite_db).build()
