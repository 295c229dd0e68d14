"""What is reported, what comes in and goes out, sessions, journals."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from storage.migrations.columns import MOMENT, NUMBER, key_to, may, must, row_id, to

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the tables, those that others point to first."""
    _rounds()
    _reports()
    _updates()
    _inbox()
    _outbox()
    _sessions()
    _journals()


def downgrade() -> None:
    """Drop them the other way round."""
    for table in (
        *("audit", "job_run", "conversation", "session", "outbox", "inbox", "task_state"),
        *("task_update", "acknowledgement", "submission", "receipt"),
        *("participant", "official_document", "round"),
    ):
        op.drop_table(table)


def _rounds() -> None:
    op.create_table(
        "round",
        row_id(),
        *to("plan", "plan_id"),
        *to("reporting_duty", "duty_id"),
        *must(sa.Integer, "year", "part"),
        *may(sa.Date, "cutoff"),
        *must(sa.Date, "due", "last_day"),
        *may(sa.Date, "internal", "onward"),
        *may(sa.Text, "request_number", "request_symbol"),
        *may(sa.Date, "request_dated"),
        *must(sa.Text, "state"),
        *may(MOMENT, "opened"),
        *to("person", "opened_by", null=True),
        *may(MOMENT, "closed"),
        sa.UniqueConstraint("duty_id", "year", "part"),
    )
    op.create_table(
        "official_document",
        row_id(),
        *to("agency", "agency_id"),
        *to("round", "round_id"),
        *must(sa.Text, "number", "symbol"),
        *must(sa.Date, "dated"),
        *to("person", "person_id"),
        *must(MOMENT, "at"),
        *to("official_document", "replaces", null=True),
    )
    op.create_index(None, "official_document", ["round_id", "agency_id"])
    op.create_table(
        "participant",
        key_to("round"),
        key_to("agency"),
        *must(sa.Integer, "position", "leads"),
        *must(sa.Text, "state"),
        *must(sa.Boolean, "nothing_to_report", "carried_over"),
        *may(MOMENT, "sent"),
        *to("official_document", "paper_id", null=True),
        *may(sa.Date, "promised"),
        *may(MOMENT, "with_leader_since"),
        *must(sa.Integer, "nudges"),
    )


def _reports() -> None:
    op.create_table(
        "receipt",
        row_id(),
        *to("plan", "plan_id"),
        *must(sa.Integer, "year", "seq"),
        *must(MOMENT, "at"),
        sa.UniqueConstraint("plan_id", "year", "seq"),
    )
    op.create_table(
        "submission",
        row_id(),
        *to("round", "round_id"),
        *to("agency", "agency_id"),
        *must(sa.Integer, "nth"),
        *to("person", "person_id"),
        *must(sa.Text, "person_name", "person_post"),
        *must(MOMENT, "at"),
        *must(sa.Text, "kind", "support_text"),
        *must(sa.Boolean, "late"),
        *must(sa.JSON, "updates"),
        *to("receipt", "receipt_id"),
        *may(MOMENT, "withdrawn"),
        sa.UniqueConstraint("round_id", "agency_id", "nth"),
    )
    op.create_table(
        "acknowledgement",
        sa.Column("subject", sa.Text, primary_key=True),
        key_to("person"),
        *must(MOMENT, "at"),
    )


def _updates() -> None:
    op.create_table(
        "task_update",
        row_id(),
        *to("task", "task_id"),
        *to("agency", "agency_id"),
        *to("round", "round_id", null=True),
        *to("person", "person_id", null=True),
        *must(sa.Text, "person_name", "person_post", "status", "text"),
        *must(sa.JSON, "papers"),
        *may(sa.Date, "done_on"),
        *must(sa.Text, "source"),
        *to("task_update", "replaces", null=True),
        *to("receipt", "receipt_id", null=True),
        *must(MOMENT, "at"),
        *may(MOMENT, "withdrawn"),
    )
    op.create_index(None, "task_update", ["task_id", "agency_id", "id"])
    op.create_index(None, "task_update", ["receipt_id"])
    op.create_table(
        "task_state",
        key_to("task"),
        key_to("agency"),
        *to("task_update", "update_id"),
        *may(MOMENT, "confirmed"),
        *to("person", "confirmed_by", null=True),
    )


def _inbox() -> None:
    op.create_table(
        "inbox",
        row_id(),
        *must(sa.Text, "bot"),
        *may(sa.Text, "update_id"),
        *must(sa.Text, "conversation", "raw"),
        *must(MOMENT, "received"),
        *must(sa.Text, "state"),
        *must(sa.Integer, "attempts"),
        *may(sa.Text, "error"),
        *may(MOMENT, "done"),
        sa.UniqueConstraint("bot", "update_id"),
    )
    new = sa.text("state = 'new'")
    op.create_index("ix_inbox_new", "inbox", ["id"], sqlite_where=new, postgresql_where=new)


def _outbox() -> None:
    op.create_table(
        "outbox",
        row_id(),
        *must(sa.Text, "bot"),
        *to("chat", "chat_id", null=True),
        *to("person", "person_id", null=True),
        *must(sa.Text, "lane"),
        sa.Column("key", sa.Text, unique=True),
        *may(sa.JSON, "compose"),
        *must(sa.Text, "text"),
        *must(sa.JSON, "choices"),
        *to("outbox", "edits", null=True),
        *must(sa.Text, "state"),
        *must(MOMENT, "created", "not_before"),
        *must(sa.Integer, "attempts"),
        *may(sa.Text, "error"),
        *may(MOMENT, "sent"),
        *may(sa.Text, "message"),
        *must(sa.Boolean, "twice"),
    )
    going = sa.text("state in ('queued', 'sending')")
    columns = ["bot", "chat_id", "lane", "id"]
    op.create_index(
        "ix_outbox_open", "outbox", columns, sqlite_where=going, postgresql_where=going
    )
    op.create_index(None, "outbox", ["chat_id", "sent"])


def _sessions() -> None:
    op.create_table(
        "session",
        row_id(),
        *must(sa.Text, "owner", "form", "subject"),
        *must(sa.Integer, "version"),
        *must(sa.JSON, "state"),
        *must(MOMENT, "updated"),
        sa.UniqueConstraint("owner", "form", "subject"),
        sqlite_autoincrement=True,
    )
    session = sa.ForeignKey("session.id", ondelete="SET NULL")
    op.create_table(
        "conversation",
        key_to("chat"),
        sa.Column("user", sa.Text, primary_key=True),
        sa.Column("session_id", NUMBER, session),
    )


def _journals() -> None:
    op.create_table(
        "job_run",
        sa.Column("job", sa.Text, primary_key=True),
        sa.Column("period", sa.Text, primary_key=True),
        *must(MOMENT, "at"),
        *must(sa.Text, "outcome"),
        *may(sa.JSON, "detail"),
    )
    op.create_table(
        "audit",
        row_id(),
        *must(MOMENT, "at"),
        *to("person", "person_id", null=True),
        *must(sa.Text, "what", "subject"),
        *may(sa.JSON, "before", "after"),
    )
    op.create_index(None, "audit", ["subject"])
