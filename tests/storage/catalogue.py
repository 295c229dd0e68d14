"""What a database itself says of its tables, for comparing two stores."""

from __future__ import annotations

from sqlalchemy import Connection, text

_SQLITE = (
    "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL",
    """SELECT name || '.numbering', sql LIKE '%AUTOINCREMENT%' FROM sqlite_master
       WHERE type = 'table'""",
    """SELECT t.name || '.' || c.name,
       printf('%s %s %s %s', c.type, c."notnull", c.dflt_value, c.pk)
       FROM sqlite_master t, pragma_table_info(t.name) c WHERE t.type = 'table'""",
    """SELECT t.name || '.' || f."from" || '>', printf('%s %s %s', f."table", f."to", f.on_delete)
       FROM sqlite_master t, pragma_foreign_key_list(t.name) f WHERE t.type = 'table'""",
    """SELECT t.name || '.unique.' ||
       (SELECT group_concat(c.name) FROM pragma_index_info(i.name) c), i.origin
       FROM sqlite_master t, pragma_index_list(t.name) i
       WHERE t.type = 'table' AND i."unique" """,
)
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
    for query in _SQLITE if sqlite else _POSTGRES:
        for name, definition in connection.execute(text(query)):
            if "alembic" not in name:
                found[name] = " ".join(str(definition).split())
    return found
