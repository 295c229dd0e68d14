"""aiosqlite with one trip to its thread a statement.

SQLAlchemy opens a cursor, executes, fetches and closes: four trips through aiosqlite, and the
trips cost more than SQLite does. Here the cursor does all of it in one (docs/decisions).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable
from typing import Any, Self

import aiosqlite


class OneTripCursor:
    """What SQLAlchemy asks of a cursor; rows are fetched with the statement that makes them."""

    arraysize = 1

    def __init__(self, connection: OneTripConnection) -> None:
        self._connection = connection
        self._rows: list[Any] = []
        self.description: Any = None
        self.rowcount = -1
        self.lastrowid: int | None = None

    async def __aenter__(self) -> Self:
        return self

    async def execute(self, sql: str, parameters: Any = ()) -> OneTripCursor:
        await self._connection.trip(lambda raw: self._take(raw.execute(sql, parameters)))
        return self

    async def executemany(self, sql: str, parameters: Iterable[Any]) -> OneTripCursor:
        await self._connection.trip(lambda raw: self._take(raw.executemany(sql, parameters)))
        return self

    async def fetchall(self) -> list[Any]:
        """What the statement gave; no trip."""
        rows, self._rows = self._rows, []
        return rows

    async def close(self) -> None:
        """Closed already, in the thread."""

    def _take(self, cursor: sqlite3.Cursor) -> None:
        self.description = cursor.description
        self._rows = cursor.fetchall() if cursor.description else []
        self.rowcount, self.lastrowid = cursor.rowcount, cursor.lastrowid
        cursor.close()


class OneTripConnection(aiosqlite.Connection):
    """A connection whose cursors need one trip."""

    def cursor(self) -> Any:
        return OneTripCursor(self)

    async def trip(self, work: Callable[[sqlite3.Connection], None]) -> None:
        """Run something on the thread that owns the connection."""
        await self._execute(lambda: work(self._conn))  # type: ignore[no-untyped-call]


def connecting(path: str) -> Callable[[], OneTripConnection]:
    """An `async_creator` for SQLAlchemy: connections to one SQLite file."""

    def connect() -> OneTripConnection:
        opened = OneTripConnection(lambda: sqlite3.connect(path), iter_chunk_size=64)
        opened._thread.daemon = True  # noqa: SLF001 - as SQLAlchemy does with its own
        return opened

    return connect
