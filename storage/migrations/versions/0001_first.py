"""Agencies, people, plans, chats, and who was appointed to what."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from storage.migrations.columns import MOMENT, may, must, row_id, to

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the tables, those that others point to first."""
    _agencies_and_people()
    _plans()
    _chats()
    _appointments()


def downgrade() -> None:
    """Drop them the other way round."""
    for table in (
        *("appointment", "invitation", "join_try", "contact", "chat"),
        *("reporting_duty", "task_role", "task", "plan", "person", "agency_group", "agency"),
    ):
        op.drop_table(table)


def _agencies_and_people() -> None:
    op.create_table(
        "agency",
        row_id(),
        *must(sa.Text, "province", "code", "name"),
        *must(sa.JSON, "variants"),
        *must(sa.Text, "kind"),
        *must(sa.Boolean, "urge"),
        *may(sa.Date, "from_day", "to_day"),
        sa.UniqueConstraint("province", "code"),
    )
    op.create_table(
        "agency_group",
        row_id(),
        *must(sa.Text, "province", "name"),
        *must(sa.JSON, "variants", "members"),
        sa.UniqueConstraint("province", "name"),
    )
    op.create_table(
        "person", row_id(), *must(sa.Text, "name", "post", "phone"), *must(MOMENT, "created")
    )


def _plans() -> None:
    op.create_table(
        "plan",
        sa.Column("id", sa.Text, primary_key=True),
        *must(sa.Text, "short", "province", "title"),
        *may(sa.Text, "number", "issued"),
        *to("agency", "coordinator_id"),
        *must(sa.JSON, "source"),
        *must(MOMENT, "loaded"),
        *may(sa.Date, "followed_from"),
        *may(MOMENT, "started"),
        *to("person", "started_by", null=True),
        *must(sa.JSON, "settings"),
        sa.UniqueConstraint("province", "short"),
    )
    op.create_table(
        "task",
        row_id(),
        *to("plan", "plan_id"),
        *must(sa.Text, "key", "number"),
        *must(sa.Integer, "position"),
        *may(sa.Text, "group"),
        *must(sa.Text, "title"),
        *may(sa.Text, "when"),
        *may(sa.Date, "start", "due"),
        *may(sa.Text, "recurs"),
        sa.UniqueConstraint("plan_id", "key"),
    )
    op.create_table(
        "task_role",
        row_id(),
        *to("task", "task_id"),
        *to("agency", "agency_id"),
        *must(sa.Text, "part", "printed"),
        *must(sa.Boolean, "collective"),
        sa.UniqueConstraint("task_id", "agency_id", "part"),
    )
    op.create_index(None, "task_role", ["agency_id"])
    op.create_table(
        "reporting_duty",
        row_id(),
        *to("plan", "plan_id"),
        *must(sa.Integer, "position"),
        *must(sa.Text, "frequency"),
        *must(sa.JSON, "reporters", "receivers"),
        *may(sa.Text, "via"),
        *may(sa.Integer, "month", "day", "year"),
        *must(sa.Boolean, "before"),
        *must(sa.Text, "quote"),
        sa.UniqueConstraint("plan_id", "position"),
    )


def _chats() -> None:
    op.create_table(
        "chat",
        row_id(),
        *must(sa.Text, "bot", "platform_id"),
        *must(sa.Boolean, "private"),
        *must(sa.Text, "title"),
        *may(sa.Text, "purpose"),
        *to("plan", "plan_id", null=True),
        *may(MOMENT, "lost"),
        *may(sa.Text, "lost_why"),
        sa.UniqueConstraint("bot", "platform_id"),
    )
    op.create_table(
        "contact",
        row_id(),
        *to("person", "person_id"),
        *must(sa.Text, "bot", "user"),
        *to("chat", "chat_id"),
        *must(MOMENT, "since"),
        sa.UniqueConstraint("bot", "user"),
    )
    op.create_index(None, "contact", ["person_id"])
    op.create_table(
        "join_try", row_id(), *must(sa.Text, "bot"), *to("chat", "chat_id"), *must(MOMENT, "at")
    )
    op.create_index(None, "join_try", ["bot", "at"])


def _appointments() -> None:
    op.create_table(
        "invitation",
        row_id(),
        sa.Column("code_hash", sa.Text, nullable=False, unique=True),
        *to("agency", "agency_id"),
        *to("plan", "plan_id"),
        *must(sa.Text, "role"),
        *must(MOMENT, "created", "expires"),
        *may(MOMENT, "used"),
        *to("person", "used_by", null=True),
    )
    op.create_table(
        "appointment",
        row_id(),
        *to("person", "person_id"),
        *to("agency", "agency_id"),
        *to("plan", "plan_id", null=True),
        *must(sa.Text, "role", "post"),
        *must(sa.Date, "from_day"),
        *may(sa.Date, "to_day"),
        *may(MOMENT, "confirmed"),
        *to("person", "confirmed_by", null=True),
        *to("invitation", "invitation_id", null=True),
    )
    op.create_index(None, "appointment", ["person_id"])
    op.create_index(None, "appointment", ["agency_id", "plan_id"])
