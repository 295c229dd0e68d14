"""A whole store carried into another one, of another kind of database: SQLite to PostgreSQL."""

from __future__ import annotations

import json
from collections.abc import Iterable
from itertools import groupby
from typing import Any

from sqlalchemy import JSON, Select, Table, Text, func, select, text, type_coerce

from storage.database import Unit
from storage.schema import metadata

_AT_ONCE = 2000
_RENUMBER = "SELECT setval(pg_get_serial_sequence('{name}', 'id'), (SELECT max(id) FROM {name}))"


async def is_empty(unit: Unit) -> bool:
    """Whether no table holds a row."""
    for table in metadata.sorted_tables:
        if await unit.first(select(table).limit(1)) is not None:
            return False
    return True


async def carry(source: Unit, target: Unit) -> int:
    """Copy every row, with its number; how many. The target is empty and of the same version.

    Rows that name an earlier row of their own table come behind it: their numbers only grow.
    """
    count = 0
    for table in metadata.sorted_tables:
        carried = await _table(source, target, table)
        if carried and "id" in table.c and not isinstance(table.c.id.type, Text):
            await _renumber(target, table)
        count += carried
    return count


async def _table(source: Unit, target: Unit, table: Table) -> int:
    carried = 0
    while rows := await source.rows(_page(table).offset(carried)):
        await _insert(target, table, [dict(zip(table.c.keys(), row, strict=True)) for row in rows])
        carried += len(rows)
    return carried


def _page(table: Table) -> Select[Any]:
    """JSON as its text: a null of JSON and no value at all are two things."""
    columns = [
        type_coerce(one, Text).label(one.name) if isinstance(one.type, JSON) else one
        for one in table.columns
    ]
    return select(*columns).order_by(*table.primary_key.columns).limit(_AT_ONCE)


async def _insert(target: Unit, table: Table, rows: Iterable[dict[str, Any]]) -> None:
    given = [_given(table, row) for row in rows]
    for _, alike in groupby(given, key=dict.keys):
        await target.run_many(table.insert(), list(alike))


def _given(table: Table, row: dict[str, Any]) -> dict[str, Any]:
    """The values of a row, without the empty ones of JSON columns."""
    return {
        name: json.loads(value) if isinstance(table.c[name].type, JSON) else value
        for name, value in row.items()
        if value is not None or not isinstance(table.c[name].type, JSON)
    }


async def _renumber(target: Unit, table: Table) -> None:
    """PostgreSQL goes on numbering behind the rows carried over."""
    if target.connection.dialect.name == "postgresql":
        name = target.connection.dialect.identifier_preparer.format_table(table)
        await target.run(text(_RENUMBER.format(name=name)))


async def counted(unit: Unit) -> dict[str, int]:
    """Rows by table."""
    return {
        table.name: int(await unit.value(select(func.count()).select_from(table)) or 0)
        for table in metadata.sorted_tables
    }
