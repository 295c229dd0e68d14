"""Alembic runs this file on the connection it is given, in the unit that holds the write lock."""

from __future__ import annotations

from alembic import context

from storage.schema import metadata


def run() -> None:
    """Run the asked for revisions on the connection that `storage.migrate` passed."""
    connection = context.config.attributes["connection"]
    context.configure(
        connection=connection,
        target_metadata=metadata,
        render_as_batch=connection.dialect.name == "sqlite",
    )
    context.run_migrations()


run()
