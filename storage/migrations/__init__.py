"""Alembic's scripts, shipped with the program; `storage.migrate` runs them."""
