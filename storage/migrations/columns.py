"""Short ways to write columns. Old revisions use them: never change what one of them makes."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)


def row_id() -> sa.Column[Any]:
    """The number of a row, given by the database."""
    return sa.Column("id", NUMBER, primary_key=True)


def must(kind: Any, *names: str) -> list[sa.Column[Any]]:
    """Columns of one kind that are never empty."""
    return [sa.Column(name, kind, nullable=False) for name in names]


def may(kind: Any, *names: str) -> list[sa.Column[Any]]:
    """Columns of one kind that may be empty."""
    return [sa.Column(name, kind) for name in names]


def to(table: str, *names: str, null: bool = False) -> list[sa.Column[Any]]:
    """Columns that point to the rows of a table; plans are known by a text."""
    kind = sa.Text() if table == "plan" else NUMBER
    return [sa.Column(name, kind, sa.ForeignKey(f"{table}.id"), nullable=null) for name in names]


def key_to(table: str) -> sa.Column[Any]:
    """A part of a primary key that points to a row."""
    target = sa.ForeignKey(f"{table}.id")
    return sa.Column(f"{table}_id", NUMBER, target, primary_key=True, autoincrement=False)
