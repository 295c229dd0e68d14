"""What a database itself says of its tables, for comparing two stores."""

from __future__ import annotations

from sqlalchemy import Connection, text

_SQLITE = "SELECT name, sql FROM sqlite_master WHERE name NOT LIKE 'alembic%' AND sql IS NOT NULL"
_POSTGRES = (
    """SELECT table_name || '.' || column_name, data_type || ' ' || is_nullable || ' ' ||
       coalesce(column_default, '') || ' ' || ordinal_position
       FROM information_schema.columns WHERE table_schema = 'public'""",
    "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'",
    """SELECT conrelid::regclass || ' ' || conname, pg_get_constraintdef(oid)
       FROM pg_constraint WHERE connamespace = 'public'::regnamespace""",
)


def described(connection: Connection) -> dict[str, str]:
    """Names of tables, columns, indexes and constraints, each with its definition."""
    sqlite = connection.dialect.name == "sqlite"
    found = {}
    for query in (_SQLITE,) if sqlite else _POSTGRES:
        for name, definition in connection.execute(text(query)):
            if "alembic" not in name:
                found[name] = _one_line(definition)
    return found


def _one_line(definition: str) -> str:
    """Spaces and the order of the constraints of a SQLite table mean nothing."""
    head, bracket, rest = " ".join(definition.split()).partition(" ( ")
    return head + bracket + " | ".join(sorted(rest.split(", ")))
