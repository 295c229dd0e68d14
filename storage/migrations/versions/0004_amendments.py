"""Drafts of plans, amendments, and what a task was before."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

from storage.migrations.columns import MOMENT, may, must, row_id, to

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_OF_TASK = ("removed", "number_before", "when_before", "due_before", "slips")


def upgrade() -> None:
    """Create the tables, then the columns of tasks."""
    op.create_table(
        "plan_draft",
        row_id(),
        *to("person", "person_id"),
        *must(sa.Text, "province"),
        *to("plan", "amends", null=True),
        *must(sa.Integer, "base"),
        *must(sa.Text, "name"),
        *to("attachment", "attachment_id", null=True),
        *must(sa.JSON, "content", "said", "same"),
        *must(sa.Integer, "problems"),
        *must(MOMENT, "at"),
        *must(sa.Text, "state"),
    )
    op.create_table(
        "amendment",
        row_id(),
        *to("plan", "plan_id"),
        *must(sa.Integer, "seq"),
        *to("person", "person_id", null=True),
        *must(MOMENT, "at"),
        *must(sa.JSON, "paper"),
        *to("attachment", "attachment_id", null=True),
        *must(sa.JSON, "before", "changes", "told"),
        sa.UniqueConstraint("plan_id", "seq"),
    )
    slips = sa.Column("slips", sa.Integer, nullable=False, server_default="0")
    _add("task", *may(MOMENT, "removed"), *may(sa.Text, "number_before", "when_before"))
    _add("task", *may(sa.Date, "due_before"), slips)
    _add("reporting_duty", *may(MOMENT, "removed"))


def downgrade() -> None:
    """Drop them the other way round."""
    op.drop_column("reporting_duty", "removed")
    for name in reversed(_OF_TASK):
        op.drop_column("task", name)
    op.drop_table("amendment")
    op.drop_table("plan_draft")


def _add(table: str, *columns: sa.Column[Any]) -> None:
    for column in columns:
        op.add_column(table, column)
