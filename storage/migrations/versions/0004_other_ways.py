"""Other ways to people: a second account, digests relayed by hand, files as signed links;
questions for a collective; drafts of plans, amendments, and what a task was before.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

from storage.migrations.columns import MOMENT, may, must, row_id, to

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_TABLES = ("link_code", "relay", "plan_draft", "amendment")
_ADDED = (
    ("contact", ("preferred",)),
    ("outbox", ("veiled", "first_tried", "passed_on", "link", "opened")),
    ("task", ("removed", "number_before", "when_before", "due_before", "slips")),
    ("reporting_duty", ("removed",)),
    ("round", ("questions_for", "questions")),
    ("participant", ("by_questions",)),
    ("submission", ("answers",)),
)


def upgrade() -> None:
    """Create the tables, then the columns of older ones."""
    _accounts()
    _relays()
    _drafts()
    _amendments()
    _columns()


def downgrade() -> None:
    """Drop them the other way round."""
    for table, names in reversed(_ADDED):
        for name in names:
            op.drop_column(table, name)
    for table in reversed(_TABLES):
        op.drop_table(table)


def _accounts() -> None:
    op.create_table(
        "link_code",
        row_id(),
        *to("person", "person_id"),
        *to("chat", "chat_id"),
        sa.Column("code_hash", sa.Text, nullable=False, unique=True),
        *must(MOMENT, "at", "expires"),
        *may(MOMENT, "ended"),
    )
    op.create_index(None, "link_code", ["person_id"])


def _relays() -> None:
    op.create_table(
        "relay",
        row_id(),
        *to("plan", "plan_id"),
        *to("round", "round_id"),
        *must(sa.Text, "purpose"),
        *must(sa.Date, "day"),
        *must(sa.JSON, "pieces"),
        *must(MOMENT, "at"),
        *to("person", "person_id", null=True),
        *must(MOMENT, "asked"),
        *must(sa.JSON, "times"),
        *may(MOMENT, "ended"),
        *may(sa.Text, "outcome"),
        *to("person", "ended_by", null=True),
    )
    left = sa.text("ended is null")
    op.create_index(
        "ix_relay_open", "relay", ["round_id"], sqlite_where=left, postgresql_where=left
    )


def _drafts() -> None:
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


def _amendments() -> None:
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


def _columns() -> None:
    _add("contact", _flag("preferred"))
    opened = sa.Column("opened", sa.Integer, nullable=False, server_default=sa.text("0"))
    tried = (*may(sa.JSON, "veiled"), *may(MOMENT, "first_tried"))
    _add("outbox", *tried, _flag("passed_on"), *may(sa.Text, "link"), opened)
    slips = sa.Column("slips", sa.Integer, nullable=False, server_default="0")
    _add("task", *may(MOMENT, "removed"), *may(sa.Text, "number_before", "when_before"))
    _add("task", *may(sa.Date, "due_before"), slips)
    _add("reporting_duty", *may(MOMENT, "removed"))
    _add("round", *may(sa.Text, "questions_for"), *may(sa.JSON, "questions"))
    _add("participant", _flag("by_questions"))
    _add("submission", *may(sa.JSON, "answers"))


def _flag(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.Boolean, nullable=False, server_default=sa.false())


def _add(table: str, *columns: sa.Column[Any]) -> None:
    for column in columns:
        op.add_column(table, column)
