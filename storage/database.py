"""The database and its units of work. Nothing outside `storage` sees SQL.

A unit of work sees and writes one consistent state. It begins with BEGIN IMMEDIATE on SQLite and
with one advisory lock on PostgreSQL, so that read-then-write units never overwrite each other; it
rolls back unless `commit` was asked for, and never spans a network call.
"""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Callable, Coroutine, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any, TypeVar, cast

from sqlalchemy import Executable, Insert, Table, create_engine, event, make_url
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import URL, Connection, CursorResult, Engine
from sqlalchemy.exc import InternalError, OperationalError
from sqlalchemy.exc import TimeoutError as NoConnectionLeft
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from storage import one_trip

# One number for the whole product: "daumoi" writes one unit at a time per PostgreSQL database.
_TAKE_LOCK = f"SELECT pg_advisory_xact_lock({0x0DA0_3010})"

StorageError = (OperationalError, InternalError, NoConnectionLeft)
"""What a failing disk, server or network raises; never the fault of the row being handled.

A value or a row the database refuses (DataError, IntegrityError, ProgrammingError) is ours: it
would be refused again, however often it is tried.
"""


Values = dict[str, Any] | None
T = TypeVar("T")


@cache
def _insert(table: Table) -> Insert:
    """Statements on the way of every answer are built once: building costs more than running."""
    return table.insert()


def _insert_new(dialect: str, table: Table) -> sqlite.Insert | postgresql.Insert:
    return sqlite.insert(table) if dialect == "sqlite" else postgresql.insert(table)


@cache
def _upsert(dialect: str, table: Table, key: tuple[str, ...], changed: tuple[str, ...]) -> Insert:
    new = _insert_new(dialect, table)
    fresh = {name: new.excluded[name] for name in changed}
    return new.on_conflict_do_update(index_elements=key, set_=fresh)


class Unit:
    """One unit of work on one connection.

    `memo` holds what was read in this unit and cannot change but by this unit.
    """

    def __init__(self, connection: AsyncConnection, now: datetime) -> None:
        self.connection = connection
        self.now = now  # the moment the unit began, UTC: everything it writes carries it
        self.said = 0  # outbox rows written
        self.asked = False  # was heavy work asked for
        self.memo: dict[str, Any] = {}

    async def rows(self, statement: Executable, values: Values = None) -> Sequence[Any]:
        return (await self.connection.execute(statement, values)).all()

    async def first(self, statement: Executable, values: Values = None) -> Any:
        return (await self.connection.execute(statement, values)).first()

    async def value(self, statement: Executable, values: Values = None) -> Any:
        return (await self.connection.execute(statement, values)).scalar()

    async def run(self, statement: Executable, values: Values = None) -> CursorResult[Any]:
        result: CursorResult[Any] = await self.connection.execute(statement, values)
        return result

    async def run_many(self, statement: Executable, values: Sequence[dict[str, Any]]) -> None:
        if values:
            await self.connection.execute(statement, values)

    async def insert(self, table: Table, **values: Any) -> int:
        """Insert one row and return its id."""
        result = await self.connection.execute(_insert(table), values)
        key = result.inserted_primary_key
        return int(key[0]) if key else 0

    def insert_new(self, table: Table) -> sqlite.Insert | postgresql.Insert:
        """An insert that can say what to do when the row is there already."""
        return _insert_new(self.connection.dialect.name, table)

    async def upsert(self, table: Table, key: Sequence[str], **values: Any) -> None:
        """Insert a row, or overwrite the one of that unique key with these values."""
        changed = tuple(name for name in values if name not in key)
        statement = _upsert(self.connection.dialect.name, table, tuple(key), changed)
        await self.connection.execute(statement, values)

    async def insert_once(self, table: Table, **values: Any) -> int | None:
        """Insert unless a unique column says it is there; return the id, or None."""
        statement: Insert = self.insert_new(table).values(**values).on_conflict_do_nothing()
        key: int | None = await self.value(statement.returning(*table.primary_key.columns))
        return key

    async def commit(self) -> None:
        await self.connection.commit()

    @asynccontextmanager
    async def savepoint(self) -> AsyncIterator[None]:
        """Undo what is inside when it raises; the unit goes on."""
        async with self.connection.begin_nested():
            yield


def _sqlite_options(dbapi: Any, _record: Any) -> None:
    dbapi.isolation_level = None  # the driver must not begin transactions of its own
    cursor = dbapi.cursor()
    for pragma in ("busy_timeout=15000", "synchronous=FULL", "foreign_keys=ON"):
        cursor.execute(f"PRAGMA {pragma}")
    _write_ahead(cursor, tries=20)
    cursor.close()


def _write_ahead(cursor: Any, tries: int) -> None:
    """Turn WAL on. SQLite does not wait here when another process does the same to a new file:
    wait for its lock by asking for one, and look again.
    """
    try:
        cursor.execute("PRAGMA journal_mode=WAL")
    except sqlite3.OperationalError:
        if not tries:
            raise
        cursor.execute("BEGIN IMMEDIATE")
        cursor.execute("COMMIT")
        _write_ahead(cursor, tries - 1)


def _sqlite_begin(connection: Connection) -> None:
    reading = connection.get_execution_options().get("reading", False)
    connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")


def _engine(url: URL) -> AsyncEngine:
    if url.get_backend_name() == "sqlite":
        lite = url.set(drivername="sqlite+aiosqlite")
        creator = one_trip.connecting(url.database or "")
        engine = create_async_engine(lite, hide_parameters=True, async_creator=creator)
        event.listen(engine.sync_engine, "connect", _sqlite_options)
        event.listen(engine.sync_engine, "begin", _sqlite_begin)
        return engine
    return create_async_engine(
        url.set(drivername="postgresql+psycopg"), pool_pre_ping=True, hide_parameters=True
    )


def _direct_engine(url: URL) -> Engine:
    if url.get_backend_name() == "sqlite":
        engine = create_engine(url.set(drivername="sqlite+pysqlite"), hide_parameters=True)
        event.listen(engine.pool, "connect", _sqlite_options)
        return engine  # no events of its own: they are looked for at every statement
    return create_engine(
        url.set(drivername="postgresql+psycopg"), pool_pre_ping=True, hide_parameters=True
    )


class _Direct:
    """A connection of the worker thread, with the face of an asynchronous one; never waits."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.dialect = connection.dialect

    async def execute(self, statement: Executable, values: Any = None) -> CursorResult[Any]:
        return self._connection.execute(statement, values)

    async def commit(self) -> None:
        self._connection.commit()

    @asynccontextmanager
    async def begin_nested(self) -> AsyncIterator[None]:
        with self._connection.begin_nested():
            yield


def _driven(work: Coroutine[Any, Any, T]) -> T:
    """Run a coroutine that awaits nothing but its unit of work."""
    try:
        work.send(None)
    except StopIteration as end:
        result: T = end.value
        return result
    work.close()
    raise RuntimeError("a unit of work waited for something else")


class Database:
    """A store of the product: one SQLite file, or one PostgreSQL database."""

    def __init__(self, url: str) -> None:
        self.url = make_url(url)
        self.engine = _engine(self.url)
        self.is_sqlite = self.engine.dialect.name == "sqlite"
        self._direct = _direct_engine(self.url)
        self._begin()

    def _begin(self) -> None:
        self._thread = ThreadPoolExecutor(1, "store")
        self._turn = asyncio.Lock()  # waiting in line here costs nothing; waiting in SQLite polls

    @asynccontextmanager
    async def unit(self, now: datetime) -> AsyncIterator[Unit]:
        """A unit that may write. Units of one process take turns."""
        async with self._turn, self.engine.connect() as connection:
            await connection.begin()
            if not self.is_sqlite:
                await connection.exec_driver_sql(_TAKE_LOCK)
            yield Unit(connection, now)
            await connection.rollback()

    async def work(self, now: datetime, job: Callable[[Unit], Coroutine[Any, Any, T]]) -> T:
        """A unit that may write, run whole in the store's own thread.

        For the busy paths: `unit` crosses to the driver's thread and back four times a statement.
        `job` may await nothing but the unit.
        """
        loop = asyncio.get_running_loop()
        async with self._turn:
            return await loop.run_in_executor(self._thread, self._whole, now, job)

    def _whole(self, now: datetime, job: Callable[[Unit], Coroutine[Any, Any, T]]) -> T:
        with self._direct.connect() as connection:
            connection.begin()
            connection.exec_driver_sql("BEGIN IMMEDIATE" if self.is_sqlite else _TAKE_LOCK)
            face = cast("AsyncConnection", _Direct(connection))
            return _driven(job(Unit(face, now)))

    @asynccontextmanager
    async def reading(self, now: datetime) -> AsyncIterator[Unit]:
        """A unit that only reads, one state from first to last; it holds nobody up."""
        async with self.engine.connect() as connection:
            if self.is_sqlite:
                await connection.execution_options(reading=True)
            else:
                await connection.execution_options(isolation_level="REPEATABLE READ")
            yield Unit(connection, now)

    async def close(self) -> None:
        """Close every connection. Used again, on another loop even, it opens new ones."""
        await asyncio.to_thread(self._thread.shutdown)
        self._direct.dispose()
        await self.engine.dispose()
        self._begin()


def sqlite_url(path: Path) -> str:
    """The URL of a SQLite file."""
    return URL.create("sqlite", database=str(path)).render_as_string(hide_password=False)
