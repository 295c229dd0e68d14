"""Stores that tests open, and the databases they make on a PostgreSQL server."""

from __future__ import annotations

import itertools
import os
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import psycopg
from sqlalchemy import URL, make_url

from storage.database import Database


@asynccontextmanager
async def opened(url: str) -> AsyncIterator[Database]:
    """A database that is closed at the end, when every connection has been given back."""
    db = Database(url)
    try:
        yield db
        assert db.engine.pool.checkedout() == 0, "a connection was left checked out"
    finally:
        await db.close()


@dataclass
class Postgres:
    """A server, and the databases tests have made on it."""

    url: str
    admin: psycopg.Connection
    numbers: Iterator[int] = field(default_factory=itertools.count)

    def create(self, template: str) -> str:
        """A new database like the template; its URL."""
        name = f"daumoi_{os.getpid()}_{next(self.numbers)}"
        self._clone(name, template)
        return make_url(self.url).set(database=name).render_as_string(hide_password=False)

    def drop(self, url: str | URL) -> None:
        self.admin.execute(f"DROP DATABASE {make_url(url).database} WITH (FORCE)")

    def renew(self, url: URL, template: str) -> None:
        """The database of that URL, like the template again."""
        self.drop(url)
        self._clone(str(url.database), template)

    def _clone(self, name: str, template: str) -> None:
        self.admin.execute(f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY FILE_COPY")
