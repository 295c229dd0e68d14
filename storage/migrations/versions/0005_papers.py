"""What the papers are made of: chỉ tiêu of a plan, who reports them, their figures; and what a
past moment is rebuilt from: what was said before it changed, data sets of rounds as kept.
"""

from __future__ import annotations

import json
from typing import Any

import sqlalchemy as sa
from alembic import op

from storage.migrations.columns import MOMENT, key_to, may, must, row_id, to

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_TABLES = (
    "indicator",
    "indicator_value",
    "confirmation",
    "former",
    "round_record",
    "coordination",
    "paper_build",
)
_ADDED = (
    ("amendment", ("frame",)),
    ("official_document", ("withdrawn",)),
    ("submission", ("merged",)),
    ("round", ("period_from", "period_to", "frozen")),
    ("heavy_job", ("made",)),
    ("ended_session", ("form",)),
)


def upgrade() -> None:
    """Create the tables, and keep the indicators of plans already in use."""
    _indicators()
    _values()
    _fill()
    _past()
    _builds()
    _columns()


def downgrade() -> None:
    """Drop them the other way round."""
    for table, names in reversed(_ADDED):
        for name in names:
            op.drop_column(table, name)
    for table in reversed(_TABLES):
        op.drop_table(table)


def _indicators() -> None:
    op.create_table(
        "indicator",
        row_id(),
        *to("plan", "plan_id"),
        *must(sa.Text, "key"),
        *must(sa.Integer, "position"),
        *must(sa.Text, "number", "name"),
        *may(sa.Text, "target", "unit", "by", "who"),
        *to("agency", "reporter_id", null=True),
        *may(MOMENT, "removed"),
        sa.UniqueConstraint("plan_id", "key"),
    )


def _values() -> None:
    op.create_table(
        "indicator_value",
        row_id(),
        *to("round", "round_id"),
        *to("indicator", "indicator_id"),
        *to("agency", "agency_id"),
        *may(sa.Text, "actual", "estimate"),
        *must(sa.Text, "note"),
        *to("person", "person_id", null=True),
        *must(sa.Text, "person_name", "person_post", "source"),
        *may(sa.JSON, "basis"),
        *to("indicator_value", "replaces", null=True),
        *to("receipt", "receipt_id", null=True),
        *must(MOMENT, "at"),
        *may(MOMENT, "withdrawn"),
    )
    op.create_index(None, "indicator_value", ["round_id", "indicator_id", "agency_id"])
    op.create_index(None, "indicator_value", ["receipt_id"])


def _past() -> None:
    op.create_table(
        "confirmation",
        row_id(),
        *to("task_update", "update_id"),
        *to("person", "person_id", null=True),
        *must(MOMENT, "at"),
    )
    op.create_index(None, "confirmation", ["update_id"])
    known = "select update_id, confirmed_by, confirmed from task_state where confirmed is not null"
    op.execute(sa.text(f"insert into confirmation (update_id, person_id, at) {known}"))
    op.create_table(
        "former",
        row_id(),
        *must(sa.Text, "subject"),
        *must(MOMENT, "until"),
        *must(sa.JSON, "content"),
    )
    op.create_index(None, "former", ["subject"])
    op.create_table(
        "round_record",
        row_id(),
        *to("round", "round_id"),
        *must(MOMENT, "at"),
        *must(sa.Text, "kind", "sha256"),
        *must(sa.LargeBinary, "content"),
        *must(MOMENT, "kept"),
        sa.UniqueConstraint("round_id"),
    )
    op.create_table(
        "coordination",
        key_to("obstacle"),
        *to("agency", "agency_id"),
        *must(sa.Boolean, "consent"),
        *may(MOMENT, "sent"),
    )


def _builds() -> None:
    op.create_table(
        "paper_build",
        row_id(),
        *to("round", "round_id"),
        *must(sa.Text, "kind"),
        *to("attachment", "attachment_id", null=True),
        *to("person", "person_id", null=True),
        *must(MOMENT, "at"),
        *must(sa.Text, "name"),
        *must(sa.JSON, "parts"),
    )
    op.create_index(None, "paper_build", ["round_id"])


def _columns() -> None:
    op.add_column("amendment", *may(sa.JSON, "frame"))
    op.add_column("submission", *may(sa.JSON, "merged"))
    op.add_column("official_document", *may(MOMENT, "withdrawn"))
    for column in may(sa.Date, "period_from", "period_to"):
        op.add_column("round", column)
    op.add_column("round", *may(MOMENT, "frozen"))
    op.add_column("heavy_job", *may(sa.JSON, "made"))
    form = sa.Column("form", sa.Text, nullable=False, server_default="")
    op.add_column("ended_session", form)


def _fill() -> None:
    """A plan put into use before has its indicators in its file alone."""
    plans = op.get_bind().execute(sa.text("select id, source from plan")).all()
    rows = [row for plan, source in plans for row in _of_plan(plan, source)]
    if rows:
        names = ("plan_id", "key", "position", "number", "name", "target", "unit", "by", "who")
        op.bulk_insert(sa.table("indicator", *(sa.column(name) for name in names)), rows)


def _of_plan(plan: str, source: Any) -> list[dict[str, Any]]:
    content = json.loads(source) if isinstance(source, str) else source
    return [
        {
            "plan_id": plan,
            "key": f"i{at + 1}",
            "position": at,
            **{name: one.get(name) for name in ("number", "name", "target", "unit", "who")},
            "by": str(one["by"]) if one.get("by") else None,
        }
        for at, one in enumerate(content.get("indicators") or ())
    ]
