"""The daily work: obstacles, broadcasts, sudden requests, files, hand-overs, stand-ins."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

from storage.migrations.columns import MOMENT, NUMBER, key_to, may, must, row_id, to

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_TABLES = (
    *("attachment", "heavy_job", "obstacle", "obstacle_step", "broadcast", "broadcast_to"),
    *("adhoc_request", "adhoc_request_to", "adhoc_answer", "review", "call", "join_request"),
    *("absence", "handover", "delegation", "ended_session"),
)
_ADDED = (
    ("appointment", ("main", "division")),
    ("invitation", ("person_id", "made_by", "withdrawn", "division", "main")),
    ("participant", ("nudged_on", "promises", "for_leader")),
    ("reporting_duty", ("section",)),
    ("submission", ("basis",)),
    ("task_update", ("basis",)),
    ("official_document", ("entered",)),
    ("outbox", ("attachment_id", "parts_sent", "once")),
)


def upgrade() -> None:
    """Create the tables, those that others point to first; then the columns of older tables."""
    _files()
    _obstacles()
    _broadcasts()
    _requests()
    _answers_of_the_office()
    _joining()
    _people()
    _ended()
    _columns()
    _open_rows("not_before", "attempts")


def downgrade() -> None:
    """Drop them the other way round."""
    _open_rows()
    for table, names in reversed(_ADDED):
        for name in names:
            op.drop_column(table, name)
    for table in reversed(_TABLES):
        op.drop_table(table)


def _files() -> None:
    op.create_table(
        "attachment",
        row_id(),
        *must(MOMENT, "at"),
        *to("person", "person_id", null=True),
        *must(sa.Text, "bot", "remote", "name", "mime"),
        *may(sa.Integer, "size"),
        *may(sa.Text, "sha256"),
        *must(sa.Text, "state"),
        *may(sa.Text, "error"),
    )
    op.create_index(None, "attachment", ["sha256"])
    op.create_table(
        "heavy_job",
        row_id(),
        *must(sa.Text, "kind"),
        *must(sa.JSON, "question"),
        *to("attachment", "attachment_id", null=True),
        *to("person", "person_id"),
        *to("chat", "chat_id"),
        *must(sa.Text, "user", "state"),
        *must(sa.Integer, "attempts"),
        *must(MOMENT, "not_before"),
        *may(sa.Text, "error"),
        *must(MOMENT, "at"),
        *may(MOMENT, "done"),
    )
    waiting = sa.text("state = 'waiting'")
    op.create_index(
        "ix_heavy_job_waiting",
        "heavy_job",
        ["id"],
        sqlite_where=waiting,
        postgresql_where=waiting,
    )


def _obstacles() -> None:
    op.create_table(
        "obstacle",
        row_id(),
        *to("plan", "plan_id"),
        *must(sa.Integer, "seq"),
        *to("agency", "agency_id"),
        *to("task", "task_id", null=True),
        *must(sa.Text, "kind", "text", "proposal", "state"),
        *must(MOMENT, "moved"),
        *to("person", "person_id"),
        *must(MOMENT, "at"),
        sa.UniqueConstraint("plan_id", "seq"),
    )
    op.create_index(None, "obstacle", ["agency_id"])
    op.create_table(
        "obstacle_step",
        row_id(),
        *to("obstacle", "obstacle_id"),
        *must(MOMENT, "at"),
        *to("person", "person_id", null=True),
        *must(sa.Text, "person_name", "person_post", "what", "text"),
        *may(sa.JSON, "paper"),
        *must(sa.Text, "state"),
    )
    op.create_index(None, "obstacle_step", ["obstacle_id"])


def _broadcasts() -> None:
    op.create_table(
        "broadcast",
        row_id(),
        *to("plan", "plan_id"),
        *must(sa.Integer, "seq"),
        *to("person", "person_id"),
        *must(MOMENT, "at"),
        *must(sa.Text, "audience", "text"),
        *must(sa.JSON, "agencies", "tasks"),
        *to("attachment", "attachment_id", null=True),
        *to("broadcast", "corrects", null=True),
        *must(sa.Integer, "rounds"),
        *may(MOMENT, "stopped"),
        *to("person", "stopped_by", null=True),
        sa.UniqueConstraint("plan_id", "seq"),
    )
    op.create_table("broadcast_to", key_to("broadcast"), key_to("person"), key_to("agency"))


def _requests() -> None:
    op.create_table(
        "adhoc_request",
        row_id(),
        *to("plan", "plan_id"),
        *must(sa.Integer, "seq"),
        *to("person", "person_id"),
        *must(MOMENT, "at"),
        *must(sa.Text, "question", "kind"),
        *must(MOMENT, "due"),
        *must(sa.Boolean, "urgent"),
        *may(MOMENT, "closed"),
        sa.UniqueConstraint("plan_id", "seq"),
    )
    request = sa.Column(
        "request_id",
        NUMBER,
        sa.ForeignKey("adhoc_request.id"),
        primary_key=True,
        autoincrement=False,
    )
    op.create_table("adhoc_request_to", request, key_to("agency"))
    op.create_table(
        "adhoc_answer",
        row_id(),
        *to("adhoc_request", "request_id"),
        *to("agency", "agency_id"),
        *to("person", "person_id"),
        *must(sa.Text, "person_name", "person_post", "text"),
        *to("adhoc_answer", "replaces", null=True),
        *may(sa.JSON, "basis"),
        *must(MOMENT, "at"),
    )
    op.create_index(None, "adhoc_answer", ["request_id", "agency_id"])


def _answers_of_the_office() -> None:
    op.create_table(
        "review",
        row_id(),
        *to("round", "round_id", null=True),
        *to("agency", "agency_id"),
        *to("submission", "submission_id", null=True),
        *to("task", "task_id", null=True),
        *must(sa.Text, "what", "text"),
        *may(sa.JSON, "paper"),
        *to("person", "person_id"),
        *must(MOMENT, "at"),
    )
    op.create_index(None, "review", ["round_id", "agency_id"])
    op.create_index(None, "review", ["task_id"])
    op.create_table(
        "call",
        row_id(),
        *to("round", "round_id"),
        *to("agency", "agency_id"),
        *to("person", "person_id"),
        *may(sa.Date, "promised"),
        *must(MOMENT, "at"),
    )
    op.create_index(None, "call", ["round_id", "agency_id"])


def _joining() -> None:
    op.create_table(
        "join_request",
        row_id(),
        *must(sa.Text, "bot", "user"),
        *to("chat", "chat_id"),
        *to("plan", "plan_id"),
        *to("agency", "agency_id"),
        *must(sa.Text, "name", "post", "phone"),
        *must(MOMENT, "at"),
        *may(MOMENT, "decided"),
        *to("person", "decided_by", null=True),
        *may(sa.Text, "outcome"),
    )
    op.create_index(None, "join_request", ["plan_id"])


def _people() -> None:
    op.create_table(
        "absence",
        row_id(),
        *to("person", "person_id"),
        *must(sa.Date, "from_day", "to_day"),
        *to("person", "stand_in_id", null=True),
        *must(MOMENT, "at"),
        *may(MOMENT, "ended"),
    )
    op.create_index(None, "absence", ["person_id"])
    op.create_index(None, "absence", ["stand_in_id"])
    op.create_table(
        "handover",
        row_id(),
        *to("agency", "agency_id"),
        *to("plan", "plan_id"),
        *to("person", "from_person_id"),
        *to("person", "to_person_id", null=True),
        *to("invitation", "invitation_id", null=True),
        *to("person", "by"),
        *must(sa.Date, "from_day"),
        *must(MOMENT, "at"),
        *may(MOMENT, "accepted", "objected", "withdrawn", "moved"),
    )
    op.create_index(None, "handover", ["agency_id", "plan_id"])
    op.create_table(
        "delegation",
        row_id(),
        *to("task", "task_id"),
        *to("agency", "agency_id"),
        *to("person", "person_id"),
        *must(sa.Text, "division"),
        sa.Column("code_hash", sa.Text, nullable=False, unique=True),
        *must(MOMENT, "at", "expires"),
        *may(sa.Text, "bot", "user"),
        *must(sa.Text, "name", "post"),
        *may(sa.Text, "status"),
        *must(sa.Text, "text"),
        *may(MOMENT, "answered", "settled", "withdrawn"),
    )
    op.create_index(None, "delegation", ["agency_id"])


def _ended() -> None:
    op.create_table(
        "ended_session",
        sa.Column("id", NUMBER, primary_key=True, autoincrement=False),
        *must(sa.Text, "owner"),
        *must(sa.Boolean, "sent"),
        *must(sa.Text, "receipt"),
        *must(MOMENT, "at"),
    )
    op.create_index(None, "ended_session", ["at"])


def _columns() -> None:
    """The columns of older tables; each added in place, so that no table is built anew."""
    main = sa.Column("main", sa.Boolean, nullable=False, server_default=sa.true())
    _add("appointment", main, sa.Column("division", sa.Text, nullable=False, server_default=""))
    _add("invitation", *to("person", "person_id", "made_by", null=True), *may(MOMENT, "withdrawn"))
    of_listed = sa.Column("division", sa.Text, nullable=False, server_default="")
    _add("invitation", of_listed, *may(sa.Boolean, "main"))
    promises = sa.Column("promises", sa.Integer, nullable=False, server_default="0")
    _add("participant", *may(sa.Date, "nudged_on"), promises, *may(sa.JSON, "for_leader"))
    _add("reporting_duty", *may(sa.Text, "section"))
    _add("submission", *may(sa.JSON, "basis"))
    _add("task_update", *may(sa.JSON, "basis"))
    entered = sa.Column("entered", sa.Boolean, nullable=False, server_default=sa.false())
    _add("official_document", entered)
    parts = sa.Column("parts_sent", sa.Integer, nullable=False, server_default=sa.text("0"))
    once = sa.Column("once", sa.Boolean, nullable=False, server_default=sa.false())
    _add("outbox", *to("attachment", "attachment_id", null=True), parts, once)


def _add(table: str, *columns: sa.Column[Any]) -> None:
    """SQLite adds no constraint to a table that is there, but takes one within the column."""
    within = op.get_bind().dialect.name == "sqlite"
    for column in columns:
        op.add_column(table, column, inline_references=within)


def _open_rows(*more: str) -> None:
    """The index the sender looks through; with `more` it need not look at the rows themselves."""
    left = sa.text("state in ('queued', 'sending')")
    columns = ["bot", "chat_id", "lane", "id", *more]
    op.drop_index("ix_outbox_open", "outbox")
    op.create_index("ix_outbox_open", "outbox", columns, sqlite_where=left, postgresql_where=left)
